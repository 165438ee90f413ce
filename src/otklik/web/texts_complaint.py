"""The words beside the story of a complaint (002 §2), Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

COMPLAINT_STEPS: Mapping[str, Words] = {
    "rude_ordered": {
        "ru": "Инна заказывает в полдень в магазине на Таганке",
        "en": "Inna orders at noon in the store at Taganka",
    },
    "rude_called": {
        "ru": "Глеб звонит через 7 минут: по срокам всё хорошо, по тону нет",
        "en": "Gleb calls after 7 minutes: well in time, and not well in tone",
    },
    "rude_noted": {
        "ru": "Он пишет заметку. Список слов указывает на неё в ту же минуту; решать будет человек",
        "en": "He writes a note. The list of words points at it in the same minute; a person will decide",
    },
    "rude_rated": {
        "ru": "Инна ставит единицу и пишет почему. Это жалоба: у руководителя 20 минут, и на странице Инны сказано, до "
        "какого часа ей ответят",
        "en": "Inna gives a one and says why. That is a complaint: the head has 20 minutes, and Inna's page says by "
        "what hour she is answered",
    },
    "rude_seen_to": {
        "ru": "Дина звонит через 9 минут, извиняется и записывает первое действие",
        "en": "Dina calls after 9 minutes, apologises and records the first action",
    },
    "rude_judged": {
        "ru": "Отмеченную заметку Дина прочла сама и решила: поговорить с Глебом",
        "en": "Dina has read the flagged note herself and decided: talk with Gleb",
    },
    "rude_solved": {
        "ru": "«Решено», нажимает Инна. Закрыть жалобу сам Глеб не мог, и Дина, которая ею занималась, тоже",
        "en": "“Solved”, taps Inna. Gleb could not have closed it, nor could Dina, who acted on it",
    },
}
"""What a page tells beside a step, by the step's `says`."""
