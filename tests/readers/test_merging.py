"""What any reader gives merges with what any other gives: ids, sources, actors, the account."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path

import attrs
import pytest

import bilateral
from bilateral import Dataset
from bilateral.errors import BilateralError
from bilateral.model.evidence import reference_list
from bilateral.readers import FieldRule, Import, ImportReport, RecordMapping, read, readers
from tests.readers import samples
from tests.readers.samples import write
from tests.readers.sets import (
    test_atop as atop,
    test_colt as colt,
    test_desta as desta,
    test_icews as icews,
    test_polecat as polecat,
    test_un_treaties as un_treaties,
    test_us_visits as us_visits,
    test_wti as wti,
)
from tests.readers.sets.test_uk_treaties import COLUMNS as UK_COLUMNS, RECORDS as UK_RECORDS

US_VISITS = us_visits.HERE
GDELT = Path(__file__).parent / "sets/gdelt/files/20191024143000.sample.CSV"
VISITS = (
    "id,date,visitor,host,person,source\nv1,2018-04,Pakistan,Russia,A B,Dawn\n,2019,IND,RUS,,\n"
)
UK = "\n".join(
    [
        "\t".join(UK_COLUMNS),
        *("\t".join(str(record.get(name, "")) for name in UK_COLUMNS) for record in UK_RECORDS),
    ]
)
SAMPLES = {
    "alliances.csv": atop.ALLIANCES,
    "members.csv": atop.MEMBERS,
    "dyads.csv": atop.DYADS,
    "directed.csv": atop.DIRECTED,
    "colt.csv": colt.text(colt.PLAIN),
    "desta_list.csv": desta.LIST,
    "desta_dyads.csv": desta.DYADS.replace("Chile,Peru,152,604", "Chile,Norway,152,578"),
    "icews.tab": icews.text_of(icews.PLAIN),
    "polecat.txt": polecat.text_of({}),
    "register.csv": samples.REGISTER,
    "deliveries.csv": samples.DELIVERIES,
    "deals.csv": samples.DEALS,
    "report.csv": samples.REPORT,
    "seller.csv": samples.BY_SELLER,
    "tiv.csv": samples.TIV_TABLE,
    "tiv_world.csv": samples.TIV_WORLD,
    "uk.tsv": UK,
    "convention.csv": un_treaties.TABLE,
    "actions.csv": un_treaties.ACTIONS,
    "visits.csv": VISITS,
    "wti.tsv": wti.TABLE,
}


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("every")
    made = [write(folder, name, text) for name, text in SAMPLES.items()]
    return [*made, US_VISITS / "inbound.xml", US_VISITS / "outbound.xml", GDELT]


@pytest.fixture(scope="module")
def imports(paths: list[Path]) -> dict[str, Import]:
    return {path.name: read(path) for path in paths}


def test_there_is_a_sample_of_every_reader(imports: dict[str, Import]) -> None:
    assert {made.report.reader for made in imports.values()} == set(readers())
    assert all(len(made.dataset) for made in imports.values())


def test_an_id_says_where_it_is_from(imports: dict[str, Import]) -> None:
    for made in imports.values():
        of_row = f"{made.report.source.id}:"
        assert made.report.source.id.endswith(made.report.sha256[:8])
        for record in made.dataset:
            assert record.id.startswith((f"{made.report.data_set.id}:", of_row)), record.id


def test_any_two_imports_merge(imports: dict[str, Import]) -> None:
    for one, other in combinations(imports.values(), 2):
        both, turned = one.dataset.merge(other.dataset), other.dataset.merge(one.dataset)
        names = (one.report.file, other.report.file)
        ids = {record.id for data in (one.dataset, other.dataset) for record in data}
        assert {record.id for record in both} == {record.id for record in turned} == ids, names
        assert both.faults() == () or set(both.faults()) <= {
            *one.dataset.faults(), *other.dataset.faults()
        }, names  # fmt: skip


def test_any_import_merges_with_the_built_in_dataset(imports: dict[str, Import]) -> None:
    full = bilateral.load("pakistan-russia")
    for made in imports.values():
        assert len(full.merge(made.dataset)) == len(full) + len(made.dataset)


def test_an_import_merged_with_itself_is_itself(imports: dict[str, Import]) -> None:
    for made in imports.values():
        assert not made.dataset.diff(made.dataset.merge(made.dataset))


def test_all_of_them_are_one_dataset_whose_account_adds_up(
    paths: list[Path], imports: dict[str, Import]
) -> None:
    data, report = read(iter(paths))
    singles = [made.report for made in imports.values()]
    assert [one.file for one in report.files] == [one.file for one in singles]
    assert report.seen == sum(one.seen for one in singles) == report.read + report.refused
    assert report.records == sum(one.records for one in singles)
    assert report.refusals == tuple(error for one in singles for error in one.refusals)
    assert report.coverage == data.info.coverage
    assert {r.id for r in data} == {r.id for made in imports.values() for r in made.dataset}
    assert f"{len(paths)} files" in data.info.title
    assert "SIPRI Arms Transfers Database; " in data.info.title
    for one in singles:
        assert one.data_set.citation in (data.info.citation or "")
        assert one.data_set.licence in (data.info.licence or "")
        assert one.sha256 in report.cite()
    assert report.cite().count(report.files[0].data_set.citation) == 1


# -- files of one layout ---------------------------------------------------------------------------

HEADER = "date,visitor,host"


def visits(folder: Path, name: str, *rows: str, header: str = HEADER) -> Path:
    return write(folder, name, "\n".join([header, *rows, ""]))


def test_rows_of_two_files_are_never_one(tmp_path: Path) -> None:
    rows = ["2018-04,Pakistan,Russia", "2019-04,Pakistan,Russia"]
    one = visits(tmp_path, "one.csv", rows[0])
    other = visits(tmp_path, "two.csv", rows[1])
    again = visits(tmp_path, "again.csv", rows[0], "")  # the same row, in a file of other bytes
    data, report = bilateral.read_visits([one, other, again])
    assert len(data) == 3
    assert data.visits.during(2018).bounds() == (0, 2)  # no status is stated
    assert [record.id for record in data] == [f"{file.source.id}:2" for file in report.files]


def test_the_same_bytes_under_the_same_name_give_the_same_ids(tmp_path: Path) -> None:
    texts = ["2018,Pakistan,Russia", "2018,Pakistan,India"]
    found: list[Dataset] = []
    for number, text in product(range(2), texts):
        folder = tmp_path / f"{number}{len(found)}"
        folder.mkdir()
        found.append(read(visits(folder, "visits.csv", text)).dataset)
    ids = [data.records[0].id for data in found]
    assert (ids[0], ids[1]) == (ids[2], ids[3])
    assert ids[0] != ids[1]
    assert not found[0].diff(found[2])


def test_ids_of_a_column_last_over_files_and_versions(tmp_path: Path) -> None:
    header = f"id,{HEADER}"
    old = visits(tmp_path, "old.csv", "v 1,2018,Pakistan,Russia", header=header)
    new = visits(tmp_path, "new.csv", "v 1,2018-04,Pakistan,Russia", header=header)
    data, _ = read([old, new])
    assert [record.id for record in data] == ["visits:v-1"]
    assert len(data.records[0].citations) == 2


@pytest.mark.parametrize(("title", "prefix"), [(None, "talks"), ("My talks", "my-talks")])
def test_a_mapping_gives_ids_of_its_data_set_or_of_the_file(
    title: str | None, prefix: str, tmp_path: Path
) -> None:
    fields = {"id": FieldRule(column="key"), "date": FieldRule(column="when")}
    mapping = RecordMapping(kind="visit", fields=fields)
    if title is not None:
        mapping = attrs.evolve(mapping, title=title)
    path = write(tmp_path, "talks.csv", "key,when\n7,2018\n,2019\n")
    data, report = bilateral.read_mapped(path, mapping)
    assert [record.id for record in data] == [f"{prefix}:7", f"{report.source.id}:3"]


def test_a_document_that_two_files_name_is_one_source(tmp_path: Path) -> None:
    header = f"{HEADER},source"
    one = visits(tmp_path, "a.csv", "2018,PAK,RUS,Dawn 2018", "2018,PAK,RUS,Dawn", header=header)
    other = visits(tmp_path, "b.csv", "2018,IND,RUS,Dawn", '2018,PAK,RUS,"Dawn, 2018"',
                   header=header)  # fmt: skip
    data, _ = read([one, other])
    titles = [source.title for source in data.sources if source.title.startswith("Dawn")]
    assert sorted(titles) == ["Dawn", "Dawn 2018", "Dawn, 2018"]
    assert data.faults() == ()


def test_two_files_of_one_data_set_are_cited_once(tmp_path: Path) -> None:
    text = atop.ALLIANCES
    head, *rows = text.splitlines()
    one = write(tmp_path, "one.csv", "\n".join([head, *rows[:1], ""]))
    other = write(tmp_path, "two.csv", "\n".join([head, *rows[1:], ""]))
    data, report = bilateral.read_atop([one, other])
    assert len(data) == len(rows)
    [cited] = reference_list(data.sources)
    assert cited.startswith("Leeds, Brett Ashley")
    assert "one.csv" in cited
    assert "two.csv" in cited
    [line] = report.cite().splitlines()
    assert line.startswith("Leeds, Brett Ashley")


def test_of_several_files_what_only_one_has_is_refused_by_name(tmp_path: Path) -> None:
    one, other = (visits(tmp_path, f"{n}.csv", f"20{n},PAK,RUS") for n in (17, 18))
    data, report = read([one, other])
    for name in ("file", "sha256", "reader", "layout", "encoding", "data_set", "source"):
        with pytest.raises(BilateralError, match="several files"):
            getattr(report, name)
    assert data.info.title == "Visits, coded by hand: 2 files (17.csv, 18.csv)"
    assert data.info.name == "visits"
    assert str(report).startswith("2 files: 2 rows seen = 2 read + 0 refused; 2 records\n")
    assert repr(report) == "<ImportReport 2 files: 2 = 2 read + 0 refused>"


def test_no_file_or_one_twice_is_refused(tmp_path: Path) -> None:
    def none() -> Iterator[Path]:
        yield from ()

    with pytest.raises(BilateralError, match="no file is named"):
        read(none())
    path = visits(tmp_path, "a.csv", "2018,PAK,RUS")
    with pytest.raises(BilateralError, match="named twice"):
        read([path, str(path)])
    data, report = read([path])
    assert (data, report) == read(path)


@pytest.mark.slow
def test_a_reader_given_twice_gives_the_same_twice(paths: list[Path]) -> None:
    for name, cls in readers().items():
        reader = cls()
        mine = [path for path in paths if read(path).report.reader == name]
        before = json.dumps(sorted(map(str, vars(reader))))
        for path in mine:
            first, second, fresh = read(path, reader), read(path, reader), read(path, cls())
            assert first.dataset == second.dataset == fresh.dataset, path
            reports = {str(made.report) for made in (first, second, fresh)}
            assert len(reports) == 1, path
        assert json.dumps(sorted(map(str, vars(reader)))) == before


def test_the_duplicates_of_one_file_are_not_those_of_the_next() -> None:
    from bilateral.readers.sets.gdelt.events import Gdelt

    reader = Gdelt("one-a-day")
    once, twice = read(GDELT, reader), read(GDELT, reader)
    assert once.dataset == twice.dataset
    assert once.dataset.records
    assert isinstance(once.report, ImportReport)
    assert isinstance(once.dataset, Dataset)


def test_namesakes_but_for_an_accent_stand_side_by_side(tmp_path: Path) -> None:
    """In one file, in several, in any order: two names are two persons, capitals are none."""
    names = ["Hans Muller", "Hans M\u00fcller", "HANS MULLER", "Anna Wei\u00df", "Anna Wei"]
    fields = {"date": "when", "visitor": "by", "host": "to", "visitor.person": "who"}
    mapping = RecordMapping(kind="visit", fields=fields)
    for index, name in enumerate(names):
        text = f"when,who,by,to\n2014,{name},Germany,France\n"
        write(tmp_path, f"{index}.csv", text)
    text = "".join(f"2014,{name},Germany,France\n" for name in reversed(names))
    write(tmp_path, "all.csv", f"when,who,by,to\n{text}")
    paths = [tmp_path / f"{index}.csv" for index in range(5)]
    whole = read(tmp_path / "all.csv", mapping).dataset
    for dataset in (
        read(paths, mapping).dataset,
        read(paths[::-1], mapping).dataset,
        whole.merge(read(paths, mapping).dataset),
        sum((read(path, mapping).dataset for path in paths), whole),
    ):
        persons = {a.id: {a.name, *a.names} for a in dataset.actors if a.kind == "person"}
        assert sorted(map(sorted, persons.values())) == [
            ["Anna Wei"], ["Anna Wei\u00df"], ["HANS MULLER", "Hans Muller"], ["Hans M\u00fcller"]
        ]  # fmt: skip
        assert persons.keys() == {a.id for a in whole.actors if a.kind == "person"}
