"""The journal in plain words: one sentence for every fact, Russian and English side by side (ADR 0012).

Keyed by event, or `event:what` where one of its sub-kinds is said differently. Placeholders are listed in
`facts.values_of`; a sentence that lacks a value takes its shorter form. Who did it and what he wrote stand beside.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.wording import NOTHING, Forms
from otklik.web.journal_alternative_words import ALTERNATIVES
from otklik.web.journal_conduct_words import CONDUCT
from otklik.web.journal_court_words import COURT
from otklik.web.journal_delivery_words import DELIVERED
from otklik.web.journal_sentences import CONTACT, DEADLINES, OTHER, Sentence, say

_TALK = ("Разговор с покупателем: {talk}", "Talk with the buyer: {talk}")
_TALKED = ("Разговор с покупателем", "Talk with the buyer")
_CALLED = ("{incoming:.0}Покупатель позвонил сам: {talk}", "{incoming:.0}The buyer called: {talk}")

SENTENCES: Mapping[str, Sentence] = {
    # ── the order ──
    "order.received": say(
        "globe", "info", OTHER, ("Заказ принят", "Order received"),
        ("{items} на {total}, {payment}, {delivery}", "{items} for {total}, {payment}, {delivery}"),
        ("{items} на {total}, {payment}", "{items} for {total}, {payment}"),
        ("{items} на {total}", "{items} for {total}"),
    ),
    "order.changed_at_source": say(
        "swap", "", OTHER, ("Заказ изменён в магазине", "Order changed in the shop"),
        ("изменено: {changed}", "changed: {changed}"),
    ),
    "order.assigned": say(
        "swap", "warn", OTHER, ("Заказ передан: {store}", "Order handed over to {store}"),
        ("срок ответа покупателю прежний", "the buyer's clock goes on"),
    ),
    "order.taken": say(
        "hand", "ok", OTHER, ("Заказ взят", "Order taken"),
        ("{off_shift:.0}не на смене, остальным напоминаем дальше", "{off_shift:.0}not on shift, others are reminded"),
    ),
    "order.owner_cleared": say(
        "clock", "warn", OTHER, ("Заказ снова ничей", "Nobody has the order again"),
        ("не ответили вовремя: {person}", "no answer in time: {person}"),
    ),
    "order.handed": say(
        "swap", "", OTHER, ("Заказ передан: {person}", "Order handed to {person}"),
        ("раньше: {previous}", "before: {previous}"),
    ),
    "order.confirmed": say("check", "ok", CONTACT, ("Покупатель подтвердил заказ", "The buyer confirmed the order")),
    "order.withdrawn": say("x", "warn", OTHER, ("Покупатель отменил заказ", "The buyer withdrew the order")),
    "order.withdrawn:staff": say(
        "x", "warn", OTHER,
        ("Отмена покупателя, со слов магазина", "Withdrawn by the buyer, the store says"),
    ),
    "order.refused": say(
        "x", "late", OTHER, ("Отказ магазина: {reason}", "The store refused: {reason}"),
        ("{premature:.0}раньше срока", "{premature:.0}too early"),
    ),
    "order.reopened": say(
        "undo", "info", OTHER, ("Заказ снова открыт", "Order reopened"), ("{what}", "{what}")
    ),
    "order.completed": say(
        "check", "ok", OTHER, ("Заказ у покупателя", "The buyer has his order"),
        ("{silently:.0}ни одного разговора не было", "{silently:.0}nobody ever spoke to him"),
    ),
    "order.noted": say("doc", "", OTHER, ("Запись", "Note")),
    "order.erased": say("lock", "night", OTHER, ("Данные покупателя удалены", "The buyer's data were erased")),
    "goods.reserved": say("box", "ok", OTHER, ("Товар отложен", "Goods put aside")),
    "goods.released": say(
        "box", "warn", OTHER, ("Товар вернулся в продажу", "Goods back on sale"), ("{cause}", "{cause}")
    ),
    "goods.released:hold_over": say(
        "box", "warn", OTHER, ("Срок вышел, товар вернулся в продажу", "The hold ran out, goods back on sale"),
        ("{unspoken:.0}с покупателем никто не говорил", "{unspoken:.0}nobody had spoken with the buyer"),
    ),
    "payment.received": say(
        "bank", "ok", OTHER, ("Оплата: {amount}", "Paid: {amount}"),
        ("номер {payment_number}", "number {payment_number}")
    ),
    "step.requested": say(
        "arrow", "info", DEADLINES, ("Запрошено: {what}", "Asked for: {what}"), ("у кого: {party}", "of {party}")
    ),
    "step.done": say("check", "ok", DEADLINES, ("Сделано: {what}", "Done: {what}"), ("{party}", "{party}")),
    "step.delayed": say(
        "clock", "warn", DEADLINES, ("Задержка: {what}", "Delayed: {what}"),
        ("новый срок {until}", "by {until} now"),
    ),
    "bank.decided": say("bank", "info", OTHER, ("Решение банка: {what}", "The bank decided: {what}")),
    "paper.present": say("doc", "ok", OTHER, ("Документ на месте: {what}", "Paper present: {what}")),
    "goods.arrived": say("box", "ok", OTHER, ("Товар на месте", "The goods are here")),
    "goods.scanned": say("box", "", OTHER, ("Часть товара на месте", "Some of the goods are here")),
    "goods.missing": say("box", "warn", OTHER, ("Товара не находят", "The goods are not found")),
    "paper.withdrawn": say("doc", "warn", OTHER, ("Документа больше нет: {what}", "Paper gone: {what}")),
    "order.ready": say("check", "ok", OTHER, ("Всё на месте: заказ готов", "Everything is in place: ready")),
    "order.unready": say("alert", "warn", OTHER, ("Заказ больше не готов", "The order is ready no longer")),
    "buyer.came": say("home", "", CONTACT, ("Покупатель пришёл", "The buyer is here")),
    "buyer.served": say("hand", "ok", CONTACT, ("Покупателем занялись", "Somebody attends to the buyer")),
    "buyer.left": say("x", "warn", CONTACT, ("Покупатель ушёл ни с чем", "The buyer left with nothing")),
    "expert.checked_in": say("user", "ok", CONTACT, ("Специалист на месте", "The expected person is there")),
    "appointment.moved": say("cal", "info", CONTACT, ("Встреча перенесена: {starts}", "Moved to {starts}")),
    "appointment.held": say("cal", "ok", CONTACT, ("Встреча состоялась", "The appointment took place")),
    "playbook.chosen": say("book", "", OTHER, ("Открыта инструкция «{what}»", "Playbook opened: {what}")),
    "playbook.followed": say(
        "check", "ok", OTHER, ("Шаг инструкции: {did}", "Playbook step: {did}"), ("«{what}»", "{what}"),
    ),
    "playbook.published": say("book", "ok", OTHER, ("Опубликована инструкция", "A playbook is published")),
    "custom.happened": say("doc", "", OTHER, ("Отмечено: {what}", "Noted: {what}")),
    "pause.started": say("pause", "night", DEADLINES, ("Часы остановлены", "The clock was stopped")),
    "pause.ended": say("play", "", DEADLINES, ("Часы снова идут", "The clock goes on")),
    "appointment.booked": say("cal", "info", CONTACT, ("Назначена встреча: {starts}", "Appointment: {starts}")),
    "appointment.cancelled": say("cal", "warn", CONTACT, ("Встреча отменена", "Appointment cancelled")),
    # ── talks ──
    "contact.reached": say("phone", "ok", CONTACT, _TALK, short=_TALKED),
    "contact.reached:call": Sentence(
        "phone", "ok", CONTACT,
        (
            {"ru": _CALLED[0], "en": _CALLED[1]},
            {"ru": "{incoming:.0}Покупатель позвонил сам", "en": "{incoming:.0}The buyer called"},
            {"ru": _TALK[0], "en": _TALK[1]},
            {"ru": _TALKED[0], "en": _TALKED[1]},
        ),
        (
            {"ru": "{not_live:.0}слишком коротко, ответом не считается", "en": "{not_live:.0}too short for an answer"},
            NOTHING,
        ),
    ),
    "contact.reached:chat": say(
        "chat", "", CONTACT, ("Переписка с покупателем", "Chat with the buyer"),
        ("{not_live:.0}ответом не считается", "{not_live:.0}no answer by itself"),
    ),
    "contact.reached:visit": say(
        "store", "ok", CONTACT,
        ("Покупатель пришёл в магазин", "The buyer came to the store"),
    ),
    "contact.reached:reply": say("chat", "ok", CONTACT, ("Покупатель ответил на сообщение", "The buyer replied")),
    "contact.reached:tap": say(
        "check", "ok", CONTACT,
        ("Покупатель подтвердил на своей странице: с ним говорили", "The buyer confirmed on his page: he was called"),
    ),
    "contact.reached:letter": say(
        "mail", "", CONTACT,
        ("Письмо покупателю", "Letter to the buyer"),
        ("ответом не считается", "no answer by itself")
    ),
    "contact.reached:voicemail": say(
        "phone", "", CONTACT,
        ("Сообщение на автоответчик", "Voicemail"),
        ("ответом не считается", "no answer by itself")
    ),
    "contact.attempted": say(
        "nosig", "warn", CONTACT, ("Не дозвонились: {outcome}", "Not reached: {outcome}"),
        ("попытка {attempt}, следующая {next}", "attempt {attempt}, next {next}"),
        ("попытка {attempt}", "attempt {attempt}"),
        short=("Не дозвонились", "Not reached"),
    ),
    "call.missed": say(
        "nosig", "late", CONTACT, ("Покупатель звонил, никто не ответил", "The buyer rang and nobody picked up")
    ),
    "call.answered": say("phone", "ok", CONTACT, ("Покупатель дозвонился сам", "The buyer rang and was answered")),
    "cart.linked": say(
        "swap", "", OTHER, ("У покупателя есть ещё заказ в этом магазине", "The buyer has another order here")
    ),
    "cart.kept": say("check", "", OTHER, ("Не дубль: нужны оба заказа", "No duplicate: both are wanted")),
    "cart.merged": say("swap", "info", OTHER, ("Дубль другого заказа", "A duplicate of another order")),
    "cart.answered_elsewhere": say(
        "chat", "info", CONTACT, ("Покупателю уже ответили в другом месте", "The buyer was answered elsewhere")
    ),
    "outcome.recorded": say(
        "phone", "info", CONTACT, ("Итог звонка: {what}", "Outcome of the call: {what}"),
        ("следующий шаг {next}", "next step {next}"),
    ),
    "outcome.retracted": say("undo", "", CONTACT, ("Итог отменён: {what}", "Outcome undone: {what}")),
    "buyer.said_silent": say(
        "bell", "late", CONTACT, ("Покупатель: «Со мной никто не связался»", "The buyer: “Nobody contacted me”")
    ),
    "buyer.asked_call": say(
        "phone", "info", CONTACT, ("Покупатель просит позвонить {call}", "The buyer asks for a call {call}"),
        ("хотел {wished}, магазин тогда закрыт", "he wished it {wished}, the store is closed then"),
    ),
    "buyer.rated": say(
        "star", "info", CONTACT,
        ("Оценка покупателя: {stars} из 5", "The buyer's rating: {stars} of 5"),
    ),
    "evidence.raised": say(
        "check", "ok", CONTACT, ("Покупатель подтвердил: с ним говорили", "The buyer confirmed that he was called")
    ),
    "promise.made": say(
        "cal", "info", DEADLINES,
        ("Обещано покупателю, срок {until}", "Promised to the buyer by {until}"),
    ),
    "promise.moved": say(
        "cal", "warn", DEADLINES, ("Обещание решили перенести: {until}", "A promise is to be moved to {until}")
    ),
    "promise.told": say(
        "chat", "ok", CONTACT, ("Покупателю сказали новый срок: {until}", "The buyer was told the new time: {until}")
    ),
    "promise.kept": say("check", "ok", DEADLINES, ("Обещание сдержано", "Promise kept")),
    "promise.handed": say(
        "user", "info", DEADLINES, ("Обещание передано: {person}", "The promise went to {person}")
    ),
    # ── messages ──
    "message.sent": say(
        "mail", "", CONTACT,
        ("Отправляем «{what}»: {receiver}", "Sending “{what}” to {receiver}"),
        ("{channel}", "{channel}"),
        short=("Отправляем «{what}»", "Sending “{what}”"),
    ),
    "message.accepted": say(
        "mail", "", CONTACT,
        ("Отправлено «{what}»: {receiver}", "Sent “{what}” to {receiver}"),
        ("{channel}", "{channel}"),
        short=("Отправлено «{what}»", "Sent “{what}”"),
    ),
    "message.failed": say(
        "mail", "late", CONTACT, ("Не дошло «{what}»: {receiver}", "Not delivered: “{what}” to {receiver}"),
        ("{channel}, попытка {attempt}, {failure}", "{channel}, attempt {attempt}, {failure}"),
        ("{channel}, {failure}", "{channel}, {failure}"),
        short=("Не дошло «{what}»", "Not delivered: “{what}”"),
    ),
    "message.delivered": say(
        "check", "ok", CONTACT, ("Доставлено «{what}»", "Delivered: “{what}”"), ("{channel}", "{channel}")
    ),
    "notice.acknowledged": say("eye", "", CONTACT, ("Извещение видели: {person}", "{person} has seen the notice")),
    "alarm.raised": say(
        "alert", "late", DEADLINES, ("Тревога у администратора: {what}", "Alarm for the administrator: {what}"),
        ("{owed}", "{owed}"),
    ),
    # ── the ladder ──
    "ladder.stepped": say(
        "bell", "warn", DEADLINES, ("Извещаем: {told}", "Telling {told}"), ("о чём: {owed}", "about: {owed}"),
        short=("Извещаем следующих", "Telling the next ones"),
    ),
    "ladder.held": say(
        "moon", "night", DEADLINES, ("Извещения ждут открытия: {until}", "Notices wait for the opening: {until}"),
        ("{owed}", "{owed}"),
    ),
    "ladder.leased": say(
        "hand", "", DEADLINES,
        ("Напоминания остановлены", "Reminders stopped"),
        ("{owed}", "{owed}"),
    ),
    "ladder.lapsed": say(
        "clock", "warn", DEADLINES, ("Время взявшего вышло: {person}", "Time is up: {person}"), ("{owed}", "{owed}")
    ),
    "ladder.exhausted": say(
        "alert", "late", DEADLINES, ("Извещать больше некого", "Nobody is left to tell"), ("{owed}", "{owed}")
    ),
    # ── what the clock did, as facts of their own ──
    "obligation.opened": say(
        "clock", "info", DEADLINES, ("Срок пошёл: {owed}", "The clock runs: {owed}"), ("до {limit}", "by {limit}")
    ),
    "obligation.met": say("check", "ok", DEADLINES, ("Сделано: {owed}", "Done: {owed}"), ("{verdict}", "{verdict}")),
    "obligation.breached": say(
        "alert", "late", DEADLINES,
        ("Срок пропущен: {owed}", "Missed: {owed}"),
        ("был до {limit}", "was due by {limit}")
    ),
    "obligation.waived": say("check", "", DEADLINES, ("Больше не нужно: {owed}", "Not needed any more: {owed}")),
    "obligation.paused": say("pause", "night", DEADLINES, ("На паузе: {owed}", "Paused: {owed}")),
    "obligation.resumed": say(
        "play", "", DEADLINES, ("Снова идёт: {owed}", "Runs again: {owed}"), ("до {limit}", "by {limit}")
    ),
    "obligation.retimed": say(
        "clock", "warn", DEADLINES, ("Новый срок: {owed}", "New time: {owed}"), ("до {limit}", "by {limit}")
    ),
    "obligation.handed": say(
        "swap", "", DEADLINES, ("Теперь за другим: {owed}", "Somebody else owes: {owed}"), ("{debtor}", "{debtor}")
    ),
    "obligation.rejudged": say(
        "eye", "", DEADLINES, ("Пересмотрено: {owed}", "Judged anew: {owed}"), ("{verdict}", "{verdict}")
    ),
    # ── places, people, standards, sources ──
    "shift.joined": say("user", "ok", OTHER, ("На смене: {person}", "On shift: {person}")),
    "shift.left": say("user", "", OTHER, ("Смена окончена: {person}", "Left the shift: {person}")),
    "shift.place_proved": say("home", "ok", OTHER, ("Место подтверждено: {person}", "Place proved: {person}")),
    "busy.started": say(
        "store", "warn", OTHER, ("С покупателями: {person}", "With customers: {person}"),
        ("до {until}, новые заказы идут другим", "until {until}, new orders go to others"),
    ),
    "busy.ended": say("store", "", OTHER, ("Снова свободен: {person}", "Free again: {person}")),
    "roster.changed": say("cal", "", OTHER, ("Новый график", "New roster")),
    "places.capped": say("truck", "warn", OTHER, ("Продажа мест ограничена", "Places limited")),
    "places.bought": say("truck", "ok", OTHER, ("Куплены места у перевозчика", "Places bought of a carrier")),
    "vehicle.added": say("truck", "ok", OTHER, ("Добавлен рейс", "A run was added")),
    "vehicle.removed": say("truck", "warn", OTHER, ("Рейс снят", "A run was taken out")),
    "fleet.changed": say("truck", "", OTHER, ("Изменены зоны, окна или машины", "Zones, windows or vehicles changed")),
    "advertising.planned": say("chart", "", OTHER, ("Задан рекламный бюджет", "Advertising budgets were given")),
    "demand.counted": say("chart", "", OTHER, ("Заданы доставки прошлых дней", "Deliveries of past days were given")),
    "device.proved": say("key", "ok", OTHER, ("Планшет подключён: {name}", "Tablet connected: {name}")),
    "device.removed": say("key", "warn", OTHER, ("Планшет отключён", "Tablet disconnected")),
    "calendar.opened": say("sun", "", OTHER, ("Магазин открылся", "The store opened")),
    "calendar.closed": say("moon", "", OTHER, ("Магазин закрылся", "The store closed")),
    "presence.attested": say("user", "ok", OTHER, ("На месте: {person}", "Present: {person}")),
    "round.attested": say("eye", "", OTHER, ("Источник просмотрен: {person}", "Inbox looked through: {person}")),
    "round.completed": say("check", "ok", OTHER, ("Обход сделан", "The round was made")),
    "plan.accepted": say("cal", "ok", OTHER, ("План утра принят: {person}", "Morning plan accepted: {person}")),
    "store.opened": say("store", "ok", OTHER, ("Заведён магазин «{name}»", "Store {name} set up")),
    "store.changed": say("store", "", OTHER, ("Данные магазина изменены", "The store's data were changed")),
    "hours.changed": say("clock", "", OTHER, ("Новые часы работы", "New opening hours")),
    "contact_method.verified": say(
        "mail", "ok", OTHER,
        ("Способ связи добавлен: {channel}", "Contact method added: {channel}"),
    ),
    "contact_method.removed": say("mail", "warn", OTHER, ("Способ связи убран", "Contact method removed")),
    "contact_method.failed": say(
        "mail", "late", OTHER, ("Способ связи не работает: {channel}", "Contact method does not work: {channel}"),
        ("причина: {reason}", "reason: {reason}"),
    ),
    "probe.sent": say("bell", "", OTHER, ("Отправлена проверка связи", "A probe was sent")),
    "probe.answered": say("bell", "ok", OTHER, ("На проверку связи ответили", "The probe was answered")),
    "proof_of_life": say("bell", "ok", OTHER, ("Способ связи работает", "The contact method works")),
    "conversation.taken": say("phone", "", OTHER, ("Звонок взят: {person}", "Call taken: {person}")),
    "conversation.owner_cleared": say(
        "phone", "warn", OTHER,
        ("За звонком снова никого: {person} не перезвонил", "Nobody has the call: {person} did not call back"),
    ),
    "conversation.tied": say("phone", "info", OTHER, ("Звонок отнесён к заказу", "The call belongs to an order")),
    "conversation.erased": say("x", "warn", OTHER, ("Данные звонившего удалены", "The caller's data were erased")),
    "maintenance.started": say(
        "clock", "warn", OTHER, ("Работы: сотрудникам не пишем", "Maintenance: the staff is told nothing"),
    ),
    "maintenance.ended": say("clock", "ok", OTHER, ("Работы окончены", "Maintenance is over")),
    "notices.late": say(
        "mail", "warn", OTHER, ("Сообщения опоздали, вместо них одно", "Messages were late, one goes instead")
    ),
    "person.admitted": say("user", "ok", OTHER, ("Сотрудник принят", "Person admitted")),
    "person.changed": say("user", "", OTHER, ("Данные сотрудника изменены", "The person's data were changed")),
    "report.mailed": say("chart", "info", OTHER, ("Отправлен отчёт", "A report was sent")),
    "person.dismissed": say("user", "warn", OTHER, ("Сотрудник больше не работает", "The person has left")),
    "partner.joined": say("store", "ok", OTHER, ("Партнёр «{name}» присоединился", "Partner {name} joined")),
    "standard.published": say(
        "doc", "info", OTHER,
        ("Опубликован стандарт «{name}», версия {version}", "Standard {name}, version {version} published")
    ),
    "standard.accepted": say(
        "check", "ok", OTHER,
        ("{person} принимает стандарт {version} за партнёра", "{person} accepts standard {version} for the partner"),
        short=("Стандарт введён для партнёра", "The standard is in force for the partner"),
    ),
    "source.connected": say("globe", "ok", OTHER, ("Источник заказов подключён", "Source of orders connected")),
    "source.stock_named": say(
        "globe", "", OTHER, ("Изменено, куда сообщать складу", "Where the stock system hears was changed")
    ),
    "source.revoked": say("globe", "warn", OTHER, ("Источник заказов отключён", "Source of orders cut off")),
    "feed.read": say("box", "ok", OTHER, ("Загружен каталог", "A catalogue was read")),
    "feed.failed": say("box", "warn", OTHER, ("Каталог не прочитан, прежний в силе", "A catalogue failed")),
    **COURT,
    **CONDUCT,
    **DELIVERED,
    **ALTERNATIVES,
}  # fmt: skip

UNKNOWN = say("doc", "", OTHER, ("{kind}", "{kind}"), ("{fields}", "{fields}"))
"""A fact that this version has no sentence for: its name and its fields."""

EFFECTS: Mapping[str, tuple[str, Forms]] = {
    "opened": ("clock", ({"ru": "Срок: {owed}, до {limit}", "en": "Due by {limit}: {owed}"}, NOTHING)),
    "met": ("check", ({"ru": "Сделано: {owed}, {verdict}", "en": "Done: {owed}, {verdict}"}, NOTHING)),
    "breached": ("alert", ({"ru": "Срок пропущен: {owed}", "en": "Missed: {owed}"},)),
    "waived": ("x", ({"ru": "Больше не нужно: {owed}", "en": "Not needed any more: {owed}"},)),
    "paused": ("pause", ({"ru": "На паузе: {owed}", "en": "Paused: {owed}"},)),
    "resumed": ("play", ({"ru": "Снова идёт: {owed}, до {limit}", "en": "Runs again: {owed}, by {limit}"}, NOTHING)),
    "retimed": ("clock", ({"ru": "Новый срок: {owed}, до {limit}", "en": "New time by {limit}: {owed}"}, NOTHING)),
    "handed": ("swap", ({"ru": "Теперь отвечает {debtor}: {owed}", "en": "{debtor} owes now: {owed}"}, NOTHING)),
    "rejudged": ("eye", ({"ru": "Пересмотрено: {owed}, {verdict}", "en": "Judged anew: {owed}, {verdict}"}, NOTHING)),
}  # fmt: skip
"""What a fact did at once to an obligation: icon and words, by transition; those of ladders are not said."""
