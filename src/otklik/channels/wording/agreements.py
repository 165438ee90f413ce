"""The words of the letter that asks a partner to read a standard and accept it, and of the one when nobody does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from otklik.channels.wording.say import Say
from otklik.domain.locales import Words
from otklik.domain.wording import NOTHING, clean

SAY = "agreement"
"""Template of every step of an acceptance, whatever its ladder calls it."""


@dataclass(frozen=True, slots=True)
class AgreementFigures:
    """What such a letter speaks of: name and number of the standard, and what people call the partner."""

    name: str
    number: str
    partner: str


def values_of_agreement(about: AgreementFigures | None) -> Mapping[str, str]:
    """The words that stand for the placeholders of these letters; all empty without figures."""
    return {
        "edition": f"{clean(about.name)} {clean(about.number)}" if about else "",
        "partner": clean(about.partner) if about else "",
    }


AGREEMENT = Say(
    subject=(
        {
            "ru": "Стандарт {edition}: прочитайте и примите, {until}",
            "en": "Standard {edition}: read and accept it {until}",
        },
        {
            "ru": "«{partner}»: стандарт {edition} не принят, срок был {missed}",
            "en": "{partner}: standard {edition} was not accepted, it was due {missed}",
        },
    ),
    lead=(
        {
            "ru": "Прочитайте стандарт {edition}: по нему «{partner}» и площадка работают с заказами. Ответить "
            "{until}.",
            "en": "Read standard {edition}: {partner} and the marketplace work with orders by it. Answer {until}.",
        },
        {
            "ru": "«{partner}»: стандарт {edition} никто не принял, срок был {missed}.",
            "en": "{partner}: nobody has accepted standard {edition}, it was due {missed}.",
        },
    ),
    sentences=(
        (
            {
                "ru": "{until:.0}На странице он написан простыми словами, и видно, что изменилось. Принять может "
                "управляющий или заведующий магазином.",
                "en": "{until:.0}The page has it in plain words and shows what changed. A manager or the head of a "
                "store accepts.",
            },
            {
                "ru": "{missed:.0}Позвоните партнёру. До согласия его цифры остаются подсказкой, а ранний отказ ждёт, "
                "но не блокируется.",
                "en": "{missed:.0}Call the partner. Until there is an agreement its figures are guidance, and an early "
                "refusal is parked, never blocked.",
            },
            NOTHING,
        ),
    ),
    facts=("until", "missed"),
    links=("agreement",),
)

AGREEMENTS: Mapping[str, Say] = {SAY: AGREEMENT}

LINKS: Mapping[str, Words] = {"agreement": {"ru": "Прочитать стандарт", "en": "Read the standard"}}
