"""The words of the network's page and of a partner's own, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

NETWORK: Mapping[str, Words] = {
    "title": {"ru": "Сеть: как отвечают партнёры", "en": "The network: how partners answer"},
    "about": {"ru": "{days} · на {time}", "en": "{days} · as of {time}"},
    "period": {"ru": "Период", "en": "Period"},
    "today": {"ru": "Сегодня", "en": "Today"},
    "week": {"ru": "7 дней", "en": "7 days"},
    "month": {"ru": "30 дней", "en": "30 days"},
    "court": {"ru": "Разбор отказов", "en": "Refusals under review"},
    "file": {"ru": "Выгрузить CSV", "en": "Download CSV"},
    "letters": {"ru": "Письма", "en": "Letters"},
    "partners": {"ru": "Партнёры", "en": "Partners"},
    "partners_how": {
        "ru": "сначала те, кто чаще отвечает вовремя; полоса — 95 % интервал, риска — вся сеть",
        "en": "those who answer in time most often first; the bar is the 95% interval, the tick the whole network",
    },
    "partner": {"ru": "Партнёр", "en": "Partner"},
    "answers": {"ru": "Ответ вовремя", "en": "Answered in time"},
    "truth": {"ru": "Причина подтвердилась", "en": "Reason confirmed"},
    "premature": {"ru": "Ранние отказы", "en": "Early refusals"},
    "silence": {"ru": "Без разговора", "en": "No contact"},
    "wanted": {"ru": "Купили бы", "en": "Would have bought"},
    "regained": {"ru": "Спасено", "en": "Regained"},
    "lost_wanted": {"ru": "Потеряно зря", "en": "Lost for nothing"},
    "few": {"ru": "мало данных, чтобы судить", "en": "too few to judge"},
    "guidance": {"ru": "стандарт не принят: ориентир", "en": "standard not accepted: guidance"},
    "of": {"ru": "{part} из {whole}", "en": "{part} of {whole}"},
    "asked_none": {"ru": "никого не спросили", "en": "nobody was asked"},
    "bounds": {"ru": "границы: {told} из {asked} ответили", "en": "bounds: {told} of {asked} answered"},
    "sampled": {"ru": "ответили {told} из {asked}", "en": "{told} of {asked} answered"},
    "empty": {"ru": "За эти дни заказов нет", "en": "No orders in these days"},
    "empty_why": {
        "ru": "Выберите другой период: цифры появятся с первым заказом.",
        "en": "Choose another period: figures come with the first order.",
    },
    "missed": {"ru": "Упущено сегодня", "en": "Missed today"},
    "all": {"ru": "все", "en": "all"},
    "missed_none": {"ru": "Сегодня ничего не упустили", "en": "Nothing was missed today"},
    "funnel": {"ru": "Воронка", "en": "Funnel"},
    "refusals": {
        "ru": "Отказы: что сказал магазин и что покупатель",
        "en": "Refusals: what the store said and what the buyer said",
    },
    "no_refusals": {
        "ru": "За эти дни никто не отказал и ничего не сняли с брони.",
        "en": "In these days nobody refused and nothing was released.",
    },
    "confirmed_so": {"ru": "подтвердили {bounds} · {cases}", "en": "{bounds} confirmed · {cases}"},
    "not_asked_so": {"ru": "никого не спросили · {cases}", "en": "nobody was asked · {cases}"},
    "note": {
        "ru": "Из {asked} опрошенных ответили {told}. Остальные могли ответить как угодно, поэтому доля показана "
        "границами, а не одним числом.",
        "en": "Of {asked} buyers who were asked {told} answered. The others may have answered either way, so a share "
        "is shown as bounds and not as one number.",
    },
    "note_all": {
        "ru": "Ответили все {asked}, кого спросили. Полоса показывает, насколько выборка могла ошибиться.",
        "en": "All {asked} who were asked answered. The bounds say how far the sample may be off.",
    },
    "unasked": {
        "ru": "Ещё {count} без опроса: они не входят в доли.",
        "en": "{count} more without a survey: they are in no share.",
    },
    "method": {
        "ru": "Деньги: {currency}. Журнал до № {position}.",
        "en": "Money in {currency}. Journal to no. {position}.",
    },
}

KPIS: Mapping[str, Words] = {
    "answers": {"ru": "Ответ вовремя", "en": "Answered in time"},
    "truth": {"ru": "Причина подтвердилась", "en": "Reason confirmed"},
    "premature": {"ru": "Ранние отказы", "en": "Early refusals"},
    "silence": {"ru": "Закрыто без разговора", "en": "Ended without contact"},
    "would_have_bought": {"ru": "Купили бы", "en": "Would have bought"},
    "regained": {"ru": "Спасено", "en": "Regained"},
    "within_hour": {"ru": "в первый час, {share} заказов", "en": "within the hour, {share} of orders"},
    "of_cases": {"ru": "из {cases}", "en": "of {cases}"},
    "of_answers": {"ru": "из {told} ответивших", "en": "of {told} who answered"},
    "lost": {"ru": "потеряно зря {money}", "en": "{money} lost for nothing"},
    "network": {"ru": "сеть: {figure}", "en": "network: {figure}"},
}
"""The figures on top."""

PARTNER: Mapping[str, Words] = {
    "lead": {
        "ru": "Ваши цифры рядом с сетью. За каждой цифрой её заказы.",
        "en": "Your figures beside the network's. Behind each figure are its orders.",
    },
    "guidance": {
        "ru": "Стандарт пока не принят, поэтому цифры служат ориентиром: в сравнение партнёров они не входят.",
        "en": "The standard has not been accepted yet, so the figures are guidance: partners are not compared by them.",
    },
    "no_network": {
        "ru": "Сеть показываем, когда в ней не меньше трёх партнёров: иначе были бы видны чужие цифры.",
        "en": "The network is shown from three partners on: with fewer one would see another's figures.",
    },
    "reasons": {"ru": "Причины: заявлено и подтверждено", "en": "Reasons: stated and confirmed"},
    "reason": {"ru": "Причина", "en": "Reason"},
    "stated": {"ru": "Заявлено", "en": "Stated"},
    "confirmed": {"ru": "Подтвердилась, 95 %", "en": "Confirmed, 95%"},
    "compared": {"ru": "С учётом сети", "en": "With the network"},
    "compared_why": {
        "ru": "«С учётом сети» — для сравнения: мало ответов сдвигают долю к сети.",
        "en": "“With the network” is for comparison only: few answers draw a share towards the network's.",
    },
    "parked": {"ru": "Отложено", "en": "Parked"},
    "lost": {"ru": "Потеряно", "en": "Lost"},
}

SEGMENTS: Mapping[str, Words] = {
    "confirmed": {"ru": "подтвердили причину", "en": "confirmed the reason"},
    "contradicted_wanted": {"ru": "купили бы", "en": "would have bought"},
    "contradicted_other": {"ru": "назвали другое", "en": "said something else"},
    "undecided": {"ru": "нет ясного ответа", "en": "no clear answer"},
}
"""What came of those who were asked, in the order of the bar."""

MARKS: Mapping[str, str] = {
    "confirmed": "ok",
    "contradicted_wanted": "late",
    "contradicted_other": "warn",
    "undecided": "wall",
}

FUNNEL: Mapping[str, Words] = {
    "orders": {"ru": "Заказы", "en": "Orders"},
    "taken": {"ru": "Взяли", "en": "Taken"},
    "spoken": {"ru": "Поговорили", "en": "Spoken with"},
    "sold": {"ru": "Продали", "en": "Sold"},
}

MISSED: Mapping[str, Words] = {
    "premature": {"ru": "Отказ через {span} после заказа", "en": "Refused {span} after the order"},
    "released": {
        "ru": "Бронь снята, с покупателем не говорили",
        "en": "Released, nobody spoke with the buyer",
    },
    "silent": {"ru": "Закрыт без попытки связаться", "en": "Ended without a try to reach the buyer"},
    "wanted": {"ru": "Покупатель купил бы", "en": "The buyer would have bought"},
}

ENDS: Mapping[str, Words] = {
    "released": {"ru": "бронь вышла", "en": "released by the clock"},
    "withdrawn": {"ru": "покупатель отказался", "en": "withdrawn by the buyer"},
    "withdrawn_told": {
        "ru": "покупатель отказался, так сказал магазин",
        "en": "withdrawn, as the store says",
    },
}
"""Ends without a stated reason, as reasons are called."""

FIGURES: Mapping[str, Words] = {
    "cases": {"ru": "Чем кончилось без продажи", "en": "Ends without a sale"},
    "drawn": {"ru": "Кого спросили", "en": "Who was asked"},
    "answered": {"ru": "Кто ответил", "en": "Who answered"},
    "confirmed": {"ru": "Покупатель подтвердил причину", "en": "The buyer confirmed the reason"},
    "contradicted": {"ru": "Покупатель назвал другое", "en": "The buyer said otherwise"},
    "contradicted_wanted": {"ru": "Покупатель купил бы", "en": "The buyer would have bought"},
    "contradicted_other": {"ru": "Покупатель назвал другую причину", "en": "The buyer named another reason"},
    "undecided": {"ru": "Спросили, ясного ответа нет", "en": "Asked, no clear answer"},
    "unasked": {"ru": "Без опроса", "en": "Without a survey"},
    "would_have_bought": {"ru": "Покупатель купил бы", "en": "The buyer would have bought"},
    "silence": {"ru": "Закрыто без разговора", "en": "Ended without contact"},
    "appealed": {"ru": "Партнёр возразил", "en": "The partner appealed"},
    "premature": {"ru": "Ранние отказы", "en": "Early refusals"},
    "parked": {"ru": "Отложенные отказы", "en": "Parked refusals"},
    "overridden": {"ru": "Пропущено с исключением", "en": "Passed by an override"},
    "rescued": {"ru": "Спасённые заказы", "en": "Rescued orders"},
    "reopened": {"ru": "Открыты снова", "en": "Reopened"},
    "regained": {"ru": "Спасено и продано", "en": "Regained and sold"},
    "lost": {"ru": "Потеряно", "en": "Lost"},
    "lost_wanted": {"ru": "Потеряно зря: покупатель хотел", "en": "Lost for nothing: the buyer wanted it"},
    "missed": {"ru": "Упущено сегодня", "en": "Missed today"},
    "orders": {"ru": "Заказы", "en": "Orders"},
    "taken": {"ru": "Взяты", "en": "Taken"},
    "spoken": {"ru": "С покупателем поговорили", "en": "The buyer was spoken with"},
    "sold": {"ru": "Проданы", "en": "Sold"},
    "owed": {"ru": "Ждали ответа", "en": "Owed an answer"},
    "in_target": {"ru": "Ответили вовремя", "en": "Answered in time"},
    "late": {"ru": "Ответили позже срока или не ответили", "en": "Answered late or not at all"},
    "unanswered": {"ru": "Не ответили", "en": "Not answered"},
}
"""Figures as the heads of their lists of orders."""

PHASES: Mapping[str, Words] = {
    "open": {"ru": "открыт", "en": "open"},
    "confirmed": {"ru": "подтверждён", "en": "confirmed"},
    "completed": {"ru": "выполнен", "en": "completed"},
    "refused": {"ru": "отказ", "en": "refused"},
    "withdrawn": {"ru": "отозван", "en": "withdrawn"},
    "released": {"ru": "бронь снята", "en": "released"},
}

TONES: Mapping[str, str] = {
    "open": "is-info",
    "confirmed": "is-ok",
    "completed": "is-ok",
    "refused": "is-late",
    "withdrawn": "is-warn",
    "released": "is-night",
}

LISTED: Mapping[str, Words] = {
    "network": {"ru": "Сеть", "en": "Network"},
    "none": {"ru": "За этой цифрой заказов нет", "en": "There are no orders behind this figure"},
    "none_why": {
        "ru": "Так бывает, когда цифра равна нулю или период сменился.",
        "en": "A figure of zero has none, and so may another period.",
    },
    "newest": {"ru": "К началу", "en": "To the beginning"},
    "older": {"ru": "Дальше", "en": "Further"},
    "stated": {"ru": "Заявлено: {reason}", "en": "Stated: {reason}"},
    "said": {"ru": "покупатель: «{answer}»", "en": "the buyer: “{answer}”"},
}
"""The list of orders behind a figure."""
