"""The words of people, their addresses and invitations, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

ROLE_NAMES: Mapping[str, Words] = {
    "seller": {"ru": "продавец", "en": "seller"},
    "head": {"ru": "руководитель", "en": "head"},
    "second_person": {"ru": "второй проверяющий", "en": "second person"},
    "partner_manager": {"ru": "управляющий партнёра", "en": "partner manager"},
    "dispatcher": {"ru": "диспетчер", "en": "dispatcher"},
    "courier": {"ru": "курьер", "en": "courier"},
    "administrator": {"ru": "администратор", "en": "administrator"},
    "auditor": {"ru": "аудитор", "en": "auditor"},
}

ROLE_HINTS: Mapping[str, Words] = {
    "seller": {"ru": "отвечает на заказы магазина", "en": "answers the store's orders"},
    "head": {
        "ru": "настраивает часы, людей и смены своего магазина",
        "en": "sets up hours, people and shifts of this store",
    },
    "second_person": {"ru": "узнаёт, если продавцы молчат", "en": "is told when sellers are silent"},
    "partner_manager": {"ru": "видит все магазины партнёра", "en": "sees all stores of the partner"},
    "dispatcher": {"ru": "ведёт доставку", "en": "runs delivery"},
    "courier": {"ru": "везёт заказы", "en": "carries orders"},
    "administrator": {"ru": "может всё", "en": "may do everything"},
    "auditor": {"ru": "видит всё и ничего не меняет", "en": "sees everything and changes nothing"},
}

LANGUAGE_NAMES: Mapping[str, Words] = {
    "in_ru": {"ru": "русский", "en": "Russian"},
    "in_en": {"ru": "английский", "en": "English"},
}

PEOPLE: Mapping[str, Words] = {
    "admissions": {"ru": "Допуски к покупателям", "en": "Admissions to buyers"},
    "title": {"ru": "Люди", "en": "People"},
    "lead": {
        "ru": "Кто где работает, кого можно известить и у кого есть вход.",
        "en": "Who works where, who can be told, and who has a log-in.",
    },
    "new": {"ru": "Добавить человека", "en": "Add a person"},
    "person": {"ru": "Человек", "en": "Person"},
    "store": {"ru": "Место", "en": "Place"},
    "roles": {"ru": "Роли", "en": "Roles"},
    "reach": {"ru": "Как известить", "en": "How to reach"},
    "login": {"ru": "Вход", "en": "Log-in"},
    "has_login": {"ru": "есть вход", "en": "can log in"},
    "no_login": {"ru": "входа нет", "en": "no log-in"},
    "has_mail": {"ru": "почта есть", "en": "has mail"},
    "no_mail": {"ru": "почты нет", "en": "no mail"},
    "none": {"ru": "Здесь пока никого", "en": "Nobody here yet"},
    "none_why": {
        "ru": "Добавьте первого продавца: имя, роль и почту.",
        "en": "Add the first seller: a name, a role and a mail address.",
    },
}

PERSON: Mapping[str, Words] = {
    "admission": {"ru": "Допуск к покупателям", "en": "Admission to buyers"},
    "title": {"ru": "Новый человек", "en": "A new person"},
    "about": {"ru": "О человеке", "en": "About the person"},
    "name": {"ru": "Имя", "en": "Name"},
    "name_hint": {
        "ru": "как его зовут коллеги и покупатели",
        "en": "as colleagues and buyers call this person",
    },
    "slug": {"ru": "Имя для входа", "en": "Name to log in with"},
    "slug_hint": {
        "ru": "латиницей, потом не меняется. Пустое поле: составим из имени",
        "en": "Latin letters, never changes. Empty: made from the name",
    },
    "store": {"ru": "Где работает", "en": "Works for"},
    "roles": {"ru": "Роли", "en": "Roles"},
    "locale": {"ru": "Язык", "en": "Language"},
    "admit": {"ru": "Добавить человека", "en": "Add the person"},
    "address": {"ru": "Адрес почты", "en": "Mail address"},
    "address_hint": {
        "ru": "сюда придут письма о заказах; можно добавить потом",
        "en": "letters about orders go here; it can be added later",
    },
    "methods": {"ru": "Как известить", "en": "How to reach"},
    "login": {"ru": "Вход", "en": "Log-in"},
    "has_login": {
        "ru": "Вход есть: имя {slug} и свой пароль.",
        "en": "There is a log-in: the name {slug} and a password.",
    },
    "no_login": {
        "ru": "Входа нет. Создайте приглашение: по ссылке человек сам придумает пароль.",
        "en": "There is no log-in. Make an invitation: by its link the person chooses a password.",
    },
    "invite": {"ru": "Создать приглашение", "en": "Make an invitation"},
    "invite_again": {"ru": "Новая ссылка для пароля", "en": "A new link for the password"},
    "invited": {"ru": "Приглашение готово", "en": "The invitation is ready"},
    "invited_why": {
        "ru": "Передайте ссылку лично. Она действует один раз, 48 часов, и больше здесь не появится.",
        "en": "Hand the link over yourself. It is good once, for 48 hours, and is not shown here again.",
    },
    "link": {"ru": "Ссылка", "en": "Link"},
    "dismiss": {"ru": "Человек больше не работает", "en": "This person no longer works here"},
    "dismiss_title": {"ru": "{name}: больше не работает", "en": "{name}: no longer works here"},
    "dismiss_why": {
        "ru": "Вход закроется сразу, письма прекратятся, начатые заказы останутся магазину. Журнал ничего не забудет. "
        "Вернуть человека можно: добавьте его снова под тем же именем для входа.",
        "en": "The log-in closes at once, letters stop, orders already taken stay with the store. The journal forgets "
        "nothing. To bring the person back, add the same log-in name again.",
    },
    "reason": {"ru": "Причина для журнала", "en": "Reason for the journal"},
    "reason_hint": {
        "ru": "коротко и без личного; можно оставить пустым",
        "en": "short, nothing personal; may stay empty",
    },
    "successor": {"ru": "Кто выполнит обещания", "en": "Who keeps the promises"},
    "successor_why": {
        "ru": "Покупателям обещано и ещё не выполнено: {count}. Сроки останутся прежними.",
        "en": "Promised to buyers and not done yet: {count}. The times stay as they are.",
    },
    "successor_choose": {"ru": "Выберите", "en": "Choose"},
    "dismiss_act": {"ru": "Закрыть вход и уволить", "en": "Close the log-in and dismiss"},
    "above": {
        "ru": "Роли этого человека меняет администратор.",
        "en": "This person's roles are changed by an administrator.",
    },
}
