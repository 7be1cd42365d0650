r"""Text that another program would obey, in files of comma-separated values.

What a spreadsheet would take for a formula gets an apostrophe in front; so does what has an
apostrophe there already. What a terminal or editor would obey is written as JSON has it: its
number after ``\u``; and so is the backslash of a text that has any, or a ``\u`` of its own. So
what is read back is what was written. Source:
https://owasp.org/www-community/attacks/CSV_Injection.
"""

from __future__ import annotations

import re

__all__ = ["ESCAPED", "FORMULA", "OBEYED", "formula_escaped", "numbered"]

FORMULA = r"^'*[=+@\-\t\r]"
"""What gets an apostrophe, as a regular expression of RE2."""
ESCAPED = r"^'+[=+@\-\t\r]"
"""What has one that is to be taken off."""

_MARKS = r"\x00-\x08\x0b\x0c\x0e-\x1c\x7f-" + "\x9f\u2028-\u202e\u2066-\u2069"
# Not those that part the texts of one cell, which nothing obeys.
OBEYED = rf"[{_MARKS}]|\\u"
"""What makes a text one of which marks and backslashes are numbered, likewise."""
_NUMBERED = re.compile(rf"[{_MARKS}\\]")


def numbered(text: str) -> str:
    r"""A text with the numbers of what no program should obey, and of backslashes.

    Example:
        >>> numbered("a\x1b[2J"), numbered(r"C:\users")
        ('a\\u001b[2J', 'C:\\u005cusers')
    """
    return _NUMBERED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def formula_escaped(text: str) -> str:
    """A text as a cell of CSV, with an apostrophe before it if it needs one.

    Example:
        >>> formula_escaped("=1+1"), formula_escaped("Bajwa"), formula_escaped("'-")
        ("'=1+1", 'Bajwa', "''-")
    """
    return f"'{text}" if re.match(FORMULA, text) else text
