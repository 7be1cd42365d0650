"""Predicates on one record: made with ``q``, evaluated to a truth."""

from bilateral.query.compiled import split
from bilateral.query.fields import Fields, q
from bilateral.query.grounds import reasons
from bilateral.query.kinds import check_kinds, kinds_with
from bilateral.query.meaning import evaluate
from bilateral.query.predicates import Predicate

__all__ = ["Fields", "Predicate", "check_kinds", "evaluate", "kinds_with", "q", "reasons", "split"]
