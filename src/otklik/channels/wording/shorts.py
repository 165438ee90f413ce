"""Every message in one line that passes in one SMS: at most 70 UTF-16 units, a whole sentence, nothing cut.

Forms from the fullest to the shortest, as in `tables.py`; said is the first that can be filled *and* fits. The last
form of each row needs no value and always fits, so a long number or a long name shortens the sentence, never itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.channels.message import LONGEST_SHORT
from otklik.channels.wording.complaints import SHORT_COMPLAINTS
from otklik.channels.wording.deliveries import DELIVERY_SHORTS
from otklik.channels.wording.parties import SHORT_PARTIES, SHORT_STEP
from otklik.channels.wording.pickups import SHORT_PICKUPS
from otklik.channels.wording.promises import PROMISE_SHORTS
from otklik.channels.wording.releases import RELEASE_SHORTS
from otklik.channels.wording.reservations import RESERVATION_SHORTS
from otklik.channels.wording.windows import WINDOW_SHORTS
from otklik.channels.wording.withdrawals import SHORT_WITHDRAWALS
from otklik.domain.locales import Locale, Words
from otklik.domain.wording import Forms, capitalised, fill_first

REPLIES: Words = {"ru": " 1 беру, 2 занят", "en": " 1 take, 2 busy"}
"""What is added where a reply by SMS comes back to us and the order can be taken."""

_WAITS: Forms = (
    {"ru": "Заказ {number} ждёт ответа.", "en": "Order {number} waits for an answer."},
    {"ru": "Заказ ждёт ответа.", "en": "An order waits for an answer."},
)
_PROMISED: Forms = (
    {"ru": "Заказ {number}: {what}, {until}.", "en": "Order {number}: {what}, due {until}."},
    {"ru": "Заказ {number}: обещано {until}.", "en": "Order {number}: promised {until}."},
    {
        "ru": "Заказ {number}: обещание просрочено {missed}.",
        "en": "Order {number}: a promise was due {missed}.",
    },
    {"ru": "Заказ {number}: обещание покупателю.", "en": "Order {number}: a promise to the buyer."},
    {"ru": "Покупателю дано обещание.", "en": "The buyer was given a promise."},
)

SHORTS: Mapping[str, Forms] = {
    "recommend": (
        {"ru": "Заказ {number}: посоветуете нас? {link}", "en": "Order {number}: recommend us? {link}"},
        {"ru": "Посоветуете нас знакомым? {link}", "en": "Would you recommend us? {link}"},
        {"ru": "Посоветуете нас знакомым?", "en": "Would you recommend us?"},
    ),
    "agreement": (
        {"ru": "Стандарт {edition} ждёт согласия.", "en": "Standard {edition} waits for an answer."},
        {"ru": "Стандарт ждёт согласия.", "en": "A standard waits for an answer."},
    ),
    # ── to the buyer ──
    "receipt": (
        {
            "ru": "Заказ {number} принят, {we_call} {call_by}. {link}",
            "en": "Order {number} received, a person {we_call} {call_by}. {link}",
        },
        {
            "ru": "Заказ {number} принят, {we_call} {call_by}.",
            "en": "Order {number} received, a person {we_call} {call_by}.",
        },
        {"ru": "Заказ принят, {we_call} {call_by}.", "en": "Order received, a person {we_call} {call_by}."},
        {"ru": "{over:.0}Заказ {number} закрыт.", "en": "{over:.0}Order {number} is closed."},
        {"ru": "Заказ {number} принят. {link}", "en": "Order {number} received. {link}"},
        {"ru": "Заказ {number} принят.", "en": "Order {number} received."},
        {"ru": "Ваш заказ принят.", "en": "Your order is received."},
    ),
    "held": (
        {
            "ru": "Заказ {number}: {we_call} {call_by}. {link}",
            "en": "Order {number}: a person {we_call} {call_by}. {link}",
        },
        {"ru": "Заказ {number}: {we_call} {call_by}.", "en": "Order {number}: a person {we_call} {call_by}."},
        {"ru": "Заказ {number}: ответ за магазином.", "en": "Order {number}: the store owes you an answer."},
        {"ru": "Магазин закрылся, ответ за ним.", "en": "The store has closed and owes you an answer."},
    ),
    "hold": (
        {
            "ru": "Заказ {number}: товар отложен до {end}. {link}",
            "en": "Order {number}: kept for you until {end}. {link}",
        },
        {"ru": "Заказ {number}: товар отложен до {end}.", "en": "Order {number}: kept for you until {end}."},
        {
            "ru": "{missed:.0}Заказ {number} больше не отложен.",
            "en": "{missed:.0}Order {number} is kept no longer.",
        },
        {"ru": "Товар по заказу {number} отложен для вас.", "en": "Order {number} is kept for you."},
        {"ru": "Товар отложен для вас.", "en": "The goods are kept for you."},
    ),
    "hold_ends": (
        {
            "ru": "Заказ {number}: отложен только до {end}. {link}",
            "en": "Order {number}: kept only until {end}. {link}",
        },
        {"ru": "Заказ {number}: отложен только до {end}.", "en": "Order {number}: kept only until {end}."},
        {"ru": "Заказ {number} больше не отложен.", "en": "Order {number} is kept no longer."},
        {"ru": "Товар больше не отложен.", "en": "The goods are kept no longer."},
    ),
    "we_called": (
        {
            "ru": "Звонили по заказу {number}. Выберите время: {link}",
            "en": "We called about order {number}. Choose a time: {link}",
        },
        {"ru": "Звонили по заказу {number}: {link}", "en": "We called about order {number}: {link}"},
        {
            "ru": "Звонили по заказу {number}. Наш телефон: {store_phone}",
            "en": "We called about order {number}. Our phone: {store_phone}",
        },
        {"ru": "Вам звонили по заказу {number}.", "en": "We called you about order {number}."},
        {"ru": "Вам звонили по заказу.", "en": "We called you about your order."},
    ),
    **RELEASE_SHORTS,
    **PROMISE_SHORTS,
    "one_question": (
        {
            "ru": "Заказ {number}: что помешало? {question_link}",
            "en": "Order {number}: one question. {question_link}",
        },
        {"ru": "Один вопрос о заказе: {question_link}", "en": "One question: {question_link}"},
        {"ru": "{question_link}", "en": "{question_link}"},
        {"ru": "Заказ закрыт. Что помешало покупке?", "en": "Your order is closed. What stood in the way?"},
    ),
    # ── to staff, about an order that waits ──
    "new_order": (
        {"ru": "Заказ {number}: ответить {until}.", "en": "Order {number}: answer {until}."},
        {
            "ru": "Заказ {number} ждёт ответа, срок был {missed}.",
            "en": "Order {number} waits, it was due {missed}.",
        },
        *_WAITS,
    ),
    "still_waiting": (
        {"ru": "Заказ {number} никто не взял: {until}.", "en": "Nobody has taken order {number}: {until}."},
        {"ru": "Заказ {number} не взят, срок был {missed}.", "en": "Order {number} not taken, due {missed}."},
        {"ru": "Заказ {number} никто не взял.", "en": "Nobody has taken order {number}."},
        {"ru": "Заказ никто не взял.", "en": "Nobody has taken an order."},
    ),
    "probe": (
        {
            "ru": "Отклик проверяет связь: ответьте любым словом.",
            "en": "Otklik tests this contact: answer anything.",
        },
    ),
    "probe_missed": ({"ru": "На проверку связи не ответили.", "en": "A test of a contact went unanswered."},),
    "can_you_take": (
        {
            "ru": "Поможете с заказом {number}? Ответ {until}.",
            "en": "Can you take order {number}? Due {until}.",
        },
        {"ru": "Поможете с заказом {number}?", "en": "Can you take order {number}?"},
        {"ru": "Поможете с заказом соседей?", "en": "Can you take an order of your neighbours?"},
    ),
    "not_answered": (
        {
            "ru": "Заказ {number} без ответа, срок был {missed}.",
            "en": "Order {number} unanswered, due {missed}.",
        },
        {
            "ru": "Заказ {number} ещё без ответа, срок {until}.",
            "en": "Order {number} unanswered, due {until}.",
        },
        {"ru": "Заказ {number} без ответа.", "en": "Order {number} is not answered."},
        {"ru": "Заказ остался без ответа.", "en": "An order is not answered."},
    ),
    "said_silent": (
        {
            "ru": "Заказ {number}: «мне не позвонили». Ответить {until}.",
            "en": "Order {number}: “nobody called me”. Answer {until}.",
        },
        {"ru": "Заказ {number}: «мне не позвонили».", "en": "Order {number}: “nobody called me”."},
        {"ru": "Покупатель: «мне не позвонили».", "en": "A buyer says: “nobody called me”."},
    ),
    "call_asked": (
        {"ru": "Заказ {number}: позвонить {at}.", "en": "Order {number}: call {at}."},
        {"ru": "Заказ {number}: просят позвонить.", "en": "Order {number}: the buyer asks for a call."},
        {"ru": "Покупатель просит позвонить.", "en": "A buyer asks for a call."},
    ),
    "call_soon": (
        {"ru": "{until:.0}Заказ {number}: ждут звонка {at}.", "en": "{until:.0}Order {number}: call {at}."},
        {
            "ru": "{missed:.0}Заказ {number}: звонка {at} не было.",
            "en": "{missed:.0}Order {number}: nobody called {at}.",
        },
        {
            "ru": "Заказ {number}: покупатель ждёт звонка.",
            "en": "Order {number}: the buyer waits for a call.",
        },
        {"ru": "Покупатель ждёт звонка.", "en": "A buyer waits for a call."},
    ),
    "handed_to_you": (
        {
            "ru": "Вам передали заказ {number}: взять {until}.",
            "en": "Order {number} is yours: take it {until}.",
        },
        {"ru": "Вам передали заказ {number}.", "en": "Order {number} was handed to you."},
        {"ru": "Вам передали заказ.", "en": "An order was handed to you."},
    ),
    # ── to staff, about a call that nobody took ──
    "call_missed": (
        {"ru": "Пропущенный звонок {caller}: {until}.", "en": "Missed call {caller}: call back {until}."},
        {"ru": "Пропущенный звонок {caller}.", "en": "Missed call {caller}."},
        {"ru": "Пропущен звонок покупателя.", "en": "A buyer's call was missed."},
    ),
    "call_waiting": (
        {"ru": "Не перезвонили {caller}: {until}.", "en": "Nobody called {caller} back: due {until}."},
        {"ru": "Не перезвонили {caller}.", "en": "Nobody called {caller} back."},
        {"ru": "Покупателю не перезвонили.", "en": "A buyer was not called back."},
    ),
    "call_help": (
        {"ru": "Поможете перезвонить {caller} {until}?", "en": "Can you call {caller} back? Due {until}."},
        {"ru": "Поможете перезвонить {caller}?", "en": "Can you call {caller} back?"},
        {"ru": "Поможете перезвонить покупателю?", "en": "Can you call a buyer back?"},
    ),
    "call_late": (
        {
            "ru": "Не перезвонили {caller}, срок был {missed}.",
            "en": "{caller} not called back, due {missed}.",
        },
        {"ru": "Не перезвонили {caller}.", "en": "{caller} was not called back."},
        {"ru": "Покупателю не перезвонили.", "en": "A buyer was not called back."},
    ),
    "called_in_vain": (
        {
            "ru": "Заказ {number}: не дозвонился, ответить {until}.",
            "en": "Order {number}: rang in vain, answer {until}.",
        },
        {"ru": "Заказ {number}: покупатель не дозвонился.", "en": "Order {number}: the buyer rang in vain."},
        {"ru": "Покупатель не дозвонился.", "en": "A buyer rang in vain."},
    ),
    # ── to staff and parties, about what was promised or is owed ──
    "visit_soon": (
        {
            "ru": "Заказ {number}: покупатель придёт {until}.",
            "en": "Order {number}: the buyer comes {until}.",
        },
        {
            "ru": "Заказ {number}: покупатель придёт на примерку.",
            "en": "Order {number}: the buyer comes to try on.",
        },
        {"ru": "Покупатель придёт на примерку.", "en": "A buyer comes to try on."},
    ),
    "visit_missed": (
        {
            "ru": "Заказ {number}: не пришёл, позвонить {until}.",
            "en": "Order {number}: no visit, call {until}.",
        },
        {"ru": "Заказ {number}: покупатель не пришёл.", "en": "Order {number}: the buyer did not come."},
        {"ru": "Покупатель не пришёл, позвоните ему.", "en": "A buyer did not come, call him."},
    ),
    "collect_soon": (
        {"ru": "Заказ {number}: выдать {until}.", "en": "Order {number}: hand it over {until}."},
        {
            "ru": "Заказ {number} не выдан, срок был {missed}.",
            "en": "Order {number} not handed over, due {missed}.",
        },
        {"ru": "Заказ {number} ждёт выдачи.", "en": "Order {number} waits to be handed over."},
        {"ru": "Заказ ждёт выдачи.", "en": "An order waits to be handed over."},
    ),
    "promise_soon": _PROMISED,
    "promise_late": _PROMISED,
    "step_owed": (
        *SHORT_STEP,
        {"ru": "Заказ {number}: {what}, {until}.", "en": "Order {number}: {what}, due {until}."},
        {
            "ru": "Заказ {number}: {what}, срок был {missed}.",
            "en": "Order {number}: {what}, was due {missed}.",
        },
        {"ru": "Заказ {number}: {what}.", "en": "Order {number}: {what}."},
        {"ru": "Заказ {number}: нужно ваше внимание.", "en": "Order {number} needs your attention."},
        {"ru": "Нужно ваше внимание.", "en": "Your attention is needed."},
    ),
    # ── about a store's day ──
    "look_now": (
        {"ru": "{round:.0}Обход {until}: {inboxes}.", "en": "{round:.0}Round {until}: {inboxes}."},
        {"ru": "{round:.0}Обход: посмотрите новые заказы.", "en": "{round:.0}Round: look for new orders."},
        {
            "ru": "{presence:.0}Магазин открыт: отметьтесь на смене.",
            "en": "{presence:.0}Open: join the shift.",
        },
        {"ru": "{plan:.0}Примите план утра.", "en": "{plan:.0}Accept the morning's plan."},
        {"ru": "Откройте стол заказов.", "en": "Open the desk."},
    ),
    "watch_late": (
        {
            "ru": "{round:.0}«{store}»: обход пропущен, {missed}.",
            "en": "{round:.0}{store}: round missed {missed}.",
        },
        {"ru": "{round:.0}Обход пропущен.", "en": "{round:.0}A round was missed."},
        {"ru": "{presence:.0}«{store}»: на смене никого.", "en": "{presence:.0}{store}: nobody is on shift."},
        {
            "ru": "{presence:.0}В магазине на смене никого.",
            "en": "{presence:.0}Nobody is on shift in a store.",
        },
        {"ru": "{plan:.0}«{store}»: план утра не принят.", "en": "{plan:.0}{store}: plan not accepted."},
        {"ru": "Магазин пропустил утренние дела.", "en": "A store missed what its day begins with."},
    ),
    "report": (
        {"ru": "Отчёт {days}: вовремя {in_time}.", "en": "Report {days}: in time {in_time}."},
        {"ru": "Отчёт готов: {days}.", "en": "A report is ready: {days}."},
        {"ru": "Отчёт готов.", "en": "A report is ready."},
    ),
    **SHORT_WITHDRAWALS,
    **SHORT_PICKUPS,
    **SHORT_COMPLAINTS,
    **SHORT_PARTIES,
    **RESERVATION_SHORTS,
    **DELIVERY_SHORTS,
    **WINDOW_SHORTS,
}
"""Template name → its short forms; a name without a row here is said as `step_owed`."""

GENERIC = "step_owed"


def units(text: str) -> int:
    """Length of a text in UTF-16 units, as an SMS counts it: a letter is one, a picture sign is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def say_short(say: str, locale: Locale, values: Mapping[str, str], *, replies: bool = False) -> str:
    """The short text of a template: at most `LONGEST_SHORT` units.

    Parameters
    ----------
    say
        Template name.
    values
        As in `particulars.values_of`, and `link`: the address of the buyer's page without its scheme.
    replies
        Whether it says which digits to answer.
    """
    hint = REPLIES[locale] if replies else ""
    room = LONGEST_SHORT - units(hint)
    forms = SHORTS.get(say, SHORTS[GENERIC])
    said = (capitalised(fill_first((form,), locale, values)) for form in forms)
    return next(text for text in said if text and units(text) <= room) + hint
