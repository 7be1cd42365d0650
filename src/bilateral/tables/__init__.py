"""Records as tables: the same questions over data frames, files and databases."""

from bilateral._plugins import require

require("narwhals", extra="tables")
require("pyarrow", extra="tables")

from bilateral.tables.opening import scan
from bilateral.tables.table import Table

__all__ = ["Table", "scan"]
