"""The calls of a store's morning and the people expected for them, as the plan reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.domain.admissions import ON_AN_ORDER, is_admitted
from otklik.domain.desk import DeskRow
from otklik.planning import mornings
from otklik.planning.mornings import Caller, MorningPlan, Owed
from otklik.store import directory, journal, models
from otklik.store.desk import load_desk_rows

CALLS = ("first_answer", "holder_answer", "reopened_answer", "call_back")
"""What is answered by calling somebody."""

LATEST_TALKS = 60
"""So many of a store's latest answered orders say how long its talks are."""


@dataclass(frozen=True, slots=True)
class StoreMorning:
    """A store's calls now, and who makes them.

    Parameters
    ----------
    rows
        Stream → row of the desk, for calls that are about an order.
    people
        Names of who is expected; empty where nobody is known: then one person is assumed.
    call_for
        What a call takes.
    has_call_centre, has_next_store
        Whether somebody else could help.
    """

    store: str
    name: str
    zone: str
    plan: MorningPlan
    rows: Mapping[str, DeskRow]
    people: tuple[str, ...]
    call_for: timedelta
    has_call_centre: bool
    has_next_store: bool


def load_morning(store: str, *, now: datetime) -> StoreMorning:
    """The morning of a store, planned from an instant on.

    Raises
    ------
    DomainError
        `unknown_store`.
    """
    world = directory.load_world([store], now=now)
    place = world.store(store)
    owed = _owed(store)
    names = {one.slug: one.name for one in place.people}
    may = {one.slug for one in place.people if is_admitted(one, ON_AN_ORDER)}
    expected = [one for one in place.rostered or place.on_shift if one in may]
    callers = [Caller(now)] * max(len(expected), 1)
    call_for = mornings.call_length(list_talks_s(store))
    return StoreMorning(
        store=store,
        name=place.name,
        zone=place.calendar.zone,
        plan=mornings.plan_morning(owed, callers, call_for, now=now),
        rows=load_desk_rows([one.name for one in owed], now=now),
        people=tuple(names[one] for one in expected if one in names),
        call_for=call_for,
        has_call_centre=any(one.role == "call_centre" for one in world.stores.values()),
        has_next_store=bool(place.next_store),
    )


def count_late(store: str, *, now: datetime) -> int:
    """How many calls of a store will be late that need not be, with the people expected."""
    return load_morning(store, now=now).plan.shortfall


def _owed(store: str) -> list[Owed]:
    """Each stream once, by the earliest instant that is still owed on it."""
    query = models.Obligation.objects.filter(
        debtor=f"store:{store}", kind__in=CALLS, closed_at__isnull=True
    ).exclude(state="paused")
    found: dict[str, datetime] = {}
    for stream, limit_at in query.order_by("-limit_at").values_list("stream", "limit_at"):
        found[stream] = limit_at
    return [Owed(stream, at) for stream, at in found.items()]


def list_talks_s(store: str) -> Sequence[int]:
    """Lengths of the recorded talks of a store's latest answered orders, seconds."""
    answered = models.Order.objects.filter(holder=store, live_contact_at__isnull=False)
    streams = list(answered.order_by("-placed_at").values_list("stream", flat=True)[:LATEST_TALKS])
    entries = journal.load_entries(streams).values() if streams else ()
    return [
        entry.event.data["talk_s"]
        for found in entries
        for entry in found
        if entry.event.kind == "contact.reached" and entry.event.data.get("talk_s")
    ]
