"""What the library does in public, each as a call on so many records, for the table of growth.

What is public is found out and not listed, so that a test sees what is in neither table here.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from itertools import permutations
from pathlib import Path
from typing import Any, TypeAlias

import attrs
import readers
import unkind

import bilateral
from bilateral import Citation, Dataset, Panel, Person, RecordMapping, Selection, Table, q
from bilateral._plugins import names_of
from bilateral.errors import near_names
from bilateral.model.records import KINDS, Link, Role

__all__ = ["EXCEPTIONS", "OPERATIONS", "Ground", "public"]

YEARS = (1990, 2016)


class Ground:
    """So many records, in all the forms that are asked; each is made when first used.

    Args:
        number: How many.
        folder: Where files may be written.
    """

    def __init__(self, number: int, folder: Path) -> None:
        self.number = number
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    @cached_property
    def data(self) -> Dataset:
        """Visits, of which none is at fault."""
        found = _dataset(unkind.visits(self.number))
        wrong = {fault.record for fault in found.faults()}  # of a duration or a life
        cited = [Citation(source="source-1")]
        return _dataset(
            [
                attrs.evolve(r, date="2005-05", duration=None, citations=cited)
                if r.id in wrong
                else r
                for r in found.of_kinds(bilateral.Visit)
            ]
        )

    @cached_property
    def other(self) -> Dataset:
        """Visits of which half are among the first, and half are others; some differ."""
        again = list(self.data)[self.number // 2 :]
        again[::20] = [attrs.evolve(r, title=f"{r.title}, as others say") for r in again[::20]]
        new = unkind.visits(self.number // 2, seed=3)
        cited = [Citation(source="source-1")]
        new = [
            attrs.evolve(r, id=f"others:{n}", duration=None, citations=cited, links=())
            for n, r in enumerate(new)
        ]
        return _dataset([*again, *new])

    @cached_property
    def deliveries(self) -> Dataset:
        """Deliveries."""
        return _dataset(unkind.arms_transfers(self.number))

    @property
    def visits(self) -> Selection[Any]:
        """A question that was not asked before."""
        return self.data.visits.since(1995)

    @cached_property
    def loose(self) -> Dataset:
        """Visits of which one in twenty has a link to a record that is not there."""
        records = [
            bilateral.Visit(
                id=f"loose:{n}",
                title=f"Visit {n}",
                citations=[Citation(source="source-1")],
                links=[] if n % 20 else [Link("follows", f"elsewhere:{n}")],
            )
            for n in range(self.number)
        ]
        return Dataset(records=records, sources=unkind.sources())

    @cached_property
    def table(self) -> Table:
        """A table of a Parquet file, by DuckDB, which was looked through."""
        table = bilateral.scan(self.file("parquet"))
        table.bounds()
        return table

    @property
    def asked(self) -> Table:
        """A question to it that was not asked before."""
        return self.table.visits.since(1995)

    def file(self, format: str) -> Path:
        """The visits in a file."""
        path = self.folder / f"visits.{format}"
        if not path.exists():
            self.data.save(path)
        return path

    @property
    def out(self) -> Path:
        """Where to write to."""
        return self.folder / "out"

    def rows(self, form: str) -> Path:
        """A file of another program, of one visit a row."""
        path = self.folder / f"rows.{form}"
        if path.exists():
            return path
        chance = random.Random(5)
        names = ("key", "day", "visitor", "host", "title")
        cells = [
            (f"k{n}", f"20{chance.randrange(24):02}-05-11", *chance.sample(readers.STATES, 2),
             f"Visit number {n}")
            for n in range(self.number)
        ]  # fmt: skip
        if form == "csv":
            with path.open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows([names, *cells])
        elif form == "jsonl":
            lines = (json.dumps(dict(zip(names, row, strict=True))) for row in cells)
            path.write_text("\n".join(lines), encoding="utf-8")
        elif form == "xlsx":
            import openpyxl

            book = openpyxl.Workbook(write_only=True)
            sheet = book.create_sheet()
            for row in (names, *cells):
                sheet.append(row)
            book.save(path)
        else:
            write = {"sipri": readers.write_register, "gdelt": readers.write_gdelt}[form]
            write(path.with_suffix(".csv"), self.number, chance)
            return path.with_suffix(".csv")
        return path

    @cached_property
    def panel(self) -> Panel:
        """A panel of about so many rows."""
        years = YEARS[1] - YEARS[0] + 1
        codes = sorted({m.code for m in _members()})
        states = max(round((self.number / years) ** 0.5), 2)
        pairs = list(permutations(codes[:states], 2))
        return bilateral.panel(
            unit="directed-dyad-year", states="cow-2016", years=YEARS, pairs=pairs
        )

    @cached_property
    def series(self) -> bilateral.Series:
        """A value of each state and year."""
        import pyarrow as pa

        rows = [(m.code, year) for m in _members() for year in range(YEARS[0], YEARS[1] + 1)]
        codes, years = zip(*dict.fromkeys(rows), strict=True)
        table = pa.table({"ccode": codes, "year": years, "power": range(len(codes))})
        return bilateral.series(table)


def _members() -> Any:
    from bilateral.panels.lists import state_list

    return [m for m in state_list("cow-2016").members if m.last > 735_000]


def _dataset(records: list[Any]) -> Dataset:
    claimed = (claim.value for r in records for c in r.citations for claim in c.claims)
    people = {str(p.person) for r in records for p in r.participants if p.person is not None}
    people |= {str(value) for value in claimed if str(value).startswith("person-")}
    actors = [*unkind.offices(), *(Person(id=name, name=name) for name in sorted(people))]
    return Dataset(records=records, sources=unkind.sources(), actors=actors)


Operation: TypeAlias = Callable[[Ground], Callable[[], object]]
"""Makes what is needed, and gives the call to be measured."""

# -- what is public --------------------------------------------------------------------------------

ASKED = (Dataset, Selection, Table, Panel)
SPECIAL = tuple(
    f"__{name}__"
    for name in ("add", "contains", "eq", "getitem", "hash", "iter", "len", "or", "repr")
)


def public() -> Iterator[str]:
    """The names of all public operations."""
    for kind in ASKED:
        own = {name for parent in kind.__mro__[:-1] for name in vars(parent)}
        special = (name for name in SPECIAL if name in own and getattr(kind, name))
        for name in (*special, *(name for name in dir(kind) if not name.startswith("_"))):
            yield f"{kind.__name__}.{name}"
        if hasattr(kind, "_repr_html_"):
            yield f"{kind.__name__}._repr_html_"
    for name in bilateral.__all__:
        found = getattr(bilateral, name)
        if callable(found) and not isinstance(found, type):
            yield name
    yield from (f"to {name}" for name in names_of("exporters"))
    yield from (f"plot {name}" for name in names_of("plots"))


# -- verbs and answers -----------------------------------------------------------------------------

VERBS: Mapping[str, tuple[Any, ...]] = {
    "about": ("topic-3",), "after": (2005,), "any_status": (), "at": ("Moscow",),
    "before": (2005,), "between": ("PAK", "RUS"), "by": ("PAK",), "cited": ("source-3",),
    "during": (2005,), "involving": ("PAK",), "joint": (), "since": (2005,),
    "status": ("planned",), "towards": ("RUS",), "until": (2005,),
    "where": (q.title.contains("Kazan"),), "within": (2005,),
}  # fmt: skip
ANSWERS: Mapping[str, tuple[Any, ...]] = {
    "bounds": (), "cite": (), "count": ("initiator", "year"), "describe": (), "earliest": (),
    "group": ("year",), "head": (), "latest": (), "plot": (), "sort": (), "tail": (),
    "to_arrow": (), "to_dicts": (), "to_json": (), "to_pandas": (), "to_polars": (), "why": (),
    "__len__": (), "__repr__": (), "_repr_html_": (),
}  # fmt: skip
PROPERTIES = ("columns", "first", "ids", "last")
PLACED = ("to_csv", "to_excel", "to_parquet", "to_stata")
_MAPPING = RecordMapping(
    kind="visit",
    title="{title}",
    fields={"id": "key", "date": "day", "visitor.state": "visitor", "host.state": "host"},
)


def _asked(what: str) -> Callable[[Ground], Any]:
    """A new question each time, so that nothing is known before it is asked."""
    places = {"Dataset": "data", "Selection": "visits", "Table": "asked", "Panel": "panel"}
    return lambda ground: getattr(ground, places[what])


def _each(
    start: str, names: Iterable[str], make: Callable[[str, Ground], Callable[[], object]]
) -> Iterator[tuple[str, Operation]]:
    """Operations that differ in a name alone."""
    return ((f"{start}{name}", partial(make, name)) for name in names)


def _verb(what: str, name: str, arguments: tuple[Any, ...]) -> Operation:
    def narrowed(asked: Any) -> object:
        return getattr(asked, name)(*arguments).bounds()

    return lambda ground: partial(narrowed, _asked(what)(ground))


def _answer(what: str, name: str, *arguments: Any) -> Operation:
    return lambda ground: partial(getattr(_asked(what)(ground), name), *arguments)


def _property(what: str, name: str) -> Operation:
    return lambda ground: partial(getattr, _asked(what)(ground), name)


def _written(what: str, name: str, *words: str) -> Operation:
    return lambda ground: partial(getattr(_asked(what)(ground), name), *words, ground.out)


def _saved(what: str, ground: Ground) -> Callable[[], object]:
    return partial(_asked(what)(ground).save, ground.folder / "out.csv")


def _listed(what: str, ground: Ground) -> Callable[[], object]:
    return partial(list, _asked(what)(ground))


def _searched(what: str, ground: Ground) -> Callable[[], object]:
    return partial(_is_in, _asked(what)(ground))


def _is_in(asked: Any) -> bool:
    try:
        return "visits:7" in asked
    except bilateral.BilateralError:  # it only may be
        return False


def _of_all() -> Iterator[tuple[str, Operation]]:
    """What Dataset, Selection and Table have in common."""
    kinds = ("Dataset", "Selection", "Table")
    for what in kinds:
        for name, arguments in VERBS.items():
            yield f"{what}.{name}", _verb(what, name, arguments)
        for name, arguments in ANSWERS.items():
            yield f"{what}.{name}", _answer(what, name, *arguments)
        for name in PROPERTIES:
            yield f"{what}.{name}", _property(what, name)
        for name in PLACED:
            yield f"{what}.{name}", _written(what, name)
    yield from ((f"{what}.save", partial(_saved, what)) for what in kinds)
    yield from ((f"{what}.__iter__", partial(_listed, what)) for what in kinds)
    yield from ((f"{what}.__contains__", partial(_searched, what)) for what in kinds)
    for what in ("Dataset", "Table"):
        yield f"{what}.select", _verb(what, "select", ("visit",))
    plurals = [kind.plural for kind in KINDS.values()]
    yield from _each("Dataset.", plurals, lambda plural, g: partial(_viewed, g.data, plural))
    yield from _each("Table.", plurals, lambda plural, g: partial(_viewed, g.table, plural))
    for what in ("Selection", "Table"):
        for name in ("definite", "possible", "predicate"):
            yield f"{what}.{name}", _property(what, name)


def _viewed(asked: Any, plural: str) -> object:
    return getattr(asked, plural).bounds()


# -- one by one ------------------------------------------------------------------------------------


def _of_selection() -> Iterator[tuple[str, Operation]]:
    for what in ("Dataset", "Selection"):
        yield f"{what}.__getitem__", _answer(what, "__getitem__", slice(0, 9))
    by = ("delivered", "initiator")
    yield "Dataset.sum", lambda g: partial(g.deliveries.sum, *by)
    yield "Selection.sum", lambda g: partial(g.deliveries.arms_transfers.sum, *by)
    yield "Table.sum", lambda g: partial(bilateral.scan(g.deliveries.to_arrow()).sum, *by)
    yield "Selection.__eq__", lambda g: partial(lambda a, b: a == b, g.visits, g.visits)
    yield "Selection.as_text", _answer("Selection", "as_text")
    yield "Selection.set_aside", _property("Selection", "set_aside")
    yield "Selection.truth", _answer("Selection", "truth", "visits:7")


def _of_dataset() -> Iterator[tuple[str, Operation]]:
    for name in ("__hash__", "card", "faults", "reconcile", "validate"):
        yield f"Dataset.{name}", _answer("Dataset", name)
    for name in ("cast", "same"):
        yield f"Dataset.{name}", _property("Dataset", name)
    asked = {
        "actor": ("office-7",), "conditions": ("PAK",), "from_sources": ("source-1",),
        "known": ("topic", "topic-7"), "record": ("visits:7",), "source": ("source-7",),
        "printing": ("Name", frozenset(Role)), "printed_like": ("Name", frozenset(Role)),
        "check_ids": (("PAK", "RUS"),),
        "sources_named": ("source-7",), "with_predecessors": (("RUS",),),
    }  # fmt: skip
    for name, arguments in asked.items():
        yield f"Dataset.{name}", _answer("Dataset", name, *arguments)
    yield "Dataset.__eq__", lambda g: partial(lambda a, b: a == b, g.data, _made(g.data))
    yield "Dataset.__add__", lambda g: partial(lambda a, b: a + b, g.data, g.other)
    yield "Dataset.diff", lambda g: partial(g.data.diff, g.other)
    yield "Dataset.merge", lambda g: partial(g.data.merge, g.other)
    yield "Dataset.from_table", lambda g: partial(Dataset.from_table, g.data.to_arrow())
    yield "Dataset.holding", lambda g: partial(g.data.holding, list(g.data)[::2])
    yield "Dataset.of_kinds", lambda g: partial(lambda d: list(d.of_kinds(bilateral.Visit)), g.data)
    yield "near-name error", lambda g: partial(_refused, g.data.by, person="person-x1")
    yield "Dataset()", lambda g: partial(_made, g.data)
    yield "Dataset(), links to nowhere", lambda g: partial(_made, g.loose)


def _made(data: Dataset) -> Dataset:
    return Dataset(records=data.records, sources=data.sources, actors=data.actors)


def _refused(call: Callable[..., object], **words: Any) -> str:
    try:
        call(**words)
    except bilateral.BilateralError as error:
        return str(error)
    raise AssertionError("nothing was refused")


def _of_table() -> Iterator[tuple[str, Operation]]:
    yield "Table.engine", _property("Table", "engine")
    for name in ("lazy", "native", "to_dataset"):
        yield f"Table.{name}", _answer("Table", name)
    yield "scan", lambda g: partial(_scanned, g.file("parquet"))
    yield "scan, csv", lambda g: partial(_scanned, g.file("csv"))
    yield from _each(
        "scan, ", ("polars", "pyarrow"), lambda e, g: partial(_scanned, g.file("parquet"), engine=e)
    )


def _scanned(path: Path, **how: Any) -> object:
    return bilateral.scan(path, **how).visits.since(2005).bounds()


def _of_files() -> Iterator[tuple[str, Operation]]:
    for form in ("arrow", "duckdb", "pandas", "polars"):
        yield f"to {form}", _answer("Dataset", "to", form)
    for form in ("csv", "excel", "gexf", "json", "jsonl", "parquet", "stata", "toml"):
        yield f"to {form}", _written("Dataset", "to", form)
    for what in ("Dataset", "Selection", "Table", "Panel"):
        yield f"{what}.to", _written(what, "to", "csv")
    yield "save_file", lambda g: partial(bilateral.save_file, g.data, g.folder / "saved.jsonl")
    yield "load_file", lambda g: partial(bilateral.load_file, g.file("jsonl"))
    yield from _each(
        "load_file, ", ("json", "toml"), lambda form, g: partial(bilateral.load_file, g.file(form))
    )
    yield "read", lambda g: partial(bilateral.read, g.rows("csv"), _MAPPING)
    yield "read_mapped", lambda g: partial(bilateral.read_mapped, g.rows("csv"), _MAPPING)
    yield from _each(
        "read_mapped, ",
        ("jsonl", "xlsx"),
        lambda form, g: partial(bilateral.read_mapped, g.rows(form), _MAPPING),
    )
    yield "read_sipri", lambda g: partial(bilateral.read_sipri, g.rows("sipri"))
    yield "read_gdelt", lambda g: partial(bilateral.read_gdelt, g.rows("gdelt"))
    yield (
        "scan_gdelt",
        lambda g: partial(lambda path: bilateral.scan_gdelt(path).bounds(), g.rows("gdelt")),
    )
    yield "report", lambda g: partial(bilateral.report, g.visits, g.folder / "report.html")
    yield "concat", lambda g: partial(bilateral.concat, [g.data, g.deliveries])
    yield (
        "near_names",
        lambda g: partial(near_names, "person-x1", [f"person-{n}" for n in range(g.number)]),
    )


def _of_panel() -> Iterator[tuple[str, Operation]]:
    def then(make: Callable[[Ground], Panel]) -> Operation:
        """The panel is computed, and not only thought of."""
        return lambda g: partial(lambda: make(g).to_arrow())

    def joined(g: Ground) -> Panel:
        return g.panel.join(g.series)

    def counted(g: Ground) -> Panel:
        return g.panel.count(visits=g.visits)

    yield "panel", then(lambda g: g.panel)
    yield "series", lambda g: partial(bilateral.series, g.series.table)
    yield "Panel.join", then(joined)
    yield "Panel.lag", then(lambda g: joined(g).lag("power1"))
    yield "Panel.lead", then(lambda g: joined(g).lead("power1"))
    yield "Panel.where", then(lambda g: g.panel.where("year > 2000"))
    yield "Panel.names", then(lambda g: g.panel.names())
    yield "Panel.codes", then(lambda g: g.panel.codes("gw"))
    yield "Panel.undirected", then(lambda g: g.panel.undirected())
    yield "Panel.relevant", then(lambda g: g.panel.relevant())
    yield "Panel.count", then(counted)
    yield "Panel.window", then(lambda g: counted(g).window(-2, 0, "visits"))
    yield "Panel.state", then(lambda g: g.panel.state(visits=g.visits))
    amounts = "delivered"
    yield "Panel.sum", then(lambda g: g.panel.sum(x=(g.deliveries.arms_transfers, amounts)))
    yield "Panel.unmatched", lambda g: partial(joined(g).unmatched, "power1")
    yield "Panel.column", lambda g: partial(joined(g).column, "power1")
    yield "Panel.row", lambda g: partial(g.panel.row, *list(g.panel.head(1)[0].values())[:3])
    for name in ("columns", "sources"):
        yield f"Panel.{name}", _property("Panel", name)
    for name in (
        "__len__", "__repr__", "_repr_html_", "cite", "count_rows", "describe", "dropped", "head",
        "query", "to_arrow", "to_pandas", "to_polars",
    ):  # fmt: skip
        yield f"Panel.{name}", _answer("Panel", name)
    for name in PLACED:
        yield f"Panel.{name}", _written("Panel", name)
    yield "Panel.save", partial(_saved, "Panel")


def _of_plots() -> Iterator[tuple[str, Operation]]:
    yield "plot amounts", lambda g: partial(lambda v: v.count("person").plot("amounts"), g.visits)
    yield "plot evidence", lambda g: partial(g.data.plot, "evidence", record="visits:7")
    yield from _each(
        "plot ",
        ("arms", "shares"),
        lambda name, g: partial(g.deliveries.arms_transfers.plot, name),
    )
    yield from _each(
        "plot ",
        ("fitting", "heatmap", "matrix", "network", "timeline"),
        lambda name, g: partial(g.visits.plot, name),
    )


_PARTS = (_of_all, _of_selection, _of_dataset, _of_table, _of_files, _of_panel, _of_plots)
OPERATIONS: Mapping[str, Operation] = dict(found for part in _PARTS for found in part())
"""All that is measured, by name."""

_OF_A_LAYOUT = "reads by the same loop as read_sipri and read_mapped"
_ALONE = "of one text or name, whatever the number of records"
_FIRST_ROWS = "of the header and the first rows, whatever the number of rows"
_HELD = "an attribute that is there"
_LATER = "nothing is done before count, sum or group are asked for"
_REFUSED = "refused, with the word to use instead"
EXCEPTIONS: Mapping[str, str] = {
    **dict.fromkeys(("code_of", "parse_edtf", "parse_printed", "resolve"), _ALONE),
    **dict.fromkeys(("Selection.__add__", "Selection.__or__"), _REFUSED),
    "Panel.__getitem__": _REFUSED,
    **{f"Panel.{name}": _HELD for name in ("added", "data", "done", "frame", "notes", "rows")},
    **{
        f"read_{name}": _OF_A_LAYOUT
        for name in (
            "atop", "colt", "desta", "icews", "polecat", "uk_treaties", "un_treaties",
            "us_visits", "visits", "wti",
        )
    },
    **{f"{name}.group_by": _LATER for name in ("Dataset", "Selection", "Table")},
    **{f"{name}.remarks": _LATER for name in ("Dataset", "Selection", "Table")},
    **dict.fromkeys(("draft_mapping", "save_draft"), _FIRST_ROWS),
    "Dataset.check_states": "a step of every export",
    "Dataset.from_records": "the constructor",
    "Dataset.is_open": _ALONE,
    "load": "of a data set that is in the package",
    "json_schema": "of the classes, whatever the number of records",
    "Panel.with_columns": "what the other verbs of a panel are made of",
}  # fmt: skip
"""What has no place in the table, and why."""
