"""The words of messages about a pickup: ready, not ready after all, the appointment, and whoever waits at the counter.

Rows as in `tables.py` and `shorts.py`, Russian and English side by side. "Ready" is said only where it was derived.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.channels.wording.say import ORDER_FACTS, STORE_PHONE, Say
from otklik.domain.locales import Words
from otklik.domain.wording import Forms

_CHOOSE: Forms = (
    {
        "ru": "Другое время можно выбрать на странице заказа.",
        "en": "Another time can be chosen on the order's page.",
    },
)
_BUYER = ("number", "store", "store_phone")

PICKUPS: Mapping[str, Say] = {
    # ── to the buyer ──
    "ready": Say(
        subject=(
            {"ru": "Заказ {number} готов: ждём вас {at}", "en": "Order {number} is ready: come {at}"},
            {"ru": "Заказ {number} готов: можно забирать", "en": "Order {number} is ready to collect"},
        ),
        lead=(
            {
                "ru": "Заказ {number} готов, в магазине «{store}» всё на месте. Ждём вас {at}.",
                "en": "Order {number} is ready and everything is in place at {store}. You are expected {at}.",
            },
            {
                "ru": "Заказ {number} готов, в магазине «{store}» всё на месте. Приходите в часы работы.",
                "en": "Order {number} is ready and everything is in place at {store}. Come in opening hours.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "Если что-то изменится, мы напишем вам до того, как вы выйдете из дома.",
                    "en": "If anything changes, we write to you before you leave home.",
                },
            ),
            STORE_PHONE,
        ),
        facts=_BUYER,
        links=("status",),
        goods=True,
    ),
    "unready": Say(
        subject=(
            {
                "ru": "Заказ {number} пока не готов: не приезжайте",
                "en": "Order {number} is not ready after all: please don't come yet",
            },
        ),
        lead=(
            {
                "ru": "Мы писали, что заказ {number} готов, но это изменилось: не всё на месте. Пока не приезжайте.",
                "en": "We wrote that order {number} was ready. That has changed: not everything is in place. "
                "Please don't come yet.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "Чего не хватает и что уже на месте, видно на странице заказа. Когда всё соберём, напишем.",
                    "en": "The order's page shows what is missing and what is in place. "
                    "We write when everything is there.",
                },
            ),
            STORE_PHONE,
        ),
        facts=_BUYER,
        links=("status",),
    ),
    "appointment": Say(
        subject=(
            {"ru": "Заказ {number}: ждём вас {at}", "en": "Order {number}: you are expected {at}"},
            {"ru": "Заказ {number}: назначена встреча", "en": "Order {number}: an appointment"},
        ),
        lead=(
            {
                "ru": "Ждём вас {at} в магазине «{store}» по заказу {number}.",
                "en": "You are expected {at} at {store} about order {number}.",
            },
            {
                "ru": "Назначена встреча по заказу {number}.",
                "en": "There is an appointment for order {number}.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "О том, что заказ готов, мы пишем отдельно.",
                    "en": "That the order is ready we say in a message of its own.",
                },
            ),
            _CHOOSE,
            STORE_PHONE,
        ),
        facts=_BUYER,
        links=("status",),
    ),
    "appointment_off": Say(
        subject=(
            {
                "ru": "Заказ {number}: встречи {at} не будет, выберите другое время",
                "en": "Order {number}: no appointment {at}, choose another time",
            },
            {"ru": "Заказ {number}: встреча отменена", "en": "Order {number}: the appointment is off"},
        ),
        lead=(
            {
                "ru": "Встречи {at} по заказу {number} не будет: сотрудника в это время не будет на месте.",
                "en": "The appointment {at} for order {number} is off: the person will not be there then.",
            },
            {
                "ru": "Встреча по заказу {number} отменена.",
                "en": "The appointment for order {number} is off.",
            },
        ),
        sentences=(_CHOOSE, STORE_PHONE),
        facts=_BUYER,
        links=("status",),
    ),
    "appointment_warning": Say(
        subject=(
            {
                "ru": "Заказ {number}: сотрудника пока нет на месте, встреча {at}",
                "en": "Order {number}: the person is not there yet, appointment {at}",
            },
            {
                "ru": "Заказ {number}: сотрудника пока нет на месте",
                "en": "Order {number}: the person is not there yet",
            },
        ),
        lead=(
            {
                "ru": "До встречи {at} осталось немного, а сотрудника пока нет на месте. "
                "Если вы ещё не вышли, позвоните нам или выберите другое время.",
                "en": "Your appointment {at} is near and the person is not there yet. "
                "If you have not left yet, call us or choose another time.",
            },
            {
                "ru": "Сотрудника, который вас ждёт, пока нет на месте.",
                "en": "The person who expects you is not there yet.",
            },
        ),
        sentences=(_CHOOSE, STORE_PHONE),
        facts=_BUYER,
        links=("status",),
    ),
    # ── to staff ──
    "pickup_soon": Say(
        subject=(
            {"ru": "Заказ {number}: покупатель придёт {at}", "en": "Order {number}: the buyer comes {at}"},
            {"ru": "Заказ {number}: покупатель придёт", "en": "Order {number}: the buyer comes"},
        ),
        lead=(
            {
                "ru": "Покупатель придёт {at}. Отметьтесь на месте, приготовьте товар и бумаги.",
                "en": "The buyer comes {at}. Say that you are there; have goods and papers ready.",
            },
            {
                "ru": "Покупатель придёт. Приготовьте товар и бумаги.",
                "en": "The buyer comes. Have goods and papers ready.",
            },
        ),
        facts=ORDER_FACTS,
        goods=True,
    ),
    "expert_missing": Say(
        subject=(
            {
                "ru": "Заказ {number}: встреча {at}, {debtor} не на месте",
                "en": "Order {number}: appointment {at}, {debtor} is not there",
            },
            {
                "ru": "Заказ {number}: сотрудника нет на месте перед встречей",
                "en": "Order {number}: nobody is there for the appointment",
            },
        ),
        lead=(
            {
                "ru": "Покупатель придёт {at}, а {debtor} ещё не на месте. Найдите замену или позвоните покупателю.",
                "en": "The buyer comes {at} and {debtor} is not there yet. Find somebody else or call the buyer.",
            },
            {
                "ru": "Перед встречей сотрудника нет на месте. Найдите замену или позвоните покупателю.",
                "en": "Nobody is there for the appointment. Find somebody else or call the buyer.",
            },
        ),
        facts=ORDER_FACTS,
    ),
    "part_missing": Say(
        subject=(
            {
                "ru": "Заказ {number} больше не готов: предупредить покупателя {until}",
                "en": "Order {number} is ready no longer: warn the buyer {until}",
            },
            {"ru": "Заказ {number} больше не готов", "en": "Order {number} is ready no longer"},
        ),
        lead=(
            {
                "ru": "Заказ {number} больше не готов, а покупатель знает, что может прийти. "
                "Мы ему написали; позвоните, чтобы он не приехал зря.",
                "en": "Order {number} is ready no longer, and the buyer knows that he may come. "
                "We have written to him; call, so that he does not come in vain.",
            },
        ),
        facts=ORDER_FACTS,
    ),
    "rebook": Say(
        subject=(
            {"ru": "Заказ {number}: встречи {at} не будет", "en": "Order {number}: no appointment {at}"},
            {
                "ru": "Заказ {number}: нужна новая встреча",
                "en": "Order {number}: a new appointment is needed",
            },
        ),
        lead=(
            {
                "ru": "Встречи {at} не будет. Договоритесь с покупателем о другом времени, {until}.",
                "en": "The appointment {at} is off. Agree another time with the buyer, {until}.",
            },
            {
                "ru": "Встреча отменена. Договоритесь с покупателем о другом времени.",
                "en": "The appointment is off. Agree another time with the buyer.",
            },
        ),
        facts=ORDER_FACTS,
    ),
    "buyer_waits": Say(
        subject=(
            {
                "ru": "Заказ {number}: покупатель ждёт в магазине",
                "en": "Order {number}: the buyer waits in the shop",
            },
        ),
        lead=(
            {
                "ru": "Покупатель по заказу {number} пришёл {since} и ждёт. Выйдите к нему.",
                "en": "The buyer of order {number} came {since} and waits. See to him.",
            },
            {
                "ru": "Покупатель по заказу {number} пришёл и ждёт. Выйдите к нему.",
                "en": "The buyer of order {number} is there and waits. See to him.",
            },
        ),
        facts=ORDER_FACTS,
    ),
    "trip_wasted": Say(
        subject=(
            {
                "ru": "Заказ {number}: покупатель приходил зря, позвонить {until}",
                "en": "Order {number}: the buyer came in vain, call {until}",
            },
            {"ru": "Заказ {number}: покупатель приходил зря", "en": "Order {number}: the buyer came in vain"},
        ),
        lead=(
            {
                "ru": "Покупатель по заказу {number} ушёл ни с чем. Позвоните, извинитесь и назовите время, "
                "когда всё будет на месте.",
                "en": "The buyer of order {number} left with nothing. Call, apologise and name a time at which "
                "everything is there.",
            },
        ),
        facts=ORDER_FACTS,
    ),
}
"""Templates about pickups, by name."""

SHORT_PICKUPS: Mapping[str, Forms] = {
    "ready": (
        {"ru": "Заказ {number} готов, ждём {at}. {link}", "en": "Order {number} is ready, come {at}. {link}"},
        {"ru": "Заказ {number} готов, ждём вас {at}.", "en": "Order {number} is ready, come {at}."},
        {"ru": "Заказ {number} готов. {link}", "en": "Order {number} is ready. {link}"},
        {"ru": "Заказ {number} готов, можно забирать.", "en": "Order {number} is ready to collect."},
        {"ru": "Ваш заказ готов, можно забирать.", "en": "Your order is ready to collect."},
    ),
    "unready": (
        {
            "ru": "Заказ {number} пока не готов, не приезжайте. {link}",
            "en": "Order {number} is not ready, don't come yet. {link}",
        },
        {
            "ru": "Заказ {number} пока не готов, не приезжайте.",
            "en": "Order {number} is not ready after all, don't come yet.",
        },
        {"ru": "Ваш заказ пока не готов, не приезжайте.", "en": "Your order is not ready, don't come yet."},
    ),
    "appointment": (
        {"ru": "Заказ {number}: ждём вас {at}. {link}", "en": "Order {number}: come {at}. {link}"},
        {"ru": "Заказ {number}: ждём вас {at}.", "en": "Order {number}: come {at}."},
        {"ru": "Ждём вас {at}.", "en": "You are expected {at}."},
        {"ru": "По вашему заказу назначена встреча.", "en": "There is an appointment for your order."},
    ),
    "appointment_off": (
        {
            "ru": "Встречи {at} не будет. Выберите время: {link}",
            "en": "No appointment {at}. Choose a time: {link}",
        },
        {
            "ru": "Заказ {number}: встречи {at} не будет.",
            "en": "Order {number}: no appointment {at}.",
        },
        {
            "ru": "Встречи не будет, выберите другое время.",
            "en": "The appointment is off, choose another time.",
        },
    ),
    "appointment_warning": (
        {
            "ru": "Встреча {at}: сотрудника ещё нет. {link}",
            "en": "Appointment {at}: the person is not there yet. {link}",
        },
        {"ru": "Встреча {at}: сотрудника ещё нет.", "en": "Appointment {at}: the person is not there yet."},
        {"ru": "Сотрудника ещё нет на месте.", "en": "The person is not there yet."},
    ),
    "pickup_soon": (
        {"ru": "Заказ {number}: покупатель придёт {at}.", "en": "Order {number}: the buyer comes {at}."},
        {"ru": "Покупатель придёт, приготовьте заказ.", "en": "A buyer comes, have the order ready."},
    ),
    "expert_missing": (
        {
            "ru": "Заказ {number}: встреча {at}, {debtor} не на месте.",
            "en": "Order {number}: {at}, {debtor} is not there.",
        },
        {"ru": "Перед встречей сотрудника нет на месте.", "en": "Nobody is there for the appointment."},
    ),
    "part_missing": (
        {
            "ru": "Заказ {number} не готов: предупредить {until}.",
            "en": "Order {number} not ready: warn the buyer {until}.",
        },
        {"ru": "Заказ {number} больше не готов.", "en": "Order {number} is ready no longer."},
        {"ru": "Заказ больше не готов.", "en": "An order is ready no longer."},
    ),
    "rebook": (
        {"ru": "Заказ {number}: встречи {at} не будет.", "en": "Order {number}: no appointment {at}."},
        {"ru": "Нужна новая встреча с покупателем.", "en": "A buyer needs a new appointment."},
    ),
    "buyer_waits": (
        {
            "ru": "Заказ {number}: покупатель ждёт в магазине.",
            "en": "Order {number}: the buyer waits in the shop.",
        },
        {"ru": "Покупатель ждёт в магазине.", "en": "A buyer waits in the shop."},
    ),
    "trip_wasted": (
        {
            "ru": "Заказ {number}: приходил зря, позвонить {until}.",
            "en": "Order {number}: came in vain, call {until}.",
        },
        {"ru": "Покупатель приходил зря, позвоните ему.", "en": "A buyer came in vain, call him."},
    ),
}

PICKUP_KINDS: Mapping[str, Words] = {
    "ready_told": {"ru": "сообщение о готовности заказа", "en": "word that the order is ready"},
    "unready_told": {"ru": "предупреждение, что заказ не готов", "en": "word that the order is not ready"},
    "visit": {"ru": "приход покупателя", "en": "the buyer's visit"},
    "expert_here": {"ru": "отметка на месте перед встречей", "en": "being there for the appointment"},
    "appointment_told": {"ru": "сообщение о встрече", "en": "word of the appointment"},
    "rebook": {"ru": "новое время встречи", "en": "another time for the appointment"},
    "queue": {"ru": "покупатель ждёт в магазине", "en": "the buyer who waits in the shop"},
    "trip_wasted": {"ru": "звонок после напрасной поездки", "en": "the call after a trip in vain"},
}
"""What is owed, by kind, as `particulars.KINDS` says it."""
