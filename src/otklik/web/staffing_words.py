"""The words of a store's staffing plan, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

STAFFING: Mapping[str, Words] = {
    "title": {"ru": "Сколько людей нужно", "en": "People needed"},
    "why": {
        "ru": "Считаем по вашим же заказам: когда они приходят, сколько ждут с ночи и сколько длится звонок.",
        "en": "Worked out from your own orders: when they come, how many wait since the night, how long a call takes.",
    },
    "roster": {"ru": "График", "en": "Roster"},
    "none": {"ru": "План ещё не считали", "en": "No plan yet"},
    "none_why": {
        "ru": "Нужны две недели заказов. Расчёт займёт меньше минуты, график сам не изменится.",
        "en": "It takes two weeks of orders and less than a minute. The roster does not change by itself.",
    },
    "waiting": {"ru": "Считаем", "en": "Working it out"},
    "waiting_why": {
        "ru": "Проживаем ваши недели много раз с разными сменами. Страница покажет план сама.",
        "en": "Your weeks are lived through many times with other shifts. The page shows the plan by itself.",
    },
    "reload": {"ru": "Показать", "en": "Show"},
    "failed": {"ru": "Плана нет", "en": "There is no plan"},
    "staffing_history_short": {
        "ru": "Истории пока мало: нужны 14 дней и 60 заказов. До тех пор график составляют на глаз.",
        "en": "There is too little history: it takes 14 days and 60 orders. Until then the roster is made by eye.",
    },
    "staffing_never_open": {
        "ru": "У точки нет часов работы. Задайте их, и план можно будет посчитать.",
        "en": "The place is never open. Set its hours, and a plan can be worked out.",
    },
    "staffing_unreachable": {
        "ru": "Столько заказов не успеть и 500 людям. Проверьте, нет ли в истории ошибочной загрузки.",
        "en": "Not even 500 people answer so many orders in time. Look for a wrong import in the history.",
    },
    "staffing_too_long": {
        "ru": "Расчёт не уложился в минуту и остановлен. Посчитайте ещё раз.",
        "en": "It took longer than a minute and was stopped. Work it out again.",
    },
    "staffing_broke": {
        "ru": "Расчёт прервался. Посчитайте ещё раз; причина записана в журнале сервера.",
        "en": "It broke off. Work it out again; the reason is in the server's log.",
    },
    "verdict_both": {
        "ru": "Из 100 заказов {planned} получат живой ответ за {span}; при нынешнем графике получают {present}.",
        "en": "Of 100 orders {planned} will get a live answer in {span}; with the present roster {present} do.",
    },
    "verdict_one": {
        "ru": "Из 100 заказов {planned} получат живой ответ за {span}. Графика пока нет.",
        "en": "Of 100 orders {planned} will get a live answer in {span}. There is no roster yet.",
    },
    "verdict_taken": {
        "ru": "План в графике: из 100 заказов {planned} получат живой ответ за {span}.",
        "en": "The plan is in the roster: of 100 orders {planned} will get a live answer in {span}.",
    },
    "of_100": {"ru": "{count} из 100", "en": "{count} of 100"},
    "present": {"ru": "Нынешний график", "en": "Present roster"},
    "before": {"ru": "Прежний график", "en": "Roster before"},
    "proposed": {"ru": "Предложенный график", "en": "Proposed roster"},
    "needed": {"ru": "Если людей хватает всегда", "en": "With all the people needed"},
    "night": {
        "ru": "{hours} ч в неделю · ночные заказы: {count}",
        "en": "{hours} h a week · night's orders: {count}",
    },
    "no_roster": {"ru": "нет", "en": "none"},
    "gaps": {
        "ru": "Своих людей не хватает: {gaps}. Добавьте человека или передайте эти часы колл-центру.",
        "en": "Your own people are too few: {gaps}. Add somebody, or give these hours to the call centre.",
    },
    "gap": {"ru": "{day} {at}–{until}, ещё {count}", "en": "{day} {at}–{until}, {count} more"},
    "more_gaps": {"ru": "и ещё в {count} местах", "en": "and in {count} more places"},
    "learnt": {
        "ru": "Посчитано {when}: {orders} за {days}, звонок с записью длится {call}, в любое время не меньше {least}."
        " День считали на 15 % тяжелее и легче обычного, терпение покупателя: час.",
        "en": "Worked out {when}: {orders} in {days}, a call with its notes takes {call}, at least {least} at any time."
        " Days were taken 15 % heavier and lighter than usual, a buyer's patience as an hour.",
    },
    "chart": {"ru": "По получасам", "en": "By half hours"},
    "chart_about": {
        "ru": "{day}: нужно до {most} в {at}; по графику меньше, чем нужно, {short} из {all} получасов.",
        "en": "{day}: up to {most} at {at}; fewer rostered than needed in {short} of {all} half hours.",
    },
    "legend_needed": {"ru": "нужно", "en": "needed"},
    "legend_short": {"ru": "людей не хватает", "en": "too few people"},
    "legend_present": {"ru": "по графику", "en": "rostered"},
    "legend_proposed": {"ru": "по плану", "en": "planned"},
    "table": {"ru": "Таблицей: нужно и по графику", "en": "As a table: needed and rostered"},
    "half": {"ru": "Время", "en": "Time"},
    "closed": {"ru": "закрыто", "en": "closed"},
    "changes": {"ru": "Что изменится в графике", "en": "What changes in the roster"},
    "no_changes": {
        "ru": "Ничего: нынешний график и есть лучший из возможных с этими людьми.",
        "en": "Nothing: the present roster is the best that these people can have.",
    },
    "was": {"ru": "Сейчас", "en": "Now"},
    "becomes": {"ru": "Станет", "en": "Then"},
    "person": {"ru": "Кто", "en": "Who"},
    "take": {"ru": "Взять в график", "en": "Take into the roster"},
    "take_why": {
        "ru": "Особые дни останутся. Вернуть прежний график можно здесь же.",
        "en": "Special days stay. The roster before can be brought back here.",
    },
    "give_back": {"ru": "Вернуть прежний график", "en": "Bring back the roster before"},
    "taken": {"ru": "План взят в график {when}.", "en": "The plan was taken into the roster {when}."},
    "ask": {"ru": "Посчитать заново", "en": "Work it out again"},
    "ask_first": {"ru": "Посчитать", "en": "Work it out"},
    "least": {"ru": "В любое время не меньше, человек", "en": "People at any time, at least"},
    "least_hint": {
        "ru": "Кто-то нужен и покупателям в зале: от 1 до 50.",
        "en": "Customers in the shop need somebody too: 1 to 50.",
    },
}

COUNTED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "orders": {"ru": ("заказ", "заказа", "заказов"), "en": ("order", "orders")},
    "days": {"ru": ("день", "дня", "дней"), "en": ("day", "days")},
    "people": {"ru": ("человека", "человек", "человек"), "en": ("person", "people")},
}
"""Nouns behind a number: `people` in Russian stands in the genitive (не меньше 1 человека)."""
