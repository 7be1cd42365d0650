"""What a dataset says of itself."""

from __future__ import annotations

import attrs

from bilateral._fields import check_plain
from bilateral._vocabulary import frozen_tuple
from bilateral.evidence import Coverage, check_slug, check_text

__all__ = ["DatasetInfo", "SourceGroup"]


def _texts(value: object) -> tuple[str, ...]:
    return frozen_tuple(value, str, "texts")  # type: ignore[return-value]


def _coverage(value: object) -> tuple[Coverage, ...]:
    return frozen_tuple(value, Coverage, "coverage")  # type: ignore[return-value]


def _groups(value: object) -> tuple[SourceGroup, ...]:
    return frozen_tuple(value, SourceGroup, "groups")  # type: ignore[return-value]


@attrs.frozen(kw_only=True)
class SourceGroup:
    """A name for some sources of a dataset, such as "article".

    Attributes:
        name: The name.
        sources: Ids of the sources.
    """

    name: str
    sources: tuple[str, ...] = attrs.field(converter=_texts)

    def __attrs_post_init__(self) -> None:
        check_plain(self)
        check_slug(self.name, "groups.name")


@attrs.frozen(kw_only=True)
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
    coding_rules: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    doubts: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    coverage: tuple[Coverage, ...] = attrs.field(default=(), converter=_coverage)
    groups: tuple[SourceGroup, ...] = attrs.field(default=(), converter=_groups)

    def __attrs_post_init__(self) -> None:
        check_plain(self)
        check_slug(self.name, "name")
        check_text(self.title, "title")
