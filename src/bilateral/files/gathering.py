"""The items of a file gathered into a dataset, or every fault of the file at once.

An item that cannot be built does not hide what else is wrong: the others are checked against each
other, and what the item itself refers to is looked up.
"""

from __future__ import annotations

from collections.abc import Iterator

from bilateral._patterns import pattern
from bilateral.collection.dataset import Dataset
from bilateral.collection.info import DatasetInfo
from bilateral.collection.validate import Names, faults_of
from bilateral.errors import BilateralError, FaultsError, RecordError, UnknownNameError
from bilateral.files.builder import Builder
from bilateral.files.items import built
from bilateral.files.positions import SharedIdError
from bilateral.files.values import Plain
from bilateral.model.ids import check_slug

__all__ = ["Gathering"]

_REFERENCES = (
    ("citations", "source", "source"),
    ("links", "target", "record"),
    ("places", "state", "state"),
    ("participants", "state", "state"),
    ("participants", "person", "person"),
    ("participants", "office", "office"),
    ("participants", "organization", "organization"),
)
"""What the parts of a record refer to: the field, the key and what it names."""


_ID = pattern(r'"id"\s*:\s*"([^"]*)"')


class Gathering:
    """The items of one file, while it is read.

    Args:
        file: The file, for errors.

    Attributes:
        faults: What is wrong so far.
    """

    def __init__(self, file: str | None) -> None:
        self.faults: list[BilateralError] = []
        self._file = file
        self._builder = Builder()
        self._parts: dict[str, list[Plain]] = {"sources": [], "actors": [], "records": []}
        self._refused: list[tuple[str, Plain, int | None]] = []
        self._info: DatasetInfo | None = None
        self._unread: set[str] = set()
        self._ids: dict[str, list[str]] = {part: [] for part in self._parts}
        self._places: dict[str, list[str | int]] = {part: [] for part in self._parts}

    def info(self, item: Plain, line: int | None = None) -> None:
        """What the dataset says of itself."""
        self._info = self._built(item, "dataset", "dataset", line)

    def add(self, part: str, item: Plain, path: str = "", line: int | None = None) -> None:
        """An item of a part of the file.

        Args:
            part: ``"sources"``, ``"actors"`` or ``"records"``.
            item: The item.
            path: Where it stands, as the fields of faults have it.
            line: Its line, if that is known.
        """
        ident = item.get("id") if isinstance(item, dict) else None
        if isinstance(ident, str):
            self._ids[part].append(ident)
            self._places[part].append(f"{path}.id" if path else line or 0)
        made = self._built(item, part, path, line)
        if made is not None:
            self._parts[part].append(made)
        else:
            self._refused.append((path, item, line))

    def unread(self, text: str, fault: BilateralError) -> None:
        """A line that is no item; its id, if it has one, is not missed elsewhere."""
        self.faults.append(fault)
        self._unread.update(_ID.findall(text))

    def _built(self, item: Plain, part: str, path: str, line: int | None) -> Plain:
        return built(self._builder, item, part, path, self.faults, self._file, line)

    def dataset(self) -> Dataset:
        """All of it, if nothing is wrong with an item.

        Raises:
            FaultsError: with all faults of items and, if there are any, those across items.
        """
        records, actors, sources = (self._parts[one] for one in ("records", "actors", "sources"))
        dataset = Dataset(records, actors, sources, self._info)
        self.faults += self._shared_ids()
        if self.faults:
            self.faults += [fault.at(file=self._file) for fault in self._across(dataset)]
            raise FaultsError(self._file or "the document", self.faults)
        return dataset

    def _shared_ids(self) -> Iterator[SharedIdError]:
        """The ids that several items have, be they sound or not."""
        for part, ids in self._ids.items():
            if len(set(ids)) == len(ids):  # as nearly always
                continue
            found: dict[str, list[str | int]] = {ident: [] for ident in ids}
            for ident, place in zip(ids, self._places[part], strict=True):
                found[ident].append(place)
            for ident, places in found.items():
                if len(places) > 1:
                    problem = f"{len(places)} {part} of one id"
                    yield SharedIdError.of(problem, ident, places).at(file=self._file)

    def _across(self, dataset: Dataset) -> Iterator[BilateralError]:
        """What is wrong across items, as far as it can be told without those refused."""
        names = Names(dataset)
        ids = (item.get("id") for _, item, _ in self._refused if isinstance(item, dict))
        hidden = self._unread.union(name for name in ids if isinstance(name, str))
        for fault in faults_of(dataset):
            is_known = isinstance(fault, UnknownNameError) and fault.found in hidden
            if not (is_known or (fault.field == "id" and fault.record is None)):  # as told already
                yield fault
        told = {fault.field for fault in self.faults}
        for path, item, line in self._refused:
            if isinstance(item, dict):
                for fault in _references(item, names):
                    known = isinstance(fault, UnknownNameError) and fault.found in hidden
                    fault.field = ".".join(filter(None, (path, fault.field)))
                    if not known and fault.field not in told:
                        yield fault.at(line=line)


def _references(item: dict[str, Plain], names: Names) -> Iterator[BilateralError]:
    """Ids that are no slugs, and what a record refers to that there is not."""
    own = item.get("id")
    record = own if isinstance(own, str) else None
    if record is not None:
        yield from _slug(record, "id", record)
    for field, key, what in _REFERENCES:
        parts = item.get(field)
        for index, part in enumerate(parts if isinstance(parts, list) else ()):
            given = part.get(key) if isinstance(part, dict) else None
            for name in given if isinstance(given, list) else [given]:
                if isinstance(name, str):
                    path = f"{field}[{index}].{key}"
                    # A name of a state the dataset reads, once there is a record with a date.
                    is_state = what == "state"
                    wrong = [] if is_state else list(_slug(name, path, record))
                    if not (wrong or (is_state and names.may_mean_a_state(name))):
                        wrong = list(names.unknown(what, [name], names.of(what), record, path))
                    yield from wrong


def _slug(name: str, field: str, record: str | None) -> Iterator[BilateralError]:
    try:
        check_slug(name, field, record)
    except RecordError as error:
        yield error
