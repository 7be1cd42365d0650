"""Regular expressions that are made when first used, so that importing them costs nothing."""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["pattern"]


class _Pattern:
    """Stands for a regular expression until something is asked of it."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # whatever a pattern has
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)  # where it is found from then on
        return found


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives, made when first used.

    Args:
        text: The expression.
        flags: Its flags.

    Example:
        >>> pattern("[0-9]+").findall("12 and 7")
        ['12', '7']
    """
    return cast("re.Pattern[str]", _Pattern(text, flags))
