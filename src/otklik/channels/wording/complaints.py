"""The words of messages about complaints and about admissions that end, to those with authority.

Rows as in `tables.py`, Russian and English side by side. Nobody is accused: a complaint is what the buyer says.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.channels.wording.say import ORDER_FACTS, Say
from otklik.domain.wording import Forms

COMPLAINTS: Mapping[str, Say] = {
    "complaint": Say(
        subject=(
            {
                "ru": "Заказ {number}: жалоба покупателя, заняться {until}",
                "en": "Order {number}: the buyer complains, act {until}",
            },
            {
                "ru": "Заказ {number}: жалоба покупателя, срок прошёл {missed}",
                "en": "Order {number}: the buyer complains, it was due {missed}",
            },
            {"ru": "Заказ {number}: жалоба покупателя", "en": "Order {number}: the buyer complains"},
        ),
        lead=(
            {
                "ru": "Покупатель пожаловался. Запишите первое действие {until}.",
                "en": "The buyer complains. Record the first action {until}.",
            },
            {
                "ru": "Покупатель пожаловался, срок первого действия прошёл {missed}.",
                "en": "The buyer complains, and the first action was due {missed}.",
            },
            {"ru": "Покупатель пожаловался.", "en": "The buyer complains."},
        ),
        sentences=(
            (
                {
                    "ru": "Позвоните ему: {buyer_phone}. Его слова и форма ответа на странице заказа.",
                    "en": "Call him: {buyer_phone}. His words and the form are on the order's page.",
                },
                {
                    "ru": "Его слова и форма ответа на странице заказа.",
                    "en": "His words and the form are on the order's page.",
                },
            ),
        ),
        facts=ORDER_FACTS,
        links=("order",),
    ),
    "complaint_open": Say(
        subject=(
            {
                "ru": "Заказ {number}: довести жалобу до решения {until}",
                "en": "Order {number}: settle the complaint {until}",
            },
            {
                "ru": "Заказ {number}: жалоба не решена, срок прошёл {missed}",
                "en": "Order {number}: the complaint is not settled, it was due {missed}",
            },
            {"ru": "Заказ {number}: жалоба ещё открыта", "en": "Order {number}: the complaint is still open"},
        ),
        lead=(
            {
                "ru": "Жалоба по заказу {number} ещё открыта. Довести до решения {until}.",
                "en": "The complaint about order {number} is still open. Settle it {until}.",
            },
            {
                "ru": "Жалоба по заказу {number} не решена, срок прошёл {missed}.",
                "en": "The complaint about order {number} is not settled, it was due {missed}.",
            },
            {
                "ru": "Жалоба по заказу {number} ещё открыта.",
                "en": "The complaint about order {number} is still open.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "Жалобу закрывает покупатель на своей странице или второй сотрудник: не тот, кто занимался.",
                    "en": "The buyer closes it on his page, or a second person does: not the one who acted on it.",
                },
            ),
        ),
        facts=ORDER_FACTS,
        links=("order",),
    ),
    "admission_ends": Say(
        subject=(
            {"ru": "{person}: продлить допуск {until}", "en": "{person}: renew the admission {until}"},
            {"ru": "{person}: допуск кончился {missed}", "en": "{person}: the admission ended {missed}"},
            {"ru": "Допуск сотрудника к покупателям", "en": "A person's admission to buyers"},
        ),
        lead=(
            {
                "ru": "Допуск к покупателям кончается: {person}. Продлите его на странице «Допуск» {until}.",
                "en": "An admission to buyers ends: {person}. Renew it on the page “Admission” {until}.",
            },
            {
                "ru": "Допуск к покупателям кончился: {person}. Заказов по этим вопросам сотрудник не получает.",
                "en": "An admission to buyers has ended: {person} is given no orders on these subjects.",
            },
            {
                "ru": "Допуск сотрудника к покупателям кончается.",
                "en": "A person's admission to buyers ends.",
            },
        ),
        facts=("store", "until", "missed"),
    ),
}
"""Templates by name."""

SHORT_COMPLAINTS: Mapping[str, Forms] = {
    "complaint": (
        {"ru": "Заказ {number}: жалоба, заняться {until}.", "en": "Order {number}: complaint, act {until}."},
        {
            "ru": "Заказ {number}: жалоба, срок был {missed}.",
            "en": "Order {number}: complaint, due {missed}.",
        },
        {"ru": "Заказ {number}: жалоба покупателя.", "en": "Order {number}: the buyer complains."},
        {"ru": "Покупатель пожаловался.", "en": "A buyer complains."},
    ),
    "complaint_open": (
        {"ru": "Заказ {number}: решить жалобу {until}.", "en": "Order {number}: settle complaint {until}."},
        {
            "ru": "Заказ {number}: жалоба ждёт с {missed}.",
            "en": "Order {number}: complaint was due {missed}.",
        },
        {"ru": "Заказ {number}: жалоба ещё открыта.", "en": "Order {number}: a complaint is open."},
        {"ru": "Жалоба ещё открыта.", "en": "A complaint is still open."},
    ),
    "admission_ends": (
        {"ru": "Продлить допуск сотрудника {until}.", "en": "Renew a person's admission {until}."},
        {"ru": "Допуск сотрудника кончился {missed}.", "en": "An admission ended {missed}."},
        {"ru": "Допуск сотрудника кончается.", "en": "A person's admission ends."},
    ),
}
"""The same in 70 signs."""
