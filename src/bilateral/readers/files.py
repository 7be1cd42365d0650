"""Files as they come: packed or not, in any encoding, with any line ends."""

from __future__ import annotations

import codecs
import hashlib
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path

import attrs

from bilateral.errors import BilateralError, MissingFileError, ReadError
from bilateral.model.ids import slug
from bilateral.readers.limits import Limits
from bilateral.readers.packing import opened, parted, stem_of

__all__ = ["SourceFile", "files_in", "is_folder", "mended", "state_of"]

_CHUNK = 1 << 20
_LONGEST_LINE = 4_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WINDOWS = "windows-1252"


def _as_latin_1(error: UnicodeError) -> tuple[str, int]:
    """The five bytes that Windows-1252 leaves open, as Latin-1 has them; cut text as a mark."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.encoding.startswith("utf"):
        return "\N{REPLACEMENT CHARACTER}", error.end
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("bilateral", _as_latin_1)


@attrs.frozen
class SourceFile:
    """A file on disk, looked through once.

    Attributes:
        path: Where it is; a path that goes on into an archive names a file in it.
        sha256: Hash of its bytes as they are on disk.
        encoding: Encoding of its text: that of its byte-order mark; else UTF-8 if all of it is
            that, UTF-16 where every other byte says so; else Windows-1252, which holds all that
            Latin-1 prints. None if it is no text.
        is_cut: Whether it was packed and its end is missing.
        has_nul: Whether its text has a NUL somewhere, as that of a damaged file.
        damage: What is wrong with its encoding, if something is.
        limits: How much may be in it.
    """

    path: Path
    sha256: str
    encoding: str | None
    is_cut: bool = False
    has_nul: bool = False
    damage: str | None = None
    limits: Limits = attrs.field(factory=Limits)

    @classmethod
    def at(cls, path: str | os.PathLike[str], limits: Limits | None = None) -> SourceFile:
        """Look through a file.

        Args:
            path: Where it is.
            limits: How much may be in it; by default that of :class:`Limits`.

        Raises:
            BilateralError: if there is no such file, or it cannot be unpacked.
            LimitError: if there is more in it.
        """
        file = Path(path)
        try:
            disk, _ = parted(file)
            if not disk.is_file():
                if disk.exists():
                    raise ReadError("not a plain file", file=str(file))
                raise MissingFileError("no such file", file=str(file))
            with disk.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except BilateralError:
            raise
        except OSError as error:
            problem = f"the file cannot be opened ({error.strerror})"
            raise ReadError(problem, file=str(file)) from error
        except ValueError as error:  # what is no path, as with a NUL or half a letter in it
            raise ReadError("no path of a file", file=ascii(str(file))) from error
        return cls(file, digest, None, limits=limits or Limits())._looked_through()

    @property
    def name(self) -> str:
        """Its name without the ending of a packer."""
        return stem_of(self.path.name)

    @property
    def ident(self) -> str:
        """An id for what is in it: its name, and the beginning of the hash of its bytes."""
        return f"{slug(Path(self.name).stem)}-{self.sha256[:8]}"

    @property
    def suffix(self) -> str:
        """The ending of its name in lower case, that of a packer aside."""
        return Path(self.name).suffix.lower()

    @contextmanager
    def unpacked(self) -> Iterator[BufferedReader]:
        """Its bytes, unpacked; of a file that is cut off as far as they are there.

        Raises:
            BilateralError: if it cannot be unpacked, or is an archive of several files.
        """
        with opened(*parted(self.path), is_cut=self.is_cut, limits=self.limits) as stream:
            try:
                yield stream
            except EOFError as error:
                problem = "the file cannot be unpacked (it is cut off)"
                raise ReadError(problem, file=str(self.path)) from error

    @contextmanager
    def lines(self) -> Iterator[Iterator[tuple[int, str]]]:
        """Its lines with their numbers, from 1; any kind of line end ends one.

        Of a file that is cut off the line in which it ends is left out.

        Raises:
            BilateralError: if it is no text.
        """
        if self.encoding is None:
            raise BilateralError("the file is not text", file=str(self.path))
        with self.unpacked() as raw:
            if self.damage is not None:
                raw.read(len(codecs.BOM_UTF8))
            with io.TextIOWrapper(raw, self.encoding, errors="bilateral") as text:
                yield self._numbered(text)

    def _numbered(self, text: io.TextIOWrapper) -> Iterator[tuple[int, str]]:
        number = 0
        while line := text.readline(_LONGEST_LINE):
            if self.is_cut and not line.endswith("\n"):
                return
            number += 1
            if len(line) == _LONGEST_LINE:
                raise BilateralError("a line too long to be data", file=str(self.path), line=number)
            yield number, line.rstrip("\n")

    def head(self, number: int = 60) -> list[tuple[int, str]]:
        """Its first lines, with their numbers."""
        with self.lines() as lines:
            return [line for _, line in zip(range(number), lines, strict=False)]

    def _looked_through(self) -> SourceFile:
        """The same with what its bytes say of its text."""
        decoder = codecs.getincrementaldecoder("utf-8")()
        encoding = "utf-8"  # the last character may be cut off with the file
        has_nul = is_cut = False
        marked: str | None = None  # the encoding that the first bytes name
        try:
            with opened(*parted(self.path), limits=self.limits) as stream:
                chunk = _beginning(stream)
                marked = next((name for mark, name in _BOMS if chunk.startswith(mark)), None)
                if marked == "utf-16":
                    return attrs.evolve(self, encoding=marked)
                if b"\0" in chunk:
                    return attrs.evolve(self, encoding=_utf_16_of(chunk))
                while chunk:
                    has_nul = has_nul or b"\0" in chunk
                    if encoding == "utf-8":
                        try:
                            decoder.decode(chunk)
                        except UnicodeDecodeError:
                            encoding = _WINDOWS
                    chunk = stream.read1(_CHUNK)
        except EOFError:
            is_cut = True
        damage = None
        if marked is not None and encoding == _WINDOWS:
            damage = "a mark of UTF-8 on text that is not; read as Windows-1252"
        elif marked is not None:
            encoding = marked
        return attrs.evolve(self, encoding=encoding, is_cut=is_cut, has_nul=has_nul, damage=damage)


_ENOUGH = 1 << 12  # bytes that tell what a file is


def _beginning(stream: BufferedReader) -> bytes:
    """The first bytes of a stream, as far as they are there before it is cut off."""
    found = stream.read1(_CHUNK)
    with suppress(EOFError):
        while len(found) < _ENOUGH and (more := stream.read1(_CHUNK)):
            found += more
    return found


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MOST_ASCII = 0.7


def _utf_16_of(chunk: bytes) -> str | None:
    """UTF-16 without a mark, in which nearly every other byte of most texts is 0; else None."""
    sample = chunk[: 1 << 16]
    if len(sample) % 2:
        return None
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if zeros.count(0) > _MOST_ASCII * len(zeros):
            with suppress(UnicodeDecodeError):
                text = sample.decode(encoding)
                if not _CONTROL.search(text):
                    return encoding
    return None


def state_of(path: object) -> tuple[int, int] | None:
    """Size and time of a file, which change if another is put in its place; None of no file."""
    try:
        found = Path(path).stat() if isinstance(path, str | os.PathLike) else None
    except (OSError, ValueError):  # ValueError: of what is no path
        return None
    return found and (found.st_size, found.st_mtime_ns)


def is_folder(path: str | os.PathLike[str]) -> bool:
    """Whether there is a folder of a name, be it no name that a file can have."""
    return os.path.isdir(path)  # noqa: PTH112 - a Path raises where a name is too long


def files_in(path: object) -> list[Path]:
    """The files of a folder and of those in it, by name; hidden ones are left aside.

    Args:
        path: The folder; a path that is none stands for itself.

    Raises:
        ReadError: if it is no path.
    """
    if not isinstance(path, str | os.PathLike):
        expected = "the path of a file; several frames are read one by one, or put together before"
        raise ReadError("no path of a file", found=type(path), expected=expected)
    folder = Path(path)
    if not is_folder(folder):
        return [folder]
    found = [
        file
        for file in folder.rglob("*")
        if file.is_file() and not any(part[0] in "._" for part in file.relative_to(folder).parts)
    ]
    return sorted(found)


_MANGLED = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]")


def mended(text: str) -> str:
    """Text that was UTF-8 and had been read as Windows-1252, as it was meant; else as it is.

    Example:
        >>> mended("C\u00c3\u00b4te d'Ivoire"), mended("C\u00f4te d'Ivoire")
        ("Côte d'Ivoire", "Côte d'Ivoire")
    """
    if text.isascii() or not _MANGLED.search(text):
        return text
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text
