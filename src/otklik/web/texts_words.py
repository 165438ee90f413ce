"""The five texts in our own words: what went wrong then, what ends well now, what is still missing (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from otklik.domain.locales import Words

PAGE: Mapping[str, Words] = {
    "title": {"ru": "Пять текстов", "en": "Five texts"},
    "why": {
        "ru": "Отклик вырос из пяти рассказов о том, как магазины теряют заказы. Здесь каждый из них "
        "пересказан: что пошло не так тогда и чем это кончается теперь. Где есть кнопка "
        "«Сыграть», история идёт на часах демо.",
        "en": "Otklik grew out of five accounts of how shops lose orders. Each is retold here: what "
        "went wrong then, and how it ends now. Where there is a button “Play”, the story runs on "
        "the demo's clock.",
    },
    "then": {"ru": "Как было", "en": "What went wrong then"},
    "now": {"ru": "Как теперь", "en": "How it ends now"},
    "screens": {"ru": "Где это видно", "en": "Screens"},
    "missing": {"ru": "Чего ещё нет", "en": "What is still missing"},
    "ids": {"ru": "Требования", "en": "Requirements"},
    "play": {"ru": "Сыграть: {what}", "en": "Play: {what}"},
    "again": {"ru": "Сыграть ещё раз: {what}", "en": "Play again: {what}"},
    "moves": {
        "ru": "Часы демо перейдут к началу истории. Всё, что случится по дороге, случится.",
        "en": "The demo's clock goes to the start of the story. What happens on the way happens.",
    },
    "on_orders": {
        "ru": "Часы демо остаются на месте: отчёт делается по заказам, которые уже есть.",
        "en": "The demo's clock stays where it is: the report is made of the orders that are there.",
    },
    "staging": {"ru": "Расставляем участников", "en": "Setting the stage"},
    "played": {"ru": "История идёт", "en": "The story is on"},
    "over": {"ru": "История сыграна", "en": "The story is played"},
    "next": {"ru": "Следующий шаг: {when}", "en": "Next step: {when}"},
    "step_when": {"ru": "Когда", "en": "When"},
    "step_what": {"ru": "Что в истории", "en": "In the story"},
    "step_facts": {"ru": "Что в журнале", "en": "In the journal"},
    "ahead": {"ru": "впереди", "en": "ahead"},
    "order": {"ru": "Заказ {number}", "en": "Order {number}"},
    "buyer": {"ru": "страница покупателя", "en": "buyer's page"},
    "mail": {"ru": "письма", "en": "letters"},
    "party": {"ru": "страница этой стороны", "en": "that party's page"},
    "desk": {"ru": "очередь магазина", "en": "the shop's queue"},
    "calls": {"ru": "звонки", "en": "calls"},
    "parked": {"ru": "отложенные отказы", "en": "parked refusals"},
    "court": {"ru": "очередь проверки", "en": "the audit queue"},
    "network": {"ru": "сеть", "en": "the network"},
    "delivery_plan": {"ru": "прогноз и план доставки", "en": "forecast and plan of delivery"},
    "delivery": {"ru": "доставка", "en": "delivery"},
    "complaints": {"ru": "жалобы", "en": "complaints"},
    "number": {"ru": "Найти по номеру {number}", "en": "Find by number {number}"},
}


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen on which a story ends well: the name of its route, an anchor, its words."""

    route: str
    anchor: str
    words: Words


@dataclass(frozen=True, slots=True)
class Play:
    """A story that plays a text, by its name, and what its button says."""

    story: str
    words: Words


@dataclass(frozen=True, slots=True)
class Text:
    """One of the five: number, title, paragraphs by part (None = nothing is missing), the stories that play it."""

    number: str
    title: Words
    then: Words
    now: Words
    missing: Words | None
    ids: tuple[str, ...]
    screens: tuple[Screen, ...]
    plays: tuple[Play, ...] = ()


DESK = Screen("desk", "", {"ru": "очередь заказов", "en": "the queue of orders"})
MAIL = Screen(
    "demo_mail", "", {"ru": "письма покупателю и сотрудникам", "en": "letters to the buyer and the staff"}
)
MESSAGES = Screen("messages", "", {"ru": "что кому отправлено", "en": "what was sent to whom"})
SETUP = Screen("setup", "", {"ru": "смены и способы связи", "en": "shifts and contact methods"})
REPORTS = Screen("reports", "", {"ru": "отчёты", "en": "reports"})
CALLS = Screen("calls", "", {"ru": "пропущенные звонки", "en": "missed calls"})
ROUND = Screen("round", "", {"ru": "обход", "en": "the round"})
PARKED = Screen("parked", "", {"ru": "отложенные отказы", "en": "parked refusals"})
COURT = Screen("court", "", {"ru": "очередь проверки", "en": "the audit queue"})
NETWORK = Screen("network", "", {"ru": "сеть: причины и деньги", "en": "the network: reasons and money"})
ORDERS = Screen("orders", "", {"ru": "все заказы", "en": "all orders"})
DELIVERY = Screen("delivery", "", {"ru": "доставка", "en": "delivery"})

TEXTS: tuple[Text, ...] = (
    Text(
        "000",
        {"ru": "Отказ на всякий случай", "en": "Refused to be on the safe side"},
        {
            "ru": "Склады отказывались от заказов через несколько минут, чтобы не держать их в голове, и "
            "писали одно: «не оплачен». Когда покупателей спросили, многие ответили, что ждали звонка"
            " и купили бы.",
            "en": "Warehouses refused orders within minutes, so as not to have them on their minds, and "
            "wrote one word: unpaid. Asked later, many of the buyers said that they had waited for a "
            "call and would have bought.",
        },
        {
            "ru": "Отказываться впрок незачем: неоплаченный товар система сама вернёт в продажу через 18 часов, один "
            "раз и не раньше срока ответа. Ранний отказ отложен, а продавцу предложено, чем сохранить заказ. "
            "Покупателя спрашивают одним вопросом; если он купил бы, заказ открывается заново.",
            "en": "Nobody has to refuse as insurance: after 18 hours the system itself returns unpaid goods to sale, "
            "once and never before the answer was due. An early refusal is parked, and the seller is offered what "
            "saves the order. The buyer is asked one question; if he would have bought, the order is open again.",
        },
        None,
        ("R01", "R02", "R03", "R04", "R05", "R06", "R07"),
        (PARKED, COURT, NETWORK, ORDERS, MAIL),
        (
            Play(
                "insurance-refusal",
                {"ru": "отказ на двенадцатой минуте", "en": "refused at minute twelve"},
            ),
        ),
    ),
    Text(
        "001",
        {"ru": "Телефон дома у владельца", "en": "The phone is at the owner's home"},
        {
            "ru": "Сообщение о заказе приходило на телефон, который лежал не в магазине. Почту никто не "
            "открывал, продавцы были заняты людьми у прилавка. Покупатель из интернета ждал дольше "
            "всех и уходил.",
            "en": "The message about an order went to a phone that was not in the shop. Nobody opened the "
            "mailbox, the sellers were busy with people at the counter. The buyer on the internet "
            "waited longest, and left.",
        },
        {
            "ru": "Заказ приходит тому, кто стоит в магазине: это подтверждает код на кассовом планшете. «Беру» из "
            "дома записывают, но магазин зовут дальше. Все у прилавка, значит заказ сразу у колл-центра. Каждые "
            "полчаса смена смотрит все источники, и пропущенный обход виден раньше, чем опоздает заказ.",
            "en": "An order goes to whoever stands in the shop, as the code on the till's tablet proves. “I take it” "
            "from home is recorded, and the shop is called on. With everybody at the counter the order goes to the "
            "call centre at once. Every half hour the shift looks at all sources, and a missed round is seen before "
            "any order is late.",
        },
        {
            "ru": "Обмен с кассой и счётчиком посетителей: сколько внимания достаётся людям в зале, считается там, где "
            "магазин это записывает сам.",
            "en": "An exchange with the till and the visitor counter: how much attention people in the shop get is "
            "counted where a store records it by itself.",
        },
        ("R08", "R09", "R10", "R11", "R13", "R14"),
        (DESK, ROUND, SETUP, MESSAGES, REPORTS),
        (
            Play("phone-at-home", {"ru": "телефон дома, магазин полон", "en": "phone at home, shop full"}),
            Play("minute-cost", {"ru": "сколько стоит минута", "en": "what a minute costs"}),
        ),
    ),
    Text(
        "002",
        {"ru": "Есть ли жизнь после кнопки «Купить»", "en": "Is there life after “Buy”"},
        {
            "ru": "После заказа ни письма, ни звонка. На следующий день покупатель звонил сам, диктовал "
            "номер и снимал заказ. В других магазинах грубили, не поднимались до двери, не "
            "справлялись перед Новым годом.",
            "en": "No letter and no call after the order. The next day the buyer rang up himself, read out "
            "the number and cancelled. Elsewhere people were rude, did not come up to the door, or "
            "drowned before New Year.",
        },
        {
            "ru": "Подтверждение уходит в ту же минуту, с честным временем звонка. Если письмо не дошло, об этом "
            "сразу знает администратор. Кто позвонил сам, найден по номеру, телефону или половине имени. На "
            "жалобу руководитель отвечает за 20 минут рабочего времени, а закрывает её сам покупатель или "
            "второй человек. Окно доставки продаётся, только если оно помещается в маршрут дня; о двери судит "
            "покупатель. Успеют ли к 14 февраля, сказано сразу и честно; чего не хватит в декабре, видно 8-го.",
            "en": "The receipt goes out within the minute, with the honest time of the call. If it does not "
            "arrive, the administrator knows at once. Whoever rings up is found by number, phone, or half a "
            "name. To a complaint the head answers within 20 minutes of working time, and the buyer himself or a "
            "second person closes it. A delivery window is sold only where it fits into the day's route; the buyer "
            "says whether it was the door. Whether it can be there by 14 February is said at once and honestly; what "
            "December will lack is seen on the 8th.",
        },
        None,
        ("R15", "R16", "R17", "R18", "R19", "R20", "R21"),
        (DESK, MAIL, ORDERS, DELIVERY),
        (
            Play("receipt-and-call", {"ru": "подтверждение и звонок", "en": "the receipt and the call"}),
            Play("complaint-heard", {"ru": "жалобу услышали", "en": "a complaint is heard"}),
            Play("to-the-door", {"ru": "курьер не поднялся", "en": "the courier did not come up"}),
            Play("february-14", {"ru": "нужно к 14 февраля", "en": "needed by 14 February"}),
            Play("new-year", {"ru": "две недели до Нового года", "en": "two weeks before New Year"}),
        ),
    ),
    Text(
        "003",
        {"ru": "Телефон в кредит", "en": "A phone on credit"},
        {
            "ru": "Первый звонок через 26 часов, решение «сегодня» пришло завтра, потом два дня тишины. Час"
            " ожидания эксперта, товара на месте нет. «Готов к выдаче» оказалось без бумаг банка. "
            "Помог четвёртый сотрудник.",
            "en": "The first call after 26 hours, a “today” that came tomorrow, then two days of silence. "
            "An hour's wait for the expert, and no goods. “Ready for pickup” turned out to lack the "
            "bank's papers. The fourth employee helped.",
        },
        {
            "ru": "У дела один ответственный, и все шаги видны покупателю: кто и до скольких, по часам банка, "
            "кредитного отдела и склада. О каждом сдвиге ему говорят до срока. «Готов» пишут, только когда "
            "на месте товар, бумаги и специалист. Встреча назначена с названным человеком; если его нет, "
            "покупатель узнаёт до выхода из дома.",
            "en": "One person owns the case, and the buyer sees every step: who and by when, by the hours of bank, "
            "credit desk and warehouse. Each slip is told before it lapses. “Ready” is written only when "
            "goods, papers and expert are there. The appointment is with a named person; if he is missing, "
            "the buyer knows before he leaves home.",
        },
        None,
        ("R23", "R24", "R25", "R26", "R27", "R28", "R29"),
        (DESK, ORDERS),
        (Play("credit-purchase", {"ru": "телефон в кредит", "en": "a phone on credit"}),),
    ),
    Text(
        "004",
        {"ru": "Десять минут, час, завтра", "en": "Ten minutes, an hour, tomorrow"},
        {
            "ru": "Магазины жаловались, что продажи упали, а сами отвечали через два-три часа или на другой"
            " день. Корзину покупатель собирал сразу у нескольких продавцов, и выигрывал тот, кто "
            "ответил первым.",
            "en": "Shops complained that sales had fallen, and answered after two or three hours or the "
            "next day. Buyers filled carts with several sellers at once, and whoever answered first "
            "won.",
        },
        {
            "ru": "Часы каждого заказа идут по рабочему времени магазина: цель 20 минут, срок час. Заказ из"
            " ночи ждёт открытия, и покупатель знает об этом сразу. Каждый ответ попадает в свою "
            "полосу с точностью до секунды. Размер, которого нет на полке, прямо в разговоре резервируют у соседа, "
            "а об опоздании курьера говорят до конца окна.",
            "en": "Each order's clock runs in the store's working time: target 20 minutes, limit an hour. "
            "An order of the night waits for the opening, and the buyer is told at once. A missed call is "
            "called back within 10 minutes, and two carts of one buyer are seen together. A size that is not on "
            "the shelf is reserved at another store in the talk, and a late courier is told of in time.",
        },
        {
            "ru": "Вопросы в мессенджерах: это часть «Случаи».",
            "en": "Questions in messengers: this is the part on cases.",
        },
        ("R30", "R31", "R32", "R33", "R34", "R35", "R36", "R37"),
        (DESK, CALLS, ORDERS, MAIL, REPORTS),
        (
            Play("answer-times", {"ru": "десять заказов в одиннадцать", "en": "ten orders at eleven"}),
            Play("missed-call", {"ru": "пропущенный звонок", "en": "the missed call"}),
            Play("size-25", {"ru": "размера 25 нет на полке", "en": "size 25 is not on the shelf"}),
            Play(
                "late-courier",
                {"ru": "курьер опаздывает на 40 минут", "en": "the courier is 40 minutes late"},
            ),
        ),
    ),
)
"""The five, in their order."""
