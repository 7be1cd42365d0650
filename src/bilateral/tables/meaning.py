"""What a predicate means for a row of a table: node to a pair of formulas.

Tests hold it to :mod:`bilateral.query.meaning`, over every engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import product
from math import inf
from typing import TypeAlias, assert_never

import attrs
import narwhals as nw
from attrs import evolve

from bilateral.dates.relations import RELATIONS, Comparison
from bilateral.model.evidence import Citation
from bilateral.model.fields import fields_of
from bilateral.model.records import KINDS, Link, Participant, Place, Record, Role
from bilateral.model.vocabulary import Vocabulary
from bilateral.query.flags import FLAGS
from bilateral.query.predicates import (
    INITIATORS,
    TARGETS,
    AmountIs,
    And,
    Anything,
    Cites,
    DateIs,
    Done,
    FieldContains,
    FieldIn,
    LinksTo,
    Node,
    Not,
    NumberOf,
    Or,
    Predicate,
    Takes,
    TakesPlace,
    as_node,
)
from bilateral.tables.expressions import expression
from bilateral.tables.formulas import (
    FALSE,
    TRUE,
    Allowed,
    Formula,
    Operator,
    Test,
    every,
    json_pattern,
    negation,
    quoted,
    some,
)
from bilateral.tables.rows import ENTRY, ENTRY_END, FIELD_END, separated
from bilateral.tables.schema import SIDES, column_of

__all__ = ["Kinds", "Pair", "between_bars", "pair", "truth_expression"]

Kinds: TypeAlias = tuple[type[Record], ...]
Pair: TypeAlias = tuple[Formula, Formula]
"""Where a predicate surely holds, and where it may hold."""

_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()
_ABSENT = Allowed(frozenset(), absent=True)
_PRESENT = Allowed(absent=False)


def pair(predicate: Predicate, kinds: Kinds | None = None) -> Pair:
    """The two formulas of a predicate.

    Args:
        predicate: The question.
        kinds: Kinds that the rows are known to be of; any by default.

    Returns:
        Where it surely holds, and where it may hold.

    Example:
        >>> from bilateral import Visit, q
        >>> surely, maybe = pair(q.date.since(2016), (Visit,))
        >>> surely
        Test(column='date_end_min', operator='>=', operand=datetime.date(2016, 1, 1), null=False, \
negated=False, lowered=False)
    """
    return _pair(as_node(predicate), tuple(KINDS.values()) if kinds is None else kinds)


def truth_expression(predicate: Predicate) -> nw.Expr:
    """A predicate as one narwhals expression; see :meth:`bilateral.Predicate.to_expr`."""
    surely, maybe = pair(predicate)
    no: nw.Expr = nw.when(expression(negation(maybe))).then(nw.lit(False))
    return nw.when(expression(surely)).then(nw.lit(True)).otherwise(no)


def _pair(node: Node, kinds: Kinds) -> Pair:
    match node:
        case Anything():
            return TRUE, TRUE
        case And(terms):
            pairs = [_pair(term, kinds) for term in terms]
            return every(*(s for s, _ in pairs)), every(*(m for _, m in pairs))
        case Or(terms):
            pairs = [_pair(term, kinds) for term in terms]
            return some(*(s for s, _ in pairs)), some(*(m for _, m in pairs))
        case Not(term):
            surely, maybe = _pair(term, kinds)
            return negation(maybe), negation(surely)
        case Done():
            return _done(kinds)
        case FieldIn("topics", values):
            words = [str(value) for value in values]
            return _known_or_open("topics", Test("topics", "match", between_bars(words)))
        case FieldIn("id" | "kind" as field, values):
            known = Test(field, "in", tuple(str(value) for value in values))
            return known, known
        case FieldContains("topics", text):
            return _known_or_open("topics", _topic_containing(text.casefold()))
        case DateIs() | FieldIn() | FieldContains() | AmountIs():
            return _of_field(node, kinds)
        case Takes(roles, conditions):
            surely, maybe = _taken(roles, conditions, kinds)
            return surely, some(maybe, _nobody_stated(roles, kinds))
        case NumberOf(roles, least):
            counted = Test("roles", "match", _counting(roles, least))
            return counted, some(counted, _nobody_stated(roles, kinds))
        case TakesPlace(names, states):
            return _place(names, states)
        case Cites():
            return _cites(node)
        case LinksTo(kind, target):
            allowed = {"type": _one_of(kind), "target": _one_of(target)}
            found = _matching("links", Link, [_stated(allowed)])
            return found, found
    assert_never(node)


def _of_field(node: DateIs | FieldIn | FieldContains | AmountIs, kinds: Kinds) -> Pair:
    """A question to a field, in each of the columns that kinds have for it."""
    columns: dict[str, list[type[Record]]] = {}
    for kind in kinds:
        if node.field in fields_of(kind):
            columns.setdefault(column_of(kind, node.field), []).append(kind)
    pairs: list[Pair] = []
    for column, having in (columns or {node.field: []}).items():
        of_kind = Test("kind", "in", tuple(k.kind for k in having)) if len(columns) > 1 else TRUE
        types = {fields_of(kind)[node.field].type for kind in having}
        surely, maybe = _in_column(node, column, types)
        pairs.append((every(of_kind, surely), every(of_kind, maybe)))
    return some(*(s for s, _ in pairs)), some(*(m for _, m in pairs))


def _in_column(
    node: DateIs | FieldIn | FieldContains | AmountIs, column: str, types: set[type]
) -> Pair:
    match node:
        case DateIs():
            return _date(evolve(node, field=column))
        case FieldIn(_, values):
            return _field_in(column, values, types)
        case FieldContains(_, text):
            return _field_contains(column, text.casefold(), types)
        case AmountIs():
            return _amount(evolve(node, field=column))
    assert_never(node)


# -- status, words, amounts ------------------------------------------------------------------------


def _done(kinds: Kinds) -> Pair:
    groups: dict[frozenset[str] | None, list[str]] = {}
    for kind in kinds:
        groups.setdefault(kind.counted, []).append(kind.kind)
    pairs: list[Pair] = []
    for counted, names in groups.items():
        of_kind = Test("kind", "in", tuple(names)) if len(groups) > 1 else TRUE
        surely, maybe = (TRUE, TRUE) if counted is None else _words("status", sorted(counted))
        pairs.append((every(of_kind, surely), every(of_kind, maybe)))
    return some(*(s for s, _ in pairs)), some(*(m for _, m in pairs))


def _field_in(field: str, values: Iterable[str | int], types: set[type]) -> Pair:
    numbers = tuple(value for value in values if isinstance(value, int))
    words = [str(value) for value in values if not isinstance(value, int)]
    if int in types:
        return _known_or_open(field, Test(field, "in", numbers) if numbers else FALSE)
    return _words(field, words)


def _words(field: str, words: Iterable[str]) -> Pair:
    """Whether what queries see of a field is among some words."""
    wanted = sorted(set(words))
    one = f"(?:{'|'.join(quoted(separated(word)) for word in wanted)})" if wanted else None
    return _seen(field, Test(field, "in", tuple(wanted)) if wanted else FALSE, "rivals", one)


def _seen(field: str, flat: Formula, rivals: str, one: str | None) -> Pair:
    """A field's own column, or the list of the values on which its sources differ.

    Args:
        field: Name of the field.
        flat: Test of its own column.
        rivals: Column that holds the lists.
        one: Regular expression of an entry that meets the question; None if none can.
    """
    start = f"{ENTRY}{field}{FIELD_END}"
    item = f"{one}{ENTRY_END}" if one is not None else None
    other = f"[^{ENTRY}{ENTRY_END}]*{ENTRY_END}"
    all_do = Test(rivals, "match", f"{start}(?:{item})+{ENTRY}") if item else FALSE
    some_do = Test(rivals, "match", f"{start}(?:{other})*{item}") if item else FALSE
    none_given = every(Test(field, "null", null=True), negation(Test("rivals", "match", start)))
    return some(flat, all_do), some(flat, some_do, none_given)


def _field_contains(field: str, text: str, types: set[type]) -> Pair:
    if field == "kind" or not any(issubclass(kind, str) for kind in types):
        return _known_or_open(field, Test(field, "match", quoted(text), lowered=True))
    start = f"{ENTRY}{field}{FIELD_END}"
    flat = every(
        Test(field, "match", quoted(text), lowered=True),
        negation(Test("folded", "match", start)),
    )
    inside = f"[^{ENTRY}{ENTRY_END}]*"
    return _seen(field, flat, "folded", f"{inside}{quoted(separated(text))}{inside}")


def _known_or_open(column: str, found: Formula) -> Pair:
    return found, some(found, Test(column, "null", null=True))


def between_bars(words: Iterable[str]) -> str:
    """A regular expression that finds one of some words in a list between bars."""
    return rf"\|(?:{'|'.join(map(quoted, sorted(words)))})\|"


def _topic_containing(text: str) -> Formula:
    return FALSE if "|" in text else Test("topics", "match", quoted(text), lowered=True)


def _amount(node: AmountIs) -> Pair:
    low, high = f"{node.field}_min", f"{node.field}_max"
    number = float(node.number)
    at_least = Test(low, ">=", number), Test(high, ">=", number, null=True)
    at_most = Test(high, "<=", number), Test(low, "<=", number, null=True)
    match node.relation:
        case ">=":
            return at_least
        case "<=":
            return at_most
        case "==":
            return every(at_least[0], at_most[0]), every(at_least[1], at_most[1])
    assert_never(node.relation)


# -- dates -----------------------------------------------------------------------------------------


def _date(node: DateIs) -> Pair:
    plain = _relation(node, 0)
    if not node.margin:
        return plain
    qualified = Test(f"{node.field}_qualified", "true")
    wide = _relation(node, node.margin)
    surely, maybe = (
        some(every(negation(qualified), plain[side]), every(qualified, wide[side]))
        for side in (0, 1)
    )
    return surely, maybe


def _relation(node: DateIs, margin: int) -> Pair:
    """The relation, for a date that is widened by a margin."""
    surely, maybe = (
        every(*(_compared(node, comparison, margin) for comparison in side))
        for side in RELATIONS[node.relation]
    )
    if node.relation == "within" and node.span.is_moment:  # both ends on the one day that it is
        shortest = Test(f"{node.field}_days_min", "<=", 2 * margin, null=True)
        maybe = every(maybe, _relation(attrs.evolve(node, relation="during"), margin)[1], shortest)
    return surely, maybe


def _compared(node: DateIs, comparison: Comparison, margin: int) -> Formula:
    """One comparison of bounds, of which that of the row is moved outward by a margin."""
    upper = comparison.own.endswith("max")
    day = getattr(node.span, comparison.other) + (-margin if upper else margin)
    match comparison.operator:
        case ">":
            return negation(_compared(node, attrs.evolve(comparison, operator="<="), margin))
        case "<":
            return negation(_compared(node, attrs.evolve(comparison, operator=">="), margin))
        case ">=" | "<=" as operator:
            unbounded = (operator == ">=") is upper
            return _bound(node.field, comparison.own, operator, day, unbounded=unbounded)
    assert_never(comparison.operator)


def _bound(field: str, bound: str, operator: Operator, day: float, *, unbounded: bool) -> Formula:
    """A bound of a date compared with a day that may lie outside the calendar.

    Args:
        field: Name of the date field.
        bound: Name of the bound.
        operator: ``">="`` or ``"<="``.
        day: Ordinal, maybe infinite.
        unbounded: Whether no bound is at least, or at most, any day: so it is of the bounds that
            decide what is possible; of those that decide what is sure the contrary holds.
    """
    column = f"{field}_{bound}"
    limit = -inf if operator == ">=" else inf
    if day == limit:
        return TRUE if unbounded else Test(f"{field}_qualified", "null", null=False, negated=True)
    if day == -limit:
        return Test(column, "null", null=True) if unbounded else FALSE
    if not _FIRST <= day <= _LAST:  # no day of a table is as far out
        beyond = (day > _LAST) == (operator == ">=")
        if beyond:
            return Test(column, "null", null=True) if unbounded else FALSE
        return TRUE if unbounded else Test(column, "null", negated=True)
    value = date.fromordinal(int(day))
    return Test(column, operator, value, null=unbounded)


# -- participants, places, citations ---------------------------------------------------------------


def _taken(
    roles: frozenset[Role],
    conditions: Iterable[tuple[str, tuple[str, ...] | bool]],
    kinds: Kinds,
) -> Pair:
    """Whether some one participant surely, or maybe, meets every condition."""
    asked = list(conditions)
    surely, maybe = (
        _participant(roles, [_alternatives(*condition, sure) for condition in asked], kinds)
        for sure in (True, False)
    )
    return surely, maybe


def _alternatives(
    name: str, values: tuple[str, ...] | bool, sure: bool
) -> list[dict[str, Allowed]]:
    if isinstance(values, bool):
        return [
            {attribute: _PRESENT if stated else _ABSENT for attribute, stated in one.items()}
            for one in FLAGS[name, values][0 if sure else 1]
        ]
    wanted = frozenset(str(value) for value in values)
    if sure:
        return [{name: Allowed(wanted, absent=False)}]
    if name == "sector":  # a rank of the sector asked for leaves it open
        return [{name: Allowed(wanted)}, {"rank_sector": Allowed(wanted, absent=False)}]
    if name == "state":  # an organization that is named without a state acts for none
        return [{name: Allowed(wanted, absent=False)}, {name: _ABSENT, "organization": _ABSENT}]
    return [{name: Allowed(wanted)}]


def _participant(
    roles: frozenset[Role], conditions: list[list[dict[str, Allowed]]], kinds: Kinds
) -> Formula:
    """Whether one of the two participants of the row, or of those in its JSON, is so.

    Args:
        roles: Roles, one of which it takes.
        conditions: Of each condition the alternatives, each of which says what attributes may be.
        kinds: Kinds that the rows are of.
    """
    own = frozenset().union(*(kind.roles for kind in kinds))
    terms: list[Formula] = []
    for side, of_side in zip(SIDES, (INITIATORS, TARGETS), strict=True):
        possible = own & of_side
        asked = roles & possible
        if not asked:
            continue
        role = Allowed(None if asked == possible else frozenset(map(str, asked)), absent=False)
        is_there = any(all(map(_says_something, alternatives)) for alternatives in conditions)
        tests = [] if is_there and role.values is None else [role.test(f"{side}_role")]
        tests += [some(*(_flat(side, one) for one in alternatives)) for alternatives in conditions]
        terms.append(every(*tests))
    taken = {"role": Allowed(frozenset(map(str, roles)), absent=False)}
    in_json = [taken | alternative for alternative in _joined(conditions)]
    return some(*terms, _matching("participants", Participant, in_json))


def _says_something(alternative: Mapping[str, Allowed]) -> bool:
    """Whether it cannot hold of a participant that is not there."""
    return any(not rule.absent for rule in alternative.values())


def _flat(side: str, alternative: Mapping[str, Allowed]) -> Formula:
    return every(*(rule.test(f"{side}_{name}") for name, rule in alternative.items()))


def _joined(conditions: list[list[dict[str, Allowed]]]) -> list[dict[str, Allowed]]:
    """The conditions as alternatives to each other, since one pattern says all of one object."""
    found: list[dict[str, Allowed]] = []
    for chosen in product(*conditions):
        joined: dict[str, Allowed] = {}
        for alternative in chosen:
            for name, allowed in alternative.items():
                joined[name] = joined[name] & allowed if name in joined else allowed
        if all(rule.values is None or rule.values or rule.absent for rule in joined.values()):
            found.append(joined)
    return found


def _nobody_stated(roles: frozenset[Role], kinds: Kinds) -> Formula:
    sides = {role for kind in kinds for side in kind.sides for role in side}
    open_roles = sorted(str(role) for role in roles & sides)
    return Test("unstated", "match", between_bars(open_roles)) if open_roles else FALSE


def _counting(roles: frozenset[Role], least: int) -> str:
    """A regular expression of a list of roles with so many of some; it never backtracks."""
    wanted = "|".join(quoted(str(role)) for role in sorted(roles))
    others = "|".join(quoted(str(role)) for role in sorted(set(Role) - roles))
    skipped = rf"(?:(?:{others})\|)*" if others else ""
    return rf"^\|{skipped}(?:(?:{wanted})\|{skipped}){{{least}}}"


def _place(names: tuple[str, ...], states: tuple[str, ...]) -> Pair:
    name, state = _among(names), _among(states)
    none_stated = every(Test("place", "null", null=True), Test("place_state", "null", null=True))
    sure = _stated({"name": name, "state": state})
    open_ = {"name": Allowed(name.values), "state": Allowed(state.values)}
    surely = every(name.test("place"), state.test("place_state"), negation(none_stated))
    maybe = every(*(rule.test(c) for rule, c in zip(open_.values(), _PLACE, strict=True)))
    return (
        some(surely, _matching("places", Place, [sure])),
        some(maybe, none_stated, _matching("places", Place, [_stated(open_)])),
    )


_PLACE = ("place", "place_state")


def _cites(node: Cites) -> Pair:
    source, stance, mode = _among(node.sources), _one_of(node.stance), _one_of(node.mode)
    sides: list[Formula] = []
    for mode_rule in (mode, Allowed(mode.values)):
        flat = every(source.test("source"), stance.test("stance"), mode_rule.test("mode"))
        json_stance = Allowed(stance.values, absent=stance.values in (None, frozenset({"asserts"})))
        allowed = _stated({"source": source, "stance": json_stance, "mode": mode_rule})
        sides.append(some(flat, _matching("citations", Citation, [allowed])))
    return sides[0], sides[1]


def _among(values: tuple[str, ...]) -> Allowed:
    return Allowed(frozenset(map(str, values)), absent=False) if values else Allowed()


def _one_of(value: Vocabulary | str | None) -> Allowed:
    return Allowed() if value is None else Allowed(frozenset({str(value)}), absent=False)


def _stated(allowed: Mapping[str, Allowed]) -> dict[str, Allowed]:
    """The rules that rule something out."""
    return {name: rule for name, rule in allowed.items() if rule != Allowed()}


def _matching(column: str, kind: type, alternatives: Iterable[Mapping[str, Allowed]]) -> Formula:
    """Whether the JSON of a column has an object of a class that one of the alternatives allows."""
    order = [*fields_of(kind), *(["rank_sector"] if kind is Participant else [])]
    patterns = [
        pattern for allowed in alternatives if (pattern := json_pattern(order, allowed)) is not None
    ]
    return Test(column, "match", "|".join(dict.fromkeys(patterns))) if patterns else FALSE
