"""The delivery on the buyer's page: the window, where the courier is in his day, and how it was (R20, R37)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.domain.deliveries import TOLD
from otklik.domain.local_times import clock_text, floor_minute, moment_text, window_text
from otklik.domain.locales import NBSP, Locale, money, plural_form
from otklik.domain.status import OrderStatus
from otklik.domain.status_deliveries import StatusDelivery
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.web.status_delivery_words import ASKED, DELIVERY, STOPS, WHY

GRID_M = 5
BEFORE_FOR, AFTER_FOR = timedelta(minutes=10), timedelta(minutes=20)
"""He is told a span around the instant that the day gives: so long before it and after it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that he may say of the delivery: its two answers, what each sends, and which he gave."""

    code: str
    yes: str
    no: str
    said: bool | None


@dataclass(frozen=True, slots=True)
class DeliverySection:
    """What `status_delivery.html` shows; what is empty is not shown."""

    words: Mapping[str, str]
    tone: str
    icon: str
    lead: str
    lines: tuple[str, ...]
    asked: tuple[Asked, ...]
    is_told: bool


def write_delivery(status: OrderStatus, locale: Locale, now: datetime) -> DeliverySection | None:
    """The section of an order that is brought; None for any other."""
    told = status.parcel
    if told is None or (not status.is_open and not told.how):
        return None
    words = {name: word[locale] for name, word in DELIVERY.items()}
    tone, icon = _tone(told, now)
    asked = _asked(told, locale) if told.how else ()
    return DeliverySection(
        words=words,
        tone=tone,
        icon=icon,
        lead=_lead(told, status.zone, words, locale, now=now),
        lines=tuple(line for line in _lines(status, told, words, locale) if line),
        asked=asked,
        is_told=any(one.said is not None for one in asked),
    )


def _tone(told: StatusDelivery, now: datetime) -> tuple[str, str]:
    if told.how:
        return "ok", "check"
    late = told.window_to_at is not None and now > told.window_to_at
    return ("late", "alert") if told.reason or late else ("info", "truck")


def _lead(
    told: StatusDelivery, zone_name: str, words: Mapping[str, str], locale: Locale, *, now: datetime
) -> str:
    zone = parse_zone(zone_name)
    if told.how and told.ended_at is not None:
        at = moment_text(floor_minute(told.ended_at), zone, locale, now=now)
        return words["done"].format(at=at)
    if told.reason:
        why = WHY[told.reason][locale] if told.reason in WHY else clean(told.reason)
        return words["failed"].format(why=why)
    if told.window_from_at is None or told.window_to_at is None:
        return words["no_window"]
    window = window_text(told.window_from_at, told.window_to_at, zone, locale, now=now)
    return words["moved" if told.was_moved else "agreed"].format(window=window)


def _lines(
    status: OrderStatus, told: StatusDelivery, words: Mapping[str, str], locale: Locale
) -> Iterator[str]:
    """Where the courier is, who he is, and what is paid at the door."""
    if told.reason and status.is_open:
        yield words["failed_next"]
    if told.ended_at is not None:
        return
    yield words[told.state] if told.state in ("on_board", "coming") else ""
    if told.due_at is not None and told.state in ("on_board", "coming"):
        zone = parse_zone(status.zone)
        from_at, to_at = _around(told.due_at)
        span = {"from": clock_text(from_at.astimezone(zone)), "to": clock_text(to_at.astimezone(zone))}
        yield words["between"].format(**span)
    if told.stops_before is not None and told.state == "on_board":
        yield _before(told.stops_before, words, locale)
    if told.carrier:
        yield words["carrier"].format(name=clean(told.carrier))
    elif told.courier:
        yield words["courier"].format(name=clean(told.courier))
    if told.collect_minor:
        yield words["collect"].format(sum=money(told.collect_minor, status.currency, locale))


def _before(stops: int, words: Mapping[str, str], locale: Locale) -> str:
    if not stops:
        return words["before_none"]
    return words["before"].format(n=f"{stops}{NBSP}{STOPS[locale][plural_form(stops, locale)]}")


def _around(due_at: datetime) -> tuple[datetime, datetime]:
    """The span around an instant, on fives of minutes."""
    from_at, to_at = floor_minute(due_at - BEFORE_FOR), floor_minute(due_at + AFTER_FOR)
    return (
        from_at - timedelta(minutes=from_at.minute % GRID_M),
        to_at + timedelta(minutes=-to_at.minute % GRID_M),
    )


def _asked(told: StatusDelivery, locale: Locale) -> tuple[Asked, ...]:
    codes = [code for code in TOLD if code != "in_time" or told.window_to_at is not None]
    return tuple(
        Asked(code, ASKED[code][0][locale], ASKED[code][1][locale], getattr(told.witness, code))
        for code in codes
    )
