"""Entry points as if another distribution had been installed, in this process or for another."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import pytest

from bilateral import _plugins
from bilateral.readers import readers


def forget() -> None:
    """What was found and loaded, so that it is looked for again."""
    for cache in (_plugins._points, _plugins._loaded, readers):
        cache.cache_clear()


def add(monkeypatch: pytest.MonkeyPatch, *points: metadata.EntryPoint) -> None:
    """Entry points beside those installed; call :func:`forget` when done."""
    known = metadata.entry_points

    everything = known()

    class Both:
        def select(self, *, group: str) -> Iterable[metadata.EntryPoint]:
            added = [point for point in points if point.group == group]
            return [*everything.select(group=group), *added]

    monkeypatch.setattr(metadata, "entry_points", Both)
    forget()


def distribution(folder: Path, name: str, points: str, **modules: str) -> None:
    """An installed distribution: its entry points, and its modules as text."""
    about = folder / f"{name}-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8"
    )
    (about / "entry_points.txt").write_text(points, encoding="utf-8")
    for module, text in modules.items():
        (folder / f"{module}.py").write_text(text, encoding="utf-8")


def run(folder: Path, code: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Python in another process that finds what is in the folder."""
    places = os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH", "")]))
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env=os.environ | {"PYTHONPATH": places},
    )
