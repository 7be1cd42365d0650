"""``plot`` and ``report``: records to look at, as a picture and as a page to share."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from bilateral.cli.completing import Data, Id, Kind
from bilateral.cli.console import say
from bilateral.cli.joining import one_file
from bilateral.cli.opening import opened
from bilateral.cli.questions import ANYTHING, Question
from bilateral.cli.writing import check_apart
from bilateral.errors import BilateralError

__all__ = ["plot", "report"]

_Output = Annotated[str | None, Parameter(name=["--output", "-o"])]


def plot(
    data: Data,
    kind: Kind | None = None,
    target: str | None = None,
    /,
    *,
    output: _Output = None,
    picture: str = "fitting",
    width: int = 720,
    dark: bool = False,
    record: Id | None = None,
    question: Question = ANYTHING,
) -> None:
    """Draw records, or what a question finds, as a picture.

    Args:
        data: A built-in dataset, a file, a folder, or Parquet files.
        kind: Kind of record.
        target: The file, with or without -o.
        output: The file: .html, .svg, .png, .pdf or .json.
        picture: timeline, heatmap, matrix, network, arms, shares, evidence; else what fits.
        width: Width in pixels.
        dark: For a dark page.
        record: Id of the record of which the evidence is drawn.
        question: What is asked.
    """
    from bilateral.plots import save

    kind, path = _apart("plot", data, kind, target, output)
    of = {} if record is None else {"record": record}
    name = "evidence" if of and picture == "fitting" else picture
    chart = _found(data, kind, question).plot(name, width=width, dark=dark, **of)
    say(f"written: {save(chart, path)}")


def report(
    data: Data,
    kind: Kind | None = None,
    target: str | None = None,
    /,
    *,
    output: _Output = None,
    title: str | None = None,
    question: Question = ANYTHING,
) -> None:
    """Write one page of records, or of what a question finds, to open in a browser.

    Args:
        data: A built-in dataset, a file, a folder, or Parquet files.
        kind: Kind of record.
        target: The file, with or without -o.
        output: The file, such as report.html.
        title: Its title; by default that of the dataset.
        question: What is asked.
    """
    from bilateral.reports import report as write_report

    kind, path = _apart("report", data, kind, target, output)
    if path.suffix.lower() not in (".html", ".htm"):
        raise BilateralError("a page is HTML", found=str(path), expected=f"{path.stem}.html")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        written = write_report(_found(data, kind, question), path, title=title)
    for warning in caught:
        say(str(warning.message))
    say(f"written: {written}")


def _found(data: str, kind: str | None, question: Question) -> Any:  # what has records
    source = opened(data)
    if kind is None and question == ANYTHING:
        return source
    return question.put_to(source, kind or "records")


def _apart(
    command: str, data: str, kind: str | None, target: str | None, output: str | None
) -> tuple[str | None, Path]:
    """The kind, and the file to write if it is not the one that is read.

    What has an ending is a file: no kind has.
    """
    if kind is not None and target is None and Path(kind).suffix:
        kind, target = None, kind
    path = Path(one_file(command, target, output))
    check_apart(data, path)
    return kind, path
