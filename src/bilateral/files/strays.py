"""Parts of files beside their place: how they are called, and which a program that died has left.

A part belongs to the process that its name tells. Where that is dead, as after a kill, nobody will
finish it. Of a process elsewhere, such as on another machine that shares the folder, that cannot
be asked: its part is left once nothing has been written to it for a day.
"""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

__all__ = ["part_of", "sweep"]

_LONGEST = 40  # letters of the name of a file, so that that of its part is never too long
_DAY = 24 * 60 * 60


def part_of(target: Path) -> Path:
    """A new name beside a file, which no pattern such as ``*.parquet`` finds.

    Args:
        target: The file.

    Example:
        >>> part_of(Path("folder", "a.csv")).name.startswith(".a.csv.")
        True
    """
    import secrets  # put off, as are others here: reading needs none

    name = f"{_beginning(target)}{_here()}-{os.getpid()}-{secrets.token_hex(4)}.part"
    return target.with_name(name)


def sweep(target: Path) -> None:
    """Remove the parts of a file that a program has left which died.

    Args:
        target: The file.
    """
    beginning = _beginning(target)
    with suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            if entry.name.startswith(beginning) and (told := _ENDING.search(entry.name)):
                with suppress(OSError):  # another may sweep at the same time
                    if _is_left(entry, told[1], int(told[2])):
                        Path(entry).unlink()


_ENDING = re.compile(r"\.([0-9a-f]{8})-([0-9]{1,9})-[0-9a-f]{8}\.part$")


def _beginning(target: Path) -> str:
    return f".{target.name[:_LONGEST]}."


def _is_left(entry: os.DirEntry[str], where: str, process: int) -> bool:
    if where == _here() and os.name == "posix":  # elsewhere to ask a process may end it
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        except OSError:  # it is there, and another user's
            return False
        return False
    return time.time() - entry.stat(follow_symlinks=False).st_mtime > _DAY


@cache
def _here() -> str:
    """What tells the processes that have their numbers together from those elsewhere."""
    import hashlib
    import platform

    space = ""
    with suppress(OSError):  # of Linux, where a container numbers its own
        space = str(Path("/proc/self/ns/pid").readlink())
    return hashlib.blake2b(f"{platform.node()} {space}".encode(), digest_size=4).hexdigest()
