"""SIPRI: its layouts, and the traps that each has."""

from __future__ import annotations

import csv
import gzip
import os
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from openpyxl import Workbook

from bilateral import ArmsTransfer, Dataset, Record, q
from bilateral.errors import BilateralError
from bilateral.files import dumps, loads
from bilateral.measures import compare, totals
from bilateral.model.records import LinkType
from bilateral.readers import RowError, read
from bilateral.readers.driver import Import
from bilateral.readers.sets.sipri.cells import UNIT, quantity
from bilateral.readers.sets.sipri.register import _worth
from tests.readers import samples
from tests.readers.samples import write

REAL = os.environ.get("BILATERAL_REAL_FILES")
LAYOUTS = {
    "register": samples.REGISTER,
    "deliveries": samples.DELIVERIES,
    "deals-and-tivs": samples.DEALS,
    "report-2014": samples.REPORT,
    "tiv-table": samples.TIV_TABLE,
}


def reading(folder: Path, text: str, encoding: str = "utf-8") -> Import:
    return read(write(folder, "arms.csv", text, encoding))


def of_row(data: Dataset, number: int, year: int | None = None) -> Record:
    """The record of a row of the register, or of a year of it: it has no key but its place."""
    ending = f":{6 + number}" + (f":{year}" if year else "")
    [found] = [record for record in data if record.id.endswith(ending)]
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_is_known_by_its_columns(layout: str, tmp_path: Path) -> None:
    data, report = reading(tmp_path, LAYOUTS[layout])
    assert report.layout == layout
    assert report.reader == "sipri"
    assert report.seen == report.read + report.refused
    assert report.refused == 0
    assert data.faults() == ()
    assert loads(dumps(data)) == data
    assert len(data) == report.records


def test_a_deal_of_one_year(tmp_path: Path) -> None:
    data, report = reading(tmp_path, samples.REGISTER)
    deal = of_row(data, 1)
    assert isinstance(deal, ArmsTransfer)
    assert (str(deal.date), deal.status) == ("2017", "occurred")
    assert [p.state for p in deal.participants] == ["RUS", "PAK"]
    assert (str(deal.ordered), str(deal.delivered), str(deal.order_date)) == ("4", "4", "2015")
    assert (deal.designation, deal.description) == ("Mi-35M", "combat helicopter")
    assert str(deal.volume) == "40 SIPRI TIV million"
    assert deal.condition == "new"
    [citation] = deal.citations
    assert citation.locator is not None
    assert citation.locator.line == 7
    assert (citation.source, citation.mode) == (report.source.id, "fact")
    assert str(report.source.published) == "2026-05-18"
    assert report.coverage[0].period is not None
    assert report.coverage[0].period.text == "1950/2025"


def test_the_total_of_a_deal_is_not_copied_onto_its_years(tmp_path: Path) -> None:
    data, _ = reading(tmp_path, samples.REGISTER)
    deal = of_row(data, 3)
    assert isinstance(deal, ArmsTransfer)
    assert (deal.status, str(deal.delivered), str(deal.date)) == ("agreed", "100", "1970")
    parts = [r for r in data if any(link.target == deal.id for link in r.links)]
    assert [str(part.date) for part in parts] == ["1971", "1972"]
    for part in parts:
        assert isinstance(part, ArmsTransfer)
        assert str(part.delivered) == "1..99"
        assert str(part.volume) == "1..99 SIPRI TIV million"
    during = data.arms_transfers.where(q.date.during(1971) & (q.delivered >= 60))
    assert during.bounds() == (0, 1)
    assert data.arms_transfers.where(q.supplier(state="SUN")).bounds()[0] == 2


def test_a_year_keeps_of_its_deal_what_is_said_of_each_delivery(tmp_path: Path) -> None:
    data, report = reading(tmp_path, samples.REGISTER)
    said = ((2, (1992, 1993, 1995), "1..", (5, 50)), (3, (1971, 1972), "1..99", (1, 99)))
    for number, years, share, worth in said:
        deal = of_row(data, number)
        assert isinstance(deal, ArmsTransfer)
        for year in years:
            part = of_row(data, number, year)
            assert isinstance(part, ArmsTransfer)
            for name in ("designation", "description", "condition", "order_date", "note"):
                assert getattr(part, name) == getattr(deal, name) is not None, name
            assert part.citations == deal.citations
            assert part.ordered is None  # of the whole deal, as its number and volume
            assert deal.volume is not None
            assert part.volume is not None
            assert (str(part.delivered), (part.volume.least, part.volume.most)) == (share, worth)
            assert part.volume.unit == deal.volume.unit
            assert [(link.type, link.target) for link in part.links] == [("part of", deal.id)]
            assert (str(part.date), part.status) == (str(year), "occurred")
            assert [p.role for p in part.participants] == ["supplier", "recipient"]
            assert part.title == deal.title.rsplit(",", 1)[0] + f", delivered {year}"
    assert report.records == 8 + 3 + 2


@pytest.mark.parametrize(
    ("number", "mark", "years", "share", "worth"),
    [
        ("100", "", 2, "1..99", "0.09..8.91"),
        ("7", "", 2, "1..6", "1.2857..7.7143"),  # rounded outward
        ("3", "", 3, "1", "3"),  # one in each
        ("", "", 2, "1..", "..9"),
        # Of about three nothing follows; but the volume is that of three, as the register has it.
        ("3", "?", 3, "1..", "3"),
        ("2", "?", 3, "1..", "..9"),
    ],
)
def test_how_many_may_have_come_in_a_year_and_what_they_are_worth(
    number: str, mark: str, years: int, share: str, worth: str, tmp_path: Path
) -> None:
    when = "; ".join(str(1990 + n) for n in range(years))
    row = f"India,France,1989,,,,M-5,mortar,{number},{mark},{when},New,,,,9\n"
    data, report = reading(tmp_path, samples.REGISTER + row)
    assert report.refused == 0
    part = of_row(data, 9, 1990)
    assert isinstance(part, ArmsTransfer)
    assert (str(part.delivered), str(part.volume)) == (share, f"{worth} SIPRI TIV million")


def test_a_deal_older_than_its_supplier_is_of_the_state_that_he_carries_on_and_is_remarked(
    tmp_path: Path,
) -> None:
    row = "India,Russia,1984,,13,,T-00,tank,13,,1992; 1993,New,Ordered from Soviet Union,1,13,13\n"
    data, report = reading(tmp_path, samples.REGISTER + row)
    deal = of_row(data, 9)
    assert [(p.state, p.name) for p in deal.participants] == [("SUN", None), ("IND", None)]
    assert of_row(data, 9, 1992).participants[0].state == "RUS"
    assert [times for note, times in report.notes.items() if "'Russia'" in note] == [1]
    assert data.faults() == ()


def test_marks_of_doubt_become_uncertainty(tmp_path: Path) -> None:
    data, _ = reading(tmp_path, samples.REGISTER)
    deal = of_row(data, 2)
    assert isinstance(deal, ArmsTransfer)
    assert deal.ordered is None  # an empty number is not yet known
    assert deal.delivered is not None
    assert deal.delivered.amount == "12~"
    assert deal.delivered.printed == "12?"
    assert str(deal.order_date) == "1990?"
    assert deal.note == "Possibly more"
    assert deal.citations[0].mode == "inference"
    part = of_row(data, 2, 1993)
    assert isinstance(part, ArmsTransfer)
    assert str(part.delivered) == "1.."


def test_a_tiv_of_nought_is_below_half_a_million(tmp_path: Path) -> None:
    data, _ = reading(tmp_path, samples.REGISTER)
    deal = of_row(data, 4)
    assert isinstance(deal, ArmsTransfer)
    assert deal.volume is not None
    assert (deal.volume.amount, deal.volume.printed) == ("..0.5", "0")
    assert deal.volume.at_least(0.3).is_unknown


def test_unknown_parties_are_unknown_and_others_are_what_they_are(tmp_path: Path) -> None:
    data, report = reading(tmp_path, samples.REGISTER)
    supplier = of_row(data, 4).participants[0]
    assert (supplier.state, supplier.name) == (None, "unknown supplier(s)")
    assert data.arms_transfers.where(
        q.supplier(state="FRA") & (q.designation == "EX-1")
    ).bounds() == (0, 1)
    group = of_row(data, 5).participants[1]
    assert data.actor(group.organization or "").kind == "organization"
    assert group.is_stateless
    assert getattr(data.actor("hezbollah"), "form", None) == "armed group"
    assert getattr(data.actor("african-union"), "form", None) == "intergovernmental"
    # A name that stands for no state is kept and listed, never dropped.
    lost = of_row(data, 7).participants[1]
    assert (lost.state, lost.name) == (None, "Ruritania")
    [name] = report.unresolved
    assert (name.name, name.rows, name.line) == ("Ruritania", 1, 13)
    assert "Ruritania" in str(report)


def test_a_deal_without_deliveries_is_agreed(tmp_path: Path) -> None:
    data, _ = reading(tmp_path, samples.REGISTER)
    deal = of_row(data, 8)
    assert deal.status == "agreed"
    assert deal not in data.arms_transfers


def test_deliveries(tmp_path: Path) -> None:
    data, report = reading(tmp_path, samples.DELIVERIES)
    assert [record.id for record in data] == [
        "sipri:90001:2017", "sipri:90002:1992", "sipri:90002:1993", "sipri:90002:1995",
        "sipri:90003:2001",
    ]  # fmt: skip
    first, second, *_, last = data
    assert isinstance(second, ArmsTransfer)
    assert isinstance(last, ArmsTransfer)
    assert (str(first.date), str(second.date)) == ("2017", "1992?")
    assert (str(second.delivered), second.topics) == ("4~", ("local-production",))
    assert (str(second.order_date), second.category) == ("1990?", "Aircraft")
    assert [p.state for p in last.participants] == ["IRN", "ARE"]
    assert last.volume is not None
    assert last.volume.amount == "..0.5"
    assert report.coverage[0].period is not None
    assert report.coverage[0].period.text == "1990/2020"


def test_deals_and_tivs_are_the_same_deliveries(tmp_path: Path) -> None:
    deals, _ = reading(tmp_path, samples.DEALS)
    deliveries, _ = reading(tmp_path, samples.DELIVERIES)
    assert [r.id for r in deals] == [r.id for r in deliveries]
    assert [r.participants for r in deals] == [r.participants for r in deliveries]


def test_ranges_of_years(tmp_path: Path) -> None:
    data, _ = reading(tmp_path, samples.REPORT)
    record = data["sipri:report:72"]
    assert isinstance(record, ArmsTransfer)
    assert record.date is not None
    assert record.date.during(2009).is_unknown
    assert record.date.within("2007/2012").is_true
    assert (record.date.printed, str(record.delivered)) == ("2007 - 2012", "30~")
    assert data["sipri:report:73"].status == "agreed"
    assert record.condition == "second hand"
    assert record.note == "Possibly more; Recipient involvement: Assembly; Condition uncertain"


def test_tables_of_volumes(tmp_path: Path) -> None:
    data, report = reading(tmp_path, samples.TIV_TABLE)
    assert [r.id for r in data] == [
        "sipri:tiv:russia:india:2015", "sipri:tiv:russia:india:2017",
        "sipri:tiv:russia:pakistan:2017", "sipri:tiv:russia:hezbollah-lebanon:2016",
    ]  # fmt: skip
    nought = data["sipri:tiv:russia:india:2017"]
    assert isinstance(nought, ArmsTransfer)
    assert nought.volume is not None
    assert nought.volume.amount == "..0.5"
    assert report.seen == 4
    assert any("the total 5 is not the sum" in note for note in report.notes)


def test_only_the_first_of_several_tables_is_read(tmp_path: Path) -> None:
    second = samples.TIV_TABLE.replace("from Russia", "from France").replace("100", "7")
    data, report = reading(tmp_path, samples.TIV_TABLE + "\n" + second)
    first, _ = reading(tmp_path, samples.TIV_TABLE)
    assert [r.id for r in data] == [r.id for r in first if r.id in data]
    assert {r.participants[0].state for r in data} == {"RUS"}
    lines = samples.TIV_TABLE.count("\n") + 1
    assert all((refusal.line or 0) >= lines for refusal in report.refusals[1:])
    assert report.refused >= len([line for line in second.splitlines() if line.strip(",")]) - 3
    twice = samples.TIV_TABLE.replace(",2015,2016", ",2015,2015")
    with pytest.raises(BilateralError):
        reading(tmp_path, twice)


@pytest.mark.parametrize(
    ("preamble", "period"),
    [
        ("from All countries  to All countries for the year range 'Not specified' to", "1950/2025"),
        ("from All countries to All countries. Deals for the year range '1995' to '2020'",
         "1995/2020"),
        ("from All countries to All countries. Deals for the year range '1995' to 'Not specified'",
         "1995/2025"),
        ("from All countries to All countries. Deals for the year range '1995' to '2030'",
         "1995/2025"),
        ("from Russia  to All countries for the year range '1995' to '2020'", None),
        ("from All countries to India for the year range '1995' to '2020'", None),
        ("from All countries to All countries. Category: Aircraft; year range '1995' to '2020'",
         None),
        ("from All countries to All countries", None),
    ],
)  # fmt: skip
def test_coverage_is_claimed_for_whole_exports_only(
    preamble: str, period: str | None, tmp_path: Path
) -> None:
    text = samples.REGISTER.split("\n", 1)[1]
    _, report = reading(tmp_path, f"Transfers {preamble}\n{text}")
    assert [c.period.text if c.period else None for c in report.coverage] == (
        [period] if period else []
    )


def test_tables_of_one_side_leave_the_other_open(tmp_path: Path) -> None:
    data, report = reading(tmp_path, samples.TIV_WORLD)
    assert report.layout == "tiv-table"
    assert [r.participants[0].state for r in data] == ["RUS", "RUS", "ARE"]
    assert data.arms_transfers.where(q.recipient(state="IND")).bounds() == (0, 3)


@pytest.mark.parametrize(
    ("old", "new", "line", "column"),
    [
        ("4,,2017,New", "4,,2O17,New", 7, "Year(s) of delivery"),
        ("4,,2017,New", "2,,2017; 2018; 2019,New", 7, "Number delivered"),
        ("4,,2017,New", "2.080,,2017,New", 7, "Number delivered"),
        (",2015,,4,", ",20155,,4,", 7, "Year of order"),
        (",2015,,4,", ",2015,,four,", 7, "Number ordered"),
        (",2015,,4,", ",2015,x,4,", 7, "Year of order?"),
        ("4,,2017,New", "4,,,New", 7, "Year(s) of delivery"),
        ("2017,New", "2017,Newish", 7, "status"),
        ("10,40,40", "10,40,forty", 7, "SIPRI TIV of delivered weapons"),
        ("10,40,40", "x,40,40", 7, "SIPRI TIV per unit"),
        ("Pakistan,Russia,2015", ",Russia,2015", 7, "Recipient"),
        ("10,40,40", "10,40", 7, None),
        ("10,40,40", "10,40,40,1", 7, None),
    ],
)
def test_a_wrong_cell_is_refused_by_line_and_column(
    old: str, new: str, line: int, column: str | None, tmp_path: Path
) -> None:
    assert old in samples.REGISTER
    text = samples.REGISTER.replace(old, new, 1)
    _, report = reading(tmp_path, text)
    [refusal] = report.refusals
    assert (refusal.line, refusal.field) == (line, column)
    assert report.seen == report.read + 1 == len(samples.REGISTER_ROWS)
    with pytest.raises(RowError, match=f"arms.csv:{line}"):
        read(write(tmp_path, "arms.csv", text), strict=True)


def test_marks_that_left_their_column_are_an_error(tmp_path: Path) -> None:
    torn = samples.REGISTER_HEADER.replace("Number delivered, ,", "Number delivered,") + ", "
    text = samples.REGISTER.replace(samples.REGISTER_HEADER, torn)
    with pytest.raises(BilateralError):
        reading(tmp_path, text)
    with pytest.raises(BilateralError, match="not where they belong"):
        read(write(tmp_path, "arms.csv", text), "sipri")


def test_two_layouts_of_the_same_deals_agree(tmp_path: Path) -> None:
    register, _ = reading(tmp_path, samples.REGISTER)
    deliveries, _ = reading(tmp_path, samples.DELIVERIES)
    assert totals(register)["RUS", "PAK"] == (40, 40)
    assert totals(register)["CHN", "PAK"] == (60, 60)
    assert totals(register, "1992/1993")["CHN", "PAK"] == (
        10,
        55,
    )  # of twelve that have 5 each, one or more in each other year
    found = {(row.supplier, row.recipient): row for row in compare(register, deliveries)}
    assert found["RUS", "PAK"].agree.is_true
    assert found["CHN", "PAK"].agree.is_true
    assert found["SUN", "IND"].agree.is_false  # the other layout has no such deal
    assert found["SUN", "IND"].one == (100, 100)


@pytest.mark.skipif(REAL is None, reason="set BILATERAL_REAL_FILES to the folder of real files")
def test_real_exports() -> None:
    folder = Path(REAL or "") / "sipri"
    register, report = read(folder / "register_2026-05_all_latin1.csv.gz", strict=True)
    packed = (folder / "register_2026-05_all_latin1.csv.gz").read_bytes()
    lines = gzip.decompress(packed).decode("latin-1")
    start = lines.index("Recipient,Supplier")
    rows = [row for row in csv.reader(lines[start:].splitlines()) if row][1:]
    assert report.seen == report.read == len(rows)
    assert register.faults() == ()
    # A deal of several deliveries is of the day of its order, when Russia may be the Soviet Union.
    early = [row for row in rows if "" < row[2] < "1991" and ";" in row[10]]
    soviet = sum(row[1] == "Soviet Union" for row in rows) + sum(r[1] == "Russia" for r in early)
    deals = [r for r in register if LinkType.PART_OF not in {link.type for link in r.links}]
    assert len(deals) == len(rows)
    again = [r for r in deals if r.links]  # the same as an earlier row, which it may be
    assert len(again) == len(rows) - len(set(map(tuple, rows)))
    assert sum(r.participants[0].state == "SUN" for r in deals) == soviet
    deliveries, report = read(folder / "deliveries_2026-02_1995-2025.csv.gz", strict=True)
    assert report.seen == report.read == 25024
    assert deliveries.faults() == ()
    # The two are of different months: later years were revised between them.
    compared = compare(register, deliveries, "1995/2005")
    assert sum(row.agree.is_false for row in compared) <= 0.04 * len(compared)


# -- resaved, torn and translated ------------------------------------------------------------------


@pytest.mark.parametrize("nameless", ["", "...{}", "Unnamed: {}", ".{}", "V{}"])
@pytest.mark.parametrize("index", [False, True])
def test_a_register_that_a_program_has_saved_again(
    nameless: str, index: bool, tmp_path: Path
) -> None:
    header = samples.REGISTER_HEADER.split(",")
    header = [n if n.strip() else nameless.format(at) for at, n in enumerate(header)]
    lines = [",".join(header), *samples.REGISTER_ROWS]
    if index:
        lines = [f"{at or ''},{line}" for at, line in enumerate(lines)]
    found, report = reading(tmp_path, "\n".join(lines) + "\n")
    assert report.layout == "register"
    plain, _ = reading(tmp_path, samples.REGISTER)
    assert [(r.title, r.date, r.participants) for r in found.records] == [
        (r.title, r.date, r.participants) for r in plain.records
    ]


def test_a_register_without_its_marks_says_so(tmp_path: Path) -> None:
    lines = [
        ",".join(cell for at, cell in enumerate(line) if at not in (3, 5, 9))
        for line in csv.reader([samples.REGISTER_HEADER, samples.REGISTER_ROWS[0]])
    ]
    data, report = reading(tmp_path, "\n".join(lines) + "\n")
    assert report.layout == "register-without-marks"
    assert (report.read, len(data)) == (1, 1)
    assert "no columns of marks: what is uncertain is not told" in report.notes


def test_half_a_row_is_refused_though_a_spreadsheet_has_padded_it(tmp_path: Path) -> None:
    torn = "Graustark,Israel,2015,,3,,XD-9,UAV,3,,2016,New,3-year lease,,,\n"
    _, report = reading(tmp_path, samples.REGISTER + torn + "use there,3,9,9" + "," * 12 + "\n")
    assert [refusal.problem for refusal in report.refusals][:1] == ["half a row"]
    assert report.refused == 2


def test_a_footer_is_an_aside_and_costs_no_row(tmp_path: Path) -> None:
    _, report = reading(tmp_path, samples.REGISTER + "\n(c) An institute. All rights reserved.\n")
    assert report.refused == 0
    assert any("All rights reserved" in note for note in report.notes)


def test_decimal_commas(tmp_path: Path) -> None:
    header = samples.REGISTER_HEADER.replace(",", ";")
    row = "Pakistan;Russia;2015;;4;;XM-1;helicopter;4;;2017;New;;{};42;42\n"
    data, report = reading(tmp_path, f"{header}\n{row.format('10,5')}{row.format('10,5')}")
    assert report.refused == 0
    assert [str(r.volume) for r in data.arms_transfers] == ["42 SIPRI TIV million"] * 2
    with pytest.raises(BilateralError, match="after thousands"):
        reading(tmp_path, f"{header}\n{row.format('10,500')}")


def test_a_volume_may_be_the_number_of_its_year(tmp_path: Path) -> None:
    text = samples.TIV_TABLE.replace("India,100,", "India,2015,")
    _, report = reading(tmp_path, text)
    assert not any(
        refusal.problem.startswith("a row of a further table") for refusal in report.refusals
    )


def test_the_register_as_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    for line in csv.reader(samples.REGISTER.splitlines()):
        book.active.append(line)
    book.save(tmp_path / "arms.xlsx")
    found, report = read(tmp_path / "arms.xlsx")
    plain, text = reading(tmp_path, samples.REGISTER)
    assert (report.read, report.refused) == (text.read, 0)
    assert [r.title for r in found.records] == [r.title for r in plain.records]
    assert report.source.published == text.source.published
    assert report.coverage[0].period == text.coverage[0].period


def test_an_export_by_seller_has_no_years(tmp_path: Path) -> None:
    data, report = reading(tmp_path, samples.BY_SELLER.replace("\n", "\r"))
    assert (report.layout, report.read, report.refused) == ("by-seller", 2, 0)
    assert any("no column of years" in note for note in report.notes)
    first, second = data.arms_transfers
    assert [part.state for part in first.participants] == ["SUN", "PAK"]
    assert [part.state for part in second.participants] == ["CSK", "EGY"]
    assert first.date is None
    assert [str(one.volume) for one in (first, second)] == [
        "6 SIPRI TIV million", "1 SIPRI TIV million"
    ]  # fmt: skip
    assert data.arms_transfers.during(1955).bounds() == (0, 2)


@given(st.integers(1, 10**7), st.integers(1, 50), st.integers(1, 5))
def test_what_one_of_a_year_is_worth_has_no_dust(hundredths: int, number: int, years: int) -> None:
    exact = Fraction(hundredths, 100)
    if number < years:
        return
    found = _worth(quantity(f"{hundredths / 100}", UNIT), quantity(str(number)), years)
    assert found is not None
    least, most = (Fraction(str(bound)) for bound in (found.least, found.most))
    step = Fraction(1, 10_000)
    assert exact / number - step < least <= exact / number
    whole = exact * (number - years + 1) / number
    assert whole <= most < whole + step
