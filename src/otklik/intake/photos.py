"""Pictures that a courier takes at a door: JPEG and PNG, without what the camera writes beside the picture.

A phone writes into a picture where and when it was taken and by whose phone; none of that is the proof, and all of it
is personal. Pure: bytes in, bytes out.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from otklik.domain.errors import DomainError

LARGEST = 12 * 1024 * 1024
"""Bytes of a picture."""

JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
KEPT_CHUNKS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP"})
"""Of a PNG."""


@dataclass(frozen=True, slots=True)
class Photo:
    """One picture: its bytes, and the ending of its name."""

    body: bytes
    ending: str


def parse_photo(raw: bytes) -> Photo:
    """The picture without its metadata.

    Raises
    ------
    DomainError
        `bad_photo`: empty, larger than `LARGEST`, or neither JPEG nor PNG.
    """
    if not raw or len(raw) > LARGEST:
        raise _bad()
    try:
        if raw.startswith(JPEG):
            return Photo(b"".join(_jpeg(raw)), "jpg")
        if raw.startswith(PNG):
            return Photo(PNG + b"".join(_png(raw)), "png")
    except (IndexError, struct.error) as error:
        raise _bad() from error
    raise _bad()


def _jpeg(raw: bytes) -> Iterator[bytes]:
    """The segments without comments and without what applications write, but for the colours (APP0, APP14, APP2)."""
    yield raw[:2]
    at = 2
    while True:
        if raw[at] != 0xFF:
            raise IndexError(at)
        kind = raw[at + 1]
        if kind == 0xDA:  # the picture itself, to the end
            yield raw[at:]
            return
        (length,) = struct.unpack(">H", raw[at + 2 : at + 4])
        segment = raw[at : at + 2 + length]
        if len(segment) < 2 + length or length < 2:
            raise IndexError(at)
        is_told = kind == 0xFE or (0xE0 <= kind <= 0xEF and kind not in (0xE0, 0xE2, 0xEE))
        if not is_told:
            yield segment
        at += 2 + length


def _png(raw: bytes) -> Iterator[bytes]:
    at = len(PNG)
    while at < len(raw):
        (length,) = struct.unpack(">I", raw[at : at + 4])
        kind, chunk = raw[at + 4 : at + 8], raw[at : at + 12 + length]
        if len(chunk) < 12 + length:
            raise IndexError(at)
        if kind in KEPT_CHUNKS:
            yield chunk
        if kind == b"IEND":
            return
        at += 12 + length
    raise IndexError(at)


def _bad() -> DomainError:
    return DomainError(
        "bad_photo",
        "This is no picture that can be kept.",
        remedy="Take it anew, as JPEG or PNG, up to 12 MB.",
        place="photo",
    )
