"""From a text, such as that of a column, to the words of a command in it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from typing import TypeVar

from cyclopts import App, CycloptsError, Parameter

from bilateral.errors import BilateralError

__all__ = ["named", "parsed", "parts", "words_in"]

T = TypeVar("T")
_NAMED = re.compile(r"(\w+)=(.*)", re.DOTALL)


def words_in(text: str) -> list[str]:
    r"""The words of a text; what has blanks in it stands in quotes, and a backslash is itself.

    Raises:
        BilateralError: if a quote is open.

    Example:
        >>> words_in(r"visits --by 'South Korea' C:\data")
        ['visits', '--by', 'South Korea', 'C:\\data']
    """
    lexer = shlex.shlex(text, posix=True, punctuation_chars=False)
    lexer.whitespace_split, lexer.escape, lexer.commenters = True, "", ""
    try:
        return list(lexer)
    except ValueError:
        raise BilateralError("a quote that is not closed", found=text) from None


def named(text: str) -> tuple[str | None, str]:
    """The name that stands before words with an equals sign, if any does; and the words.

    Example:
        >>> named("trips=visits --by military")
        ('trips', 'visits --by military')
    """
    found = _NAMED.fullmatch(text.strip())
    return (found[1], found[2]) if found else (None, text)


def parsed(text: str, words: str, read: Callable[..., T]) -> T:
    """What a function makes of words that are its arguments.

    Args:
        text: All of the text, for what is said of a fault.
        words: The words.
        read: The function, annotated like a command.

    Raises:
        BilateralError: if it does not take them.
    """
    parser = App(
        help_flags=(),
        version_flags=(),
        default_parameter=Parameter(negative=()),
        result_action="return_value",
    )
    parser.default(read)
    try:
        made: T = parser(words_in(words), exit_on_error=False, print_error=False)
    except CycloptsError as error:
        raise BilateralError(str(error).rstrip(". "), found=text) from None
    return made


def parts(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words one by one, of which several may have a comma between them."""
    return tuple(part for word in words for part in word.split(",") if part)
