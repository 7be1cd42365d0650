"""Text that a spreadsheet would take for a formula, in files of comma-separated values.

Such a text gets an apostrophe in front; so does one that has an apostrophe there already, so that
what is read back is what was written. Source: https://owasp.org/www-community/attacks/CSV_Injection.
"""

from __future__ import annotations

import re

__all__ = ["ESCAPED", "FORMULA", "formula_escaped"]

FORMULA = r"^'*[=+@\-\t\r]"
"""What gets an apostrophe, as a regular expression of RE2."""
ESCAPED = r"^'+[=+@\-\t\r]"
"""What has one that is to be taken off."""


def formula_escaped(text: str) -> str:
    """A text as a cell of CSV, with an apostrophe before it if it needs one.

    Example:
        >>> formula_escaped("=1+1"), formula_escaped("Bajwa"), formula_escaped("'-")
        ("'=1+1", 'Bajwa', "''-")
    """
    return f"'{text}" if re.match(FORMULA, text) else text
