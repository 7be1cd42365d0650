"""Columns from words are those of the verbs."""

from __future__ import annotations

from pathlib import Path

import pytest

import bilateral
from bilateral.cli.columns import AddedColumns, Datasets
from bilateral.errors import BilateralError

DATA = bilateral.load("pakistan-russia")
NEW = bilateral.panel(years=(2014, 2016), pairs=[("PAK", "RUS"), ("RUS", "PAK")])


def rows(panel: bilateral.panels.Panel) -> list[dict[str, object]]:
    return list(panel.to_arrow().to_pylist())


def added(
    usual: str | None = "pakistan-russia", **columns: tuple[str, ...]
) -> bilateral.panels.Panel:
    return AddedColumns(**columns).added_to(NEW, Datasets(usual))


def test_numbers() -> None:
    made = added(
        count=("visits", "trips=visits --by military --allocate start --coverage 2014/2016")
    )
    wanted = NEW.count(visits=DATA.visits).count(
        trips=DATA.visits.by(sector="military"), allocate="start", coverage="2014/2016"
    )
    assert rows(made) == rows(wanted)
    assert made.columns == wanted.columns


def test_what_holds() -> None:
    made = added(state=("met=visits --when last --coverage 2014/2016",))
    wanted = NEW.state(met=DATA.visits, when="last", coverage="2014/2016")
    assert rows(made) == rows(wanted)


def test_sums_name_a_field(folder: Path) -> None:
    made = added(str(folder / "arms.csv"), sum=("tiv=arms-transfers.volume --allocate whole",))
    arms = bilateral.read(folder / "arms.csv").dataset.arms_transfers
    assert rows(made) == rows(NEW.sum(tiv=(arms, "volume"), allocate="whole"))
    with pytest.raises(BilateralError, match=r"arms-transfers\.delivered"):
        added(sum=("arms-transfers",))


def test_a_column_may_be_of_another_dataset() -> None:
    made = added(None, count=("pakistan-russia visits", "home=us-visits visits --towards USA"))
    us = bilateral.load("us-visits")
    wanted = NEW.count(visits=DATA.visits).count(home=us.visits.towards("USA"))
    assert rows(made) == rows(wanted)
    with pytest.raises(BilateralError, match="'us-visits visits'"):
        added(None, count=("visits",))


def test_a_dataset_is_opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    def open_one(word: str) -> bilateral.Dataset:
        opened.append(word)
        return DATA

    monkeypatch.setattr("bilateral.cli.columns.opened", open_one)
    added("mine", count=("visits", "other=visits --by military"))
    assert opened == ["mine"]


def test_series_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "power.csv"
    path.write_text("ccode,year,cinc\n365,2014,0.04\n", encoding="utf-8")
    assert rows(added(join=(f"{path} cinc",))) == rows(NEW.join(bilateral.series(path), ["cinc"]))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("vists", "did you mean 'visits'"),
        ("visits --sinse 2016", "--since"),
        ("visits --allocate some", "'some'"),
        ("allocate=visits", "another"),
        ("--by PAK", "such as visits"),
        ("", "such as visits"),
        ("us-visits agreements", "no agreements in us-visits: expected one of visits"),
    ],
)
def test_what_is_no_column_is_told(text: str, told: str) -> None:
    with pytest.raises(BilateralError) as caught:
        added(count=(text,))
    assert told in str(caught.value)
