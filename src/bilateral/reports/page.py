"""The page itself: its frame, its style and its script put together and sealed."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import re
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import urlsplit

from bilateral._plugins import warn
from bilateral.collection.answers import Answers
from bilateral.collection.display import as_sentence
from bilateral.files.atomic import text_file
from bilateral.files.documents import dumps
from bilateral.layout import html_text
from bilateral.model.evidence import Source, by_entry, entry_of, reference_list
from bilateral.reports.facts import Page, facts_of

__all__ = ["report"]

_FREE = re.compile(r"^(?!.*\bnot\b).*(public domain|\bCC0\b)", re.IGNORECASE | re.DOTALL)
"""Terms that ask for nothing."""


def report(
    asked: Answers[Any],  # of whatever records
    path: str | os.PathLike[str],
    *,
    title: str | None = None,
) -> Path:
    """Write one page that shows records to whoever has a browser: it opens from a disk.

    It has an overview, a timeline, filters that act on everything at once, every record with its
    evidence and its rivals, who dealt with whom, the sources as references to copy, and the data
    as JSON. It asks nothing of the network: a content policy forbids it.

    The page names the terms under which its sources may be used; where one asks for something, a
    warning names it too, since a page is made to be passed on.

    Args:
        asked: A dataset, a selection or a table. Of a selection, what only may match is marked.
        path: The file to write, all of it or nothing.
        title: Its title; by default that of the dataset.

    Returns:
        The path.

    Raises:
        BilateralError: if it is none of these.
        FaultsError: if the records name what is not there, such as a source of a table that was
            scanned without ``names``.
        WriteError: if the file cannot be written.

    Example:
        >>> import bilateral
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     path = bilateral.report(bilateral.load("pakistan-russia"), f"{folder}/page.html")
        ...     "Content-Security-Policy" in path.read_text(encoding="utf-8")
        True
    """
    page = Page.of(asked)
    text = _written(page, title or page.data.info.title)
    target = Path(path)
    with text_file(target) as handle:
        handle.write(text)
    asked_for = (source.terms for source in page.sources if source.terms)
    if terms := [term for term in dict.fromkeys(asked_for) if not _FREE.search(term)]:
        warn(f"before you publish {target.name}: its sources have terms: {'; '.join(terms)}")
    return target


def _written(page: Page, title: str) -> str:
    document = dumps(page.data, "json")  # finds all faults
    style, script = _part("page.css"), _part("page.js")
    info = page.data.info
    return Template(_part("page.html")).substitute(
        policy=f"default-src 'none'; style-src '{_seal(style)}'; script-src '{_seal(script)}'; "
        "base-uri 'none'; form-action 'none'",
        title=html_text(title),
        version=f" · version {html_text(info.version)}" if info.version else "",
        description=_paragraphs([info.description, *map(as_sentence, page.remarks)]),
        doubts=_list("Known doubts", info.doubts),
        rules=_list("Coding rules", info.coding_rules),
        terms=_list("Terms", _terms(page) or ["No terms are stated. Ask whose the data are."]),
        citation=_list("How to cite the data", [info.citation] if info.citation else []),
        sources="\n".join(map(_sources, by_entry(page.sources))),
        bibtex=escape("\n\n".join(reference_list(page.sources, "bibtex"))),
        csl=html_text(f"[{','.join(reference_list(page.sources, 'csl-json'))}]"),
        name=html_text(info.name),
        facts=_packed(json.dumps(facts_of(page), ensure_ascii=False, separators=(",", ":"))),
        document=_packed(document),
        style=style,
        script=script,
    )


def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8").strip()


def _seal(text: str) -> str:
    """What a content policy calls the hash of a text that alone may be used."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _packed(text: str) -> str:
    """A text as letters and digits of which none can end the script element that holds it."""
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()


def _terms(page: Page) -> list[str]:
    """The terms of the dataset and of its sources, each once."""
    licence = page.data.info.licence
    stated = [source.terms for source in page.sources]
    return list(dict.fromkeys(term for term in (licence, *stated) if term))


def _paragraphs(texts: Iterable[str | None]) -> str:
    return "\n".join(f'<p dir="auto">{html_text(text)}</p>' for text in texts if text)


def _list(title: str, texts: Iterable[str]) -> str:
    items = "\n".join(f'<li dir="auto">{html_text(text)}</li>' for text in texts)
    return f"<details><summary>{title}</summary><ul>{items}</ul></details>" if items else ""


def _sources(sources: Sequence[Source]) -> str:
    """An entry of the list of sources: of several files what they are of, and each under it."""
    first = sources[0]
    if len(sources) == 1:
        return f'<li dir="auto">{_linked(first.cite(), first.url)}{_remarks(first)}</li>'
    seals = (
        f"{html_text(one.title)}{f', SHA-256 {one.sha256}' if one.sha256 else ''}"
        for one in sources
    )
    names = "".join(f'<li dir="auto">{seal}</li>' for seal in seals)
    inner = f"<details><summary>{len(sources)} files</summary><ul>{names}</ul></details>"
    remarks = "".join(dict.fromkeys(map(_remarks, sources)))
    return f'<li dir="auto">{_linked(entry_of(sources), first.url)}{remarks}{inner}</li>'


def _linked(text: str, url: str | None) -> str:
    """What is cited; an address is a link only if it is one of the web."""
    words = html_text(text)
    if url and urlsplit(url).scheme in ("http", "https"):
        address = html_text(url)
        link = f'<a rel="noopener noreferrer" href="{address}">{address}</a>'
        return words.replace(address, link) if address in words else f"{words} {link}"
    return words


def _remarks(source: Source) -> str:
    return _paragraphs([source.note, source.terms and f"Terms: {source.terms}"])
