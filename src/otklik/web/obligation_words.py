"""What somebody owes, in words: as a thing ("first answer to the buyer") and as something to do (ADR 0012).

Keyed by obligation kind. A kind that an administrator added has no row: it is called by its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from otklik.domain.locales import Words


@dataclass(frozen=True, slots=True)
class Duty:
    """One kind of obligation: what it is called, and what whoever owes it is to do."""

    name: Words
    act: Words


def _duty(name_ru: str, name_en: str, act_ru: str, act_en: str) -> Duty:
    return Duty({"ru": name_ru, "en": name_en}, {"ru": act_ru, "en": act_en})


DUTIES: Mapping[str, Duty] = {
    "first_answer": _duty(
        "первый ответ покупателю", "first answer to the buyer", "Ответить покупателю", "Answer the buyer"
    ),
    "holder_answer": _duty(
        "ответ после передачи заказа", "answer after the hand-over", "Ответить покупателю", "Answer the buyer"
    ),
    "reopened_answer": _duty(
        "ответ по возобновлённому заказу",
        "answer to the reopened order",
        "Ответить покупателю",
        "Answer the buyer",
    ),
    "settlement": _duty(
        "оплата или подтверждение", "payment or confirmation", "Оплатить или подтвердить", "Pay or confirm"
    ),
    "receipt": _duty(
        "письмо о приёме заказа", "receipt", "Отправить письмо о приёме заказа", "Send the receipt"
    ),
    "next_attempt": _duty("следующий звонок", "next call", "Позвонить ещё раз", "Call again"),
    "promise": _duty(
        "обещанное покупателю", "what was promised", "Сделать обещанное", "Do what was promised"
    ),
    "move_told": _duty(
        "сообщение о новом сроке",
        "word of the new time",
        "Сообщить покупателю новый срок",
        "Tell the buyer the new time",
    ),
    "asked_call": _duty(
        "звонок, о котором просил покупатель",
        "call that the buyer asked for",
        "Позвонить: покупатель просил в это время",
        "Call: the buyer asked for this time",
    ),
    "attempt_told": _duty(
        "письмо «мы вам звонили»", "letter “we called you”", "Написать, что звонили", "Write that we called"
    ),
    "hand_over": _duty("приём переданного заказа", "taking over", "Принять заказ", "Take the order over"),
    "try_on": _duty("примерка", "fitting", "Прийти на примерку", "Come to try on"),
    "visit_missed": _duty(
        "звонок после пропущенной примерки",
        "call after a missed fitting",
        "Позвонить: покупатель не пришёл на примерку",
        "Call: the buyer did not come to try on",
    ),
    "fulfilment": _duty(
        "выдача или отправка", "handing over the goods", "Выдать или отправить заказ", "Hand the goods over"
    ),
    "silence_claim": _duty(
        "ответ на жалобу «никто не связался»",
        "answer to “nobody contacted me”",
        "Позвонить и извиниться: покупателю не ответили",
        "Call and apologise: nobody had contacted the buyer",
    ),
    "incident": _duty(
        "разбор пропущенного звонка",
        "missed call of a buyer",
        "Позвонить: покупатель звонил сам",
        "Call back: the buyer called",
    ),
    "complaint": _duty(
        "действие по жалобе", "action on the complaint", "Разобрать жалобу", "Act on the complaint"
    ),
    "complaint_closed": _duty(
        "решение жалобы", "end of the complaint", "Довести жалобу до решения", "Settle the complaint"
    ),
    "approach_told": _duty(
        "сообщение, что курьер едет",
        "word that the courier is coming",
        "Сообщить, что курьер едет",
        "Tell the buyer that the courier is coming",
    ),
    "redelivery": _duty(
        "новое окно доставки",
        "another delivery window",
        "Договориться о новом окне доставки",
        "Agree another delivery window",
    ),
    "door_refusal": _duty(
        "разговор: не взял заказ у двери",
        "talk: not taken at the door",
        "Позвонить: покупатель не взял заказ у двери",
        "Call: the buyer did not take it at the door",
    ),
    "admission": _duty(
        "продление допуска", "renewal of an admission", "Продлить допуск сотрудника", "Renew the admission"
    ),
    "release_told": _duty(
        "письмо о возврате товара в продажу",
        "letter about the release",
        "Написать, что товар вернулся в продажу",
        "Write that the goods went back",
    ),
    "release_seen": _duty(
        "сообщение магазину об упущенном заказе",
        "word to the store of the lost order",
        "Сказать магазину, что разговора не было",
        "Tell the store that nobody had spoken",
    ),
    "stock_told": _duty(
        "сообщение складской системе",
        "word to the stock system",
        "Сообщить складу о товаре",
        "Tell the stock system",
    ),
    "late_money": _duty(
        "решение по поздней оплате", "late money", "Решить, что с поздней оплатой", "Settle the late payment"
    ),
    "withdrawal_check": _duty(
        "подтверждение отмены",
        "confirmation of the withdrawal",
        "Подтвердить отмену",
        "Confirm the withdrawal",
    ),
    "parked_refusal": _duty(
        "отклик до отложенного отказа",
        "answer before the parked refusal",
        "Откликнуться до отложенного отказа",
        "Answer before the parked refusal",
    ),
    "parked_with_hold": _duty(
        "отклик до конца удержания",
        "answer before the hold ends",
        "Откликнуться до конца удержания",
        "Answer before the hold ends",
    ),
    "denied_withdrawal": _duty(
        "звонок покупателю, который заказ не отменял",
        "call to a buyer who did not withdraw",
        "Позвонить: покупатель заказ не отменял",
        "Call: the buyer did not withdraw",
    ),
    "question": _duty(
        "выбор, кого спросить", "draw of whom to ask", "Решить, спрашивать ли", "Draw whether to ask"
    ),
    "recommendation": _duty(
        "оценка после получения",
        "word on whether he recommends us",
        "Сказать, порекомендует ли",
        "Say whether he recommends us",
    ),
    "survey": _duty(
        "ответ на вопрос площадки",
        "answer to the marketplace's question",
        "Ответить на вопрос",
        "Answer the question",
    ),
    "verdict": _duty("решение по отказу", "verdict on the refusal", "Решить по отказу", "Judge the refusal"),
    "appeal": _duty(
        "ответ партнёра на решение",
        "partner's answer to the verdict",
        "Принять решение или обжаловать",
        "Accept the verdict or appeal",
    ),
    "appeal_decision": _duty(
        "решение по обжалованию", "decision on the appeal", "Решить по обжалованию", "Decide the appeal"
    ),
    "window_move_told": _duty(
        "сообщение о новом окне",
        "word of another window",
        "Сообщить покупателю новое окно",
        "Tell the buyer the window",
    ),
    "window": _duty(
        "доставка в окно", "delivery in its window", "Доставить в назначенное время", "Deliver on time"
    ),
    "reservation": _duty(
        "ответ партнёра о брони", "partner's answer", "Отложить у партнёра", "Reserve at the partner's"
    ),
    "reservation_kept": _duty(
        "использование брони", "use of the reservation", "Забрать отложенное", "Use what was reserved"
    ),
    "carrier_scan": _duty(
        "отметка перевозчика", "carrier's scan", "Отметить, где посылка", "Say where the parcel is"
    ),
    "made_to_order": _duty(
        "изготовление на заказ", "part made to order", "Изготовить на заказ", "Make the part to order"
    ),
    "unready_told": _duty(
        "предупреждение, что заказ не готов",
        "word that it is not ready",
        "Предупредить покупателя: заказ не готов",
        "Tell the buyer that it is not ready",
    ),
    "ready_told": _duty(
        "сообщение «можно забирать»",
        "word that it is ready",
        "Сообщить покупателю: заказ готов",
        "Tell the buyer that it is ready",
    ),
    "visit": _duty(
        "приход покупателя", "buyer's visit", "Прийти в назначенное время", "Come at the time agreed"
    ),
    "expert_here": _duty(
        "отметка на месте перед встречей",
        "presence before the appointment",
        "Быть на месте до встречи",
        "Be there before the appointment",
    ),
    "appointment_told": _duty(
        "сообщение о встрече", "word of the appointment", "Сообщить о встрече", "Tell of the appointment"
    ),
    "rebook": _duty(
        "новое время встречи", "another appointment", "Договориться о новом времени", "Agree another time"
    ),
    "queue": _duty(
        "покупатель ждёт в магазине", "buyer waiting in the shop", "Выйти к покупателю", "See to the buyer"
    ),
    "trip_wasted": _duty(
        "звонок после напрасной поездки",
        "call after a trip in vain",
        "Позвонить: покупатель приходил зря",
        "Call: the buyer came in vain",
    ),
    "credit.application": _duty(
        "заявка на кредит", "credit application", "Оформить заявку на кредит", "File the credit application"
    ),
    "credit.credit_call": _duty(
        "звонок кредитного специалиста",
        "credit specialist's call",
        "Позвонить покупателю о кредите",
        "Call the buyer about the credit",
    ),
    "credit.decision": _duty("решение банка", "bank's decision", "Решить по кредиту", "Decide on the credit"),
    "credit.papers": _duty("бумаги банка", "bank's papers", "Прислать договор", "Send the papers"),
    "credit.goods": _duty(
        "товар со склада", "goods from the warehouse", "Привезти товар в магазин", "Bring the goods"
    ),
    "credit.appointment": _duty(
        "запись на оформление", "appointment", "Назначить время оформления", "Book the appointment"
    ),
    "credit.expert_here": _duty(
        "приход специалиста", "specialist's arrival", "Быть на месте к оформлению", "Be there on time"
    ),
    "credit.ready_told": _duty(
        "сообщение «можно забирать»",
        "word that it is ready",
        "Сказать покупателю: можно забирать",
        "Tell the buyer that it is ready",
    ),
    "credit.declined": _duty(
        "звонок об отказе банка",
        "call about the bank's refusal",
        "Позвонить: банк отказал, предложить другую оплату",
        "Call: the bank said no, offer another payment",
    ),
    "made_to_order.told": _duty(
        "звонок о готовой детали",
        "call that the part is ready",
        "Позвонить: заказанное готово",
        "Call: what was ordered is ready",
    ),
    "exchange.agreed": _duty(
        "разговор об обмене",
        "talk about the exchange",
        "Позвонить и договориться об обмене",
        "Call and agree on the exchange",
    ),
    "exchange.goods_back": _duty(
        "возврат товара покупателем", "goods brought back", "Вернуть товар", "Bring the goods back"
    ),
    "exchange.settled": _duty(
        "замена или возврат денег",
        "replacement or refund",
        "Заменить товар или вернуть деньги",
        "Replace the goods or refund",
    ),
    "delay_told": _duty(
        "разговор о задержке",
        "telling the buyer of the delay",
        "Сказать покупателю о задержке и новом сроке",
        "Tell the buyer of the delay and the new time",
    ),
    "buyer_awaited": _duty("ответ покупателя", "the buyer's answer", "Ответить магазину", "Answer the store"),
    "credit.pickup": _duty("получение заказа", "pickup", "Забрать заказ", "Pick the order up"),
    "round": _duty(
        "обход источников", "round of the sources", "Посмотреть все источники", "Look at all sources"
    ),
    "call_back": _duty("перезвон", "call back", "Перезвонить", "Call back"),
    "reply": _duty("ответ в переписке", "reply in the chat", "Ответить в переписке", "Reply in the chat"),
    "presence": _duty("отметка на смене", "presence", "Отметиться на смене", "Say that you are there"),
    "morning_plan": _duty("план на утро", "morning plan", "Принять план на утро", "Accept the plan"),
    "probe": _duty(
        "проверка способа связи", "probe of the method", "Ответить на проверку", "Answer the probe"
    ),
    "place_probe": _duty(
        "проверка телефона магазина", "probe of the shop's phone", "Ответить на проверку", "Answer the probe"
    ),
    "acceptance": _duty(
        "согласие со стандартом", "acceptance of the standard", "Принять стандарт", "Accept the standard"
    ),
}

PARTIES: Mapping[str, Words] = {
    "buyer": {"ru": "покупатель", "en": "the buyer"},
    "system": {"ru": "система", "en": "the system"},
    "store": {"ru": "магазин", "en": "the store"},
    "owner": {"ru": "кто взял заказ", "en": "who took the order"},
    "head": {"ru": "руководитель магазина", "en": "head of the store"},
    "marketplace": {"ru": "площадка", "en": "the marketplace"},
    "administrator": {"ru": "администратор", "en": "the administrator"},
    "second_person": {"ru": "второй проверяющий", "en": "the second person"},
    "partner": {"ru": "партнёр", "en": "the partner"},
    "warehouse": {"ru": "склад", "en": "the warehouse"},
    "call_centre": {"ru": "колл-центр", "en": "the call centre"},
    "bank": {"ru": "банк", "en": "the bank"},
    "credit_expert": {"ru": "кредитный специалист", "en": "the credit specialist"},
    "carrier": {"ru": "перевозчик", "en": "the carrier"},
    "courier": {"ru": "курьер", "en": "the courier"},
    "supplier": {"ru": "поставщик", "en": "the supplier"},
    "person": {"ru": "сотрудник", "en": "an employee"},
    "other_store": {"ru": "другой магазин", "en": "another store"},
    "nobody": {"ru": "никто", "en": "nobody"},
}
"""Roles of parties; whoever has a name is called by it."""

CLOSED: Mapping[str, Words] = {
    "met": {"ru": "в срок", "en": "in time"},
    "early": {"ru": "раньше окна", "en": "before the window"},
    "met_late": {"ru": "с опозданием", "en": "late"},
    "breached": {"ru": "срок пропущен", "en": "missed"},
    "waived": {"ru": "не понадобилось", "en": "not needed"},
    "paused": {"ru": "на паузе", "en": "paused"},
}
"""What came of an obligation, by verdict."""

DUTY: Mapping[str, Words] = {
    "was": {"ru": "срок был {at}", "en": "was due {at}"},
    "missed": {"ru": "срок {at} пропущен", "en": "was due {at} and missed"},
    "moved": {"ru": "переносили: {count}", "en": "moved: {count}"},
    "you": {"ru": "вы", "en": "you"},
}
