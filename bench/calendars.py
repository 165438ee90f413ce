"""Working time, one call at a time: our calendar against two libraries from PyPI, where they are installed.

Monday to Friday 9–13 and 14–18, Berlin, no holidays; the same starts and spans for all. `businesstimedelta` is given
the same two shifts. Prints JSON; what is not installed is named in `absent`.
"""

import json
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from typing import Any

from bench.rounds import interleave

CALLS = {"ours": 5_000, "workclock": 5_000, "businesstimedelta": 50}
ROUNDS = 5
ZONE = "Europe/Berlin"


def questions(number: int) -> list[tuple[datetime, int, datetime]]:
    """Start, working seconds to add, and an end to measure to; fewer questions are the first of more."""
    rng = random.Random(7)
    first = datetime(2026, 1, 5, tzinfo=UTC)
    asked = []
    for _ in range(number):
        at = first + timedelta(seconds=rng.randrange(300 * 86_400))
        asked.append((at, rng.randrange(900, 86_400), at + timedelta(seconds=rng.randrange(7 * 86_400))))
    return asked


def ours() -> tuple[Callable[..., Any], Callable[..., Any]]:
    """`add` and `between` of `WorkCalendar`, in aware datetimes and seconds."""
    from otklik.domain.business_time import WorkCalendar

    calendar = WorkCalendar.parse("Mo-Fr 09:00-13:00,14:00-18:00", ZONE)
    return calendar.add, calendar.between


def workclock() -> tuple[Callable[..., Any], Callable[..., Any]]:
    """The same of workclock."""
    from datetime import time as clock

    import workclock as library

    schedule = library.Schedule(
        [library.WorkDay(clock(9), clock(18)), library.Break(clock(13), clock(14))], time_zone=ZONE
    )
    return (
        lambda start, seconds: schedule.add(start, seconds=seconds),
        lambda start, end: int(schedule.between(start, end).total_seconds()),
    )


def businesstimedelta() -> tuple[Callable[..., Any], Callable[..., Any]]:
    """The same of businesstimedelta."""
    from datetime import time as clock

    import businesstimedelta as library
    import pytz

    zone = pytz.timezone(ZONE)  # the library knows no other zones
    hours = library.Rules([
        library.WorkDayRule(clock(9), clock(13), [0, 1, 2, 3, 4], tz=zone),
        library.WorkDayRule(clock(14), clock(18), [0, 1, 2, 3, 4], tz=zone),
    ])  # fmt: skip
    return (
        lambda start, seconds: start + library.BusinessTimeDelta(hours, seconds=seconds),
        lambda start, end: int(hours.difference(start, end).timedelta.total_seconds()),
    )


LIBRARIES = {"ours": ours, "workclock": workclock, "businesstimedelta": businesstimedelta}


def main() -> None:
    """Print calls a second, by library and function, and how many answers differ from ours."""
    absent = [name for name in LIBRARIES if name != "ours" and find_spec(name) is None]
    variants, differ, answers = {}, {}, {}
    for name, make in LIBRARIES.items():
        if name in absent:
            continue
        add, between = make()
        asked = questions(CALLS[name])
        answers[name] = [(add(at, s), between(at, end)) for at, s, end in asked]
        differ[name] = sum(
            (a.astimezone(UTC), b) != (x.astimezone(UTC), y)
            for (a, b), (x, y) in zip(answers[name], answers["ours"], strict=False)
        )
        variants[f"{name} add"] = lambda add=add, asked=asked: _time(
            lambda: [add(at, s) for at, s, _ in asked], asked
        )
        variants[f"{name} between"] = lambda f=between, asked=asked: _time(
            lambda: [f(at, end) for at, _, end in asked], asked
        )
    print(json.dumps({"absent": absent, "differ": differ, "medians": interleave(variants, rounds=ROUNDS)}))


def _time(ask: Callable[[], object], asked: list[Any]) -> dict[str, float]:
    began = time.perf_counter()
    ask()
    return {"per_s": len(asked) / (time.perf_counter() - began)}


if __name__ == "__main__":
    main()
