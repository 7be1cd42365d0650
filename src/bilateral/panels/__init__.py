"""Panels: tables of units by time, with counts of records as bounds, and series beside them."""
