"""The words beside the stories of delivery and of missing goods (002 §3–§4, 004 §4), Russian and English (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

DELIVERY_STEPS: Mapping[str, Words] = {
    # 004 §4, the courier
    "late_ordered": {
        "ru": "Ольга заказывает доставку в магазине на Таганке",
        "en": "Olga orders with delivery at the store at Taganka",
    },
    "late_agreed": {
        "ru": "В разговоре Глеб предлагает окно завтра с 14 до 16. Оно есть в списке, потому что помещается в маршрут",
        "en": "In the talk Gleb offers tomorrow, 14 to 16. It is on the list because it fits into the route",
    },
    "late_set_out": {
        "ru": "Назавтра курьер выезжает с её заказом. На странице Ольги видно, что он в пути",
        "en": "The next day the courier sets out with her order. Olga's page says that he is on the road",
    },
    "late_told": {
        "ru": "15:20, курьер говорит, что опоздает на 40 минут. Окно ещё не кончилось, а Ольга уже знает новое время",
        "en": "15:20, the courier says that he is 40 minutes late. Her window is not over, and Olga knows the new time",
    },
    "late_coming": {
        "ru": "16:20, он едет к ней: приходит сообщение с минутой приезда",
        "en": "16:20, he is on his way to her: a message names the minute",
    },
    "late_at_door": {
        "ru": "16:40, он у двери, оплата записана",
        "en": "16:40, he is at the door, and the payment is on record",
    },
    "late_witnessed": {
        "ru": "Ольга отмечает: до двери, вежливо",
        "en": "Olga says: to the door, and polite",
    },
    # 002 §3
    "down_ordered": {
        "ru": "Пётр заказывает доставку до двери",
        "en": "Pyotr orders delivery to the door",
    },
    "down_agreed": {
        "ru": "Глеб звонит через 9 минут, окно завтра с 12 до 14",
        "en": "Gleb calls after 9 minutes; the window is tomorrow, 12 to 14",
    },
    "down_handed": {
        "ru": "Утром диспетчер передаёт заказ службе «Быстро-Курьер»",
        "en": "In the morning the dispatcher hands the order to an outside carrier",
    },
    "down_done": {
        "ru": "13:05, служба сообщает: вручено у двери, в срок",
        "en": "13:05, the carrier reports: handed over at the door, in time",
    },
    "down_said": {
        "ru": "«Пришлось спуститься», отмечает Пётр. Верят ему: доля «до двери» этой службы падает, руководитель "
        "получает жалобу с её именем",
        "en": "“I had to go down”, says Pyotr. His word counts: the carrier's share of doors falls, and the head gets "
        "a complaint that names it",
    },
    "down_seen_to": {
        "ru": "Дина звонит через 12 минут, извиняется и передаёт службе",
        "en": "Dina calls after 12 minutes, apologises and tells the carrier",
    },
    "down_solved": {
        "ru": "«Решено», нажимает Пётр. Закрыть жалобу за него никто не мог",
        "en": "“Solved”, taps Pyotr. Nobody could have closed it for him",
    },
    # 002 §4
    "feb_limited": {
        "ru": "В истории это 10 февраля, а нужно к 14-му; в демо другая дата, и здесь это «через четыре дня». За МКАД "
        "до праздника едут один раз: Кирилл оставил на тот день два места, на дни до него ни одного",
        "en": "In the story it is 10 February, and it is needed by the 14th; the demo has another date, so here it is "
        "“in four days”. Beyond the ring there is one run before the holiday: Kirill has left two places on that day "
        "and none before it",
    },
    "feb_any": {
        "ru": "Семёну за МКАД всё равно, когда привезут",
        "en": "Semyon, beyond the ring, does not mind when it comes",
    },
    "feb_any_agreed": {
        "ru": "Ему достаётся первое из двух мест: первое свободное окно в тот самый день",
        "en": "He gets the first of the two places: the first free window is on that very day",
    },
    "feb_kept": {
        "ru": "Асе тоже всё равно. Второе место ей не предлагают, хотя оно есть: его берегут для тех, кому нужно к "
        "сроку. Ей привезут на день позже",
        "en": "Asya does not mind either. The second place is there, and she is not offered it: it is kept for whoever "
        "needs that day. Hers comes a day later",
    },
    "feb_needs": {
        "ru": "Илье нужно через четыре дня, и он отмечает это на своей странице",
        "en": "Ilya needs it in four days, and says so on his page",
    },
    "feb_needs_agreed": {
        "ru": "Ему отвечают: успеваем. Сбережённое место теперь его",
        "en": "He is told that it can be there. The place that was kept is his now",
    },
    "feb_late": {
        "ru": "Прошло два дня (в истории 12 февраля). Павел заказывает туда же, и ему нужно через два дня",
        "en": "Two days later (12 February in the story) Pavel orders to the same place, and needs it in two days",
    },
    "feb_told": {
        "ru": "Он называет день, и страница отвечает в ту же минуту: к этому дню не привезти; до какого часа надо было "
        "заказать; в каком магазине это лежит",
        "en": "He names the day, and his page answers within the minute: it can't be there by then; before what hour "
        "it had to be ordered; at which store it lies",
    },
    "feb_called": {
        "ru": "Глеб звонит через 8 минут: то же самое вслух. Павел заберёт сам",
        "en": "Gleb calls after 8 minutes and says the same. Pavel will collect it himself",
    },
    "feb_collected": {
        "ru": "Вечером валенки у Павла, за два дня до праздника. Пустого обещания никто не дал",
        "en": "In the evening Pavel has the boots, two days before the holiday. Nobody made an empty promise",
    },
    # 004 §4, the size
    "size_ordered": {
        "ru": "Мария заказывает валенки 25-го размера на Тверской. Последнюю пару там уже продали",
        "en": "Maria orders felt boots, size 25, at Tverskaya. The last pair there is sold",
    },
    "size_missing": {
        "ru": "Роман звонит через 8 минут. Пары нет, а Мария на линии",
        "en": "Roman calls after 8 minutes. The pair is gone, and Maria is on the line",
    },
    "size_found": {
        "ru": "Такая же есть на Таганке, видели 20 минут назад. Роман предлагает её в разговоре, Мария согласна, и "
        "Таганку просят отложить",
        "en": "The same is at Taganka, seen 20 minutes ago. Roman offers it in the talk, Maria agrees, and Taganka is "
        "asked to put it aside",
    },
    "size_reserved": {
        "ru": "Глеб отложил пару на 60 минут. О Марии Таганка пока не знает ничего",
        "en": "Gleb has put the pair aside for 60 minutes. Of Maria Taganka knows nothing yet",
    },
    "size_passed": {
        "ru": "Заказ передан Таганке вместе с парой. Часы Марии не начались заново",
        "en": "The order goes to Taganka with the pair. Maria's clock did not start anew",
    },
    "size_called": {
        "ru": "Глеб звонит: пара ждёт, заказ подтверждён",
        "en": "Gleb calls: the pair waits, the order is confirmed",
    },
    "size_sold": {
        "ru": "Куплено. Отказа не было; записаны и пара, которую хотели, и пара, которую выдали",
        "en": "Sold. Nobody refused; the pair wished for and the pair handed over are both on record",
    },
}
"""What a page tells beside a step, by the step's `says`."""

DELIVERY_FACTS: Mapping[str, Words] = {
    "deadline.named": {"ru": "назван срок", "en": "needed by a day"},
    "window.accepted": {"ru": "окно согласовано", "en": "window agreed"},
    "window.told": {"ru": "о новом окне сказано", "en": "told of the new window"},
    "delivery.handed_over": {"ru": "заказ в пути", "en": "order on the road"},
    "delivery.done": {"ru": "доставлен", "en": "delivered"},
    "delivery.witnessed": {"ru": "слово покупателя", "en": "the buyer's word"},
    "alternatives.sought": {"ru": "искали замену", "en": "looked for the same"},
    "alternative.accepted": {"ru": "покупатель согласен", "en": "the buyer agrees"},
    "reservation.made": {"ru": "отложено", "en": "put aside"},
    "order.assigned": {"ru": "передан", "en": "handed on"},
}
"""What the journal says of them, by kind."""
