"""The words of one message about several orders: how many wait, for how long, and what is said of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from otklik.channels.message import Link
from otklik.channels.wording.compose import Wording
from otklik.channels.wording.letter import Fact, Letter, to_html, to_text
from otklik.channels.wording.say import FOOT, REPEAT
from otklik.domain.locales import NBSP, Locale, Words, count_of, plural_form
from otklik.domain.wording import clean

WAIT: dict[Locale, tuple[str, ...]] = {
    "ru": ("Ждёт {orders}", "Ждут {orders}", "Ждут {orders}"),
    "en": ("{orders} waits", "{orders} wait"),
}
"""By the form of the number: `Ждёт 21 заказ`, `Ждут 7 заказов`."""

GONE: Words = {"ru": "Ушли без разговора: {orders}", "en": "Let go unanswered: {orders}"}
OLDEST: Words = {"ru": ", старший {oldest}", "en": ", the oldest {oldest}"}
SPANS: dict[Locale, tuple[str, str]] = {
    "ru": (f"{{n}}{NBSP}ч", f"{{n}}{NBSP}мин"),
    "en": (f"{{n}}{NBSP}h", f"{{n}}{NBSP}min"),
}
"""Hours and minutes in few signs: a headline has seventy."""

EACH: Words = {
    "ru": "Сообщения о них собраны в одно, чтобы телефон не звонил о каждом.",
    "en": "They are told in one message, so that the phone does not ring for each.",
}
DESK: Words = {"ru": "Открыть стол заказов", "en": "Open the desk"}
TAKE: Words = {"ru": "Беру {number}", "en": "I take {number}"}

BUTTONS = 8
"""Orders that have a button of their own; the desk has all of them."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of one order: its number, the words, and the address to take it at (may be empty)."""

    number: str
    words: str
    take_url: str = ""


def compose_bundle(
    lines: Sequence[Line],
    locale: Locale,
    *,
    orders: int,
    gone: int = 0,
    oldest_m: int | None,
    desk_url: str,
    repeat: bool = False,
) -> Wording:
    """The words of a message about several orders; its subject is at most 70 characters and complete by itself.

    Parameters
    ----------
    lines
        One a notice, the oldest first.
    orders, gone
        How many different orders wait; how many went back on sale without a talk. Those that wait come first: the
        others are in the headline only where nobody waits.
    oldest_m
        Working minutes for which the oldest has waited; None = not worth saying.
    desk_url
        Where all of them are.
    repeat
        Whether an earlier attempt may have arrived.
    """
    said = headline(orders, oldest_m, locale) if orders else _let_go(gone, locale)
    letter = Letter(
        subject=said,
        lead=f"{said}.",
        sentences=(EACH[locale], *((REPEAT[locale],) if repeat else ())),
        facts=tuple(Fact(clean(line.number), clean(line.words), line.take_url) for line in lines),
        goods=(),
        total=None,
        links=tuple(_links(lines, locale, desk_url)),
        foot=FOOT[locale],
        locale=locale,
    )
    return Wording(letter.subject, to_text(letter), to_html(letter), letter.links, said)


def _let_go(gone: int, locale: Locale) -> str:
    return GONE[locale].format(orders=count_of(gone, "order", locale))


def headline(orders: int, oldest_m: int | None, locale: Locale) -> str:
    """How many orders wait and how long the oldest has: `Ждут 7 заказов, старший 14 мин`."""
    words = WAIT[locale][plural_form(orders, locale)].format(orders=count_of(orders, "order", locale))
    if oldest_m is None:
        return words
    hours, minutes = divmod(oldest_m, 60)
    spans = [SPANS[locale][0].format(n=hours)] if hours else []
    spans += [SPANS[locale][1].format(n=minutes)] if minutes or not hours else []
    return words + OLDEST[locale].format(oldest=" ".join(spans))


def _links(lines: Sequence[Line], locale: Locale, desk_url: str) -> Iterator[Link]:
    yield Link("desk", DESK[locale], desk_url)
    taken = {line.number: line.take_url for line in reversed(lines) if line.take_url}
    for number in list(dict.fromkeys(line.number for line in lines if line.number in taken))[:BUTTONS]:
        yield Link("take", TAKE[locale].format(number=clean(number)), taken[number])
