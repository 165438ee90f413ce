"""The words of a link's page, Russian and English side by side (ADR 0012).

Acts are keyed by purpose, standing and what came of the tap; placeholders are listed in `links.values_of`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from otklik.domain.locales import Words
from otklik.domain.wording import NOTHING, Forms


@dataclass(frozen=True, slots=True)
class Act:
    """What the page of a link says: tone, first sentence, the rest, and the button's words if it has one."""

    tone: str
    lead: Forms
    sentences: tuple[Forms, ...] = ()
    button: Words | None = None


_DUE: Forms = (
    {
        "ru": "Ответить {until}: осталось {left} рабочего времени.",
        "en": "Answer {until}: {left} of working time left.",
    },
    {"ru": "Срок ответа прошёл {missed}.", "en": "The answer was due {missed}."},
    NOTHING,
)
_LIVE_ONLY: Forms = (
    {
        "ru": "Ответ — это живой разговор или личная переписка. Письмо без ответа и автоответчик не считаются.",
        "en": "An answer is a live talk or a personal exchange. A letter without a reply or voicemail is none.",
    },
)
_NOT_RECORDED: Words = {
    "ru": "Ничего не записано. Позвоните в магазин: {store_phone}.",
    "en": "Nothing was recorded. Call the store: {store_phone}.",
}
_CLOSED = Act(tone="ok", lead=({"ru": "Заказ {number} уже закрыт", "en": "Order {number} is closed"},))
_OTHER: Forms = (
    {"ru": "Заказ {number} уже взят: {holder}", "en": "{holder} has taken order {number}"},
    {"ru": "Заказ {number} уже взят", "en": "Order {number} is taken"},
)
_ALREADY_ANSWERED: Forms = (
    {
        "ru": "Покупателю по заказу {number} уже ответили",
        "en": "The buyer of order {number} has been answered",
    },
)
_ASK_ANSWERED = Act(
    tone="info",
    lead=(
        {
            "ru": "Вы поговорили с покупателем по заказу {number}?",
            "en": "Did you speak to the buyer of order {number}?",
        },
    ),
    sentences=(_LIVE_ONLY, _DUE),
    button={"ru": "Да, покупателю ответили", "en": "Yes, the buyer has been answered"},
)

_NOT_ANSWERED = Act(
    tone="late",
    lead=(
        {
            "ru": "Записать ответ по заказу {number} не получилось",
            "en": "The answer to order {number} could not be recorded",
        },
    ),
    sentences=((_NOT_RECORDED, NOTHING),),
)

CAME = ("done", "refused")
"""What may come of a tap."""

ACTS: Mapping[tuple[str, str, str], Act] = {
    ("take", "open", ""): Act(
        tone="info",
        lead=({"ru": "Взять заказ {number}?", "en": "Take order {number}?"},),
        sentences=(
            _DUE,
            (
                {
                    "ru": "Магазин «{store}». Остальным перестанут напоминать, пока заказ у вас.",
                    "en": "{store}. The others will not be reminded while you have it.",
                },
            ),
        ),
        button={"ru": "Беру заказ", "en": "I take it"},
    ),
    ("take", "mine", ""): Act(
        tone="ok",
        lead=({"ru": "Заказ {number} уже за вами", "en": "You have order {number}"},),
        sentences=(_DUE,),
    ),
    ("take", "other", ""): Act(tone="warn", lead=_OTHER),
    ("take", "answered", ""): Act(tone="ok", lead=_ALREADY_ANSWERED),
    ("take", "closed", ""): _CLOSED,
    ("take", "open", "done"): Act(
        tone="warn",
        lead=(
            {
                "ru": "Записано, магазин продолжаем звать",
                "en": "Recorded, the store is called on",
            },
        ),
        sentences=(
            (
                {
                    "ru": "Вы не на смене, или место не подтверждено кодом на кассе: о заказе {number} магазину "
                    "напоминают. Если отвечаете вы, позвоните покупателю.",
                    "en": "You are not on shift, or your place is not proved by the till's code: the store is still "
                    "reminded of order {number}. If you answer, call the buyer.",
                },
            ),
        ),
    ),
    ("take", "mine", "done"): Act(
        tone="ok",
        lead=({"ru": "Заказ {number} за вами", "en": "Order {number} is yours"},),
        sentences=(
            (
                {"ru": "{buyer_phone:.0}Позвоните покупателю.", "en": "{buyer_phone:.0}Call the buyer."},
                {"ru": "Ответьте покупателю.", "en": "Answer the buyer."},
            ),
            _DUE,
            (
                {
                    "ru": "После разговора нажмите в письме «Покупателю уже ответили».",
                    "en": "After the talk tap “The buyer has been answered” in the letter.",
                },
            ),
        ),
    ),
    ("take", "other", "refused"): Act(
        tone="warn",
        lead=(
            {
                "ru": "Вас опередили: заказ {number} взят, {holder}",
                "en": "{holder} was faster and has order {number}",
            },
            *_OTHER,
        ),
    ),
    ("take", "open", "refused"): Act(
        tone="late",
        lead=({"ru": "Взять заказ {number} не получилось", "en": "Order {number} could not be taken"},),
        sentences=((_NOT_RECORDED, NOTHING),),
    ),
    ("answered", "open", ""): _ASK_ANSWERED,
    ("answered", "mine", ""): _ASK_ANSWERED,
    ("answered", "other", ""): _ASK_ANSWERED,
    ("answered", "answered", ""): Act(tone="ok", lead=_ALREADY_ANSWERED),
    ("answered", "closed", ""): _CLOSED,
    ("answered", "answered", "done"): Act(
        tone="ok",
        lead=(
            {
                "ru": "Записано: покупателю по заказу {number} ответили",
                "en": "Recorded: the buyer of order {number} has been answered",
            },
        ),
    ),
    **{
        ("answered", standing, came): _NOT_ANSWERED for standing in ("open", "mine", "other") for came in CAME
    },
}
"""Purpose, standing, what came of the tap ("" = only looking). Where a tap has no row of its own, looking says it."""

PAGE: Mapping[str, Words] = {
    "skip": {"ru": "К содержанию", "en": "Skip to the content"},
    "order": {"ru": "заказ № {number}", "en": "order no. {number}"},
    "call": {"ru": "Позвонить", "en": "Call"},
}

BUSY: Mapping[str, Words] = {
    "lead": {"ru": "Сейчас не получается", "en": "Not at the moment"},
    "why": {
        "ru": "Служба заказов занята, ничего не записано. Откройте эту страницу ещё раз через минуту.",
        "en": "The order desk is busy and nothing was recorded. Open this page again in a minute.",
    },
}
"""The page of a desk whose database is busy, full or away."""

GONE: Mapping[str, Words] = {
    "lead": {"ru": "Эта ссылка не действует", "en": "This link does not work"},
    "why": {
        "ru": "Она набрана с ошибкой, устарела или отозвана. Откройте ссылку из последнего письма или позвоните в "
        "магазин.",
        "en": "It is mistyped, out of date or withdrawn. Open the link in the latest letter, or call the store.",
    },
}
