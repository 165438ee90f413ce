"""The words of readiness, appointments and visits on screens, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words
from otklik.domain.wording import Forms

READY: Mapping[str, Words] = {
    "title": {"ru": "Что нужно для выдачи", "en": "What the pickup needs"},
    "ready": {"ru": "Готов", "en": "Ready"},
    "unready": {"ru": "Не готов", "en": "Not ready"},
    "derived": {
        "ru": "Готовность выводится сама: товар отсканирован, документы на месте, сотрудник по графику.",
        "en": "Ready is derived: goods scanned, papers in place, the person rostered.",
    },
    "since": {"ru": "готов {at}", "en": "ready {at}"},
    "told": {"ru": "покупатель знает", "en": "the buyer knows"},
    "untold": {"ru": "покупателю ещё не сообщено", "en": "the buyer has not been told"},
    "regressed": {"ru": "Был готов и перестал: {count}", "en": "Was ready and then was not: {count}"},
    "regressed_told": {
        "ru": "Был готов и перестал: {count}, из них после сообщения покупателю: {told}",
        "en": "Was ready and then was not: {count}, after the buyer was told: {told}",
    },
    "code": {"ru": "Код с упаковки или артикул", "en": "Code on the goods, or SKU"},
    "scan": {"ru": "Отметить", "en": "Mark"},
    "scan_page": {"ru": "Сканировать", "en": "Scan"},
    "scan_hint": {
        "ru": "Сканер вводит код сам. С телефона наберите артикул.",
        "en": "A scanner types the code by itself. On a phone, type the SKU.",
    },
    "lost": {"ru": "Не находим", "en": "Not found"},
    "here": {"ru": "На месте", "en": "In place"},
    "gone": {"ru": "Отозван", "en": "Withdrawn"},
    "in_place": {"ru": "на месте", "en": "in place"},
    "missing": {"ru": "нет", "en": "missing"},
    "owes": {"ru": "{who}, {until}", "en": "{who}, due {until}"},
    "back": {"ru": "Заказ {number}", "en": "Order {number}"},
    "path": {"ru": "Путь", "en": "Path"},
}

PAPERS: Mapping[str, Words] = {
    "bank": {"ru": "Документы банка", "en": "The bank's papers"},
    "contract": {"ru": "Договор", "en": "The contract"},
    "invoice": {"ru": "Счёт", "en": "The invoice"},
    "warranty": {"ru": "Гарантийный талон", "en": "The warranty card"},
}
"""Papers with a name of their own; any other is called by the name that the process gives it."""

PERSONS: Mapping[str, Words] = {
    "credit_expert": {"ru": "Кредитный специалист", "en": "Credit specialist"},
    "": {"ru": "Сотрудник магазина", "en": "Somebody of the store"},
}

BOOKING: Mapping[str, Words] = {
    "title": {"ru": "Встреча с покупателем", "en": "Appointment with the buyer"},
    "none": {"ru": "Время не назначено", "en": "No time is agreed"},
    "at": {"ru": "{at}, ждёт {name}", "en": "{at}, expected by {name}"},
    "try_on": {"ru": "Примерка {at}", "en": "Try-on {at}"},
    "checked_in": {"ru": "{name} на месте {at}", "en": "{name} is there {at}"},
    "not_checked_in": {"ru": "{name} ещё не на месте", "en": "{name} is not there yet"},
    "check_in": {"ru": "Специалист на месте", "en": "The person is there"},
    "book": {"ru": "Назначить", "en": "Book"},
    "move": {"ru": "Перенести", "en": "Move"},
    "cancel": {"ru": "Отменить встречу", "en": "Cancel it"},
    "slot": {"ru": "Свободное время", "en": "Free time"},
    "no_slots": {
        "ru": "Свободного времени нет: проверьте график смен",
        "en": "No time is free: look at the roster",
    },
    "off": {
        "ru": "Встречи {at} не будет: сотрудника нет в графике. Покупателю написали.",
        "en": "The appointment {at} is off: nobody is rostered. The buyer was written to.",
    },
    "visit": {"ru": "Приход покупателя", "en": "The buyer's visit"},
    "came": {"ru": "Покупатель пришёл", "en": "The buyer is here"},
    "served": {"ru": "Занимаюсь покупателем", "en": "I attend to him"},
    "left": {"ru": "Ушёл ни с чем", "en": "He left with nothing"},
    "cause": {"ru": "Почему", "en": "Why"},
    "waits": {"ru": "Ждёт, пришёл {at}", "en": "Waits, came {at}"},
    "queued": {"ru": "Ждал {span}", "en": "Queued {span}"},
    "in_vain": {"ru": "Приходил зря: {cause}", "en": "Came in vain: {cause}"},
    "went": {"ru": "Ушёл: {cause}", "en": "Left: {cause}"},
}

BUYERS: Mapping[str, Words] = {
    "title": {"ru": "Готовность заказа", "en": "Is it ready"},
    "ready": {"ru": "Всё на месте, можно приходить", "en": "Everything is in place, you can come"},
    "unready": {"ru": "Собираем: не всё ещё на месте", "en": "We are getting it together"},
    "regressed": {
        "ru": "Заказ был готов, но сейчас не всё на месте. Пока не приезжайте.",
        "en": "It was ready, but something is missing now. Please don't come yet.",
    },
    "goods": {"ru": "Товар", "en": "The goods"},
    "here": {"ru": "на месте", "en": "in place"},
    "not_here": {"ru": "ещё нет", "en": "not yet"},
    "next_at": {"ru": "Следующее известие от нас {at}.", "en": "You hear from us {at}."},
    "next": {
        "ru": "Напишем, как только всё будет на месте.",
        "en": "We write as soon as everything is in place.",
    },
    "when": {"ru": "Встреча", "en": "Appointment"},
    "at": {"ru": "Ждём вас {at}", "en": "You are expected {at}"},
    "by": {"ru": "вас встретит {name}", "en": "{name} expects you"},
    "choose": {"ru": "Выбрать время", "en": "Choose a time"},
    "move": {"ru": "Выбрать другое время", "en": "Choose another time"},
    "cancel": {"ru": "Не приду", "en": "I won't come"},
    "here_now": {"ru": "Я на месте", "en": "I am here"},
    "waiting": {
        "ru": "Магазин знает: вы пришли {at}.",
        "en": "The store knows that you came {at}.",
    },
    "lead": {"ru": "Когда вам удобно прийти?", "en": "When does it suit you to come?"},
    "why": {
        "ru": "Показано только время, когда сотрудник на месте и никого больше не ждёт.",
        "en": "Only times at which somebody is there and expects nobody else.",
    },
    "no_slots": {
        "ru": "Свободного времени сейчас нет. Позвоните в магазин.",
        "en": "No time is free now. Please call the store.",
    },
    "back": {"ru": "Вернуться к заказу", "en": "Back to the order"},
    "skip": {"ru": "К содержанию", "en": "Skip to content"},
}

SAID_PICKUP: Mapping[str, Forms] = {
    "scanned": ({"ru": "Отмечено: товар на месте.", "en": "Marked: the goods are here."},),
    "known_scan": ({"ru": "Этот товар уже отмечен.", "en": "These goods are marked already."},),
    "lost": ({"ru": "Записано: товара не находим.", "en": "Recorded: the goods are not found."},),
    "paper": ({"ru": "Записано: документ на месте.", "en": "Recorded: the paper is in place."},),
    "paper_gone": ({"ru": "Записано: документа нет.", "en": "Recorded: the paper is not in place."},),
    "booked": ({"ru": "Встреча назначена, покупателю напишем.", "en": "It is booked, the buyer is told."},),
    "unbooked": ({"ru": "Встреча отменена.", "en": "The appointment is off."},),
    "checked_in": ({"ru": "Отмечено: специалист на месте.", "en": "Marked: the person is there."},),
    "came": ({"ru": "Отмечено: покупатель пришёл.", "en": "Marked: the buyer is here."},),
    "served": ({"ru": "Отмечено: вы с покупателем.", "en": "Marked: you attend to the buyer."},),
    "left": ({"ru": "Записано: покупатель ушёл ни с чем.", "en": "Recorded: the buyer left with nothing."},),
}

REFUSED_PICKUP: Mapping[str, Forms] = {
    "unknown_person": ({"ru": "Такого сотрудника здесь нет.", "en": "There is no such colleague here."},),
    "unknown_code": (
        {
            "ru": "В этом заказе нет товара с таким кодом. Проверьте упаковку.",
            "en": "Nothing of this order has that code. Look at the package again.",
        },
    ),
    "elsewhere": ({"ru": "Этот заказ получают в другом магазине.", "en": "It is collected elsewhere."},),
    "unknown_paper": ({"ru": "Этот документ заказу не нужен.", "en": "The order needs no such paper."},),
    "bad_slot": ({"ru": "Выберите время из списка.", "en": "Choose a time of the list."},),
    "not_rostered": (
        {
            "ru": "В это время сотрудник не работает. Выберите другое.",
            "en": "Nobody works then. Choose another.",
        },
    ),
    "slot_taken": (
        {
            "ru": "Это время только что заняли. Выберите другое.",
            "en": "That time was just taken. Choose another.",
        },
    ),
    "no_appointment": ({"ru": "Встреча не назначена.", "en": "There is no appointment."},),
    "not_here": (
        {"ru": "Сначала отметьте, что покупатель пришёл.", "en": "Say first that the buyer is here."},
    ),
    "bad_cause": ({"ru": "Выберите, почему он ушёл.", "en": "Choose why he left."},),
}

SAID_TO_BUYER: Mapping[str, tuple[str, Words]] = {
    "booked": ("ok", {"ru": "Записали. Ждём вас в это время.", "en": "Booked. You are expected then."}),
    "unbooked": ("ok", {"ru": "Встреча отменена.", "en": "The appointment is off."}),
    "came": ("ok", {"ru": "Передали магазину, что вы на месте.", "en": "The store knows that you are here."}),
    "slot_taken": (
        "warn",
        {
            "ru": "Это время только что заняли. Выберите другое.",
            "en": "That time was just taken. Choose another.",
        },
    ),
    "not_rostered": (
        "warn",
        {
            "ru": "В это время вас некому встретить. Выберите другое.",
            "en": "Nobody is there then. Choose another.",
        },
    ),
    "bad_slot": ("warn", {"ru": "Выберите время из списка.", "en": "Choose a time of the list."}),
}
