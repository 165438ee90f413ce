"""Rows of a Parquet file, batch by batch, as the text that a CSV file would have.

The reader is Apache Arrow's own (`pyarrow`, Apache-2.0). It weighs more than the whole desk, so it is an extra: without
it a Parquet file is refused with the command that installs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from typing import Any, BinaryIO

import numpy as np

from otklik.domain.errors import DomainError
from otklik.intake.blocks import Block, column_of

BATCH_ROWS = 16_384


def read_parquet(file: BinaryIO) -> tuple[tuple[str, ...], Iterator[Block]]:
    """Names of the columns of a Parquet file, and its rows; a row's number stands for its line, from 1.

    Parameters
    ----------
    file
        Open for reading bytes, seekable; it stays open until the rows are read.

    Raises
    ------
    DomainError
        `reader_missing`: the package is not installed. `unreadable`: damaged; raised while reading, too.
    """
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise DomainError(
            "reader_missing",
            "Nothing that reads Parquet is installed.",
            remedy="Type pip install 'otklik[parquet]', or save the file as CSV.",
        ) from error
    try:
        source = parquet.ParquetFile(file)
        names = tuple(source.schema_arrow.names)
    except (arrow.ArrowException, OSError) as error:
        raise _damaged() from error
    return names, _blocks(source, arrow)


def _blocks(source: Any, arrow: Any) -> Iterator[Block]:
    row = 1
    try:
        for batch in source.iter_batches(batch_size=BATCH_ROWS):
            columns = tuple(column_of(_texts(column, arrow)) for column in batch.columns)
            yield Block(np.arange(row, row + batch.num_rows, dtype=np.int64), columns)
            row += batch.num_rows
    except (arrow.ArrowException, OSError) as error:
        raise _damaged() from error


def _texts(column: Any, arrow: Any) -> list[str]:
    """The values as text; what has no text of its own (lists, structures) as Python writes it."""
    with suppress(arrow.ArrowException):
        column = column.cast(arrow.string())
    return ["" if value is None else str(value) for value in column.to_pylist()]


def _damaged() -> DomainError:
    return DomainError(
        "unreadable", "The file is no readable Parquet.", remedy="Write it again, or save it as CSV."
    )
