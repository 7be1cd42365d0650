"""The datasets that come with the package, read from its own files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from pkgutil import get_data

from bilateral._paths import is_there
from bilateral.collection.dataset import Dataset
from bilateral.files.documents import known_sound, load_file
from bilateral.model.vocabulary import unknown_name

__all__ = ["available", "load"]

_FILES = {
    "pakistan-russia": "pakistan-russia.json",  # made of the TOML beside it by tools/
    "pakistan-russia-history": "pakistan-russia-history.json",
    "us-visits": "us-visits.jsonl.gz",  # packed, being large
}
_DOCUMENTS = (".toml", ".json", ".jsonl")


def available() -> tuple[str, ...]:
    """Names of the datasets that :func:`bilateral.load` knows.

    Example:
        >>> available()
        ('pakistan-russia', 'pakistan-russia-history', 'us-visits')
    """
    return tuple(_FILES)


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
    if Path(name).suffix.lower() in _DOCUMENTS and is_there(name) and Path(name).is_file():
        return _of_sources(load_file(name), sources)
    wanted = str(name).replace("_", "-").replace(" ", "-").lower()
    if wanted not in _FILES:
        error = unknown_name("dataset", name, _FILES, listed=True)
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
    file = _FILES[name]
    data = get_data(__name__, file) or b""
    if file.endswith(".gz"):
        import gzip

        data = gzip.decompress(data)
    return known_sound(data.decode("utf-8"), file.split(".")[1])
