"""Files that are whole or not there: written beside their place and moved to it when done.

What :func:`open` does of itself stays as users know it: a new file has the rights that the umask
leaves, an old one keeps its own, a link leads to the file that is written, and a device or pipe
is written to as it stands. Only hard links part: the other names keep the old content. What a
program that was killed has left beside the file is removed when it is next written.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from bilateral.errors import BilateralError, WriteError, first_line
from bilateral.files.strays import part_of, sweep

__all__ = ["binary_file", "part_file", "text_file"]


@contextmanager
def binary_file(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A handle for bytes; they are the file's content once the block has ended without error.

    Args:
        path: The file to make or replace.

    Raises:
        WriteError: if the file cannot be written; it is then as it was before.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     with binary_file(Path(folder, "a.bin")) as handle:
        ...         size = handle.write(b"all of it")
        ...     Path(folder, "a.bin").read_bytes()
        b'all of it'
    """
    with part_file(path) as part, part.open("wb") as handle:
        yield handle


@contextmanager
def text_file(path: str | os.PathLike[str], *, new: bool = False) -> Iterator[TextIO]:
    r"""The same for text, in UTF-8; line ends are written as they are given.

    Args:
        path: The file to make or replace.
        new: Whether it must not be there yet.

    Raises:
        WriteError: if the file cannot be written, or half a letter is to be; it is then as it was
            before.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     with text_file(Path(folder, "a.csv")) as handle:
        ...         size = handle.write("a,b\r\n")
        ...     Path(folder, "a.csv").read_bytes()
        b'a,b\r\n'
    """
    try:
        with (
            part_file(path, new=new) as part,
            part.open("w", encoding="utf-8", newline="") as handle,
        ):
            yield handle
    except UnicodeEncodeError as error:
        raise WriteError(
            "a text that UTF-8 cannot hold", file=os.fspath(path), found=error.object[error.start]
        ) from None


@contextmanager
def part_file(path: str | os.PathLike[str], *, new: bool = False) -> Iterator[Path]:
    """Where to write a file to that is moved to its place once the block has ended without error.

    For libraries that write to a path; close what is opened there before the block ends.

    Args:
        path: The file to make or replace.
        new: Whether it must not be there yet.

    Raises:
        WriteError: if the file cannot be written; it is then as it was before.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     with part_file(Path(folder, "a.txt")) as part:
        ...         size = part.write_text("all of it")
        ...     [file.name for file in Path(folder).iterdir()]
        ['a.txt']
    """
    mode, target = _target(path)
    rights = None if mode is None else stat.S_IMODE(mode)
    if mode is not None and not stat.S_ISREG(mode):
        with _refusing(path, target):
            yield target
        return
    with _refusing(path):
        part = _new_part(target, 0o666 if rights is None else rights)
    try:
        with _refusing(path, part):
            yield part
        with _refusing(path):
            if rights is not None:
                part.chmod(rights)
            _settle(part, os.O_WRONLY)
            _put(part, target, new=new)
    finally:
        part.unlink(missing_ok=True)
    with suppress(OSError):  # not every system can settle a folder
        _settle(target.parent, os.O_RDONLY)


@contextmanager
def _refusing(path: str | os.PathLike[str], *files: Path) -> Iterator[None]:
    """What the system refuses is a refusal of a path; where files are given, only if of them.

    An error that names no file is that of a handle, such as a full disk.
    """
    try:
        yield
    except BilateralError:
        raise
    except OSError as error:
        named = error.filename
        if files and named is not None and named not in map(os.fspath, files):
            raise
        raise _refused(path, error) from error


def _target(path: str | os.PathLike[str]) -> tuple[int | None, Path]:
    """The mode of what is there now, if anything is, and the file that links lead to."""
    try:
        mode = Path(path).stat().st_mode
    except FileNotFoundError:
        return None, Path(os.path.realpath(path))
    except (OSError, ValueError) as error:  # ValueError: what is no path, as with a NUL in it
        raise _refused(path, error) from error
    if not stat.S_ISREG(mode):
        return mode, Path(path)
    if not os.access(path, os.W_OK):  # moving another file over it would not ask
        raise WriteError("cannot be written (it is read-only)", file=os.fspath(path))
    return mode, Path(os.path.realpath(path))


def _new_part(target: Path, rights: int) -> Path:
    """An empty file beside the target, with the rights less those that the umask takes."""
    sweep(target)
    part = part_of(target)
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, rights | stat.S_IWUSR))
    return part


def _put(part: Path, target: Path, *, new: bool) -> None:
    """Give a part the name of its file; where that is to be new, only if it is."""
    if not new:
        part.replace(target)
        return
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        part.replace(target)


def _settle(path: Path, flags: int) -> None:
    """Have the system bring to the disk what it has of a file or folder."""
    number = os.open(path, flags)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _refused(path: str | os.PathLike[str], error: OSError | ValueError) -> WriteError:
    words = getattr(error, "strerror", None) or first_line(error)
    return WriteError(f"cannot be written ({words})", file=os.fspath(path))
