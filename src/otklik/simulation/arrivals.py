"""What goes on in the demo while it is served: people join their shifts, and now and then a buyer orders.

Whether orders arrive by themselves is remembered in the installation's folder, as setup was told; some of them are
answered by simulated sellers, the others are the visitor's.
"""

from __future__ import annotations

import heapq
import logging
import random
import threading
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from otklik.actions import order_intake
from otklik.simulation import marketplace
from otklik.simulation.cast import Member
from otklik.store import clock, queries, writer

log = logging.getLogger(__name__)

EVERY_S = 150.0
"""Mean pause between two orders."""

ANSWERED = 0.6
"""Share of orders that a simulated seller answers; the others are the visitor's."""


def want(arriving: bool) -> None:
    """Remember whether orders go on arriving."""
    _mark().touch() if arriving else _mark().unlink(missing_ok=True)


def are_wanted() -> bool:
    """Whether this installation is a demo in which orders go on arriving."""
    return _mark().exists()


def _mark() -> Path:
    return Path(settings.OTKLIK_HOME) / "arrivals"


def run(stop: threading.Event) -> None:
    """Let orders arrive and be answered until told to stop.

    Parameters
    ----------
    stop
        Set by whoever serves.
    """
    rng = random.Random()  # noqa: S311 - a simulated life, no secret
    answers: list[tuple[datetime, str, Member]] = []
    number = 5000 + sum(queries.count_orders().values())
    due_at, look_at = clock.now() + timedelta(seconds=20), clock.now()
    while not stop.wait(1.0):
        try:
            now = clock.now()
            if now >= look_at:
                marketplace.join_shifts(now=now)
                look_at = now + timedelta(minutes=5)
            if now >= due_at and are_wanted():
                number += 1
                due_at = now + timedelta(seconds=rng.expovariate(1 / EVERY_S))
                _arrive(number, answers, rng, now)
            while answers and answers[0][0] <= now:
                _, order, seller = heapq.heappop(answers)
                marketplace.answer(order, by=seller, rng=rng, now=now)
        except Exception:
            log.exception("the demo stumbled; it goes on")
            writer.renew_connection()


def _arrive(
    number: int, answers: list[tuple[datetime, str, Member]], rng: random.Random, now: datetime
) -> None:
    (received,) = order_intake.receive(marketplace.arriving(number, rng=rng, now=now), now=now)
    if rng.random() < ANSWERED:
        seller = rng.choice(marketplace.sellers(received.store))
        at = now + timedelta(minutes=rng.triangular(2, 20, 6))
        heapq.heappush(answers, (at, f"order/{received.id}", seller))
