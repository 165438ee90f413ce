"""The words of the desk: its frame, its rows and its states, Russian and English side by side (ADR 0012).

Read aloud: verb first, a clock time before a relative one, our fault named, nobody told to wait.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words
from otklik.domain.wording import NOTHING, Forms

DESK: Mapping[str, Words] = {
    "title": {"ru": "Очередь заказов", "en": "Order queue"},
    "date": {"ru": "{weekday}, {date},", "en": "{weekday}, {date},"},
    "show": {"ru": "Показать", "en": "Show"},
    "all": {"ru": "Все", "en": "All"},
    "mine": {"ru": "Мои", "en": "Mine"},
    "free": {"ru": "Никто не взял", "en": "Nobody took"},
    "urgent": {"ru": "Срочно", "en": "Urgent"},
    "in_time": {"ru": "В пределах срока", "en": "In time"},
    "morning": {"ru": "Ждут утра", "en": "Waiting for the morning"},
    "calls": {"ru": "Звонки", "en": "Calls"},
    "missed": {"ru": "Пропущенный звонок", "en": "Missed call"},
    "col_time": {"ru": "Время", "en": "Time"},
    "col_order": {"ru": "Заказ", "en": "Order"},
    "col_buyer": {"ru": "Покупатель", "en": "Buyer"},
    "col_owner": {"ru": "Кто взял", "en": "Taken by"},
    "col_action": {"ru": "Следующее действие", "en": "Next action"},
    "more_rows": {"ru": "Показать ещё {count}", "en": "Show {count} more"},
    "new_rows": {"ru": "Новых заказов: {n}. Показать", "en": "New orders: {n}. Show"},
    "panel": {"ru": "Заказ в работе", "en": "Order in work"},
    "keys": {"ru": "Клавиши", "en": "Keys"},
    "keys_list": {"ru": "по списку", "en": "the list"},
    "keys_take": {"ru": "взять", "en": "take"},
    "keys_call": {"ru": "звонок", "en": "call"},
    "keys_outcome": {"ru": "итог", "en": "outcome"},
    "keys_all": {"ru": "все клавиши", "en": "all keys"},
    "keys_off": {"ru": "Выключить клавиши", "en": "Switch keys off"},
    "keys_on": {"ru": "Включить клавиши", "en": "Switch keys on"},
    "close": {"ru": "Закрыть", "en": "Close"},
    "loading": {"ru": "Загружаем очередь", "en": "Loading the queue"},
    "pick": {
        "ru": "Выберите заказ в списке или возьмите первый свободный",
        "en": "Choose an order in the list, or take the first free one",
    },
    "pick_title": {
        "ru": "Здесь заказ, с которым вы работаете",
        "en": "The order that you work on stands here",
    },
}

HOURS: Mapping[str, Words] = {
    "open_until": {"ru": "открыто, закроется {at}", "en": "open, closes {at}"},
    "open": {"ru": "открыто", "en": "open"},
    "opens": {"ru": "закрыто, откроется {at}", "en": "closed, opens {at}"},
    "shut": {"ru": "закрыто", "en": "closed"},
    "stands": {
        "ru": "«{name}» закрыт, часы пойдут {at}",
        "en": "{name} is closed, its clock goes on {at}",
    },
}

WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "ru": ("Понедельник", "Вторник", "Среда", "Четверг", "Пятница", "Суббота", "Воскресенье"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}

PRESENCE: Mapping[str, Words] = {
    "in_target": {"ru": "за 20 минут", "en": "within 20 min"},
    "median": {"ru": "медиана", "en": "median"},
    "promises": {"ru": "обещания", "en": "promises"},
    "of": {"ru": "{a} из {b}", "en": "{a} of {b}"},
    "share": {"ru": "{n} %", "en": "{n}%"},
    "none": {"ru": "пока нет", "en": "none yet"},
    "minutes": {"ru": "{n} мин", "en": "{n} min"},
    "few": {"ru": "мало заказов", "en": "few orders"},
    "of_answers": {"ru": "из {n} ответов", "en": "of {n} answers"},
}

CHANNELS: Mapping[str, tuple[str, Words]] = {
    "site": ("globe", {"ru": "сайт", "en": "site"}),
    "phone": ("phone", {"ru": "звонок", "en": "phone"}),
    "telegram": ("chat", {"ru": "Telegram", "en": "Telegram"}),
    "whatsapp": ("chat", {"ru": "WhatsApp", "en": "WhatsApp"}),
    "chat": ("chat", {"ru": "чат", "en": "chat"}),
    "shop": ("store", {"ru": "в магазине", "en": "in the shop"}),
}
"""Channel → icon and word; any other is shown as it was sent."""

ROW: Mapping[str, Words] = {
    "number": {"ru": "№ {number}", "en": "No. {number}"},
    "and_more": {"ru": "и ещё {n}", "en": "and {n} more"},
    "held": {"ru": "отложен {until}", "en": "kept {until}"},
    "pieces": {"ru": "{n} шт.", "en": "{n} pcs"},
    "said": {"ru": "«{comment}»", "en": "“{comment}”"},
    "double": {"ru": "возможно, дубль {numbers}", "en": "may repeat {numbers}"},
    "parked": {"ru": "отказ отложен, вступит в силу {at}", "en": "refusal parked, takes effect {at}"},
    "elsewhere": {"ru": "уже ответили в другом месте", "en": "answered elsewhere"},
    "their_time": {"ru": "у покупателя", "en": "buyer's time"},
    "tried": {"ru": "не ответил {n}", "en": "no answer {n}"},
    "no_name": {"ru": "Имя не указано", "en": "No name given"},
    "no_phone": {"ru": "телефона нет", "en": "no phone"},
    "nobody": {"ru": "Никто", "en": "Nobody"},
    "you": {"ru": "Вы", "en": "You"},
    "since": {"ru": "с {at}", "en": "since {at}"},
    "silent": {"ru": "«мне никто не позвонил»", "en": "“nobody called me”"},
    "take": {"ru": "Взять", "en": "Take"},
    "take_night": {"ru": "Взять на себя", "en": "Take it"},
    "call": {"ru": "Позвонить", "en": "Call"},
    "open": {"ru": "Открыть", "en": "Open"},
    "place_unknown": {"ru": "место не подтверждено", "en": "place not proved"},
    "place_elsewhere": {"ru": "не в магазине", "en": "not in the shop"},
    "taken_from": {"ru": "взяли", "en": "taken"},
    "provisional": {"ru": "предварительно", "en": "provisional"},
}

TIMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "times": {"ru": ("раз", "раза", "раз"), "en": ("time", "times")},
}

ACTIONS: Mapping[str, Words] = {
    "silent": {"ru": "Позвонить и извиниться", "en": "Call and apologise"},
    "answer": {"ru": "Позвонить и подтвердить", "en": "Call and confirm"},
    "reopened": {"ru": "Сначала позвонить покупателю", "en": "Call the buyer first"},
    "answer_late": {"ru": "Позвонить и извиниться", "en": "Call and apologise"},
    "morning": {"ru": "Ничего до утра", "en": "Nothing until the morning"},
    "next_attempt": {"ru": "Позвонить ещё раз", "en": "Call again"},
    "promise": {"ru": "Сдержать обещание", "en": "Keep the promise"},
    "asked_call": {"ru": "Позвонить в выбранное время", "en": "Call at the chosen time"},
    "silence_claim": {"ru": "Позвонить и извиниться", "en": "Call and apologise"},
    "incident": {"ru": "Позвонить: не дозвонился", "en": "Call: rang in vain"},
    "hand_over": {"ru": "Принять заказ от коллеги", "en": "Take over from a colleague"},
    "visit_missed": {"ru": "Позвонить: не пришёл на примерку", "en": "Call: missed the try-on"},
    "fulfilment": {"ru": "Выдать или отправить заказ", "en": "Hand over or send the order"},
    "waits": {"ru": "Ждём покупателя", "en": "The buyer's turn"},
    "waits_system": {"ru": "Ничего не нужно", "en": "Nothing to do"},
    "waits_other": {"ru": "Ждём партнёра", "en": "Another party's turn"},
}
"""What is to be done next, by situation (`desk_rows.situation_of`)."""

ACTION_MORE: Mapping[str, Forms] = {
    "silent": (
        {"ru": "покупатель написал: «мне никто не позвонил»", "en": "the buyer wrote: “nobody called me”"},
    ),
    "reopened": (
        {"ru": "заказ снова открыт, покупатель хочет товар", "en": "open again, the buyer wants it"},
    ),
    "answer": (
        {"ru": "{comment:.0}учесть пожелание: «{comment}»", "en": "{comment:.0}mind the wish: “{comment}”"},
        {"ru": "{pickup:.0}спросить, когда заберёт", "en": "{pickup:.0}ask when to collect"},
        {"ru": "{courier:.0}согласовать день доставки", "en": "{courier:.0}agree on the day of delivery"},
        {"ru": "{post:.0}уточнить адрес для почты", "en": "{post:.0}check the postal address"},
        {"ru": "уточнить получение и оплату", "en": "settle delivery and payment"},
    ),
    "answer_late": (
        {"ru": "{comment:.0}это наша ошибка · «{comment}»", "en": "{comment:.0}our fault · “{comment}”"},
        {"ru": "это наша ошибка", "en": "this is our fault"},
    ),
    "morning": ({"ru": "или ответьте сейчас, если успеваете", "en": "or answer now, if you can"},),
    "next_attempt": ({"ru": "попытка {attempt} из 3, {at}", "en": "attempt {attempt} of 3, {at}"},),
    "promise": ({"ru": "не успеваете, передайте коллеге", "en": "if you can't, hand it over"},),
    "asked_call": ({"ru": "покупатель ждёт звонка {at}", "en": "the buyer expects a call {at}"},),
    "silence_claim": (
        {"ru": "покупатель написал: «мне никто не позвонил»", "en": "the buyer wrote: “nobody called me”"},
    ),
    "incident": ({"ru": "звонил сам, трубку никто не взял", "en": "called, and nobody picked up"},),
    "hand_over": (
        {"ru": "возьмите, иначе он вернётся в очередь", "en": "take it, or it returns to the queue"},
    ),
    "visit_missed": ({"ru": "предложить другое время", "en": "offer another time"},),
    "fulfilment": ({"ru": "{until_step}", "en": "{until_step}"}, NOTHING),
    "waits": ({"ru": "оплата или подтверждение {until}", "en": "payment or confirmation {until}"}, NOTHING),
    "waits_system": (NOTHING,),
    "waits_other": ({"ru": "{party}", "en": "{party}"}, NOTHING),
}
"""What stands under it."""

VOID: Mapping[str, tuple[Forms, ...]] = {
    "done": (
        ({"ru": "Все покупатели получили ответ", "en": "Every buyer has an answer"},),
        (
            {
                "ru": "{orders_today:.0}Сегодня {orders}, за 20 минут ответили на {in_target}.",
                "en": "{orders_today:.0}Today {orders}, {in_target} answered within 20 minutes.",
            },
            {"ru": "Новые заказы появятся здесь сами.", "en": "New orders appear here by themselves."},
        ),
        ({"ru": "Ближайшее обещание: {promise}.", "en": "Next promise: {promise}."}, NOTHING),
    ),
    "first": (
        ({"ru": "Здесь появится первый заказ", "en": "Your first order appears here"},),
        (
            {
                "ru": "Проверьте, что письма доходят до телефона в магазине, и отправьте пробный заказ.",
                "en": "Check that letters reach the shop's phone, and send a test order.",
            },
        ),
    ),
    "closed": (
        (
            {"ru": "Магазин закрыт, откроется {opens}", "en": "The store is closed, it opens {opens}"},
            {"ru": "Магазин закрыт", "en": "The store is closed"},
        ),
        (
            {
                "ru": "Заказы, которые придут ночью, подождут утра: их часы пойдут с открытием.",
                "en": "Orders of the night wait for the morning: their clock starts when you open.",
            },
        ),
    ),
    "mine": (
        ({"ru": "У вас нет заказов в работе", "en": "You have no orders in hand"},),
        ({"ru": "Возьмите первый свободный.", "en": "Take the first free one."},),
    ),
    "free": (
        ({"ru": "Каждый заказ кто-то взял", "en": "Every order is taken"},),
        ({"ru": "Посмотрите, не нужна ли коллегам помощь.", "en": "See whether a colleague needs help."},),
    ),
}
"""State without rows → its title, then its sentences."""

VOID_WAYS: Mapping[str, Words] = {
    "setup": {"ru": "Открыть настройки", "en": "Open the set-up"},
    "desk_free": {"ru": "Показать свободные", "en": "Show the free ones"},
    "desk_all": {"ru": "Показать все", "en": "Show all"},
}
