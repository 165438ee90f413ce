"""The words of messages about a delivery: another window, the courier on his way, one that failed, a silent carrier.

Rows as in `tables.py` and `shorts.py`, Russian and English side by side. The buyer reads the new window first.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.channels.wording.say import STORE_PHONE, Say
from otklik.domain.locales import Words
from otklik.domain.wording import Forms

DELIVERY_KINDS: Mapping[str, Words] = {
    "carrier_scan": {"ru": "весть об отправлении", "en": "word of the parcel"},
    "redelivery": {"ru": "новое окно доставки", "en": "another delivery window"},
    "door_refusal": {
        "ru": "разговор с покупателем, который не взял заказ",
        "en": "the talk with a buyer who did not take the order",
    },
    "approach_told": {"ru": "весть о том, что курьер едет", "en": "word that the courier is coming"},
}
"""What is owed, by kind."""

DELIVERIES: Mapping[str, Say] = {
    "window_moved": Say(
        subject=(
            {
                "ru": "Заказ {number}: курьер будет {window}",
                "en": "Order {number}: the courier comes {window}",
            },
            {"ru": "Заказ {number}: другое время доставки", "en": "Order {number}: another delivery time"},
        ),
        lead=(
            {
                "ru": "Курьер задерживается и будет у вас {window}. Раньше мы называли другое время: {until}.",
                "en": "The courier is running late and comes {window}. We had said: {until}.",
            },
            {
                "ru": "Курьер задерживается и будет у вас {window}. К прежнему времени мы не успели.",
                "en": "The courier is running late and comes {window}. We missed the time before.",
            },
            {"ru": "У доставки новое время.", "en": "Your delivery has another time."},
        ),
        sentences=(
            (
                {
                    "ru": "Если это время не подходит, выберите другое по ссылке ниже.",
                    "en": "If that does not suit you, choose another time by the link below.",
                },
            ),
            STORE_PHONE,
        ),
        facts=("number", "store", "store_phone"),
        links=("status",),
    ),
    "courier_coming": Say(
        subject=(
            {"ru": "Заказ {number}: курьер будет {at}", "en": "Order {number}: the courier comes {at}"},
            {"ru": "Заказ {number}: курьер едет к вам", "en": "Order {number}: the courier is on his way"},
        ),
        lead=(
            {
                "ru": "Курьер едет к вам с заказом {number} и будет примерно {at}.",
                "en": "The courier is on his way with order {number} and comes about {at}.",
            },
            {
                "ru": "Курьер едет к вам с заказом {number}.",
                "en": "The courier is on his way with order {number}.",
            },
        ),
        sentences=(STORE_PHONE,),
        facts=("number", "store", "store_phone"),
        links=("status",),
    ),
    "delivery_failed": Say(
        subject=(
            {
                "ru": "Заказ {number}: доставка не состоялась, позвонить покупателю {until}",
                "en": "Order {number}: the delivery failed, call the buyer {until}",
            },
            {
                "ru": "Заказ {number}: доставка не состоялась, срок звонка прошёл {missed}",
                "en": "Order {number}: the delivery failed, the call was due {missed}",
            },
            {"ru": "Заказ {number}: доставка не состоялась", "en": "Order {number}: the delivery failed"},
        ),
        lead=(
            {
                "ru": "Заказ {number} не вручён. Нужно: {what}.",
                "en": "Order {number} was not handed over. Needed: {what}.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "Позвоните покупателю: {buyer_phone}. Причина и свободные окна на странице заказа.",
                    "en": "Call the buyer: {buyer_phone}. The reason and free windows are on the order's page.",
                },
                {
                    "ru": "Причина и свободные окна на странице заказа.",
                    "en": "The reason and free windows are on the order's page.",
                },
            ),
        ),
        facts=("number", "until", "missed", "buyer", "buyer_phone", "store"),
        links=("order",),
    ),
    "carrier_silent": Say(
        subject=(
            {
                "ru": "Заказ {number}: где отправление, ответить {until}",
                "en": "Order {number}: where is the parcel, answer {until}",
            },
            {
                "ru": "Заказ {number}: об отправлении нет вестей, срок прошёл {missed}",
                "en": "Order {number}: no word of the parcel, it was due {missed}",
            },
            {"ru": "Заказ {number}: где отправление", "en": "Order {number}: where is the parcel"},
        ),
        lead=(
            {
                "ru": "{debtor}: отметьте, где отправление по заказу {number}, {until}.",
                "en": "{debtor}: say where the parcel of order {number} is, {until}.",
            },
            {
                "ru": "{debtor}: больше суток нет вестей об отправлении по заказу {number}.",
                "en": "{debtor}: no word of the parcel of order {number} for more than a day.",
            },
            {
                "ru": "Больше суток нет вестей об отправлении по заказу {number}.",
                "en": "No word of the parcel of order {number} for more than a day.",
            },
        ),
        facts=("number", "debtor", "until", "missed", "store", "store_phone"),
        links=("order",),
    ),
}

DELIVERY_SHORTS: Mapping[str, Forms] = {
    "window_moved": (
        {
            "ru": "Заказ {number}: курьер будет {window}. {link}",
            "en": "Order {number}: courier {window}. {link}",
        },
        {"ru": "Заказ {number}: курьер будет {window}.", "en": "Order {number}: courier comes {window}."},
        {"ru": "Курьер опаздывает, будет {window}.", "en": "The courier is late, comes {window}."},
        {"ru": "Курьер будет {window}.", "en": "The courier comes {window}."},
        {"ru": "У доставки новое время. {link}", "en": "Your delivery has another time. {link}"},
        {"ru": "У доставки новое время.", "en": "Your delivery has another time."},
    ),
    "courier_coming": (
        {
            "ru": "Заказ {number}: курьер будет {at}. {link}",
            "en": "Order {number}: courier comes {at}. {link}",
        },
        {"ru": "Заказ {number}: курьер едет, будет {at}.", "en": "Order {number}: courier comes {at}."},
        {"ru": "Курьер едет к вам, будет {at}.", "en": "The courier comes {at}."},
        {"ru": "Курьер едет к вам.", "en": "The courier is on his way."},
    ),
    "delivery_failed": (
        {
            "ru": "Заказ {number} не вручён, позвонить {until}.",
            "en": "Order {number} came back, call {until}.",
        },
        {"ru": "Заказ {number} не вручён. Позвоните.", "en": "Order {number} came back, call the buyer."},
        {"ru": "Доставка не состоялась. Позвоните.", "en": "A delivery failed, call the buyer."},
    ),
    "carrier_silent": (
        {
            "ru": "Заказ {number}: где отправление? Ждём {until}.",
            "en": "Order {number}: parcel? Due {until}.",
        },
        {"ru": "Заказ {number}: нет вестей об отправлении.", "en": "Order {number}: no word of the parcel."},
        {"ru": "Нет вестей об отправлении.", "en": "No word of a parcel."},
    ),
}
"""The same in 70 signs."""
