"""The one word about everything that came too late to be sent: since when, how many orders wait, for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from otklik.channels.message import Link
from otklik.channels.wording.bundles import DESK, headline
from otklik.channels.wording.compose import Wording
from otklik.channels.wording.letter import Fact, Letter, to_html, to_text
from otklik.channels.wording.say import FOOT, REPEAT
from otklik.domain.local_times import moment_text
from otklik.domain.locales import Locale, Words, count_of
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone

SUBJECT: Words = {"ru": "Сообщения опоздали. {waiting}", "en": "Messages were late. {waiting}"}
SLEPT: Words = {
    "ru": "Система не отправляла сообщения: первый из заказов поступил {since}, работа возобновлена {until}.",
    "en": "The system sent no messages: the first of these orders came in {since}, work went on {until}.",
}
CALL: Words = {
    "ru": "Устаревшие сообщения не отправлены, вместо них это одно. Начните со старшего заказа.",
    "en": "Messages that are out of date were not sent, this one stands for them. Begin with the oldest order.",
}
LOST: Words = {
    "ru": "Кроме того, без ответа закрылись: {lost}. Позвоните и этим покупателям.",
    "en": "Besides, closed without an answer: {lost}. Call these buyers too.",
}
LOST_LEAD: Words = {"ru": "Без ответа закрылись: {lost}", "en": "Closed without an answer: {lost}"}
SINCE: Words = {"ru": "поступил {at}", "en": "came in {at}"}


@dataclass(frozen=True, slots=True)
class Late:
    """What the word may speak of.

    Parameters
    ----------
    zone
        IANA zone of the reader.
    since_at, until_at
        When the oldest of the orders came in, and when sending went on.
    orders, oldest_m
        How many wait, and working minutes of the oldest (None = not known).
    lost
        How many were closed meanwhile without an answer.
    lines
        Number and beginning of the oldest ones.
    desk_url
        Where all of them are.
    repeat
        Whether an earlier attempt may have arrived.
    """

    zone: str
    since_at: datetime
    until_at: datetime
    orders: int
    oldest_m: int | None
    lost: int
    lines: tuple[tuple[str, datetime], ...]
    desk_url: str
    repeat: bool = False


def compose_late(late: Late, locale: Locale, *, now: datetime) -> Wording:
    """The words; the subject is at most 70 characters and complete by itself.

    Raises
    ------
    DomainError
        `zone_unknown`: `late.zone` is no IANA name.
    """
    zone = parse_zone(late.zone)
    lost = count_of(late.lost, "order", locale) if late.lost else ""
    waiting = (
        headline(late.orders, late.oldest_m, locale) if late.orders else LOST_LEAD[locale].format(lost=lost)
    )
    slept = SLEPT[locale].format(
        since=moment_text(late.since_at, zone, locale, now=now),
        until=moment_text(late.until_at, zone, locale, now=now),
    )
    letter = Letter(
        subject=SUBJECT[locale].format(waiting=waiting),
        lead=f"{waiting}.",
        sentences=(
            slept,
            *((LOST[locale].format(lost=lost),) if late.orders and late.lost else ()),
            CALL[locale],
            *((REPEAT[locale],) if late.repeat else ()),
        ),
        facts=tuple(
            Fact(clean(number), SINCE[locale].format(at=moment_text(at, zone, locale, now=now)))
            for number, at in late.lines
        ),
        goods=(),
        total=None,
        links=(Link("desk", DESK[locale], late.desk_url),),
        foot=FOOT[locale],
        locale=locale,
    )
    return Wording(letter.subject, to_text(letter), to_html(letter), letter.links, short=letter.subject)
