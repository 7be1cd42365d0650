"""Names and codes, one or many, with a system or without, and names of one's own."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, strategies as st

from bilateral import resolve
from bilateral.errors import RecordError, StateNameError, UnknownNameError
from bilateral.states.resolution import candidates, own_names
from bilateral.states.tables import registry


def ids(found: list[object]) -> list[str | None]:
    return [None if state is None else state.id for state in found]  # type: ignore[attr-defined]


def test_a_list_gives_a_list_of_states() -> None:
    assert resolve(["Ceylon", None, "", "Deutschland"], on=2015) == [
        registry()["LKA"], None, None, registry()["DEU"]
    ]  # fmt: skip
    assert resolve([]) == []
    assert ids(resolve(("Russia", "Russia"), on=[1986, 2015])) == ["SUN", "RUS"]  # type: ignore[arg-type]


def test_a_column_gives_a_column_of_ids() -> None:
    found = resolve(pa.array(["Russia", None]), on=pa.array([1986, 1986]))
    assert found.to_pylist() == ["SUN", None]
    assert resolve(pa.array([2, 365]), system="cow", on=1985).to_pylist() == ["USA", "SUN"]


@pytest.mark.needs("pandas")
def test_a_series_of_pandas_gives_one() -> None:
    import pandas as pd

    codes = pd.Series([2.0, float("nan"), 365.0], index=[4, 5, 6], name="ccode")
    found = resolve(codes, system="cow", on=1985)
    assert isinstance(found, pd.Series)
    assert found.to_list()[::2] == ["USA", "SUN"]
    assert (found.name, found.index.to_list()) == ("ccode", [4, 5, 6])


@pytest.mark.needs("polars")
def test_a_series_of_polars_gives_one() -> None:
    import polars as pl

    found = resolve(pl.Series("who", ["Russia", None]), on=pl.Series([1986, 1990]))
    assert found.to_list() == ["SUN", None]
    assert found.name == "who"


def test_names_that_are_not_settled_are_all_named_or_missing() -> None:
    with pytest.raises(StateNameError, match="3 such values: Ruritania, Congo, Frnce") as caught:
        resolve(["Ruritania", "Congo", "Frnce", "Peru"])
    assert caught.value.found == "Ruritania"
    assert ids(resolve(["Ruritania", "Peru"], strict=False)) == [None, "PER"]  # type: ignore[arg-type]
    with pytest.raises(RecordError, match="not as many dates"):
        resolve(["Peru"], on=[1990, 1991])


# -- the system of a column ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codes", "on", "expected"),
    [
        (
            [2, 20, 200],
            2000,
            ["USA", "CAN", "GBR"],
        ),
        (["2", "255", "20"], 1995, ["USA", "DEU", "CAN"]),
        ([2, 260], 1995, ["USA", "DEU"]),
        ([586, 4, 840], 2000, ["PAK", "AFG", "USA"]),
        (["GMY", "UKG", "FRN"], 1900, ["german-reich", "GBR", "FRA"]),
        (["AUS", "GMY"], 1920, ["AUT", "german-reich"]),
        (["AUS", "DEU"], 2000, ["AUS", "DEU"]),
        (["TMP", "DEU"], 2020, ["TLS", "DEU"]),
        (["2", "Peru"], 2000, ["USA", "PER"]),
        ([None, 2], 2000, [None, "USA"]),
    ],
)
def test_a_system_is_detected_where_one_alone_has_all(
    codes: list[object], on: int, expected: list[str | None]
) -> None:
    assert ids(resolve(codes, on=on)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("codes", "on", "problem"),
    [
        ([20, 100], 2000, "codes of several systems"),  # Canada; of V-Dem the United States
        (["ROM", "AUS"], 2020, "codes of several systems"),  # Austria; of CAMEO Australia
        ([3, 4, 9999], 2000, "codes of no one system"),
    ],
)
def test_a_system_that_is_not_told_is_asked_for(codes: list[object], on: int, problem: str) -> None:
    with pytest.raises(RecordError, match=problem) as caught:
        resolve(codes, on=on)
    assert "system=" in (caught.value.expected or "")


def test_one_number_has_no_system() -> None:
    with pytest.raises(RecordError, match="without its system"):
        resolve(2)
    with pytest.raises(UnknownNameError):
        resolve([2], system="cows")


# -- names of one's own ----------------------------------------------------------------------------


def test_own_names_go_before_all_others() -> None:
    own = {"Ruritania": "ROU", "France": "Germany", "The Two": ["COD", "COG"]}
    assert resolve("ruritania", names=own).id == "ROU"
    assert resolve("FRANCE", names=own).id == "DEU"
    assert resolve("Peru", names=own).id == "PER"
    with pytest.raises(StateNameError, match="name of your own") as caught:
        resolve("the two", names=own, on=2000)
    assert caught.value.candidates == ("COD", "COG")
    assert resolve("The Two", names=own, on="1960-07-15").id == "COD"
    assert candidates("the two", names=own) == ("COD", "COG")
    assert candidates("the two", names=own, on=1950) == ()
    assert candidates("Peru", names=own) == ("PER",)
    assert ids(resolve(["France", "Peru"], names=own)) == ["DEU", "PER"]  # type: ignore[arg-type]
    assert resolve(999, system="cow", names={"999": "PAK"}).id == "PAK"


@pytest.mark.parametrize("names", [{"": "PAK"}, {"Pak": "PAK", "PAK": "PAK"}, {"Pak": []}])
def test_own_names_that_cannot_be_told(names: dict[str, str | list[str]]) -> None:
    with pytest.raises(RecordError, match="a name that cannot be told"):
        own_names(names)


def test_own_names_are_of_states() -> None:
    with pytest.raises(StateNameError):
        own_names({"Here": "Ruritania"})


@given(st.lists(st.sampled_from(["Peru", "Congo", "Germany", None, "Ruritania"]), max_size=6))
def test_a_list_is_what_each_of_it_is(values: list[str | None]) -> None:
    def one(value: str | None) -> str | None:
        try:
            return None if value is None else resolve(value, on=1985).id
        except StateNameError:
            return None

    assert ids(resolve(values, on=1985, strict=False)) == [one(v) for v in values]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("on", "state"), [(1930, "german-reich"), (1970, None), (2000, "DEU"), (None, "DEU")]
)
def test_an_own_name_that_is_a_name_of_states_is_told_by_the_date(
    on: int | None, state: str | None
) -> None:
    own = {"Allemagna": "Germany"}
    assert candidates("Allemagna", names=own, on=on) == (
        candidates("Germany", on=on) if on else ("DEU",)
    )
    if state is not None:
        assert resolve("Allemagna", names=own, on=on).id == state
    with pytest.raises(StateNameError, match="several states"):
        resolve("Allemagna", names=own, on=1970)
    assert resolve("Allemagna", names={"Allemagna": "DEU"}, on=1970).id == "DEU"


def test_an_own_name_that_nobody_bore_then_is_who_ever_did() -> None:
    own = {"Jugoslawien": "Yugoslavia", "Sowjetunion": "Soviet Union"}
    years = (1970, 1995)
    assert [resolve("Jugoslawien", names=own, on=year).id for year in years] == ["YUG", "SCG"]
    assert resolve("Sowjetunion", names=own, on=2010).id == "SUN"


def test_the_entry_of_own_names_that_is_at_fault_is_named() -> None:
    with pytest.raises(StateNameError, match="as 'Kongo' is to mean") as caught:
        own_names({"Bayern": "Germany", "Kongo": "Congo"})
    assert caught.value.field == "names"
    assert "COD" in str(caught.value)
    with pytest.raises(RecordError, match="a mapping"):
        own_names("names.csv")  # type: ignore[arg-type]
    with pytest.raises(StateNameError, match="'X' is to mean"):
        own_names({"X": "Ruritania"})
