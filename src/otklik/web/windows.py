"""The delivery window of an order on its page, and its acts: agree, move, name the day by which it is needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from otklik.actions import deadlines, slots, windows
from otklik.actions.deadlines import Dates
from otklik.actions.slots import Offer, Offered
from otklik.domain.errors import DomainError
from otklik.domain.events import instant_of, instant_text
from otklik.domain.local_times import date_text, moment_text, window_text
from otklik.domain.locales import Locale, money
from otklik.domain.orders import OrderState
from otklik.domain.slots import instant_on, local_day
from otklik.domain.windows import Window, current
from otklik.domain.wording import clean
from otklik.domain.world import World
from otklik.domain.zones import parse_zone
from otklik.store import directory
from otklik.store.access import Viewer
from otklik.store.queries import OrderRow
from otklik.web.obligations import Reader
from otklik.web.order_acts import act_on
from otklik.web.order_scenes import OrderScene
from otklik.web.window_words import CARD

OFFERED = 40
"""Free windows that a list offers."""

NEAR, NEAR_DAYS = 8, 2
"""Of each zone, where the address is not known: so many windows, of today and so many days after."""


@dataclass(frozen=True, slots=True)
class WindowCard:
    """The card.

    Parameters
    ----------
    at, by, notes
        The window in words, who brings it, what else is to be known of it.
    groups
        Free windows under a zone's name, empty where the address says which: what the form sends, and words.
    problem
        Why none is offered; empty else.
    needed, answers, tone
        The ISO date by which it is needed, and the honest answer to it.
    act
        Address of the acts; empty where the viewer only looks.
    """

    words: Mapping[str, str]
    at: str
    by: str
    notes: tuple[str, ...]
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    problem: str
    needed: str
    answers: tuple[str, ...]
    tone: str
    act: str
    href: str


def write_window(scene: OrderScene) -> WindowCard | None:
    """The card of an order that is delivered by whoever a depot sends; None for any other."""
    order, reader = scene.file.order, scene.reader
    wanted = order.delivery == "courier" or order.windows or order.zone
    if order.history or not wanted or (not order.is_open and not order.windows):
        return None
    words = {name: word[reader.locale] for name, word in CARD.items()}
    window = current(order.windows)
    shown = window or (list(order.windows.values())[-1] if order.windows else None)
    base = f"/orders/{scene.file.row.id}"
    card = WindowCard(
        words=words,
        at=_span(shown.from_at, shown.to_at, reader) if shown else "",
        by=words["by"].format(name=_name(shown.carrier, scene.world)) if shown else "",
        notes=tuple(_notes(shown, words, reader)) if shown else (),
        groups=(),
        problem="",
        needed="",
        answers=(),
        tone="ok",
        act=f"{base}/window" if scene.may_act and order.is_open else "",
        href=f"{base}#window",
    )
    return _with_offers(card, scene, window) if order.is_open else card


def _with_offers(card: WindowCard, scene: OrderScene, window: Window | None) -> WindowCard | None:
    """The card with what can be agreed on now; None where nobody delivers for the store and nothing is agreed."""
    order, reader, stream = scene.file.order, scene.reader, scene.file.row.stream
    try:
        where = slots.where_of(stream, scene.file.state)
        found = slots.list_windows(
            where,
            needed_by_at=order.needed_by_at,
            besides=window.key if window else "",
            now=reader.now,
        )
    except DomainError:
        return card if card.at else None
    agreed = (window.from_at, window.to_at) if window else None
    groups: list[tuple[str, tuple[tuple[str, str], ...]]] = [("", _choices(found, reader, agreed=agreed))]
    problem = "no_zone" if found.zone is None else "" if groups[0][1] else "full"
    if found.zone is None and not (where.point or where.postcode or where.place):
        problem, groups = "no_address", _by_zone(where, reader)
    dates = deadlines.find_dates(stream, scene.file.state, now=reader.now)
    needed = ""
    if order.needed_by_at is not None:
        needed = local_day(order.needed_by_at - timedelta(seconds=1), found.time_zone).isoformat()
    return replace(
        card,
        groups=tuple(one for one in groups if one[1]),
        problem=card.words[problem] if problem else "",
        needed=needed,
        answers=answers_of(dates, scene.world, reader.zone, reader.locale, now=reader.now) if dates else (),
        tone="ok" if dates is None or dates.can_be else "late",
    )


def _choices(
    found: Offered, reader: Reader, zone: str = "", agreed: tuple[datetime, datetime] | None = None
) -> tuple[tuple[str, str], ...]:
    free = [one for one in found.offers if one.is_free and (one.from_at, one.to_at) != agreed][:OFFERED]
    said = (offer_choice(one, reader.zone, reader.locale, now=reader.now) for one in free)
    return tuple((f"{value} {zone}".strip(), word) for value, word in said)


def _by_zone(where: slots.Where, reader: Reader) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """The next free windows of every zone: for an order whose address nobody knows yet."""
    fleet = slots.scene_at(where, now=reader.now).fleet
    groups = []
    for zone in fleet.zones:
        found = slots.list_windows(replace(where, zone=zone.slug), days=NEAR_DAYS, now=reader.now)
        name = clean(zone.names.get(reader.locale, "")) or zone.slug
        groups.append((name, _choices(found, reader, zone.slug)[:NEAR]))
    return groups


def _notes(window: Window, words: Mapping[str, str], reader: Reader) -> list[str]:
    notes = []
    if window.moves:
        first = _span(window.first_from_at, window.first_to_at, reader)
        notes.append(words["moved"].format(count=window.moves, first=first))
    if window.wish:
        notes.append(words["wish"].format(window=_span(window.wish.from_at, window.wish.to_at, reader)))
    return notes


def _span(from_at: datetime, to_at: datetime, reader: Reader) -> str:
    return window_text(from_at, to_at, parse_zone(reader.zone), reader.locale, now=reader.now)


def _name(slug: str, world: World) -> str:
    return clean(world.stores[slug].name) if slug in world.stores else slug


def offer_choice(offer: Offer, zone: str, locale: Locale, *, now: datetime) -> tuple[str, str]:
    """What a form sends for a window, and how it is shown."""
    said = window_text(offer.from_at, offer.to_at, parse_zone(zone), locale, now=now)
    price = f" · {money(offer.price_minor, 'RUB', locale)}" if offer.price_minor else ""
    return f"{instant_text(offer.from_at)} {instant_text(offer.to_at)}", f"{said}{price}"


def parse_offer(text: str) -> tuple[datetime, datetime, str]:
    """The window that a form sends, and the zone where it names one.

    Raises
    ------
    DomainError
        `window_not_offered`: it is none.
    """
    from_text, _, rest = text.partition(" ")
    to_text, _, zone = rest.partition(" ")
    try:
        return instant_of(from_text), instant_of(to_text), zone
    except ValueError as error:
        raise DomainError("window_not_offered", "This is no window.", place="slot") from error


def answers_of(
    dates: Dates, world: World, zone_name: str, locale: Locale, *, now: datetime
) -> tuple[str, ...]:
    """The honest answer to a day by which something is needed: yes; or no, until when it could, and where it lies."""
    words = {name: word[locale] for name, word in CARD.items()}
    zone = parse_zone(zone_name)
    today = now.astimezone(zone).date()
    day = date_text(
        (dates.needed_by_at - timedelta(seconds=1)).astimezone(zone).date(), locale, today_on=today
    )
    if dates.can_be:
        return (words["yes"].format(day=day),)
    said = [words["no"].format(day=day)]
    if dates.last_safe_at is not None and dates.last_safe_at <= now:
        said.append(words["safe"].format(at=moment_text(dates.last_safe_at, zone, locale, now=now)))
    names = [clean(world.stores[slug].name) for slug in dates.stores if slug in world.stores]
    if names:
        said.append(words["store"].format(names=", ".join(names)))
    return tuple(said)


def world_of(order: OrderState, dates: Dates | None, *, now: datetime) -> World:
    """The world with the places that an answer names."""
    return directory.load_world((order.holder, *(dates.stores if dates else ())), now=now)


def end_of_day(text: str, time_zone: str) -> datetime:
    """The end of a day that a form sends as an ISO date.

    Raises
    ------
    DomainError
        `deadline_past`: it is none.
    """
    try:
        day_on = date.fromisoformat(text)
    except ValueError as error:
        raise DomainError("deadline_past", "Name a day.", place="needed") from error
    return instant_on(day_on + timedelta(days=1), time(0), time_zone)


@require_POST
def act_on_window(request: HttpRequest, order: str) -> HttpResponse:
    """Agree on a window, move it, or name the day by which it is needed, as the form says."""
    post = request.POST
    said = "window_agreed"

    def act(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        nonlocal said
        actor = f"person:{viewer.person}"
        if "needed" in post:
            said = "deadline_named"
            clock = directory.load_world((row.holder,), now=now).store(row.holder).calendar.zone
            needed_by_at = end_of_day(post["needed"], clock)
            windows.name_deadline(row.stream, actor=actor, needed_by_at=needed_by_at, now=now)
            return {}
        from_at, to_at, zone = parse_offer(post.get("slot", ""))
        if post.get("happened") == "move":
            told = "talk" if post.get("told") else ""
            said = "window_moved" if told else "window_wished"
            windows.move(
                row.stream, actor=actor, from_at=from_at, to_at=to_at, cause="shop", told=told, now=now
            )
        else:
            where = slots.Where(row.holder, zone=zone) if zone else None
            windows.accept(row.stream, actor=actor, from_at=from_at, to_at=to_at, where=where, now=now)
        return {}

    return act_on(request, order, lambda: said, act)
