"""Packed files: what is in them, by what their bytes say and not by their names."""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path, PurePosixPath
from typing import Any, Protocol, cast

from bilateral._plugins import require
from bilateral.errors import BilateralError, MissingFileError, ReadError
from bilateral.readers.limits import Limits

__all__ = ["members_of", "opened", "parted", "stem_of"]

_PACKERS = re.compile(r"\.(?:gz|bgz|zip|xz|bz2|zst)$", re.IGNORECASE)
_UNPACKING = (  # broken, encrypted, packed in a way that is not known
    zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, lzma.LZMAError, RuntimeError,
    NotImplementedError,
)  # fmt: skip
_BOOKS = {"[Content_Types].xml", "mimetype"}  # a workbook is an archive, too
_USUAL = Limits()
_OF_PROGRAMS = re.compile(r"(?:^|/)(?:__MACOSX/|\._|\.DS_Store$|Thumbs\.db$)")


def stem_of(name: str) -> str:
    """The name of a file without the ending of a packer."""
    return _PACKERS.sub("", name)


def parted(path: Path) -> tuple[Path, str | None]:
    """A path that may go into an archive, as the file on disk and the member of it.

    Example:
        >>> parted(Path("no/such/file.csv"))[1] is None
        True
    """
    if not path.exists():
        for parent in path.parents:
            if parent.is_file() and zipfile.is_zipfile(parent):
                return parent, path.relative_to(parent).as_posix()
    return path, None


@contextmanager
def opened(
    path: Path, member: str | None = None, *, is_cut: bool = False, limits: Limits = _USUAL
) -> Iterator[BufferedReader]:
    """The bytes of a file, unpacked if it is packed.

    A stream that is cut off raises :class:`EOFError` where it ends, unless that is known.

    Args:
        path: The file on disk.
        member: Which file of an archive.
        is_cut: Whether it is known to be cut off.
        limits: How much may be in it.

    Raises:
        BilateralError: if it cannot be unpacked, or is an archive of several files.
        LimitError: from the stream, where it has given more than the limits allow.
        MissingFileError: if the archive has no such file.
        MissingExtraError: for Zstandard, without the extra ``zstd``.
    """
    with path.open("rb") as plain:
        head = plain.read(6)
        plain.seek(0)

        def as_far(stream: _Unpacking) -> BufferedReader:
            return BufferedReader(_AsFarAsThere(stream, path, limits, is_cut=is_cut))

        try:
            if head.startswith(b"\x1f\x8b"):
                with gzip.open(plain, "rb") as unzipped:
                    yield as_far(unzipped)
            elif head.startswith(b"BZh"):
                with bz2.open(plain, "rb") as unpacked:
                    yield as_far(unpacked)
            elif head == b"\xfd7zXZ\x00":
                with lzma.open(plain, "rb") as unpacked_xz:
                    yield as_far(unpacked_xz)
            elif head.startswith(b"\x28\xb5\x2f\xfd"):
                zstandard = require("zstandard", extra="zstd")
                with zstandard.ZstdDecompressor().stream_reader(plain) as unpacked:
                    yield as_far(unpacked)
            elif members := members_of(path):
                with zipfile.ZipFile(plain) as archive:
                    yield from _of_archive(archive, members, member, path, limits)
            else:
                yield plain
        except _UNPACKING as error:
            raise BilateralError(
                f"the file cannot be unpacked ({error})", file=str(path)
            ) from error


class _Unpacking(Protocol):
    """A stream that unpacks as it is read."""

    def read1(self, size: int, /) -> bytes: ...


class _AsFarAsThere(RawIOBase):
    """The bytes of a packed stream up to the limits, those before a cut given before it is met.

    The streams themselves fill what they are asked for, and lose it where the cut comes first.
    """

    def __init__(self, stream: _Unpacking, path: Path, limits: Limits, *, is_cut: bool) -> None:
        self._stream = stream
        self._path = path
        self._packed = path.stat().st_size
        self._limits = limits
        self._is_cut = is_cut
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:  # whatever can be written to
        view = memoryview(buffer)
        try:
            found = self._stream.read1(len(view))
        except EOFError:
            if not self._is_cut:
                raise
            found = b""
        view[: len(found)] = found
        self._size += len(found)
        self._limits.check_unpacked(self._size, self._packed, str(self._path))
        return len(found)


def _of_archive(
    archive: zipfile.ZipFile,
    members: tuple[str, ...],
    member: str | None,
    path: Path,
    limits: Limits,
) -> Iterator[BufferedReader]:
    if member is None and len(members) > 1:
        raise ReadError(
            "an archive of several files",
            file=str(path),
            found=list(members[:9]),
            expected=f"one of them, such as {PurePosixPath(path.as_posix(), members[0])}",
        )
    if member is not None and member not in members:
        raise MissingFileError("no such file in the archive", file=str(path), found=member)
    info = archive.getinfo(member or members[0])
    limits.check_unpacked(info.file_size, info.compress_size, str(path))  # and no more is given
    with archive.open(info) as unpacked:
        yield BufferedReader(cast("RawIOBase", unpacked))  # which typeshed has as IO


def members_of(path: Path) -> tuple[str, ...]:
    """The files in an archive, those left aside that programs put there; none of another file.

    A workbook, which is an archive by its form, is another file.

    Raises:
        BilateralError: if it is an archive that cannot be read, or has nothing in it.
    """
    with path.open("rb") as stream:
        if stream.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
            return ()
    try:
        with zipfile.ZipFile(path) as archive:
            names = [item.filename for item in archive.infolist() if not item.is_dir()]
    except _UNPACKING as error:
        raise BilateralError(f"the file cannot be unpacked ({error})", file=str(path)) from error
    if _BOOKS & set(names):
        return ()
    found = tuple(name for name in names if not _OF_PROGRAMS.search(name))
    if not found:
        raise ReadError("an archive of no files", file=str(path), expected="one file in it")
    return found
