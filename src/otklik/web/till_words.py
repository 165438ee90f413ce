"""The words of the till's tablet and of the page that its code opens, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

TILL: Mapping[str, Words] = {
    "title": {"ru": "Планшет на кассе", "en": "The till's tablet"},
    "skip": {"ru": "К содержанию", "en": "Skip to content"},
    "pair": {"ru": "Сделать этот планшет планшетом кассы", "en": "Make this the till's tablet"},
    "pair_why": {
        "ru": "Введите код. Его даёт руководитель: «Настройки», ваш магазин, «Планшет на кассе».",
        "en": "Enter the code. The head of the store makes it: Set-up, your store, The till's tablet.",
    },
    "code": {"ru": "Код", "en": "Code"},
    "send": {"ru": "Подключить планшет", "en": "Connect the tablet"},
    "bad_code": {
        "ru": "Этот код не подошёл: он действует 10 минут и один раз. Попросите новый.",
        "en": "This code is not good: it works once and for 10 minutes. Ask for a new one.",
    },
    "scan": {"ru": "Отсканируйте, чтобы выйти на смену", "en": "Scan to join the shift"},
    "scan_why": {
        "ru": "Камерой телефона. Код меняется каждые 30 секунд: снимок с него не сработает.",
        "en": "With your phone's camera. The code changes every 30 seconds: a photo of it won't work.",
    },
    "qr": {"ru": "Код для выхода на смену", "en": "The code for joining the shift"},
    "on_shift": {"ru": "На смене", "en": "On shift"},
    "nobody": {"ru": "никого", "en": "nobody"},
    "busy": {"ru": "с покупателями до {at}", "en": "with customers until {at}"},
    "waiting": {"ru": "Ждут ответа", "en": "Waiting for an answer"},
    "none_waits": {"ru": "Никто не ждёт", "en": "Nobody waits"},
    "oldest": {"ru": "Первый в очереди", "en": "First in the queue"},
    "orders": {"ru": "Открыть заказы", "en": "Open the orders"},
    "closed": {"ru": "Магазин закрыт", "en": "The store is closed"},
    "opens": {"ru": "откроется {at}", "en": "opens {at}"},
    "offline": {"ru": "Нет связи с {at}", "en": "No connection since {at}"},
    "offline_why": {
        "ru": "Проверьте Wi-Fi. Код вернётся сам. На смену пока можно выйти кнопкой «Я на месте» на телефоне.",
        "en": "Check the Wi-Fi. The code comes back by itself. Until then join with “I am here” on your phone.",
    },
}

HERE: Mapping[str, Words] = {
    "join": {"ru": "Выйти на смену", "en": "Join the shift"},
    "join_lead": {"ru": "Вы в магазине «{store}»", "en": "You are at {store}"},
    "join_why": {
        "ru": "Нажмите, и новые заказы пойдут вам. Место подтверждено планшетом.",
        "en": "Press, and new orders come to you. The tablet has proved where you are.",
    },
    "join_button": {"ru": "Я на смене в магазине", "en": "I am on shift in the shop"},
    "prove": {"ru": "Подтвердить место", "en": "Prove the place"},
    "prove_why": {
        "ru": "Вы уже на смене. Подтвердите, что вы в магазине: тогда взятый вами заказ останавливает оповещения.",
        "en": "You are on shift already. Prove that you are in the shop: then an order that you take stops the calls.",
    },
    "prove_button": {"ru": "Я в магазине", "en": "I am in the shop"},
    "done": {"ru": "Вы на смене", "en": "You are on shift"},
    "done_why": {
        "ru": "Место уже подтверждено планшетом. Новые заказы приходят вам.",
        "en": "The tablet has proved where you are. New orders come to you.",
    },
    "desk": {"ru": "Открыть очередь", "en": "Open the queue"},
    "foreign": {"ru": "Это планшет магазина «{store}»", "en": "This is the tablet of {store}"},
    "foreign_why": {
        "ru": "Вы работаете в другом магазине: «{home}». Отсканируйте код на его кассе. Если вы перешли сюда, "
        "попросите руководителя перевести вас в настройках.",
        "en": "You work for another store: {home}. Scan the code at its till. If you have moved here, ask the head to "
        "move you in the set-up.",
    },
}

STALE_CODE: Mapping[str, Words] = {
    "lead": {"ru": "Этот код больше не действует", "en": "This code is no longer good"},
    "why": {
        "ru": "Код на планшете меняется каждые 30 секунд. Отсканируйте его ещё раз с самого планшета.",
        "en": "The code on the tablet changes every 30 seconds. Scan it again, from the tablet itself.",
    },
}
"""What a photo of yesterday's code opens; wrong, expired and revoked are one answer."""

DEVICES: Mapping[str, Words] = {
    "title": {"ru": "Планшет на кассе", "en": "The till's tablet"},
    "why": {
        "ru": "Он показывает меняющийся код. Кто его отсканировал, тот в магазине: только его «беру» останавливает "
        "оповещения магазина.",
        "en": "It shows a code that changes. Whoever scanned it is in the shop: only such a “take” stops calls.",
    },
    "none": {
        "ru": "Планшета пока нет: место каждого на смене не подтверждено, ему верят на слово.",
        "en": "There is no tablet yet: nobody's place is proved, and people are taken at their word.",
    },
    "since": {"ru": "с {at}", "en": "since {at}"},
    "remove": {"ru": "Отключить", "en": "Disconnect"},
    "name": {"ru": "Как назвать планшет", "en": "Name of the tablet"},
    "name_default": {"ru": "Касса", "en": "Till"},
    "name_hint": {"ru": "пустое поле: «Касса»", "en": "empty: Till"},
    "make": {"ru": "Получить код", "en": "Make a code"},
    "code": {"ru": "Код для планшета", "en": "Code for the tablet"},
    "code_why": {
        "ru": "Откройте на планшете {address} и введите этот код. Он действует 10 минут и один раз.",
        "en": "Open {address} on the tablet and enter this code. It works once and for 10 minutes.",
    },
    "card": {"ru": "Карточка на кассу", "en": "Card for the till"},
    "roster": {"ru": "График", "en": "Roster"},
}
