"""Several datasets one after another."""

from __future__ import annotations

from collections.abc import Iterable

from bilateral.collection.dataset import Dataset
from bilateral.errors import RecordError

__all__ = ["concat"]


def concat(datasets: Iterable[Dataset]) -> Dataset:
    """Several datasets as one; see :meth:`Dataset.merge`.

    Args:
        datasets: At least one.

    Raises:
        FaultsError: as for ``merge``.
        RecordError: if something among them is no dataset, or there is none.

    Example:
        >>> import bilateral
        >>> data = bilateral.load("pakistan-russia")
        >>> parts = [data.from_sources("article"), data]
        >>> len(concat(parts)) == len(data)
        True
    """
    found = list(datasets)
    for one in found:
        if not isinstance(one, Dataset):
            raise RecordError(
                "no dataset",
                found=type(one).__name__,
                expected="datasets; of selections where(one question | the other)",
            )
    if not found:
        raise RecordError("no dataset is given", expected="at least one")
    whole = found[0]
    for one in found[1:]:
        whole = whole.merge(one)
    return whole
