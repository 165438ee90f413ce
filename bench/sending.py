"""Due notices claimed, attempted and recorded per second, beside two task queues that do the same with tasks.

Ours: each notice is leased, looked at again, its attempt put on record, its letter written, its result put on record;
what carries it away takes no time. The peers run tasks that do nothing, on the same database and as durable:
procrastinate on PostgreSQL (fetched, then finished: two transactions a task), huey on SQLite (taken out of its table
before it runs: whoever dies then has lost it). Prints JSON.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import django

NOTICES = 2_000

Table = Callable[[Sequence[str], Sequence[Sequence[str]]], list[str]]

STANDARD = """
name = "measured"
version = 1
[fact]
"contact.live" = { any = [{ on = "contact.reached", where = { live = true } }] }
[obligation.first_answer]
debtor   = "store"
opens_on = "order.received"
after    = "60m"
clock    = "wall"
met_by   = "contact.live"
ladder   = "told"
[ladder.told]
clock = "wall"
step = [{ after = "0s", tell = "buyer", by = ["email"], wake = true, say = "receipt" }]
"""


def measure_ours() -> float:
    """Notices a second."""
    from bench.town import build, order_unit
    from otklik.actions.clock import run_clock
    from otklik.actions.commit import commit
    from otklik.channels.message import SendResult
    from otklik.store import models
    from otklik.worker import sender

    now = datetime.now(UTC)
    build(now=now, standard_text=STANDARD)
    results = commit([order_unit(f"N-{n}", now=now) for n in range(NOTICES)])
    streams = [stream for result in results for stream in result.states]
    run_clock(streams, now=now)
    waiting = models.Outbox.objects.filter(state="due").count()
    began, tried = time.perf_counter(), 0
    while done := sender.send_due(
        read_now=lambda: datetime.now(UTC),
        owner="bench",
        carry=lambda channel, message: SendResult("accepted", provider_id=message.key),
    ):
        tried += done
    took_s = time.perf_counter() - began
    assert tried == waiting == models.Outbox.objects.filter(state="sent").count(), (tried, waiting)
    return tried / took_s


def measure_procrastinate(url: str) -> float:
    """Tasks a second, on a database of its own."""
    import procrastinate

    app = procrastinate.App(connector=procrastinate.SyncPsycopgConnector(conninfo=url))

    async def nothing(n: int) -> None: ...

    task = app.task(name="nothing")(nothing)
    with app.open():
        app.schema_manager.apply_schema()
        task.batch_defer(*({"n": n} for n in range(NOTICES)))
    worker = app.with_connector(procrastinate.PsycopgConnector(conninfo=url))
    with worker.replace_connector(worker.connector):
        began = time.perf_counter()
        worker.run_worker(wait=False, concurrency=4, install_signal_handlers=False)
        took_s = time.perf_counter() - began
    return NOTICES / took_s


def measure_huey() -> float:
    """Tasks a second, in a file of its own that is synced at each write."""
    from huey import SqliteHuey

    with tempfile.TemporaryDirectory() as folder:
        queue = SqliteHuey("bench", filename=str(Path(folder) / "huey.db"), fsync=True)

        @queue.task()
        def nothing(n: int) -> int:
            return n

        for n in range(NOTICES):
            nothing(n)
        began, done = time.perf_counter(), 0
        while (task := queue.dequeue()) is not None:
            queue.execute(task)
            done += 1
        took_s = time.perf_counter() - began
    assert done == NOTICES
    return done / took_s


def section(part: Mapping[str, Any], names: Mapping[str, str], table: Table) -> list[str]:
    """The report's part about sending."""
    lines = [
        "## Due notices sent",
        "",
        f"{NOTICES:,} notices that are due, each to its own buyer: leased, looked at again, attempt on record, letter",
        "written, result on record; what carries it takes no time. Beside them tasks that do nothing in a queue on the",
        "same database: procrastinate (two transactions a task), huey (a task leaves the table before it runs).",
        "",
    ]
    rows = [
        (
            names[vendor],
            f"{found['ours_per_s']:.0f}",
            found["peer"],
            f"{found['peer_per_s']:.0f}" if found["peer_per_s"] else "not installed",
            f"{found['ours_per_s'] / found['peer_per_s']:.2f}" if found["peer_per_s"] else "",
        )
        for vendor, found in part.items()
    ]
    return [*lines, *table(("", "notices/s", "peer", "tasks/s", "ratio"), rows)]


def measure() -> dict[str, Any]:
    """Ours and the peer of this database; a peer that is not installed is None."""
    from django.db import connection

    name = "procrastinate" if connection.vendor == "postgresql" else "huey"
    peer = None
    if find_spec(name) is not None:
        peer = measure_procrastinate(os.environ["BENCH_RAW_URL"]) if name != "huey" else measure_huey()
    return {"ours_per_s": measure_ours(), "peer": name, "peer_per_s": peer}


if __name__ == "__main__":
    django.setup()
    json.dump(measure(), sys.stdout)
