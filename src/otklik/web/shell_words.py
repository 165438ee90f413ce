"""The words of the frame around every screen, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

SHELL: Mapping[str, Words] = {
    "brand": {"ru": "Отклик", "en": "Otklik"},
    "skip": {"ru": "К содержанию", "en": "Skip to the content"},
    "sections": {"ru": "Разделы", "en": "Sections"},
    "desk": {"ru": "Очередь", "en": "Queue"},
    "orders": {"ru": "Заказы", "en": "Orders"},
    "run": {"ru": "Доставки", "en": "Deliveries"},
    "delivery": {"ru": "Доставка", "en": "Delivery"},
    "promises": {"ru": "Обещания", "en": "Promises"},
    "setup": {"ru": "Настройки", "en": "Set-up"},
    "messages": {"ru": "Письма", "en": "Messages"},
    "network": {"ru": "Сеть", "en": "Network"},
    "reports": {"ru": "Отчёты", "en": "Reports"},
    "texts": {"ru": "Пять текстов", "en": "Five texts"},
    "more": {"ru": "Ещё", "en": "More"},
    "search": {"ru": "Найти заказ", "en": "Find an order"},
    "search_hint": {"ru": "№ заказа, телефон, имя", "en": "Order no., phone, name"},
    "account": {"ru": "Вход и защита", "en": "Log-in and safety"},
    "devices": {"ru": "Мои устройства", "en": "My devices"},
    "methods": {"ru": "Мои способы связи", "en": "How I am reached"},
    "install": {
        "ru": "Поставьте Отклик на экран телефона: очередь откроется одним касанием.",
        "en": "Put Otklik on the phone's screen: the queue opens with one tap.",
    },
    "install_do": {"ru": "Поставить", "en": "Install"},
    "close": {"ru": "Закрыть", "en": "Close"},
    "logout": {"ru": "Выйти", "en": "Log out"},
    "login": {"ru": "Войти", "en": "Log in"},
    "menu": {"ru": "Меню", "en": "Menu"},
    "theme_dark": {"ru": "Тёмная тема", "en": "Dark theme"},
    "theme_light": {"ru": "Светлая тема", "en": "Light theme"},
    "theme_system": {"ru": "Тема как в системе", "en": "Theme of the system"},
    "password": {"ru": "Сменить пароль", "en": "Change the password"},
}

FORBIDDEN: Mapping[str, Words] = {
    "lead": {"ru": "Эта страница не для вашей роли", "en": "This page is not for your role"},
    "why": {
        "ru": "Если она вам нужна для работы, скажите администратору, какая и зачем.",
        "en": "If you need it for your work, tell the administrator which one and why.",
    },
}

UNKNOWN: Mapping[str, Words] = {
    "lead": {"ru": "Такой страницы нет", "en": "There is no such page"},
    "why": {
        "ru": "Проверьте адрес или начните с главной страницы: на ней ваша очередь заказов.",
        "en": "Check the address, or begin at the first page: your queue of orders is there.",
    },
}
"""An address that no route answers."""

BROKEN: Mapping[str, Words] = {
    "lead": {"ru": "Сбой на нашей стороне", "en": "Something went wrong on our side"},
    "why": {
        "ru": "Обновите страницу и проверьте, записалось ли последнее действие. Если сбой повторится, скажите "
        "администратору время и адрес страницы.",
        "en": "Load the page again and see whether your last act was recorded. If it happens again, tell the "
        "administrator the time and the address of the page.",
    },
}
"""A mistake of ours; the log has it."""

UNREADABLE: Mapping[str, Words] = {
    "lead": {
        "ru": "Запрос не разобрать, ничего не записано",
        "en": "The request can't be read, nothing was recorded",
    },
    "why": {
        "ru": "Вернитесь назад, обновите страницу и отправьте ещё раз.",
        "en": "Go back, load the page again, and send it once more.",
    },
}
"""What the framework refuses before a page sees it: a broken upload, an unknown host."""

LATER: Mapping[str, Words] = {
    "title": {"ru": "Начало", "en": "Start"},
    "lead": {"ru": "Ваших экранов пока нет", "en": "Your screens are not there yet"},
    "why": {
        "ru": "Экраны диспетчера и курьера появятся вместе с доставкой. Письма приходят уже сейчас.",
        "en": "Screens for dispatchers and couriers come with delivery. Letters reach you already.",
    },
}
"""The first page of whoever has no screen in this version."""

STALE: Mapping[str, Words] = {
    "lead": {
        "ru": "Страница устарела, ничего не записано",
        "en": "This page is out of date, nothing was recorded",
    },
    "why": {
        "ru": "Вернитесь назад, обновите страницу и отправьте ещё раз.",
        "en": "Go back, load the page again, and send it once more.",
    },
}
"""A form whose token is not the session's: an old tab, or another site."""

CLOSED: Mapping[str, Words] = {
    "lead": {"ru": "Вход под этим именем закрыт", "en": "The log-in of this name is closed"},
    "why": {
        "ru": "Если вы здесь работаете, скажите администратору.",
        "en": "If you work here, tell the administrator.",
    },
}

LOCKED_OUT: Mapping[str, Words] = {
    "lead": {"ru": "Слишком много неверных паролей", "en": "Too many wrong passwords"},
    "why": {
        "ru": "Вход под этим именем закрыт на 15 минут. Если это были не вы, скажите администратору.",
        "en": "Logging in under this name is closed for 15 minutes. If it was not you, tell the administrator.",
    },
}

LOGIN: Mapping[str, Words] = {
    "title": {"ru": "Вход", "en": "Log in"},
    "lead": {"ru": "Вход в рабочее место", "en": "Log in to the desk"},
    "passkey": {"ru": "Войти с ключом доступа", "en": "Log in with a passkey"},
    "or": {"ru": "или", "en": "or"},
    "name": {"ru": "Имя для входа", "en": "Log-in name"},
    "password": {"ru": "Пароль", "en": "Password"},
    "enter": {"ru": "Войти", "en": "Log in"},
    "no_login": {
        "ru": "Нет имени или пароля? Администратор пришлёт вам ссылку, по которой вы придумаете пароль.",
        "en": "No name or password? The administrator sends you a link under which you choose a password.",
    },
}

ACCOUNT: Mapping[str, Words] = {
    "lead": {"ru": "Вход и защита", "en": "Log-in and safety"},
    "password": {"ru": "Пароль", "en": "Password"},
    "password_change": {"ru": "Сменить пароль", "en": "Change the password"},
    "keys": {"ru": "Ключи доступа", "en": "Passkeys"},
    "keys_why": {
        "ru": "Вход отпечатком, лицом или ключом вместо пароля. Такой ключ нельзя выманить письмом.",
        "en": "Log in by finger, face or security key instead of a password. Nobody can phish such a key.",
    },
    "keys_add": {"ru": "Добавить ключ", "en": "Add a passkey"},
    "keys_list": {"ru": "Мои ключи", "en": "My passkeys"},
    "app": {"ru": "Код из приложения", "en": "Code from an app"},
    "app_on": {"ru": "Включён: после пароля спросим код.", "en": "On: after the password we ask for a code."},
    "app_off": {
        "ru": "Выключен. С ним одного пароля для входа мало.",
        "en": "Off. With it a password alone opens nothing.",
    },
    "app_start": {"ru": "Включить", "en": "Turn on"},
    "app_stop": {"ru": "Выключить", "en": "Turn off"},
    "codes": {"ru": "Запасные коды", "en": "Spare codes"},
    "codes_why": {
        "ru": "Для входа без телефона. Каждый действует один раз.",
        "en": "For logging in without the phone. Each works once.",
    },
    "codes_show": {"ru": "Показать коды", "en": "Show the codes"},
}
"""The page of one's own log-in."""

INVITATION: Mapping[str, Words] = {
    "title": {"ru": "Приглашение", "en": "Invitation"},
    "lead": {"ru": "Придумайте пароль, {name}", "en": "Choose a password, {name}"},
    "why": {
        "ru": "Имя для входа: {person}. Ссылка действует один раз.",
        "en": "Your log-in name is {person}. This link works once.",
    },
    "password": {"ru": "Пароль, не короче 10 знаков", "en": "Password, 10 characters or more"},
    "save": {"ru": "Сохранить и войти", "en": "Save and log in"},
    "weak": {
        "ru": "Такой пароль легко угадать. Возьмите длиннее 10 знаков и не из частых.",
        "en": "This password is easily guessed. Take 10 characters or more, and no common one.",
    },
}
