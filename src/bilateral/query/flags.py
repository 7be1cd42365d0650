"""What ``named`` and ``stateless`` say of a participant, once for objects and for tables."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

__all__ = ["FLAGS", "Alternatives"]

Alternatives: TypeAlias = tuple[Mapping[str, bool], ...]
"""Attributes that must be stated (True) or not be (False); one of the mappings must hold."""

_NAMED: Alternatives = ({"person": True}, {"organization": True})
_UNNAMED: Alternatives = ({"person": False, "organization": False},)

FLAGS: Mapping[tuple[str, bool], tuple[Alternatives, Alternatives]] = MappingProxyType(
    {
        ("named", True): (_NAMED, _NAMED),
        ("named", False): (_UNNAMED, _UNNAMED),
        # Who is nobody that is stated may act for any state or for none.
        ("stateless", True): (({"state": False, "organization": True},), ({"state": False},)),
        ("stateless", False): (({"state": True},), ({"state": True}, {"organization": False})),
    }
)
"""Where a participant surely is so, and where it may be, by the word and the answer wanted."""
