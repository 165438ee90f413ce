"""The words of the search and of the list of orders, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

SEARCH: Mapping[str, Words] = {
    "title": {"ru": "Поиск", "en": "Search"},
    "label": {"ru": "Найти заказ", "en": "Find an order"},
    "hint": {"ru": "№ заказа, телефон, имя", "en": "Order no., phone, name"},
    "books": {"ru": "Инструкции", "en": "Playbooks"},
    "book": {"ru": "инструкция", "en": "playbook"},
    "all_books": {"ru": "Все инструкции", "en": "All playbooks"},
    "find": {"ru": "Найти", "en": "Find"},
    "found": {"ru": "Найдено: {n}", "en": "Found: {n}"},
    "most": {"ru": "Показаны первые {n}. Уточните запрос.", "en": "The first {n} are shown. Say more."},
    "nothing": {"ru": "Ничего не найдено", "en": "Nothing found"},
    "try": {
        "ru": "Попробуйте номер заказа, телефон в любом виде или его последние цифры, имя покупателя.",
        "en": "Try the order number, the phone in any form or its last digits, or the buyer's name.",
    },
}

LIST: Mapping[str, Words] = {
    "title": {"ru": "Заказы", "en": "Orders"},
    "complaints": {"ru": "Жалобы", "en": "Complaints"},
    "parked": {"ru": "Отложенные отказы", "en": "Parked refusals"},
    "number": {"ru": "Заказ", "en": "Order"},
    "placed": {"ru": "Оформлен", "en": "Placed"},
    "state": {"ru": "Состояние", "en": "State"},
    "store": {"ru": "Магазин", "en": "Store"},
    "owner": {"ru": "Кто ведёт", "en": "Looked after by"},
    "total": {"ru": "Сумма", "en": "Total"},
    "phase": {"ru": "Состояние", "en": "State"},
    "any": {"ru": "любое", "en": "any"},
    "all_stores": {"ru": "все магазины", "en": "all stores"},
    "owed": {"ru": "Товар и деньги", "en": "Goods and money"},
    "settlement": {"ru": "товар отложен", "en": "goods are kept"},
    "late_money": {"ru": "поздняя оплата", "en": "late money"},
    "mine": {"ru": "только мои", "en": "mine only"},
    "show": {"ru": "Показать", "en": "Show"},
    "older": {"ru": "Раньше", "en": "Older"},
    "newest": {"ru": "Сначала новые", "en": "Back to the newest"},
    "none": {"ru": "Таких заказов нет", "en": "There are no such orders"},
    "none_why": {"ru": "Снимите один из отборов.", "en": "Take one of the filters away."},
    "history": {"ru": "из истории", "en": "imported"},
    "nobody": {"ru": "никто", "en": "nobody"},
}
