"""The words of the steps of the stories that are played, and of the journal's facts beside them (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words
from otklik.web.texts_complaint import COMPLAINT_STEPS
from otklik.web.texts_credit import CREDIT_STEPS
from otklik.web.texts_delivery import DELIVERY_FACTS, DELIVERY_STEPS


def _answered(minutes: int, ru: str, en: str) -> Words:
    return {
        "ru": f"Звонок через {minutes} мин после заказа: {ru}",
        "en": f"A call {minutes} min after the order: {en}",
    }


STEPS: Mapping[str, Words] = {
    **CREDIT_STEPS,
    **COMPLAINT_STEPS,
    **DELIVERY_STEPS,
    # 004 §1
    "ten": {
        "ru": "Десять заказов в одном магазине, все в 11:00",
        "en": "Ten orders at one store, all at 11:00",
    },
    "answered_8": _answered(8, "лучше цели", "better than the target"),
    "answered_12": _answered(12, "в пределах цели", "within the target"),
    "answered_19": _answered(19, "ещё в пределах цели", "still within the target"),
    "answered_25": _answered(25, "цель прошла, срок ещё нет", "past the target, within the limit"),
    "answered_55": _answered(55, "перед самым сроком", "just before the limit"),
    "answered_65": _answered(65, "срок нарушен на 5 минут", "5 minutes past the limit"),
    "answered_130": _answered(130, "шанс упал в несколько раз", "the chance fell several-fold"),
    "answered_200": _answered(200, "больше трёх часов", "more than three hours"),
    "night": {
        "ru": "Ночной заказ в другом магазине: его часы пойдут с открытия в 9:00",
        "en": "An order of the night at another store: its clock starts at the opening, 9:00",
    },
    "answered_night": {
        "ru": "Утром ночному покупателю звонят первым делом: 8 минут от открытия",
        "en": "First thing in the morning the buyer of the night is called: 8 minutes from the opening",
    },
    "answered_next_day": {
        "ru": "Одному из десяти звонят только на другой день",
        "en": "One of the ten is called only the next day",
    },
    "never": {
        "ru": "Последнему не позвонил никто. Он не забыт: стоит первым в очереди и в письмах администратору",
        "en": "Nobody called the last one. He is not forgotten: first in the queue, and in the administrator's mail",
    },
    # 000
    "ordered_saved": {
        "ru": "Лев заказывает в 11:02, просят предоплату, товар отложен. Позвонить обещано до 12:02",
        "en": "Lev orders at 11:02, to be paid in advance; the goods are set aside. A call is promised before 12:02",
    },
    "ordered_asked": {
        "ru": "За ним Нина: тот же магазин, та же предоплата",
        "en": "Nina follows: the same store, the same payment in advance",
    },
    "insured": {
        "ru": "Роман отказывает Льву, чтобы не держать заказ в голове: «не оплачен». Прошло 12 минут, никто не звонил. "
        "Отказ отложен до конца брони, часы покупателя идут, его страница прежняя",
        "en": "Roman refuses Lev's order so as not to have it on his mind: unpaid. Minute 12, and nobody has called. "
        "The refusal is parked until the hold ends; the buyer's clock goes on, his page is unchanged",
    },
    "insured_again": {
        "ru": "И Нине тоже: отложено так же",
        "en": "And Nina's as well: parked just so",
    },
    "clock_went_on": {
        "ru": "12:02, срок ответа прошёл. Отложенный отказ его не остановил: знают руководитель и администратор",
        "en": "12:02, the answer is overdue. A parked refusal did not stop it: the head and the administrator know",
    },
    "said_silent": {
        "ru": "Лев отмечает на своей странице, что с ним никто не связался. Отказ снят, у руководителя 20 минут",
        "en": "Lev says on his page that nobody got in touch. The refusal is off, and the head has 20 minutes",
    },
    "rescued": {
        "ru": "Борис звонит, говорит минуту и предлагает оплату при получении. Лев согласен: заказ сохранён",
        "en": "Boris calls, talks for a minute and offers payment on delivery. Lev agrees: the order is saved",
    },
    "let_go": {
        "ru": "Нине не позвонил никто. 18 часов прошли: отказ вступил в силу, товар вернулся в продажу один раз",
        "en": "Nobody called Nina. The 18 hours are over: the refusal takes effect, the goods go back on sale, once",
    },
    "told_in_the_morning": {
        "ru": "Ночью её не будят. В 8:00 письмо: что случилось и кнопка «Заказ мне нужен»; за ним один вопрос",
        "en": "Nobody wakes her at night. At 8:00 a letter: what happened, and “I still want it”; then one question",
    },
    "would_have_bought": {
        "ru": "Нина отвечает одним касанием: со мной не связались, я бы купила. «Не оплачен» не подтвердилось, "
        "товар свободен: заказ открыт заново и отложен",
        "en": "Nina answers with one tap: nobody contacted me, I would have bought. “Unpaid” is contradicted, the "
        "goods are free: the order is open again, and set aside",
    },
    "called_first": {
        "ru": "С открытия прошло 9 минут: Борис звонит Нине первой, заказ подтверждён",
        "en": "Nine minutes after the opening Boris calls Nina first, and the order is confirmed",
    },
    "both_sold": {
        "ru": "Оба заказа проданы. В журнале обе версии: что написал продавец и что сказал покупатель",
        "en": "Both orders are sold. The journal holds both versions: what the seller wrote, and what the buyer said",
    },
    # 001
    "scans": {
        "ru": "Глеб приходит в магазин и сканирует код на кассовом планшете: он на смене и на месте",
        "en": "Gleb comes to the shop and scans the code on the till's tablet: on shift, and there",
    },
    "owner_joins": {
        "ru": "Владелица Дина встаёт на смену из дома: код не сканирован, её место не подтверждено",
        "en": "Dina, the owner, joins the shift from home: no code scanned, so her place is not proved",
    },
    "round_part": {
        "ru": "Первый обход: Глеб посмотрел очередь и пропущенные звонки, а почту не открыл",
        "en": "The first round: Gleb looked at the queue and the missed calls, and left the mailbox shut",
    },
    "mailbox_shut": {
        "ru": "Обход не закончен к 9:10. В 9:15 руководителю пишут, что именно не открыто: почта",
        "en": "The round was not complete by 9:10. At 9:15 the head is told what was not opened: the mailbox",
    },
    "mailbox_opened": {
        "ru": "Почту открыли, обход закончен с опозданием",
        "en": "The mailbox was opened: the round is complete, and late",
    },
    "ordered_home": {
        "ru": "Мария заказывает в 12:00. Узнают все на смене, и Дина дома тоже",
        "en": "Maria orders at 12:00. Everybody on shift is told, and Dina at home too",
    },
    "from_home": {
        "ru": "Дина отвечает из дома «1». Это записано, и ей так и сказано; магазин продолжают звать",
        "en": "Dina answers “1” from home. It is on record, and she is told so; the shop is called on",
    },
    "full": {
        "ru": "У прилавка полно людей: Вера и Глеб нажимают «у меня люди». Заказ сразу идёт в колл-центр",
        "en": "Vera and Gleb both tap “customers at the counter”, and the order goes to the call centre at once",
    },
    "helper_takes": {
        "ru": "Ольга из колл-центра берёт заказ, лестница ждёт",
        "en": "Olga of the call centre takes it, and the ladder waits",
    },
    "helper_talks": {
        "ru": "Она говорит с Марией полторы минуты, заказ подтверждён. Больше никого не зовут",
        "en": "She talks with Maria for a minute and a half, and the order is confirmed. Nobody is called any more",
    },
    "round_missed": {
        "ru": "С полудня никто не смотрел, нет ли новых заказов. Обход пропущен, смене напоминают",
        "en": "Since noon nobody has looked for new orders. The round is missed, and the shift is reminded",
    },
    "round_head": {"ru": "Через пять минут знает руководитель", "en": "Five minutes later the head knows"},
    "round_admin": {
        "ru": "Через полчаса это строка у администратора, и ни один заказ ещё не опоздал",
        "en": "After half an hour it is a row on the administrator's screen, and no order is late yet",
    },
    "looked": {
        "ru": "Глеб посмотрел всё, строка исчезает",
        "en": "Gleb looks through everything, and the row goes away",
    },
    # 004 §2
    "ordered_waits": {
        "ru": "Лейла заказала в 11:50, ей ещё не ответили",
        "en": "Leyla ordered at 11:50, and has no answer yet",
    },
    "rings": {
        "ru": "В 12:20 она звонит сама, трубку не берут. Перезвонить надо до 12:30, на заказе происшествие",
        "en": "At 12:20 she rings, and nobody picks up. A call back is owed by 12:30, and the order has an incident",
    },
    "rings_again": {
        "ru": "Она звонит ещё трижды: это всё та же просьба, и срок прежний",
        "en": "She rings three times more: it is the same request, and the same limit",
    },
    "called_back": {
        "ru": "В 12:26 Глеб перезванивает: и звонок, и заказ отвечены",
        "en": "At 12:26 Gleb calls back: both the call and the order are answered",
    },
    # 002 §1
    "ordered": {"ru": "Мария заказывает в 15:00", "en": "Maria orders at 15:00"},
    "receipt": {
        "ru": "У неё уже есть письмо: что заказано и до скольких позвонит человек",
        "en": "She has a letter already: what was ordered, and by when a person calls",
    },
    "ordered_lost": {
        "ru": "Тимур заказывает в магазине, где сегодня никто не отвечает, и ошибается в адресе почты",
        "en": "Timur orders at a store where nobody answers today, and mistypes his mail address",
    },
    "receipt_failed": {
        "ru": "Письмо не дошло, и администратор узнал об этом сразу",
        "en": "The letter was refused, and the administrator was told at once",
    },
    "called": {
        "ru": "Через 12 минут Марии звонит продавец, и она подтверждает заказ",
        "en": "After 12 minutes a seller calls Maria, and she confirms",
    },
    "nobody_called": {
        "ru": "Тимуру никто не позвонил за час: об этом знают руководитель и администратор",
        "en": "Nobody called Timur within the hour: the head and the administrator know",
    },
    "calls_in": {
        "ru": "Утром Тимур звонит сам. Найдите его: по номеру, телефону или «гафар»",
        "en": "In the morning Timur rings up. Find him: by number, phone, or “гафар”",
    },
    "found": {
        "ru": "Руководитель находит заказ и извиняется, Тимур остаётся покупателем",
        "en": "The head found the order and apologised; Timur stays a buyer",
    },
}
"""What a page tells beside a step, by the step's `says`."""

FACTS: Mapping[str, Words] = {
    **DELIVERY_FACTS,
    "order.received": {"ru": "заказ получен", "en": "order received"},
    "order.taken": {"ru": "взят", "en": "taken"},
    "contact.reached": {"ru": "разговор с покупателем", "en": "talk with the buyer"},
    "order.confirmed": {"ru": "подтверждён", "en": "confirmed"},
    "obligation.breached": {"ru": "срок нарушен", "en": "limit passed"},
    "message.accepted": {"ru": "письмо ушло", "en": "letter went out"},
    "message.failed": {"ru": "письмо не принято", "en": "letter refused"},
    "shift.joined": {"ru": "встал на смену", "en": "joined the shift"},
    "round.attested": {"ru": "посмотрели", "en": "looked"},
    "round.completed": {"ru": "обход закончен", "en": "round complete"},
    "busy.started": {"ru": "у продавцов люди", "en": "customers at the counter"},
    "call.missed": {"ru": "звонок без ответа", "en": "call not answered"},
    "refusal.parked": {"ru": "отказ отложен", "en": "refusal parked"},
    "refusal.unparked": {"ru": "отказ снят", "en": "refusal off"},
    "refusal.rescued": {"ru": "заказ сохранён", "en": "order saved"},
    "buyer.said_silent": {"ru": "«со мной не связались»", "en": "“nobody contacted me”"},
    "order.refused": {"ru": "отказ", "en": "refused"},
    "survey.answered": {"ru": "ответ покупателя", "en": "buyer's answer"},
    "verdict.proposed": {"ru": "вывод о причине", "en": "verdict on the reason"},
    "order.reopened": {"ru": "заказ открыт заново", "en": "order open again"},
    "order.completed": {"ru": "заказ выполнен", "en": "order completed"},
    "goods.released": {"ru": "товар вернулся в продажу", "en": "goods back on sale"},
    "promise.made": {"ru": "обещано", "en": "promised"},
    "promise.told": {"ru": "перенесено с ведома покупателя", "en": "moved, and the buyer told"},
    "promise.kept": {"ru": "обещание выполнено", "en": "promise kept"},
    "step.done": {"ru": "шаг сделан", "en": "step done"},
    "bank.decided": {"ru": "решение банка", "en": "the bank's decision"},
    "goods.arrived": {"ru": "товар на месте", "en": "goods here"},
    "paper.present": {"ru": "бумаги на месте", "en": "papers here"},
    "complaint.received": {"ru": "жалоба", "en": "complaint"},
    "complaint.acted": {"ru": "первое действие", "en": "first action"},
    "complaint.closed": {"ru": "жалоба закрыта", "en": "complaint closed"},
    "conduct.flagged": {"ru": "текст отмечен", "en": "text flagged"},
    "conduct.judged": {"ru": "текст прочитан человеком", "en": "text read by a person"},
    "order.ready": {"ru": "готов", "en": "ready"},
    "appointment.booked": {"ru": "встреча назначена", "en": "appointment booked"},
    "appointment.moved": {"ru": "встреча перенесена", "en": "appointment moved"},
    "expert.checked_in": {"ru": "специалист на месте", "en": "the expert is there"},
    "buyer.came": {"ru": "покупатель пришёл", "en": "the buyer came"},
    "buyer.served": {"ru": "к нему подошли", "en": "attended to"},
}
"""Facts worth telling beside a story, by their kind; the others stand on the order's own page."""

ANSWERS: Mapping[str, Words] = {
    "met": {"ru": "ответ вовремя: {span} рабочего времени", "en": "answered in time: {span} of working time"},
    "met_late": {
        "ru": "ответ с опозданием: {span} рабочего времени",
        "en": "answered late: {span} of working time",
    },
    "early": {"ru": "ответ до открытия", "en": "answered before the opening"},
    "breached": {"ru": "заказ закрыт без ответа", "en": "closed without an answer"},
    "waived": {"ru": "ответ больше не нужен", "en": "no answer is owed any more"},
    "missed": {"ru": "ответа нет, срок прошёл", "en": "no answer, the limit has passed"},
    "": {"ru": "ответ ещё впереди", "en": "the answer is still to come"},
}
"""How the first answer came out, by its verdict."""
