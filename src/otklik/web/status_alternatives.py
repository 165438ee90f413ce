"""What is offered instead, on the buyer's page: the wish, the offer with its differences, and two answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.local_times import floor_minute, until_text
from otklik.domain.locales import Locale, Words, money
from otklik.domain.status import OrderStatus
from otklik.domain.status_alternatives import StatusOffer
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.web.alternative_lines import explain

OFFERS: Mapping[str, Words] = {
    "title": {"ru": "Замена", "en": "Something else instead"},
    "instead": {"ru": "Вместо «{wish}» предлагаем", "en": "Instead of {wish} we offer"},
    "takes": {"ru": "Вместо «{wish}» вы берёте", "en": "Instead of {wish} you take"},
    "same": {"ru": "«{wish}» есть в другом магазине", "en": "{wish} is at another store"},
    "same_takes": {"ru": "«{wish}»: берёте в другом магазине", "en": "{wish}: you take it at another store"},
    "elsewhere": {"ru": "в другом магазине", "en": "at another store"},
    "kept": {"ru": "отложено для вас {until}", "en": "put aside for you {until}"},
    "yes": {"ru": "Беру", "en": "I take it"},
    "no": {"ru": "Не подходит", "en": "It does not suit me"},
}

SAID_OF_OFFERS: Mapping[str, tuple[str, Words]] = {
    "offer_taken": (
        "ok",
        {
            "ru": "Записали: вы берёте замену. Магазин это видит.",
            "en": "Recorded: you take it. The store sees it.",
        },
    ),
    "offer_passed": (
        "ok",
        {
            "ru": "Записали: не подходит. Магазин поищет ещё.",
            "en": "Recorded: not this one. The store looks on.",
        },
    ),
    "no_stock_left": (
        "warn",
        {
            "ru": "Последнюю пару только что заняли. Магазин предложит другое.",
            "en": "Somebody took the last one just now. The store offers you something else.",
        },
    ),
}


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One offer in words."""

    key: str
    lead: str
    title: str
    terms: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class OffersSection:
    """What `status_alternatives.html` shows."""

    words: Mapping[str, str]
    offers: tuple[OfferRow, ...]


def write_offers(status: OrderStatus, locale: Locale, now: datetime) -> OffersSection | None:
    """The section; None where nothing is offered."""
    if not status.offers:
        return None
    words = {name: word[locale] for name, word in OFFERS.items()}
    rows = tuple(_row(one, status, words, locale, now=now) for one in status.offers)
    return OffersSection(words, rows)


def _row(
    offer: StatusOffer, status: OrderStatus, words: Mapping[str, str], locale: Locale, *, now: datetime
) -> OfferRow:
    is_open = offer.state == "offered"
    lead = ("same" if is_open else "same_takes") if offer.is_same else "instead" if is_open else "takes"
    terms = [money(offer.price_minor, status.currency, locale)] if offer.price_minor else []
    terms += explain({"rung": "", "why": offer.why}, locale)
    terms += [words["elsewhere"]] if offer.is_elsewhere and not offer.is_same else []
    if offer.kept_until_at is not None and offer.kept_until_at > now:
        zone = parse_zone(status.zone)
        until = until_text(floor_minute(offer.kept_until_at), zone, locale, now=now)
        terms.append(words["kept"].format(until=until))
    return OfferRow(
        key=offer.key,
        lead=words[lead].format(wish=clean(offer.wish)),
        title=clean(offer.title),
        terms=" · ".join(terms),
        is_open=is_open,
    )
