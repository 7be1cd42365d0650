"""What a source claims to be complete for, so that nothing found there means none."""

from __future__ import annotations

import attrs

from bilateral.dates.expression import EDTF
from bilateral.dates.when import DateLike, as_edtf
from bilateral.errors import BilateralError, RecordError
from bilateral.model.constructors import Constructed, as_made
from bilateral.model.fields import as_tuple, check_plain
from bilateral.model.ids import check_slug
from bilateral.quantities import Quantity

__all__ = ["Coverage"]


def _covered(value: DateLike | None) -> EDTF | None:
    try:
        return None if value is None else as_edtf(value)
    except BilateralError as error:
        raise error.at(field="period") from None


@attrs.frozen(kw_only=True, repr=False)
class Coverage(metaclass=Constructed):
    """What a source claims to be complete for; outside of it nothing found means not known.

    Attributes:
        source: Id of the source.
        actors: Ids of the actors covered.
        kinds: Kinds of record covered.
        period: Years or days covered.
        note: On what the claim rests.
        roles: Roles in which the actors are covered; empty for any.
        topics: Topics of which a record has to have one to be covered; empty for any.
        amount: The field of an amount below which a record is not covered, such as ``"value"``.
        threshold: That amount; a source that codes only what is above some value has one.

    Raises:
        RecordError: if there is an amount without its threshold, or the other way round.
    """

    source: str
    actors: tuple[str, ...] = attrs.field(converter=as_tuple)
    kinds: tuple[str, ...] = attrs.field(converter=as_tuple)
    period: EDTF | None = attrs.field(default=None, converter=_covered)
    note: str | None = None
    roles: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    topics: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    amount: str | None = None
    threshold: Quantity | None = None

    def __attrs_post_init__(self) -> None:
        check_plain(self)
        check_slug(self.source, "coverage.source")
        if (self.amount is None) is not (self.threshold is None):
            raise RecordError(
                "a threshold is of an amount", field="threshold", expected="both, or neither"
            )

    def __repr__(self) -> str:
        return as_made(self)
