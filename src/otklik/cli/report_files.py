"""Files of a report: the page that is carried away, and its orders as rows that `otklik audit` reads."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path

from otklik.analytics.exports import header_of, mapping_of, rows_of
from otklik.analytics.frames import OrderFrame
from otklik.domain.errors import DomainError

ENDINGS = (".csv", ".ndjson", ".parquet")


def write_orders(frame: OrderFrame, path: Path) -> Path:
    """Write the orders of a frame, and beside them the mapping by which they are read; the path of the mapping.

    Parameters
    ----------
    path
        Its ending is one of `ENDINGS`; the mapping has the same name and the ending `.toml`.

    Raises
    ------
    DomainError
        `unknown_format`; `reader_missing`: what writes Parquet is not installed; `unwritable`.
    """
    write = {".csv": _csv, ".ndjson": _ndjson, ".parquet": _parquet}.get(path.suffix.casefold())
    if write is None:
        raise DomainError(
            "unknown_format",
            f"{path.name} has no ending that says a format.",
            remedy=f"Use one of: {', '.join(ENDINGS)}.",
            place="--export",
        )
    beside = path.with_suffix(".toml")
    try:
        write(path, header_of(frame), rows_of(frame))
    except OSError as error:
        raise unwritable(path, "--export") from error
    write_text(beside, mapping_of(frame), "--export")
    return beside


def write_text(path: Path, text: str, place: str) -> None:
    """Write a file of text.

    Raises
    ------
    DomainError
        `unwritable`.
    """
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise unwritable(path, place) from error


def write_bytes(path: Path, content: bytes, place: str) -> None:
    """Write a file of bytes.

    Raises
    ------
    DomainError
        `unwritable`.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise unwritable(path, place) from error


def unwritable(path: Path, place: str) -> DomainError:
    """The error of a file that can't be written."""
    return DomainError(
        "unwritable",
        f"{path} can't be written.",
        remedy="Name a file in a folder that is yours.",
        place=place,
    )


def _csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _ndjson(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(dict(zip(header, row, strict=True)), ensure_ascii=False) + "\n")


def _parquet(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise DomainError(
            "reader_missing",
            "Nothing that writes Parquet is installed.",
            remedy="Type pip install 'otklik[parquet]', or export a CSV.",
            place="--export",
        ) from error
    columns = list(zip(*rows, strict=True)) or [()] * len(header)
    texts = [arrow.array([value or None for value in column], arrow.string()) for column in columns]
    parquet.write_table(arrow.table(texts, names=list(header)), str(path))
