"""How the tests run: the Python blocks of docstrings and documentation among them.

Nothing is left out in silence: the last lines name what a run did not run, and how to run it.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser as MystPythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

# .ci/run asks for more examples by `--hypothesis-profile`. No test is judged by its time: a slow
# machine, or one with other work, must not fail it.
for _profile, _examples in (("light", 10), ("usual", 20), ("thorough", 100)):
    settings.register_profile(
        _profile,
        deadline=None,
        derandomize=True,
        max_examples=_examples,
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile("light")
os.environ["COLUMNS"] = "80"  # the examples of pages and docstrings fit a terminal of this width

pytest_collect_file = (
    Sybil(
        parsers=[DocTestParser(optionflags=ELLIPSIS | NORMALIZE_WHITESPACE)],
        patterns=["src/bilateral/**/*.py", "src/bilateral/*.py"],
    )
    + Sybil(
        parsers=[MystPythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE)],
        patterns=["*.md", "docs/**/*.md"],
    )
).pytest()

_SLOW = pytest.StashKey[int]()
_LACKING = pytest.StashKey[dict[str, list[str]]]()


def pytest_configure(config: pytest.Config) -> None:
    """Start the account of what is not run."""
    config.stash[_SLOW] = 0
    config.stash[_LACKING] = {}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Set aside the tests whose libraries are not installed."""
    kept: list[pytest.Item] = []
    lacking: list[pytest.Item] = []
    for item in items:
        for library in _named_in(item.path):
            item.add_marker(pytest.mark.needs(library))
        needed = (name for mark in item.iter_markers("needs") for name in mark.args)
        missing = [name for name in needed if not _installed(name)]
        if missing:
            config.stash[_LACKING].setdefault(" and ".join(missing), []).append(item.nodeid)
        (lacking if missing else kept).append(item)
    items[:] = kept
    if lacking:
        config.hook.pytest_deselected(items=lacking)


def pytest_deselected(items: list[pytest.Item]) -> None:
    """Count what `-m "not slow"` leaves out: nothing else takes slow tests alone."""
    lacking = {name for names in items[0].config.stash[_LACKING].values() for name in names}
    if all(item.get_closest_marker("slow") and item.nodeid not in lacking for item in items):
        items[0].config.stash[_SLOW] += len(items)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Give the account to the process that prints it, where several share the tests."""
    told: dict[str, object] | None = getattr(session.config, "workeroutput", None)
    if told is not None:
        told["account"] = session.config.stash[_SLOW], session.config.stash[_LACKING]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:  # of pytest-xdist, whose types are its own
    """Take the account of one of those processes: each has seen all tests."""
    if account := getattr(node, "workeroutput", {}).get("account"):
        node.config.stash[_SLOW], node.config.stash[_LACKING] = account


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say what was not run."""
    for line in _account(config.stash[_SLOW], config.stash[_LACKING]):
        terminalreporter.write_line(line)


def _account(slow: int, lacking: dict[str, list[str]]) -> Iterator[str]:
    if slow:
        yield f"NOT RUN, slow: {slow}. Run them with: pytest -m slow"
    if lacking:
        yield 'NOT RUN, need more libraries. Install them with: pip install -e ".[test-all]"'
    for library, tests in sorted(lacking.items()):
        yield f"  {library}: {len(tests)}"
        yield from (f"    {test}" for test in _by_function(tests))


def _by_function(tests: list[str]) -> list[str]:
    """The names of tests, the cases of one function on one line."""
    cases: dict[str, list[str]] = defaultdict(list)
    for test in tests:
        name, bracket, case = test.partition("[")
        cases[name] += [case.removesuffix("]")] if bracket else []
    return [f"{name}[{', '.join(found)}]" if found else name for name, found in cases.items()]


@cache
def _named_in(document: Path) -> tuple[str, ...]:
    """The libraries that a page or the examples of a module need, as a comment of it says.

    That is `<!-- needs: pandas polars -->` in a page, and `# needs: altair` on a line of a module.
    """
    comment = r"<!-- needs: (.+?) -->" if document.suffix == ".md" else r"^# needs: (.+)$"
    named = re.search(comment, document.read_text(encoding="utf-8"), re.MULTILINE)
    return tuple(named[1].split()) if named else ()


@cache
def _installed(library: str) -> bool:
    return find_spec(library) is not None
