"""Formulas over records."""
