"""Sentences on the page of an audit: what it found, what can't be concluded, how it was computed."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

LEADS: Mapping[str, Words] = {
    "silent_money": {
        "ru": "Никто не ответил на {count} из {whole} ({share}, интервал 95 %: {bounds}): продаж не состоялось"
        " на {money}.",
        "en": "Nobody answered {count} of {whole} ({share}, 95% interval {bounds}): sales of {money} were lost"
        " with them.",
    },
    "silent": {
        "ru": "Никто не ответил на {count} из {whole} ({share}, интервал 95 %: {bounds}).",
        "en": "Nobody answered {count} of {whole} ({share}, 95% interval {bounds}).",
    },
    "late": {
        "ru": "Ответ получили все, но позже {limit} рабочего времени: {count} из {whole}.",
        "en": "Everybody was answered, but after more than {limit} of working time: {count} of {whole}.",
    },
    "in_time": {
        "ru": "Все покупатели получили ответ не позже {limit} рабочего времени; заказов: {whole}.",
        "en": "Every buyer was answered within {limit} of working time; orders: {whole}.",
    },
    "promises": {
        "ru": "Обещанный срок сорван у {share} заказов ({part} из {whole}, интервал 95 %: {bounds}).",
        "en": "The promised time was missed on {share} of orders ({part} of {whole}, 95% interval {bounds}).",
    },
    "refusals": {
        "ru": "Магазин отказал по {share} заказов ({part} из {whole}, интервал 95 %: {bounds}).",
        "en": "The shop refused {share} of orders ({part} of {whole}, 95% interval {bounds}).",
    },
    "lost": {
        "ru": "Не состоялось продаж на {money} из {total}.",
        "en": "Sales of {money} out of {total} were lost.",
    },
    "nothing": {
        "ru": "Заказов {whole}, но нет ничего, по чему было бы видно, как на них отвечали.",
        "en": "{whole} orders, but nothing that shows how they were answered.",
    },
    "empty": {
        "ru": "Заказов нет: считать не по чему.",
        "en": "There are no orders: nothing can be computed.",
    },
}
RESTS: Mapping[str, Words] = {
    "no_answers": {
        "ru": "Когда покупателю ответили, не записано: что стоило молчание, отсюда не узнать. Оплата ответом не"
        " считается.",
        "en": "When buyers were answered is not on record: what silence cost can't be told from it. A payment is"
        " never taken for an answer.",
    },
    "none_owed": {
        "ru": "Заказов, на которые надо было ответить, нет.",
        "en": "There are no orders to which an answer was owed.",
    },
    "late": {
        "ru": "Ответили позже {limit} рабочего времени: ещё на {count}.",
        "en": "Answered after {limit} of working time: another {count}.",
    },
    "late_money": {
        "ru": "Ответили позже {limit} рабочего времени: ещё на {count}; с ними не состоялось продаж на {money}.",
        "en": "Answered after {limit} of working time: another {count}; sales of {money} were lost with them.",
    },
    "excess": {
        "ru": "Если бы на все поздние и неотвеченные заказы ответили в желаемый срок, удалось бы сохранить ещё не"
        " больше {money} (интервал 95 %: {low} – {high}). Это верхняя граница, а не прогноз.",
        "en": "Had all late and unanswered orders been answered in the target, at most {money} more would have been"
        " kept (95% interval {low} to {high}). That is an upper bound, no forecast.",
    },
    "premature": {
        "ru": "Отказали раньше, чем через {span} после заказа: {part} из {whole} отказов ({share}).",
        "en": "Refused in less than {span} from the order: {part} of {whole} refusals ({share}).",
    },
    "promises": {
        "ru": "Обещанный срок сорван у {share} заказов с обещанием: {part} из {whole}.",
        "en": "The promised time was missed on {share} of the orders that had one: {part} of {whole}.",
    },
    "few": {
        "ru": "Заказов мало: доли видны, но судить по ним рано.",
        "en": "There are few orders: the shares are shown, but it is too early to judge by them.",
    },
}
NOTES: Mapping[str, Words] = {
    "answers": {
        "ru": "Ответ — живой разговор, визит или отклик покупателя. Автоматическое письмо, смена состояния и оплата"
        " ответом не считаются. Рабочее время идёт, пока магазин открыт.",
        "en": "An answer is a talk, a visit, or the buyer's own reply. An automatic letter, a change of status or a"
        " payment is none. Working time runs while the store is open.",
    },
    "no_answers": {
        "ru": "Нет в этом файле: когда покупателю впервые ответили. Добавьте такой столбец, и здесь появятся отметки"
        " быстроты, молчание и цена минуты.",
        "en": "Not in this file: when the buyer was first answered. Add such a column, and bands, silence and the"
        " cost of a minute will stand here.",
    },
    "slope": {
        "ru": "Внутри одного магазина и одного часа каждый час ожидания связан с изменением доли на {points} п. п."
        " (интервал 95 %: {low} … {high}).",
        "en": "Within one store and one hour of the day, each hour of waiting goes with a change of {points}"
        " percentage points (95% interval {low} to {high}).",
    },
    "waiting": {
        "ru": "Оценка Каплана и Майера: заказы, которые закончились или ещё открыты без ответа, учтены до этого"
        " часа.",
        "en": "Kaplan–Meier estimate: orders that ended or are still open without an answer count up to that hour.",
    },
    "money": {
        "ru": "Один заказ может быть в двух строках. Верхняя граница — это не прогноз: часть этих покупателей ушла бы"
        " и после быстрого ответа.",
        "en": "An order may stand in two rows. The upper bound is no forecast: some of these buyers would have left"
        " after a quick answer too.",
    },
    "groups": {
        "ru": "Больше заказов — выше в списке; мест здесь нет. Где заказов меньше {few}, доля серая: мало, чтобы"
        " судить. Знаком отмечено, где интервал целиком хуже общей доли.",
        "en": "More orders stand higher; there are no ranks. With fewer than {few} orders a share is grey: too few"
        " to judge. A sign marks where the interval is wholly worse than the overall share.",
    },
    "week": {
        "ru": "Число: доля ответов позже {span} рабочего времени, %. Ниже: сколько заказов. Где их меньше {few},"
        " клетка без цвета.",
        "en": "Figure: share answered after {span} of working time, %. Below: orders. Cells of fewer than {few} have"
        " no colour.",
    },
    "week_orders": {
        "ru": "Число: сколько заказов оформлено. Время ответа не записано.",
        "en": "Figure: orders placed. Times of answers are not on record.",
    },
    "quality": {
        "ru": "Прочитано строк: {read}, заказов в расчёте: {orders}, не вошло: {left}.",
        "en": "Rows read: {read}, orders computed with: {orders}, left out: {left}.",
    },
    "absent_too": {"ru": "Также не записано: {names}.", "en": "Not on record either: {names}."},
    "clean": {
        "ru": "Все строки прочитаны и вошли в расчёт.",
        "en": "All rows were read and are in the figures.",
    },
    "dropped": {"ru": "строка не вошла", "en": "row left out"},
    "kept_row": {"ru": "заказ в расчёте", "en": "the order is counted"},
    "rest": {"ru": "и ещё {count}", "en": "and {count} more"},
    "too_few": {"ru": "мало, чтобы судить", "en": "too few to judge"},
    "worse": {"ru": "хуже, чем в целом", "en": "worse than overall"},
    "all": {"ru": "Все заказы", "en": "All orders"},
    "table": {"ru": "Те же числа таблицей", "en": "The same figures as a table"},
    "intervals": {
        "ru": "в скобках и ниже долей: интервал 95 %",
        "en": "in brackets and below shares: 95% interval",
    },
    "less": {"ru": "меньше", "en": "less"},
    "greater": {"ru": "больше", "en": "more"},
    "contents": {"ru": "Разделы отчёта", "en": "Sections of the report"},
    "waits_in": {"ru": "не дождался", "en": "never came"},
}
METHOD: Mapping[str, Words] = {
    "file": {"ru": "Файл", "en": "File"},
    "form": {"ru": "Прочитан как", "en": "Read as"},
    "digest": {"ru": "Контрольная сумма", "en": "Digest"},
    "orders": {"ru": "Заказов", "en": "Orders"},
    "from": {"ru": "С", "en": "From"},
    "until": {"ru": "Наблюдали до", "en": "Observed until"},
    "hours": {"ru": "Часы работы", "en": "Opening hours"},
    "zone": {"ru": "Часовой пояс", "en": "Time zone"},
    "absent": {"ru": "Не записано", "en": "Not on record"},
    "norms": {"ru": "Нормы", "en": "Norms"},
    "norms_trade": {"ru": "Нормы, {trade}", "en": "Norms, {trade}"},
    "norms_text": {
        "ru": "желаемый срок {target}, предельный {limit} рабочего времени; отказ раньше {premature} после заказа"
        " ранний; меньше {few} заказов — мало, чтобы судить",
        "en": "target {target}, limit {limit} of working time; a refusal in less than {premature} from the order is"
        " premature; fewer than {few} orders are too few to judge",
    },
    "intervals": {"ru": "Интервалы", "en": "Intervals"},
    "intervals_text": {
        "ru": "95 %, по Уилсону; у кривой ожидания по Гринвуду",
        "en": "95%, Wilson's; Greenwood's for the curve of waiting",
    },
    "columns": {"ru": "Столбцы", "en": "Columns"},
    "readings": {"ru": "Прочитано так", "en": "Found out"},
    "unknown": {"ru": "Не использованы столбцы", "en": "Columns not used"},
    "journal": {"ru": "журнал Отклика", "en": "the journal of this desk"},
}
CAVEAT_LINE: Words = {
    "ru": "Быстрый ответ и состоявшаяся продажа связаны; что одно вызывает другое, этим не доказано.",
    "en": "Quick answers and kept sales go together; that one causes the other is not proven by it.",
}
PAGE: Mapping[str, Words] = {
    "title": {"ru": "Аудит заказов", "en": "Audit of orders"},
    "title_journal": {"ru": "Отчёт по журналу", "en": "Report of the journal"},
    "period": {"ru": "{from} — {until}", "en": "{from} – {until}"},
    "made": {"ru": "Отклик", "en": "Otklik"},
}
SHOWS: Mapping[str, Words] = {
    "answered_at": {
        "ru": "отметки быстроты, молчание, цена минуты",
        "en": "bands, silence, the cost of a minute",
    },
    "refused_at": {
        "ru": "ранние отказы и отказы без звонка",
        "en": "premature refusals, refusals without contact",
    },
    "reason": {
        "ru": "какие причины называют и как часто рано",
        "en": "which reasons are given, how often early",
    },
    "promised_at": {"ru": "сдержаны ли обещания", "en": "whether promises were kept"},
    "handed_over_at": {"ru": "сколько заказ собирают", "en": "how long orders take to hand over"},
    "delivered_at": {
        "ru": "сколько ждут у двери и в срок ли",
        "en": "how long buyers wait, and whether in time",
    },
    "outcome": {"ru": "сколько продаж состоялось", "en": "how many sales were kept"},
    "amount": {"ru": "всё это в деньгах", "en": "all of it in money"},
    "phone": {"ru": "подтверждают ли по телефону", "en": "whether orders are confirmed by phone"},
    "by_phone": {"ru": "подтверждают ли по телефону", "en": "whether orders are confirmed by phone"},
    "attempts": {"ru": "отказы без попытки связаться", "en": "refusals without an attempt"},
    "store": {"ru": "сравнение магазинов", "en": "stores compared"},
    "seller": {"ru": "сравнение продавцов", "en": "sellers compared"},
    "partner": {"ru": "сравнение партнёров", "en": "partners compared"},
    "channel": {"ru": "сравнение каналов", "en": "channels compared"},
    "category": {"ru": "сравнение категорий", "en": "categories compared"},
    "trade": {"ru": "нормы по видам торговли", "en": "norms by trade"},
}
"""What a field that is absent would show."""
