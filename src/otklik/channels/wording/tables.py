"""The words of every message, Russian and English side by side.

A row (`Say`) is one template of the standard (`say = "…"`). Of several forms of a sentence `fill_first` takes the
first that can be filled; so tense and tact depend on what is true when the message is sent: `{until}` has a value
before the limit, `{missed}` after it. Placeholders are listed in `particulars.values_of`.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.channels.wording import agreements, recommendations
from otklik.channels.wording.calls import CALLS
from otklik.channels.wording.complaints import COMPLAINTS
from otklik.channels.wording.deliveries import DELIVERIES
from otklik.channels.wording.parties import PARTIES, PARTY_LINKS
from otklik.channels.wording.pickups import PICKUPS
from otklik.channels.wording.probes import PROBES
from otklik.channels.wording.promises import PROMISES
from otklik.channels.wording.questions import QUESTION_LINKS, QUESTIONS
from otklik.channels.wording.releases import RELEASES
from otklik.channels.wording.reports import REPORT, REPORT_LABELS
from otklik.channels.wording.reservations import RESERVATIONS
from otklik.channels.wording.say import CALL_FIRST, ORDER_FACTS, STORE_PHONE, Say
from otklik.channels.wording.talks import TALKS
from otklik.channels.wording.watches import WATCHES
from otklik.channels.wording.windows import WINDOWS
from otklik.channels.wording.withdrawals import WITHDRAWALS
from otklik.domain.locales import Words
from otklik.domain.wording import NOTHING

LABELS: Mapping[str, Words] = {
    "number": {"ru": "Заказ", "en": "Order"},
    "store": {"ru": "Магазин", "en": "Store"},
    "store_phone": {"ru": "Телефон магазина", "en": "Store's phone"},
    "since": {"ru": "Поступил", "en": "Came in"},
    "at": {"ru": "Время", "en": "Time"},
    "until": {"ru": "Срок", "en": "Due"},
    "missed": {"ru": "Срок прошёл", "en": "Was due"},
    "debtor": {"ru": "Кто должен", "en": "Who owes it"},
    "what": {"ru": "Что", "en": "What"},
    "buyer": {"ru": "Покупатель", "en": "Buyer"},
    "buyer_phone": {"ru": "Телефон покупателя", "en": "Buyer's phone"},
    "caller_phone": {"ru": "Кто звонил", "en": "Who rang"},
    "comment": {"ru": "Комментарий покупателя", "en": "Buyer's comment"},
    "payment": {"ru": "Оплата", "en": "Payment"},
    "delivery": {"ru": "Получение", "en": "Delivery"},
    "total": {"ru": "Итого", "en": "Total"},
    **REPORT_LABELS,
}

LINKS: Mapping[str, Words] = {
    "take": {"ru": "Беру заказ", "en": "I take it"},
    "answered": {"ru": "Покупателю уже ответили", "en": "The buyer has been answered"},
    "status": {"ru": "Следить за заказом", "en": "Follow the order"},
    "report": {"ru": "Открыть отчёт", "en": "Open the report"},
    "desk": {"ru": "Открыть стол заказов", "en": "Open the desk"},
    "order": {"ru": "Открыть заказ", "en": "Open the order"},
    "call": {"ru": "Открыть звонок", "en": "Open the call"},
    "want": {"ru": "Всё ещё хочу этот заказ", "en": "I still want this order"},
    "choose": {"ru": "Выбрать время звонка", "en": "Choose a time for the call"},
    **QUESTION_LINKS,
    **PARTY_LINKS,
    **agreements.LINKS,
    **recommendations.LINKS,
}

_SAYS: Mapping[str, Say] = {
    # ── to the buyer ──
    "receipt": Say(
        subject=(
            {
                "ru": "Заказ {number} принят: {we_call} {call_by}",
                "en": "Order {number} received: a person {we_call} {call_by}",
            },
            {"ru": "{over:.0}Заказ {number} закрыт", "en": "{over:.0}Order {number} is closed"},
            {"ru": "Заказ {number} принят", "en": "Order {number} received"},
        ),
        lead=(
            {
                "ru": "Сотрудник магазина «{store}» {calls} вам {call_by}.",
                "en": "A person from {store} {calls} you {call_by}.",
            },
            {"ru": "{over:.0}Ваш заказ {number} закрыт.", "en": "{over:.0}Your order {number} is closed."},
            {"ru": "Ваш заказ {number} принят.", "en": "Your order {number} is received."},
        ),
        sentences=(
            (
                {
                    "ru": "Сейчас магазин закрыт, откроется {opens}.",
                    "en": "The store is closed now and opens {opens}.",
                },
                NOTHING,
            ),
            (
                {"ru": "Звоним на номер {buyer_phone}.", "en": "The number we call: {buyer_phone}."},
                NOTHING,
            ),
            STORE_PHONE,
        ),
        facts=("number", "store", "store_phone", "payment", "delivery"),
        links=("status",),
        goods=True,
    ),
    "held": Say(
        subject=({"ru": "Заказ {number}: ответ за магазином", "en": "Order {number}: an answer is owed"},),
        lead=(
            {
                "ru": "До закрытия вам не успели ответить. Сотрудник магазина «{store}» {calls} вам {call_by}.",
                "en": "The store closed before anybody answered you. A person from {store} {calls} you {call_by}.",
            },
            {"ru": "Магазин закрылся, ответ за ним.", "en": "The store has closed and owes you an answer."},
        ),
        sentences=(STORE_PHONE,),
        facts=("number", "store", "store_phone"),
        links=("status",),
    ),
    "hold": Say(
        subject=(
            {
                "ru": "Заказ {number}: товар отложен до {end}",
                "en": "Order {number}: kept for you until {end}",
            },
            {"ru": "Заказ {number}: отложенный товар", "en": "Order {number}: the goods kept for you"},
        ),
        lead=(
            {
                "ru": "Товар по заказу {number} отложен для вас до {end}.",
                "en": "The goods of order {number} are kept for you until {end}.",
            },
            {
                "ru": "Срок, на который товар по заказу {number} был отложен, прошёл {missed}.",
                "en": "The time for which the goods of order {number} were kept ended {missed}.",
            },
            {
                "ru": "Товар по заказу {number} отложен для вас.",
                "en": "The goods of order {number} are kept for you.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "Чтобы он остался за вами, оплатите заказ или подтвердите его по телефону.",
                    "en": "To keep them, pay for the order or confirm it by phone.",
                },
            ),
            STORE_PHONE,
        ),
        facts=("number", "store", "store_phone"),
        links=("status",),
        goods=True,
    ),
    "hold_ends": Say(
        subject=(
            {
                "ru": "Заказ {number}: товар отложен только до {end}",
                "en": "Order {number}: kept for you only until {end}",
            },
            {
                "ru": "Заказ {number}: срок, на который товар отложен, прошёл",
                "en": "Order {number}: the goods are kept no longer",
            },
        ),
        lead=(
            {
                "ru": "Товар по заказу {number} отложен до {end}, потом он вернётся в продажу.",
                "en": "The goods of order {number} are kept until {end}, then they go back on sale.",
            },
            {
                "ru": "Срок, на который товар по заказу {number} был отложен, прошёл.",
                "en": "The time for which the goods of order {number} were kept is over.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "Если он вам ещё нужен, оплатите заказ или подтвердите его по телефону.",
                    "en": "If you still want them, pay for the order or confirm it by phone.",
                },
            ),
            STORE_PHONE,
        ),
        facts=("number", "store", "store_phone"),
        links=("status",),
        goods=True,
    ),
    # ── to staff, about an order that waits ──
    "new_order": Say(
        subject=(
            {"ru": "Новый заказ {number}: ответить {until}", "en": "New order {number}: answer {until}"},
            {
                "ru": "Заказ {number} ждёт ответа, срок прошёл {missed}",
                "en": "Order {number} waits for an answer that was due {missed}",
            },
            {"ru": "Новый заказ {number}", "en": "New order {number}"},
        ),
        lead=(
            {
                "ru": "Новый заказ {number}: ответить {until}.",
                "en": "New order {number}: answer {until}.",
            },
            {
                "ru": "Заказ {number} ждёт ответа, срок прошёл {missed}.",
                "en": "Order {number} waits for an answer that was due {missed}.",
            },
            {"ru": "Новый заказ {number}.", "en": "New order {number}."},
        ),
        sentences=(CALL_FIRST,),
        facts=ORDER_FACTS,
        links=("take", "answered"),
        goods=True,
    ),
    "still_waiting": Say(
        subject=(
            {
                "ru": "Заказ {number} никто не взял, ответить {until}",
                "en": "Nobody has taken order {number}, answer {until}",
            },
            {
                "ru": "Заказ {number} никто не взял, срок прошёл {missed}",
                "en": "Nobody has taken order {number}, it was due {missed}",
            },
            {"ru": "Заказ {number} никто не взял", "en": "Nobody has taken order {number}"},
        ),
        lead=(
            {
                "ru": "Заказ {number} ждёт уже {waiting} рабочего времени, ответить {until}.",
                "en": "Order {number} has waited for {waiting} of working time, answer {until}.",
            },
            {
                "ru": "Заказ {number} ждёт ответа, срок прошёл {missed}.",
                "en": "Order {number} waits for an answer that was due {missed}.",
            },
            {
                "ru": "Заказ {number} ждёт ответа, его никто не взял.",
                "en": "Order {number} waits for an answer and nobody has taken it.",
            },
        ),
        sentences=(CALL_FIRST,),
        facts=ORDER_FACTS,
        links=("take", "answered"),
        goods=True,
    ),
    "can_you_take": Say(
        subject=(
            {
                "ru": "Поможете с заказом {number}? Ответить {until}",
                "en": "Can you take order {number}? Answer {until}",
            },
            {
                "ru": "Поможете с заказом {number}? Срок прошёл {missed}",
                "en": "Can you take order {number}? It was due {missed}",
            },
            {"ru": "Поможете с заказом {number}?", "en": "Can you take order {number}?"},
        ),
        lead=(
            {
                "ru": "В магазине «{store}» заказ {number} пока никто не взял. Сможете ответить покупателю?",
                "en": "Nobody at {store} has taken order {number} yet. Can you answer the buyer?",
            },
            {
                "ru": "Заказ {number} пока никто не взял. Сможете ответить покупателю?",
                "en": "Nobody has taken order {number} yet. Can you answer the buyer?",
            },
        ),
        sentences=(CALL_FIRST,),
        facts=ORDER_FACTS,
        links=("take", "answered"),
        goods=True,
    ),
    "not_answered": Say(
        subject=(
            {
                "ru": "Заказ {number} остался без ответа: срок прошёл {missed}",
                "en": "Order {number} was not answered: it was due {missed}",
            },
            {
                "ru": "Заказ {number} ещё без ответа, срок {until}",
                "en": "Order {number} is not answered yet, due {until}",
            },
            {"ru": "Заказ {number} без ответа", "en": "Order {number} is not answered"},
        ),
        lead=(
            {
                "ru": "Магазин «{store}» не ответил покупателю вовремя: срок прошёл {missed}.",
                "en": "{store} did not answer the buyer in time: it was due {missed}.",
            },
            {
                "ru": "Покупателю по заказу {number} ещё не ответили, срок {until}.",
                "en": "The buyer of order {number} has not been answered yet, due {until}.",
            },
            {
                "ru": "Покупателю по заказу {number} не ответили.",
                "en": "The buyer of order {number} was not answered.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "{missed:.0}Покупатель ждёт уже {waiting} рабочего времени. Ответ всё ещё за вами: "
                    "позвоните и извинитесь.",
                    "en": "{missed:.0}The buyer has waited for {waiting} of working time. The answer is still owed: "
                    "call and apologise.",
                },
                {
                    "ru": "{missed:.0}Ответ всё ещё за вами: позвоните и извинитесь.",
                    "en": "{missed:.0}The answer is still owed: call and apologise.",
                },
                {"ru": "Ответ за вами: позвоните.", "en": "The answer is owed: call."},
            ),
        ),
        facts=ORDER_FACTS,
        links=("take", "answered"),
        goods=True,
    ),
    # ── to staff and parties, about what was promised or is owed ──
    "promise_soon": Say(
        subject=(
            {
                "ru": "Заказ {number}: обещание выполнить {until}",
                "en": "Order {number}: a promise is to be kept {until}",
            },
            {
                "ru": "Заказ {number}: обещание просрочено, срок был {missed}",
                "en": "Order {number}: a promise was broken, it was due {missed}",
            },
            {"ru": "Заказ {number}: обещание покупателю", "en": "Order {number}: a promise to the buyer"},
        ),
        lead=(
            {
                "ru": "Покупателю обещано: {what}, {until}.",
                "en": "The buyer was promised: {what}, {until}.",
            },
            {
                "ru": "Обещание покупателю не выполнено: {what}, срок был {missed}.",
                "en": "A promise to the buyer was not kept: {what}, it was due {missed}.",
            },
            {"ru": "Покупателю обещано: {what}.", "en": "The buyer was promised: {what}."},
            {"ru": "Покупателю дано обещание.", "en": "The buyer was given a promise."},
        ),
        sentences=(
            (
                {
                    "ru": "{missed:.0}Позвоните покупателю, извинитесь и назовите новый срок.",
                    "en": "{missed:.0}Call the buyer, apologise and name a new time.",
                },
                {
                    "ru": "Если не успеваете, предупредите покупателя заранее и назовите новый срок.",
                    "en": "If you can't keep it, tell the buyer before it is due and name a new time.",
                },
            ),
        ),
        facts=("number", "debtor", "what", "until", "missed", "buyer", "buyer_phone", "store"),
    ),
    "step_owed": Say(
        subject=(
            {"ru": "Заказ {number}: {what}, {until}", "en": "Order {number}: {what}, due {until}"},
            {
                "ru": "Заказ {number}: {what}, срок прошёл {missed}",
                "en": "Order {number}: {what}, was due {missed}",
            },
            {"ru": "Заказ {number}: {what}", "en": "Order {number}: {what}"},
            {"ru": "Заказ {number}: нужно ваше внимание", "en": "Order {number} needs your attention"},
            {"ru": "Нужно ваше внимание", "en": "Your attention is needed"},
        ),
        lead=(
            {"ru": "{debtor}: {what}, {until}.", "en": "{debtor} owes {what}, due {until}."},
            {
                "ru": "{debtor}: {what}, срок прошёл {missed}.",
                "en": "{debtor} owes {what}, it was due {missed}.",
            },
            {"ru": "Ожидается: {what}, {until}.", "en": "Owed: {what}, due {until}."},
            {"ru": "Ожидалось: {what}, срок прошёл {missed}.", "en": "Owed: {what}, it was due {missed}."},
            {"ru": "Ожидается: {what}.", "en": "Owed: {what}."},
            {
                "ru": "По заказу {number} нужно ваше внимание.",
                "en": "Order {number} needs your attention.",
            },
            {"ru": "Нужно ваше внимание.", "en": "Your attention is needed."},
        ),
        facts=("number", "debtor", "what", "until", "missed", "store", "store_phone"),
        links=("party",),
    ),
}

SAYS: Mapping[str, Say] = {
    **_SAYS, **TALKS, **CALLS, **PROBES, **QUESTIONS, **WATCHES, **RELEASES, **WITHDRAWALS, **PROMISES,
    **COMPLAINTS, **PICKUPS, **PARTIES, **DELIVERIES, **WINDOWS, **RESERVATIONS,
    "promise_late": _SAYS["promise_soon"],
    "report": REPORT,
    **agreements.AGREEMENTS,
    **recommendations.RECOMMENDATIONS,
}  # fmt: skip
"""Every template with words of its own. Soon or late is a matter of the moment, so both promise rows are one."""

GENERIC = "step_owed"
"""What is said for a template name that has no words here: only what is known, never nothing and never an error."""
