"""Series from words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilateral.cli.series import series_of
from bilateral.errors import BilateralError

POWER = "ccode,year,cinc,milex\n365,2012,0.04,-9\n365,2013,0.04,10\n770,2012,0.01,7\n"


@pytest.fixture
def power(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "power.csv").write_text(POWER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return "power.csv"


def test_a_file_and_what_is_told_of_it(power: str) -> None:
    made = series_of(f"{power} milex --missing -9 --rule longest --coverage 2012/2013")
    assert (made.columns, made.rules) == (("milex",), {"rule": "longest", "direction": None})
    assert made.series.table["milex"].to_pylist() == [None, 10, 7]
    assert [str(one) for one in made.series.covered or ()] == ["2012-01-01 to 2013-12-31"]
    plain = series_of(power)
    assert (plain.columns, plain.series.values) == (None, ("cinc", "milex"))


def test_a_path_may_have_blanks(power: str) -> None:
    Path("of 2012.csv").write_text(Path(power).read_text(), encoding="utf-8")
    assert series_of("of 2012.csv").series.values == ("cinc", "milex")
    assert series_of("'of 2012.csv' cinc").columns == ("cinc",)


def test_keys_and_time_may_be_told(power: str) -> None:
    assert power
    Path("pairs.csv").write_text("a,b,when,n\n365,770,2012,1\n", encoding="utf-8")
    made = series_of("pairs.csv --keys a,b --system cow --time when --direction both")
    assert (made.series.keys, made.series.times) == (("a", "b"), ("when",))
    assert made.rules["direction"] == "both"


def test_what_a_series_does_not_tell_is_asked_for_in_words_of_the_command(power: str) -> None:
    assert power
    Path("a.csv").write_text("land,year,n\n365,2012,1\n", encoding="utf-8")
    Path("b.csv").write_text("ccode,when,n\n365,2012,1\n", encoding="utf-8")
    for name, told in (("a.csv", "--keys state1,state2 --system"), ("b.csv", "--time")):
        with pytest.raises(BilateralError, match=told):
            series_of(name)


@pytest.mark.parametrize("text", ["", "none.csv", "power.csv --sytem cow"])
def test_what_cannot_be_joined_is_told(text: str, power: str) -> None:
    assert power
    with pytest.raises(BilateralError):
        series_of(text)
