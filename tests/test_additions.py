"""What another package adds by entry points works everywhere, and nothing else had to change.

The table "What an addition touches" of the documentation is held to what is done here.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import plug_ins

ROOT = Path(__file__).parent.parent

KIND = '''
from typing import ClassVar
import attrs
from bilateral import Moment, Quantity, Role
from bilateral.dates.given import to_moment
from bilateral.model.records import Event
from bilateral.model.vocabulary import Vocabulary


class Severity(Vocabulary):
    MILD = "mild"
    HARD = "hard"


@attrs.frozen(kw_only=True, repr=False)
class Sanction(Event):
    """A measure by which a state presses another."""

    kind: ClassVar[str] = "trade-sanction"
    plural: ClassVar[str] = "trade_sanctions"
    roles: ClassVar[frozenset[Role]] = frozenset({Role.MEMBER, Role.TOWARD})
    sides: ClassVar[tuple[frozenset[Role], ...]] = (
        frozenset({Role.MEMBER}),
        frozenset({Role.TOWARD}),
    )

    severity: Severity | None = attrs.field(
        default=None, converter=attrs.converters.optional(Severity)
    )
    lifted: Moment | None = attrs.field(default=None, converter=to_moment)
    loss: Quantity | None = None
    purpose: str | None = None
    round: int | None = None
    lifts: Severity | None = None  # without a converter
'''
READER = """
from typing import ClassVar
from bilateral import Citation, Participant
from bilateral.readers import DataSet, Layout, Reader
from added_kind import Sanction


class Sanctions(Reader):
    name: ClassVar[str] = "sanctions"
    layouts: ClassVar[tuple[Layout, ...]] = (
        Layout(name="one", columns=("imposed in", "sender", "target of it")),
    )
    data_set: ClassVar[DataSet] = DataSet(
        id="sanctions", title="Sanctions", citation="Nobody.", licence="none", url="",
        versions="1", covers="nothing",
    )

    def records(self, row, ledger):
        yield Sanction(
            id=f"s-{row.line}", title="A sanction", date=row["imposed in"], status="occurred",
            participants=[
                Participant(role="member", state=row["sender"]),
                Participant(role="toward", state=row["target of it"]),
            ],
            citations=[ledger.citation(row.line)],
        )
"""
EXPORTER = """
def to_ids(export, path):
    if path is None:
        return " ".join(record.id for record in export.contents().records)
    path.write_text(str(export.table().num_rows))
    return path
"""
POINTS = {
    "kind": "[bilateral.kinds]\ntrade-sanction = added_kind:Sanction\n",
    "reader": "[bilateral.readers]\nsanctions = added_reader:Sanctions\n",
    "exporter": "[bilateral.exporters]\nids = added_exporter:to_ids\n",
}
SOURCES = {"kind": KIND, "reader": READER, "exporter": EXPORTER}

PROBE = """
import sys, pathlib, warnings
warnings.simplefilter("error")
import bilateral
from bilateral import Citation, Dataset, Participant, Source, Visit, q
folder = pathlib.Path(sys.argv[1])

def made():
    from added_kind import Sanction, Severity
    common = {"status": "occurred", "citations": [
        Citation(source="a"),
        Citation(source="b", stance="contradicts", claims=[bilateral.Claim("severity", "hard")]),
    ], "participants": [
        Participant(role="member", state="USA"), Participant(role="toward", state="RUS")]}
    return Dataset(
        records=[
            Sanction(id="one", title="One", date="2014-03", severity="mild", lifted="2016",
                     loss=bilateral.Quantity("2..3"), purpose="peace", round=2,
                     lifts=Severity.MILD, **common),
            Sanction(id="two", title="Two", date="2018", **common),
            Visit(id="v", title="A visit", date="2016", status="occurred", purpose="summit",
                  citations=[Citation(source="a")]),
        ],
        sources=[Source(id="a", title="A"), Source(id="b", title="B")],
    ).validate()
"""
KIND_WORKS = {
    "dataset and views": """
data = made()
assert "trade sanctions" in repr(data) and "trade sanctions" in data.card()
assert data.select("trade-sanction").bounds() == (2, 2)
assert data.select("trade-sanction").by("USA").towards("RUS").since(2018).ids == ("two",)
""",
    "questions": """
data = made()
hard = data.select("trade-sanction", q.severity == "hard")
assert hard.bounds() == (1, 2), hard
assert hard.why("one")
assert data.select("trade-sanction", q.lifted.during(2016)).ids == ("one",)
assert data.select("trade-sanction", q.loss >= 2).ids == ("one",)
assert data.select(q.kind == "trade-sanction").bounds() == (2, 2)
assert data.where(q.purpose.contains("PEA")).ids == ("one",)
try:
    q.severity == "soft"
except bilateral.errors.UnknownNameError as error:
    assert "mild" in str(error)
else:
    raise AssertionError
""",
    "files and their schema": """
data = made()
for form in ("json", "jsonl", "toml"):
    bilateral.save_file(data, folder / f"x.{form}")
    assert bilateral.load_file(folder / f"x.{form}") == data
assert "trade-sanction" in bilateral.json_schema()["$defs"]
import json, jsonschema
jsonschema.validate(json.loads(data.to("json")), bilateral.json_schema())
""",
    "tables": """
data = made()
table = data.to("arrow")
assert "trade_sanction__severity" in table.column_names
assert Dataset.from_table(table) == data
questions = [q.severity == "hard", q.lifted.during(2016), q.lifted.before(2016), q.loss >= 3,
             q.round.is_in(2), q.purpose.contains("PEA"), q.purpose.contains("e"),
             ~(q.purpose.contains("summ")), q.severity.contains("ild"), q.date.since(2015)]
from importlib.util import find_spec
frames = [form for form in ("polars", "pandas") if find_spec(form)]
for native in (table, data.to("duckdb"), *map(data.to, frames)):
    scanned = bilateral.scan(native, names=data)
    for question in questions:
        asked, held = scanned.select(question), data.select(question)
        assert asked.bounds() == held.bounds(), (question, asked.bounds(), held.bounds())
    assert scanned.select("trade-sanction").bounds() == (2, 2)
    for keys in ((), ("year",)):
        lost = scanned.select("trade-sanction").sum("loss", *keys)
        assert lost == data.select("trade-sanction").sum("loss", *keys), lost
    assert scanned.sum("loss") == data.sum("loss")
data.to("parquet", folder / "x.parquet")
assert Dataset.from_table(folder / "x.parquet") == data
plain = [name for name in table.column_names if "__" not in name]
visits = data.visits.to("arrow").select(plain)  # as written where the kind is not known
assert bilateral.scan(visits, names=data).visits.bounds() == (1, 1)
assert Dataset.from_table(visits, names=data).records == data.visits.definite
for engine in ("duckdb", "pyarrow", *(form for form in frames if form == "polars")):
    import pyarrow.parquet as pq
    pq.write_table(visits, folder / "plain.parquet")
    assert bilateral.scan(folder / "plain.parquet", engine=engine).visits.bounds() == (1, 1)
""",
    "strategies": """
from hypothesis import given, settings, strategies as st
from bilateral import testing
from bilateral.files import loads
from bilateral.model.records import KINDS
assert "trade-sanction" in KINDS

@settings(max_examples=10, deadline=None, database=None)
@given(testing.datasets("trade-sanction"), testing.predicates("trade-sanction"))
def holds(data, question):
    selection = data.select("trade-sanction", question)
    assert loads(data.to("json")) == data
    try:
        table = bilateral.scan(data.to("arrow"))
    except bilateral.errors.RecordError:  # a date that no table can hold
        return
    assert table.select("trade-sanction", question).bounds() == selection.bounds()
holds()
""",
}
READER_WORKS = {
    "reading": """
file = folder / "sanctions.csv"
file.write_text("imposed in,sender,target of it\\n2014,USA,RUS\\nnever,USA,RUS\\n")
for reader in (None, "sanctions"):
    data, report = bilateral.read(file, reader)
    assert (report.reader, report.records, len(report.refusals)) == ("sanctions", 1, 1)
assert data.select("trade-sanction").bounds() == (1, 1)
""",
    "listing": """
from bilateral.readers import readers
assert "sanctions" in readers()
from bilateral.cli import main
main(["readers"])
""",
}
EXPORTER_WORKS = {
    "to": """
data = made()
assert data.to("ids") == "one two v"
assert data.visits.to("ids") == "v"
assert bilateral.scan(data.to("arrow")).visits.to("ids") == "v"
assert data.to("ids", folder / "n").read_text() == "3"
try:
    data.to("idz")
except bilateral.errors.UnknownNameError as error:
    assert error.near == ("ids",) and "jsonl" in str(error)
else:
    raise AssertionError
""",
}
WORKS = {"kind": KIND_WORKS, "reader": READER_WORKS, "exporter": EXPORTER_WORKS}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    modules = {f"added_{what}": text for what, text in SOURCES.items()}
    plug_ins.distribution(folder, "additions", "".join(POINTS.values()), **modules)
    return folder


@pytest.mark.parametrize(
    ("addition", "where"),
    [(addition, where) for addition, works in WORKS.items() for where in works],
)
def test_an_addition_works(installed: Path, tmp_path: Path, addition: str, where: str) -> None:
    done = plug_ins.run(installed, PROBE + WORKS[addition][where], str(tmp_path))
    assert done.returncode == 0, done.stderr


def test_what_an_addition_touches_is_what_the_documentation_says() -> None:
    """Each addition here is one module and one line; a row of the table says so."""
    page = (ROOT / "docs" / "explanation" / "design.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (\w+) of another package \| (.*?) \|", page, re.MULTILINE))
    assert rows == {
        addition: f"{len([SOURCES[addition]])} module, "
        f"{len(POINTS[addition].splitlines()) - 1} line in the group "
        f"`{POINTS[addition].splitlines()[0].strip('[]')}`"
        for addition in WORKS
    }


@pytest.mark.slow
def test_a_table_of_a_kind_that_is_not_installed_is_refused_by_name(
    installed: Path, tmp_path: Path
) -> None:
    done = plug_ins.run(
        installed, PROBE + "made().to('parquet', folder / 'x.parquet')", str(tmp_path)
    )
    assert done.returncode == 0, done.stderr
    code = """
import sys, bilateral
path = sys.argv[1] + "/x.parquet"
for ask in (
    lambda table: table.bounds(),
    lambda table: table.count(),
    lambda table: table.visits.count("kind"),
    lambda table: table.to("arrow"),
    lambda table: table.to_dataset(),
    lambda table: bilateral.Dataset.from_table(path),
):
    try:
        ask(bilateral.scan(path))
    except bilateral.BilateralError as error:
        assert "trade-sanction" in str(error), error
    else:
        raise AssertionError(ask)
"""
    done = plug_ins.run(tmp_path, code, str(tmp_path))
    assert done.returncode == 0, done.stderr
