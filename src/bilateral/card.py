"""The dataset card: what a user must know before trusting a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilateral.records import KINDS

if TYPE_CHECKING:
    from bilateral.dataset import Dataset

__all__ = ["card_of"]


def card_of(dataset: Dataset) -> str:
    """The card as Markdown; see ``Dataset.card``."""
    info = dataset.info
    version = f" {info.version}" if info.version else ""
    parts = [f"# {info.title}{version}", info.description or "No description."]
    counts = [
        f"- {kind.plural.replace('_', ' ')}: {number}"
        for kind in KINDS.values()
        if (number := sum(type(record) is kind for record in dataset.records))
    ]
    parts += _section("Records", counts)
    parts += _section("Sources", [f"- `{s.id}`: {s.cite()}" for s in dataset.sources])
    parts += _section("Coding rules", [f"- {rule}" for rule in info.coding_rules])
    coverage = [
        f"- `{item.source}`: {', '.join(item.kinds)} of {', '.join(item.actors)}"
        + (f", {item.period}" if item.period else "")
        for item in info.coverage
    ]
    none = ["No source claims to be complete: what is not recorded is not known, not absent."]
    parts += _section("Coverage", coverage or none)
    parts += _section("Known doubts", [f"- {doubt}" for doubt in info.doubts])
    parts += _section("Licence", [info.licence] if info.licence else [])
    parts += _section("How to cite", [info.citation] if info.citation else [])
    return "\n\n".join(parts) + "\n"


def _section(title: str, lines: list[str]) -> list[str]:
    return [f"## {title}", "\n".join(lines)] if lines else []
