"""Values whose form in a file is not that of their class: dates and amounts, both ways."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, TypeAlias

from bilateral.collection.info import DatasetInfo, SourceGroup
from bilateral.dates.edtf import parse_edtf
from bilateral.dates.expression import EDTF
from bilateral.dates.when import When
from bilateral.errors import CodecError, EDTFError, PhraseError, near_names
from bilateral.model.completeness import Coverage
from bilateral.model.evidence import Citation, Claim, Source
from bilateral.model.records import Link, Participant, Place
from bilateral.quantities import Quantity

__all__ = ["PARTS", "Plain", "checked", "plain_quantity", "plain_when", "quantity_of", "when_of"]

Plain: TypeAlias = Any  # what JSON holds: dict, list, str, int, float, bool, None

PARTS: tuple[type, ...] = (
    Claim,
    Citation,
    Source,
    Coverage,
    Link,
    Place,
    Participant,
    SourceGroup,
    DatasetInfo,
)
"""The classes, other than kinds of record and actor, that are an object in a file."""


def when_of(value: Plain, kind: type[When]) -> When:
    """The moment or period of its plain form: EDTF text, or an object with the printed words.

    Raises:
        BilateralError: if it is neither.
    """
    if isinstance(value, dict):
        fields = _only(value, {"edtf": str, "printed": str}, required="edtf")
        return kind(_edtf_of(fields["edtf"]), fields.get("printed"))
    return kind(_edtf_of(checked(value, str, "EDTF text")))


def _edtf_of(text: str) -> EDTF:
    """The EDTF of a text; of one that is printed so the error has what to write."""
    try:
        return parse_edtf(text)
    except EDTFError as error:
        from bilateral.dates.phrases import parse_printed  # put off: it is large

        with suppress(PhraseError):
            read = parse_printed(text).text
            error.expected = f"{error.expected}; or edtf {read!r} and printed {text!r}"
        raise


def plain_when(value: When) -> Plain:
    """The plain form of a moment or period, of which :func:`when_of` makes it again."""
    if value.printed is None:
        return value.edtf.text
    return {"edtf": value.edtf.text, "printed": value.printed}


def quantity_of(value: Plain) -> Quantity:
    """The quantity of its plain form: a number, text, or an object with unit and printed words.

    Raises:
        BilateralError: if it is none of these.
    """
    if isinstance(value, dict):
        shape = {"amount": (str, int, float), "unit": str, "printed": str}
        return Quantity(**_only(value, shape, required="amount"))
    return Quantity(checked(value, (str, int, float), "an amount"))


def plain_quantity(value: Quantity) -> Plain:
    """The plain form of a quantity, of which :func:`quantity_of` makes it again."""
    rest = {name: text for name in ("unit", "printed") if (text := getattr(value, name))}
    return {"amount": value.amount, **rest} if rest else value.amount


def checked(value: Plain, kind: Any, name: str) -> Any:  # kind: as for isinstance
    """A plain value, if it is of a class.

    Args:
        value: The value.
        kind: Its class, or several, as for ``isinstance``; truths are no numbers.
        name: What was expected, for the error.

    Raises:
        CodecError: if it is not.
    """
    if not isinstance(value, kind) or isinstance(value, bool):
        raise CodecError("wrong value", found=value, expected=name)
    return value


def _only(value: dict[str, Plain], shape: Mapping[str, Any], *, required: str) -> dict[str, Plain]:
    """An object's items, if there are no other keys than those of a shape."""
    for key, item in value.items():
        if key not in shape:
            raise CodecError("unknown key", field=key, near=near_names(key, shape))
        if not isinstance(item, shape[key]) or isinstance(item, bool):
            raise CodecError("wrong value", field=key, found=item, expected="text or a number")
    if required not in value:
        raise CodecError("missing", expected=f"a value for {required!r}")
    return value
