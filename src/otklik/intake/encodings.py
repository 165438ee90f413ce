"""In which encoding a text file is, found by reading it through once, and its lines in blocks of UTF-8.

A file is never held whole: what is kept is one block, cut at the end of a line. An encoding that is not certain is
refused, not guessed. It must not know what the lines mean.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from otklik.domain.errors import DomainError

BLOCK_BYTES = 1_048_576
MAX_LINE_BYTES = 16 * BLOCK_BYTES
"""No export has a longer line; without a bound a file without line ends would be held whole."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_TEXT_BYTES = bytes(byte for byte in range(256) if byte >= 32 or byte in b"\t\n\r")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MIXED_WORD = re.compile(r"\b\w*(?:[A-Za-z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][A-Za-z])\w*\b")
_CYRILLIC_WORD = re.compile(r"\b\w*[а-яёА-ЯЁ]\w*\b")
_PROBED_BYTES = 16 * BLOCK_BYTES
"""So much of a file decides whether it is Cyrillic."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What one reading of a file showed.

    Parameters
    ----------
    digest
        SHA-256 of its bytes, in hex.
    encoding
        `utf-8`, `utf-8-sig`, `utf-16`, `utf-16-le` or `windows-1251`.
    """

    digest: str
    encoding: str


def digest_of(file: BinaryIO) -> str:
    """SHA-256 of a file's bytes, in hex; the file is at its beginning afterwards."""
    digest = hashlib.sha256()
    file.seek(0)
    while piece := file.read(BLOCK_BYTES):
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def survey_text(file: BinaryIO) -> Survey:
    """Digest and encoding of a text file; the file is at its beginning afterwards.

    Parameters
    ----------
    file
        Open for reading bytes, seekable.

    Raises
    ------
    DomainError
        `unreadable`: control characters, or an encoding that is not certain.
    """
    file.seek(0)
    start = file.read(4)
    file.seek(0)
    encoding = next((name for mark, name in _MARKS if start.startswith(mark)), "")
    if not encoding and start[1:2] == b"\0" and start[:1] != b"\0":
        encoding = "utf-16-le"
    if encoding.startswith("utf-16"):
        return Survey(digest_of(file), encoding)
    digest, utf8 = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    lines, is_utf8 = 1, True
    while piece := file.read(BLOCK_BYTES):
        digest.update(piece)
        if piece.translate(None, _TEXT_BYTES):
            raise _no_text(lines, piece)
        lines += piece.count(b"\n")
        is_utf8 = is_utf8 and _accepts(utf8, piece)
    is_utf8 = is_utf8 and _accepts(utf8, b"", final=True)
    if not is_utf8:
        if encoding:
            raise damaged()
        _check_cyrillic(file)
        encoding = "windows-1251"
    file.seek(0)
    return Survey(digest.hexdigest(), encoding or "utf-8")


def read_lines(file: BinaryIO, encoding: str) -> Iterator[bytes]:
    """The text of a file in UTF-8, without a byte order mark, in blocks that end where a line ends.

    Parameters
    ----------
    file
        As surveyed; read from its beginning.
    encoding
        As `survey_text` found it.

    Raises
    ------
    DomainError
        `unreadable`: what is read is no text of that encoding, or a line is longer than `MAX_LINE_BYTES`.
    """
    rest, lines = b"", 1
    for piece in _pieces(file, encoding):
        block = rest + piece if rest else piece
        end = block.rfind(b"\n") + 1 or block.rfind(b"\r", 0, -1) + 1
        if not end and len(block) > MAX_LINE_BYTES:
            raise DomainError(
                "unreadable",
                f"A line is longer than {MAX_LINE_BYTES // BLOCK_BYTES} MiB.",
                remedy="Export the file again, one order a line.",
                place=f"line {lines}",
            )
        lines += block.count(b"\n")
        rest = block[end:]
        if end:
            yield block[:end]
    if rest:
        yield rest


def _pieces(file: BinaryIO, encoding: str) -> Iterator[bytes]:
    file.seek(3 if encoding == "utf-8-sig" else 0)
    if encoding.startswith("utf-8"):
        while piece := file.read(BLOCK_BYTES):
            yield piece
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 1
    while True:
        piece = file.read(BLOCK_BYTES)
        try:
            text = decoder.decode(piece, final=not piece).encode()
        except (UnicodeDecodeError, UnicodeEncodeError) as error:
            raise damaged() from error
        if text.translate(None, _TEXT_BYTES):
            raise _no_text(lines, text)
        lines += text.count(b"\n")
        yield text
        if not piece:
            return


def _accepts(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> bool:
    if piece.isascii() and not final and decoder.getstate()[0] == b"":
        return True
    try:
        decoder.decode(piece, final=final)
    except UnicodeDecodeError:
        return False
    return True


def _check_cyrillic(file: BinaryIO) -> None:
    """Refuse a file whose words, read as Windows-1251, are no Cyrillic words."""
    file.seek(0)
    mixed = cyrillic = 0
    for _ in range(_PROBED_BYTES // BLOCK_BYTES):
        piece = file.read(BLOCK_BYTES)
        if not piece.isascii():
            try:
                text = piece.decode("cp1251")
            except UnicodeDecodeError as error:
                raise damaged() from error
            mixed += len(_MIXED_WORD.findall(text))
            cyrillic += len(_CYRILLIC_WORD.findall(text))
    if 10 * mixed > cyrillic:
        raise DomainError(
            "unreadable", "The encoding of the file is not certain.", remedy="Save it in UTF-8."
        )


def damaged() -> DomainError:
    """The refusal of bytes that are no text in their encoding."""
    return DomainError(
        "unreadable", "The file is damaged or in another encoding.", remedy="Save it in UTF-8."
    )


def _no_text(lines: int, piece: bytes) -> DomainError:
    match = _CONTROL.search(piece)
    lines += piece.count(b"\n", 0, match.start() if match else 0)
    return DomainError(
        "unreadable",
        "The file contains control characters: it is no text.",
        remedy="Save it as CSV.",
        place=f"line {lines}",
    )
