"""``plot`` and ``report``: records to look at, as a picture and as a page to share."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from bilateral.cli.console import say
from bilateral.cli.opening import opened
from bilateral.cli.questions import ANYTHING, Question
from bilateral.errors import BilateralError

__all__ = ["plot", "report"]

_Output = Annotated[str, Parameter(name=["--output", "-o"])]


def plot(
    data: str,
    kind: str | None = None,
    /,
    *,
    output: _Output,
    picture: str = "fitting",
    width: int = 720,
    dark: bool = False,
    record: str | None = None,
    question: Question = ANYTHING,
) -> None:
    """Draw records, or what a question finds, as a picture.

    Args:
        data: A built-in dataset, a file, a folder, or Parquet files.
        kind: Kind of record.
        output: The file: .html, .svg, .png, .pdf or .json.
        picture: Its name, such as timeline, heatmap, matrix, network, arms, shares or evidence;
            by default the one that fits.
        width: Width in pixels.
        dark: For a dark page.
        record: Id of the record of which the evidence is drawn.
        question: What is asked.
    """
    from bilateral.plots import save

    target = _target(output, data)
    of = {} if record is None else {"record": record}
    name = "evidence" if of and picture == "fitting" else picture
    chart = _found(data, kind, question).plot(name, width=width, dark=dark, **of)
    say(f"written: {save(chart, target)}")


def report(
    data: str,
    kind: str | None = None,
    /,
    *,
    output: _Output,
    title: str | None = None,
    question: Question = ANYTHING,
) -> None:
    """Write one page of records, or of what a question finds, to open in a browser.

    Args:
        data: A built-in dataset, a file, a folder, or Parquet files.
        kind: Kind of record.
        output: The file, such as report.html.
        title: Its title; by default that of the dataset.
        question: What is asked.
    """
    from bilateral.reports import report as write_report

    target = _target(output, data)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        path = write_report(_found(data, kind, question), target, title=title)
    for warning in caught:
        say(str(warning.message))
    say(f"written: {path}")


def _found(data: str, kind: str | None, question: Question) -> Any:  # what has records
    source = opened(data)
    if kind is None and question == ANYTHING:
        return source
    return question.put_to(source, kind or "records")


def _target(output: str, data: str) -> Path:
    """The file to write, if it is not the one that is read."""
    target = Path(output)
    if target.resolve() == Path(data).resolve():
        raise BilateralError("the file would be written over", file=data, expected="another")
    return target
