"""Titles, heads of columns and names of figures on the page of an audit, Russian and English side by side."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

SECTIONS: Mapping[str, Words] = {
    "answers": {"ru": "Как скоро отвечали", "en": "How soon buyers were answered"},
    "bins": {"ru": "Сколько стоит минута", "en": "What a minute costs"},
    "waiting": {"ru": "Сколько покупателей ещё ждут", "en": "How many buyers still wait"},
    "money": {"ru": "О каких деньгах речь", "en": "Money at stake"},
    "worst": {"ru": "Десять худших заказов", "en": "The ten worst orders"},
    "refusals": {"ru": "Отказы", "en": "Refusals"},
    "promises": {"ru": "Обещания", "en": "Promises"},
    "delivery": {"ru": "Доставка", "en": "Delivery"},
    "outcomes": {"ru": "Чем кончились заказы", "en": "How orders ended"},
    "week": {"ru": "Когда не успеваем", "en": "When answers are late"},
    "quality": {"ru": "Что в файле не так", "en": "What is wrong with the file"},
    "absent": {"ru": "Чего в файле нет", "en": "What is not in this file"},
    "method": {"ru": "Как посчитано", "en": "How it was computed"},
}
JOURNAL_SECTIONS: Mapping[str, Words] = {
    "quality": {"ru": "Что в журнале не так", "en": "What is wrong with the journal"},
    "absent": {"ru": "Чего в журнале нет", "en": "What is not on record"},
}
"""Titles where the orders came from the product's own journal."""

COLUMNS: Mapping[str, Words] = {
    "band": {"ru": "Ответ", "en": "Answer"},
    "count": {"ru": "Заказов", "en": "Orders"},
    "of": {"ru": "Из", "en": "Of"},
    "share": {"ru": "Доля", "en": "Share"},
    "working": {"ru": "Рабочее время", "en": "Working time"},
    "working_count": {"ru": "Заказов, рабочее время", "en": "Orders, working time"},
    "wall": {"ru": "По обычным часам", "en": "By the wall clock"},
    "wall_count": {"ru": "Заказов, по обычным часам", "en": "Orders, by the wall clock"},
    "figure": {"ru": "Показатель", "en": "Figure"},
    "half": {"ru": "Половина до", "en": "Half within"},
    "nine_tenths": {"ru": "90 % до", "en": "90% within"},
    "nineteen": {"ru": "95 % до", "en": "95% within"},
    "measured": {"ru": "По заказам", "en": "Orders measured"},
    "reason": {"ru": "Причина", "en": "Reason"},
    "premature": {"ru": "Раньше часа", "en": "Premature"},
    "outcome": {"ru": "Итог", "en": "Outcome"},
    "amount": {"ru": "Сумма", "en": "Amount"},
    "name": {"ru": "Название", "en": "Name"},
    "in_target": {"ru": "В желаемый срок", "en": "In the target"},
    "p50": {"ru": "Половина, рабочее время", "en": "Half within, working time"},
    "silent": {"ru": "Без ответа", "en": "Never answered"},
    "kept": {"ru": "Продажа состоялась", "en": "Sale kept"},
    "promises": {"ru": "Обещания сдержаны", "en": "Promises kept"},
    "lost": {"ru": "Не состоялось на", "en": "Lost"},
    "delay": {"ru": "Ответ", "en": "Answer"},
    "raw": {"ru": "Продажа состоялась", "en": "Sale kept"},
    "adjusted": {"ru": "С поправкой", "en": "Adjusted"},
    "covered": {"ru": "Сравнимо заказов", "en": "Comparable orders"},
    "after": {"ru": "Прошло рабочего времени", "en": "Working time passed"},
    "waiting": {"ru": "Ещё ждут", "en": "Still waiting"},
    "at_risk": {"ru": "Под наблюдением", "en": "At risk"},
    "order": {"ru": "Заказ", "en": "Order"},
    "store": {"ru": "Магазин", "en": "Store"},
    "placed": {"ru": "Оформлен", "en": "Placed"},
    "what": {"ru": "Что случилось", "en": "What happened"},
    "waited": {"ru": "Ждали, рабочее время", "en": "Waited, working time"},
    "ended": {"ru": "Чем кончилось", "en": "How it ended"},
    "flaw": {"ru": "Что не так", "en": "What is wrong"},
    "rows": {"ru": "Строк", "en": "Rows"},
    "remedy": {"ru": "Что сделать", "en": "What to do"},
    "lines": {"ru": "Например, строки", "en": "For example lines"},
    "field": {"ru": "Что", "en": "What"},
    "shows": {"ru": "Что с ним было бы видно", "en": "What it would show"},
}
FIGURES: Mapping[str, Words] = {
    "in_target": {"ru": "Ответили в желаемый срок, {span}", "en": "Answered in the target, {span}"},
    "in_limit": {"ru": "Ответили в предельный срок, {span}", "en": "Answered in the limit, {span}"},
    "silent": {"ru": "Остались без ответа", "en": "Never answered"},
    "first_thing": {
        "ru": "Заказы в нерабочие часы: ответили в срок от открытия",
        "en": "Out-of-hours orders answered in time from the opening",
    },
    "completed_silently": {
        "ru": "Продажа состоялась без единого ответа",
        "en": "Sale kept without any answer on record",
    },
    "working": {"ru": "Время до ответа, рабочее", "en": "Time to the answer, working"},
    "wall": {"ru": "Время до ответа, по обычным часам", "en": "Time to the answer, by the wall clock"},
    "refused": {"ru": "Магазин отказал", "en": "Refused by the shop"},
    "premature": {"ru": "Отказали раньше, чем через {span}", "en": "Refused in less than {span}"},
    "without_contact": {"ru": "Отказали, не связавшись с покупателем", "en": "Refused without contact"},
    "without_reason": {"ru": "Отказали, не назвав причины", "en": "Refused without a reason"},
    "refusal_wall": {
        "ru": "От заказа до отказа, по обычным часам",
        "en": "From order to refusal, by the wall clock",
    },
    "late": {"ru": "Обещание не сдержано", "en": "Promise broken"},
    "kept": {"ru": "Обещание сдержано", "en": "Promise kept"},
    "unknown": {"ru": "Чем кончилось, не записано", "en": "No end on record"},
    "late_by": {"ru": "Опоздали на", "en": "Late by"},
    "early_by": {"ru": "Успели раньше на", "en": "Early by"},
    "handed_over": {"ru": "От заказа до передачи в доставку", "en": "From order to hand-over"},
    "handed_over_working": {
        "ru": "От заказа до передачи, рабочее время",
        "en": "From order to hand-over, working time",
    },
    "delivered": {"ru": "От заказа до двери", "en": "From order to the door"},
    "phone_left": {
        "ru": "Оставили телефон и заказ подтверждён по телефону",
        "en": "Phone left, and confirmed by phone",
    },
    "orders_minor": {"ru": "Все заказы", "en": "All orders"},
    "kept_minor": {"ru": "Продажа состоялась", "en": "Sales kept"},
    "lost_minor": {"ru": "Не состоялось", "en": "Sales lost"},
    "silent_lost_minor": {"ru": "Из них без ответа", "en": "Of them never answered"},
    "late_lost_minor": {"ru": "Из них ответили позже срока", "en": "Of them answered beyond the limit"},
    "premature_lost_minor": {"ru": "Из них отказали раньше часа", "en": "Of them refused prematurely"},
    "excess_minor": {
        "ru": "Удалось бы сохранить ещё, самое большее",
        "en": "Could have been kept besides, at most",
    },
}
TILES: Mapping[str, Words] = {
    "silent": {"ru": "Без ответа", "en": "Never answered"},
    "in_target": {"ru": "Ответ за {span}", "en": "Answer in {span}"},
    "median": {"ru": "Половина ответов за", "en": "Half answered within"},
    "median_more": {"ru": "95 % за {span} рабочего времени", "en": "95% within {span} of working time"},
    "premature": {"ru": "Ранние отказы", "en": "Premature refusals"},
    "late": {"ru": "Обещания не сдержаны", "en": "Promises broken"},
    "lost": {"ru": "Не состоялось продаж на", "en": "Sales lost"},
    "lost_more": {"ru": "из {total}", "en": "of {total}"},
    "handed_over": {"ru": "Половина передана за", "en": "Half handed over within"},
    "handed_over_more": {"ru": "95 % за {span}", "en": "95% within {span}"},
    "cancelled": {"ru": "Отменены", "en": "Cancelled"},
    "of": {"ru": "{part} из {whole}", "en": "{part} of {whole}"},
}
CHARTS: Mapping[str, Words] = {
    "bands": {
        "ru": "Доли заказов по быстроте ответа",
        "en": "Shares of orders by how soon they were answered",
    },
    "bands_about": {
        "ru": "Толстая полоса: рабочее время. Тонкая: обычные часы. Черта: интервал 95 %. {rows}",
        "en": "Thick bar: working time. Thin bar: wall clock. Line: 95% interval. {rows}",
    },
    "waiting": {"ru": "Доля заказов без ответа", "en": "Share of orders without an answer"},
    "waiting_about": {
        "ru": "Сколько заказов ещё ждут ответа, когда прошло столько рабочего времени. Полоса: интервал 95 %."
        " Штрихи: желаемый и предельный срок. Числа в таблице ниже.",
        "en": "How many orders still wait after so much working time. Band: 95% interval. Dashes: target and limit."
        " The figures are in the table below.",
    },
    "bins": {
        "ru": "Доля состоявшихся продаж по быстроте ответа",
        "en": "Share of kept sales by how soon the buyer was answered",
    },
    "bins_about": {
        "ru": "Точка: простая доля. Ромб: с поправкой на магазин и час. Полоса: интервал 95 %. {rows}",
        "en": "Dot: plain share. Diamond: adjusted for store and hour. Band: 95% interval. {rows}",
    },
    "legend_working": {"ru": "рабочее время", "en": "working time"},
    "legend_wall": {"ru": "обычные часы", "en": "wall clock"},
    "legend_interval": {"ru": "интервал 95 %", "en": "95% interval"},
    "legend_raw": {"ru": "простая доля", "en": "plain share"},
    "legend_adjusted": {"ru": "с поправкой на магазин и час", "en": "adjusted for store and hour"},
    "legend_steps": {"ru": "ещё ждут ответа", "en": "still waiting"},
    "legend_marks": {"ru": "желаемый и предельный срок", "en": "target and limit"},
}
DAYS: Mapping[str, Words] = {
    str(day): {"ru": ru, "en": en}
    for day, (ru, en) in enumerate(
        zip(
            ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс"),
            ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
            strict=True,
        )
    )
}
