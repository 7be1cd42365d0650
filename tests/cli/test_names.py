"""The table of names that a user fills in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from bilateral.cli.names import NameTable
from bilateral.errors import CodecError
from bilateral.readers import Unresolved

_NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=12)


@given(names=st.lists(_NAMES, unique=True, min_size=1, max_size=5))
def test_what_is_saved_is_read_again(
    names: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("names") / "names.csv"
    unresolved = [Unresolved(name, "no state", 2, 1) for name in names]
    table = NameTable.of(path).with_unresolved(unresolved)
    assert table is not None
    table.save()
    again = NameTable.of(path)
    assert again == table
    assert again.open == tuple(names)
    assert again.states == {}


def test_rows_of_the_user_stay_and_only_new_names_are_added(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text(
        "\ufeffstate,name\nROU,Ruritania\nCOD; COG,Congo\n,Freedonia\n", encoding="utf-8"
    )
    table = NameTable.of(path)
    assert table.states == {"Ruritania": "ROU", "Congo": ["COD", "COG"]}
    assert table.open == ("Freedonia",)
    assert table.with_unresolved([Unresolved("Freedonia", "no", 1, 1)]) is None
    more = table.with_unresolved(
        [Unresolved("Elbonia", "no", 1, 1), Unresolved("Elbonia", "x", 2, 3)]
    )
    assert more is not None
    assert more.open == ("Freedonia", "Elbonia")
    assert more.rows[-1] == {"name": "Elbonia", "state": "", "rows": "3", "reason": "no"}
    assert more.states == table.states


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"", b"name,state\n\xff\xfe,ROU\n"])
def test_what_is_no_table_of_names_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes(content)
    with pytest.raises(CodecError, match="names"):
        NameTable.of(path)
