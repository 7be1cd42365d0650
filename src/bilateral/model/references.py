"""Entries of a reference list: as text, for BibTeX and for programs that read CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

import attrs

from bilateral.dates.expression import EDTF, Shape
from bilateral.layout import in_one_line
from bilateral.model.vocabulary import unknown_name

__all__ = ["STYLES", "Reference", "Style", "written"]

Style: TypeAlias = Literal["text", "bibtex", "csl-json"]
"""The styles that :data:`STYLES` has."""

_SUMMED = 3
"""Of more files than these, an entry leaves the hashes to their sources."""


@attrs.frozen(kw_only=True)
class Reference:
    """What is to be said of one document or data set.

    Attributes:
        id: Key of the entry.
        title: Title.
        authors: Names of the authors.
        publisher: Who published it.
        published: When.
        url: Address.
        language: Language as a BCP 47 tag.
        version: Version.
        retrieved: When it was fetched.
        citation: How it asks to be cited; then the text is this.
        files: Names of the files read, each with its hash if known, which an entry leaves out
            if there are many.
    """

    id: str
    title: str
    authors: Sequence[str] = ()
    publisher: str | None = None
    published: EDTF | None = None
    url: str | None = None
    language: str | None = None
    version: str | None = None
    retrieved: EDTF | None = None
    citation: str | None = None
    files: Sequence[tuple[str, str | None]] = ()


def written(reference: Reference, style: str) -> str:
    r"""A reference in a style.

    Args:
        reference: What is to be said.
        style: One of :data:`STYLES`.

    Raises:
        UnknownNameError: if there is no such style.

    Example:
        >>> written(Reference(id="a", title="A report"), "bibtex")
        '@misc{a,\n  title = {{A report}},\n}'
    """
    if style not in STYLES:
        raise unknown_name("style of references", style, STYLES, listed=True)
    return STYLES[style](_plain(reference))


def _plain(reference: Reference) -> Reference:
    """The same with each text in one line, so that none can end its entry."""
    facts: dict[str, Any] = attrs.asdict(reference, recurse=False)  # of which most are texts
    texts = {name: in_one_line(value) for name, value in facts.items() if isinstance(value, str)}
    authors = tuple(map(in_one_line, reference.authors))
    files = tuple((in_one_line(name), sha) for name, sha in reference.files)
    return Reference(**facts | texts | {"authors": authors, "files": files})


def _text(reference: Reference) -> str:
    if reference.citation is not None:
        named = reference.version is None or reference.version in reference.citation
        parts = [reference.citation, "" if named else f"Version {reference.version}."]
    else:
        authors = f"{', '.join(reference.authors)}. " if reference.authors else ""
        imprint = ", ".join(
            filter(None, (reference.publisher, _version(reference), str(reference.published or "")))
        )
        parts = [f"{authors}{reference.title}.", f"{imprint}." if imprint else ""]
        parts.append(reference.url or "")
    retrieved = f"Retrieved {reference.retrieved}." if reference.retrieved else ""
    return " ".join(filter(None, (*parts, retrieved, _files(reference))))


def _version(reference: Reference) -> str:
    return f"version {reference.version}" if reference.version else ""


def _files(reference: Reference) -> str:
    few = len(reference.files) <= _SUMMED
    names = [name + (f", SHA-256 {sha}" if sha and few else "") for name, sha in reference.files]
    return f"File{'s' if len(names) > 1 else ''} {'; '.join(names)}." if names else ""


def _bibtex(reference: Reference) -> str:
    # A text that the data set asks for has no parts that could be told apart for sure.
    fields = {
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in reference.authors),
        "title": f"{{{_escaped(reference.title)}}}",
        "publisher": _escaped(reference.publisher or ""),
        "date": str(reference.published or ""),
        "version": _escaped(reference.version or ""),
        "url": _SPECIAL_OF_URL.sub(_percent, reference.url or ""),
        "urldate": str(reference.retrieved or ""),
        "langid": _escaped(reference.language or ""),
        "note": _escaped(" ".join(filter(None, (reference.citation, _files(reference))))),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    kind = "dataset" if reference.files else "misc"
    return "\n".join([f"@{kind}{{{reference.id},", *lines, "}"])


_SPECIAL = re.compile(r"[\\{}$&#%_^~]")
_ESCAPES = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


_SPECIAL_OF_URL = re.compile(r"[\\{}\s]")


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def _escaped(text: str) -> str:
    """Text in which no sign means anything to TeX."""
    return _SPECIAL.sub(lambda found: _ESCAPES.get(found[0], f"\\{found[0]}"), text)


def _csl_json(reference: Reference) -> str:
    item: dict[str, object] = {
        "id": reference.id,
        "type": "dataset" if reference.files else "document",
        "title": reference.title,
        "author": [{"literal": name} for name in reference.authors],
        "publisher": reference.publisher,
        "issued": _csl_date(reference.published),
        "accessed": _csl_date(reference.retrieved),
        "version": reference.version,
        "URL": reference.url,
        "language": reference.language,
        "note": " ".join(filter(None, (reference.citation, _files(reference)))),
    }
    return json.dumps({key: value for key, value in item.items() if value}, ensure_ascii=False)


def _csl_date(edtf: EDTF | None) -> dict[str, object] | None:
    """A date as CSL has it: a day, month or year; anything vaguer is text."""
    if edtf is None:
        return None
    plain = edtf.text.rstrip("?~%")
    if edtf.shape is not Shape.DATE or not _PLAIN_DATE.fullmatch(plain):
        return {"raw": edtf.text}
    circa = {"circa": True} if plain != edtf.text else {}
    return {"date-parts": [[int(part) for part in plain.split("-")]], **circa}


_PLAIN_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")

STYLES: Mapping[str, Callable[[Reference], str]] = MappingProxyType(
    {"text": _text, "bibtex": _bibtex, "csl-json": _csl_json}
)
"""The styles by name."""
