"""The words of complaints on every screen, Russian and English side by side (ADR 0012). Nobody is accused."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

ABOUT: Mapping[str, Words] = {
    "rude": {"ru": "грубый разговор", "en": "rude talk"},
    "not_to_the_door": {"ru": "не доставили до двери", "en": "not brought to the door"},
    "wrong_goods": {"ru": "не тот товар", "en": "wrong goods"},
    "silence": {"ru": "не отвечают", "en": "no answer"},
    "not_as_promised": {"ru": "не так, как обещали", "en": "not as promised"},
    "other": {"ru": "другое", "en": "something else"},
}
"""What a complaint is about."""

MEANS: Mapping[str, Words] = {
    "page": {"ru": "на странице заказа", "en": "on the order's page"},
    "rating": {"ru": "с низкой оценкой", "en": "with a low rating"},
    "call": {"ru": "в разговоре", "en": "in a talk"},
    "message": {"ru": "в сообщении", "en": "in a message"},
    "employee": {"ru": "заметил сотрудник", "en": "an employee saw it"},
}
"""How it came."""

ACTIONS: Mapping[str, Words] = {
    "called": {"ru": "позвонили покупателю", "en": "called the buyer"},
    "apologised": {"ru": "извинились", "en": "apologised"},
    "sent_again": {"ru": "отправили заново или заменили", "en": "sent it again or replaced it"},
    "refunded": {"ru": "вернули деньги", "en": "gave the money back"},
    "spoke_with_staff": {"ru": "поговорили с сотрудником", "en": "talked with the employee"},
    "carrier_asked": {"ru": "связались с доставкой", "en": "turned to the carrier"},
    "other": {"ru": "другое", "en": "something else"},
}
"""What was done first."""

HOW: Mapping[str, Words] = {
    "solved": {"ru": "Покупатель: «решено»", "en": "The buyer: “solved”"},
    "checked": {"ru": "Проверено вторым сотрудником", "en": "Checked by a second person"},
    "erased": {"ru": "Закрыта с удалением данных", "en": "Closed with the erasure"},
}
"""How it ended."""

COMPLAINTS: Mapping[str, Words] = {
    "title": {"ru": "Жалобы", "en": "Complaints"},
    "lead": {
        "ru": "Срок первого действия стоит у каждой жалобы. Закрывает покупатель или второй сотрудник: не тот, кто "
        "занимался, и не тот, на кого жалуются.",
        "en": "By when the first action is owed stands beside each. The buyer closes it, or a second person: not the "
        "one who acted, and not the one it is about.",
    },
    "conduct": {"ru": "Речь и разговоры", "en": "Words and talks"},
    "open": {"ru": "Открытые", "en": "Open"},
    "closed_one": {"ru": "Закрыта", "en": "Closed"},
    "closed": {"ru": "Закрытые", "en": "Closed"},
    "none": {"ru": "Открытых жалоб нет", "en": "No complaint is open"},
    "none_why": {
        "ru": "Новая появится здесь и придёт сообщением дежурному руководителю.",
        "en": "A new one appears here, and the head on duty is told.",
    },
    "about_whom": {"ru": "о ком: {name}", "en": "about {name}"},
    "received": {"ru": "{at}, {means}", "en": "{at}, {means}"},
    "noted_by": {"ru": "записал(а) {name}", "en": "noted by {name}"},
    "acted": {"ru": "Первое действие {at}: {action}, {name}", "en": "First action {at}: {action}, {name}"},
    "closed_at": {"ru": "{how}, {at}", "en": "{how}, {at}"},
    "act": {"ru": "Записать действие", "en": "Record an action"},
    "action": {"ru": "Что сделано", "en": "What was done"},
    "words": {"ru": "Что именно", "en": "What exactly"},
    "person": {"ru": "О ком жалоба", "en": "Whom it is about"},
    "nobody": {"ru": "ни о ком из сотрудников", "en": "nobody who works here"},
    "save": {"ru": "Записать", "en": "Record"},
    "close": {"ru": "Закрыть вторым сотрудником", "en": "Close as a second person"},
    "close_words": {"ru": "Чем кончилось", "en": "How it ended"},
    "close_do": {"ru": "Закрыть жалобу", "en": "Close the complaint"},
    "himself": {
        "ru": "Жалоба о вас: ею занимаются другие.",
        "en": "It is about you: others see to it.",
    },
    "second_wanted": {
        "ru": "Вы занимались жалобой. Закроет покупатель или второй сотрудник.",
        "en": "You acted on it. The buyer closes it, or a second person.",
    },
    "repeated": {
        "ru": "{name}: жалоб за 90 дней {n}. Решите, оставить ли допуск к покупателям.",
        "en": "{name}: {n} complaints in 90 days. Decide whether the admission to buyers stays.",
    },
    "admission": {"ru": "Открыть допуск", "en": "Open the admission"},
    "figures": {"ru": "Сколько жалоб, 90 дней", "en": "How many complaints, 90 days"},
    "figures_why": {
        "ru": "Доля заказов с жалобой и границы, в которых она лежит с вероятностью 95 %. Меньше 30 заказов: число "
        "показано, о доле не судим.",
        "en": "The share of orders with a complaint, and the bounds between which it lies with 95 % probability. "
        "Fewer than 30 orders: shown, not judged.",
    },
    "who": {"ru": "Кто", "en": "Who"},
    "orders": {"ru": "Заказов", "en": "Orders"},
    "with": {"ru": "С жалобой", "en": "With a complaint"},
    "share": {"ru": "Доля", "en": "Share"},
    "few": {"ru": "мало заказов", "en": "too few orders"},
    "quote": {"ru": "«", "en": "“"},
    "unquote": {"ru": "»", "en": "”"},
    "optional": {"ru": "(можно не писать)", "en": "(may stay empty)"},
}
"""The page of complaints, and the forms on it."""

ORDER_CARD: Mapping[str, Words] = {
    "card": {"ru": "Жалобы", "en": "Complaints"},
    "note": {"ru": "Записать жалобу", "en": "Note a complaint"},
    "note_about": {"ru": "О чём", "en": "About what"},
    "note_means": {"ru": "Как сказал покупатель", "en": "How the buyer told it"},
    "note_words": {"ru": "Его словами", "en": "In his words"},
    "unsaid": {"ru": "не сказано", "en": "not said"},
}
"""The card on an order's page."""

BUYER: Mapping[str, Words] = {
    "title": {"ru": "Что-то пошло не так?", "en": "Did something go wrong?"},
    "title_open": {"ru": "Ваша жалоба", "en": "Your complaint"},
    "lead": {
        "ru": "Жалобу увидит руководитель магазина, а если она о нём самом, то старший над ним.",
        "en": "The head of the store sees it; if it is about him, somebody above him does.",
    },
    "about": {"ru": "О чём жалоба", "en": "What it is about"},
    "words": {"ru": "Что случилось", "en": "What happened"},
    "send": {"ru": "Отправить жалобу", "en": "Send the complaint"},
    "again": {"ru": "Пожаловаться ещё", "en": "Complain about something else"},
    "solved": {"ru": "Решено", "en": "Solved"},
    "said": {"ru": "Вы написали {at}.", "en": "You wrote {at}."},
    "head_until": {
        "ru": "Руководитель магазина ответит {until}.",
        "en": "The head of the store answers {until}.",
    },
    "above_until": {
        "ru": "Старший над руководителем магазина ответит {until}.",
        "en": "Somebody above the head of the store answers {until}.",
    },
    "late": {
        "ru": "Срок ответа прошёл {at}. Теперь о жалобе знает и администратор.",
        "en": "The answer was due {at}. The administrator knows of it now too.",
    },
    "acted": {"ru": "Занялись {at}: {action}.", "en": "Seen to {at}: {action}."},
    "done": {"ru": "Жалоба закрыта {at}.", "en": "The complaint was closed {at}."},
}
"""The section on the buyer's page."""
