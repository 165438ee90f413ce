"""The words of what is offered instead of goods that are not there, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

CARD: Mapping[str, Words] = {
    "title": {"ru": "Чего нет на складе", "en": "What is not in stock"},
    "instead": {"ru": "Вместо «{title}»", "en": "Instead of {title}"},
    "missing": {"ru": "нет на складе", "en": "not in stock"},
    "lead": {
        "ru": "Товара не оказалось? Предложите другой в том же разговоре.",
        "en": "Not there after all? Offer something else in the same talk.",
    },
    "seek": {"ru": "Найти замену", "en": "Find something else"},
    "choices": {"ru": "Вариантов: {n}", "en": "Choices: {n}"},
    "again": {"ru": "Посмотреть снова", "en": "Look again"},
    "looked": {"ru": "смотрели {at}", "en": "looked {at}"},
    "nothing": {
        "ru": "Нигде нет и похожего нет. Если покупатель согласен, отказ «нет товара» пройдёт.",
        "en": "Nobody has it, and nothing is like it. A refusal for “no goods” passes now.",
    },
    "no_catalogue": {
        "ru": "Этого артикула нет ни в одном каталоге, поэтому похожее не подобрать.",
        "en": "No catalogue has this number, so nothing can be found that is like it.",
    },
    "same": {"ru": "Та же модель и размер", "en": "The same model and size"},
    "supplier": {"ru": "У поставщика", "en": "At a supplier"},
    "competitor": {"ru": "У конкурентов", "en": "At competitors"},
    "similar": {"ru": "Похожие", "en": "What is like it"},
    "reserve": {"ru": "Занять", "en": "Reserve"},
    "offer": {"ru": "Предложить", "en": "Offer"},
    "takes": {"ru": "Берёт", "en": "Takes it"},
    "not": {"ru": "Не подошло", "en": "Does not suit"},
    "wish": {"ru": "хотел «{wish}»", "en": "wanted {wish}"},
    "taken": {"ru": "берёт «{title}»", "en": "takes {title}"},
    "noted": {"ru": "у конкурента, покупателю сказали", "en": "at a competitor, the buyer was told"},
    "offered": {"ru": "предложено", "en": "offered"},
    "accepted": {"ru": "покупатель берёт", "en": "the buyer takes it"},
    "declined": {"ru": "не подошло", "en": "did not suit"},
    "asked": {"ru": "просим отложить, ответят {until}", "en": "asked to put it aside, answer {until}"},
    "made": {"ru": "отложено {until}", "en": "put aside {until}"},
    "used": {"ru": "товар отдан для этого заказа", "en": "handed out for this order"},
    "refused": {"ru": "магазин не отложил: товара нет", "en": "not put aside: not there"},
    "unanswered": {"ru": "магазин не ответил", "en": "the store did not answer"},
    "over": {"ru": "за ним не пришли, товар свободен", "en": "nobody came, the goods are free"},
    "freed": {"ru": "больше не отложено", "en": "not put aside any more"},
    "hand": {"ru": "Передать заказ туда", "en": "Hand the order there"},
    "free": {"ru": "Снять бронь", "en": "Let it go"},
    "note": {"ru": "Есть у конкурента", "en": "A competitor has it"},
    "note_title": {"ru": "Что и почём", "en": "What, and for how much"},
    "note_link": {"ru": "Ссылка", "en": "Link"},
    "note_save": {"ru": "Записать", "en": "Write down"},
    "shipped": {
        "ru": "Порядок: по исходным весам, решений покупателей пока {decisions}.",
        "en": "Ranked by the shipped weights: {decisions} decisions of buyers so far.",
    },
    "learnt": {
        "ru": "Порядок: по {decisions} решениям покупателей.",
        "en": "Ranked by {decisions} decisions of buyers.",
    },
}

WHY: Mapping[str, Words] = {
    "km": {"ru": "{km} км", "en": "{km} km"},
    "pieces": {"ru": "{n} шт.", "en": "{n} pcs"},
    "some": {"ru": "есть", "en": "in stock"},
    "seen": {"ru": "остаток {ago} назад", "en": "stock {ago} ago"},
    "seen_now": {"ru": "остаток сейчас", "en": "stock as of now"},
    "answer": {"ru": "отвечает за {span}", "en": "answers in {span}"},
    "here": {"ru": "у нас", "en": "here"},
    "insole": {"ru": "{mm} мм", "en": "{mm} mm"},
    "insole_same": {"ru": "стелька та же", "en": "the same insole"},
    "price": {"ru": "{pct} % цены", "en": "{pct}% of the price"},
    "price_same": {"ru": "цена та же", "en": "the same price"},
    "material": {"ru": "тот же материал", "en": "the same material"},
    "material_not": {"ru": "другой материал", "en": "another material"},
    "season": {"ru": "тот же сезон", "en": "the same season"},
    "season_not": {"ru": "другой сезон", "en": "another season"},
    "colour_not": {"ru": "другой цвет", "en": "another colour"},
}
"""Why a choice is where it is, term by term."""

SPANS: Mapping[str, Words] = {
    "min": {"ru": "{n} мин", "en": "{n} min"},
    "hour": {"ru": "{n} ч", "en": "{n} h"},
    "day": {"ru": "{n} дн.", "en": "{n} d"},
}
