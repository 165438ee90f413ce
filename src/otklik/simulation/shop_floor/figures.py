"""What came of a month: who was answered in time, and whether what must hold always held."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from otklik.domain.events import Ref
from otklik.domain.obligations import Obligation
from otklik.domain.orders import CLOSED
from otklik.simulation.shop_floor.month import Month
from otklik.simulation.shop_floor.shares import Counts
from otklik.store import journal, outbox, queries, timers
from otklik.store.directory import load_calendars

TARGET_S, LIMIT_S = 20 * 60, 60 * 60
AT_ONCE = 500


def count_answers(month: Month) -> Counts:
    """How soon the buyers of each shop were answered, on the clock of the shop that they ordered from (law 2)."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    streams = list(month.orders)
    for begin in range(0, len(streams), AT_ONCE):
        states = journal.load_states(streams[begin : begin + AT_ONCE])
        owed = {stream: state.obligations[Ref("first_answer")] for stream, state in states.items()}
        calendars = load_calendars({one.calendar for one in owed.values()})
        for stream, one in owed.items():
            row = found[month.orders[stream]]
            row[0] += 1
            worked_s = _worked_s(one, calendars)
            row[1] += worked_s is not None and worked_s <= TARGET_S
            row[2] += worked_s is not None and worked_s <= LIMIT_S
    return {store: (row[0], row[1], row[2]) for store, row in sorted(found.items())}


def _worked_s(one: Obligation, calendars: Mapping[str, object]) -> float | None:
    if one.closed_at is None or one.verdict not in ("met", "met_late", "early"):
        return None
    calendar = calendars[one.calendar]
    return float(calendar.between(one.opened_at, one.closed_at))  # type: ignore[attr-defined]


def list_faults(month: Month) -> Iterator[str]:
    """What must never happen and did, a line each; the good answer is nothing.

    Parameters
    ----------
    month
        That was lived to its end.

    Notes
    -----
    An order without a future (law 10), a message that a provider took more than once (law 6: at most one repeat, and
    here no process dies), one that was recorded as sent and was not, one that still waits although it was due long
    ago, a stream that was set aside.
    """
    yield from (f"set aside: {stream} {error}" for stream, error in timers.list_set_aside())
    yield from (f"sent twice: {key} {times}" for key, times in month.accepted.items() if times > 1)
    ahead = {stream for stream, _ in (*timers.list_until(_FAR), *outbox.list_until(_FAR))}
    alarmed = {alarm.stream for alarm in queries.list_alarms(limit=100_000)}
    states: Counter[str] = Counter()
    for stream, row in _orders(month):
        if row.phase not in CLOSED and stream not in ahead | alarmed:
            yield f"no future: {stream} {row.phase}"
        for notice in queries.list_notices(stream):
            states[notice.state] += 1
            if notice.state in ("due", "sending") and notice.not_before < month.now - timedelta(hours=2):
                yield f"forgotten: {notice.key} {notice.state}"
            if notice.state == "set_aside":
                yield f"set aside: {notice.key} {notice.error}"


_FAR = datetime.fromisoformat("2100-01-01T00:00:00+00:00")


def _orders(month: Month) -> Iterator[tuple[str, queries.OrderRow]]:
    streams = list(month.orders)
    for begin in range(0, len(streams), AT_ONCE):
        yield from queries.load_orders(streams[begin : begin + AT_ONCE]).items()
