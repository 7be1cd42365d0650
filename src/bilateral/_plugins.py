"""Parts that are found by name and loaded when first used."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from bilateral.errors import MissingExtraError

__all__ = ["part", "require"]


def require(library: str, *, extra: str) -> ModuleType:
    """Import an optional library.

    Args:
        library: Name to import.
        extra: The extra of this package that brings it.

    Raises:
        MissingExtraError: in one line that says what to install.

    Example:
        >>> require("no_such_library", extra="toml")
        Traceback (most recent call last):
            ...
        bilateral.errors.MissingExtraError: this needs no_such_library; install it with: \
pip install "bilateral[toml]"
    """
    try:
        return import_module(library)
    except ModuleNotFoundError as error:
        if error.name != library.partition(".")[0]:
            raise
        raise MissingExtraError(
            f'this needs {library}; install it with: pip install "bilateral[{extra}]"'
        ) from error


def part(name: str) -> ModuleType:
    """A module of the package that is loaded when first used, since few programs need it.

    Args:
        name: Its name within the package, such as ``"frames.exports"``.
    """
    return import_module(f"{__package__}.{name}")
