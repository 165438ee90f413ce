"""The words of the dialog in which an order is refused, Russian and English side by side (ADR 0012).

Neutral and short: what happens, what to do instead, what is missing. Nobody is accused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from otklik.domain.locales import Words


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate will do: tone and icon of the tokens, heading, one sentence; `{at}` stands for its instant."""

    tone: str
    icon: str
    title: Words
    why: Words


REFUSE: Mapping[str, Words] = {
    "title": {"ru": "Отказ по заказу № {number}", "en": "Refusal of order no. {number}"},
    "why": {"ru": "Почему отказ?", "en": "Why refuse?"},
    "lead": {
        "ru": "Выберите причину. Покажем, как сохранить заказ.",
        "en": "Choose the reason. We show how to keep the order.",
    },
    "detail": {"ru": "{reason}: почему?", "en": "{reason}: why?"},
    "detail_lead": {"ru": "Так понятнее, что предложить.", "en": "So we know what to offer."},
    "path": {"ru": "Путь", "en": "Path"},
    "order": {"ru": "Заказ № {number}", "en": "Order no. {number}"},
    "reason": {"ru": "Причина", "en": "Reason"},
    "change": {"ru": "Изменить причину", "en": "Change the reason"},
    "instead": {"ru": "Вместо отказа", "en": "Instead of refusing"},
    "call": {"ru": "Позвонить {phone}", "en": "Call {phone}"},
    "missing": {"ru": "Чего не хватает", "en": "What is missing"},
    "there": {"ru": "Что уже есть", "en": "What is on record"},
    "anyway": {"ru": "Всё равно отказать", "en": "Refuse anyway"},
    "comment": {"ru": "Что сказал покупатель, вашими словами", "en": "What the buyer said, in your words"},
    "optional": {"ru": "необязательно", "en": "optional"},
    "closer": {"ru": "Точнее", "en": "More closely"},
    "demanded": {"ru": "Чего требовал покупатель", "en": "What the buyer demanded"},
    "talked": {"ru": "Я говорил(а) с покупателем", "en": "I spoke to the buyer"},
    "special": {
        "ru": "Особый случай? Пропустить отказ может администратор, с объяснением.",
        "en": "A special case? An administrator can let it pass, and says why.",
    },
    "override": {"ru": "Пропустить отказ как администратор", "en": "Let it pass as an administrator"},
    "override_why": {"ru": "Почему пропускаем", "en": "Why it may pass"},
    "override_send": {"ru": "Пропустить отказ", "en": "Let it pass"},
    "unpark": {"ru": "Снять отказ", "en": "Take it back"},
    "keep": {"ru": "Не отказывать", "en": "Keep the order"},
    "close": {"ru": "Закрыть", "en": "Close"},
    "back": {"ru": "Вернуться к заказу", "en": "Back to the order"},
    "elapsed": {"ru": "прошло {gone} из {whole}", "en": "{gone} of {whole} gone"},
    "waits": {"ru": "До {at}", "en": "Until {at}"},
}

SUBMIT: Mapping[str, Words] = {
    "passes": {"ru": "Отказать", "en": "Refuse"},
    "warn": {"ru": "Отказать с отметкой", "en": "Refuse, with a mark"},
    "park": {"ru": "Отложить отказ", "en": "Park the refusal"},
    "block": {"ru": "Отказать", "en": "Refuse"},
}
"""The button, by what the gate will do."""

VERDICT: Mapping[str, Verdict] = {
    "lawful": Verdict(
        "info",
        "check",
        {"ru": "Отказ пройдёт сразу", "en": "The refusal passes at once"},
        {
            "ru": "Звонки и ожидание для этой причины не нужны.",
            "en": "This reason needs no calls and no waiting.",
        },
    ),
    "passes": Verdict(
        "ok",
        "check",
        {"ru": "Отказ пройдёт сразу", "en": "The refusal passes at once"},
        {"ru": "Всё нужное сделано. Заказ закроется.", "en": "All that is needed is done. The order closes."},
    ),
    "warn": Verdict(
        "warn",
        "alert",
        {"ru": "Заказ ещё можно сохранить", "en": "The order can still be kept"},
        {
            "ru": "Отказ пройдёт с отметкой для администратора: сделано не всё.",
            "en": "A refusal passes with a mark for the administrator: not all is done.",
        },
    ),
    "hold": Verdict(
        "warn",
        "clock",
        {"ru": "Отказ вступит в силу {at}", "en": "The refusal takes effect {at}"},
        {
            "ru": "До этого покупатель может оплатить или ответить. Если нет, товар вернётся в продажу сам.",
            "en": "Until then the buyer may pay or answer. If he does not, the goods go back on sale by themselves.",
        },
    ),
    "instant": Verdict(
        "warn",
        "clock",
        {"ru": "Отказ вступит в силу {at}", "en": "The refusal takes effect {at}"},
        {
            "ru": "Если покупатель ответит раньше, заказ останется. Пока звоните.",
            "en": "If the buyer answers before, the order stays. Call him meanwhile.",
        },
    ),
    "instant_missing": Verdict(
        "warn",
        "clock",
        {"ru": "Отказ вступит в силу {at}", "en": "The refusal takes effect {at}"},
        {
            "ru": "Можно раньше, если сделать то, чего не хватает. Ответит покупатель, и заказ останется.",
            "en": "It can be sooner once what is missing is done. If the buyer answers, the order stays.",
        },
    ),
    "block": Verdict(
        "late",
        "lock",
        {"ru": "Отказывать рано", "en": "Too early to refuse"},
        {
            "ru": "Откроется {at}. Покупатель ждёт ответа: начните со звонка.",
            "en": "It opens {at}. The buyer waits for an answer: begin with a call.",
        },
    ),
    "block_missing": Verdict(
        "late",
        "lock",
        {"ru": "Отказывать рано", "en": "Too early to refuse"},
        {
            "ru": "Откроется {at} или раньше, когда будет сделано то, чего не хватает.",
            "en": "It opens {at}, or sooner once what is missing is done.",
        },
    ),
}
"""What the gate will do."""

EVIDENCE: Mapping[str, Words] = {
    "attempts": {"ru": "Попытки дозвониться", "en": "Attempts to reach him"},
    "channels": {"ru": "Разные способы связи", "en": "Different ways to reach him"},
    "spread": {"ru": "От первой до последней попытки", "en": "From the first to the last attempt"},
    "talk": {"ru": "Разговор с покупателем", "en": "A talk with the buyer"},
    "alternatives_sought": {"ru": "Где искали товар", "en": "Where the goods were looked for"},
    "alternatives_closed": {"ru": "Предложения с ответом", "en": "Offers that were answered"},
    "silent": {"ru": "Покупатель: «никто не связался»", "en": "The buyer: “nobody contacted me”"},
}
"""Evidence by its code."""

COUNTS: Mapping[str, Words] = {
    "of": {"ru": "{n} из {need}", "en": "{n} of {need}"},
    "hours": {"ru": "{n} из {need} ч", "en": "{n} of {need} h"},
    "yes": {"ru": "был", "en": "yes"},
    "no": {"ru": "не было", "en": "none"},
    "said": {"ru": "сказал", "en": "said so"},
}
"""How much of it is on record."""
