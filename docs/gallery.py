"""Draws the gallery: each picture of built-in data, on a light and on a dark page, and one report.

``python docs/gallery.py FOLDER`` does it by hand; building the documentation does it by itself.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import bilateral
from bilateral.plots import save

WIDTH = 680


def draw(folder: Path) -> None:
    """Write all pictures, and the page in a folder of its own."""
    data = bilateral.load("pakistan-russia")
    history = bilateral.load("pakistan-russia-history")
    leaders = bilateral.load("us-visits")
    pictures: dict[str, tuple[Any, str, dict[str, Any]]] = {
        "timeline": (data.visits.any_status(), "timeline", {}),
        "timeline-kinds": (history, "timeline", {}),
        "timeline-many": (leaders, "timeline", {}),
        "heatmap": (history, "heatmap", {}),
        "matrix": (leaders.visits.since(2001), "matrix", {}),
        "network": (leaders.visits.by("USA").since(2001), "network", {}),
        "arms": (data, "arms", {}),
        "shares": (data, "shares", {}),
        "amounts": (leaders.visits.by("USA").count("person").sort(), "amounts", {}),
        "evidence": (data, "evidence", {"record": "raheel-sharif-russia"}),
    }
    page = folder / "page"
    page.mkdir(parents=True, exist_ok=True)
    for name, (asked, picture, how) in pictures.items():
        for dark in (False, True):
            chart = asked.plot(picture, width=WIDTH, dark=dark, **how)
            save(chart, folder / f"{name}-{'dark' if dark else 'light'}.svg")
    bilateral.report(data, page / "pakistan-russia-report.html")


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
