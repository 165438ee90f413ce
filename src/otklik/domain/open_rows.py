"""The questions of `open_time` about millions of rows at once: the same answers, the same refusals.

Rows are taken in chunks that stay in the processor's cache. A chunk in doubt (a refusal, a gap of more than a year) is
asked row by row as `Timeline` answers, so that the two can't differ.
It must not convert dates: int64 seconds since 1970 UTC come in and go out.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from otklik.domain.errors import DomainError
from otklik.domain.open_buckets import Seconds
from otklik.domain.open_time import (
    FIRST_S,
    LAST_S,
    LIMIT_S,
    OpenTime,
    Timeline,
    check_duration,
    check_range,
)

_CHUNK = 1 << 15


class _Doubt(Exception):
    """Some row of the chunk needs a closer look."""


def add_many(timeline: Timeline, starts_s: ArrayLike, seconds: ArrayLike) -> Seconds:
    """Return `Timeline.add` of each row, and the start itself where there are 0 seconds to add."""

    def answer(starts_s: Seconds, seconds: Seconds) -> Seconds:
        first_s, last_s = _ends(starts_s)
        least_s, most_s = int(seconds.min()), int(seconds.max())
        if least_s < 0 or most_s > LAST_S - last_s:
            raise _Doubt
        index = timeline.covering(first_s, last_s + most_s)
        while True:
            if _may_be_closed(index, first_s):
                raise _Doubt
            lookup = index.lookup(len(starts_s))
            targets_s = lookup.totals(starts_s)
            targets_s += seconds
            if targets_s.max() <= index.totals[-1]:
                break
            index = timeline.grow_later(index, first_s)
        if least_s > 0:
            return lookup.instants(targets_s)
        return np.where(seconds == 0, starts_s, lookup.instants(np.maximum(targets_s, 1)))

    def ask(start_s: int, seconds: int) -> int:
        check_range(start_s)
        return timeline.add(start_s, seconds) if check_duration(seconds) else start_s

    return _in_chunks(answer, ask, *_to_rows(starts_s, seconds))


def between_many(timeline: Timeline, a_s: ArrayLike, b_s: ArrayLike) -> Seconds:
    """Return `Timeline.between` of each row."""

    def answer(a_s: Seconds, b_s: Seconds) -> Seconds:
        ends_s = (*_ends(a_s), *_ends(b_s))
        index = timeline.covering(min(ends_s), max(ends_s))
        if not index.opens:
            return np.zeros(len(a_s), np.int64)
        lookup = index.lookup(len(a_s))
        totals_s = lookup.totals(b_s)
        totals_s -= lookup.totals(a_s)
        return totals_s

    return _in_chunks(
        answer, lambda a_s, b_s: timeline.between(check_range(a_s), check_range(b_s)), *_to_rows(a_s, b_s)
    )


def is_open_many(timeline: Timeline, at_s: ArrayLike) -> NDArray[np.bool_]:
    """Return `Timeline.is_open` of each row."""

    def answer(at_s: Seconds) -> NDArray[np.bool_]:
        index = timeline.covering(*_ends(at_s))
        if not index.opens:
            return np.zeros(len(at_s), np.bool_)
        lookup = index.lookup(len(at_s))
        is_open: NDArray[np.bool_] = lookup.totals(at_s + 1) > lookup.totals(at_s)
        return is_open

    return _in_chunks(
        answer, lambda at_s: timeline.is_open(check_range(at_s)), *_to_rows(at_s), dtype=np.bool_
    )


def next_opening_many(timeline: Timeline, at_s: ArrayLike) -> Seconds:
    """Return `Timeline.next_opening` of each row."""

    def answer(at_s: Seconds) -> Seconds:
        # The next open second ends one second after it begins.
        return add_many(timeline, at_s, 1) - 1

    return _in_chunks(answer, lambda at_s: timeline.next_opening(check_range(at_s)), *_to_rows(at_s))


def _to_rows(*columns: ArrayLike) -> list[Seconds]:
    arrays = [np.asarray(column) for column in columns]
    for array in arrays:
        if array.dtype.kind not in "iu" and array.size:
            raise TypeError(f"Rows must be whole seconds since 1970 UTC, integers, not {array.dtype}.")
    rows = np.broadcast_arrays(*(array.astype(np.int64, copy=False) for array in arrays))
    if rows[0].ndim != 1:
        raise TypeError(f"Rows must be one column, not of shape {rows[0].shape}.")
    return list(rows)


def _in_chunks(
    answer: Callable[..., NDArray[Any]],
    ask: Callable[..., object],
    *columns: Seconds,
    dtype: type[np.generic] = np.int64,
) -> NDArray[Any]:
    answers = np.empty(len(columns[0]), dtype)
    for first in range(0, len(answers), _CHUNK):
        chunk = [column[first : first + _CHUNK] for column in columns]
        try:
            answers[first : first + _CHUNK] = answer(*chunk)
        except (_Doubt, DomainError):
            answers[first : first + _CHUNK] = _one_by_one(ask, chunk, first)
    return answers


def _one_by_one(ask: Callable[..., object], chunk: list[Seconds], first: int) -> list[object]:
    answers = []
    for number, row in enumerate(zip(*(column.tolist() for column in chunk), strict=True), first):
        try:
            answers.append(ask(*row))
        except DomainError as refusal:
            refusal.place = f"row {number}"
            raise
    return answers


def _ends(at_s: Seconds) -> tuple[int, int]:
    first_s, last_s = int(at_s.min()), int(at_s.max())
    if first_s < FIRST_S or last_s > LAST_S:
        raise _Doubt
    return first_s, last_s


def _may_be_closed(index: OpenTime, first_s: int) -> bool:
    return bool(index.gaps) or not index.opens or index.opens[0] - first_s > LIMIT_S
