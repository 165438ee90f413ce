"""What a staffing plan is made from, the latest plan of each store, and how far the working out of it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from otklik.domain.admissions import candidates
from otklik.domain.errors import DomainError
from otklik.domain.opening_hours import Span, list_day_spans, parse_opening_hours
from otklik.domain.staffing import Proposal, parse_proposal, text_of
from otklik.domain.world import Store
from otklik.domain.zones import parse_zone
from otklik.planning.call_demand import History
from otklik.store import directory, listings, models, mornings, writer

WAITING, DONE, FAILED = "waiting", "done", "failed"

LOOKS_BACK = timedelta(days=56)
"""So much of a store's past says what its weeks are like."""

WITHIN_S = 1_200
"""What is owed where the standard names no target for the first answer."""

LONGEST = timedelta(seconds=90)
"""A plan that has not come by then never will."""

ANSWERING = frozenset({"seller", "head"})
"""Roles of people who answer orders."""

_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a store: its past, its open hours, how long talks were, who may answer, and what is owed."""

    history: History
    hours: tuple[tuple[Span, ...], ...]
    talks_s: tuple[int, ...]
    people: tuple[str, ...]
    within_s: int


@dataclass(frozen=True, slots=True)
class PlanRow:
    """The latest plan of a store.

    Parameters
    ----------
    state
        `waiting`, `done` or `failed`.
    trouble
        An error code where it failed.
    proposal
        None until there is one.
    taken_at
        When its roster was taken; None = it was not, or was given back.
    previous
        The roster before that.
    """

    state: str
    asked_at: datetime
    least: int
    trouble: str
    proposal: Proposal | None
    made_at: datetime | None
    taken_at: datetime | None
    previous: Mapping[str, Any]


def load_known(store: str, *, now: datetime) -> Known:
    """What a plan is made from.

    Raises
    ------
    DomainError
        `unknown_store`.
    """
    world = directory.load_world([store], now=now)
    place = world.store(store)
    kind = world.standards[place.standard].kinds.get("first_answer") if place.standard else None
    target = kind.target if kind else None
    people = [one.slug for one in candidates(place) if one.roles & ANSWERING]
    return Known(
        _history(place, now=now),
        _hours(place),
        tuple(mornings.list_talks_s(store)),
        tuple(sorted(people)),
        target.seconds if target and target.seconds else WITHIN_S,
    )


def _history(place: Store, *, now: datetime) -> History:
    """Orders of whole local days up to yesterday."""
    zone = parse_zone(place.calendar.zone)
    until_at = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    query = models.Order.objects.filter(
        first_store=place.slug, placed_at__gte=until_at - LOOKS_BACK, placed_at__lt=until_at
    )
    placed = [at.astimezone(zone) for at in query.order_by("placed_at").values_list("placed_at", flat=True)]
    days = (until_at.date() - placed[0].date()).days if placed else 0
    return History(tuple(_week_s(at) for at in placed), days)


def _week_s(at: datetime) -> int:
    """Seconds of the local week."""
    return ((at.weekday() * 24 + at.hour) * 60 + at.minute) * 60 + at.second


def _hours(place: Store) -> tuple[tuple[Span, ...], ...]:
    """The open spans of an ordinary week."""
    rules = parse_opening_hours(place.calendar.expression)
    return tuple(list_day_spans(rules, [_MONDAY + timedelta(days=day) for day in range(7)], holiday=False))


def load_plan(store: str, *, now: datetime) -> PlanRow | None:
    """The latest plan of a store, or None; one that has been waiting for too long has failed (`staffing_too_long`)."""
    row = models.StaffingPlan.objects.filter(store=store).first()
    if row is None:
        return None
    lost = row.state == WAITING and not timedelta(0) <= now - row.asked_at <= LONGEST
    return PlanRow(
        FAILED if lost else row.state,
        row.asked_at,
        row.least,
        "staffing_too_long" if lost else row.trouble,
        parse_proposal(row.body) if row.body else None,
        row.made_at,
        row.taken_at,
        json.loads(row.previous) if row.previous else {},
    )


def ask(store: str, *, least: int, now: datetime) -> bool:
    """Whether a plan has to be worked out now: it is on record as asked for; False where one is under way."""
    listings.load_place(store)

    def write() -> bool:
        found = models.StaffingPlan.objects.filter(store=store).first()
        if found and found.state == WAITING and timedelta(0) <= now - found.asked_at <= LONGEST:
            return False
        fresh = {"state": WAITING, "asked_at": now, "least": least, "trouble": ""}
        models.StaffingPlan.objects.update_or_create(store=store, defaults=fresh)
        return True

    return writer.run(write)


def keep(store: str, proposal: Proposal, *, now: datetime) -> None:
    """Put a proposal on record in place of the one before."""
    fresh = {"state": DONE, "trouble": "", "body": text_of(proposal), "made_at": now, "least": proposal.least}
    fresh |= {"taken_at": None, "previous": ""}

    def write() -> None:
        made = {"asked_at": now, **fresh}
        models.StaffingPlan.objects.update_or_create(store=store, defaults=fresh, create_defaults=made)

    writer.run(write)


def fail(store: str, trouble: str) -> None:
    """Put on record why there is no proposal; the one before stays."""
    waiting = models.StaffingPlan.objects.filter(store=store, state=WAITING)
    writer.run(lambda: waiting.update(state=FAILED, trouble=trouble))


def mark_taken(store: str, previous: Mapping[str, Any], *, now: datetime) -> None:
    """Remember that the proposal was taken, and the roster before it."""
    rows = models.StaffingPlan.objects.filter(store=store)
    text = json.dumps(previous, ensure_ascii=False)
    writer.run(lambda: rows.update(taken_at=now, previous=text))


def mark_given_back(store: str) -> None:
    """Remember that the roster before it is in force again."""
    rows = models.StaffingPlan.objects.filter(store=store)
    writer.run(lambda: rows.update(taken_at=None, previous=""))


def require_proposal(store: str, *, now: datetime) -> tuple[PlanRow, Proposal]:
    """The plan of a store and its proposal.

    Raises
    ------
    DomainError
        `staffing_none`: nothing was worked out.
    """
    row = load_plan(store, now=now)
    if row is None or row.proposal is None:
        raise DomainError(
            "staffing_none", "No plan has been worked out.", remedy="otklik staffing plan STORE"
        )
    return row, row.proposal
