"""Files of days on the command line: read whole, every fault with its line and what to do about it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from otklik.domain.errors import DomainError
from otklik.intake.day_columns import MOST_BYTES, LineFault

SAID = {
    "empty": "there is nothing in it; give a header and at least one line",
    "too_large": f"it is larger than {MOST_BYTES // 1_000_000} MB; split it",
    "encoding": "it is neither UTF-8 nor Windows-1251; save it as UTF-8",
    "columns": "a column is missing: {value}; name it in the first line",
    "bad_day": "{value!r} is no date; write 2026-12-31 or 31.12.2026",
    "bad_budget": "{value!r} is no amount; write roubles, for example 15000 or 15000.50",
    "bad_count": "{value!r} is no number of deliveries; write a whole number",
    "bad_flag": "{value!r} is neither yes nor no; leave it empty where there were places",
    "unknown_zone": "there is no zone {value!r}; `otklik fleet show` lists them",
    "twice": "{value} is there a second time; keep one line a day",
}


def read_bytes(name: str) -> bytes:
    """What is in a file; `-` is standard input.

    Raises
    ------
    DomainError
        `unreadable`.
    """
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise DomainError("unreadable", f"{name} can't be read.", place=name) from error


def refuse(name: str, faults: Sequence[LineFault]) -> NoReturn:
    """Print each fault and end with code 1: nothing was loaded."""
    for one in faults:
        line = f"line {one.line}: " if one.line else ""
        sys.stderr.write(f"otklik: {name}: {line}{SAID[one.what].format(value=one.value)}\n")
    sys.stderr.write("otklik: nothing was loaded\n")
    sys.exit(1)
