"""Who says so: sources, and what each citation adds to a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from numbers import Real
from typing import TYPE_CHECKING, ClassVar

import attrs

from bilateral._patterns import pattern
from bilateral.dates.expression import EDTF
from bilateral.dates.when import DateLike, as_edtf
from bilateral.errors import BilateralError, RecordError
from bilateral.model.constructors import Constructed, as_made, constructed, part_of
from bilateral.model.fields import as_tuple, check_plain
from bilateral.model.ids import check_slug, slug
from bilateral.model.vocabulary import Vocabulary

if TYPE_CHECKING:
    from bilateral.model.references import Reference

__all__ = [
    "Citation",
    "Claim",
    "EpistemicMode",
    "EvidenceRank",
    "Locator",
    "Source",
    "Stance",
    "by_entry",
    "entry_of",
    "reference_list",
]


class Stance(Vocabulary):
    """How a citation bears on a record."""

    ASSERTS = "asserts"
    CORROBORATES = "corroborates"
    REFINES = "refines"
    CASTS_DOUBT = "casts doubt"
    CONTRADICTS = "contradicts"

    @classmethod
    def _meant(cls) -> Mapping[str, str]:
        return {
            "confirms": "corroborates",
            "supports": "corroborates",
            "doubts": "casts doubt",
            "denies": "contradicts",
            "disputes": "contradicts",
        }


class EpistemicMode(Vocabulary):
    """How the source puts it: as a fact of its own knowledge or otherwise."""

    FACT = "fact"
    ATTRIBUTED = "attributed"
    OPINION = "opinion"
    INFERENCE = "inference"
    PRESUPPOSED = "presupposed"
    PREDICTION = "prediction"


class EvidenceRank(Vocabulary):
    """Which of several rival values a query sees: the best ranked; never the deprecated."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


@attrs.frozen(repr=False)
class Locator(metaclass=Constructed):
    """Where in a source: numbers counted from 1, each optional, at least one given.

    Attributes:
        paragraph: Paragraph.
        sentence: Sentence within the paragraph.
        page: Page as printed.
        row: Row of a table, the header not counted.
        line: Line of a file.

    Example:
        >>> str(Locator(paragraph=3, sentence=1)), Locator.of("3.1").sentence
        ('3.1', 1)
    """

    paragraph: int | None = None
    sentence: int | None = None
    page: str | None = None
    row: int | None = None
    line: int | None = None

    def __attrs_post_init__(self) -> None:
        check_plain(self)
        numbers = self.paragraph, self.sentence, self.row, self.line
        for name, number in zip(_NUMBERED, numbers, strict=True):
            if number is not None and number < 1:
                raise RecordError(
                    "wrong locator", field=name, found=number, expected="a number from 1"
                )
        if self.sentence is not None and self.paragraph is None:
            raise RecordError("a sentence needs its paragraph", field="paragraph")
        if self.page is None and numbers == (None,) * 4:
            raise RecordError("an empty locator", expected="a paragraph, page, row or line")
        if self.page is not None and not _PAGE.fullmatch(self.page):
            raise RecordError("wrong locator", field="page", found=self.page, expected="a page")

    def __repr__(self) -> str:
        return as_made(self)

    @classmethod
    def of(cls, value: Locator | str) -> Locator:
        """A locator from its text: ``"3"``, ``"3.1"``, ``"page 12"``, ``"row 7, line 9"``.

        Raises:
            RecordError: if the text is of no such form.
        """
        if isinstance(value, Locator):
            return value
        match = _LOCATOR.fullmatch(value) if isinstance(value, str) else None
        if match is None or not value:
            raise RecordError(
                "wrong locator",
                field="locator",
                found=value,
                expected="text such as '3', '3.1', 'page 12', 'row 7' or 'line 9'",
            )
        paragraph, sentence, page, row, line = match.groups()
        made: Locator = constructed(
            cls,
            None if paragraph is None else int(paragraph),
            None if sentence is None else int(sentence),
            page,
            None if row is None else int(row),
            None if line is None else int(line),
        )
        return made

    def __str__(self) -> str:
        paragraph = str(self.paragraph) if self.paragraph is not None else ""
        if self.sentence is not None:
            paragraph += f".{self.sentence}"
        rest = [
            f"{name} {value}"
            for name in ("page", "row", "line")
            if (value := getattr(self, name)) is not None
        ]
        return ", ".join([paragraph, *rest] if paragraph else rest)


_LANGUAGE = pattern(r"[A-Za-z]{2,3}(?:-[0-9A-Za-z]{1,8})*")
_SHA256 = pattern("[0-9a-f]{64}")
_KEY_WORDS = 6
_NUMBERED = ("paragraph", "sentence", "row", "line")
_PAGE = pattern(r"[0-9A-Za-z]+(?:[-.][0-9A-Za-z]+)*")
_LOCATOR = pattern(
    r"(?:(?:paragraph |para\. ?)?(?P<paragraph>[0-9]{1,9})(?:\.(?P<sentence>[0-9]{1,9}))?)?"
    r"(?:(?:, |^)(?:page |pp?\. ?)(?P<page>[0-9A-Za-z]+(?:[-.][0-9A-Za-z]+)*))?"
    r"(?:(?:, |^)row (?P<row>[0-9]{1,9}))?(?:(?:, |^)line (?P<line>[0-9]{1,9}))?"
)


def _published(value: DateLike | None) -> EDTF | None:
    return _date(value, "published")


def _retrieved(value: DateLike | None) -> EDTF | None:
    return _date(value, "retrieved")


def _date(value: DateLike | None, field: str) -> EDTF | None:
    try:
        return None if value is None else as_edtf(value)
    except BilateralError as error:
        raise error.at(field=field) from None


def _locator(value: Locator | str | None) -> Locator | None:
    return None if value is None else Locator.of(value)


@attrs.frozen(kw_only=True, repr=False)
class Source(metaclass=Constructed):
    """A document, page or data set that records cite.

    Attributes:
        id: Slug, unique in a dataset.
        title: Title as printed, or a description in brackets.
        authors: Names of the authors.
        publisher: Who published it.
        published: When, as far as known.
        url: Address, if it has one.
        language: Language as a BCP 47 tag, such as ``"en"`` or ``"ur"``.
        note: What a user must know of it, such as its leanings or what was not confirmed.
        citation: How its data set asks to be cited, with the authors, where it does.
        terms: Under which terms it may be used, in short.
        version: Its version, where it has several.
        retrieved: When it was fetched, if known.
        sha256: Hash of the bytes of the file, so that it is known which one was read.
        coded: Fields that were coded for all its records, such as ``"topics"`` or ``"purpose"``:
            what a record that it asserts or corroborates does not have of them, it has none of.

    Raises:
        RecordError: if the id is no slug, the title is empty or the hash is none.

    Example:
        >>> Source(id="dawn-2018", title="A report", published="2018-02-21~").published
        parse_edtf('2018-02-21~')
    """

    _meant: ClassVar[Mapping[str, str]] = {
        "date": "published", "year": "published", "author": "authors", "name": "title",
        "link": "url", "accessed": "retrieved", "licence": "terms", "license": "terms",
        "kind": "note", "type": "note", "description": "note"
    }  # fmt: skip

    id: str
    title: str
    authors: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    publisher: str | None = None
    published: EDTF | None = attrs.field(default=None, converter=_published)
    url: str | None = None
    language: str | None = None
    note: str | None = None
    citation: str | None = None
    terms: str | None = None
    version: str | None = None
    retrieved: EDTF | None = attrs.field(default=None, converter=_retrieved)
    sha256: str | None = None
    coded: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        check_plain(self)
        check_slug(self.id, "id")
        check_text(self.title, "title", self.id)
        if self.language is not None and not _LANGUAGE.fullmatch(self.language):
            from bilateral.dates.languages import LANGUAGES  # put off: for the error

            code = next((k for k, name in LANGUAGES.items() if name == self.language.title()), "en")
            raise RecordError(
                "no tag of a language",
                record=self.id,
                field="language",
                found=self.language,
                expected=f"a code of BCP 47, such as {code!r}",
            )
        if self.sha256 is not None and not _SHA256.fullmatch(self.sha256):
            raise RecordError(
                "wrong hash", field="sha256", found=self.sha256, expected="64 digits of base 16"
            )

    def __repr__(self) -> str:
        return as_made(self)

    def cite(self, style: str = "text") -> str:
        """The source as one entry of a reference list; of a data set, as that asks for.

        Args:
            style: ``"text"``, ``"bibtex"`` or ``"csl-json"``.

        Raises:
            UnknownNameError: if there is no such style.

        Example:
            >>> Source(id="a", title="A report", publisher="Dawn", published="2018-02-21").cite()
            'A report. Dawn, 2018-02-21.'
        """
        return reference_list([self], style)[0]


def reference_list(sources: Iterable[Source], style: str = "text") -> tuple[str, ...]:
    """The reference list of some sources: one entry a document, and one a data set.

    Files of one data set and version are one entry, which names them; up to three with their
    hashes, which each source has as its ``sha256``. The key of a data set is its author or
    publisher and its year or version, with the id of the source where two would be the same.

    Args:
        sources: The sources, each once or more often.
        style: ``"text"``, ``"bibtex"`` or ``"csl-json"``.

    Returns:
        The entries, sorted; of ``"csl-json"`` each is one JSON object.

    Raises:
        UnknownNameError: if there is no such style.

    Example:
        >>> files = [
        ...     Source(id=n, title=f"{n}.csv", citation="Leeds, Brett Ashley, et al. 2002. ATOP.")
        ...     for n in ("a", "b")
        ... ]
        >>> reference_list(files)
        ('Leeds, Brett Ashley, et al. 2002. ATOP. Files a.csv; b.csv.',)
    """
    from bilateral.model.references import written  # put off: few programs cite

    entries = by_entry(sources)
    references = [_reference(held) for held in entries]
    keys = Counter(one.id for one in references)
    told_apart = (
        attrs.evolve(one, id=f"{one.id}-{first.id}") if keys[one.id] > 1 and one.files else one
        for one, (first, *_) in zip(references, entries, strict=True)
    )
    return tuple(sorted(written(one, style) for one in told_apart))


def by_entry(sources: Iterable[Source]) -> tuple[tuple[Source, ...], ...]:
    """The sources of each entry of a reference list: a document, or the files of a data set.

    Args:
        sources: The sources, each once or more often.
    """
    entries: dict[object, list[Source]] = {}
    for source in dict.fromkeys(sources):
        key = source if source.citation is None else (source.citation, source.version)
        entries.setdefault(key, []).append(source)
    return tuple(map(tuple, entries.values()))


def entry_of(sources: Sequence[Source]) -> str:
    """What is cited where several files of one data set are, without their names.

    Args:
        sources: Files of one entry.

    Example:
        >>> entry_of([Source(id="a", title="a.csv", citation="ATOP, version 5.")])
        'ATOP, version 5.'
    """
    from bilateral.model.references import written  # put off, as above

    return written(attrs.evolve(_reference(sources), files=[]), "text")


def _reference(sources: Sequence[Source]) -> Reference:
    """What a reference list says of a document, or of the files of one data set."""
    from bilateral.model.references import Reference

    first = sources[0]
    files = [(s.title, s.sha256) for s in sources] if first.citation is not None else []
    return Reference(
        id=_key(first) if files else first.id,
        title=(first.publisher or first.title) if files else first.title,
        authors=first.authors,
        publisher=None if files else first.publisher,
        published=first.published,
        url=first.url,
        language=first.language,
        version=first.version,
        retrieved=first.retrieved,
        citation=first.citation,
        files=files,
    )


def _key(source: Source) -> str:
    """The key of the entry of a data set, whose files have ids that say nothing to a reader."""
    who = next(iter(source.authors), source.publisher)
    if who is None:
        return source.id
    words = slug(who).split("-")[:_KEY_WORDS]
    which = source.published or source.version
    return "-".join([*words, slug(str(which))] if which else words)


@attrs.frozen(repr=False)
class Claim(metaclass=Constructed):
    """A value that one citation gives for a field, beside the record's own.

    Attributes:
        field: Name of the record's field.
        value: The value as text, in the form the field is written in a file: EDTF for a date,
            an amount for a quantity.
        printed: The value as this source prints it.
        unit: Unit of an amount; by default that of the record's own value, empty if none.
    """

    written: ClassVar[str] = "Claim('date', '2018-04')"

    field: str
    value: str
    printed: str | None = None
    unit: str | None = None

    def __attrs_post_init__(self) -> None:
        check_plain(self)
        check_text(self.field, "field")
        check_text(self.value, "value")

    def __repr__(self) -> str:
        return as_made(self)

    @classmethod
    def of(cls, value: object) -> Claim:
        """A claim of the values of its fields by their names.

        Raises:
            RecordError: if it is none of these.
        """
        return part_of(cls, value)


def _claims(value: object) -> object:
    """Claims by the names of their fields as a tuple of them; all else as in other fields."""
    if type(value) is tuple:
        return value
    if isinstance(value, Mapping) and "field" not in value:
        return tuple(
            constructed(Claim, name, str(one) if isinstance(one, Real) else one)
            for name, one in value.items()
        )
    return as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class Citation(metaclass=Constructed):
    """One record's use of one source.

    Attributes:
        source: Id of the source.
        locator: Where in the source; text such as ``"3.1"`` is read.
        stance: How it bears on the record.
        mode: How the source puts it, if known.
        rank: Which of rival values queries see.
        claims: Values that this source gives instead of, or more exactly than, the record's;
            given as claims, or as ``{"date": "2015-07"}``.
        attributed_to: Whom the source names for it, where the mode is attributed.
        note: What a coder wants to say of it.
        quote: The words of the source, as they are printed.

    Raises:
        RecordError: naming the field that is wrong.
        UnknownNameError: if a stance, mode or rank is misspelt.
    """

    written: ClassVar[str] = "Citation(source='daily-news', locator='page 3')"
    _meant: ClassVar[Mapping[str, str]] = {
        "page": "locator", "paragraph": "locator", "line": "locator", "where": "locator",
        "text": "quote", "words": "quote", "printed": "quote", "id": "source",
        "says": "claims", "values": "claims", "claim": "claims"
    }  # fmt: skip

    source: str
    locator: Locator | None = attrs.field(default=None, converter=_locator)
    stance: Stance = attrs.field(default=Stance.ASSERTS, converter=Stance)
    mode: EpistemicMode | None = attrs.field(
        default=None, converter=attrs.converters.optional(EpistemicMode)
    )
    rank: EvidenceRank = attrs.field(default=EvidenceRank.NORMAL, converter=EvidenceRank)
    claims: tuple[Claim, ...] = attrs.field(default=(), converter=_claims)
    attributed_to: str | None = None
    note: str | None = None
    quote: str | None = None

    def __attrs_post_init__(self) -> None:
        source: object = self.source
        if isinstance(source, Source):
            object.__setattr__(self, "source", source.id)
        check_plain(self)
        try:
            check_slug(self.source, "source")
        except RecordError as error:
            error.expected = f"the id of a Source, such as {slug(str(self.source))!r}"
            raise

    def __repr__(self) -> str:
        return as_made(self)

    @classmethod
    def of(cls, value: object) -> Citation:
        """A citation of a source or its id, or of the values of its fields by their names.

        Raises:
            RecordError: if it is none of these.

        Example:
            >>> Citation.of("daily-news") == Citation(source="daily-news")
            True
        """
        if isinstance(value, Source):
            return cls(source=value.id)
        return part_of(cls, value, "source")


def check_text(value: object, field: str, record: str | None = None) -> None:
    """Refuse what is no text, or empty.

    Raises:
        RecordError: naming the field.
    """
    if not isinstance(value, str) or not value.strip():
        raise RecordError("wrong value", record=record, field=field, found=value, expected="text")
