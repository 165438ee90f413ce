"""How late the worker is: 100,000 open obligations, of which 100 a second fall due for ten seconds.

Those that fall due are whole orders that came in through the door, dated so that their limits lie a hundredth of a
second apart. The others are rows of streams, obligations and timers with nothing behind them: the worker never looks
at what is not due, so what they weigh is their indexes. An obligation counts as done when the transaction with its
verdict is on disk. `quiet` has no ladders; in `told` each breach is told to its buyer (the staff would get bundles) by
e-mail, to a mail server on the same machine. Prints JSON.
"""

import json
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import django

OPEN, DUE, PER_S = 100_000, 1_000, 100
AHEAD = timedelta(seconds=12)
"""For the orders to come in before the first of them falls due."""
EMPTY_LOOKS = 200
SETTLE_S = 60

STANDARD = """
name = "measured"
version = 1
[fact]
"contact.live" = {{ any = [{{ on = "contact.reached", where = {{ live = true }} }}] }}
[obligation.first_answer]
debtor   = "store"
opens_on = "order.received"
after    = "60m"
clock    = "wall"
met_by   = "contact.live"
{ladder}
"""
LADDER = """ladder = "late"
[ladder.late]
clock = "wall"
step = [{ past = "0s", tell = "buyer", by = ["email"], wake = true, say = "hold" }]
"""


def fill_far(now: datetime) -> None:
    """Rows of obligations that fall due next month, like those of one order that came in through the door."""
    from bench.town import order_unit
    from otklik.actions.commit import commit_one
    from otklik.store import models, vendor, writer

    (stream,) = commit_one(order_unit("W-far", now=now)).states
    for model in (models.Stream, models.Obligation, models.Timer):
        row = model._default_manager.filter(stream=stream).values().get()
        row |= {name: row[name] + timedelta(days=30) for name in ("limit_at", "due_at") if name in row}
        row |= {name: bytes(value) for name, value in row.items() if isinstance(value, memoryview)}
        rows = [row | {"stream": f"order/{n:08d}"} for n in range(OPEN - DUE)]
        for start in range(0, len(rows), 10_000):
            writer.run(lambda model=model, some=rows[start : start + 10_000]: vendor.insert_many(model, some))


def fill_due(started: datetime) -> dict[str, float]:
    """Due instants (epoch seconds) by stream of orders that came in an hour before they fall due."""
    from bench.town import order_unit
    from otklik.actions.commit import Done, commit

    due: dict[str, float] = {}
    came_at = [started + timedelta(seconds=n / PER_S) - timedelta(hours=1) for n in range(DUE)]
    for result in commit([order_unit(f"W-{n}", now=at) for n, at in enumerate(came_at)]):
        assert isinstance(result, Done), result
        ((stream, state),) = result.states.items()
        (owed,) = state.obligations.values()
        due[stream] = owed.limit_at.timestamp()
    return due


def look_at_nothing() -> float:
    """Median milliseconds of asking what is due, and when the next is, while nothing is due."""
    from bench.rounds import quantile
    from otklik.store import clock, outbox, timers

    took = []
    for _ in range(EMPTY_LOOKS):
        now, began = clock.now(), time.perf_counter()
        assert timers.list_due(now - timedelta(days=1), 128) == []
        timers.next_due_at()
        outbox.next_due_at()
        took.append(time.perf_counter() - began)
    return quantile(took, 0.5) * 1000


def watch() -> tuple[dict[str, float], dict[str, float]]:
    """When each stream's clock had run, and each message was out: filled while the loop works."""
    from otklik.channels import email
    from otklik.worker import loop

    ran: dict[str, float] = {}
    sent: dict[str, float] = {}
    run_clock, send = loop.run_clock, email.send

    def run_and_note(streams: Any, *, now: datetime) -> Any:
        results = run_clock(streams, now=now)
        at = time.time()
        ran.update((stream, at) for stream in streams if stream not in ran)
        return results

    def send_and_note(message: Any, settings: Any) -> Any:
        result = send(message, settings)
        sent.setdefault(message.key, time.time())
        return result

    loop.run_clock, email.send = run_and_note, send_and_note
    return ran, sent


def measure(told: bool) -> dict[str, float]:
    """Lateness in milliseconds, and what an empty look costs."""
    from django.db import connection

    from bench.rounds import quantile
    from bench.town import build
    from otklik.store import models
    from otklik.worker import loop

    began = datetime.now(UTC)
    build(now=began - timedelta(hours=2), standard_text=STANDARD.format(ladder=LADDER if told else ""))
    fill_far(began)
    started = datetime.now(UTC) + AHEAD
    due = fill_due(started)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as the server itself does within a minute
    empty_ms = look_at_nothing()
    assert datetime.now(UTC) < started, (
        f"filling took longer than {AHEAD}: this machine is too slow or too busy"
    )
    ran, sent = watch()
    stop = threading.Event()
    worker = threading.Thread(target=loop.run, args=(stop,))
    worker.start()
    deadline = time.monotonic() + SETTLE_S + DUE / PER_S + 30
    wanted = DUE if told else 0
    while (len(ran) < DUE or len(sent) < wanted) and time.monotonic() < deadline:
        time.sleep(0.1)
    stop.set()
    worker.join()
    assert set(ran) == set(due), f"{len(ran)} of {DUE} were due and ran"
    late = [(ran[stream] - at) * 1000 for stream, at in due.items()]
    found = {
        "empty_ms": empty_ms,
        "p50_ms": quantile(late, 0.5),
        "p99_ms": quantile(late, 0.99),
        "max_ms": max(late),
    }
    if told:
        streams = dict(models.Outbox.objects.values_list("key", "stream"))
        out = [(at - due[streams[key]]) * 1000 for key, at in sent.items()]
        took_s = max(sent.values()) - min(due.values())
        found |= {"told": len(out), "told_p50_ms": quantile(out, 0.5), "told_p99_ms": quantile(out, 0.99)}
        found["told_per_s"] = len(out) / took_s
    return found


if __name__ == "__main__":
    django.setup()
    print(json.dumps(measure(sys.argv[1] == "told")))
