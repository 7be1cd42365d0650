"""Where the names of a package come from that loads each when it is first used (PEP 562)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pkgutil import get_data
from types import MappingProxyType

__all__ = ["homes"]


@cache
def homes(package: str) -> Mapping[str, str]:
    """Each name that a package lists for type checkers, with the module it comes from.

    The list is read as text, since to parse it all would take as long as a dozen classes: a line
    ``from <module> import (``, and below it for each name a line ``<name> as <name>,``.

    Args:
        package: Its name.

    Example:
        >>> homes("bilateral")["Truth"]
        'bilateral.logic'
    """
    found: dict[str, str] = {}
    module = ""
    for line in (get_data(package, "__init__.py") or b"").decode("utf-8").splitlines():
        match line.split():
            case ["from", home, "import", "("] if home.startswith(f"{package}."):
                module = home
            case [name, "as", same] if same == f"{name},":
                found[name] = module
    return MappingProxyType(found)
