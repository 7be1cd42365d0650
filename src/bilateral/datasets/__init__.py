"""The datasets that come with the package, read from its own files."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from bilateral.collection.dataset import Dataset
from bilateral.files import loads
from bilateral.model.vocabulary import unknown_name

__all__ = ["available", "load"]


def available() -> tuple[str, ...]:
    """Names of the datasets that :func:`bilateral.load` knows.

    Example:
        >>> available()
        ('pakistan-russia', 'pakistan-russia-history')
    """
    names = (entry.name for entry in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def load(name: str, *, sources: str | tuple[str, ...] | None = None) -> Dataset:
    """A dataset that comes with the package.

    Args:
        name: Its name; ``"pakistan-russia"`` is coded from a newspaper article of about May
            2018, with what independent pages say of the same events beside it.
        sources: Keep only what these sources say: ids of sources or names of groups, such as
            ``"article"``. All by default.

    Raises:
        UnknownNameError: if there is no such dataset, source or group.

    Example:
        >>> load("pakistan-russia", sources="article")["raheel-sharif-russia"].date
        Period('2016', printed='in 2016')
    """
    if name not in available():
        raise unknown_name("dataset", name, available(), listed=True)
    dataset = _read(name)
    if sources is None:
        return dataset
    return dataset.from_sources(*((sources,) if isinstance(sources, str) else sources))


@cache  # a dataset cannot be changed, so one copy serves all
def _read(name: str) -> Dataset:
    file = files(__package__).joinpath(f"{name}.toml")
    return loads(file.read_text(encoding="utf-8"), "toml", file=f"{name}.toml")
