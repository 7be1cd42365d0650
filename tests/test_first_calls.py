"""What people type without reading, out of habit from data frames: it works, or says what to type.

Each call stands as it is typed. Those that are not possible here say so in one line, which names
what to write; they are counted, so that their number does not grow.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import bilateral
from bilateral import BilateralError, Dataset, q

WORK = """
ds
ds.head()
ds.head(3)
ds.tail()
ds.first()
ds.last()
ds.describe()
ds.columns
ds.ids
len(ds)
list(ds)
ds[0]
ds[:3]
ds["bajwa-russia-2018-04"]
ds.info.title
ds.card()
ds.cite()
ds.cite("bibtex")
ds.sources[0].cite()
ds.count()
ds.count("kind")
ds.save(folder / "mine.toml")
ds.save(folder / "mine.json")
ds.save(folder / "mine.csv")
ds.save(folder / "mine.parquet")
ds.to("csv")
ds.to_csv(folder / "x.csv")
ds.to_csv(folder / "x.csv", index=False)
ds.visits.count("host").to_csv(folder / "hosts.csv", index=False)
ds.visits.to_csv(folder / "why.csv", reasons=True)
ds.visits.save(folder / "why2.csv", columns="short", reasons=True)
ds.visits.to_arrow(match="both", reasons=True)
bilateral.Dataset([record], name="mine", title="Mine")
bilateral.Dataset([record]) + ds.visits[1]
record.visitor
bilateral.Visit(id="v", title="A visit", visitor="IND", host=["France"], citations=["herald"])
bilateral.ArmsTransfer(id="v", title="A deal", ordered=36, delivered="20~", citations=["herald"])
bilateral.Citation(source="herald", claims={"date": "2015-07"})
record.replace(host="RUS")
ds.visits.list()
ds.visits.to_bibtex()
ds.arms_transfers.count("supplier").share()
ds.arms_transfers.count("supplier", "year").shares("year")
record.host.state
ds.to_json(folder / "x.json")
ds.to_parquet(folder / "x.parquet")
ds.to("gexf")
ds.to("gexf", folder / "x.gexf")
ds + other
bilateral.concat([ds, other])
ds.visits
ds.visits["bajwa-russia-2018-04"]
ds.visits[0]
ds.visits[-1]
ds.visits[:5]
ds.visits[q.date.since(2018)]
ds.visits.first()
ds.visits.last()
ds.visits.head(2)
ds.visits.first(2)
ds.visits.last(2)
ds.first(3)
ds.visits.possible.head(3)
ds.visits.definite.tail(1)
ds.records.head()
ds.arms_transfers.total("volume")
ds.visits.count("host").top(5)
ds.visits.canceled
ds.visits.by(sector="defense")
ds.visits.where(q.status == "canceled")
bilateral.datasets.available()
bilateral.Dataset([bilateral.Visit(**TRIP)]).visits.towards("South Korea")
ds.visits.count("visitor.name")
ds.visits.count("name")
us.visits.count("visitor.name").top(3)
us.visits.group("visitor.name")
ds.visits.tail(2)
ds.visits.describe()
ds.visits.columns
ds.visits.sort()
ds.visits.sort("date", reverse=True)
ds.visits.sort("date", descending=True)
ds.visits.sort_values("date", ascending=False)
ds.visits.filter(q.date.since(2016))
ds.visits.groupby("year")
ds.visits.group_by("year").count()
ds.arms_transfers.group_by("supplier").sum("volume")
list(ds.visits.group_by("year"))
ds.visits.value_counts("initiator")
ds.visits.iloc[0]
ds.visits.loc["bajwa-russia-2018-04"]
ds.visits.to_list()
ds.visits.count("host").sort(descending=True).tail(2)
ds.visits.count("host").to_dict()
ds.visits.group("year")
ds.visits.cite(style="bibtex")
ds.visits.to_dicts()
ds.visits.count("initiator", "year")
ds.visits.count(["initiator", "year"])
ds.visits.count(by="year")
ds.visits.count(by=["initiator", "year"])
ds.arms_transfers.sum("volume", by="initiator")
ds.visits.towards(["RUS", "IND"])
ds.visits.by("pk")
ds.visits.by("pakistan")
ds.visits.by("PAK").towards("Russia").since(2016)
ds.visits.between("Pakistan", "Russia")
ds.visits.since("January 2016")
ds.visits.since("2016-01-01")
ds.visits.since(date(2016, 1, 1))
ds.visits.since(2016).until("April 2018")
ds.visits.during("2016-2018")
ds.visits.during(range(2016, 2019))
ds.visits.why()
ds.arms_transfers.where(q.delivered > 3)
ds.arms_transfers.where(q.delivered < 3)
ds.visits.where(q.date >= 2016)
ds.visits.where(q.date < "May 2018")
ds.visits.where(q.visitor == "PAK")
ds.visits.where(q.visitor == ["PAK", "RUS"])
ds.visits.where(q.status == "planned")
ds.visits.where((q.visitor == "Pakistan") & (q.date > 2016))
ds.visits.where(~(q.host == "RUS"))
ds.visits.where(visitor="PAK", year=2018)
ds.where(kind="visit")
ds.where(source="article")
ds.any_status().towards("PAK")
ds.any_status().where(q.host == "PAK")
ds.select("visits")
ds.of_kinds("visit", "meeting")
ds.where(q.kind.is_in("visit", "meeting"))
ds.visits.towards("RUS", "IND")
ds.visits.during(2016, 2018)
ds.visits.within("2016", "2018")
ds.visits.cited("article")
ds.visits.count("person")
ds.visits.count("office")
ds.visits.count("sector")
ds.visits.count("month")
ds.visits.count("visitor", "host")
ds.visits.count("visitor.person", "year")
ds.arms_transfers.count("supplier", "recipient", "year")
ds.arms_transfers.count("designation")
ds.visits.group("person")
ds.visits.group(lambda r: r.participants[0].person)
ds.visits.group(lambda r: r.date.earliest.year if r.date else None)
ds.visits.count("host").sort()
ds.visits.count("host").sort("at_most").head(3)
ds.visits.count("host").columns
ds.visits.count("host").to_dicts()
ds.visits.count("host").to_csv()
ds.visits.count("host").save(folder / "hosts.csv")
ds.visits.count("host").get("Tuvalu", (0, 0))
ds.visits.to_csv(folder / "short.csv", columns="short")
ds.visits.to_csv(columns=["id", "title", "date"], match="both")
ds.to_arrow(columns="used")
ds.to_dicts()
ds.sources["samaa-2018-04-24"].cite()
ds.records["bajwa-russia-2018-04"]
bilateral.load("pakistan_russia")
bilateral.scan(ds).visits.count("person")
bilateral.scan(ds).visits.where(host="RUS").to_dicts()
bilateral.save_file(ds, folder / "y.toml")
bilateral.save_file(ds.visits, folder / "y.json")
bilateral.load_file(folder / "y.toml")
bilateral.load(folder / "y.toml")
bilateral.read(folder / "rows")
bilateral.read(folder / "rows" / "visits.csv")
bilateral.scan(ds)
bilateral.scan(ds.visits)
bilateral.scan(ds).head()
bilateral.scan(ds).visits.first()
bilateral.scan(ds).visits.ids
bilateral.scan(ds).visits.sort()
bilateral.scan(ds).visits.group("year")
bilateral.scan(ds).visits.describe()
bilateral.scan(ds).columns
bilateral.scan(ds).cite()
bilateral.scan(ds).visits.since("January 2016").count("year")
bilateral.scan(ds).visits.to("csv")
len(bilateral.scan(ds))
bilateral.resolve("Pakistan")
bilateral.code_of(["PAK", "RUS"], system="cow", on=2000)
bilateral.parse_printed("late April 2018").words()
record.cite()
record.cite(ds.sources)
record.to_dict()
record.to_json()
bilateral.Record.from_dict(record.to_dict())
bilateral.Visit.from_json(record.to_json())
record.date.words()
record.replace(title="x")
record.replace(date={"printed": "in April 2018"})
ds + record.replace(id="another")
ds.visits.involving("RUS").count("year")
ds.visits.where(place="Moscow")
ds.agreements.where(q.in_force.during(1970))
ds.diff(other)
us.visits.by("de Gaulle")
us.visits.by("USA").count("host").most_common(3)
us.visits.during("1960s").count("initiator").most_common(3)
bilateral.parse_printed("22. Januar 2003", language="de")
bilateral.resolve("West Germany", on=1970)
bilateral.FieldRule("Datum", format="printed", language=["de", "en"])
bilateral.read_mapped(folder / "rows" / "visits.csv", str(folder / "map.json"))
bilateral.draft_mapping(folder / "rows" / "visits.csv")
bilateral.Visit(id="a", title="A", places="Tokyo", citations="toi")
ds.visits.planned
ds.visits.top("host")
ds.visits.top("host", 1)
ds.visits.earliest()
ds.latest()
bilateral.scan(ds).visits.latest()
ds.diff(other)
ds.cancelled
ds.to_toml()
ds.to_toml(folder / "z.toml")
ds.visits.count("visitor.state")
bilateral.scan(ds).visits.planned
bilateral.Dataset.from_records([record])
bilateral.Visit(**TRIP, date={"printed": "spring 2016"})
bilateral.Visit(**TRIP, date={"edtf": "2018-04-03/2018-04-05", "printed": "3-5 April"})
bilateral.Visit(**TRIP, date={"edtf": bilateral.parse_printed("May 2016"), "printed": "May 2016"})
str(record.date)
record._repr_html_()
ds.visits._repr_html_()
ds._repr_html_()
"""

REFUSED = {
    "ds.shape": "len(",
    "ds.info()": "describe()",
    "ds['visits']": "dataset.visits",
    "ds.vistis": "visits",
    "ds.arms_transfers.sum('delivered', by='initiator')": "several units",
    "ds.visits.where(q.ordered > q.delivered)": "2 ** 53; of two fields",
    "bilateral.read_csv('x.csv')": "read('file.csv')",
    "ds.visits.count('president')": "'person'",
    "ds.visits.count('host')['Russsia']": "'Russia'",
    "ds.visits.plot('bar')": "'amounts'",
    "ds.visits.plot.bar()": "'amounts'",
    "ds['bajwa']": "'bajwa-russia-2018-04'",
    "ds.disagreements": "reconcile()",
    "ds.visits.where(q.year == 2016)": "q.date.during(2016)",
    "ds.visits.where(q.rank == 'General')": "q.participant(rank='General')",
    "ds.visits.filter(q.by('IND'))": "selection.by(",
    "bilateral.Visit(**TRIP, date=('2016-05-03', '2016-05-05'))": "'2016-05-03/2016-05-05'",
    "record.edit(title='x')": "record.replace(title=...)",
    "ds.replace(record.id, title='x')": "record.replace(title=...)",
    "ds.add(record)": "dataset + record",
    "ds.visits.by_year()": "count('year')",
    "ds.coverage": "info.coverage",
    "us.visits.by(office='president')": "no office is stated here",
}

NEEDING = {
    "numpy": [
        "ds.visits.since(library.int64(2016))",
        "ds.visits.since(library.datetime64('2016-01'))",
        "ds.arms_transfers.where(q.delivered > library.float64(3))",
    ],
    "pandas": [
        "ds.visits.since(library.Timestamp('2016-01-01'))",
        "ds.visits.since(library.Period('2016-01'))",
        "bilateral.code_of(library.Series(['PAK', 'RUS']), system='cow', on=2000)",
        "ds.to('pandas')",
        "ds.visits.to_pandas()",
        "library.DataFrame(ds.visits.to_dicts())",
        "bilateral.scan(ds.to('pandas')).visits.head()",
        "ds.to('stata', folder / 'x.dta')",
        "ds.save(folder / 'mine.dta')",
        "ds.to('dta', folder / 'y.dta')",
        "ds.visits.to_pandas(columns='short')",
        "ds.visits.count('host', 'year').to_pandas()",
        "ds.visits.count('host').to_stata(folder / 'z.dta')",
    ],
    "polars": [
        "ds.to('polars')",
        "bilateral.scan(ds.to_polars())",
        "ds.visits.count('host').to_polars()",
    ],
    "altair": [
        "ds.visits.plot('timeline', title='Visits', width=600)",
        "ds.visits.count('host').plot()",
        "ds.visits.plot.timeline()",
        "ds.visits.count('visitor', 'host', 'year').plot()",
        "ds.arms_transfers.sum('volume', 'supplier').sort().plot()",
    ],
    "openpyxl": [
        "ds.to('excel', folder / 'x.xlsx')",
        "ds.save(folder / 'mine.xlsx')",
        "ds.visits.to_excel(folder / 'y.xlsx')",
        "ds.visits.to_excel(folder / 'z.xlsx', columns='short')",
        "ds.visits.count('host').to_excel(folder / 'w.xlsx')",
    ],
    "pydantic": ["library.TypeAdapter(bilateral.Visit).validate_python(record.to_dict())"],
}


TRIP = [{"role": "visitor", "state": "JPN"}, {"role": "host", "state": "IND"}]


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory, data: Dataset) -> Callable[..., Any]:
    """Types a call into a session in which the dataset is loaded."""
    folder: Path = tmp_path_factory.mktemp("calls")
    (folder / "rows").mkdir()
    rows = "date,visitor,host\n2018,Pakistan,Russia\n"
    (folder / "rows" / "visits.csv").write_text(rows, encoding="utf-8")
    mapping = bilateral.RecordMapping(kind="visit", fields={"date": "date", "visitor": "visitor"})
    mapping.save(folder / "map.json")
    names = {
        "bilateral": bilateral,
        "q": q,
        "ds": data,
        "other": data.from_sources("article"),
        "record": data["bajwa-russia-2018-04"],
        "folder": folder,
        "date": date,
        "us": bilateral.load("us-visits"),
        "TRIP": {"id": "a", "title": "A trip", "participants": TRIP, "citations": ["toi"]},
    }
    bilateral.save_file(data, folder / "y.toml")
    return lambda call, **more: eval(call, names | more)


@pytest.mark.parametrize("call", WORK.split("\n")[1:-1])
def test_what_people_type_works(typed: Callable[..., Any], call: str) -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="left out of")  # which is said to the user
        repr(typed(call))


@pytest.mark.parametrize(
    ("library", "call"),
    [
        pytest.param(name, call, marks=pytest.mark.needs(name))
        for name, calls in NEEDING.items()
        for call in calls
    ],
)
def test_what_people_type_with_other_libraries_works(
    typed: Callable[..., Any], library: str, call: str
) -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="left out of")
        repr(typed(call, library=pytest.importorskip(library)))


@pytest.mark.parametrize(("call", "told"), REFUSED.items())
def test_what_does_not_work_says_in_a_line_what_to_type(
    typed: Callable[..., Any], call: str, told: str
) -> None:
    with pytest.raises(BilateralError) as raised:
        typed(call)
    line = str(raised.value)
    assert told in line
    assert "\n" not in line


def test_few_calls_do_not_work() -> None:
    working = WORK.strip().count("\n") + 1 + sum(map(len, NEEDING.values()))
    assert working >= 80
    assert len(REFUSED) < 0.1 * (working + len(REFUSED))
