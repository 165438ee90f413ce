"""The days that the demo's marketplace has lived before it is set up, in virtual time.

Orders arrive, the worker's tick runs at every instant at which something is due, sellers answer or don't: the same
actions, door and engine as in life. Nothing is sent: messages of the past go to a phone that takes everything.
The same seed and the same end give the same life.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from otklik.actions import order_intake, orders
from otklik.channels.message import Message, SendResult
from otklik.domain.errors import DomainError
from otklik.simulation import marketplace
from otklik.store import outbox, queries, timers
from otklik.store.directory import load_world
from otklik.worker import loop

ORDERS_A_DAY = 16
"""How many orders the demo's shop brings."""

Act = Callable[[datetime], None]


@dataclass(slots=True)
class Diary:
    """What is going to happen, by instant; things of one instant in the order in which they were written."""

    rng: random.Random
    until: datetime
    entries: list[tuple[datetime, int, Act]] = field(default_factory=list)
    written: int = 0

    def write(self, at: datetime, act: Act) -> None:
        """Let something happen at an instant; what lies beyond the end never happens."""
        if at <= self.until:
            heapq.heappush(self.entries, (at, self.written, act))
            self.written += 1


def live(*, seed: int, until: datetime) -> None:
    """Live the demo's days up to an instant; does nothing where they have been lived.

    Parameters
    ----------
    seed
        Which life.
    until
        Aware UTC; the days before it are lived, `marketplace.LIVED_FOR` of them.
    """
    if queries.count_orders():
        return
    since = until - marketplace.LIVED_FOR
    diary = Diary(random.Random(seed), until)  # noqa: S311 - a simulated life, no secret
    _write_shifts(diary, since)
    _write_orders(diary, since)
    now = since
    while diary.entries:
        at, _, act = heapq.heappop(diary.entries)
        _work(now, at)
        now = at
        act(at)
    _work(now, until)


def _write_shifts(diary: Diary, since: datetime) -> None:
    """People look every half hour whether their shop is open, and join the shift of the day."""
    at = since
    while at <= diary.until:
        diary.write(at, lambda now: marketplace.join_shifts(now=now))
        at += timedelta(minutes=30)


def _write_orders(diary: Diary, since: datetime) -> None:
    number = 100
    at = since
    while at < diary.until:
        at += timedelta(minutes=diary.rng.expovariate(ORDERS_A_DAY / (24 * 60)))
        number += 1
        diary.write(at, partial(_arrive, diary, number))


def _arrive(diary: Diary, number: int, at: datetime) -> None:
    (received,) = order_intake.receive(marketplace.arriving(number, rng=diary.rng, now=at), now=at)
    order = f"order/{received.id}"
    seller = diary.rng.choice(marketplace.sellers(received.store))
    delay = marketplace.delay_for(seller, diary.rng)
    if delay is None:
        return
    open_at = load_world([received.store], now=at).store(received.store).calendar.next_opening(at)
    answered_at = open_at + delay
    diary.write(answered_at, lambda now: marketplace.answer(order, by=seller, rng=diary.rng, now=now))
    diary.write(answered_at + timedelta(hours=diary.rng.uniform(5, 20)), partial(_complete, order))


def _complete(order: str, at: datetime) -> None:
    """Let the buyer get his goods, if he still wants them."""
    if queries.find_orders(order)[0].phase != "confirmed":
        return
    try:
        orders.complete(order, actor="system", now=at)
    except DomainError:
        return


def _work(now: datetime, until: datetime) -> None:
    """Let the worker do what is due from one instant to another, each thing at its own."""
    while True:
        due = [at for at in (timers.next_due_at(), outbox.next_due_at()) if at is not None]
        following = min(due, default=None)
        if following is None or following > until:
            return
        now = max(now, following)
        _tick(now)


def _tick(now: datetime) -> None:
    while loop.tick(read_now=lambda: now, owner="life", carry=_remember).busy:
        pass


def _remember(channel: str, message: Message) -> SendResult:
    """The phone of the past: it takes every message."""
    return SendResult("accepted", provider_id=f"past-{message.key}")
