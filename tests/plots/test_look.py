"""What all pictures have: a question, how to read it, a source, words for those who do not see."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import bilateral
from bilateral import Citation, Dataset, Source, q
from bilateral.errors import BilateralError, MissingExtraError
from bilateral.plots import look
from bilateral.plots.look import Look, fitted, plural, source_line

pytestmark = pytest.mark.needs("altair")

PICTURES = ("timeline", "heatmap", "matrix", "network", "arms", "shares", "evidence")


def drawn(data: Dataset, picture: str, **how: Any) -> Any:
    if picture == "evidence":
        how["record"] = "raheel-sharif-russia"
    return data.plot(picture, **how)


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_asks_cites_and_is_described(data: Dataset, picture: str) -> None:
    spec = drawn(data, picture).to_dict()
    assert " ".join(spec["title"]["text"]).endswith("?")
    assert any(line.startswith("Source: Arab News") for line in spec["title"]["subtitle"])
    assert spec["description"].startswith(" ".join(spec["title"]["text"]))
    assert len(spec["description"]) > len(" ".join(spec["title"]["text"])) + 10


@pytest.mark.parametrize("picture", PICTURES)
def test_title_source_and_page_are_the_user_s(data: Dataset, picture: str) -> None:
    chart = drawn(data, picture, title="Mine", source="My notes", width=500, dark=True)
    spec = chart.to_dict()
    assert spec["title"]["text"] == ["Mine"]
    assert "Source: My notes" in spec["title"]["subtitle"]
    assert spec["config"]["background"] == Look(dark=True).page
    assert chart.properties(title="Restyled").to_dict()["title"] == "Restyled"


@pytest.mark.parametrize("picture", ["timeline", "heatmap", "matrix", "network", "arms", "shares"])
@pytest.mark.parametrize("held", ["nothing", "no match"])
def test_nothing_is_a_picture_too(data: Dataset, picture: str, held: str) -> None:
    asked = (
        data.holding(()) if held == "nothing" else data.visits.where(q.title.contains("Ruritania"))
    )
    spec = asked.plot(picture).to_dict()
    words = [row["words"] for rows in spec["datasets"].values() for row in rows if "words" in row]
    assert words in (["Nothing to draw."], ["No record has a date."])


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_words_and_marks_stand_out_from_the_page(dark: bool) -> None:
    asked = Look(dark=dark)
    assert contrast(asked.text, asked.page) >= 7
    for colour in (look.BLUE, look.ORANGE, look.GREEN, look.GREY):
        assert contrast(asked.colour(colour), asked.page) >= 3


def test_a_width_is_checked(data: Dataset) -> None:
    with pytest.raises(BilateralError, match="pixels from 200"):
        data.plot("timeline", width=10)


def test_texts_are_cut_to_their_room() -> None:
    assert Look().cut("abc", 100) == "abc"
    assert Look().cut("a long text indeed", 62) == "a long te…"
    assert fitted(["a", "b", "c"], 2) == (["a", "b"], "1 more is not drawn.")
    assert fitted(["a"], 2) == (["a"], "")
    assert plural(1_000, "record") == "1,000 records"


def test_the_source_line_names_terms() -> None:
    line = source_line(bilateral.load("us-visits"))
    assert line.startswith("Office of the Historian")
    assert "Terms: work of the US government" in line
    assert source_line([{"a": 1}]) == ""


def test_the_source_line_has_one_full_stop(data: Dataset) -> None:
    cited = attrs.evolve(data["raheel-sharif-russia"], citations=[Citation(source="a")])
    for citation, line in [("Doe, Jane. Visits.", "Doe, Jane."), ("Visits.", "Visits.")]:
        source = Source(id="a", title="Visits", citation=citation)
        assert source_line(Dataset([cited], sources=[source])) == line
    source = Source(id="a", title="Besuche.", terms="free.")
    assert source_line(Dataset([cited], sources=[source])) == "Besuche. Terms: free."


def test_a_table_without_names_has_no_source_line(data: Dataset) -> None:
    frame = data.visits.to("arrow").replace_schema_metadata(None)
    assert source_line(bilateral.scan(frame)) == ""


def test_without_the_library_it_says_what_to_install(
    data: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(MissingExtraError, match=r'pip install "bilateral\[plots\]"$'):
        data.plot("timeline")


def test_what_is_remarked_stands_above_the_picture(data: Dataset) -> None:
    asked = data.arms_transfers.by("RUS")
    for chart in (asked.plot("timeline"), asked.plot("arms"), asked.count("recipient").plot()):
        assert "Not asked for: SUN" in " ".join(chart.to_dict()["title"]["subtitle"])
