"""Formulas over records."""

from bilateral.measures.volumes import Comparison, compare, totals

__all__ = ["Comparison", "compare", "totals"]
