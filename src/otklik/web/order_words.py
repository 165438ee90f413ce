"""The fixed words of one order's page, Russian and English side by side (ADR 0012).

Placeholders are those that `orders.py`, `next_steps.py`, `buyer_cards.py` and `refusals.py` fill.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words
from otklik.domain.wording import Forms

ORDER: Mapping[str, Words] = {
    "title": {"ru": "Заказ № {number}", "en": "Order no. {number}"},
    "path": {"ru": "Путь", "en": "Path"},
    "desk": {"ru": "Очередь", "en": "Desk"},
    "crumb": {"ru": "заказ", "en": "order"},
    "yours": {"ru": "Отвечаете вы", "en": "You answer it"},
    "theirs": {"ru": "Отвечает: {owner}", "en": "{owner} answers it"},
    "nobody": {"ru": "Никто не взял", "en": "Nobody has taken it"},
    "hand": {"ru": "Передать", "en": "Hand over"},
    "hand_to": {"ru": "Кому передать", "en": "To whom"},
    "assign": {"ru": "Передать магазину", "en": "Hand to a store"},
    "assign_to": {"ru": "Какому магазину", "en": "Which store"},
    "refuse": {"ru": "Отказать…", "en": "Refuse…"},
    "next": {"ru": "Следующее действие", "en": "Next action"},
    "take": {"ru": "Взять заказ", "en": "Take the order"},
    "call": {"ru": "Позвонить", "en": "Call"},
    "parked": {
        "ru": "Отказ отложен и вступит в силу {at}. Причина: {reason}.",
        "en": "The refusal is parked and takes effect {at}. Reason: {reason}.",
    },
    "rescue": {"ru": "Сохранить заказ", "en": "Keep the order"},
    "unpark": {"ru": "Снять отказ", "en": "Take it back"},
    "undo": {"ru": "Отменить итог", "en": "Undo the outcome"},
    "undo_until": {
        "ru": "«{outcome}» записано, отменить можно до {until}",
        "en": "“{outcome}” recorded, can be undone until {until}",
    },
    "duties": {"ru": "Обязательства", "en": "Obligations"},
    "duties_who": {"ru": "кто, что и к какому часу", "en": "who, what and by what hour"},
    "no_duties": {"ru": "Никто никому ничего не должен.", "en": "Nobody owes anything."},
    "calendar": {"ru": "Календарь обещаний", "en": "Promise calendar"},
    "kept": {"ru": "сдержано", "en": "kept"},
    "missed": {"ru": "сорвано", "en": "missed"},
    "ahead": {"ru": "впереди", "en": "ahead"},
    "paused": {"ru": "на паузе", "en": "paused"},
    "no_promises": {"ru": "обещаний нет", "en": "no promises"},
    "goods": {"ru": "Состав", "en": "Contents"},
    "no_goods": {"ru": "В заказе нет позиций.", "en": "The order has no lines."},
    "journal": {"ru": "Журнал", "en": "Journal"},
    "journal_only": {"ru": "только факты, записи не правятся", "en": "facts only, never edited"},
    "journal_show": {"ru": "Показать в журнале", "en": "Show in the journal"},
    "journal_empty": {"ru": "Здесь пока ничего нет.", "en": "Nothing here yet."},
    "undone": {"ru": "отменено", "en": "undone"},
    "note": {"ru": "Запись в журнал", "en": "Note for the journal"},
    "note_hint": {
        "ru": "Записать факт: что сказали, что сделали",
        "en": "Write a fact: what was said, what was done",
    },
    "write": {"ru": "Записать", "en": "Write"},
    "script": {"ru": "Сценарий звонка", "en": "Script of the call"},
    "outcome": {"ru": "Итог звонка", "en": "Outcome of the call"},
    "incoming": {"ru": "Покупатель звонит сам", "en": "The buyer is calling"},
    "words": {"ru": "Что сказали", "en": "What was said"},
    "optional": {"ru": "необязательно", "en": "optional"},
    "next_at": {"ru": "Когда перезвонить или встретиться", "en": "When to call back or meet"},
    "next_at_hint": {
        "ru": "время магазина; без него подставим подходящее",
        "en": "store time; left empty, a fitting one is chosen",
    },
    "confirmed": {"ru": "Подтверждён", "en": "Confirmed"},
    "call_back": {"ru": "Перезвонить", "en": "Call back"},
    "no_answer": {"ru": "Не отвечает", "en": "No answer"},
    "try_on": {"ru": "Примерка", "en": "Try on"},
    "replacement": {"ru": "Замена", "en": "Replacement"},
    "refused": {"ru": "Отказ…", "en": "Refusal…"},
    "strip": {"ru": "У кого был заказ", "en": "Who had the order"},
    "strip_sum": {
        "ru": "всего {wall}, из них рабочего времени {working}",
        "en": "{wall} in all, {working} of them working time",
    },
    "strip_rows": {"ru": "По порядку", "en": "One after another"},
    "party": {"ru": "Кто", "en": "Who"},
    "from": {"ru": "С", "en": "From"},
    "to": {"ru": "До", "en": "Until"},
    "wall": {"ru": "Всего", "en": "In all"},
    "working": {"ru": "Рабочего времени", "en": "Working time"},
    "sum": {"ru": "Итого", "en": "Sum"},
    "messages": {"ru": "Сообщения", "en": "Messages"},
    "why_told": {"ru": "Почему и кому", "en": "Why and to whom"},
    "more_messages": {"ru": "Раньше", "en": "Earlier"},
    "no_messages": {"ru": "По этому заказу сообщений не было.", "en": "No messages about this order."},
    "others": {"ru": "Другие заказы покупателя", "en": "The buyer's other orders"},
    "attention": {"ru": "Внимание", "en": "Attention"},
    "merge": {"ru": "Снять как дубль", "en": "Withdraw as a duplicate"},
    "keep": {"ru": "Нужны оба", "en": "Both are wanted"},
    "duplicate": {"ru": "похоже на дубль", "en": "looks like a duplicate"},
    "quote": {"ru": "«", "en": "“"},
    "unquote": {"ru": "»", "en": "”"},
    "close": {"ru": "Закрыть", "en": "Close"},
    "back": {"ru": "Вернуться к заказу", "en": "Back to the order"},
    "link": {"ru": "Страница покупателя", "en": "The buyer's page"},
    "comment": {"ru": "Комментарий к заказу", "en": "Comment"},
    "only_look": {"ru": "Вы смотрите без права менять.", "en": "You may look, not change."},
    "received": {"ru": "принят {at}", "en": "received {at}"},
    "answered": {"ru": "ответили за {span}", "en": "answered in {span}"},
    "in": {"ru": "Перезвонить", "en": "Call back"},
    "in_default": {"ru": "через час", "en": "in an hour"},
    "in_15": {"ru": "через 15 минут", "en": "in 15 minutes"},
    "in_30": {"ru": "через полчаса", "en": "in half an hour"},
    "in_180": {"ru": "через 3 часа", "en": "in 3 hours"},
    "store_time": {"ru": "время магазина, {zone}", "en": "store time, {zone}"},
}

PHASES: Mapping[str, tuple[str, str, Words]] = {
    "open": ("info", "clock", {"ru": "открыт", "en": "open"}),
    "confirmed": ("ok", "check", {"ru": "подтверждён", "en": "confirmed"}),
    "refused": ("late", "x", {"ru": "магазин отказал", "en": "refused"}),
    "withdrawn": ("warn", "x", {"ru": "покупатель отменил", "en": "withdrawn"}),
    "released": ("warn", "box", {"ru": "товар вернулся в продажу", "en": "released"}),
    "completed": ("ok", "check", {"ru": "выполнен", "en": "completed"}),
}
"""Tone, icon and words by phase."""

TAGS: Mapping[str, tuple[str, str, Words]] = {
    "confirmed_by_phone": ("ok", "phone", {"ru": "подтверждён по телефону", "en": "confirmed by phone"}),
    "not_by_phone": (
        "warn",
        "nosig",
        {"ru": "телефон оставлен, по нему не говорили", "en": "phone left, not spoken on it"},
    ),
    "held": ("info", "box", {"ru": "товар отложен {until}", "en": "goods kept {until}"}),
    "no_phone": ("", "mail", {"ru": "телефона нет", "en": "no phone"}),
    "place_unknown": ("warn", "eye", {"ru": "место не подтверждено", "en": "place not proved"}),
    "not_in_shop": ("late", "home", {"ru": "взят не в магазине", "en": "taken, not in the shop"}),
    "parked": ("warn", "pause", {"ru": "отказ отложен", "en": "refusal parked"}),
    "rescued": ("ok", "check", {"ru": "сохранён от отказа", "en": "kept from a refusal"}),
    "silent": ("late", "bell", {"ru": "«никто не связался»", "en": "“nobody contacted me”"}),
    "answered_elsewhere": (
        "info",
        "chat",
        {"ru": "покупателю уже ответили в другом месте", "en": "the buyer was answered elsewhere"},
    ),
    "history": ("night", "doc", {"ru": "из истории", "en": "from history"}),
    "erased": ("night", "lock", {"ru": "данные покупателя удалены", "en": "the buyer's data are erased"}),
    "waiting": ("", "clock", {"ru": "чей ход: {party}", "en": "whose turn: {party}"}),
}
"""Marks under the head; `confirmed_by_phone` and `not_by_phone` are R32."""

GOODS: Mapping[str, tuple[str, str, Words]] = {
    "ordered": ("", "clock", {"ru": "заказано", "en": "ordered"}),
    "reserved": ("ok", "check", {"ru": "отложено", "en": "put aside"}),
    "released": ("warn", "x", {"ru": "вернулось в продажу", "en": "back on sale"}),
    "gone": ("late", "x", {"ru": "купил другой", "en": "sold to somebody else"}),
}

HERO: Mapping[str, Forms] = {
    "call": (
        {"ru": "Позвонить: {buyer}", "en": "Call {buyer}"},
        {"ru": "Позвонить покупателю", "en": "Call the buyer"},
    ),
    "answer": (
        {"ru": "Ответить письмом: {buyer}", "en": "Answer {buyer} in writing"},
        {"ru": "Ответить покупателю письмом", "en": "Answer the buyer in writing"},
    ),
    "promise": (
        {"ru": "Сделать обещанное: {what}", "en": "Do what was promised: {what}"},
        {"ru": "Сделать обещанное", "en": "Do what was promised"},
    ),
    "act": ({"ru": "{act}", "en": "{act}"},),
    "wait": ({"ru": "Ждём другую сторону: {who}", "en": "Waiting for {who}"},),
    "nothing": ({"ru": "Сейчас никто ничего не должен", "en": "Nothing is owed now"},),
    "closed": (
        {"ru": "Заказ закрыт: {phase} {closed}", "en": "The order is closed: {phase} {closed}"},
        {"ru": "Заказ закрыт: {phase}", "en": "The order is closed: {phase}"},
    ),
    "history": ({"ru": "Заказ из истории: {phase}", "en": "An order from history: {phase}"},),
}
"""The next action, by what is owed."""

HERO_WHY: Mapping[str, Forms] = {
    "free": (
        {
            "ru": "Заказ никто не взял: возьмите, и остальным перестанут напоминать.",
            "en": "Nobody has taken it: take it, and the others are reminded no more.",
        },
    ),
    "mine": (
        {
            "ru": "Вы взяли его {since}. После разговора отметьте итог, следующий шаг поставится сам.",
            "en": "You took it {since}. After the talk tap the outcome: the next step is set by itself.",
        },
        {
            "ru": "После разговора отметьте итог, следующий шаг поставится сам.",
            "en": "After the talk tap the outcome: the next step is set by itself.",
        },
    ),
    "theirs": (
        {"ru": "Заказ взят: {owner}, {since}.", "en": "{owner} took it {since}."},
        {"ru": "Заказ взят: {owner}.", "en": "{owner} has it."},
    ),
    "late": (
        {
            "ru": "Срок прошёл {missed}. Начните с извинения: это наша ошибка.",
            "en": "It was due {missed}. Begin with an apology: it is our fault.",
        },
    ),
    "parked": (
        {
            "ru": "Отказ вступит в силу {parked}. Если покупатель ответит, заказ останется.",
            "en": "The refusal takes effect {parked}. If the buyer answers, the order stays.",
        },
        {"ru": "Если покупатель ответит, заказ останется.", "en": "If the buyer answers, the order stays."},
    ),
    "wait": ({"ru": "{act}, срок {until}.", "en": "{act}, due {until}."}, {"ru": "", "en": ""}),
    "nothing": (
        {"ru": "Система вернётся к заказу {review}.", "en": "The desk comes back to it {review}."},
        {"ru": "", "en": ""},
    ),
    "closed": (
        {"ru": "{reason:.0}Причина: {reason}.", "en": "{reason:.0}Reason: {reason}."},
        {"ru": "", "en": ""},
    ),
    "history": (
        {"ru": "Напоминаний и сроков по нему нет.", "en": "No reminders and no deadlines run for it."},
    ),
}

BUYER: Mapping[str, Words] = {
    "unknown": {"ru": "Имя не указано", "en": "No name given"},
    "erased": {"ru": "Данные удалены", "en": "Erased"},
    "time": {"ru": "у покупателя {clock}", "en": "{clock} at the buyer's"},
    "same_time": {"ru": "время покупателя то же, {clock}", "en": "same time at the buyer's, {clock}"},
    "early": {"ru": "звонить рано, лучше после 9:00", "en": "too early to call, better after 9:00"},
    "late": {"ru": "звонить поздно, лучше до 21:00", "en": "too late to call, better before 21:00"},
    "orders": {"ru": "{count} у нас", "en": "{count} with us"},
    "no_phone": {"ru": "телефона нет: отвечайте письмом", "en": "no phone: answer in writing"},
}
