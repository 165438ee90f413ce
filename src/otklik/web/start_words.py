"""The words of the first steps, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

START: Mapping[str, Words] = {
    "title": {"ru": "Первые шаги", "en": "First steps"},
    "lead": {
        "ru": "Пять шагов до первого заказа. Можно прерваться: сделанное остаётся.",
        "en": "Five steps to the first order. You may stop: what is done stays.",
    },
    "shop": {"ru": "Магазин", "en": "The shop"},
    "hours": {"ru": "Часы работы", "en": "Opening hours"},
    "people": {"ru": "Люди", "en": "People"},
    "mail": {"ru": "Проверка почты", "en": "Mail check"},
    "order": {"ru": "Первый заказ", "en": "The first order"},
    "kind": {"ru": "Чей это магазин", "en": "Whose shop it is"},
    "own": {"ru": "один свой магазин", "en": "one shop of our own"},
    "own_hint": {"ru": "заказы отвечаем сами", "en": "we answer the orders ourselves"},
    "market": {"ru": "площадка с партнёрами", "en": "a marketplace with partners"},
    "market_hint": {"ru": "отвечают магазины партнёров", "en": "partners' stores answer"},
    "partner_name": {"ru": "Название партнёра", "en": "Name of the partner"},
    "partner_hint": {"ru": "только для площадки", "en": "for a marketplace only"},
    "name": {"ru": "Название магазина", "en": "Name of the shop"},
    "phone": {"ru": "Телефон", "en": "Phone"},
    "create": {"ru": "Создать магазин", "en": "Create the shop"},
    "hours_now": {"ru": "Сейчас: {hours}", "en": "Now: {hours}"},
    "hours_fit": {"ru": "Часы верные, дальше", "en": "The hours are right, next"},
    "hours_change": {"ru": "Изменить часы", "en": "Change the hours"},
    "seller": {"ru": "Имя продавца", "en": "Name of a seller"},
    "seller_mail": {"ru": "Почта продавца", "en": "Mail of the seller"},
    "own_mail": {"ru": "Ваша почта", "en": "Your own mail"},
    "own_mail_hint": {
        "ru": "сюда придёт извещение, если магазин молчит",
        "en": "you are told here when the shop is silent",
    },
    "own_mail_known": {"ru": "ваша почта уже указана", "en": "your mail is known already"},
    "add": {"ru": "Добавить", "en": "Add"},
    "send": {"ru": "Отправить письмо себе", "en": "Send a letter to myself"},
    "sent": {"ru": "Почтовый сервер принял письмо. Впишите код.", "en": "The server took it. Type the code."},
    "code": {"ru": "Код из письма", "en": "The code from the letter"},
    "confirm": {"ru": "Подтвердить", "en": "Confirm"},
    "mail_why": {
        "ru": "Письмо с кодом уйдёт на {address} тем же путём, что письма о заказах.",
        "en": "A letter with a code goes to {address} the way that letters about orders go.",
    },
    "no_address": {
        "ru": "Сначала укажите свою почту в шаге «Люди».",
        "en": "First give your own mail in the step People.",
    },
    "skip": {"ru": "Пока пропустить", "en": "Skip for now"},
    "order_why": {
        "ru": "Пробный заказ пройдёт весь путь: появится в очереди, часы пойдут, продавцу уйдёт письмо. Покупателю "
        "никто не напишет.",
        "en": "A test order takes the whole way: it appears in the queue, the clock runs, the seller gets a letter. No "
        "buyer is written to.",
    },
    "no_shop": {"ru": "Сначала создайте магазин.", "en": "First create the shop."},
    "order_shift": {
        "ru": "Письма получает тот, кто на смене. Если там никого, отметим на смене вашего продавца.",
        "en": "Letters go to whoever is on shift. If nobody is, your seller is put on it.",
    },
    "order_act": {"ru": "Провести тестовый заказ", "en": "Run a test order"},
    "order_done": {"ru": "Заказ {number} в очереди.", "en": "Order {number} is in the queue."},
    "to_desk": {"ru": "Открыть очередь", "en": "Open the queue"},
    "to_order": {"ru": "Открыть заказ", "en": "Open the order"},
    "invite": {"ru": "Пригласить продавца", "en": "Invite the seller"},
    "connect": {"ru": "Подключить настоящий магазин", "en": "Connect the real shop"},
    "done": {"ru": "Всё готово: первый заказ в очереди", "en": "All done: the first order is in the queue"},
    "again": {"ru": "вернуться к шагу", "en": "back to this step"},
}
