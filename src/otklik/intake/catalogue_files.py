"""A catalogue of any kind from an open file: YML or a table, packed by gzip or not; what it is, its first bytes say."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, BinaryIO, cast

from otklik.domain.errors import DomainError
from otklik.intake.goods_files import CatalogueFile, read_goods_table
from otklik.intake.goods_rows import Reading
from otklik.intake.yml_feed import read_yml

MAX_BYTES = 1024 * 1_048_576
"""Of a catalogue, unpacked."""

_GZIP = b"\x1f\x8b"
_XML = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\x00", b"\xfe\xff\x00<", b"<\x00")


def read_catalogue(
    file: BinaryIO,
    filename: str,
    *,
    reading: Reading,
    zone: tzinfo,
    named: Mapping[str, str] | None = None,
) -> CatalogueFile:
    """The catalogue of a file.

    Parameters
    ----------
    file, filename
        Open for reading bytes, seekable, until the rows are read; and its name, whose ending says what a table is.
    reading, zone, named
        As `goods_files.read_goods_table`.

    Raises
    ------
    DomainError
        As `read_yml` and `read_goods_table`; `unreadable` for a damaged archive, or more than `MAX_BYTES`.
    """
    file.seek(0)
    packed = file.read(2) == _GZIP
    file.seek(0)
    opened = cast(BinaryIO, _Bounded(gzip.GzipFile(fileobj=file) if packed else file))
    start = opened.read(64).lstrip(b" \t\r\n")
    opened.seek(0)
    if start.startswith(_XML):
        found = read_yml(opened, reading=reading, zone=zone)
    else:
        name = filename.removesuffix(".gz") if packed else filename
        found = read_goods_table(opened, name, reading=reading, zone=zone, named=named)
    return found if not packed else _packed(found)


def _packed(found: CatalogueFile) -> CatalogueFile:
    return CatalogueFile(
        f"{found.form}, gzip",
        found.digest,
        found.with_goods,
        found.with_stock,
        found.rows,
        found.as_of_at,
        found.unknown,
    )


class _Bounded(io.RawIOBase):
    """A file that ends with an error where it is damaged, or longer than a catalogue may be."""

    def __init__(self, file: Any) -> None:
        super().__init__()
        self._file = file

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As of any file."""
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        """As of any file."""
        return int(self._file.tell())

    def read(self, size: int = -1) -> bytes:
        """The next bytes.

        Raises
        ------
        DomainError
            `unreadable`: the archive is damaged, or there are more than `MAX_BYTES`.
        """
        try:
            piece = bytes(self._file.read(size))
            at = self._file.tell()
        except (OSError, EOFError, zlib.error) as error:
            raise DomainError(
                "unreadable", "The archive is damaged, or breaks off.", remedy="Pack the file again."
            ) from error
        if at > MAX_BYTES:
            raise DomainError(
                "unreadable",
                f"The catalogue is longer than {MAX_BYTES // 1_048_576} MiB.",
                remedy="Send it in parts, one catalogue a store.",
            )
        return piece

    def readinto(self, buffer: Any) -> int:
        """As `read`, for readers that bring their own memory."""
        piece = self.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)
