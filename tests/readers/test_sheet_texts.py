"""Shared texts are what the library of workbooks reads, and no more is read than is asked for."""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, strategies as st

from bilateral.errors import BilateralError
from bilateral.readers.sheet_texts import Texts

HEAD = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=5)
PLAIN = WORDS.map(lambda text: f'<t xml:space="preserve">{escape(text)}</t>')
RUN = PLAIN.map(lambda text: f"<r><rPr><b/></rPr>{text}</r>")
SPOKEN = PLAIN.map(lambda text: f'<rPh sb="0" eb="1">{text}</rPh>')
ITEMS = st.lists(
    st.tuples(PLAIN | st.lists(RUN, max_size=3).map("".join), SPOKEN | st.just("")).map("".join)
)


@pytest.mark.needs("openpyxl")
@given(ITEMS)
def test_texts_are_those_of_the_library(items: list[str]) -> None:
    from openpyxl.reader.strings import read_string_table

    part = (HEAD + "".join(f"<si>{item}</si>" for item in [*items, "<t/>"]) + "</sst>").encode()
    expected = read_string_table(BytesIO(part))
    found = Texts(BytesIO(part))
    assert [found[number] for number in range(len(expected))] == expected
    with pytest.raises(IndexError):
        found[len(expected)]


def test_no_more_is_read_than_is_asked_for() -> None:
    part = BytesIO((HEAD + "<si><t>A visit</t></si>" * 100_000).encode())
    found = Texts(part)
    assert found[10] == "A visit"
    assert part.tell() < 100_000
    assert found[50_000] == "A visit"


def test_entities_are_refused() -> None:
    part = '<!DOCTYPE sst [<!ENTITY a "aaa">]>' + HEAD + "<si><t>&a;</t></si></sst>"
    with pytest.raises(BilateralError, match="an entity"):
        Texts(BytesIO(part.encode()))[0]
