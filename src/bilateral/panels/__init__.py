"""Panels: tables of units by time, with counts of records as bounds, and series beside them."""

from bilateral.panels.declared import Series, series
from bilateral.panels.opening import panel
from bilateral.panels.table import Panel

__all__ = ["Panel", "Series", "panel", "series"]
