"""Views of a table: one for each kind, and those of a dataset."""

from __future__ import annotations

import pytest

import bilateral
from bilateral import Dataset
from bilateral.model.records import KINDS
from bilateral.tables.views import Views


def test_every_kind_has_its_view() -> None:
    views = {name for name, member in vars(Views).items() if isinstance(member, property)}
    assert views == {kind.plural for kind in KINDS.values()}


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_a_view_asks_its_own_kind(small: Dataset, kind: type[bilateral.Record]) -> None:
    table = bilateral.scan(small.to("arrow"))
    view = getattr(table, kind.plural)
    assert view.kinds == (kind,)
    assert view.predicate == getattr(small, kind.plural).predicate


def test_a_view_of_another_view_is_an_attribute_that_is_not_there(small: Dataset) -> None:
    visits = bilateral.scan(small.to("arrow")).visits
    assert not hasattr(visits, "agreements")
    with pytest.raises(AttributeError, match="a table of visits"):
        visits.agreements  # noqa: B018
