"""Pictures are asked for by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from bilateral import Dataset
from bilateral._plugins import names_of
from bilateral.errors import BilateralError, RecordError, UnknownNameError
from tests import plug_ins


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A picture of another package, and one that is none."""
    plug_ins.add(
        monkeypatch,
        EntryPoint("number", "builtins:len", "bilateral.plots"),
        EntryPoint("odd", "sys:maxsize", "bilateral.plots"),
    )
    yield
    plug_ins.forget()


@pytest.mark.usefixtures("pictures")
def test_a_picture_of_another_package_is_drawn_by_its_name(small: Dataset) -> None:
    number: object = small.plot("number")
    assert number == len(small)
    assert {"number", "timeline", "fitting"} <= set(names_of("plots"))
    with pytest.raises(BilateralError, match=r"picture 'odd'.*no function"):
        small.plot("odd")
    with pytest.raises(BilateralError, match=r"picture 'number'.*TypeError"):
        small.plot("number", width=3)


@pytest.mark.usefixtures("pictures")
def test_a_picture_is_an_attribute_too_as_pandas_has_it(small: Dataset) -> None:
    number: object = small.plot.number()
    assert number == len(small)
    assert {"number", "timeline"} <= set(dir(small.plot))
    assert small.plot == small.plot
    with pytest.raises(UnknownNameError, match="did you mean 'amounts'"):
        small.visits.plot.bar()
    assert not hasattr(small.plot, "_repr_png_")  # as notebooks ask


@pytest.mark.needs("altair")
def test_a_picture_is_written_to_a_path_that_is_given(small: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "visits.json"
    fitting, timeline = small.visits.plot(), small.visits.plot("timeline")
    ways: list[tuple[Callable[[], Any], Any]] = [
        (lambda: small.visits.plot(path), fitting),
        (lambda: small.visits.plot(str(path)), fitting),
        (lambda: small.visits.plot(path=path), fitting),
        (lambda: small.visits.plot.timeline(path), timeline),
        (lambda: small.visits.plot("timeline", path=str(path)), timeline),
    ]
    for drawn, meant in ways:
        assert drawn().to_dict() == meant.to_dict()
        assert json.loads(path.read_text(encoding="utf-8")) == meant.to_dict()
        path.unlink()


@pytest.mark.needs("altair")
def test_what_a_picture_needs_and_takes_is_told(small: Dataset) -> None:
    with pytest.raises(BilateralError, match="needs record="):
        small.plot("evidence")
    with pytest.raises(UnknownNameError, match="did you mean 'title'") as refused:
        small.plot("arms", titel="x")
    assert refused.value.expected == "one of field, columns, title, source, width, dark"
    for wrong in ({"width": "wide"}, {"title": 3}, {"source": ["x"]}):
        with pytest.raises(BilateralError, match="wrong"):
            small.plot("timeline", **wrong)


def test_a_page_is_not_written_as_a_chart_would_write_it(small: Dataset, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    for given in ((page,), ("timeline", str(page))):
        with pytest.raises(RecordError, match=r"expected bilateral\.plots\.save"):
            small.plot(*given)
    assert not page.exists()
