"""What is made of columns is what the verbs make."""

from __future__ import annotations

from pathlib import Path

import pytest

import bilateral
from bilateral.cli.turns import Turns
from bilateral.errors import BilateralError
from bilateral.panels import Panel

DATA = bilateral.load("pakistan-russia")
NEW = bilateral.panel(years=(2014, 2016), pairs=[("PAK", "RUS"), ("RUS", "PAK")])
WITH = NEW.count(visits=DATA.visits, coverage="2014/2016")


def same(one: Panel, other: Panel) -> bool:
    return bool(one.to_arrow().equals(other.to_arrow()))


@pytest.mark.parametrize(
    ("turns", "wanted"),
    [
        (Turns(), WITH),
        (Turns(lag=("visits",), lead=("visits:2",)), WITH.lag("visits").lead("visits", 2)),
        (Turns(rolling=("visits:-2:0",)), WITH.window(-2, 0, "visits")),
        (Turns(undirected=("visits=sum",)), WITH.undirected(visits="sum")),
        (Turns(undirected=()), WITH.undirected(visits="sum")),
        (Turns(undirected=("visits=larger",)), WITH.undirected(visits="larger")),
        (Turns(codes="gw", names=True), WITH.codes("gw").names()),
        (Turns(relevant="majors"), WITH.relevant()),
        (Turns(where=("visits_high > 0", "year > 2014")),
         WITH.where("visits_high > 0").where("year > 2014")),
    ],
    ids=lambda value: str(value) if isinstance(value, Turns) else "",
)  # fmt: skip
def test_verbs(turns: Turns, wanted: Panel) -> None:
    assert same(turns.made_of(WITH), wanted)


def test_the_direction_of_truths_goes_without_saying_and_that_of_series_does_not(
    tmp_path: Path,
) -> None:
    held = NEW.state(met=DATA.visits)
    assert same(Turns(undirected=()).made_of(held), held.undirected(met="either"))
    lagged = WITH.lag("visits").undirected(visits="sum")
    assert same(Turns(lag=("visits",), undirected=()).made_of(WITH), lagged)
    path = tmp_path / "contiguity.csv"
    path.write_text("ccode1,ccode2,year,type\n365,770,2014,5\n", encoding="utf-8")
    joined = NEW.join(bilateral.series(path), direction="both")
    with pytest.raises(BilateralError, match="type"):
        Turns(undirected=()).made_of(joined)
    near = Turns(relevant=f"{path} type --coverage 2014/2016").made_of(NEW)
    assert same(near, NEW.relevant(bilateral.series(path, coverage="2014/2016"), "type"))


@pytest.mark.parametrize(
    "turns",
    [
        Turns(lag=("visit",)),
        Turns(lag=("visits:one",)),
        Turns(rolling=("visits",)),
        Turns(rolling=("visits:a:b",)),
        Turns(undirected=("visits",)),
        Turns(undirected=("visits=most",)),
        Turns(where=("nothing > 0",)),
    ],
    ids=str,
)
def test_what_there_is_not_is_told(turns: Turns) -> None:
    with pytest.raises(BilateralError):
        turns.made_of(WITH)
