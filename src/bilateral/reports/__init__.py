"""Records as one page for a browser, which opens from a disk and asks nothing of the network."""

from bilateral.reports.page import report

__all__ = ["report"]
