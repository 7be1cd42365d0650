"""What is printed to be filled in is right as it is, and stays right with what may be added."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import bilateral
from bilateral.cli.templates import block, columns_for, mapping_for
from bilateral.files import json_schema, loads
from bilateral.model.fields import fields_of
from bilateral.model.records import KINDS, Record, Visit
from bilateral.model.vocabulary import Vocabulary
from tests.cli.conftest import Said

KIND_LIST = list(KINDS.values())


@pytest.mark.parametrize("kind", KIND_LIST)
def test_a_block_is_a_dataset_of_one_record(kind: type[Record]) -> None:
    data = loads(block(kind), "toml")
    assert [type(record) for record in data.records] == [kind]
    assert data.records[0].date is not None
    assert not data.records[0].unstated
    assert max(map(len, block(kind).splitlines())) <= 80


@pytest.mark.parametrize("kind", KIND_LIST)
def test_every_field_of_the_kind_is_there_and_each_may_be_added(kind: type[Record]) -> None:
    fields = fields_of(kind).items()
    own = [name for name, field in fields if name not in fields_of(Record) and not field.many]
    for name in own:
        text = re.sub(rf"^# {name} = ", f"{name} = ", block(kind), flags=re.MULTILINE)
        assert name in tomllib.loads(text)["records"][0]
        if name not in ("attested", "value"):  # which have to agree with others
            loads(text, "toml")


@pytest.mark.parametrize("kind", [kind for kind in KIND_LIST if kind is not Visit])
def test_a_table_is_read_with_its_mapping(
    kind: type[Record], tmp_path: Path, run: Callable[..., Said]
) -> None:
    (tmp_path / "map.toml").write_text(mapping_for(kind), encoding="utf-8")
    columns = columns_for(kind).strip().split(",")
    row = {"id": "one", "date": "2018", "title": "A title", "status": "occurred"}
    for name, field in fields_of(kind).items():
        if field.required and not field.many and name not in row:
            first = [*field.type] if issubclass(field.type, Vocabulary) else ["Words"]
            row[name] = str(first[0])
    roles = {role.value for role in kind.roles}
    row |= dict(zip([c for c in columns if c.rstrip("2") in roles], ("PAK", "RUS"), strict=False))
    cells = ",".join(row.get(name, "") for name in columns)
    (tmp_path / "t.csv").write_text(columns_for(kind) + cells + "\n", encoding="utf-8")
    out = tmp_path / "out.json"
    words = ("read", str(tmp_path / "t.csv"), "--mapping", str(tmp_path / "map.toml"))
    assert run(*words, "--to", str(out))[0] == 0
    (made,) = bilateral.load_file(out).records
    assert (type(made), made.title) == (kind, "A title")


def test_a_table_of_visits_is_that_of_its_reader(run: Callable[..., Said]) -> None:
    from bilateral.readers.sets.visits import template

    assert run("template", "visits", "--csv") == (0, template(), "")
    assert run("template", "visit", "--mapping")[0] == 2
    assert run("template", "treaties")[0] == 2


def test_the_schema_is_printed(run: Callable[..., Said]) -> None:
    printed: Any = json.loads(run("schema")[1])
    assert printed == json_schema()
