"""What a run leaves out is named at its end."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent
TESTS = """
import pytest

@pytest.mark.slow
def test_long(): pass

@pytest.mark.needs("library_of_no_one")
@pytest.mark.parametrize("case", ["one", "two"])
def test_case(case): pass

@pytest.mark.slow
@pytest.mark.needs("library_of_no_one", "pytest", "another_of_no_one")
def test_both(): pass

def test_short(): pass
"""
PAGE = "<!-- needs: library_of_no_one -->\n\n```python\n>>> 1\n1\n\n```\n"
MODULE = '"""A module.\n\n>>> 1\n1\n"""\n\n# needs: library_of_no_one\n'


def run(folder: Path, *words: str) -> list[str]:
    """The last lines of a run over one file of tests and one page."""
    shutil.copy(ROOT / "conftest.py", folder)
    (folder / "pytest.ini").write_text(
        '[pytest]\nmarkers =\n  slow:\n  needs:\naddopts = -m "not slow"\n'
    )
    (folder / "test_file.py").write_text(TESTS)
    (folder / "page.md").write_text(PAGE)
    module = folder / "src" / "bilateral" / "module.py"
    module.parent.mkdir(parents=True)
    module.write_text(MODULE)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout.splitlines()[1:]


def test_all_that_is_not_run_is_named_once(tmp_path: Path) -> None:
    *account, last = run(tmp_path)
    assert account == [
        "NOT RUN, slow: 1. Run them with: pytest -m slow",
        'NOT RUN, need more libraries. Install them with: pip install -e ".[test-all]"',
        "  library_of_no_one: 4",
        "    page.md::line:4,column:1",
        "    src/bilateral/module.py::line:3,column:1",
        "    test_file.py::test_case[one, two]",
        "  library_of_no_one and another_of_no_one: 1",
        "    test_file.py::test_both",
    ]
    assert last.startswith("1 passed, 6 deselected")


def test_tests_left_out_for_another_reason_are_not_called_slow(tmp_path: Path) -> None:
    *account, last = run(tmp_path, "-k", "short or long", "-m", "")
    assert "slow" not in "".join(account)
    assert last.startswith("2 passed, 5 deselected")
