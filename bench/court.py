"""The network's page among 100,000 orders of thirty days, a third of which is the court's: the first look and the next.

A few orders of every fate came in through the door; the others are copies of their rows under other names. Prints
JSON.
"""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

ORDERS = 100_000
PLAIN = 2
"""Orders that no one refused, for each that somebody did."""
AT_ONCE = 5_000


def main() -> None:
    """Print seconds."""
    django.setup()
    from otklik.actions import network
    from otklik.store import court_cases
    from tests import court_scene
    from tests.store.scene import NOW, event, say

    court_scene.build()
    fates = court_scene.known_fates()
    plain = [court_scene.Fate(f"plain-{number}") for number in range(PLAIN * len(fates))]
    court_scene.send([*fates, *(one.then(12, "contact.reached", means="call", live=True) for one in plain)])
    fill()
    now = NOW + timedelta(days=6)
    window = network.window_of(30, zone="Europe/Moscow", now=now)
    found: dict[str, Any] = {"orders": ORDERS}
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found["first_s"] = _time(lambda: network.find_network(window, now=now))
    found["grown_mb"] = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb) // 1024
    found["next_s"] = _time(lambda: network.find_network(window, now=now))
    say("order/early", event("order.noted", now, words="-"), now=now)
    found["after_a_fact_s"] = _time(lambda: network.find_network(window, now=now))
    found["list_s"] = _time(lambda: network.orders_behind(window, "cases/sever", stores=None, now=now))
    found["answers_s"] = _time(
        lambda: network.network.count_answers(network.network.Window(window.from_at, window.to_at), now=now)
    )
    book = court_cases.open_book(window.from_at)
    found["court_orders"] = len(book.orders)
    print(json.dumps(found))


def _time(run: Callable[[], Any]) -> float:
    start = time.perf_counter()
    run()
    return round(time.perf_counter() - start, 3)


def fill(*more: Any) -> None:
    """Copies of every order that is there, until there are enough; `more`: further tables of theirs to copy."""
    from otklik.store import models, vendor, writer

    tables = (models.JournalRow, models.Order, models.Obligation, *more)
    rows = {
        table: [_plain(table, one) for one in table.objects.filter(stream__startswith="order/")]
        for table in tables
    }
    streams = sorted({row["stream"] for row in rows[models.Order]})
    copies = ORDERS // len(streams)
    for first in range(0, copies, AT_ONCE // len(streams)):
        numbers = range(first, min(copies, first + AT_ONCE // len(streams)))
        for table in tables:
            batch = [_copied(row, number) for number in numbers for row in rows[table]]
            writer.run(lambda batch=batch, table=table: vendor.insert_many(table, batch))


def _plain(table: Any, one: Any) -> dict[str, Any]:
    from otklik.store import vendor

    return {name: getattr(one, name) for name in vendor.columns_of(table)}


def _copied(row: dict[str, Any], number: int) -> dict[str, Any]:
    name = f"{row['stream']}-{number}"
    found = {**row, "stream": name}
    if "body" in row:
        found["body"] = bytes(row["body"]).replace(row["stream"].encode(), name.encode())
        found["hash"] = bytes(row["hash"])
    if "status_token" in row:
        found["status_token"] = ""
    return found


if __name__ == "__main__":
    main()
