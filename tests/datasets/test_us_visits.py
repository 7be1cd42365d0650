"""Visits to the United States and of its presidents: the numbers of the Office's own lists."""

from __future__ import annotations

import pytest

import bilateral
from bilateral import Dataset, Role

# Visits with a day in a year, of every second year, counted in the XML by another program.
INBOUND = {
    1874: 1, 1876: 1, 1882: 1, 1898: 1, 1910: 1, 1918: 1, 1920: 1, 1922: 1, 1924: 1, 1926: 1,
    1930: 2, 1932: 1, 1934: 2, 1936: 1, 1938: 3, 1940: 5, 1942: 19, 1944: 9, 1946: 7, 1948: 5,
    1950: 5, 1952: 10, 1954: 18, 1956: 13, 1958: 15, 1960: 28, 1962: 27, 1964: 22, 1966: 14,
    1968: 26, 1970: 46, 1972: 7, 1974: 16, 1976: 25, 1978: 38, 1980: 24, 1982: 39, 1984: 41,
    1986: 24, 1988: 27, 1990: 92, 1992: 59, 1994: 80, 1996: 44, 1998: 58, 2000: 45, 2002: 77,
    2004: 82, 2006: 61, 2008: 87, 2010: 63, 2012: 63, 2014: 75, 2016: 63, 2018: 28, 2020: 14,
    2022: 100, 2024: 67,
}  # fmt: skip
OUTBOUND = {
    1906: 1, 1912: 1, 1918: 3, 1920: 2, 1928: 11, 1934: 4, 1936: 8, 1938: 2, 1940: 6, 1944: 1,
    1946: 1, 1952: 1, 1956: 1, 1958: 1, 1960: 10, 1962: 2, 1964: 1, 1966: 10, 1968: 5, 1970: 8,
    1972: 6, 1974: 15, 1978: 14, 1980: 6, 1982: 14, 1984: 4, 1986: 5, 1988: 6, 1990: 17, 1992: 11,
    1994: 24, 1996: 13, 1998: 18, 2000: 22, 2002: 17, 2004: 9, 2006: 17, 2008: 32, 2010: 9,
    2012: 7, 2014: 21, 2016: 19, 2018: 8, 2020: 2, 2022: 12, 2024: 6,
}  # fmt: skip


@pytest.fixture(scope="module")
def visits() -> Dataset:
    return bilateral.load("us-visits")


def test_it_has_every_row_of_the_lists(visits: Dataset) -> None:
    assert len(visits) == 4096
    assert {record.id.split(":")[0] for record in visits} == {"us-visits"}
    assert len(visits.from_sources("inbound")) == 3264
    assert len(visits.from_sources("outbound")) == 832


@pytest.mark.parametrize(("group", "known"), [("inbound", INBOUND), ("outbound", OUTBOUND)])
def test_the_visits_of_each_second_year(visits: Dataset, group: str, known: dict[int, int]) -> None:
    counted = visits.from_sources(group).visits.count("year")
    even = {year: bounds for year, bounds in counted.items() if year is not None and year % 2 == 0}
    assert even == {year: (number, number) for year, number in known.items()}


def test_every_visit_has_its_two_sides_and_one_of_them_is_the_united_states(
    visits: Dataset,
) -> None:
    for record in visits:
        roles = [participant.role for participant in record.participants]
        assert set(roles) == {Role.VISITOR, Role.HOST}
        assert "USA" in {participant.state for participant in record.participants}


def test_what_is_not_sure_of_a_host_is_said(visits: Dataset) -> None:
    abroad = visits.from_sources("outbound").visits
    assert abroad.towards("PAK").during("1969/2006").bounds() == (3, 3)
    assert len(visits.info.doubts) == 6
    # No visit may be one to a state that has nothing to do with the name that is printed.
    for state in ("FRA", "RUS", "SUN", "DDR", "AFG"):
        least, most = abroad.towards(state).bounds()
        assert least == most, state
    counted = visits.visits.count("initiator")
    assert sum(least == most for least, most in counted.values()) == len(counted) - 4
    assert None not in counted
    assert (
        visits.info.licence
        == "work of the US government, in the public domain there; elsewhere CC0 1.0"
    )
