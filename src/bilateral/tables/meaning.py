"""What a predicate means for a row of a table: node to a pair of formulas.

Tests hold it to :mod:`bilateral.query.meaning`, over every engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import TypeAlias, assert_never, cast

import attrs
import narwhals as nw

from bilateral.model.actors import Actor
from bilateral.model.evidence import Citation
from bilateral.model.fields import fields_of
from bilateral.model.records import KINDS, Link, Record, Role, Visit
from bilateral.model.vocabulary import Vocabulary
from bilateral.query.homes import WITH_STATES
from bilateral.query.joining import joined
from bilateral.query.participants import sure_roles
from bilateral.query.participation import NOBODY, Cast
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
    OneValue,
    Or,
    Predicate,
    Takes,
    TakesPlace,
    as_node,
)
from bilateral.tables.amounts import amount_pair
from bilateral.tables.dates import date_pair
from bilateral.tables.expressions import expression
from bilateral.tables.formulas import FALSE, TRUE, Formula, Test, every, negation, some
from bilateral.tables.patterns import Allowed, OneOf, json_pattern, quoted
from bilateral.tables.schema import PARTICIPANT, PLACE, SIDES, column_of
from bilateral.tables.together import one_pair, participants_pair, place_pair
from bilateral.tables.words import (
    Pair,
    between_bars,
    has_none,
    known_or_open,
    text_pair,
    topic_containing,
    word_pair,
)

__all__ = ["Kinds", "pair", "truth_expression"]

Kinds: TypeAlias = tuple[type[Record], ...]

_ABSENT = Allowed(frozenset(), absent=True)
_PRESENT = Allowed(absent=False)
_OPEN = {"state": _ABSENT, "candidates": _ABSENT, "none": _ABSENT}


def pair(predicate: Predicate, kinds: Kinds | None = None, cast: Cast = NOBODY) -> Pair:
    """The two formulas of a predicate.

    Args:
        predicate: The question.
        kinds: Kinds that the rows are known to be of; any by default.
        cast: Says when states lived, and for which actors act.

    Returns:
        Where it surely holds, and where it may hold.

    Example:
        >>> from bilateral import Visit, q
        >>> surely, maybe = pair(q.kind == "visit", (Visit,))
        >>> surely
        Test(column='kind', operator='in', operand=('visit',), null=False, negated=False, \
lowered=False)
    """
    every_kind = tuple(KINDS.values())
    return _pair(joined(as_node(predicate)), every_kind if kinds is None else kinds, cast)


def truth_expression(
    predicate: Predicate, actors: Mapping[str, Actor] | Cast | None = None
) -> nw.Expr:
    """A predicate as one narwhals expression; see :meth:`bilateral.Predicate.to_expr`."""
    surely, maybe = pair(predicate, cast=Cast.of(actors))
    no: nw.Expr = nw.when(expression(negation(maybe))).then(nw.lit(False))
    return nw.when(expression(surely)).then(nw.lit(True)).otherwise(no)


def _pair(node: Node, kinds: Kinds, cast: Cast) -> Pair:
    match node:
        case Anything():
            return TRUE, TRUE
        case And(terms):
            pairs = [_pair(term, kinds, cast) for term in terms]
            return every(*(s for s, _ in pairs)), every(*(m for _, m in pairs))
        case Or(terms):
            pairs = [_pair(term, kinds, cast) for term in terms]
            return some(*(s for s, _ in pairs)), some(*(m for _, m in pairs))
        case Not(term):
            surely, maybe = _pair(term, kinds, cast)
            return negation(maybe), negation(surely)
        case OneValue(("participant", _), tree):
            return participants_pair(tree, lambda part: _pair(part, kinds, cast))
        case OneValue(("place",), tree):
            return place_pair(tree, lambda part: _pair(part, kinds, cast))
        case OneValue(("only", frozenset(roles)), tree):
            return one_pair(tree, roles, lambda part: _pair(part, kinds, cast))
        case OneValue(value, tree):
            return _of_value(value, tree, kinds)
        case FieldIn("topics", values):
            words = [str(value) for value in values]
            return known_or_open("topics", Test("topics", "match", between_bars(words)))
        case FieldContains("topics", text):
            return known_or_open("topics", topic_containing(text.casefold()))
        case FieldIn("id" | "kind" | "title" as field, values):
            known: Formula = Test(field, "in", tuple(str(value) for value in values))
            return known, known
        case FieldContains("id" | "kind" | "title" as field, text):
            surely, _ = text_pair(field, text.casefold(), {str})
            return surely, surely
        case Done() | DateIs() | AmountIs() | FieldIn() | FieldContains():
            return _pair(joined(node), kinds, cast)  # of a question too deep to be joined
        case Takes(is_contradictory=True):
            return FALSE, FALSE
        case Takes():
            taken, unstated = _taken(node, kinds, cast), _unstated(node, kinds, cast)
            return some(taken[0], unstated[0]), some(taken[1], unstated[1])
        case NumberOf(roles, least):
            enough: Formula = Test("roles", "match", _counting(roles, least))
            return enough, some(enough, _nobody_stated(roles, kinds))
        case TakesPlace(names, states):
            return _place(names, states, cast)
        case Cites():
            return _cites(node)
        case LinksTo(kind, target):
            allowed = {"type": _one_of(kind), "target": _one_of(target)}
            found = _matching("links", fields_of(Link), [_stated(allowed)])
            return found, found
    assert_never(node)


def _of_value(value: tuple[object, ...], tree: Node, kinds: Kinds) -> Pair:
    """A question to one value of a field, in each of the columns that kinds have for it."""
    what, field, *margin = value
    columns: dict[str, list[type[Record]]] = {}
    for kind in kinds:
        if field in fields_of(kind):
            columns.setdefault(column_of(kind, str(field)), []).append(kind)
    pairs: list[Pair] = []
    for column, having in (columns or {str(field): []}).items():
        names = tuple(k.kind for k in having)
        of_kind: Formula = Test("kind", "in", names) if len(columns) > 1 else TRUE
        if what == "date":
            found = date_pair(tree, column, cast("int", margin[0]), having)
            surely, maybe = found or _pair(tree, tuple(having), NOBODY)
        elif what == "amount":
            surely, maybe = amount_pair(tree, column)
        else:
            surely, maybe = word_pair(tree, str(field), column, having)
        pairs.append((every(of_kind, surely), every(of_kind, maybe)))
    return some(*(s for s, _ in pairs)), some(*(m for _, m in pairs))


# -- participants, places, citations ---------------------------------------------------------------


@attrs.frozen
class _Way:
    """A way in which a condition can hold: what some attributes are, and where that can be."""

    rules: Mapping[str, Allowed]
    where: Formula = TRUE


def _taken(node: Takes, kinds: Kinds, cast: Cast) -> Pair:
    """Whether some one participant surely, or maybe, meets every condition."""
    surely, maybe = (
        _participant(
            node.roles,
            [_ways(*condition, cast, sure) for condition in node.conditions],
            kinds,
        )
        for sure in (True, False)
    )
    return surely, maybe


def _ways(name: str, values: tuple[str, ...] | bool, cast: Cast, sure: bool) -> list[_Way]:
    if name == "named":
        if values:
            return [_Way({"person": _PRESENT}), _Way({"organization": _PRESENT})]
        return [_Way({"person": _ABSENT, "organization": _ABSENT})]
    if isinstance(values, bool):  # stateless
        column, other = ("none", "candidates") if values else ("candidates", "none")
        known = [{column: _PRESENT, **({other: _ABSENT} if sure else {})}]
        known += [] if values else [{"state": _PRESENT}]
        return [*map(_Way, known), *([] if sure else [_Way(_OPEN)])]
    if name == "state":
        return _state_ways(values, sure, _living(values, cast))
    if name == "other_than":
        return _other_ways(values, sure)
    wanted = frozenset(str(value) for value in values)
    among = Allowed(wanted, absent=False, pattern=_list_of(OneOf(wanted), sure))
    if sure:
        return [_Way({name: among})]
    home = _home_ways(name, wanted, cast) if name in WITH_STATES else None
    if home is not None:
        return [_Way({name: among}), *home]
    ways = [_Way({name: attrs.evolve(among, absent=True)})]
    if name == "sector":  # a rank of the sector asked for leaves it open
        ways.append(_Way({"rank_sector": among}))
    return ways


def _home_ways(name: str, actors: Iterable[str], cast: Cast) -> list[_Way] | None:
    """Nobody says who it is, and it may act for the states of one of some actors.

    Args:
        name: What the actors are.
        actors: Their ids.
        cast: Says for which states they act.

    Returns:
        The ways, or None where it is not known of each for which states it acts.
    """
    homes = dict.fromkeys(cast.homes.of(name, actor) for actor in sorted(actors))
    if None in homes:
        return None
    states = frozenset(state for home in homes for state in home or ())
    told = [way.rules for way in _state_ways(states, sure=False)] if states else [_OPEN]
    told += [{"none": _PRESENT}] if () in homes else []
    gone = some(*(negation(_living(home, cast)) for home in homes if home))
    ways = [_Way({name: _ABSENT, **rules}) for rules in told]
    return [*ways, _Way({name: _ABSENT}, gone)] if gone != FALSE else ways


def _list_of(words: OneOf, sure: bool) -> str:
    """A regular expression of a list between bars: all of some words, or some of them."""
    return rf"\|(?:{words.pattern}\|)+" if sure else rf'[^"]*\|{words.pattern}\|[^"]*'


def _state_ways(values: Iterable[str], sure: bool, living: Formula = TRUE) -> list[_Way]:
    """A state that is exact, or one of some, or open to those that lived."""
    states = frozenset(str(value) for value in values)
    exact = _Way({"state": Allowed(states, absent=False)})
    among = _candidates(OneOf(states), sure)
    return [exact, among] if sure else [exact, among, _Way(_OPEN, living)]


def _candidates(words: OneOf, sure: bool) -> _Way:
    """Candidates of which all, or one, are of some words; surely so, if one of them is meant."""
    if not sure:
        return _Way({"candidates": Allowed(absent=False, having=frozenset({words}))})
    every_one = Allowed(absent=False, pattern=_list_of(words, sure))
    return _Way({"candidates": every_one, "none": _ABSENT})


def _other_ways(values: Iterable[str], sure: bool) -> list[_Way]:
    """A state that is none of some: an exact one, all or one of the candidates, or an open one."""
    other = OneOf(frozenset(map(str, values)), are_others=True)
    exact = _Way({"state": Allowed(absent=False, pattern=other.pattern)})
    among = _candidates(other, sure)
    return [exact, among] if sure else [exact, among, _Way(_OPEN)]


def _living(states: Iterable[str], cast: Cast) -> Formula:
    """Where one of some states may have lived on a day that the date allows.

    Whether a date may touch a life is the same question of what takes a day, lasts or recurs.
    """
    found = [cast.life(state) for state in states]
    lives = [life for life in found if life is not None]
    if len(lives) < len(found):
        return TRUE
    asked = (joined(DateIs("date", "during", life)) for life in dict.fromkeys(lives))
    return some(*(_pair(question, (Visit,), cast)[1] for question in asked))


def _participant(roles: frozenset[Role], conditions: list[list[_Way]], kinds: Kinds) -> Formula:
    """Whether one of the two participants of the row, or of those in its JSON, is so.

    Args:
        roles: Roles, one of which it takes.
        conditions: Of each condition the ways in which it can hold.
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
        is_there = any(all(map(_says_something, ways)) for ways in conditions)
        tests = [] if is_there and role.values is None else [role.test(f"{side}_role")]
        tests += [some(*(_flat(side, one) for one in ways)) for ways in conditions]
        terms.append(every(*tests))
    taken = {"role": Allowed(frozenset(map(str, roles)), absent=False)}
    in_json: dict[Formula, list[dict[str, Allowed]]] = {}
    for way in _joined(conditions):
        in_json.setdefault(way.where, []).append(taken | dict(way.rules))
    terms += [
        every(where, _matching("participants", PARTICIPANT, found))
        for where, found in in_json.items()
    ]
    return some(*terms)


def _says_something(way: _Way) -> bool:
    """Whether it cannot hold of a participant that is not there."""
    return any(not rule.absent for rule in way.rules.values())


def _flat(side: str, way: _Way) -> Formula:
    return every(way.where, *(rule.test(f"{side}_{name}") for name, rule in way.rules.items()))


def _joined(conditions: list[list[_Way]]) -> list[_Way]:
    """The conditions as alternatives to each other, since one pattern says all of one object."""
    found: list[_Way] = []
    for chosen in product(*conditions):
        rules: dict[str, Allowed] = {}
        for way in chosen:
            for name, allowed in way.rules.items():
                rules[name] = rules[name] & allowed if name in rules else allowed
        if not any(rule.is_nothing for rule in rules.values()):
            found.append(_Way(rules, every(*(way.where for way in chosen))))
    return found


def _unstated(node: Takes, kinds: Kinds, cast: Cast) -> Pair:
    """Whether someone whom no source states meets the conditions."""
    maybe = _nobody_stated(node.roles, kinds)
    for name, values in node.conditions:
        if name == "named" and values is True:
            return FALSE, FALSE
        if name == "state" and not isinstance(values, bool):
            maybe = every(maybe, _living(values, cast))
    if any(name != "named" for name, _ in node.conditions):
        return FALSE, maybe
    groups: dict[frozenset[Role], list[str]] = {}
    for kind in kinds:
        groups.setdefault(sure_roles(kind, node.roles), []).append(kind.kind)
    surely = some(
        *(
            every(
                Test("kind", "in", tuple(names)) if len(groups) > 1 else TRUE,
                Test("unstated", "match", between_bars(map(str, roles))),
            )
            for roles, names in groups.items()
            if roles
        )
    )
    return surely, maybe


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


def _place(names: tuple[str, ...], states: tuple[str, ...], cast: Cast) -> Pair:
    """Whether one of the places is so; where none is stated there is one, of which nothing is."""
    living = _living(states, cast) if states else TRUE
    present = some(*(Test(column, "null", negated=True) for column in _PLACE.values()))
    sides: list[Formula] = []
    for sure in (True, False):
        name = Allowed(frozenset(names), absent=not sure) if names else Allowed()
        ways = _state_ways(states, sure, living) if states else [_Way({})]
        terms: list[Formula] = []
        for way in ways:
            rules = {"name": name, **{k: rule for k, rule in way.rules.items() if k in _PLACE}}
            flat = every(present, *(rule.test(_PLACE[key]) for key, rule in rules.items()))
            found = _matching("places", PLACE, [_stated(rules)])
            terms.append(every(way.where, some(flat, found)))
        sides.append(some(*terms))
    none_stated = every(negation(present), negation(has_none("places")), living)
    return some(sides[0], FALSE if names or states else none_stated), some(sides[1], none_stated)


_PLACE = {"name": "place", "state": "place_state", "candidates": "place_candidates"}


def _cites(node: Cites) -> Pair:
    source, stance, mode = _among(node.sources), _one_of(node.stance), _one_of(node.mode)
    sides: list[Formula] = []
    for mode_rule in (mode, Allowed(mode.values)):
        flat = every(source.test("source"), stance.test("stance"), mode_rule.test("mode"))
        json_stance = Allowed(stance.values, absent=stance.values in (None, frozenset({"asserts"})))
        allowed = _stated({"source": source, "stance": json_stance, "mode": mode_rule})
        sides.append(some(flat, _matching("citations", fields_of(Citation), [allowed])))
    return sides[0], sides[1]


def _among(values: tuple[str, ...]) -> Allowed:
    return Allowed(frozenset(map(str, values)), absent=False) if values else Allowed()


def _one_of(value: Vocabulary | str | None) -> Allowed:
    return Allowed() if value is None else Allowed(frozenset({str(value)}), absent=False)


def _stated(allowed: Mapping[str, Allowed]) -> dict[str, Allowed]:
    """The rules that rule something out."""
    return {name: rule for name, rule in allowed.items() if rule != Allowed()}


def _matching(
    column: str, order: Iterable[str], alternatives: Iterable[Mapping[str, Allowed]]
) -> Formula:
    """Whether the JSON of a column has an object with some keys that an alternative allows."""
    patterns = [
        pattern for allowed in alternatives if (pattern := json_pattern(order, allowed)) is not None
    ]
    return Test(column, "match", "|".join(dict.fromkeys(patterns))) if patterns else FALSE
