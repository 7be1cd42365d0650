"""The text of files as plain data: JSON, and TOML whose keys end."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from bilateral._patterns import pattern
from bilateral.errors import CodecError, MissingFileError, ReadError, first_line
from bilateral.files.notation import parsed_json

__all__ = ["parsed", "text_of"]

_MOST_PARTS = 64  # of a key; the time that a key takes grows with the square of them


def text_of(path: str | os.PathLike[str]) -> str:
    """The text of a file in UTF-8, with or without a mark.

    Args:
        path: The file.

    Raises:
        CodecError: if it is not UTF-8, or no path of a file.
        MissingFileError: if there is no such file.
        ReadError: if it cannot be read otherwise.
    """
    file = Path(path)
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        found = error.object[error.start : error.start + 4]
        raise CodecError("the file is not UTF-8", file=str(file), found=found) from error
    except ValueError as error:  # such as a NUL in it, or half a letter
        raise CodecError("no path of a file", found=str(file)) from error
    except FileNotFoundError as error:
        raise MissingFileError("no such file", file=str(file)) from error
    except OSError as error:
        problem = f"the file cannot be opened ({error.strerror})"
        raise ReadError(problem, file=str(file)) from error


def parsed(text: str, form: str, file: str | None = None) -> Any:  # what JSON and TOML give
    r"""The plain data of a text.

    Args:
        text: The text.
        form: ``"json"`` or ``"toml"``.
        file: Name of its file, for errors.

    Raises:
        CodecError: if the text is not of that form, has a key twice in one object, or one of too
            many parts.

    Example:
        >>> parsed("a.b = 1", "toml")
        {'a': {'b': 1}}
        >>> parsed('{"a": 1, "a": 2}', "json")
        Traceback (most recent call last):
            ...
        bilateral.errors.CodecError: the key 'a' stands 2 times in one object: field 'a'
    """
    try:
        if form == "json":
            return parsed_json(text)
        _check_keys(text)
        import tomllib  # put off: most files are JSON

        return tomllib.loads(text)
    except CodecError as error:
        raise error.at(file=file) from None
    except (ValueError, RecursionError) as error:  # ValueError: also a number of too many digits
        told = re.search("at line ([0-9]+)", str(error))  # of TOML, which has it there alone
        line = getattr(error, "lineno", None) or (int(told[1]) if told else None)
        problem = f"the file cannot be parsed ({first_line(error)})"
        raise CodecError(problem, file=file, line=line) from error


_PART = r"""(?:[\w-]++|"(?:[^"\\\n]|\\.){0,2000}+"|'[^'\n]*+')[ \t]*+"""
_LONG_KEY = pattern(rf"(?<![\w.-])(?:{_PART}\.[ \t]*+){{{_MOST_PARTS}}}")


def _check_keys(text: str) -> None:
    """Refuse what may be a key of very many parts."""
    if found := _LONG_KEY.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise CodecError(
            "a key of very many parts",
            line=line,
            found=found[0][:40],
            expected=f"at most {_MOST_PARTS}",
        )
