"""Projects and trade."""

from __future__ import annotations

from bilateral import Quantity
from bilateral.model.records import Project, Trade, TradeLevel
from tests.model.records.kinds import (
    HAPPENED,
    check_counted,
    check_names,
    check_optional,
    check_roles,
    check_sides,
    check_words,
)


def test_a_project_is_of_a_holder_toward_another_or_of_two_parties() -> None:
    check_names(Project, "project", "projects")
    check_roles(Project, {"holder", "toward", "party", "third party"})
    check_sides(Project, {"holder", "party"}, {"toward", "party"})


def test_a_project_is_one_in_any_status() -> None:
    check_counted(Project, None)
    facts = {"industry": "gas", "asset": "a pipeline", "value": Quantity(2, "USD billion")}
    check_optional(Project, facts)


def test_trade_has_two_parties_or_a_supplier_and_a_recipient() -> None:
    check_names(Trade, "trade", "trades")
    check_roles(Trade, {"party", "supplier", "recipient"})
    check_sides(Trade, {"party", "supplier"}, {"party", "recipient"})
    check_counted(Trade, HAPPENED)
    check_words(Trade, "level", TradeLevel, "low, moderate, high")
    check_optional(Trade, {"value": Quantity("600..", "USD million")})
