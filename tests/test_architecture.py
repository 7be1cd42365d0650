"""One way down: the rules of the house, and a fault of each sort to show that it is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.architecture import LONGEST, Package, points_off_their_wing

ROOT = Path(__file__).parent.parent

FLOORS = (
    ("errors", "logic", "layout", "_homes", "_paths", "_patterns", "_plugins"),
    ("dates", "quantities"),
    ("model",),
    ("states",),
    ("query",),
    ("collection",),
    ("files",),
    ("tables",),
    ("readers", "exporters", "datasets"),
    ("measures", "panels", "networks"),
    ("plots", "reports"),
    ("testing",),
    ("cli",),
)
"""The house from the ground up."""
WINGS = ("readers", "exporters", "datasets")
DYNAMIC = ("bilateral", "bilateral._plugins", "bilateral.model.records")
"""Those that load by name: what is public, or a kind, when first used; and what is installed."""
GROUPS = {
    "bilateral.readers": "bilateral.readers.sets",
    "bilateral.exporters": "bilateral.exporters",
    "bilateral.records": "bilateral.files",
    "bilateral.plots": "bilateral.plots",
    "bilateral.tables": "bilateral.tables",
}
WRITING = ("bilateral.model.glances", "bilateral.query.compiled")
"""The one that makes a function of a question and runs it."""
house = Package(ROOT / "src" / "bilateral", dynamic=DYNAMIC, writing=WRITING)


@pytest.mark.parametrize("rule", ["unreadable", "cycles", "long", "twice_named"])
def test_the_house_keeps(rule: str) -> None:
    assert list(getattr(house, rule)()) == []


def test_imports_point_down_and_wings_are_apart() -> None:
    assert list(house.upward(FLOORS, WINGS)) == []


def test_entry_points_lie_in_their_wing() -> None:
    assert list(points_off_their_wing(ROOT / "pyproject.toml", GROUPS)) == []


def test_every_module_has_its_tests() -> None:
    assert list(house.untested(ROOT / "tests")) == []


# -- the rules bite --------------------------------------------------------------------------------

CLEAN = {
    "__init__.py": "",
    "ground.py": '"""Says pkg.upper.top in passing."""\nimport os\n',
    "lower/__init__.py": "from pkg.lower.base import thing\n",
    "lower/base.py": "import pkg.ground\n\ndef thing(): ...\n",
    "upper/__init__.py": "",
    "upper/top.py": "from pkg.lower import thing\nfrom ..lower.base import thing as other\n",
    "left/__init__.py": "",
    "left/one.py": "",
    "right/__init__.py": "",
    "right/two.py": "",
}
PKG_FLOORS = (("ground",), ("lower",), ("upper",), ("left", "right"))


def built(folder: Path, **changed: str) -> Package:
    """The clean package with some files of other text."""
    texts = CLEAN | {f"{name}.py": text for name, text in changed.items()}
    for name, text in texts.items():
        path = folder / "pkg" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Package(folder / "pkg")


def faults(package: Package, tests: Path | None = None) -> list[str]:
    rules: list[Callable[[], Iterable[str]]] = [
        package.unreadable,
        package.cycles,
        package.long,
        package.twice_named,
        lambda: package.upward(PKG_FLOORS, ("left", "right")),
        lambda: package.untested(tests) if tests else (),
    ]
    return [fault for rule in rules for fault in rule()]


def test_a_clean_package_has_no_fault(tmp_path: Path) -> None:
    assert faults(built(tmp_path)) == []


UPWARD = {
    "import": "import pkg.upper.top",
    "import as": "import pkg.upper.top as t",
    "from import": "from pkg.upper.top import x",
    "from package import module": "from pkg.upper import top",
    "relative": "from ..upper import top",
    "relative, of a name": "from ..upper.top import x",
    "in a function": "def f():\n    from pkg.upper import top",
    "in a method": "class A:\n    def f(self):\n        import pkg.upper.top",
    "for type checkers": "import typing\nif typing.TYPE_CHECKING:\n    import pkg.upper.top",
    "in a try": "try:\n    import pkg.upper.top\nexcept ImportError: ...",
    "import_module": "from importlib import import_module\nimport_module('pkg.upper.top')",
    "__import__": "__import__('pkg.upper.top')",
    "string of a module": "HOME = 'pkg.upper.top'",
    "string of a module, from the package on": "part('upper.top')",
    "string of an entry point": "HOME = 'pkg.upper.top:x'",
    "string in a table": "HOMES = {'x': ('pkg.upper.top', 1)}",
    "annotation as a string": "def f(x: 'pkg.upper.top.X'): ...",
    "annotation with a name in it": "def f(x: 'list[pkg.upper.top.X] | None'): ...",
    "annotation of what is given": "def f() -> 'int | pkg.upper.top.X': ...",
    "annotation of a name": "x: 'pkg.upper.top.X | None' = None",
    "cast": "from typing import cast\ncast('list[pkg.upper.top.X]', 1)",
    "string with space about it": "X = 'pkg.upper.top '.strip()",
    "import_module, relative": "from importlib import import_module\n"
    "import_module('..upper.top', __package__)",
    "import_module under another name": "from importlib import import_module as load\n"
    "load('..upper.top', package=__package__)",
}


@pytest.mark.parametrize("way", UPWARD)
def test_an_import_from_above_is_found(tmp_path: Path, way: str) -> None:
    found = faults(built(tmp_path, **{"lower/more": UPWARD[way]}))
    assert any(f.startswith("pkg.lower.more imports pkg.upper.top from above") for f in found)


OTHERS = {
    "another wing": ({"left/one": "from pkg.right import two"}, "imports another wing"),
    "the whole package": ({"lower/base": "from pkg import lower\nimport pkg"}, "whole package"),
    "a module on no floor": ({"loose": ""}, "pkg.loose is on no floor"),
    "a circle of two": (
        {"lower/a": "import pkg.lower.b", "lower/b": "def f():\n    from . import a"},
        "pkg.lower.a -> pkg.lower.b -> pkg.lower.a",
    ),
    "a circle through a package": (
        {"lower/base": "from pkg.lower import thing"},
        "pkg.lower -> pkg.lower.base -> pkg.lower",
    ),
    "a circle by way of a package that is run": (
        {
            "upper/sub/__init__": "from pkg.upper.other import x",
            "upper/sub/deep": "",
            "upper/other": "import pkg.upper.sub.deep",
        },
        "pkg.upper.other -> pkg.upper.sub -> pkg.upper.other",
    ),
    "a name that is not spelt out": (
        {"lower/base": "import importlib\nimportlib.import_module(f'{__package__}.x')"},
        "by a name not spelt out",
    ),
    "a loader under another name": (
        {"lower/base": "from importlib import import_module as load\ndef f(n): load('pkg.' + n)"},
        "by a name not spelt out",
    ),
    "a name from another package": (
        {"lower/base": "import importlib\nimportlib.import_module('.top', 'pkg.up' + 'per')"},
        "by a name not spelt out",
    ),
    "exec": ({"ground": "exec('import pkg.upper.top')"}, "code that is not seen"),
    "eval": ({"ground": "def f(x):\n    return eval(x)"}, "code that is not seen"),
    "a loader of files": (
        {"ground": "from importlib.machinery import SourceFileLoader\nSourceFileLoader('x', 'y')"},
        "code that is not seen",
    ),
    "modules that are loaded": ({"ground": "import sys\nsys.modules['pkg.' + 'x']"}, "unseen"),
    "entry points, by attribute": (
        {"ground": "import importlib\nimportlib.metadata.entry_points()"},
        "reads entry points",
    ),
    "__import__ of what is computed": ({"ground": "__import__('pkg.' + 'x')"}, "not spelt out"),
    "entry points, from": ({"ground": "from importlib.metadata import entry_points"}, "entry"),
    "entry points, module": ({"ground": "import importlib.metadata"}, "reads entry points"),
    "entry points, metadata": ({"ground": "from importlib import metadata"}, "entry points"),
    "a long module": ({"ground": "x = 1\n" * (LONGEST + 1)}, f"{LONGEST + 1} lines"),
    "a function of the module's name": ({"lower/thing": "def thing(): ..."}, "bears the name"),
    "a class of the module's name": ({"lower/thing": "class thing: ..."}, "bears the name"),
    "an import of the module's name": (
        {"lower/thing": "from pkg.lower.base import thing"},
        "bears the name",
    ),
    **{
        f"the module's name, by {way}": ({"lower/thing": code}, "bears the name")
        for way, code in {
            "a tuple": "thing, x = 1, 2",
            "a star": "x, *thing = 1, 2",
            "with": "with open('x') as thing: ...",
            "within with": "with x:\n    def thing(): ...",
            "for": "for thing in (): ...",
            "within for": "for x in ():\n    thing = 1",
            "while": "while x:\n    thing = 1",
            "an expression": "(thing := 1)",
            "import": "import thing",
            "except": "try: ...\nexcept ValueError as thing: ...",
            "within except": "try: ...\nexcept ValueError:\n    def thing(): ...",
            "match": "match x:\n    case [thing, *_]: ...",
            "within match": "match x:\n    case 1:\n        thing = 1",
            "an annotation": "thing: int = 1",
        }.items()
    },
    "a package that hides its module": ({"lower/thing": ""}, "pkg.lower hides its module thing"),
}


@pytest.mark.parametrize("fault", OTHERS)
def test_a_planted_fault_is_found(tmp_path: Path, fault: str) -> None:
    changed, words = OTHERS[fault]
    assert any(words in found for found in faults(built(tmp_path, **changed)))


def test_a_module_without_tests_is_found(tmp_path: Path) -> None:
    package = built(tmp_path)
    for name in ("test_ground", "lower/test_base", "upper/test_top", "left/test_one"):
        path = tmp_path / "tests" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert faults(package, tmp_path / "tests") == ["right.two"]


def test_an_entry_point_off_its_wing_is_found(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text(
        '[project]\nname = "pkg"\n[project.entry-points."pkg.left"]\n'
        'a = "pkg.left.one:a"\nb = "pkg.right.two:b"\n[project.entry-points."pkg.odd"]\n'
        'c = "pkg.left.one:c"\n',
        encoding="utf-8",
    )
    found = list(points_off_their_wing(project, {"pkg.left": "pkg.left"}))
    assert found == ["pkg.left b is pkg.right.two:b", "pkg.odd c is pkg.left.one:c"]
