"""The words of the page on which a browser gets its notifications, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

PAGE: Mapping[str, Words] = {
    "title": {"ru": "Мои устройства", "en": "My devices"},
    "lead": {
        "ru": "Уведомление о заказе приходит, даже если Отклик закрыт. Заказ можно взять прямо в нём.",
        "en": "A notification of an order comes even while Otklik is closed. The order can be taken right there.",
    },
    "this": {"ru": "Это устройство", "en": "This device"},
    "list": {"ru": "Куда приходят уведомления", "en": "Where notifications arrive"},
    "owner": {"ru": "Чьё это устройство", "en": "Whose device this is"},
    "mine": {"ru": "моё", "en": "mine"},
    "place": {"ru": "магазина «{name}»: на кассе", "en": "the till's at {name}"},
    "turn_on": {"ru": "Включить уведомления", "en": "Turn notifications on"},
    "again": {"ru": "Повторить", "en": "Try again"},
    "test": {"ru": "Проверить", "en": "Test"},
    "remove": {"ru": "Отключить", "en": "Turn off"},
    "here": {"ru": "это устройство", "en": "this device"},
    "seen": {"ru": "отозвалось {when}", "en": "answered {when}"},
    "unseen": {"ru": "ещё не отзывалось", "en": "has not answered yet"},
    "unnamed": {"ru": "Браузер", "en": "Browser"},
    "none": {"ru": "Пока никуда", "en": "Nowhere yet"},
    "none_why": {
        "ru": "Без уведомлений о заказе скажут письмо и очередь на экране.",
        "en": "Without notifications a letter and the queue on the screen tell of an order.",
    },
    "no_script": {
        "ru": "Чтобы включить уведомления, разрешите этой странице скрипты.",
        "en": "To turn notifications on, allow scripts on this page.",
    },
}

STATES: Mapping[str, tuple[str, str, Words, Words]] = {
    "looking": (
        "clock",
        "",
        {"ru": "Проверяем этот браузер", "en": "Checking this browser"},
        {"ru": "Это занимает несколько секунд.", "en": "This takes a few seconds."},
    ),
    "off": (
        "bell",
        "",
        {"ru": "Здесь уведомления выключены", "en": "Notifications are off here"},
        {
            "ru": "Браузер спросит разрешение, затем придёт пробное уведомление.",
            "en": "The browser asks for permission, then a trial notification comes.",
        },
    ),
    "asking": (
        "bell",
        "info",
        {"ru": "Браузер спрашивает разрешение", "en": "The browser asks for permission"},
        {"ru": "Нажмите в нём «Разрешить».", "en": "Choose “Allow” there."},
    ),
    "sent": (
        "clock",
        "info",
        {"ru": "Пробное уведомление отправлено", "en": "The trial notification is on its way"},
        {
            "ru": "Как только оно придёт, устройство появится в списке. Нажимать ничего не нужно.",
            "en": "As soon as it arrives, the device appears in the list. There is nothing to tap.",
        },
    ),
    "on": (
        "check",
        "ok",
        {"ru": "Уведомления здесь включены", "en": "Notifications are on here"},
        {
            "ru": "Пока вы на смене, о новом заказе скажем сюда.",
            "en": "A new order will reach you here while you are on shift.",
        },
    ),
    "silent": (
        "alert",
        "warn",
        {"ru": "Пробное уведомление не пришло", "en": "The trial notification has not come"},
        {
            "ru": "Проверьте, что на устройстве выключен режим «Не беспокоить» и есть сеть, затем повторите.",
            "en": "Check that “Do not disturb” is off and that there is a network, then try again.",
        },
    ),
    "failed": (
        "alert",
        "late",
        {"ru": "Пробное уведомление не ушло", "en": "The trial notification was not sent"},
        {
            "ru": "Служба уведомлений браузера не приняла его. Повторите через минуту.",
            "en": "The browser's push service did not take it. Try again in a minute.",
        },
    ),
    "denied": (
        "lock",
        "warn",
        {"ru": "Браузер не разрешает уведомления", "en": "The browser does not allow notifications"},
        {
            "ru": "Откройте настройки сайта слева от адреса, разрешите уведомления и обновите страницу.",
            "en": "Open the site's settings beside the address, allow notifications and load the page again.",
        },
    ),
    "unsupported": (
        "alert",
        "warn",
        {"ru": "Этот браузер не показывает уведомлений", "en": "This browser shows no notifications"},
        {
            "ru": "Откройте Отклик в новой версии Chrome, Firefox, Edge или Safari. Письма приходят и так.",
            "en": "Open Otklik in a recent Chrome, Firefox, Edge or Safari. Letters come anyway.",
        },
    ),
    "ios": (
        "phone",
        "info",
        {
            "ru": "На iPhone сначала поставьте Отклик на экран",
            "en": "On an iPhone, put Otklik on the screen first",
        },
        {
            "ru": "Нажмите «Поделиться», затем «На экран „Домой“». Откройте Отклик с экрана и вернитесь сюда.",
            "en": "Tap “Share”, then “Add to Home Screen”. Open Otklik from the screen and come back here.",
        },
    ),
    "insecure": (
        "lock",
        "warn",
        {"ru": "Уведомления работают только по https", "en": "Notifications need https"},
        {
            "ru": "Скажите администратору: адрес Отклика должен начинаться с https.",
            "en": "Tell the administrator that Otklik's address must begin with https.",
        },
    ),
    "offline": (
        "nosig",
        "warn",
        {"ru": "Нет сети", "en": "No network"},
        {
            "ru": "Включить уведомления можно, когда появится связь.",
            "en": "Notifications can be turned on once there is a connection.",
        },
    ),
}
"""State of this browser → icon, tone, first line, second line."""

BUTTONS: Mapping[str, str] = {"off": "turn_on", "silent": "again", "failed": "again"}
"""State → the word on its button; the others have none."""

DONE: Mapping[str, Words] = {
    "on": {"ru": "Уведомление дошло: устройство включено.", "en": "It arrived: the device is on."},
    "sent": {"ru": "Пробное уведомление отправлено.", "en": "The trial notification was sent."},
    "failed": {
        "ru": "Пробное уведомление не ушло. Повторите через минуту.",
        "en": "The trial notification was not sent. Try again in a minute.",
    },
    "gone": {
        "ru": "Браузер больше не принимает уведомлений. Включите их на нём заново.",
        "en": "That browser takes no notifications any more. Turn them on there again.",
    },
    "removed": {"ru": "Устройство отключено.", "en": "The device is off."},
}
"""What was just done."""
