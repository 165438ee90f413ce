"""What an act on an order or a shift says afterwards, Russian and English side by side (ADR 0012).

One sentence an act, one a refusal by its error code; the fullest form whose placeholders are known is said.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words
from otklik.domain.wording import Forms
from otklik.web.alternative_act_words import REFUSED_ALTERNATIVES, SAID_ALTERNATIVES
from otklik.web.conduct_act_words import CONDUCT_REFUSED, CONDUCT_SAID
from otklik.web.day_words import REFUSED_DAY, SAID_DAY
from otklik.web.promise_words import REFUSED_PROMISES, SAID_PROMISES
from otklik.web.readiness_words import REFUSED_PICKUP, SAID_PICKUP
from otklik.web.run_words import REFUSED_RUN, SAID_RUN
from otklik.web.window_words import REFUSED_WINDOWS, SAID_WINDOWS

SAID: Mapping[str, Forms] = {
    **CONDUCT_SAID,
    **SAID_PICKUP,
    **SAID_PROMISES,
    **SAID_ALTERNATIVES,
    **SAID_RUN,
    **SAID_WINDOWS,
    **SAID_DAY,
    "take": (
        {"ru": "{number} за вами. Позвоните покупателю.", "en": "{number} is yours. Call the buyer."},
        {"ru": "Заказ за вами. Позвоните покупателю.", "en": "The order is yours. Call the buyer."},
    ),
    "take_off_shift": (
        {
            "ru": "{number}: записано. Вы не на смене, магазин продолжаем звать.",
            "en": "{number}: recorded. You are not on shift, we go on calling the store.",
        },
        {
            "ru": "Записано. Вы не на смене, магазин продолжаем звать.",
            "en": "Recorded. You are not on shift, we go on calling the store.",
        },
    ),
    "take_elsewhere": (
        {
            "ru": "{number}: записано. Место не подтверждено, магазин продолжаем звать. Отсканируйте код на кассе.",
            "en": "{number}: recorded. Your place is not proved, we go on calling the store. Scan the till's code.",
        },
        {
            "ru": "Записано. Место не подтверждено, магазин продолжаем звать. Отсканируйте код на кассе.",
            "en": "Recorded. Your place is not proved, we go on calling the store. Scan the till's code.",
        },
    ),
    "take_spent": (
        {
            "ru": "{number}: записано. Вы брали его уже дважды без ответа, поэтому зовём и других.",
            "en": "{number}: recorded. You have taken it twice without an answer, so others are called too.",
        },
        {
            "ru": "Записано. Вы брали заказ уже дважды без ответа, поэтому зовём и других.",
            "en": "Recorded. You have taken it twice without an answer, so others are called too.",
        },
    ),
    "hand": (
        {"ru": "{number} теперь у коллеги: {name}.", "en": "{number} is now with {name}."},
        {"ru": "Заказ передан коллеге.", "en": "The order was handed over."},
    ),
    "assign": (
        {"ru": "{number} теперь отвечает магазин «{name}».", "en": "{name} answers for {number} now."},
        {"ru": "Заказ передан другому магазину.", "en": "Another store answers for the order now."},
    ),
    "step": ({"ru": "Шаг записан.", "en": "The step is recorded."},),
    "pause": ({"ru": "Ждём покупателя, ему написали.", "en": "We wait for the buyer; he is told."},),
    "resume": ({"ru": "Заказ продолжается.", "en": "The order goes on."},),
    "note": ({"ru": "Заметка записана.", "en": "The note is recorded."},),
    "pay": ({"ru": "Оплата записана.", "en": "The payment is recorded."},),
    "money": ({"ru": "Решение записано.", "en": "It is settled."},),
    "merged": (
        {"ru": "{number} снят как дубль.", "en": "{number} is withdrawn as a duplicate."},
        {"ru": "Дубль снят.", "en": "The duplicate is withdrawn."},
    ),
    "kept": (
        {"ru": "{number}: оставлены оба заказа.", "en": "{number}: both orders are kept."},
        {"ru": "Оставлены оба заказа.", "en": "Both orders are kept."},
    ),
    "call_take": (
        {"ru": "{number}: звонок за вами. Перезвоните.", "en": "{number} is yours. Call back."},
        {"ru": "Звонок за вами. Перезвоните.", "en": "The call is yours. Call back."},
    ),
    "call_talked": (
        {"ru": "{number}: записано, поговорили.", "en": "{number}: recorded, you talked."},
        {"ru": "Записано: поговорили.", "en": "Recorded: you talked."},
    ),
    "call_no_answer": (
        {"ru": "{number}: не ответил. Попробуйте ещё раз.", "en": "{number}: no answer. Try again."},
        {"ru": "Записано: не ответил.", "en": "Recorded: no answer."},
    ),
    "call_wrong": (
        {
            "ru": "{number}: номер неверный, звонок закрыт.",
            "en": "{number}: wrong number, the call is closed.",
        },
        {"ru": "Номер неверный, звонок закрыт.", "en": "Wrong number, the call is closed."},
    ),
    "call_let_go": (
        {
            "ru": "{number}: не дозвониться, звонок закрыт.",
            "en": "{number}: can't be reached, the call is closed.",
        },
        {"ru": "Не дозвониться, звонок закрыт.", "en": "Can't be reached, the call is closed."},
    ),
    "call_noted": (
        {"ru": "Звонок записан, он в очереди.", "en": "The call is recorded and stands in the queue."},
    ),
    "undo": (
        {"ru": "Отменено: {number} снова как был.", "en": "Undone: {number} is as it was."},
        {"ru": "Отменено, всё как было.", "en": "Undone, all is as it was."},
    ),
    "refused": (
        {"ru": "{number}: отказ записан.", "en": "{number}: the refusal is recorded."},
        {"ru": "Отказ записан.", "en": "The refusal is recorded."},
    ),
    "parked": (
        {
            "ru": "{number}: отказ отложен и вступит в силу {at}, если покупатель не ответит.",
            "en": "{number}: the refusal is parked and takes effect {at} if the buyer does not answer.",
        },
        {"ru": "Отказ отложен.", "en": "The refusal is parked."},
    ),
    "unparked": (
        {
            "ru": "{number}: отказ снят, заказ в работе.",
            "en": "{number}: the refusal is off, the order goes on.",
        },
        {"ru": "Отказ снят, заказ в работе.", "en": "The refusal is off, the order goes on."},
    ),
    "rescued": (
        {
            "ru": "{number}: заказ остаётся, следующий шаг {at}.",
            "en": "{number}: the order stays, next step {at}.",
        },
        {"ru": "{number}: заказ остаётся.", "en": "{number}: the order stays."},
        {"ru": "Заказ остаётся.", "en": "The order stays."},
    ),
    "confirmed": (
        {
            "ru": "{number}: записано, покупатель подтвердил.",
            "en": "{number}: recorded, the buyer confirmed.",
        },
        {"ru": "Записано: покупатель подтвердил.", "en": "Recorded: the buyer confirmed."},
    ),
    "call_back": (
        {"ru": "{number}: перезвонить {at}.", "en": "{number}: call back {at}."},
        {"ru": "Записано: перезвонить.", "en": "Recorded: call back."},
    ),
    "no_answer": (
        {"ru": "{number}: не ответил. Следующий звонок {at}.", "en": "{number}: no answer. Next call {at}."},
        {"ru": "Записано: не ответил.", "en": "Recorded: no answer."},
    ),
    "try_on": (
        {"ru": "{number}: примерка, отложено. Срок {at}.", "en": "{number}: try-on, set aside. Due {at}."},
        {"ru": "Записано: примерка.", "en": "Recorded: try-on."},
    ),
    "replacement": (
        {
            "ru": "{number}: предложить замену, ответ {at}.",
            "en": "{number}: offer a replacement, answer {at}.",
        },
        {"ru": "Записано: предложить замену.", "en": "Recorded: offer a replacement."},
    ),
    "playbook_chosen": (
        {"ru": "Открыта инструкция «{title}».", "en": "The playbook “{title}” is open."},
        {"ru": "Открыта другая инструкция.", "en": "Another playbook is open."},
    ),
    "playbook_followed": ({"ru": "Шаг отмечен.", "en": "The step is done."},),
    "shift_join": (
        {"ru": "Вы на смене. Новые заказы приходят вам.", "en": "You are on shift. New orders come to you."},
    ),
    "shift_here": (
        {
            "ru": "Вы на смене в магазине. Новые заказы приходят вам.",
            "en": "You are on shift in the shop. New orders come to you.",
        },
    ),
    "shift_relieve": (
        {
            "ru": "Вы на смене, коллега ушёл. Новые заказы приходят вам.",
            "en": "You are on shift, your colleague left. New orders come to you.",
        },
    ),
    "shift_busy": (
        {
            "ru": "Записано: вы с покупателями. Новые заказы идут тем, кто свободен.",
            "en": "Recorded: you are with customers. New orders go to whoever is free.",
        },
    ),
    "shift_free": (
        {
            "ru": "Вы свободны. Новые заказы снова приходят вам.",
            "en": "You are free. New orders come to you again.",
        },
    ),
    "round_attest": ({"ru": "Записано: просмотрено.", "en": "Recorded: looked through."},),
    "presence_attest": ({"ru": "Записано: вы на месте.", "en": "Recorded: you are here."},),
    "plan_accept": ({"ru": "План утра принят.", "en": "The morning's plan is accepted."},),
    "shift_leave": ({"ru": "Вы ушли со смены.", "en": "You left the shift."},),
}

REFUSED: Mapping[str, Forms] = {
    **CONDUCT_REFUSED,
    **REFUSED_PICKUP,
    **REFUSED_RUN,
    **REFUSED_WINDOWS,
    **REFUSED_DAY,
    **REFUSED_PROMISES,
    **REFUSED_ALTERNATIVES,
    "another_playbook": (
        {
            "ru": "Уже открыта другая инструкция: посмотрите ещё раз.",
            "en": "Another playbook is open: look again.",
        },
    ),
    "unknown_playbook": ({"ru": "Выберите инструкцию из списка.", "en": "Choose a playbook from the list."},),
    "unknown_step": ({"ru": "Этого шага больше нет.", "en": "There is no such step any more."},),
    "step_by_fact": (
        {
            "ru": "Шаг закроет запись: итог, обещание, отказ.",
            "en": "A record closes it: an outcome, a promise.",
        },
    ),
    "taken_by_other": (
        {"ru": "{number} уже у коллеги: {winner}.", "en": "{winner} took {number} first."},
        {"ru": "Этот заказ уже взял коллега.", "en": "A colleague took this order first."},
    ),
    "not_linked": (
        {
            "ru": "Это заказы разных покупателей или магазинов.",
            "en": "They are of different buyers or stores.",
        },
    ),
    "call_answered": (
        {"ru": "Этому человеку уже ответили.", "en": "This caller has been answered already."},
    ),
    "too_early_to_give_up": ({"ru": "Сначала попробуйте три раза.", "en": "Try three times first."},),
    "order_closed": (
        {"ru": "Заказ уже закрыт, изменить его нельзя.", "en": "The order is closed and can't be changed."},
    ),
    "order_erased": (
        {
            "ru": "Данные покупателя удалены, заказ больше не меняется.",
            "en": "The buyer was erased, the order can't be changed.",
        },
    ),
    "words_missing": ({"ru": "Напишите, что произошло.", "en": "Say what happened."},),
    "not_holder": (
        {"ru": "Заказ передан другому магазину.", "en": "The order was handed to another store."},
    ),
    "comment_missing": ({"ru": "Напишите, что сказал покупатель.", "en": "Say what the buyer said."},),
    "detail_missing": ({"ru": "Уточните, почему заказ не оплачен.", "en": "Say why it is not paid."},),
    "demand_missing": (
        {"ru": "Напишите, чего потребовал покупатель.", "en": "Write what the buyer demanded."},
    ),
    "refusal_blocked": (
        {
            "ru": "Отказать пока нельзя: сначала свяжитесь с покупателем или дождитесь срока.",
            "en": "It can't be refused yet: reach the buyer first, or wait until its time.",
        },
    ),
    "not_entitled": (
        {
            "ru": "Пропустить отказ раньше срока может администратор.",
            "en": "Only an administrator lets a refusal pass early.",
        },
    ),
    "nothing_to_confirm": ({"ru": "Об отмене никто не сообщал.", "en": "Nobody told of a withdrawal."},),
    "unknown_reason": ({"ru": "Выберите причину отказа из списка.", "en": "Choose a reason from the list."},),
    "proof_missing": (
        {
            "ru": "Напишите номер оплаты и чем она подтверждена.",
            "en": "Write the payment's number and what shows it.",
        },
    ),
    "known_payment": ({"ru": "Эта оплата уже записана.", "en": "This payment is on record already."},),
    "bad_amount": ({"ru": "Сумма должна быть больше нуля.", "en": "The amount must be more than zero."},),
    "unreadable": ({"ru": "Сумму не прочитать: 1890.00.", "en": "Write the amount like 1890.00."},),
    "no_late_money": (
        {"ru": "С этими деньгами уже разобрались.", "en": "Somebody has settled this already."},
    ),
    "unknown_resolution": ({"ru": "Выберите, что с деньгами.", "en": "Choose what becomes of the money."},),
    "goods_gone": (
        {
            "ru": "Товар уже купили: верните деньги или договоритесь о другом.",
            "en": "The goods were sold: give the money back or agree on others.",
        },
    ),
    "unknown_remedy": ({"ru": "Для этого заказа так нельзя.", "en": "That is not possible for this order."},),
    "empty_note": ({"ru": "Напишите заметку.", "en": "Write the note."},),
    "same_store": ({"ru": "Заказ уже в этом магазине.", "en": "The order is in this store already."},),
    "unknown_store": ({"ru": "Такого магазина нет.", "en": "There is no such store."},),
    "unknown_outcome": ({"ru": "Выберите итог звонка.", "en": "Choose the outcome of the call."},),
    "next_in_the_past": (
        {"ru": "Следующий звонок должен быть впереди.", "en": "The next call must lie ahead."},
    ),
    "promise_in_the_past": ({"ru": "Обещать можно только на будущее.", "en": "A promise must lie ahead."},),
    "promise_out_of_hours": (
        {
            "ru": "В это время магазин закрыт. Назовите время, когда он открыт.",
            "en": "The store is closed then. Name a time when it is open.",
        },
    ),
    "from_the_future": (
        {
            "ru": "Часы этого устройства спешат. Проверьте время.",
            "en": "This device's clock is fast. Check it.",
        },
    ),
    "undo_too_late": (
        {
            "ru": "Прошло больше 10 секунд. Запишите верный итог следующим.",
            "en": "More than 10 seconds passed. Record what is true as the next outcome.",
        },
    ),
    "undo_not_yours": ({"ru": "Отменить может тот, кто записал.", "en": "Whoever recorded it can undo it."},),
    "undo_overtaken": (
        {
            "ru": "С заказом уже что-то произошло. Запишите верный итог следующим.",
            "en": "Something has happened since. Record what is true as the next outcome.",
        },
    ),
    "not_on_shift": (
        {"ru": "Вы не на смене. Сначала отметьтесь.", "en": "You are not on shift. Join it first."},
    ),
    "same_person": (
        {"ru": "Выберите коллегу, которого сменяете.", "en": "Choose the colleague you relieve."},
    ),
    "unknown_order": ({"ru": "Такого заказа нет.", "en": "There is no such order."},),
}
"""Error code → what a person reads; the API's sentences are for machines."""

OTHERWISE: Words = {
    "ru": "Не получилось, ничего не записано.",
    "en": "It did not work, nothing was recorded.",
}
"""A refusal without words of its own."""

UNDO: Words = {"ru": "Отменить", "en": "Undo"}
