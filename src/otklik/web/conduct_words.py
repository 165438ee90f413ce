"""The words of conduct: the queue of texts, the card of a talk, Russian and English side by side (ADR 0012).

A list of words points, people judge: no sentence here says of anybody that he was rude.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

SORTS: Mapping[str, Words] = {
    "note": {"ru": "заметка", "en": "note"},
    "talk": {"ru": "запись о разговоре", "en": "words about a talk"},
    "attempt": {"ru": "запись о звонке", "en": "words about a call"},
    "promise": {"ru": "обещание", "en": "promise"},
    "refusal": {"ru": "слова при отказе", "en": "words of a refusal"},
    "complaint": {"ru": "жалоба", "en": "complaint"},
    "rating": {"ru": "оценка покупателя", "en": "the buyer's rating"},
    "buyer": {"ru": "слова покупателя", "en": "the buyer's words"},
}
"""What sort of text it is."""

KINDS: Mapping[str, Words] = {
    "insult": {"ru": "похоже на оскорбление", "en": "may be an insult"},
    "obscene": {"ru": "похоже на брань", "en": "may be swearing"},
    "threat": {"ru": "похоже на угрозу", "en": "may be a threat"},
    "brush_off": {"ru": "похоже на отговорку", "en": "may be a brush-off"},
}
"""What the list points at."""

JUDGEMENTS: Mapping[str, Words] = {
    "rude": {"ru": "Грубо", "en": "Rude"},
    "harmless": {"ru": "Ничего страшного", "en": "Harmless"},
    "to_talk": {"ru": "Поговорить с сотрудником", "en": "Talk with the person"},
}
"""What a person may find."""

CRITERIA: Mapping[str, Words] = {
    "greeted": {"ru": "Поздоровался и назвался", "en": "Greeted and said who he is"},
    "listened": {"ru": "Выслушал", "en": "Listened"},
    "knew": {"ru": "Знал ответ или узнал", "en": "Knew the answer, or found it out"},
    "promised": {"ru": "Назвал следующий шаг и время", "en": "Named the next step and a time"},
    "polite": {"ru": "Был вежлив до конца", "en": "Was polite to the end"},
}
"""What a talk is scored by."""

POINTS: Mapping[str, Words] = {
    "0": {"ru": "нет", "en": "no"},
    "1": {"ru": "отчасти", "en": "partly"},
    "2": {"ru": "да", "en": "yes"},
}
"""What 0, 1 and 2 points mean."""

CONDUCT: Mapping[str, Words] = {
    "title": {"ru": "Речь и разговоры", "en": "Words and talks"},
    "lead": {
        "ru": "Список слов указывает на текст, решает человек: руководитель или второй сотрудник, но не автор.",
        "en": "A list of words points at a text, a person decides: the head or a second person, not its author.",
    },
    "complaints": {"ru": "Жалобы", "en": "Complaints"},
    "waiting": {"ru": "Ждут решения", "en": "Waiting for a judgement"},
    "judged": {"ru": "Решены", "en": "Judged"},
    "none": {"ru": "Нечего проверять", "en": "Nothing to look at"},
    "none_why": {
        "ru": "Каждый текст проверяется в ту минуту, когда его записали.",
        "en": "Each text is looked through in the minute in which it is recorded.",
    },
    "buyer": {"ru": "покупатель", "en": "the buyer"},
    "gone": {"ru": "текст удалён вместе с данными покупателя", "en": "the text went with the buyer's data"},
    "own": {"ru": "Это ваш текст: решает другой.", "en": "These are your words: somebody else decides."},
    "judged_by": {"ru": "{judgement}, {name}, {at}", "en": "{judgement}, {name}, {at}"},
    "talks": {"ru": "Оценки разговоров, 90 дней", "en": "Scored talks, 90 days"},
    "talks_why": {
        "ru": "Доля разговоров на 8 баллов и выше из 10 и границы с вероятностью 95 %. Меньше 10 разговоров: число "
        "показано, о человеке не судим. Разговор оценивают на странице заказа.",
        "en": "The share of talks with 8 points or more of 10, and its 95 % bounds. Fewer than 10 talks: shown, not "
        "judged. A talk is scored on the order's page.",
    },
    "who": {"ru": "Кто", "en": "Who"},
    "count": {"ru": "Разговоров", "en": "Talks"},
    "mean": {"ru": "В среднем", "en": "Mean"},
    "good": {"ru": "Хороших", "en": "Good ones"},
    "few": {"ru": "мало разговоров", "en": "too few talks"},
    "quote": {"ru": "«", "en": "“"},
    "unquote": {"ru": "»", "en": "”"},
}
"""The page."""

SCORE_CARD: Mapping[str, Words] = {
    "card": {"ru": "Оценка разговоров", "en": "Scores of talks"},
    "score": {"ru": "Оценить", "en": "Score"},
    "save": {"ru": "Записать оценку", "en": "Record the score"},
    "talk": {"ru": "{at}, {name}", "en": "{at}, {name}"},
    "scored": {"ru": "{total} из 10, {name}", "en": "{total} of 10, {name}"},
    "words": {"ru": "Что сказать сотруднику", "en": "What to tell the person"},
    "optional": {"ru": "(можно не писать)", "en": "(may stay empty)"},
}
"""The card on an order's page."""
