"""The words of promises on the staff's screens, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words
from otklik.domain.wording import Forms

PURPOSES: Mapping[str, Words] = {
    "call": {"ru": "позвонить", "en": "to call"},
    "call_back": {"ru": "перезвонить", "en": "to call back"},
    "replacement": {"ru": "подобрать замену и позвонить", "en": "to find a replacement and call"},
    "message": {"ru": "написать", "en": "to write"},
    "goods": {"ru": "товар", "en": "the goods"},
    "papers": {"ru": "документы", "en": "the papers"},
    "other": {"ru": "выполнить обещанное", "en": "to do what was promised"},
    "": {"ru": "выполнить обещанное", "en": "to do what was promised"},
}
"""What is promised, in a few words."""

OUTCOMES: Mapping[str, tuple[str, str, Words]] = {
    "ahead": ("info", "clock", {"ru": "впереди", "en": "ahead"}),
    "kept": ("ok", "check", {"ru": "сдержано", "en": "kept"}),
    "moved_in_time": ("ok", "cal", {"ru": "перенесено вовремя", "en": "moved in time"}),
    "moved_late": ("warn", "cal", {"ru": "перенесено поздно", "en": "moved late"}),
    "lapsed": ("late", "x", {"ru": "сорвано", "en": "lapsed"}),
}
"""What became of a promise: tone, icon, word."""

CARD: Mapping[str, Words] = {
    "title": {"ru": "Обещания покупателю", "en": "Promises to the buyer"},
    "line": {"ru": "Что и к какому времени обещаете", "en": "What you promise, and by when"},
    "line_hint": {"ru": "позвоню в четверг до 15:00", "en": "call Thursday before 15:00"},
    "next": {"ru": "Показать срок", "en": "Show the time"},
    "none": {"ru": "Обещаний пока нет", "en": "No promises yet"},
    "by": {"ru": "выполнит {name}", "en": "kept by {name}"},
    "by_store": {"ru": "выполнит, кто будет на смене", "en": "kept by whoever is there"},
    "moved": {"ru": "первый срок: {first}", "en": "first time: {first}"},
    "wish": {
        "ru": "решили перенести: {at}. Покупатель пока не знает, действует прежний срок",
        "en": "to be moved: {at}. The buyer does not know yet, the old time stands",
    },
    "keep": {"ru": "Выполнено", "en": "Done"},
    "move": {"ru": "Перенести", "en": "Move"},
    "move_line": {"ru": "Новый срок", "en": "The new time"},
    "move_hint": {"ru": "завтра до 12:00", "en": "tomorrow before 12:00"},
    "handed": {"ru": "раньше: {names}", "en": "before: {names}"},
}

STEP: Mapping[str, Words] = {
    "path": {"ru": "Путь", "en": "Path"},
    "back": {"ru": "Заказ {number}", "en": "Order {number}"},
    "title": {"ru": "Обещание покупателю", "en": "A promise to the buyer"},
    "title_move": {"ru": "Новый срок обещания", "en": "A new time of a promise"},
    "until": {"ru": "Срок по времени покупателя", "en": "Due, in the buyer's time"},
    "in_store": {"ru": "в магазине это {at}", "en": "in the store it is {at}"},
    "what": {"ru": "Что обещаем", "en": "What is promised"},
    "why": {"ru": "Почему переносим", "en": "Why it is moved"},
    "purpose": {"ru": "Вид обещания", "en": "Kind of promise"},
    "person": {"ru": "Кто выполнит", "en": "Who keeps it"},
    "anybody": {"ru": "Кто будет на смене", "en": "Whoever is there"},
    "choose": {"ru": "Выберите время", "en": "Choose the time"},
    "again": {"ru": "Назвать другое время", "en": "Name another time"},
    "line": {"ru": "Когда", "en": "When"},
    "show": {"ru": "Показать срок", "en": "Show the time"},
    "make": {"ru": "Обещать", "en": "Promise"},
    "told": {"ru": "Как покупатель узнает", "en": "How the buyer learns of it"},
    "told_talk": {"ru": "Сказали ему в разговоре", "en": "Told him in a talk"},
    "told_write": {"ru": "Пока не сказали: напишите ему", "en": "Not told yet: write to him"},
    "told_why": {
        "ru": "Пока покупатель не знает о новом сроке, действует прежний.",
        "en": "Until the buyer knows of the new time, the old one stands.",
    },
    "move": {"ru": "Перенести", "en": "Move"},
    "old": {"ru": "Сейчас обещано", "en": "Promised now"},
    "cancel": {"ru": "Не обещать", "en": "Don't promise"},
    "cancel_move": {"ru": "Не переносить", "en": "Don't move"},
}

PAGE: Mapping[str, Words] = {
    "title": {"ru": "Обещания", "en": "Promises"},
    "lead": {
        "ru": "Что, кому и к какому времени обещали. Перенос считается вовремя, если покупатель узнал до срока.",
        "en": "What was promised to whom by when. A move is in time if the buyer knew before it was due.",
    },
    "day": {"ru": "День", "en": "Day"},
    "week": {"ru": "Неделя", "en": "Week"},
    "span": {"ru": "Показать", "en": "Show"},
    "earlier": {"ru": "Раньше", "en": "Earlier"},
    "later": {"ru": "Позже", "en": "Later"},
    "today": {"ru": "Сегодня", "en": "Today"},
    "person": {"ru": "Кто выполняет", "en": "Who keeps them"},
    "everybody": {"ru": "Все", "en": "Everybody"},
    "show": {"ru": "Показать", "en": "Show"},
    "overdue": {"ru": "Срок прошёл, ещё не выполнено", "en": "Due before and not done yet"},
    "none": {"ru": "На эти дни обещаний нет", "en": "Nothing is promised for these days"},
    "none_why": {
        "ru": "Обещание записывают одной строкой на странице заказа: «позвоню в четверг до 15:00».",
        "en": "A promise is one line on an order's page: “call Thursday before 15:00”.",
    },
    "figures": {"ru": "Чем кончились за 30 дней", "en": "What became of them in 30 days"},
    "figures_why": {
        "ru": "Считаем обещания, срок которых прошёл или которые выполнены. Сорванное раз сорванным и остаётся.",
        "en": "Promises that are due or done are counted. What lapsed once stays lapsed.",
    },
    "who": {"ru": "Кто", "en": "Who"},
    "nobody": {"ru": "никто не назван", "en": "nobody is named"},
    "all": {"ru": "Всего", "en": "Total"},
    "kept": {"ru": "Сдержано", "en": "Kept"},
    "moved_in_time": {"ru": "Перенос вовремя", "en": "Moved in time"},
    "moved_late": {"ru": "Перенос поздно", "en": "Moved late"},
    "lapsed": {"ru": "Сорвано", "en": "Lapsed"},
    "order": {"ru": "Заказ {number}", "en": "Order {number}"},
    "moved_from": {"ru": "первый срок: {first}", "en": "first time: {first}"},
    "feed": {"ru": "Мои обещания в календаре телефона", "en": "My promises in the phone's calendar"},
    "feed_why": {
        "ru": "По личной ссылке календарь сам забирает ваши обещания: срок, вид и номер заказа. Данных покупателя "
        "в ней нет. Ссылку никому не передавайте.",
        "en": "By a private link your calendar fetches your promises: time, kind and order number. Nothing of the "
        "buyer is in it. Give the link to nobody.",
    },
    "feed_make": {"ru": "Создать ссылку", "en": "Make a link"},
    "feed_again": {
        "ru": "Создать новую ссылку, прежняя перестанет работать",
        "en": "Make a new link, the old one ends",
    },
    "feed_drop": {"ru": "Отключить ссылку", "en": "Switch the link off"},
    "feed_since": {"ru": "Ссылка создана {at}", "en": "The link was made {at}"},
    "feed_once": {
        "ru": "Скопируйте ссылку сейчас: второй раз она не показывается.",
        "en": "Copy the link now: it is not shown a second time.",
    },
}

FEED: Mapping[str, Words] = {
    "name": {"ru": "Обещания покупателям: {name}", "en": "Promises to buyers: {name}"},
    "event": {"ru": "Заказ {number}: {purpose}", "en": "Order {number}: {purpose}"},
}

SAID_PROMISES: Mapping[str, Forms] = {
    "promised": (
        {"ru": "{number}: обещание записано.", "en": "{number}: the promise is recorded."},
        {"ru": "Обещание записано.", "en": "The promise is recorded."},
    ),
    "promise_moved": (
        {"ru": "{number}: новый срок записан.", "en": "{number}: the new time is recorded."},
        {"ru": "Новый срок записан.", "en": "The new time is recorded."},
    ),
    "promise_wished": (
        {
            "ru": "{number}: пишем покупателю о новом сроке. Пока он не знает, действует прежний.",
            "en": "{number}: the buyer is being told the new time. Until he knows, the old one stands.",
        },
        {
            "ru": "Пишем покупателю о новом сроке. Пока он не знает, действует прежний.",
            "en": "The buyer is being told the new time. Until he knows, the old one stands.",
        },
    ),
    "promise_done": (
        {"ru": "{number}: обещание выполнено.", "en": "{number}: the promise is kept."},
        {"ru": "Обещание выполнено.", "en": "The promise is kept."},
    ),
}
"""What is said after an act on a promise."""

REFUSED_PROMISES: Mapping[str, Forms] = {
    "nobody_there": (
        {
            "ru": "По графику в это время никого нет или нет того, кто назван. Выберите другое время или человека.",
            "en": "By the roster nobody, or not the person named, is there then. Choose another time or person.",
        },
    ),
    "too_many_moves": (
        {
            "ru": "Это обещание больше не переносят. Выполните его или объясните покупателю, почему не выходит.",
            "en": "This promise is not moved any more. Keep it, or tell the buyer why it can't be kept.",
        },
    ),
    "promise_kept": ({"ru": "Это обещание уже выполнено.", "en": "This promise is kept already."},),
    "unknown_promise": ({"ru": "Такого обещания нет.", "en": "There is no such promise."},),
    "unknown_purpose": ({"ru": "Выберите, что обещаете.", "en": "Choose what is promised."},),
}
"""Why an act on a promise is refused, by code."""
