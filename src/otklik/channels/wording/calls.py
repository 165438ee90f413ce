"""The words of messages about a missed call: to whoever calls back, and to the head where an order waits (R34).

A subject stands on a lock screen and shows the number masked; the letter has it whole. Rows as in `tables.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from otklik.channels.wording.say import CALL_FIRST, ORDER_FACTS, Say
from otklik.domain.local_times import moment_text
from otklik.domain.locales import NBSP, Locale, phone_text, plural_form
from otklik.domain.phones import mask
from otklik.domain.wording import NOTHING, Forms, clean

OF_A_CALL: Mapping[str, str] = {
    "new_order": "call_missed",
    "still_waiting": "call_waiting",
    "can_you_take": "call_help",
    "not_answered": "call_late",
}
"""What a word of the standard about an order is where it is about a call: ladders are shared, words are not."""

RINGS: Mapping[Locale, tuple[str, ...]] = {"ru": ("звонок", "звонка", "звонков"), "en": ("call", "calls")}


@dataclass(frozen=True, slots=True)
class CallFigures:
    """What a message may say of a missed call.

    Parameters
    ----------
    phone
        The caller's number, E.164; personal.
    missed
        His missed calls since somebody last spoke with him.
    rang_at
        When the last one came.
    """

    phone: str
    missed: int
    rang_at: datetime


def values_of_call(
    call: CallFigures | None, zone: tzinfo, locale: Locale, *, now: datetime
) -> dict[str, str]:
    """The words for the placeholders `caller` (masked), `caller_phone`, `rings` and `rang`; empty without a call."""
    if call is None:
        return dict.fromkeys(("caller", "caller_phone", "rings", "rang"), "")
    counted = f"{call.missed}{NBSP}{RINGS[locale][plural_form(call.missed, locale)]}"
    return {
        "caller": mask(clean(call.phone)),
        "caller_phone": phone_text(clean(call.phone)),
        "rings": counted if call.missed > 1 else "",
        "rang": moment_text(call.rang_at, zone, locale, now=now),
    }


_DIAL: Forms = (
    {"ru": "Позвоните: {caller_phone}.", "en": "Call {caller_phone}."},
    NOTHING,
)
_RANG: Forms = (
    {"ru": "Всего {rings}, последний {rang}.", "en": "{rings} in all, the last {rang}."},
    {"ru": "Звонок был {rang}.", "en": "The call came {rang}."},
    NOTHING,
)
_FACTS = ("caller_phone", "store", "until", "missed")

CALLS: Mapping[str, Say] = {
    "call_missed": Say(
        subject=(
            {"ru": "Перезвонить {until}: {caller}", "en": "Call back {until}: {caller}"},
            {
                "ru": "Не перезвонили {caller}, срок прошёл {missed}",
                "en": "{caller} was to be called back {missed}",
            },
            {"ru": "Пропущенный звонок {caller}", "en": "Missed call from {caller}"},
        ),
        lead=(
            {
                "ru": "Пропущенный звонок: перезвонить {until}.",
                "en": "A missed call: call back {until}.",
            },
            {
                "ru": "Пропущенный звонок: перезвонить надо было {missed}.",
                "en": "A missed call: it was to be answered {missed}.",
            },
            {"ru": "Пропущенный звонок.", "en": "A missed call."},
        ),
        sentences=(_RANG, _DIAL),
        facts=_FACTS,
        links=("call",),
    ),
    "call_waiting": Say(
        subject=(
            {
                "ru": "Никто не перезвонил {caller}, срок {until}",
                "en": "Nobody has called {caller} back, due {until}",
            },
            {
                "ru": "Никто не перезвонил {caller}, срок прошёл {missed}",
                "en": "Nobody has called {caller} back, it was due {missed}",
            },
            {"ru": "Никто не перезвонил {caller}", "en": "Nobody has called {caller} back"},
        ),
        lead=(
            {
                "ru": "Человек ждёт звонка уже {waiting} рабочего времени, перезвонить {until}.",
                "en": "The caller has waited for {waiting} of working time, call back {until}.",
            },
            {
                "ru": "Человек ждёт звонка, перезвонить надо было {missed}.",
                "en": "The caller waits: he was to be called back {missed}.",
            },
            {"ru": "Человек ждёт звонка.", "en": "The caller waits to be called back."},
        ),
        sentences=(_RANG, _DIAL),
        facts=_FACTS,
        links=("call",),
    ),
    "call_help": Say(
        subject=(
            {"ru": "Поможете перезвонить {caller}?", "en": "Can you call {caller} back?"},
            {"ru": "Поможете перезвонить?", "en": "Can you call back?"},
        ),
        lead=(
            {
                "ru": "В магазине «{store}» никто не перезвонил на пропущенный звонок. Сможете вы?",
                "en": "Nobody at {store} has answered a missed call. Can you?",
            },
            {
                "ru": "На пропущенный звонок никто не перезвонил. Сможете вы?",
                "en": "Nobody has answered a missed call. Can you?",
            },
        ),
        sentences=(_RANG, _DIAL),
        facts=_FACTS,
        links=("call",),
    ),
    "call_late": Say(
        subject=(
            {
                "ru": "Не перезвонили {caller}: срок прошёл {missed}",
                "en": "{caller} was not called back: due {missed}",
            },
            {"ru": "Не перезвонили {caller}", "en": "{caller} was not called back"},
        ),
        lead=(
            {
                "ru": "Магазин «{store}» не перезвонил вовремя: срок прошёл {missed}.",
                "en": "{store} did not call back in time: it was due {missed}.",
            },
            {"ru": "Человеку не перезвонили.", "en": "The caller was not called back."},
        ),
        sentences=(
            _RANG,
            (
                {
                    "ru": "Звонок всё ещё за вами: позвоните и извинитесь, {caller_phone}.",
                    "en": "The call is still owed: call and apologise, {caller_phone}.",
                },
                {"ru": "Звонок всё ещё за вами.", "en": "The call is still owed."},
            ),
        ),
        facts=_FACTS,
        links=("call",),
    ),
    # about an order whose buyer rang in vain
    "called_in_vain": Say(
        subject=(
            {
                "ru": "Заказ {number}: покупатель не дозвонился, ответить {until}",
                "en": "Order {number}: the buyer rang in vain, answer {until}",
            },
            {
                "ru": "Заказ {number}: покупатель не дозвонился, срок прошёл {missed}",
                "en": "Order {number}: the buyer rang in vain, it was due {missed}",
            },
            {
                "ru": "Заказ {number}: покупатель не дозвонился",
                "en": "Order {number}: the buyer rang in vain",
            },
        ),
        lead=(
            {
                "ru": "Покупателю ещё не ответили, он позвонил сам, и трубку никто не взял. Перезвонить {until}.",
                "en": "The buyer has no answer yet, rang himself, and nobody picked up. Call back {until}.",
            },
            {
                "ru": "Покупателю не ответили, он звонил сам, и трубку никто не взял. Срок прошёл {missed}.",
                "en": "The buyer has no answer, rang himself, and nobody picked up. It was due {missed}.",
            },
            {
                "ru": "Покупателю не ответили, он звонил сам, и трубку никто не взял.",
                "en": "The buyer has no answer, rang himself, and nobody picked up.",
            },
        ),
        sentences=(CALL_FIRST,),
        facts=ORDER_FACTS,
        links=("take", "answered"),
        goods=True,
    ),
}
"""Templates about calls."""
