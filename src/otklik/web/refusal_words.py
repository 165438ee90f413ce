"""The words of the dialog in which an order is refused, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words
from otklik.domain.wording import NOTHING, Forms

REFUSE: Mapping[str, Words] = {
    "title": {"ru": "Отказать по заказу № {number}", "en": "Refuse order no. {number}"},
    "lead": {
        "ru": "Отказ закроет заказ, товар вернётся в продажу. Кто отказал и почему, останется в журнале.",
        "en": "A refusal closes the order and puts the goods back on sale. Who refused and why stays in the journal.",
    },
    "reason": {"ru": "Причина", "en": "Reason"},
    "choose": {"ru": "Выберите причину", "en": "Choose a reason"},
    "comment": {"ru": "Что сказал покупатель, вашими словами", "en": "What the buyer said, in your words"},
    "talked": {"ru": "Разговор с покупателем был", "en": "There was a talk with the buyer"},
    "facts": {"ru": "Что уже есть по заказу", "en": "What is on record"},
    "now": {"ru": "Сделать сейчас:", "en": "Do now:"},
    "submit": {"ru": "Отказать", "en": "Refuse"},
    "talk": {"ru": "Разговор с покупателем", "en": "Talk with the buyer"},
    "attempts": {"ru": "Попытки дозвониться", "en": "Attempts to reach him"},
    "hold": {"ru": "Товар отложен", "en": "Goods put aside"},
    "answer": {"ru": "Первый ответ", "en": "First answer"},
    "silent": {"ru": "Покупатель: «никто не связался»", "en": "The buyer: “nobody contacted me”"},
    "yes": {"ru": "был", "en": "yes"},
    "no": {"ru": "не было", "en": "none"},
    "until": {"ru": "до {at}", "en": "until {at}"},
    "not_held": {"ru": "нет", "en": "no"},
    "given": {"ru": "дан", "en": "given"},
    "owed": {"ru": "ещё не дан, срок {at}", "en": "still owed, due {at}"},
    "said": {"ru": "сказал", "en": "said so"},
}

ADVICE: Mapping[str, Forms] = {
    "talk": (
        {
            "ru": "Позвоните: {phone}. Отказ без разговора засчитается как молчание магазина.",
            "en": "Call {phone}. A refusal without a talk counts as the store's silence.",
        },
        {
            "ru": "Сначала ответьте покупателю. Отказ без ответа засчитается как молчание магазина.",
            "en": "Answer the buyer first. A refusal without an answer counts as the store's silence.",
        },
    ),
    "spoken": (NOTHING,),
}
"""What to do before refusing."""

HINTS: Mapping[str, Words] = {
    "not_ready_to_prepay": {"ru": "предложите оплату при получении", "en": "offer payment on delivery"},
    "wanted_try_on": {"ru": "предложите примерку в магазине", "en": "offer a fitting in the store"},
    "not_contacted": {"ru": "это ошибка магазина, не покупателя", "en": "this is the store's mistake"},
    "extra_demands": {"ru": "напишите, чего он просил", "en": "write what he asked for"},
    "found_elsewhere": {"ru": "напишите, где и за сколько", "en": "write where and for how much"},
    "changed_mind": {
        "ru": "покупатель может отменить сам по своей ссылке",
        "en": "he can withdraw by his own link",
    },
    "no_goods": {"ru": "сначала предложите замену", "en": "offer a replacement first"},
    "not_paid": {
        "ru": "нужен разговор или попытки двумя способами",
        "en": "needs a talk, or attempts in two ways",
    },
    "unreachable": {
        "ru": "нужны три звонка за полтора часа",
        "en": "needs three calls over an hour and a half",
    },
    "other": {"ru": "напишите подробно", "en": "write in detail"},
}
"""What belongs to a reason, by its code."""
