"""The datasets that come with the package, read from its own files."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from bilateral.collection.dataset import Dataset
from bilateral.files import load_file, loads
from bilateral.model.vocabulary import unknown_name

__all__ = ["available", "load"]

_FORMS = {".toml": "toml", ".jsonl.gz": "jsonl"}  # large ones are packed
_DOCUMENTS = (".toml", ".json", ".jsonl")


def available() -> tuple[str, ...]:
    """Names of the datasets that :func:`bilateral.load` knows.

    Example:
        >>> available()
        ('pakistan-russia', 'pakistan-russia-history', 'us-visits')
    """
    return tuple(sorted(_forms()))


def load(name: str, *, sources: str | tuple[str, ...] | None = None) -> Dataset:
    """A dataset that comes with the package; or that of a document, as ``load_file`` has it.

    Args:
        name: Its name, or the path of a ``.toml``, ``.json`` or ``.jsonl`` file;
            ``"pakistan-russia"`` is coded from a newspaper article of about May 2018, with what
            independent pages say of the same events beside it;
            ``"pakistan-russia-history"`` has more of these two states since 1947, and
            ``"us-visits"`` the visits of foreign leaders to the United States and of its
            presidents abroad.
        sources: Keep only what these sources say: ids of sources or names of groups, such as
            ``"article"``. All by default.

    Raises:
        UnknownNameError: if there is no such dataset, source or group.
        BilateralError: as for ``load_file``.

    Example:
        >>> load("pakistan-russia", sources="article")["raheel-sharif-russia"].date
        Period('2016', printed='in 2016')
    """
    if Path(name).suffix.lower() in _DOCUMENTS and Path(name).is_file():
        return _of_sources(load_file(name), sources)
    wanted = str(name).replace("_", "-").replace(" ", "-").lower()
    if wanted not in available():
        error = unknown_name("dataset", name, available(), listed=True)
        if Path(name).suffix:
            error.expected = f"{error.expected}; load_file({str(name)!r}) for a file of datasets, "
            error.expected += f"read({str(name)!r}) for research data"
        raise error
    return _of_sources(_read(wanted), sources)


def _of_sources(dataset: Dataset, sources: str | tuple[str, ...] | None) -> Dataset:
    if sources is None:
        return dataset
    return dataset.from_sources(*((sources,) if isinstance(sources, str) else sources))


@cache  # a dataset cannot be changed, so one copy serves all
def _read(name: str) -> Dataset:
    ending = _forms()[name]
    file = files(__package__).joinpath(f"{name}{ending}")
    data = file.read_bytes()
    if ending.endswith(".gz"):
        import gzip

        data = gzip.decompress(data)
    return loads(data.decode("utf-8"), _FORMS[ending], file=file.name)


def _forms() -> dict[str, str]:
    """The endings of the files of datasets, by name."""
    return {
        entry.name.removesuffix(ending): ending
        for entry in files(__package__).iterdir()
        for ending in _FORMS
        if entry.name.endswith(ending)
    }
