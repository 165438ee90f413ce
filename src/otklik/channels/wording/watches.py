"""The words of letters about a store's day: a round that is due or missed, nobody there, a plan nobody accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from otklik.channels.wording.say import Say
from otklik.domain.locales import Locale, Words, count_of
from otklik.domain.wording import NOTHING, Forms

INBOXES: Mapping[str, Words] = {
    "desk": {"ru": "стол заказов", "en": "the desk"},
    "mailbox": {"ru": "почта", "en": "the mailbox"},
    "messengers": {"ru": "мессенджеры", "en": "the messengers"},
    "missed_calls": {"ru": "пропущенные звонки", "en": "the missed calls"},
    "sms_phone": {"ru": "телефон с SMS", "en": "the SMS phone"},
}
"""Each inbox as a letter names it."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What a letter about a store's day speaks of.

    Parameters
    ----------
    about
        `round`, `presence` or `plan`; something else is said in the general words.
    inboxes
        Those that were not looked through.
    waiting
        Orders that waited at the opening.
    """

    about: str
    inboxes: tuple[str, ...] = ()
    waiting: int = 0


def values_of_watch(watch: Watch | None, locale: Locale) -> Mapping[str, str]:
    """The words that stand for the placeholders of these letters; all empty without a watch."""
    names = [INBOXES[one][locale] for one in watch.inboxes if one in INBOXES] if watch else []
    return {
        "inboxes": ", ".join(names),
        "round": "round" if watch and watch.about == "round" else "",
        "presence": "presence" if watch and watch.about == "presence" else "",
        "plan": "plan" if watch and watch.about == "plan" else "",
        "orders_waiting": count_of(watch.waiting, "order", locale) if watch and watch.waiting else "",
    }


_NOW_LEAD: Forms = (
    {
        "ru": "{round:.0}Посмотрите, нет ли новых заказов. Осталось открыть: {inboxes}.",
        "en": "{round:.0}Look for new orders. Still to be opened: {inboxes}.",
    },
    {"ru": "{round:.0}Посмотрите, нет ли новых заказов.", "en": "{round:.0}Look for new orders."},
    {
        "ru": "{presence:.0}Отметьтесь на смене: магазин «{store}» открыт, а на смене никого.",
        "en": "{presence:.0}Say that you are there: {store} is open and nobody is on shift.",
    },
    {
        "ru": "{plan:.0}Откройте план утра и примите его: с открытия ждут звонка {orders_waiting}.",
        "en": "{plan:.0}Open the morning's plan and accept it: {orders_waiting} wait for a call since the opening.",
    },
    {
        "ru": "{plan:.0}Откройте план утра и примите его.",
        "en": "{plan:.0}Open the morning's plan and accept it.",
    },
)

_LATE_LEAD: Forms = (
    {
        "ru": "{round:.0}В магазине «{store}» никто не посмотрел заказы, срок был {missed}. Не открыто: {inboxes}.",
        "en": "{round:.0}Nobody looked for orders at {store}, it was due {missed}. Not opened: {inboxes}.",
    },
    {
        "ru": "{presence:.0}В магазине «{store}» никто не отметился на смене, срок был {missed}.",
        "en": "{presence:.0}Nobody at {store} has said that he is there, it was due {missed}.",
    },
    {
        "ru": "{plan:.0}В магазине «{store}» никто не принял план утра, срок был {missed}. "
        "Ждут звонка: {orders_waiting}.",
        "en": "{plan:.0}Nobody at {store} accepted the morning's plan, due {missed}. "
        "Waiting for a call: {orders_waiting}.",
    },
)

_WHY: Forms = (
    {
        "ru": "{round:.0}Пока заказ никто не видит, на него никто не отвечает.",
        "en": "{round:.0}An order that nobody sees is an order that nobody answers.",
    },
    NOTHING,
)

WATCHES: Mapping[str, Say] = {
    "look_now": Say(
        subject=(
            {"ru": "{round:.0}Обход, {missed}: {inboxes}", "en": "{round:.0}Round, {missed}: {inboxes}"},
            {"ru": "{round:.0}Обход {until}: {inboxes}", "en": "{round:.0}Round {until}: {inboxes}"},
            {
                "ru": "{presence:.0}«{store}»: отметьтесь на смене",
                "en": "{presence:.0}{store}: say that you are there",
            },
            {
                "ru": "{plan:.0}«{store}»: примите план утра",
                "en": "{plan:.0}{store}: accept the morning's plan",
            },
        ),
        lead=_NOW_LEAD,
        facts=("store", "until", "missed"),
        links=("desk",),
    ),
    "watch_late": Say(
        subject=(
            {
                "ru": "{round:.0}«{store}»: обход пропущен, не открыто: {inboxes}",
                "en": "{round:.0}{store}: a round was missed, not opened: {inboxes}",
            },
            {
                "ru": "{presence:.0}«{store}»: на смене никого",
                "en": "{presence:.0}{store}: nobody is on shift",
            },
            {
                "ru": "{plan:.0}«{store}»: план утра не принят",
                "en": "{plan:.0}{store}: the morning's plan was not accepted",
            },
        ),
        lead=_LATE_LEAD,
        sentences=(_WHY,),
        facts=("store", "missed"),
        links=("desk",),
    ),
}
"""Each falls back to the general words where none of its own can be filled."""
