"""The delivery window on the buyer's page: choose, move, and the honest answer to "needed by" (R21, R37)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from otklik.actions import deadlines, slots
from otklik.domain.errors import DomainError
from otklik.domain.local_times import clock_text, day_text
from otklik.domain.locales import Locale, money
from otklik.domain.status import OrderStatus
from otklik.domain.windows import current
from otklik.domain.wording import capitalised, clean
from otklik.domain.zones import parse_zone
from otklik.store import journal
from otklik.web.window_words import PAGE
from otklik.web.windows import answers_of, offer_choice, world_of

DAYS_SHOWN = 4
"""So many days stand on the page at once, the others one tap away."""


@dataclass(frozen=True, slots=True)
class WindowSection:
    """The section: one line, and the link to the page of free windows."""

    words: Mapping[str, str]
    lead: str
    choose: str


@dataclass(frozen=True, slots=True)
class WindowPage:
    """The page of free windows, day by day, with the answer to the day by which it is needed."""

    locale: Locale
    title: str
    words: Mapping[str, str]
    store: str
    order: str
    days: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    later: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    needed: str
    answers: tuple[str, ...]
    tone: str
    base: str


def write_window(status: OrderStatus, locale: Locale, now: datetime) -> WindowSection | None:
    """The section of an order that is delivered and not on the road yet; None for any other."""
    window = status.window
    if window is None or (window.from_at is not None and now >= window.from_at):
        return None
    words = {name: word[locale] for name, word in PAGE.items()}
    agreed = window.from_at is not None
    return WindowSection(words, "" if agreed else words["unset"], words["move" if agreed else "choose"])


def write_page(
    status: OrderStatus, stream: str, locale: Locale, base: str, number: str, *, now: datetime
) -> WindowPage:
    """The page on which a buyer chooses when somebody comes.

    Parameters
    ----------
    stream
        Of the order.
    base, number
        Address of his page; the order's number in words.
    now
        Aware UTC.
    """
    words = {name: word[locale] for name, word in PAGE.items()}
    state = journal.load_states([stream])[stream]
    window = current(state.subject.windows)
    zone = parse_zone(status.zone)
    needed_by_at = state.subject.needed_by_at
    try:
        found = slots.list_windows(
            slots.where_of(stream, state),
            needed_by_at=needed_by_at,
            besides=window.key if window else "",
            now=now,
        ).offers
    except DomainError:
        found = ()
    dates = deadlines.find_dates(stream, state, now=now)
    today = now.astimezone(zone).date()
    days = []
    agreed = (window.from_at, window.to_at) if window else None
    free = [one for one in found if one.is_free and (one.from_at, one.to_at) != agreed]
    for day, offers in groupby(free, key=lambda one: one.from_at.astimezone(zone).date()):
        times = tuple((_value(one, status, locale, now), _times(one, status, locale)) for one in offers)
        days.append((capitalised(day_text(day, locale, today_on=today)), times))
    answers = (
        answers_of(dates, world_of(state.subject, dates, now=now), status.zone, locale, now=now)
        if dates
        else ()
    )
    return WindowPage(
        locale=locale,
        title=f"{words['title']} · {clean(status.store)}",
        words=words,
        store=clean(status.store),
        order=number,
        days=tuple(days[:DAYS_SHOWN]),
        later=tuple(days[DAYS_SHOWN:]),
        needed=(needed_by_at - timedelta(seconds=1)).astimezone(zone).date().isoformat()
        if needed_by_at
        else "",
        answers=answers,
        tone="ok" if dates is None or dates.can_be else "late",
        base=base,
    )


def _value(offer: slots.Offer, status: OrderStatus, locale: Locale, now: datetime) -> str:
    return offer_choice(offer, status.zone, locale, now=now)[0]


def _times(offer: slots.Offer, status: OrderStatus, locale: Locale) -> str:
    zone = parse_zone(status.zone)
    span = f"{clock_text(offer.from_at.astimezone(zone))}–{clock_text(offer.to_at.astimezone(zone))}"
    return f"{span} · {money(offer.price_minor, status.currency, locale)}" if offer.price_minor else span
