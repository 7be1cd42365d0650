"""Records as tables: the same questions over data frames, files and databases."""

from bilateral._plugins import require

require("narwhals", extra="tables")
require("pyarrow", extra="tables")

from bilateral.frames.scan import scan
from bilateral.frames.table import Table

__all__ = ["Table", "scan"]
