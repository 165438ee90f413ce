"""A stream on a stage: tests say what happens when, in Moscow time, and look at what the engine made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from otklik.domain import engine, streams
from otklik.domain.catalogue import make
from otklik.domain.events import Entry, Ref
from otklik.domain.obligations import Obligation
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World
from tests.domain.standard_fixture import make_world

MOSCOW = ZoneInfo("Europe/Moscow")
MARCH = {"Tue": 17, "Wed": 18, "Thu": 19, "Fri": 20, "Sat": 21, "Sun": 22, "Mon": 23, "Tue2": 24}


def at(text: str) -> datetime:
    """ "Thu 11:02" or "Thu 11:02:30" of March 2026 in Moscow."""
    day, clock = text.split()
    hour, minute, *second = map(int, clock.split(":"))
    return datetime(2026, 3, MARCH[day], hour, minute, *second, tzinfo=MOSCOW)


def said(instant: datetime | None) -> str:
    """The instant as tests write it."""
    if instant is None:
        return "never"
    local = instant.astimezone(MOSCOW)
    day = next(name for name, number in MARCH.items() if number == local.day)
    return f"{day} {local:%H:%M}" + (f":{local:%S}" if local.second else "")


@dataclass
class Stage:
    """One stream, its journal, and the world."""

    world: World = field(default_factory=make_world)
    stream: str = "order/1"
    journal: list[Entry] = field(default_factory=list)
    state: StreamState = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        self.state = self.state or StreamState(self.stream)

    def happens(self, when: str | datetime, kind: str, **fields: Any) -> list[Entry]:
        """A fact, recorded when it happens unless `recorded` says later; returns what was added."""
        now = at(when) if isinstance(when, str) else when
        recorded = fields.pop("recorded", None)
        event = make(kind, occurred_at=now, **fields)
        seen_at = at(recorded) if isinstance(recorded, str) else recorded
        return self._take(engine.record(self.state, event, self.world, now=seen_at or now))

    def until(self, when: str | datetime) -> list[Entry]:
        """Let the clock run to an instant, at once (as after a breakdown); returns what was added."""
        return self._take(
            engine.advance(self.state, self.world, now=at(when) if isinstance(when, str) else when)
        )

    def live(self, when: str) -> list[Entry]:
        """Let the clock run to an instant with a worker that wakes whenever something is due."""
        added: list[Entry] = []
        while (due := engine.due_at(self.state)) is not None and due <= at(when):
            added += self.until(due)
        return added + self.until(when)

    def _take(self, result: tuple[StreamState, list[Entry]]) -> list[Entry]:
        self.state, entries = result
        self.journal += entries
        return entries

    def order(self, when: str | datetime, **fields: Any) -> Stage:
        """An order at store s, goods reserved."""
        now = at(when) if isinstance(when, str) else when
        reserved = fields.pop("reserved", True)
        self.happens(now, "order.received", **order_fields(now, **fields))
        if reserved:
            self.happens(now, "goods.reserved", lines=["1"])
        return self

    def owed(self, kind: str, key: str = "", n: int = 1) -> Obligation:
        """One obligation."""
        return self.state.obligations[Ref(kind, key, n)]

    def kinds(self, *prefixes: str) -> list[str]:
        """Kinds of the journal's events, those with the prefixes."""
        return [e.event.kind for e in self.journal if not prefixes or e.event.kind.startswith(prefixes)]

    def told(self, kind: str = "") -> list[tuple[str, str, str, str]]:
        """(when it was due, receiver, channel, template) of every step, in order."""
        return [
            (said(entry.event.occurred_at), row["to"], row["channel"], row["say"])
            for entry in self.journal
            if entry.event.kind == "ladder.stepped" and kind in ("", entry.event.data["kind"])
            for row in entry.event.data["told"]
        ]

    def replayed(self) -> StreamState:
        """The state that a rebuild from version 0 makes."""
        state = StreamState(self.stream)
        for entry in self.journal:
            state = streams.evolve(state, entry)
        return state


def order_fields(now: datetime, **fields: Any) -> dict[str, Any]:
    """Fields of an `order.received`."""
    return {
        "number": "A-1",
        "origin": "site",
        "channel": "site",
        "store": "s",
        "partner": "p",
        "placed_at": now,
        "received_at": now,
        "total_minor": 349_000,
        "currency": "RUB",
        "payment": "prepaid",
        "lines": [{"id": "1", "sku": "x", "title": "X", "quantity": 1, "price_minor": 349_000}],
        "has_phone": True,
        "has_email": True,
        "locale": "ru",
        "buyer_zone": "Europe/Moscow",
        "content": "c",
        "history": False,
        **fields,
    }


TALK = {"means": "call", "live": True, "talk_s": 64, "grade": "recorded"}
"""A recorded talk with the buyer."""
