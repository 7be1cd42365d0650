"""What a dataset says of itself, and the card made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NoReturn

import attrs

from bilateral.errors import BilateralError, not_there
from bilateral.layout import in_lines, in_one_line
from bilateral.model.completeness import Coverage
from bilateral.model.evidence import (
    Source,
    by_entry,
    check_text,
    entry_of,
)
from bilateral.model.fields import as_tuple, check_plain
from bilateral.model.ids import check_slug
from bilateral.model.records import KINDS, Record

__all__ = ["DatasetInfo", "SourceGroup", "card_of"]


_TOLD: Mapping[str, str] = MappingProxyType(
    {
        "cite": "dataset.cite(), or info.citation",
        "sources": "dataset.sources, or info.groups",
        "license": "info.licence",
        "card": "dataset.card()",
    }
)
"""What people look for in what a dataset says of itself, and where it is."""


@attrs.frozen(kw_only=True)
class SourceGroup:
    """A name for some sources of a dataset, such as "article".

    Attributes:
        name: The name.
        sources: Ids of the sources.
    """

    name: str
    sources: tuple[str, ...] = attrs.field(converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        check_plain(self)
        check_slug(self.name, "groups.name")


@attrs.frozen(kw_only=True, repr=False)
class DatasetInfo:
    """What a dataset says of itself; its card is made of this.

    Attributes:
        name: Slug.
        title: Title.
        version: Version of the data.
        description: Scope, in a few sentences.
        licence: Terms of use.
        citation: How to cite it.
        coding_rules: How the sources were read.
        doubts: What is known to be doubtful.
        coverage: What its sources claim to be complete for; empty where none claims anything.
        groups: Names for groups of sources.
    """

    name: str = "unnamed"
    title: str = "Unnamed dataset"
    version: str | None = None
    description: str | None = None
    licence: str | None = None
    citation: str | None = None
    coding_rules: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    doubts: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    coverage: tuple[Coverage, ...] = attrs.field(default=(), converter=as_tuple)
    groups: tuple[SourceGroup, ...] = attrs.field(default=(), converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        check_plain(self)
        check_slug(self.name, "name")
        check_text(self.title, "title")

    def __repr__(self) -> str:
        version = f" {self.version}" if self.version else ""
        return f"<DatasetInfo {self.name}{version}: {self.title}>"

    def __call__(self) -> NoReturn:
        """Not a function, as it is of data frames.

        Raises:
            BilateralError: always; it says what to write.
        """
        raise BilateralError(
            "info is no function",
            expected="dataset.describe(), dataset.card(), or dataset.info.title",
        )

    if not TYPE_CHECKING:  # which knows what there is

        def __getattr__(self, name: str) -> NoReturn:
            raise not_there(name, self, _TOLD)


def card_of(info: DatasetInfo, records: Sequence[Record], sources: Sequence[Source]) -> str:
    """The card as Markdown; see ``Dataset.card``.

    Args:
        info: What a dataset says of itself.
        records: Its records.
        sources: Its sources.
    """
    version = f" {info.version}" if info.version else ""
    about = in_lines(info.description) if info.description else "No description."
    parts = [f"# {in_one_line(f'{info.title}{version}')}", about]
    numbers = Counter(map(type, records))
    counts = [
        f"- {kind.plural.replace('_', ' ')}: {number}"
        for kind in KINDS.values()
        if (number := numbers[kind])
    ]
    parts += _section("Records", counts)
    parts += _section("Sources", [line for held in by_entry(sources) for line in _cited(held)])
    parts += _section("Coding rules", [f"- {in_one_line(rule)}" for rule in info.coding_rules])
    covered: dict[str, list[str]] = {}
    for item in info.coverage:
        period = f", {item.period}" if item.period else ""
        text = f"{', '.join(item.kinds)} of {', '.join(item.actors) or 'all'}{period}"
        covered.setdefault(text, []).append(f"`{item.source}`")
    coverage = [f"- {', '.join(whose)}: {text}" for text, whose in covered.items()]
    none = ["No source claims to be complete: what is not recorded is not known, not absent."]
    parts += _section("Coverage", coverage or none)
    parts += _section("Known doubts", [f"- {in_one_line(doubt)}" for doubt in info.doubts])
    parts += _section("Licence", [in_lines(info.licence)] if info.licence else [])
    parts += _section("How to cite", [in_lines(info.citation)] if info.citation else [])
    return "\n\n".join(parts) + "\n"


def _cited(sources: Sequence[Source]) -> Iterator[str]:
    """An entry of the list of sources: of several files what they are of, and each under it."""
    if len(sources) == 1:
        yield f"- `{sources[0].id}`: {sources[0].cite()}"
        return
    yield f"- {in_one_line(entry_of(sources))} Of it {len(sources)} files:"
    for source in sources:
        seal = f", SHA-256 {source.sha256}" if source.sha256 else ""
        yield f"  - `{source.id}`: {in_one_line(source.title)}{seal}"


def _section(title: str, lines: list[str]) -> list[str]:
    return [f"## {title}", "\n".join(lines)] if lines else []
