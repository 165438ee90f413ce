"""Working time: speed of single questions and of arrays, and how many answers are wrong, against six libraries.

Wrong is what a walk through the minutes (`tests.domain.minute_oracle`) contradicts, under whichever of the two night
rules suits the library better; an instant without open time between it and the right one is right too (at 13:00 or at
14:00 after the break). The limit is numpy, which counts whole days. Prints JSON; what is not installed is in `absent`.
"""

import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from bench import peers
from bench.peers import PEERS, Asked, Peer, Shape
from bench.rounds import interleave
from tests.domain import minute_oracle
from tests.domain.minute_oracle import Place

ROUNDS = 5
ROWS = 1_000_000
ROWS_OF_A_PEER = 100_000
CHECKED = 300
LIMIT_DAYS = 20

Question = tuple[datetime, int, datetime]

PLACES: dict[str, Place] = {
    "days": Place(
        peers.ZONE,
        (((540, 780), (840, 1080)),) * 5 + ((),) * 2,
        peers.holidays_of_germany(),
        holiday_hours=(),
    ),
    "nights": Place(peers.ZONE, (((1200, 1680),),) * 7, peers.holidays_of_germany(), holiday_hours=()),
}
WITHOUT_LUNCH = replace(PLACES["days"], week=(((540, 1080),),) * 5 + ((),) * 2)

AROUND = {
    "days": ["2026-01-05", "2026-04-06", "2026-05-14", "2026-07-01", "2026-10-02", "2026-12-25"],
    "nights": ["2026-05-01", "2026-05-14", "2026-05-25", "2026-10-03"],
    "clock changes": ["2026-03-29", "2026-10-25"],
}
"""Name of a set of questions → days around which it asks; the last two of the nights' timetable."""


def ask_random(number: int) -> list[Question]:
    """Start, working seconds to add, and an end; fewer questions are the first of more."""
    rng = random.Random(7)
    first = datetime(2026, 1, 5, tzinfo=UTC)
    asked = []
    for _ in range(number):
        at = first + timedelta(seconds=rng.randrange(300 * 86_400))
        asked.append((at, rng.randrange(900, 86_400), at + timedelta(seconds=rng.randrange(7 * 86_400))))
    return asked


def ask_around(days: Sequence[str]) -> Iterator[Question]:
    """Questions within two days of some dates."""
    rng = random.Random(11)
    for number in range(CHECKED):
        at = datetime.fromisoformat(days[number % len(days)]).replace(tzinfo=UTC)
        at += timedelta(seconds=rng.randrange(-2 * 86_400, 2 * 86_400))
        yield at, rng.randrange(900, 24 * 3_600), at + timedelta(seconds=rng.randrange(3 * 86_400))


# ── wrong answers ────────────────────────────────────────────────────────────────────────────────────


def count_wrong(peer: Peer) -> dict[str, list[int]]:
    """Set of questions → wrong answers and questions; nothing where a library has none to give."""
    found = {}
    for name, days in AROUND.items():
        shape: Shape = "days" if name == "days" else "nights"
        place = PLACES[shape] if peer.has_lunch or shape == "nights" else WITHOUT_LUNCH
        asked, questions = peer.make(shape), list(ask_around(days))
        answers = [_answers(asked, question) for question in questions]
        wrong = min(
            sum(
                _is_wrong(replace(place, night=night), asked, *pair)
                for pair in zip(questions, answers, strict=True)
            )
            for night in ("shift", "day")
        )
        found[name] = [wrong, len(questions)]
    return found


def _answers(asked: Asked, question: Question) -> tuple[Any, Any]:
    """What a library says to one question; an exception is an answer, and a wrong one."""
    at, seconds, end = question
    seconds = -(-seconds // asked.step_s) * asked.step_s
    return (
        _try(lambda: asked.restore(asked.add(asked.prepare(at), asked.amount(seconds))))
        if asked.add
        else None,
        _try(lambda: asked.between(asked.prepare(at), asked.prepare(end))) if asked.between else None,
    )


def _try(ask: Callable[[], Any]) -> Any:
    try:
        return ask()
    except Exception as error:
        return error


def _is_wrong(place: Place, asked: Asked, question: Question, answer: tuple[Any, Any]) -> bool:
    at, seconds, end = question
    seconds = -(-seconds // asked.step_s) * asked.step_s
    added, between = answer
    if between is not None and between != minute_oracle.between(place, at, end):
        return True
    if added is None:
        return False
    right = minute_oracle.add(place, at, seconds, LIMIT_DAYS)
    if isinstance(added, Exception) or right is None:
        return True
    if abs(added - right) > timedelta(days=LIMIT_DAYS):
        return True
    return minute_oracle.between(place, min(added, right), max(added, right)) != 0


# ── speed ────────────────────────────────────────────────────────────────────────────────────────────


def measure_scalars(present: Sequence[Peer]) -> dict[str, Callable[[], dict[str, float]]]:
    """One call at a time, aware datetimes, the days' timetable."""
    variants = {}
    for peer in present:
        asked = peer.make("days")
        rows = [
            (asked.prepare(at), asked.amount(max(s, asked.step_s)), asked.prepare(end))
            for at, s, end in ask_random(peer.calls)
        ]
        if asked.add:
            variants[f"{peer.name} add"] = _timed(asked.add, [(at, amount) for at, amount, _ in rows])
        if asked.between:
            variants[f"{peer.name} between"] = _timed(asked.between, [(at, end) for at, _, end in rows])
    return variants


def _timed(ask: Callable[[Any, Any], Any], pairs: list[tuple[Any, Any]]) -> Callable[[], dict[str, float]]:
    def run() -> dict[str, float]:
        began = time.perf_counter()
        for first, second in pairs:
            ask(first, second)
        return {"per_s": len(pairs) / (time.perf_counter() - began)}

    return run


def measure_arrays(
    present: Sequence[Peer],
) -> tuple[dict[str, Callable[[], dict[str, float]]], dict[str, int]]:
    """Random rows at once, and how many answers differ from workclock's under its own night rule."""
    from otklik.domain.business_time import WorkCalendar

    calendar = WorkCalendar.parse("Mo-Fr 09:00-13:00,14:00-18:00; PH off", peers.ZONE, "DE")
    rng = np.random.default_rng(7)
    starts = int(datetime(2026, 1, 5, tzinfo=UTC).timestamp()) + rng.integers(0, 300 * 86_400, ROWS)
    seconds, ends = rng.integers(900, 86_400, ROWS), starts + rng.integers(0, 7 * 86_400, ROWS)
    days, last_days = starts.astype("datetime64[s]").astype("datetime64[D]"), ends.astype("datetime64[s]")
    last_days = last_days.astype("datetime64[D]")
    off = np.array(peers.OFF, "datetime64[D]")
    whole = seconds // 28_800
    variants = {
        "ours add": _rows(lambda: calendar.add_many(starts, seconds), ROWS),
        "ours between": _rows(lambda: calendar.between_many(starts, ends), ROWS),
        "numpy add": _rows(lambda: np.busday_offset(days, whole, "forward", holidays=off), ROWS),
        "numpy between": _rows(lambda: np.busday_count(days, last_days, holidays=off), ROWS),
    }
    differ: dict[str, int] = {}
    if any(peer.name == "workclock" for peer in present):
        schedule, few = peers.workclock_schedule("days"), slice(ROWS_OF_A_PEER)
        at, to = starts[few].astype("datetime64[s]"), ends[few].astype("datetime64[s]")
        by = seconds[few].astype("timedelta64[s]")
        variants |= {
            "workclock add": _rows(lambda: schedule.add_many(at, by), ROWS_OF_A_PEER),
            "workclock between": _rows(lambda: schedule.between_many(at, to), ROWS_OF_A_PEER),
            "ours add, the same rows": _rows(
                lambda: calendar.add_many(starts[few], seconds[few]), ROWS_OF_A_PEER
            ),
            "ours between, the same rows": _rows(
                lambda: calendar.between_many(starts[few], ends[few]), ROWS_OF_A_PEER
            ),
        }
        theirs = schedule.add_many(at, by).astype("datetime64[s]").astype(np.int64)
        differ["add"] = int((theirs != calendar.add_many(starts[few], seconds[few])).sum())
        theirs = schedule.between_many(at, to).astype("timedelta64[s]").astype(np.int64)
        differ["between"] = int((theirs != calendar.between_many(starts[few], ends[few])).sum())
    return variants, differ


def _rows(ask: Callable[[], object], rows: int) -> Callable[[], dict[str, float]]:
    def run() -> dict[str, float]:
        began = time.perf_counter()
        ask()
        return {"per_s": rows / (time.perf_counter() - began)}

    return run


def main() -> None:
    """Print calls and rows a second, and wrong answers."""
    peers.be_quiet()
    present = [peer for peer in PEERS if peer.is_here]
    arrays, differ = measure_arrays(present)
    print(
        json.dumps(
            {
                "absent": [peer.name for peer in PEERS if not peer.is_here],
                "notes": {peer.name: peer.note for peer in present if peer.note},
                "wrong": {peer.name: count_wrong(peer) for peer in present},
                "medians": interleave(measure_scalars(present), rounds=ROUNDS),
                "arrays": interleave(arrays, rounds=ROUNDS),
                "arrays_differ": differ,
            }
        )
    )


if __name__ == "__main__":
    main()
