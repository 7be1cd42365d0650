"""Plug-ins: found by name, loaded when asked for, and a broken one stops no other."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from bilateral._plugins import names_of, plug_in, plug_ins as all_of, require
from bilateral.errors import BilateralError, MissingExtraError, UnknownNameError
from tests import plug_ins


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A sound one, one whose module is gone, and one whose own import needs what is not there."""
    plug_ins.add(
        monkeypatch,
        EntryPoint("aa-sound", "json:dumps", "bilateral.exporters"),
        EntryPoint("gone", "module_that_is_gone:x", "bilateral.exporters"),
        EntryPoint("nameless", "json:no_such_name", "bilateral.exporters"),
        EntryPoint("elsewhere", "json:dumps", "other.exporters"),
    )
    yield
    plug_ins.forget()


@pytest.mark.usefixtures("added")
def test_names_are_known_without_loading() -> None:
    names = names_of("exporters")
    assert {"aa-sound", "gone", "nameless", "json"} <= set(names)
    assert "elsewhere" not in names
    assert list(names) == sorted(names)


@pytest.mark.usefixtures("added")
def test_one_is_loaded_by_name() -> None:
    import json

    assert plug_in("exporters", "aa-sound") is json.dumps
    assert plug_in("exporters", "aa-sound", lambda name, _: name) == "aa-sound"
    with pytest.raises(UnknownNameError, match=r"unknown format.*'gon'.*did you mean 'gone'"):
        plug_in("exporters", "gon")


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize(
    ("name", "cause"), [("gone", ModuleNotFoundError), ("nameless", AttributeError)]
)
def test_a_broken_one_is_named_with_its_cause(name: str, cause: type[Exception]) -> None:
    with pytest.raises(BilateralError, match=f"'{name}'.*{cause.__name__}") as refused:
        plug_in("exporters", name)
    assert isinstance(refused.value.__cause__, cause)


@pytest.mark.usefixtures("added")
def test_broken_ones_are_left_out_with_a_warning_each() -> None:
    def accept(name: str, loaded: object) -> object:
        if name == "csv":
            raise BilateralError("not wanted")
        return loaded

    with pytest.warns(UserWarning, match="left out") as caught:
        found = all_of("exporters", accept)
    assert set(names_of("exporters")) - set(found) == {"gone", "nameless", "csv"}
    assert len(caught) == 3
    assert not hasattr(found, "clear")


def test_all_that_the_package_lends_can_be_loaded() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for group in ("readers", "exporters", "kinds", "tables"):
            loaded = all_of(group, lambda _, found: found)
            assert all(map(callable, loaded.values()))


def test_a_missing_extra_says_what_to_install() -> None:
    with pytest.raises(MissingExtraError, match=r'pip install "bilateral\[toml\]"'):
        require("no_such_library", extra="toml")
    assert require("json", extra="toml").__name__ == "json"


def test_a_name_that_the_package_has_stays_the_package_s(tmp_path: Path) -> None:
    points = "[bilateral.exporters]\njson = thief:steal\n[bilateral.kinds]\nvisit = thief:steal\n"
    plug_ins.distribution(tmp_path, "aaa-thief", points, thief="def steal(*_): return 'stolen'")
    code = (
        "import warnings, bilateral\n"
        "with warnings.catch_warnings(record=True) as caught:\n"
        "    warnings.simplefilter('always')\n"
        "    text = bilateral.Dataset().to('json')\n"
        "assert text.startswith('{'), text\n"
        "assert any('aaa-thief' in str(one.message) for one in caught), caught\n"
        "from bilateral.model.records import KINDS\nassert KINDS['visit'] is bilateral.Visit\n"
        "assert len(list(KINDS)) == 13\n"
    )
    done = plug_ins.run(tmp_path, code)
    assert done.returncode == 0, done.stderr


def test_a_broken_exporter_is_named_when_asked_for(tmp_path: Path) -> None:
    points = "[bilateral.exporters]\nbad = module_that_is_gone:x\n"
    plug_ins.distribution(tmp_path, "faulty", points)
    code = (
        "import bilateral\ndata = bilateral.Dataset()\nassert data.to('json')\n"
        "try:\n    data.to('bad')\nexcept bilateral.BilateralError as error:\n    print(error)\n"
    )
    done = plug_ins.run(tmp_path, code)
    assert "faulty" in done.stdout
    assert "ModuleNotFoundError" in done.stdout


def test_a_stranger_s_fault_is_named_and_ends_nothing(tmp_path: Path) -> None:
    points = (
        "[bilateral.exporters]\nnumber = faulty:NUMBER\nboom = faulty:boom\nquits = quits:x\n"
        "loud = loud:x\n[bilateral.readers]\nquits = quits:x\n"
    )
    modules = {
        "faulty": "NUMBER = 3\ndef boom(*_): raise RuntimeError('boom\\nand more')\n",
        "quits": "import sys\nsys.exit('no licence')\n",
        "loud": "raise RuntimeError('first\\n' + 'x' * 3000)\n",
    }
    plug_ins.distribution(tmp_path, "strange", points, **modules)
    code = (
        "import warnings, bilateral\ndata = bilateral.Dataset()\n"
        "for made in (data, data.count()):\n"
        "    for name in ('number', 'boom', 'quits', 'loud'):\n"
        "        try:\n            made.to(name)\n"
        "        except bilateral.BilateralError as error:\n            print(error)\n"
        "with warnings.catch_warnings(record=True) as caught:\n"
        "    warnings.simplefilter('always')\n"
        "    import bilateral.readers; assert 'sipri' in bilateral.readers.readers()\n"
        "assert [one.filename for one in caught] == ['<string>'], caught\n"
    )
    done = plug_ins.run(tmp_path, code)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == 8
    assert lines[:4] == lines[4:]
    for line, words in zip(
        lines,
        ("no function", "RuntimeError: boom)", "SystemExit: no licence", "RuntimeError: first)"),
        strict=False,
    ):
        assert "strange" in line
        assert words in line
