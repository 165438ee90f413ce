"""How commands print: aligned tables, JSON, and instants in the zone of whoever they concern."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo


def to_json(value: Any) -> str:
    """The value as JSON, readable and exact."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def width_of(text: str) -> int:
    """Columns that a text takes on a terminal."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a table with aligned columns; without rows one line that says so."""
    body = [[str(cell) for cell in row] for row in rows]
    if not body:
        return ["(none)"]
    every = [list(header), *body]
    widths = [max(width_of(row[column]) for row in every) for column in range(len(header))]
    return [
        "  ".join(
            cell + " " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in every
    ]


def local(at: datetime | None, zone: ZoneInfo, *, seconds: bool = False) -> str:
    """An instant on the wall of a zone, `2026-03-19 11:02`; a dash for none."""
    if at is None:
        return "-"
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M")


def span(length: timedelta) -> str:
    """A length of time in its two largest units: `2 d 3 h`, `34 min`, `12 s`."""
    left = int(abs(length).total_seconds())
    parts = []
    for unit, size in (("d", 86_400), ("h", 3600), ("min", 60), ("s", 1)):
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count} {unit}")
        elif parts:
            break
    return " ".join(parts[:2]) or "0 s"


def safe(text: str) -> str:
    """A text from outside that can't steer the terminal: control characters are shown, not obeyed."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
