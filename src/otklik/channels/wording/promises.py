"""The words of messages about a promise that gets another time: to the buyer, and to staff where he does not know yet.

Rows as in `tables.py` and `shorts.py`, Russian and English side by side. The buyer reads the new time first.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.channels.wording.say import STORE_PHONE, Say
from otklik.domain.wording import Forms

PROMISES: Mapping[str, Say] = {
    "promise_moved": Say(
        subject=(
            {"ru": "Заказ {number}: новый срок обещанного, {at}", "en": "Order {number}: a new time, {at}"},
            {"ru": "Заказ {number}: новый срок обещанного", "en": "Order {number}: a new time"},
        ),
        lead=(
            {
                "ru": "Новый срок обещанного вам по заказу {number}: {at}. Раньше мы называли другой: {until}.",
                "en": "What we promised you on order {number} has a new time: {at}. We had said: {until}.",
            },
            {
                "ru": "Новый срок обещанного вам по заказу {number}: {at}. К прежнему мы не успели.",
                "en": "What we promised you on order {number} has a new time: {at}. We missed the one before.",
            },
        ),
        sentences=(STORE_PHONE,),
        facts=("number", "store", "store_phone"),
        links=("status",),
    ),
    "move_untold": Say(
        subject=(
            {
                "ru": "Заказ {number}: покупатель не знает о новом сроке, предупредить {until}",
                "en": "Order {number}: the buyer does not know the new time, tell him {until}",
            },
            {
                "ru": "Заказ {number}: покупатель не знает о новом сроке",
                "en": "Order {number}: the buyer does not know the new time",
            },
        ),
        lead=(
            {
                "ru": "Обещание по заказу {number} решили перенести: {at}. Сообщение до покупателя пока не дошло.",
                "en": "A promise on order {number} is to be moved: {at}. No message has reached the buyer yet.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "Позвоните ему: {buyer_phone}. Пока он не знает, действует прежний срок.",
                    "en": "Call him: {buyer_phone}. Until he knows, the old time stands.",
                },
                {
                    "ru": "Свяжитесь с ним. Пока он не знает, действует прежний срок.",
                    "en": "Reach him. Until he knows, the old time stands.",
                },
            ),
        ),
        facts=("number", "until", "missed", "buyer", "buyer_phone", "store"),
    ),
}

PROMISE_SHORTS: Mapping[str, Forms] = {
    "promise_moved": (
        {"ru": "Заказ {number}: новый срок {at}. {link}", "en": "Order {number}: new time {at}. {link}"},
        {"ru": "Заказ {number}: новый срок {at}.", "en": "Order {number}: new time {at}."},
        {"ru": "Заказ {number}: новый срок. {link}", "en": "Order {number}: a new time. {link}"},
        {"ru": "Новый срок обещанного: {at}.", "en": "What we promised: new time {at}."},
        {"ru": "У обещанного вам новый срок.", "en": "What we promised has a new time."},
    ),
    "move_untold": (
        {
            "ru": "Заказ {number}: сообщите новый срок {until}.",
            "en": "Order {number}: tell the new time {until}.",
        },
        {"ru": "Заказ {number}: покупатель не знает срок.", "en": "Order {number}: buyer not told."},
        {"ru": "Покупатель не знает о новом сроке.", "en": "A buyer does not know the new time."},
    ),
}
