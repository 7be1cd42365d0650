"""Pictures are asked for by name."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from bilateral import Dataset
from bilateral._plugins import names_of
from bilateral.errors import BilateralError, UnknownNameError
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


@pytest.mark.parametrize("path", ["visits.png", Path("x") / "y.HTML"])
def test_a_path_is_no_picture(small: Dataset, path: str | Path) -> None:
    with pytest.raises(UnknownNameError, match=r"plot\(\)\.save\(") as refused:
        small.visits.plot(path)  # type: ignore[arg-type]
    assert repr(str(path)) in str(refused.value)
    with pytest.raises(UnknownNameError, match=r"plot\(\)\.save\("):
        small.visits.plot(path=path)
    with pytest.raises(UnknownNameError, match=r"plot\('timeline'\)\.save\("):
        small.visits.plot.timeline(path)


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
