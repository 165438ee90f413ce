"""The words of how orders were handled: touches, failure demand, waits; Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

CARD: Mapping[str, Words] = {
    "title": {"ru": "Кто занимался заказом", "en": "Who touched the case"},
    "people": {"ru": "сотрудников: {n}", "en": "people: {n}"},
    "parties": {"ru": "сторон: {n}", "en": "parties: {n}"},
    "hand_overs": {"ru": "передач: {n}", "en": "hand-overs: {n}"},
    "nobody": {"ru": "Заказом пока никто не занимался", "en": "Nobody has touched it yet"},
    "acts": {"ru": "записей: {n}", "en": "entries: {n}"},
    "handed": {"ru": "{from_hand} → {to_hand}", "en": "{from_hand} → {to_hand}"},
    "hand_over": {"ru": "Передача", "en": "Hand-over"},
    "own": {"ru": "Покупатель обращался сам", "en": "The buyer came by himself"},
    "none": {"ru": "Покупателю не пришлось обращаться самому", "en": "The buyer did not have to ask"},
    "of_these": {
        "ru": "из-за молчания: {failures} из {all}",
        "en": "for want of a word: {failures} of {all}",
    },
    "question": {"ru": "новый вопрос", "en": "a new question"},
    "line": {"ru": "Запись журнала", "en": "Line of the journal"},
}
"""The card of the order's page."""

WAYS: Mapping[str, Words] = {
    "call": {"ru": "позвонил", "en": "called"},
    "message": {"ru": "написал", "en": "wrote"},
    "page": {"ru": "открыл свою страницу", "en": "opened his page"},
    "trip": {"ru": "приехал напрасно", "en": "came in vain"},
    "wait": {"ru": "ждал в магазине {span}", "en": "waited in the shop for {span}"},
}

WAY_ICONS: Mapping[str, str] = {
    "call": "phone",
    "message": "mail",
    "page": "eye",
    "trip": "store",
    "wait": "clock",
}

WHYS: Mapping[str, Words] = {
    "late": {"ru": "опаздывало: {duty}, срок {since}", "en": "late then: {duty}, due {since}"},
    "lapsed": {
        "ru": "обещание не выполнили: {duty}, срок {since}",
        "en": "promise lapsed: {duty}, due {since}",
    },
    "untold": {
        "ru": "обещание перенесли {since}, покупателю не сказали",
        "en": "the promise was moved {since}, the buyer was not told",
    },
    "silence": {
        "ru": "последнее слово ему было {since}; ждал: {duty}",
        "en": "last heard {since}; waited for: {duty}",
    },
    "trip": {"ru": "не предупредили; ждал: {duty}", "en": "nobody warned him; waited for: {duty}"},
    "wait": {"ru": "ждал: {duty}", "en": "waited for: {duty}"},
}
"""Why a contact is failure demand."""

NO_DUTY: Words = {"ru": "ответ", "en": "a word"}
"""What was waited for where nothing was owed and somebody had the word."""

FIGURES: Mapping[str, Words] = {
    "title": {
        "ru": "Одни руки: кто занимался и почему спрашивали",
        "en": "Few hands: who touched it and why buyers asked",
    },
    "how": {
        "ru": "мелко: 95 % интервал",
        "en": "small: the 95% interval",
    },
    "whose": {"ru": "Чьи заказы", "en": "Whose orders"},
    "network": {"ru": "Вся сеть", "en": "The whole network"},
    "people": {"ru": "Сотрудников на заказ", "en": "People per order"},
    "hand_overs": {"ru": "Передач на 100 заказов", "en": "Hand-overs per 100 orders"},
    "failures": {
        "ru": "Обращений из-за молчания на 100 заказов",
        "en": "Own contacts for want of a word, per 100 orders",
    },
    "questions": {"ru": "С новым вопросом", "en": "With a new question"},
    "top": {"ru": "Чаще всего из-за", "en": "Mostly because of"},
    "waited": {"ru": "Ждали в магазине", "en": "Waited in a shop"},
    "waits": {"ru": "Где заказы ждут", "en": "Where orders wait"},
    "few": {"ru": "мало заказов, чтобы судить", "en": "too few orders to judge"},
    "missing": {
        "ru": "Ещё не посчитано заказов: {n}. Они войдут в цифры в течение часа.",
        "en": "Orders not counted yet: {n}. They will be within the hour.",
    },
    "note": {
        "ru": "Обращение засчитано, если в ту минуту срок перед покупателем прошёл, обещание нарушили или перенесли, "
        "не сказав ему, либо он ничего не слышал сутки. Остальное считаем новыми вопросами.",
        "en": "A contact counts when at that minute something owed to the buyer was late, a promise had lapsed or had "
        "been moved without telling him, or he had heard nothing for a day. All else is a new question.",
    },
}
"""The section of the network's page and of a partner's own."""

SHORT_WAYS: Mapping[str, Words] = {
    "call": {"ru": "звонков {n}", "en": "{n} calls"},
    "message": {"ru": "сообщений {n}", "en": "{n} messages"},
    "page": {"ru": "взглядов на страницу {n}", "en": "{n} page visits"},
    "trip": {"ru": "поездок впустую {n}", "en": "{n} wasted trips"},
    "wait": {"ru": "ожиданий {n}", "en": "{n} waits"},
}

WAITS: Mapping[str, Words] = {
    "title": {"ru": "Где заказы ждут", "en": "Where orders wait"},
    "lead": {
        "ru": "В каждый миг заказ ждёт кого-то одного. Вместе эти отрезки составляют всю жизнь заказов, до секунды.",
        "en": "At every instant an order waits for exactly one party. Together these spans are the whole life of the "
        "orders, to the second.",
    },
    "period": {"ru": "Период", "en": "Period"},
    "parties": {"ru": "Кого ждали", "en": "Who was waited for"},
    "party": {"ru": "Кого", "en": "For whom"},
    "share": {"ru": "Доля времени", "en": "Share of the time"},
    "wall": {"ru": "По часам", "en": "On the wall"},
    "working": {"ru": "В рабочее время", "en": "Working time"},
    "sum": {"ru": "Вместе", "en": "Together"},
    "pairs": {"ru": "Кто кого ждал и чего", "en": "Who waited for whom, and for what"},
    "pairs_how": {"ru": "сначала те, где прошло больше времени", "en": "the longest altogether first"},
    "waiter": {"ru": "Кто ждал", "en": "Who waited"},
    "duty": {"ru": "Чего", "en": "For what"},
    "orders": {"ru": "Заказов", "en": "Orders"},
    "median": {"ru": "Обычно", "en": "Median"},
    "p90": {"ru": "9 из 10 не дольше", "en": "9 in 10 within"},
    "small": {
        "ru": "Крупно: по часам, мелко: в рабочее время первого магазина. Каждый заказ в паре считается один раз.",
        "en": "Large: on the wall; small: in the working time of the first store. Each order of a pair counts once.",
    },
    "next_step": {"ru": "следующий шаг", "en": "the next step"},
    "file": {"ru": "Выгрузить CSV", "en": "Download CSV"},
    "empty": {"ru": "За эти дни заказов нет", "en": "No orders in these days"},
    "empty_why": {
        "ru": "Выберите другой период: цифры появятся с первым заказом.",
        "en": "Choose another period: figures come with the first order.",
    },
    "few": {"ru": "мало заказов, чтобы судить", "en": "too few orders to judge"},
}
"""The page of waits."""

LISTED: Mapping[str, Words] = {
    "handled": {"ru": "Заказы", "en": "Orders"},
    "many_hands": {"ru": "Занимались двое и больше", "en": "Touched by two people or more"},
    "handed_over": {"ru": "Передавали из рук в руки", "en": "Changed hands"},
    "own_contact": {
        "ru": "Покупатель обращался, потому что ему не сказали",
        "en": "The buyer asked because nobody had told him",
    },
    "own_question": {"ru": "Новые вопросы покупателей", "en": "Buyers' new questions"},
    "own_call": {
        "ru": "Покупатель звонил, потому что ему не сказали",
        "en": "The buyer called because nobody had told him",
    },
    "own_message": {
        "ru": "Покупатель писал, потому что ему не сказали",
        "en": "The buyer wrote because nobody had told him",
    },
    "own_page": {
        "ru": "Покупатель смотрел страницу, потому что ему не сказали",
        "en": "The buyer looked because nobody had told him",
    },
    "own_trip": {"ru": "Поездки впустую", "en": "Wasted trips"},
    "own_wait": {"ru": "Ожидание в магазине", "en": "Waits in a shop"},
    "caused": {"ru": "О чём спрашивали, потому что не сказали", "en": "Asked for want of a word"},
    "waited": {"ru": "Ожидание", "en": "Waits"},
}
"""Figures as the heads of their lists of orders."""
