"""The page in a real browser: no error, no request, the answers of the library, rules of access.

It takes a Chromium that the machine has (the path in ``CHROMIUM``, or one on it), or Playwright's.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import bilateral
from bilateral import Dataset, q
from bilateral.files.documents import loads

pytestmark = [pytest.mark.slow, pytest.mark.needs("playwright")]

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SIZES = [(1600, "light"), (1600, "dark"), (390, "light"), (390, "dark")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser without a window."""
    from playwright.sync_api import Error, sync_playwright

    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as driver:
        try:
            opened = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        except Error:
            pytest.skip("NOT RUN: no Chromium is here; set CHROMIUM or run: playwright install")
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("report") / "page.html"
    return bilateral.report(bilateral.load("pakistan-russia"), path)


@pytest.fixture
def page(browser: Any, written: Path) -> Iterator[Any]:
    with opened(browser, written) as found:
        yield found


class opened:  # noqa: N801 - used as a function
    """A page, with what went wrong on it; leaving it fails if anything did."""

    def __init__(self, browser: Any, path: Path, width: int = 1200, scheme: str = "light") -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme
        )
        self.page = self.context.new_page()
        self.wrong: list[str] = []
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.goto(path.as_uri())
        self.page.evaluate("window.bilateral.then(() => null)")  # all is unpacked and drawn

    def _asked(self, url: str) -> None:
        if not url.startswith(("file:", "blob:")):
            self.wrong.append(url)

    def __enter__(self) -> Any:
        return self.page

    def __exit__(self, *_: object) -> None:
        self.context.close()
        assert self.wrong == []


def pairs(selection: Any) -> list[list[Any]]:
    """What a selection holds, as the page says it, in order of the ids."""
    sure = [[record.id, 2] for record in selection.definite]
    return sorted(sure + [[record.id, 1] for record in selection.possible])


def settled(page: Any) -> None:
    """Wait until what was asked for is drawn: it is at the next frame."""
    page.evaluate("new Promise(done => setTimeout(() => requestAnimationFrame(() => done()), 50))")


def ask(page: Any, **asked: Any) -> list[list[Any]]:
    return sorted(page.evaluate("async asked => (await window.bilateral).ask(asked)", asked))


YEARS = [(1968, 1968), (1965, 1991), (2016, 2016), (2015, 2018), (1900, 1950), (2018, 2018)]


@pytest.mark.parametrize("name", ["pakistan-russia", "pakistan-russia-history"])
def test_years_kinds_statuses_and_actors_are_answered_as_the_library_does(
    browser: Any, tmp_path: Path, name: str
) -> None:
    data = bilateral.load(name)
    with opened(browser, bilateral.report(data, tmp_path / "p.html")) as page:
        every = data.any_status()
        assert ask(page) == pairs(every)
        for first, last in YEARS:
            asked = every.during(f"{first}/{last}")
            assert ask(page, **{"from": first, "to": last}) == pairs(asked), (first, last)
        assert ask(page, **{"from": 2017}) == pairs(every.since(2017))
        assert ask(page, to=1991) == pairs(every.until(1991))
        for kind in {record.kind for record in data}:
            assert ask(page, kind=kind) == pairs(data.select(kind))
        assert ask(page, status="done") == pairs(data.where(q.anything))
        assert ask(page, status="planned") == pairs(every.where(q.status == "planned"))
        actors = page.evaluate("window.bilateral.then(page => page.actors)")
        for state, named in (("PAK", "Pakistan"), ("RUS", "Russia"), ("SUN", "Soviet Union")):
            place = str(actors.index(named))
            assert ask(page, actor=place) == pairs(every.involving(state))
            both = every.involving(state).during("2015/2018").where(q.done)
            mixed = {"actor": place, "from": 2015, "to": 2018, "status": "done"}
            assert ask(page, **mixed) == pairs(both)


def test_dates_of_every_sort_are_compared_as_the_library_does(
    browser: Any, small: Dataset, tmp_path: Path
) -> None:
    dates = ["2016", "2015/2017", "2015/", "/2016", "2015/..", "../2016", "[2014,2017]",
             "[..2016]", "[2016..]", "{2014,2017}", "201X", "2016-02-29/2017",
             "[2014..2015]/[2017..2018]", "Y-170000002/2017"]  # fmt: skip
    visit = small["planned-2017"]
    transfer = small["talks-2018"]
    records = [attrs.evolve(visit, id=f"v-{n}", date=date) for n, date in enumerate(dates)]
    records += [
        attrs.evolve(transfer, id=f"t-{n}", date=date)
        for n, date in enumerate(dates)
        if "[2014..2015]/" not in date
    ]
    data = attrs.evolve(small, records=records)
    with opened(browser, bilateral.report(data, tmp_path / "p.html")) as page:
        for first in range(2013, 2020):
            for last in range(first, 2020):
                asked = data.any_status().during(f"{first}/{last}")
                assert ask(page, **{"from": first, "to": last}) == pairs(asked), (first, last)


def test_what_only_may_match_stays_possible(browser: Any, tmp_path: Path) -> None:
    trips = bilateral.load("pakistan-russia").visits.by("PAK", sector="military").since(2016)
    with opened(browser, bilateral.report(trips, tmp_path / "p.html")) as page:
        assert ask(page) == pairs(trips)
        assert sorted(ask(page, match="possible")) == [p for p in pairs(trips) if p[1] == 1]
        page.select_option("#match", "possible")
        page.locator("#table tbody button").first.click()
        assert page.locator("#record-body .possibly").count() == 1
        assert page.locator("#record-body ul li").count() >= 1


def test_one_filter_acts_on_everything(page: Any) -> None:
    page.select_option("#kind", "visit")
    page.fill("#words", "bajwa")
    settled(page)
    number = len(page.evaluate("window.bilateral.then(page => page.found())"))
    assert 0 < number < 16
    assert page.locator("#table tbody tr").count() == number
    assert page.locator("#overview tbody td").last.inner_text() == str(number)
    assert f"Timeline of {number} record" in (page.get_attribute("#timeline", "aria-label") or "")
    assert page.locator("#pairs tbody tr").count() == 1
    page.get_by_role("button", name="Clear").click()
    settled(page)
    assert len(page.evaluate("window.bilateral.then(page => page.found())")) == 105


def test_it_is_used_with_the_keyboard_alone(page: Any) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus("#timeline")
    page.keyboard.press("ArrowRight")
    assert page.inner_text("#pointed")
    page.keyboard.press("Enter")
    assert page.evaluate("document.getElementById('record').open")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.getElementById('record').open")
    page.locator("#table tbody button").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#record-body table tbody tr").count() >= 1


def test_the_data_are_downloaded_as_the_library_reads_them(page: Any, tmp_path: Path) -> None:
    with page.expect_download() as coming:
        page.click("#download")
    coming.value.save_as(tmp_path / "data.json")
    assert coming.value.suggested_filename == "pakistan-russia.json"
    text = (tmp_path / "data.json").read_text(encoding="utf-8")
    assert loads(text) == bilateral.load("pakistan-russia")


def test_no_text_is_read_as_html(browser: Any, small: Dataset, tmp_path: Path) -> None:
    bad = '</script><img src=x onerror="window.broken = 1"><script>window.broken = 1</script>'
    records = [attrs.evolve(record, title=bad, note=bad) for record in small.records]
    info = attrs.evolve(small.info, title=bad, description=bad)
    data = attrs.evolve(small, records=records, info=info)
    with opened(browser, bilateral.report(data, tmp_path / "p.html")) as page:
        page.locator("#table tbody button").first.click()
        assert page.inner_text("#record-title") == bad
        assert page.evaluate("window.broken") is None
        assert page.locator("img").count() == 0


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_nothing_lies_beyond_the_edge(browser: Any, written: Path, width: int, scheme: str) -> None:
    with opened(browser, written, width, scheme) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.needs("axe_playwright_python")
@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_axe_finds_no_violation(browser: Any, written: Path, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with opened(browser, written, width, scheme) as page:
        for step in ("page", "record"):
            if step == "record":
                page.locator("#table tbody button").first.click()
            # evaluated by the driver, not loaded by the page, whose policy would forbid it
            found = Axe().run(page, options=RULES).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_ten_thousand_records_are_no_great_file_and_answer_at_once(
    browser: Any, tmp_path: Path
) -> None:
    visits = bilateral.load("us-visits")
    records = [
        record if not n else attrs.evolve(record, id=f"{record.id}-{n}", links=())
        for n in range(3)
        for record in visits.records
    ][:10_000]
    data = attrs.evolve(visits, records=records)
    path = bilateral.report(data, tmp_path / "p.html")
    assert path.stat().st_size < 12_000_000
    with opened(browser, path) as page:
        assert ask(page, **{"from": 1961, "to": 1963}) == pairs(
            data.any_status().during("1961/1963")
        )
        assert page.locator("#table tbody tr").count() == 100
        page.click("#more")
        assert page.locator("#table tbody tr").count() == 200
