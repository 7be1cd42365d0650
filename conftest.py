"""Every Python block in the docstrings and the documentation runs as a test."""

from __future__ import annotations

from doctest import ELLIPSIS, NORMALIZE_WHITESPACE

from hypothesis import settings
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser as MystPythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

settings.register_profile("default", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("default")

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
