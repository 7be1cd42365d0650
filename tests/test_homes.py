"""Where names come from that are loaded when first used: the list that type checkers read."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import bilateral
from bilateral._homes import homes

PACKAGES = ("bilateral", "bilateral.model.records")
ROOT = Path(bilateral.__file__).parent


@pytest.mark.parametrize("package", PACKAGES)
def test_they_are_those_that_a_parser_finds(package: str) -> None:
    module = import_module(package)
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    listed = {
        alias.name: node.module
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert dict(homes(package)) == listed
    for name, home in listed.items():
        assert getattr(module, name) is getattr(import_module(str(home)), name)
    assert set(listed) == {*module.__all__} - {"__version__"}
    assert set(listed) <= set(dir(module))


def test_a_name_that_is_not_there() -> None:
    from bilateral.model import records

    with pytest.raises(AttributeError, match="no attribute 'Visits'"):
        _ = records.Visits


def test_a_first_class_and_a_first_question_load_no_more_than_they_need() -> None:
    code = (
        "import sys, bilateral\n"
        "bilateral.Visit\n"
        "assert 'bilateral.model.records.alignments' not in sys.modules\n"
        "found = bilateral.load('pakistan-russia').visits.since(2016).bounds()\n"
        "assert found[0] <= found[1]\n"
        "for name in ('cattrs', 'tomllib', 'orjson', 'importlib.metadata', 'importlib.resources',\n"
        "             'difflib', 'pendulum', 'email'):\n"
        "    assert name not in sys.modules, name\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
