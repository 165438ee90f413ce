"""The words of the message log, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

MESSAGES: Mapping[str, Words] = {
    "title": {"ru": "Письма", "en": "Messages"},
    "lead": {
        "ru": "Что, кому и когда ушло и что ответил почтовый сервер. Адресов здесь нет.",
        "en": "What went to whom and when, and what the mail server answered. No addresses stand here.",
    },
    "state": {"ru": "Состояние", "en": "State"},
    "any": {"ru": "любое", "en": "any"},
    "receiver": {"ru": "Кому", "en": "To"},
    "receiver_hint": {"ru": "имя для входа или «покупатель»", "en": "a log-in name, or buyer"},
    "number": {"ru": "№ заказа", "en": "Order no."},
    "today": {"ru": "только сегодня", "en": "today only"},
    "filter": {"ru": "Показать", "en": "Show"},
    "clear": {"ru": "Сбросить", "en": "Clear"},
    "none": {"ru": "Таких писем нет", "en": "There are no such messages"},
    "none_why": {
        "ru": "Измените условия или дождитесь первого заказа.",
        "en": "Change the filter, or wait for the first order.",
    },
    "older": {"ru": "Более ранние", "en": "Earlier ones"},
    "newest": {"ru": "К последним", "en": "To the newest"},
    "buyer": {"ru": "покупатель", "en": "buyer"},
    "order": {"ru": "заказ {number}", "en": "order {number}"},
    "attempts": {"ru": "попыток: {count}", "en": "attempts: {count}"},
    "due": {"ru": "к отправке {when}", "en": "due {when}"},
    "at": {"ru": "{when}", "en": "{when}"},
    "log": {"ru": "Журнал писем", "en": "Message log"},
}

STATES: Mapping[str, Words] = {
    "due": {"ru": "ждёт отправки", "en": "waiting"},
    "sending": {"ru": "отправляется", "en": "on its way"},
    "sent": {"ru": "принято сервером", "en": "taken by the server"},
    "failed": {"ru": "не ушло", "en": "failed"},
    "cancelled": {"ru": "не понадобилось", "en": "not needed"},
    "set_aside": {"ru": "отложено с ошибкой", "en": "set aside"},
}

TONES: Mapping[str, str] = {
    "due": "is-info",
    "sending": "is-info",
    "sent": "is-ok",
    "failed": "is-late",
    "cancelled": "",
    "set_aside": "is-late",
}

SAYS: Mapping[str, Words] = {
    "receipt": {"ru": "Заказ принят", "en": "Order received"},
    "held": {"ru": "Ответим, когда откроемся", "en": "We answer when we open"},
    "hold": {"ru": "Товар отложен", "en": "Goods set aside"},
    "released": {"ru": "Товар вернулся в продажу", "en": "Goods back on sale"},
    "released_unanswered": {"ru": "Заказ ушёл без разговора", "en": "Let go unanswered"},
    "goods": {"ru": "Складу: что с товаром", "en": "To the stock system"},
    "stock_untold": {"ru": "Склад не отвечает", "en": "The stock system is silent"},
    "hold_ends": {"ru": "Скоро кончится бронь", "en": "The hold ends soon"},
    "agreement": {"ru": "Стандарт на согласование", "en": "A standard to accept"},
    "recommend": {"ru": "Посоветуете ли нас", "en": "Would you recommend us"},
    "new_order": {"ru": "Новый заказ", "en": "New order"},
    "still_waiting": {"ru": "Покупатель всё ещё ждёт", "en": "The buyer still waits"},
    "can_you_take": {"ru": "Можете взять?", "en": "Can you take it?"},
    "not_answered": {"ru": "Никто не ответил", "en": "Nobody answered"},
    "promise_soon": {"ru": "Скоро срок обещания", "en": "A promise is due soon"},
    "promise_late": {"ru": "Обещание просрочено", "en": "A promise is late"},
    "promise_moved": {"ru": "Новый срок обещанного", "en": "A new time"},
    "window_soon": {"ru": "Окно доставки скоро закончится", "en": "A delivery window ends soon"},
    "window_late": {"ru": "Окно доставки прошло", "en": "A delivery window has passed"},
    "window_untold": {"ru": "Покупатель не знает о новом окне", "en": "The new window is untold"},
    "move_untold": {"ru": "Покупатель не знает о новом сроке", "en": "The new time is untold"},
    "step_delayed": {"ru": "Шаг задерживается", "en": "A step is late"},
    "awaited": {"ru": "Ждём покупателя", "en": "We wait for the buyer"},
    "step_owed": {"ru": "Нужен следующий шаг", "en": "A step is owed"},
    "report": {"ru": "Отчёт", "en": "Report"},
    "we_called": {"ru": "Мы звонили", "en": "We called"},
    "withdrawal_told": {"ru": "Вы отменили заказ?", "en": "Did you cancel?"},
    "withdrawal_denied": {"ru": "Покупатель заказ не отменял", "en": "The buyer did not withdraw"},
    "one_question": {"ru": "Один вопрос", "en": "One question"},
    "said_silent": {"ru": "Покупатель: никто не позвонил", "en": "Buyer: nobody called"},
    "call_asked": {"ru": "Покупатель просит звонок", "en": "The buyer asks for a call"},
    "call_soon": {"ru": "Скоро звонить", "en": "A call is due soon"},
    "handed_to_you": {"ru": "Заказ передан вам", "en": "An order was handed to you"},
    "call_missed": {"ru": "Пропущенный звонок", "en": "Missed call"},
    "call_waiting": {"ru": "Звонивший всё ещё ждёт", "en": "The caller still waits"},
    "call_help": {"ru": "Поможете перезвонить?", "en": "Can you call back?"},
    "call_late": {"ru": "Никто не перезвонил", "en": "Nobody called back"},
    "called_in_vain": {"ru": "Покупатель не дозвонился", "en": "The buyer rang in vain"},
    "probe": {"ru": "Проверка связи", "en": "Probe"},
    "probe_missed": {"ru": "На проверку связи не ответили", "en": "A probe went unanswered"},
    "look_now": {"ru": "Пора посмотреть заказы", "en": "Time to look for orders"},
    "watch_late": {"ru": "Заказы никто не посмотрел", "en": "Nobody looked for orders"},
    "visit_soon": {"ru": "Скоро примерка", "en": "A visit is due soon"},
    "visit_missed": {"ru": "Покупатель не пришёл на примерку", "en": "A visit was missed"},
    "ready": {"ru": "Заказ готов", "en": "Ready to collect"},
    "unready": {"ru": "Заказ пока не готов", "en": "Not ready after all"},
    "appointment": {"ru": "Назначена встреча", "en": "Appointment"},
    "appointment_off": {"ru": "Встреча отменена", "en": "Appointment off"},
    "appointment_warning": {"ru": "Сотрудника ещё нет", "en": "The person is not there yet"},
    "pickup_soon": {"ru": "Скоро придёт покупатель", "en": "The buyer comes soon"},
    "expert_missing": {"ru": "Нет сотрудника перед встречей", "en": "Nobody there for the appointment"},
    "part_missing": {"ru": "Заказ больше не готов", "en": "Ready no longer"},
    "rebook": {"ru": "Нужна новая встреча", "en": "A new appointment is needed"},
    "buyer_waits": {"ru": "Покупатель ждёт в магазине", "en": "The buyer waits in the shop"},
    "trip_wasted": {"ru": "Покупатель приходил зря", "en": "The buyer came in vain"},
    "collect_soon": {"ru": "Скоро забирать", "en": "Collect soon"},
    "complaint": {"ru": "Жалоба покупателя", "en": "The buyer complains"},
    "complaint_open": {"ru": "Жалоба ещё открыта", "en": "A complaint is open"},
    "admission_ends": {"ru": "Допуск кончается", "en": "An admission ends"},
}
"""Template of a message → what it is about; any other is shown by its name."""

ERRORS: Mapping[str, Words] = {
    "channel_not_set_up": {"ru": "канал не настроен", "en": "the channel is not set up"},
    "no_address": {"ru": "адреса больше нет", "en": "the address is gone"},
    "stale": {"ru": "слишком поздно, чтобы быть полезным", "en": "too late to be of use"},
    "met": {"ru": "уже сделано", "en": "done already"},
    "taken": {"ru": "заказ уже взяли", "en": "the order was taken"},
    "not_admitted": {"ru": "нет допуска к покупателям", "en": "not admitted to buyers"},
    "acknowledged": {"ru": "заказ уже взяли", "en": "the order was taken"},
    "closed": {"ru": "заказ закрыт", "en": "the order is closed"},
    "no_such_mailbox": {"ru": "такого ящика нет", "en": "there is no such mailbox"},
}
"""What came back, by its machine word; any other is shown as it came."""
