"""The pickup on the buyer's page: what is in place, who expects him, and the page on which he chooses a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from otklik.domain.local_times import clock_text, day_text, floor_minute, moment_text
from otklik.domain.locales import Locale
from otklik.domain.status import OrderStatus
from otklik.domain.status_pickup import StatusPickup
from otklik.domain.wording import capitalised, clean
from otklik.domain.zones import parse_zone
from otklik.planning.appointments import Slot
from otklik.web.readiness_words import BUYERS, PAPERS, PERSONS


@dataclass(frozen=True, slots=True)
class PickupSection:
    """The section in words; what is empty is not shown."""

    words: Mapping[str, str]
    lead: str
    tone: str
    parts: tuple[tuple[str, bool, str], ...]
    next: str
    at: str
    by: str
    waiting: str
    can_come: bool
    choose: str


def write_pickup(status: OrderStatus, locale: Locale, now: datetime) -> PickupSection | None:
    """The section of an order that is collected; None for any other."""
    pickup = status.pickup
    if pickup is None:
        return None
    words = {name: word[locale] for name, word in BUYERS.items()}
    zone = parse_zone(status.zone)

    def say(at: datetime) -> str:
        return moment_text(floor_minute(at), zone, locale, now=now)

    stands = pickup.starts_at is not None and pickup.ends_at is not None and now < pickup.ends_at
    at = words["at"].format(at=say(pickup.starts_at)) if stands and pickup.starts_at else ""
    return PickupSection(
        words=words,
        lead=words["ready" if pickup.is_ready else "regressed" if pickup.regressed else "unready"],
        tone="ok" if pickup.is_ready else "late" if pickup.regressed else "info",
        parts=() if pickup.is_ready else _parts(pickup, words, locale),
        next="" if pickup.is_ready else _next(pickup, words, say(pickup.hears_at) if pickup.hears_at else ""),
        at=at,
        by=words["by"].format(name=clean(pickup.person)) if at and pickup.person else "",
        waiting=words["waiting"].format(at=say(pickup.came_at)) if pickup.came_at else "",
        can_come=pickup.came_at is None,
        choose=words["move" if at else "choose"],
    )


def _parts(
    pickup: StatusPickup, words: Mapping[str, str], locale: Locale
) -> tuple[tuple[str, bool, str], ...]:
    return tuple(
        (_name(kind, name, words, locale), here, words["here" if here else "not_here"])
        for kind, name, here in pickup.parts
    )


def _name(kind: str, name: str, words: Mapping[str, str], locale: Locale) -> str:
    if kind == "goods":
        return words["goods"]
    table = PAPERS if kind == "paper" else PERSONS
    return table[name][locale] if name in table else clean(name.replace("_", " "))


def _next(pickup: StatusPickup, words: Mapping[str, str], hears: str) -> str:
    return words["next_at"].format(at=hears) if hears else words["next"]


@dataclass(frozen=True, slots=True)
class VisitPage:
    """The page of free times, day by day."""

    locale: Locale
    title: str
    words: Mapping[str, str]
    store: str
    order: str
    days: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    base: str


def write_visit(
    status: OrderStatus,
    slots: list[tuple[Slot, str]],
    locale: Locale,
    base: str,
    order: str,
    *,
    now: datetime,
) -> VisitPage:
    """The page on which a buyer chooses when to come.

    Parameters
    ----------
    slots
        Free times, each with what the form sends, earliest first.
    base, order
        Address of his page; the order's number in words.
    now
        Aware UTC.
    """
    words = {name: word[locale] for name, word in BUYERS.items()}
    zone = parse_zone(status.zone)
    today = now.astimezone(zone).date()
    days = []
    for day, found in groupby(slots, key=lambda one: one[0].starts_at.astimezone(zone).date()):
        times = tuple((value, clock_text(one.starts_at.astimezone(zone))) for one, value in found)
        days.append((capitalised(day_text(day, locale, today_on=today)), times))
    return VisitPage(
        locale=locale,
        title=f"{words['lead']} · {clean(status.store)}",
        words=words,
        store=clean(status.store),
        order=order,
        days=tuple(days),
        base=base,
    )
