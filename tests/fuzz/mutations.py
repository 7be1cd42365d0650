"""Changes to bytes, told by other bytes: so that any source of bytes drives them."""

from __future__ import annotations

__all__ = ["mutated"]

TOKENS = (
    b"", b"\0", b"\n", b"\r", b"\t", b'"', b"'", b",", b";", b"{", b"[", b"]", b"}", b":", b"=",
    b"-", b"/", b"~", b"?", b"%", b"X", b"..", b"0", b"9" * 20, b"1" * 5000, b"[" * 3000,
    b"a." * 99,
    b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b"\xc3", b"\\ud800", b"\x1b[2J",
    "\u202e\u0130".encode(), b"null", b"NaN", b"1e999", b"true", b"{}", b"[]", b"-0", b"=1+1",
    b"\xf0\x9f\x87\xb5", b"\n\n", b"1 BC", b"0000", b"9999-12-31", b"%Y%Y", b"NA", b"...",
)  # fmt: skip
_EDIT = 5  # bytes that tell one change


def mutated(seed: bytes, script: bytes) -> bytes:
    """A seed changed as a script says: five bytes for what, where (two), how long, and by what.

    Args:
        seed: Something that is read.
        script: Any bytes.
    """
    made = bytearray(seed)
    for what, high, low, length, token in _edits(script):
        at = (high << 8 | low) % (len(made) + 1)
        part = bytes(made[at : at + length % 32])
        match what % 5:
            case 0:
                made[at:at] = TOKENS[token % len(TOKENS)]
            case 1:
                made[at : at + len(part)] = TOKENS[token % len(TOKENS)]
            case 2:
                del made[at : at + len(part)]
            case 3:
                made[at:at] = part * (token % 8)
            case _:
                made[at : at + 1] = bytes([token])
    return bytes(made)


def _edits(script: bytes) -> list[tuple[int, ...]]:
    whole = len(script) - len(script) % _EDIT
    return [tuple(script[at : at + _EDIT]) for at in range(0, whole, _EDIT)]
