"""The words of the editor of playbooks, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

EDITOR: Mapping[str, Words] = {
    "title": {"ru": "Инструкции", "en": "Playbooks"},
    "lead": {
        "ru": "Одна ситуация — одна инструкция. Нужная открывается на заказе по правилу, первое подходящее сверху.",
        "en": "One situation, one playbook. The first that fits, from the top, opens on the order.",
    },
    "new": {"ru": "Добавить свою", "en": "Add your own"},
    "new_title": {"ru": "Новая инструкция", "en": "A new playbook"},
    "shipped": {"ru": "из поставки", "en": "shipped"},
    "changed": {"ru": "изменена, версия {number}", "en": "changed, version {number}"},
    "own": {"ru": "своя, версия {number}", "en": "your own, version {number}"},
    "retired_tag": {"ru": "не открывается", "en": "retired"},
    "situation": {"ru": "Код ситуации", "en": "Code of the situation"},
    "situation_why": {
        "ru": "Латинские буквы, цифры и _, например lost_parcel. Потом не меняется.",
        "en": "Small Latin letters, digits and _, such as lost_parcel. It never changes later.",
    },
    "title_ru": {"ru": "Название по-русски", "en": "Name in Russian"},
    "title_en": {"ru": "Название по-английски", "en": "Name in English"},
    "about_ru": {"ru": "Когда она нужна, по-русски", "en": "When it is the right one, in Russian"},
    "about_en": {"ru": "Когда она нужна, по-английски", "en": "When it is the right one, in English"},
    "after_ru": {"ru": "Что дальше, по-русски", "en": "What comes next, in Russian"},
    "after_en": {"ru": "Что дальше, по-английски", "en": "What comes next, in English"},
    "texts": {"ru": "О чём она", "en": "What it is about"},
    "opens_h": {"ru": "Когда открывается", "en": "When it opens"},
    "opens": {"ru": "Правила, по одному в строке", "en": "Rules, one a line"},
    "opens_why": {
        "ru": "Достаточно одной строки; внутри строки должны выполняться все условия через запятую. "
        "Пусто — открывают только вручную.",
        "en": "One line is enough; within a line all conditions, with commas between, must hold. "
        "Empty: it is opened by hand only.",
    },
    "conditions": {"ru": "Какие есть условия", "en": "Which conditions there are"},
    "rank": {"ru": "Очередь, 1–999", "en": "Rank, 1–999"},
    "rank_why": {
        "ru": "Меньше — раньше. Заказ получает первую подходящую.",
        "en": "Lower comes first. An order gets the first that fits.",
    },
    "tags": {"ru": "Слова для поиска", "en": "Words for the search"},
    "may": {"ru": "Кто до какой суммы решает, ₽", "en": "Who decides up to which sum, ₽"},
    "may_why": {
        "ru": "Целые рубли; any — любая сумма; пусто — нет права. Администратор решает всегда.",
        "en": "Whole roubles; any = any sum; empty = no right. An administrator always may.",
    },
    "may_anyone": {"ru": "Любой сотрудник", "en": "Any employee"},
    "may_head": {"ru": "Руководитель", "en": "The head"},
    "may_partner_manager": {"ru": "Управляющий партнёра", "en": "The partner's manager"},
    "may_administrator": {"ru": "Администратор", "en": "The administrator"},
    "steps": {"ru": "Шаги", "en": "Steps"},
    "steps_why": {
        "ru": "Начинайте с глагола. В словах можно писать {me}, {store} и {number}. Пустая строка пропадёт.",
        "en": "Begin with a verb. Words may have {me}, {store} and {number}. An empty row is dropped.",
    },
    "step": {"ru": "Шаг", "en": "Step"},
    "do_ru": {"ru": "Что сделать, по-русски", "en": "What to do, in Russian"},
    "do_en": {"ru": "Что сделать, по-английски", "en": "What to do, in English"},
    "say_ru": {"ru": "Что сказать, по-русски", "en": "What to say, in Russian"},
    "say_en": {"ru": "Что сказать, по-английски", "en": "What to say, in English"},
    "by_fact": {
        "ru": "закрывается записью (итог, обещание), а не отметкой",
        "en": "closed by a record (outcome, promise), not by a tick",
    },
    "retired": {"ru": "Больше не открывать и не показывать", "en": "No longer open or show it"},
    "preview": {"ru": "Посмотреть", "en": "Preview"},
    "publish": {"ru": "Опубликовать", "en": "Publish"},
    "looks": {"ru": "Так её увидят", "en": "This is how it will look"},
    "no_change": {"ru": "Изменений нет.", "en": "Nothing has changed."},
    "changes": {"ru": "Что изменится", "en": "What changes"},
    "versions": {"ru": "Версии", "en": "Versions"},
    "version": {"ru": "Версия {number}", "en": "Version {number}"},
    "version_0": {"ru": "Из поставки", "en": "As shipped"},
    "by": {"ru": "{at}, {who}", "en": "{at}, {who}"},
    "compare": {"ru": "Чем отличается от нынешней", "en": "How it differs from the present one"},
    "same": {"ru": "Действует сейчас", "en": "In force now"},
    "restore": {"ru": "Вернуть из поставки", "en": "Back to the shipped one"},
    "added": {"ru": "станет", "en": "comes"},
    "removed": {"ru": "было", "en": "goes"},
    "code_taken": {
        "ru": "Такой код уже есть. Откройте ту инструкцию или назовите другой.",
        "en": "There is such a code already. Open that playbook, or name another code.",
    },
}
