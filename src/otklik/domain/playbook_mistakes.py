"""What can be wrong with the text of a playbook, and what to write instead, Russian and English side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale, Words

MISTAKES: Mapping[str, tuple[Words, Words]] = {
    "toml": (
        {"ru": "Это не TOML: {it}.", "en": "This is no TOML: {it}."},
        {
            "ru": "Образец печатает `otklik playbook show any_order`.",
            "en": "`otklik playbook show any_order` prints one that is in order.",
        },
    ),
    "field": (
        {"ru": "Такого поля нет.", "en": "There is no such field."},
        {"ru": "Есть поля: {known}.", "en": "Use {known}."},
    ),
    "code": (
        {"ru": "«{it}» не подходит как код.", "en": "{it!r} can't be a code."},
        {
            "ru": "Напишите 2–48 знаков из a–z, 0–9 и _, первой букву.",
            "en": "Use 2–48 of a–z, 0–9 and _, a letter first.",
        },
    ),
    "same_id": (
        {"ru": "Шаг «{it}» уже есть.", "en": "Another step is called {it!r}."},
        {"ru": "Дайте шагу своё имя.", "en": "Give it a name of its own."},
    ),
    "pair": (
        {"ru": "Здесь нужны два текста.", "en": "This is no pair of texts."},
        {"ru": "Напишите {{ ru = \"…\", en = \"…\" }}.", "en": "Write {{ ru = \"…\", en = \"…\" }}."},
    ),
    "missing_ru": (
        {"ru": "Нет русского текста.", "en": "The Russian text is missing."},
        {"ru": "Напишите его.", "en": "Write it."},
    ),
    "missing_en": (
        {"ru": "Нет английского текста.", "en": "The English text is missing."},
        {"ru": "Напишите его.", "en": "Write it."},
    ),
    "text": (
        {"ru": "Это не текст.", "en": "This is no text."},
        {"ru": "Возьмите его в кавычки.", "en": "Put it in quotes."},
    ),
    "long": (
        {"ru": "Здесь {it} знаков.", "en": "It has {it} signs."},
        {"ru": "Уложитесь в {most} или сделайте два шага.", "en": "Say it in {most}, or in two steps."},
    ),
    "braces": (
        {"ru": "Вместо {it} нечего подставить.", "en": "Nothing stands for {it}."},
        {"ru": "Пишите {known} или уберите скобки.", "en": "Use {known}, or leave the braces out."},
    ),
    "number": (
        {"ru": "Это не подходящее целое число.", "en": "This is no whole number that fits."},
        {"ru": "Напишите от {least} до {most}.", "en": "Use {least} to {most}."},
    ),
    "rules": (
        {"ru": "Это не список правил.", "en": "This is no list of rules."},
        {
            "ru": "Напишите не больше {most} строк вида late:promise.",
            "en": "Write at most {most} lines like late:promise.",
        },
    ),
    "condition": (
        {"ru": "Условия «{it}» нет.", "en": "There is no condition {it!r}."},
        {"ru": "Есть условия: {known}.", "en": "Use one of: {known}."},
    ),
    "argument": (
        {
            "ru": "За условием «{name}» не может стоять «{it}».",
            "en": "The condition {name!r} can't have {it!r} behind it.",
        },
        {"ru": "Пишите так: {known}.", "en": "Write it like this: {known}."},
    ),
    "no_steps": (
        {"ru": "Нет ни одного шага.", "en": "It has no steps."},
        {"ru": "Напишите хотя бы один.", "en": "Write at least one [[step]]."},
    ),
    "many_steps": (
        {"ru": "Шагов {it}.", "en": "It has {it} steps."},
        {"ru": "Уложитесь в {most}.", "en": "Keep to {most}."},
    ),
    "may": (
        {"ru": "Это не список сумм.", "en": "This is no list of sums."},
        {"ru": "Напишите may = {{ anyone = 15000 }}.", "en": "Write may = {{ anyone = 15000, head = 50000 }}."},
    ),
    "role": (
        {"ru": "Такой роли здесь нет.", "en": "There is no such role here."},
        {"ru": "Есть роли: {known}.", "en": "Use one of: {known}."},
    ),
    "by_fact": (
        {"ru": "Каждый шаг можно отметить, и заказ останется без следующего.", "en": "Each step can be ticked off."},
        {
            "ru": "Последний шаг должен закрываться записью.",
            "en": "Give the last one by_fact = true: an order must go on.",
        },
    ),
    "last": (
        {"ru": "Это последняя инструкция, которая подходит всегда.", "en": "It is the last one, which always holds."},
        {"ru": "Оставьте её и условие always.", "en": "Keep it, and its rule always: each order needs a playbook."},
    ),
    "taken": (
        {"ru": "Условие always есть только у any_order.", "en": "Only any_order holds always."},
        {"ru": "Назовите условие точнее.", "en": "Name a narrower condition."},
    ),
}  # fmt: skip
"""What is wrong → its sentence and its remedy."""


class PlaybookMistake(DomainError):
    """One mistake at one field: `what` is a row of `MISTAKES`."""

    def __init__(self, place: str, what: str, **values: object) -> None:
        message, remedy = (words["en"].format(**values) for words in MISTAKES[what])
        super().__init__("bad_playbook", message, remedy=remedy, place=place)
        self.what = what
        self.values = values

    def said(self, locale: Locale) -> str:
        """The mistake and its remedy in a language."""
        return " ".join(words[locale].format(**self.values) for words in MISTAKES[self.what])


class PlaybookErrors(DomainError):
    """A playbook that is refused, with every mistake that was found, in the order of its text."""

    def __init__(self, mistakes: Sequence[PlaybookMistake]) -> None:
        first = mistakes[0]
        super().__init__("bad_playbook", first.message, remedy=first.remedy, place=first.place)
        self.mistakes = tuple(mistakes)
