"""What is offered instead of a refusal, Russian and English side by side (ADR 0012).

Each remedy: its icon, what to say to the buyer, the words before several buttons, and the button: tapped once
he agreed, or did not answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from otklik.domain.locales import Words
from otklik.domain.wording import NOTHING


@dataclass(frozen=True, slots=True)
class RescueWords:
    """One remedy in words; `{at}` and `{store}` stand for the choice."""

    icon: str
    say: Words
    lead: Words
    button: Words


RESCUES: Mapping[str, RescueWords] = {
    "pay_on_delivery": RescueWords(
        "bank",
        {
            "ru": "Предложите: «Можно заплатить при получении. Так удобно?»",
            "en": "Offer: “You can pay when you get it. Does that suit you?”",
        },
        NOTHING,
        {"ru": "Согласен платить при получении", "en": "Agreed: pays on delivery"},
    ),
    "fitting": RescueWords(
        "home",
        {
            "ru": "Предложите: «Приходите примерить, отложим до вас. Когда удобно?»",
            "en": "Offer: “Come and try it on, we keep it for you. When suits you?”",
        },
        {"ru": "Придёт примерить:", "en": "Comes to try it on:"},
        {"ru": "{at}", "en": "{at}"},
    ),
    "other_store": RescueWords(
        "store",
        {
            "ru": "Ближе другой магазин? Он ответит покупателю сам.",
            "en": "Is another store nearer? It answers the buyer itself.",
        },
        NOTHING,
        {"ru": "Согласен на «{store}»", "en": "Agreed: {store}"},
    ),
    "replacement": RescueWords(
        "swap",
        {
            "ru": "Предложите такую же пару у другого партнёра или похожую.",
            "en": "Offer the same pair from another partner, or a similar one.",
        },
        NOTHING,
        {"ru": "Согласен на замену, перезвоним", "en": "Agreed to a replacement, we call back"},
    ),
    "call_again": RescueWords(
        "nosig",
        {
            "ru": "Позвоните сейчас. Не ответил? Выберите, когда позвонить ещё.",
            "en": "Call now. No answer? Choose when to call again.",
        },
        {"ru": "Не ответил, позвонить ещё:", "en": "No answer, call again:"},
        {"ru": "{at}", "en": "{at}"},
    ),
}
"""Remedy → its words."""

KEEPS: Words = {"ru": "заказ останется, {amount}", "en": "the order stays, {amount}"}
"""Under the buttons: what they are worth."""

HINTS: Mapping[str, Words] = {
    "changed_mind": {
        "ru": "Покупатель может отменить заказ сам по своей ссылке. Спросите, что не подошло.",
        "en": "The buyer can withdraw by his own link. Ask what did not suit him.",
    },
    "found_elsewhere": {
        "ru": "Спросите, где и за сколько: может быть, предложите то же.",
        "en": "Ask where and for how much: you may offer the same.",
    },
    "extra_demands": {
        "ru": "Запишите, чего он требовал. Больше ничего не нужно.",
        "en": "Write down what he demanded. Nothing else is needed.",
    },
}
"""Reason without a remedy → what may still be done."""

HINT: Words = {
    "ru": "Позвоните и спросите, что сохранит заказ.",
    "en": "Call and ask what would keep the order.",
}
"""For every other reason without one."""

TAKES: Words = {"ru": "Берёт «{title}»", "en": "Takes {title}"}
"""The button of one thing that was offered instead."""
