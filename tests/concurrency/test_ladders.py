"""Story 001 with one, two and four workers at once: each step is taken once, each word arrives once (laws 3, 5, 6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import pytest
from django.db import connection

from otklik.channels.message import Message, SendResult
from otklik.store import models, next_event, outbox, writer
from otklik.worker import loop, sender
from tests.concurrency.test_door import together
from tests.harness import Desk, moscow

pytestmark = pytest.mark.django_db(transaction=True)

ORDERS = 3
STEP = ("kind", "key", "n", "step", "turn", "round")


class Watched(Desk):
    """A desk that remembers its orders."""

    orders: tuple[str, ...] = ()


def waiting() -> Watched:
    """Orders of noon at store T of which nobody has been told yet."""
    desk = Watched("2026-03-17 08:55")
    desk.store("taganka", "Mo-Su 09:00-21:00")
    desk.store("centre", "Mo-Su 08:00-22:00", role="call_centre")
    for slug, store, role in (
        ("vera", "taganka", "seller"),
        ("dina", "taganka", "head"),
        ("olga", "centre", "seller"),
    ):
        desk.person(slug, store, role)
    desk.forward("12:00")
    for slug, store in (("vera", "taganka"), ("olga", "centre")):
        desk.joins(slug, store)
    desk.tick = lambda: None  # type: ignore[method-assign]
    desk.orders = tuple(desk.order("taganka", email="") for _ in range(ORDERS))
    return desk


def climb(workers: int) -> Watched:
    """The orders until 13:00, with so many workers at every instant at which something is due; nobody answers."""
    desk = waiting()

    def work(number: int) -> bool:
        return loop.tick(read_now=lambda: desk.now, owner=f"worker {number}", carry=desk.phones.send).busy

    while (due := next_event.next_due_at()) is not None and due <= moscow("2026-03-17 13:00"):
        desk.now = max(desk.now, due)
        while any(together(work, count=workers)):
            pass
    return desk


def doubled(desk: Desk) -> list[tuple[str, ...]]:
    """Steps of ladders that were taken twice, and words that somebody was sent twice by one channel."""
    found: Counter[tuple[str, ...]] = Counter()
    for stream in desk.orders:
        for entry in desk.journal(stream):
            data = entry.event.data
            if entry.event.kind == "ladder.stepped":
                found["step", stream, *(str(data[name]) for name in STEP)] += 1
            if entry.event.kind == "message.accepted":
                found["word", stream, data["notice"]] += 1
    return [name for name, times in found.items() if times > 1]


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_however_many_workers_climb_everybody_is_told_once(workers: int) -> None:
    desk = climb(workers)
    assert doubled(desk) == []
    assert max(desk.phones.keys().values()) == 1
    told = desk.phones.times("vera", "dina", "olga", "admin")
    assert {who: at[0] for who, at in told.items()} == {
        "vera": "12:00", "dina": "12:15", "olga": "12:30", "admin": "13:00",
    }  # fmt: skip


@pytest.mark.parametrize(("forgets", "times"), [(False, 1), (True, 2)])
def test_what_one_worker_is_sending_another_leaves_alone(
    monkeypatch: pytest.MonkeyPatch, forgets: bool, times: int
) -> None:
    """While a message goes out another worker ticks. Negative control: one that forgets what it has leased."""
    desk, company = waiting(), []
    record = sender._record_attempts

    def record_and_forget(leased: Sequence[outbox.Leased], *, now: datetime) -> list[outbox.Leased]:
        wanted = record(leased, now=now)
        rows = models.Outbox.objects.filter(key__in=[one.notice.key for one in wanted])
        writer.run(lambda: rows.update(state="due", lease_owner="", lease_until=None))
        return wanted

    if forgets:
        monkeypatch.setattr(sender, "_record_attempts", record_and_forget)
        monkeypatch.setattr(outbox, "may", lambda standing, mark: True)

    def carry(channel: str, message: Message) -> SendResult:
        if not company:
            company.append(True)
            try:
                loop.tick(read_now=lambda: desk.now, owner="beside", carry=desk.phones.send)
            finally:
                connection.close()
        return desk.phones.send(channel, message)

    loop.tick(read_now=lambda: desk.now, owner="first", carry=carry)
    assert company and max(desk.phones.keys().values()) == times
