"""Touches, failure demand and waits of 100,000 orders of thirty days: folding them, and the pages that count them.

Some orders came in through the door and were folded by the worker; the others are copies of their rows, kept ones
included, under other names. Prints JSON.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

from bench.court import fill

FOLDED = 2_000
"""So many rows are made old, to measure how fast they are folded anew."""


def main() -> None:
    """Print seconds, and orders folded a second."""
    django.setup()
    from otklik.actions import handling, network
    from otklik.store import handling as kept
    from otklik.store import models
    from otklik.store.network import Window
    from tests import court_scene
    from tests.store.scene import NOW
    from tests.web.test_handling import fates

    court_scene.build()
    court_scene.send([*court_scene.known_fates(), *fates()])
    now = NOW + timedelta(days=6)
    while kept.keep_up(now=now):
        pass
    fill(models.Stream, models.HandledOrder)
    window = network.window_of(30, zone="Europe/Moscow", now=now)
    plain = Window(window.from_at, window.to_at)
    found: dict[str, Any] = {"orders": models.HandledOrder.objects.count()}
    found["entries"] = models.JournalRow.objects.filter(stream__startswith="order/").count()
    found["load_s"] = _time(lambda: kept.load_tallies(plain, now=now))
    found["figures_s"] = _time(lambda: handling.find_handling(window, stores=None, now=now))
    found["waits_s"] = _time(lambda: handling.find_waits(window, stores=None, now=now))
    found["list_s"] = _time(
        lambda: handling.orders_behind(window, "own_contact", "sever", "", stores=None, now=now)
    )
    found["network_s"] = _time(lambda: network.find_network(window, now=now))
    found["idle_s"] = _time(lambda: kept.keep_up(now=now))
    old = list(models.HandledOrder.objects.order_by("stream").values_list("stream", flat=True)[:FOLDED])
    for start in range(0, FOLDED, 500):
        models.HandledOrder.objects.filter(stream__in=old[start : start + 500]).update(rule=0)
    found["fold_per_s"] = round(FOLDED / _time(lambda: kept.keep_up(now=now, limit=FOLDED)))
    print(json.dumps(found))


def _time(run: Callable[[], Any]) -> float:
    start = time.perf_counter()
    run()
    return round(time.perf_counter() - start, 3)


if __name__ == "__main__":
    main()
