"""Hold the words that a dataset prints against the sentences of its article, without its text.

The article may not be shipped. So this script, given the article, looks up every word that the
dataset prints at a locator in the sentence of that locator, and writes a table of hashes of what
it found there. The test compares the dataset with the table; words that were never looked up, or
that the sentence does not have, are in none of it.

    python -m tests.datasets.printed_words article.txt
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import bilateral
from bilateral import Dataset
from bilateral.dates.when import When
from bilateral.model.records import AnyRecord
from bilateral.quantities import Quantity

ARTICLE = "arab-news-2018"
TABLE = Path(__file__).with_name("printed_words.json")


def words(text: str) -> str:
    """The words of a text, in small letters, with single blanks around each."""
    plain = unicodedata.normalize("NFKD", re.sub("['’]", "", text))  # noqa: RUF001
    found = re.findall("[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    return f" {' '.join(found)} "


def digest(locator: str, phrase: str) -> str:
    """What the table holds of a phrase at a locator."""
    return hashlib.sha256(f"{locator}{words(phrase)}".encode()).hexdigest()[:20]


def printed(record: AnyRecord) -> Iterator[str]:
    """Every word of its source that a record repeats: of dates, amounts, ranks, names, places."""
    for field in dir(type(record)):
        value = getattr(record, field, None)
        if isinstance(value, When | Quantity) and field != "when" and value.printed is not None:
            yield value.printed
    for participant in record.participants:
        yield from (text for text in (participant.rank, participant.name) if text is not None)
    for place in record.places:
        yield from (text for text in (place.printed or place.name,) if text is not None)


def phrases(dataset: Dataset) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Record, phrase and the sentences cited for it, of all that the article is cited for."""
    for record in dataset.records:
        cited = [citation for citation in record.citations if citation.source == ARTICLE]
        locators = tuple(str(citation.locator) for citation in cited)
        if cited:
            for phrase in printed(record):
                yield record.id, phrase, locators
        for citation in cited:
            for claim in citation.claims:
                if claim.printed is not None:
                    yield record.id, claim.printed, (str(citation.locator),)


def sentences(text: str) -> dict[str, str]:
    """The article's sentences by locator, as the coding rules of the dataset count them."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    first = next(index for index, line in enumerate(lines) if line.startswith("After years"))
    body: list[str] = []
    for line in lines[first:]:
        if line.startswith(("–", "Disclaimer")):
            break
        body.append(line)
    author = next(index for index, line in enumerate(body) if line.startswith("Dr. "))
    del body[author - 1 : author + 1]  # the quotation set out in the middle, and the name below
    return {
        f"{number}.{place}": sentence
        for number, paragraph in enumerate(body, 1)
        for place, sentence in enumerate(re.split(r"(?<!St\.)(?<=[.!?])\s+(?=[A-Z])", paragraph), 1)
    }


def table(dataset: Dataset, text: str) -> dict[str, list[str]]:
    """Hashes, by locator, of the phrases that the sentence there has."""
    found: dict[str, set[str]] = {}
    article = sentences(text)
    for _, phrase, locators in phrases(dataset):
        for locator in locators:
            if words(phrase) in words(article[locator]):
                found.setdefault(locator, set()).add(digest(locator, phrase))
    order = sorted(found, key=lambda locator: [int(part) for part in locator.split(".")])
    return {locator: sorted(found[locator]) for locator in order}


def main() -> None:
    """Write the table anew."""
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    hashes = table(bilateral.load("pakistan-russia"), text)
    TABLE.write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
