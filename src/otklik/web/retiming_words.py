"""Words of what new hours would change for open orders (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

RETIMING: Mapping[str, Words] = {
    "title": {"ru": "Пересчёт сроков", "en": "Moving deadlines"},
    "heading": {"ru": "Сроки открытых заказов", "en": "Deadlines of open orders"},
    "none": {
        "ru": "По этим часам сроки открытых заказов те же.",
        "en": "By these hours the deadlines of open orders are the same.",
    },
    "count": {
        "ru": "По этим часам были бы другими сроки открытых заказов:",
        "en": "By these hours the deadlines of open orders would be different:",
    },
    "kept": {
        "ru": "Сохранение часов их не меняет. Пересчитать их можно потом, отдельной кнопкой.",
        "en": "Saving the hours does not change them. You can move them afterwards, with a button of its own.",
    },
    "stays": {
        "ru": "по этим часам уже прошёл бы, поэтому останется прежним",
        "en": "would be over by these hours, so it stays as it is",
    },
    "more": {"ru": "и ещё", "en": "and more:"},
    "pending": {
        "ru": "Открытые заказы идут по прежним часам. Сроков, которые по новым часам другие:",
        "en": "Open orders run on the earlier hours. Deadlines that differ by the new ones:",
    },
    "look": {"ru": "Посмотреть и пересчитать", "en": "Look at them and move them"},
    "lead": {
        "ru": "Эти сроки посчитаны по прежним часам. Если пересчитать, они станут такими, какими были бы, если бы "
        "нынешние часы действовали с самого начала.",
        "en": "These deadlines were counted by the earlier hours. Moved, they become what they would be if the "
        "present hours had held from the start.",
    },
    "law": {
        "ru": "Что уже просрочено или выполнено, останется как есть. Покупатель увидит новый срок на своей странице, а "
        "пересчёт останется в истории заказа.",
        "en": "What is late or done already stays as it is. The buyer sees the new time on the order's page, and each "
        "move shows in the order's history.",
    },
    "act": {"ru": "Пересчитать сроки:", "en": "Move deadlines:"},
    "meanwhile": {
        "ru": "Пока вы смотрели, сроки изменились. Проверьте список ещё раз.",
        "en": "The deadlines changed while you looked. Check the list again.",
    },
}
