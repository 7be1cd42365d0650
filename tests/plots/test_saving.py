"""Charts as files: made without the network, whole or not at all, described in words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import attrs
import pytest

from bilateral import Dataset
from bilateral.errors import BilateralError
from bilateral.plots import save

pytestmark = pytest.mark.needs("altair", "vl_convert")

BAD = "</script><script>alert(1)</script>\"'<b>"


@pytest.mark.parametrize(
    ("ending", "begin"), [("png", b"\x89PNG"), ("pdf", b"%PDF"), ("json", b"{"), ("svg", b"<svg ")]
)
def test_its_ending_says_what_it_becomes(
    small: Dataset, tmp_path: Path, ending: str, begin: bytes
) -> None:
    path = save(small.visits.plot(), tmp_path / f"picture.{ending}")
    assert path.read_bytes().startswith(begin)


def test_another_ending_is_refused(small: Dataset, tmp_path: Path) -> None:
    with pytest.raises(BilateralError, match=r"\.html, \.svg"):
        save(small.visits.plot(), tmp_path / "picture.gif")
    assert list(tmp_path.iterdir()) == []


def evil(small: Dataset) -> Dataset:
    return attrs.evolve(small, records=[attrs.evolve(r, title=BAD) for r in small.records])


def test_a_page_has_all_in_it_and_may_load_nothing(small: Dataset, tmp_path: Path) -> None:
    chart = evil(small).visits.plot(title=BAD)
    text = save(chart, tmp_path / "page.html").read_text(encoding="utf-8")
    head = text[: text.index("<script>")]
    assert "default-src 'none'" in head
    assert "connect-src" not in head
    assert not re.search(r"<(?:script|link|img)[^>]+(?:src|href)=", text[:2000] + text[-20_000:])
    assert "alert(1)</script>" not in text
    assert '<html lang="en">' in head


def test_an_svg_is_described_and_well_formed(small: Dataset, tmp_path: Path) -> None:
    path = save(evil(small).visits.plot(title=BAD), tmp_path / "picture.svg")
    root = ET.fromstring(path.read_text(encoding="utf-8"))
    assert root.get("role") == "img"
    assert (root.get("aria-label") or "").startswith(BAD)
    links = [value for element in root.iter() for name, value in element.attrib.items()
             if name.endswith("href")]  # fmt: skip
    assert links == []
