"""Exports of past orders of any length that lie on no disk: each row is made when it is read.

Every order has its own number and instants that follow from it; `padding` makes rows as wide as those of a shop that
exports comments.
"""

import io

import numpy as np

HEADER = b"order_number,store,status,placed_at,answered_at,delivered_at,promised_at,total,comment\n"
STATUSES = (b"completed", b"cancelled", b"completed", b"new      ")
STEP_S = 61
"""An order comes so often."""


class LongFile(io.RawIOBase):
    """A CSV file of `rows` orders, open for reading bytes.

    Parameters
    ----------
    rows
        How many.
    padding
        Bytes of comment in each row.
    """

    def __init__(self, rows: int, padding: int = 8) -> None:
        self.rows, self.padding, self.at = rows, padding, 0
        self.width = len(_make_rows(0, 1, padding))
        self.size = len(HEADER) + rows * self.width

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be read again."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        self.at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self.at, io.SEEK_END: self.size}[whence]
        return self.at

    def read(self, size: int = -1) -> bytes:
        """The next bytes, made now."""
        end = self.size if size < 0 else min(self.at + size, self.size)
        head = HEADER[self.at : end]
        first = max(self.at - len(HEADER), 0) // self.width
        last = -(-max(end - len(HEADER), 0) // self.width)
        body = _make_rows(first, last, self.padding) if last > first else b""
        offset = max(self.at - len(HEADER), 0) - first * self.width
        piece = head + body[offset : offset + max(end - max(self.at, len(HEADER)), 0)]
        self.at = end
        return piece


def _make_rows(first: int, last: int, padding: int) -> bytes:
    """Rows `first` to `last`, all of one width."""
    row = np.arange(first, last)
    placed = np.datetime64("2019-01-01T00:00:00") + row * STEP_S
    answered = placed + (row * 7919) % 9_000
    delivered, promised = placed + 86_400 + (row * 104_729) % 200_000, placed + 200_000
    columns = [
        _digits(row, 10), _words(np.array([f"store {n}".encode() for n in range(8)]), row % 8),
        _words(np.array(STATUSES), row % 4), *map(_instants, (placed, answered, delivered, promised)),
        _digits(row % 90_000 + 10_000, 5), np.full((len(row), padding), ord("x"), np.uint8),
    ]  # fmt: skip
    comma = np.full((len(row), 1), ord(","), np.uint8)
    parts = [part for column in columns for part in (column, comma)]
    parts[-1] = np.full((len(row), 1), ord("\n"), np.uint8)
    return np.concatenate(parts, axis=1).tobytes()


def _digits(values: np.ndarray, places: int) -> np.ndarray:
    return (values[:, None] // 10 ** np.arange(places - 1, -1, -1) % 10 + 48).astype(np.uint8)


def _words(words: np.ndarray, places: np.ndarray) -> np.ndarray:
    width = words.dtype.itemsize
    letters = words.view(np.uint8).reshape(len(words), width)
    return np.where(letters == 0, ord(" "), letters)[places].astype(np.uint8)


def _instants(values: np.ndarray) -> np.ndarray:
    texts = np.datetime_as_string(values, unit="s").astype("S19")
    return texts.view(np.uint8).reshape(len(values), 19)


def main(rows: int, padding: int) -> None:
    """Read such a file, and print how long it took and how much memory the process had at most, as JSON."""
    import json
    import resource
    import time
    from datetime import UTC, datetime

    from otklik.domain.stores import Hours
    from otklik.intake.audit_files import read_audit
    from otklik.intake.audit_mapping import AuditMapping

    mapping = AuditMapping(
        zone="Europe/Moscow", currency="RUB", hours={"default": Hours("Mo-Fr 09:00-18:00", "")}
    )
    file = LongFile(rows, padding)
    before_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    read = read_audit(file, "orders.csv", mapping=mapping, now=datetime(2060, 1, 1, tzinfo=UTC))  # type: ignore[arg-type]
    print(json.dumps({
        "orders": len(read.frame), "bytes": file.size, "flaws": len(read.source.flaws),
        "took_s": time.perf_counter() - began, "before_kib": before_kib,
        "peak_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }))  # fmt: skip


if __name__ == "__main__":
    import sys

    main(*map(int, sys.argv[1:]))
