"""A column of dates and times, many cells at once: what each cell says, and what had to be found out about the column.

Day and month are told apart by the rows that leave no choice; where none does, the column is refused unless somebody
says which comes first. A cell that can't be read is marked, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from otklik.domain.errors import DomainError
from otklik.domain.zones import DAY_S
from otklik.intake.blocks import Bytes, Column, Places
from otklik.intake.grown_arrays import GrownArray
from otklik.intake.instant_shapes import Shape, plain_of, shape_of

States = NDArray[np.uint8]

EMPTY, WALL, EXACT, DATE, UNREADABLE, NO_YEAR = range(6)
"""What a cell is: nothing; a time without and with its zone; a date alone; no date; a year that can't be right."""

_STATE, _OPEN, _DAY_FIRST, _MONTH_FIRST = 0x0F, 0x10, 0x20, 0x40
_EARLIEST_S, _LATEST_S = 631_152_000, 4_102_444_800  # 1990 and 2100, as in instants.py
_NOTHING = frozenset(
    {b"-", b"--", b"null", b"none", b"nan", b"nat", b"n/a", b"\\n", "—".encode(), "нет".encode()}
)
_LONGEST = 64
_TRIES = 6
"""So many shapes of one length are read together; in a column with more the rest is sorted by shape first."""
_SAMPLES, _SHAPES = 3, 32
_ZEROS = re.compile(rb"0+")


@dataclass(slots=True)
class InstantColumn:
    """One column while it is read.

    Parameters
    ----------
    name
        As it stands in the header.
    wall_s, states
        Seconds since 1970, by the wall clock or UTC, and what each cell is.
    samples
        Way of writing → index of the first row that has it, and its text.
    first_rows
        Sign of the order of day and month → index of the first row that shows it.
    """

    name: str
    wall_s: GrownArray[np.int64] = field(default_factory=lambda: GrownArray(np.int64))
    states: GrownArray[np.uint8] = field(default_factory=lambda: GrownArray(np.uint8))
    samples: dict[bytes, tuple[int, str]] = field(default_factory=dict)
    first_rows: dict[int, int] = field(default_factory=dict)
    length: int = 0

    def read(self, column: Column) -> None:
        """Read one block's cells."""
        column = column.trimmed()
        wall_s = np.zeros(len(column), np.int64)
        states = np.full(len(column), EMPTY, np.uint8)
        for length in column.lengths():
            rows, texts = column.of_length(min(length, _LONGEST))
            if length > _LONGEST:
                states[column.ends - column.starts == length] = UNREADABLE
                continue
            for chosen in _by_shape(texts) if length else ():
                wall_s[rows[chosen]], states[rows[chosen]] = self._parse(texts[chosen], rows[chosen])
        for sign in (_OPEN, _DAY_FIRST, _MONTH_FIRST):
            if sign not in self.first_rows and (states & sign).any():
                self.first_rows[sign] = self.length + int(np.argmax(states & sign != 0))
        self.wall_s.append(wall_s)
        self.states.append(states)
        self.length += len(column)

    def _parse(self, texts: Bytes, rows: Places) -> tuple[Places, States]:
        sample = texts[0].tobytes()
        plain = plain_of(sample)
        shape = shape_of(plain)
        if shape is None:
            state = EMPTY if sample.lower() in _NOTHING else UNREADABLE
            return np.zeros(len(texts), np.int64), np.full(len(texts), state, np.uint8)
        wall_s, states = _read_shape(shape, texts)
        read = np.flatnonzero((states & _STATE >= WALL) & (states & _STATE <= DATE))
        way = _ZEROS.sub(b"0", plain)  # 9:05 and 19:05 are written in one way
        if len(read) and (way in self.samples or len(self.samples) < _SHAPES):
            here = (self.length + int(rows[read[0]]), texts[read[0]].tobytes().decode())
            self.samples[way] = min(self.samples.get(way, here), here)
        return wall_s, states

    def finish(self, dates: str, lines: Places) -> tuple[Places, States]:
        """The whole column: seconds and states.

        Parameters
        ----------
        dates
            ``day_first``, ``month_first``, or empty: the column itself must show it.
        lines
            Of the file, by row, for the place of an error.

        Raises
        ------
        DomainError
            `dates_ambiguous`: nothing in the column shows whether day or month comes first, or rows contradict.
        """
        wall_s, signs = self.wall_s.finish(), self.states.finish()
        states: States = (signs & _STATE).astype(np.uint8)
        order = dates or self._order(lines)
        if order == "month_first":
            swapped = np.flatnonzero(signs & _OPEN)
            wall_s[swapped] = _swap(wall_s[swapped])
        if dates:
            states[signs & (_MONTH_FIRST if dates == "day_first" else _DAY_FIRST) != 0] = UNREADABLE
        return wall_s, states

    def _order(self, lines: Places) -> str:
        """What the column shows of its order."""
        day, month = self.first_rows.get(_DAY_FIRST), self.first_rows.get(_MONTH_FIRST)
        if day is not None and month is not None:
            what = f"In line {lines[day]} the day comes first, in line {lines[month]} the month."
            raise _ambiguous(self.name, what, int(lines[max(day, month)]))
        if day is None and month is None and _OPEN in self.first_rows:
            what = "Nothing in the column shows whether the day or the month comes first."
            raise _ambiguous(self.name, what, int(lines[self.first_rows[_OPEN]]))
        return "month_first" if month is not None else "day_first"

    def first_samples(self) -> list[tuple[int, str]]:
        """Rows and texts of the first cells of each shape, at most three, in the file's order."""
        return sorted(self.samples.values())[:_SAMPLES]


def _by_shape(texts: Bytes) -> Iterator[Places]:
    """The rows of texts of one length, those of one shape together."""
    rest = np.arange(len(texts))
    for _ in range(_TRIES):
        if not len(rest):
            return
        sample = texts[rest[0]]
        digits = sample - 48 <= 9
        among = texts[rest]
        fits = (among[:, digits] - 48 <= 9).all(axis=1) & (among[:, ~digits] == sample[~digits]).all(axis=1)
        yield rest[fits]
        rest = rest[~fits]
    groups: dict[bytes, list[int]] = {}
    for row in rest.tolist():
        groups.setdefault(plain_of(texts[row].tobytes()), []).append(row)
    for rows in groups.values():
        yield np.array(rows, np.int64)


def _read_shape(shape: Shape, texts: Bytes) -> tuple[Places, States]:
    year, month, day = (shape.number(part, texts) for part in ("year", "month", "day"))
    nothing = (year == 0) & (month == 0) & (day == 0)
    if shape.parts["year"].stop - shape.parts["year"].start == 2:
        year += 2000
    signs = np.zeros(len(texts), np.uint8)
    if shape.order == "open":
        signs[(day <= 12) & (month <= 12) & (day != month)] = _OPEN
        signs[(day > 12) & (month <= 12)] = _DAY_FIRST
        signs[(day <= 12) & (month > 12)] = _MONTH_FIRST
        day, month = np.where(month > 12, month, day), np.where(month > 12, day, month)
    time_s, is_time = _read_time(shape, texts)
    is_day = (month >= 1) & (month <= 12) & (day >= 1)
    months = (year - 1970) * 12 + np.clip(month, 1, 12) - 1
    first = months.astype("M8[M]").astype("M8[D]").astype(np.int64)
    following = (months + 1).astype("M8[M]").astype("M8[D]").astype(np.int64)
    is_day &= day <= following - first
    wall_s = (first + day - 1) * DAY_S + time_s
    state = DATE if "hour" not in shape.parts else EXACT if shape.has_zone else WALL
    states = np.full(len(texts), state, np.uint8)
    states[(wall_s < _EARLIEST_S) | (wall_s >= _LATEST_S)] = NO_YEAR
    states[~(is_day & is_time) | (shape.has_zone & (signs != 0))] = UNREADABLE
    states[nothing] = EMPTY
    return wall_s, np.where(states <= DATE, states | signs, states).astype(np.uint8)


def _read_time(shape: Shape, texts: Bytes) -> tuple[Places, NDArray[np.bool_]]:
    """Seconds of the day, less the offset from UTC, and whether there is such a time."""
    hour, minute, second = (shape.number(part, texts) for part in ("hour", "minute", "second"))
    is_time = (minute < 60) & (second < 60) & (hour < 24)
    if shape.noon:
        is_time &= (hour >= 1) & (hour <= 12)
        hour = hour % 12 + (12 if shape.noon == "p" else 0)
    zone_hour, zone_minute = (shape.number(part, texts) for part in ("zone_hour", "zone_minute"))
    is_time &= (zone_hour <= 14) & (zone_minute < 60)
    return hour * 3600 + minute * 60 + second - shape.sign * (zone_hour * 3600 + zone_minute * 60), is_time


def _swap(wall_s: Places) -> Places:
    """The same numbers with day and month in each other's place."""
    days = wall_s // DAY_S
    months = days.astype("M8[D]").astype("M8[M]").astype(np.int64)
    day = days - months.astype("M8[M]").astype("M8[D]").astype(np.int64) + 1
    swapped = months - months % 12 + day - 1
    first = swapped.astype("M8[M]").astype("M8[D]").astype(np.int64)
    return (first + months % 12) * DAY_S + wall_s % DAY_S


def _ambiguous(name: str, message: str, line: int) -> DomainError:
    return DomainError(
        "dates_ambiguous",
        message,
        remedy='Say it in the mapping: dates = "day_first" or dates = "month_first".',
        place=f"line {line}, {name}",
    )
