"""Whether there is something at a path, which may be no path at all."""

from __future__ import annotations

import os

__all__ = ["is_there"]


def is_there(path: str | os.PathLike[str]) -> bool:
    """Whether there is a file or folder of a name; not of one too long for any, or with a NUL.

    Example:
        >>> is_there("x" * 5000)
        False
    """
    return os.path.exists(path)  # noqa: PTH110 - Path.exists raises what the system says
