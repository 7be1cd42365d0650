"""The package as a whole: imports, layers, errors, strategies, examples."""

from __future__ import annotations

import ast
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import bilateral
from bilateral import errors, testing
from bilateral._plugins import require
from bilateral.datasets import available, load
from bilateral.errors import BilateralError, FaultsError, MissingExtraError, UnknownNameError
from bilateral.model.records import KINDS

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "bilateral"

HEAVY = {
    "pendulum": (),
    "cattrs": ("files",),
    "hypothesis": ("testing",),
    "tomli_w": (),
    "narwhals": ("tables",),
    "pyarrow": ("tables",),
    "duckdb": (),
    "pandas": (),
    "polars": (),
    "pyspark": (),
    "openpyxl": (),
    "defusedxml": (),
    "altair": (),
    "vl_convert": (),
}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def area(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> list[str]:
    """Modules that a file imports when it is loaded."""
    found: list[str] = []

    def visit(node: ast.AST) -> None:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            return
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return
        if isinstance(node, ast.Import):
            found.extend(alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
        for child in ast.iter_child_nodes(node):
            visit(child)

    visit(ast.parse(path.read_text(encoding="utf-8")))
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_slow_libraries_are_put_off(path: Path) -> None:
    for name in imports(path):
        library = name.split(".")[0]
        assert library not in HEAVY or area(path) in HEAVY[library]


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout.strip()


def test_importing_the_package_loads_nothing_heavy() -> None:
    deny = (
        "{'pendulum', 'cattrs', 'hypothesis', 'numpy', 'pandas', 'attr', 'json', 'tomllib',"
        "'narwhals', 'pyarrow', 'duckdb', 'polars', 'pyspark'}"
    )
    assert run(f"import sys, bilateral; print(sorted({deny} & set(sys.modules)))") == "[]"


def test_the_model_and_queries_load_neither_pendulum_nor_cattrs() -> None:
    code = (
        "import sys, bilateral; bilateral.Visit, bilateral.q, bilateral.Dataset, bilateral.Moment;"
        "bilateral.Moment('2016').since(2016);"
        "print(sorted({'pendulum', 'cattrs', 'hypothesis', 'narwhals'} & set(sys.modules)))"
    )
    assert run(code) == "[]"


def test_every_public_name_is_there() -> None:
    for name in bilateral.__all__:
        assert getattr(bilateral, name) is not None
        assert name in dir(bilateral)


def test_a_misspelt_name_raises_and_suggests() -> None:
    with pytest.raises(AttributeError, match="did you mean 'Dataset'"):
        _ = bilateral.Datset
    with pytest.raises(AttributeError):
        _ = bilateral.qqqqqq


def test_a_missing_extra_says_what_to_install() -> None:
    with pytest.raises(MissingExtraError, match=r'pip install "bilateral\[toml\]"'):
        require("no_such_library", extra="toml")
    assert require("json", extra="toml").__name__ == "json"


def test_built_in_datasets() -> None:
    assert available() == ("pakistan-russia", "pakistan-russia-history", "us-visits")
    assert load("pakistan-russia") is load("pakistan-russia")
    assert load("pakistan-russia", sources=("article",)) == load(
        "pakistan-russia", sources="article"
    )
    with pytest.raises(UnknownNameError, match="pakistan-russia"):
        load("pakistan-rusia")


def test_the_built_in_dataset_has_all_kinds_and_every_paragraph() -> None:
    article = load("pakistan-russia", sources="article")
    assert {record.kind for record in article} == set(KINDS)
    located = {c.locator for record in article for c in record.citations}
    assert {locator.paragraph for locator in located if locator} == set(range(1, 17))
    assert all(c.mode is not None for record in article for c in record.citations)


def test_the_army_chief_s_visit_is_in_2016_for_the_article_and_open_with_the_others() -> None:
    visits = {sources: load("pakistan-russia", sources=sources).visits for sources in ("article",)}
    assert "raheel-sharif-russia" in visits["article"].since(2016).ids
    everything = load("pakistan-russia").visits.since(2016)
    assert "raheel-sharif-russia" in [record.id for record in everything.possible]
    assert "June 2015" in everything.why("raheel-sharif-russia")[0]


# -- errors ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in errors.__all__ if name.endswith("Error")])
def test_every_error_is_one_of_ours(name: str) -> None:
    assert issubclass(getattr(errors, name), BilateralError)


def test_the_facts_of_an_error_are_attributes_and_words() -> None:
    error = BilateralError(
        "wrong", file="f", line=3, record="r", field="x", found=5, expected="text", near=["y"]
    )
    assert str(error) == (
        "f:3: wrong: record 'r', field 'x', found 5, expected text (did you mean 'y'?)"
    )
    assert str(BilateralError("wrong", line=3)) == "line 3: wrong"
    assert str(BilateralError("wrong", found="x" * 200)).endswith("...")
    assert error.at(field="other", record="s").field == "x"
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.near) == (str(error), ("y",))


def test_many_faults_are_one_error() -> None:
    faults = FaultsError("all", [BilateralError("one"), UnknownNameError("two")])
    assert str(faults) == "all: 2 faults\n  - one\n  - two"
    assert [type(fault) for fault in faults.faults] == [BilateralError, UnknownNameError]


# -- strategies and examples -------------------------------------------------------------------


@pytest.mark.parametrize("name", [n for n in testing.__all__ if n != "predicates"])
@given(data=st.data())
def test_every_public_strategy_gives_values(name: str, data: st.DataObject) -> None:
    assert data.draw(getattr(testing, name)()) is not None


EXAMPLES = sorted((ROOT / "examples").glob("*.py"))


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 3


@pytest.mark.slow
@pytest.mark.needs("pandas", "polars")
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_runs_and_prints(path: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(path)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
        timeout=120,
    )
    assert len(done.stdout.splitlines()) > 3
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("word", "told"),
    [("compare", "dataset.diff(other)"), ("list_datasets", "datasets.available()")],
)
def test_what_is_looked_for_in_the_package_is_told(word: str, told: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        getattr(bilateral, word)
    assert told in str(caught.value)


def test_a_part_of_the_package_is_there_without_being_imported() -> None:
    code = "import bilateral; print(bilateral.datasets.available(), bilateral.states.SYSTEMS)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert run.returncode == 0, run.stderr
