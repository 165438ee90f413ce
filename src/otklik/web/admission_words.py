"""The words of admissions: who may talk to buyers on what, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

SUBJECTS: Mapping[str, Words] = {
    "orders": {"ru": "заказы", "en": "orders"},
    "phone": {"ru": "звонки в магазин", "en": "calls to the store"},
    "credit": {"ru": "кредит", "en": "credit"},
    "delivery": {"ru": "доставка", "en": "delivery"},
    "returns": {"ru": "обмен и возврат", "en": "exchange and return"},
}
"""On what somebody may talk to buyers."""

CAUSES: Mapping[str, Words] = {
    "repeated_complaint": {"ru": "повторная жалоба", "en": "a repeated complaint"},
    "conduct": {"ru": "разговор с покупателем", "en": "a talk with a buyer"},
    "test_failed": {"ru": "проверка знаний не сдана", "en": "the test was not passed"},
    "own_wish": {"ru": "сотрудник попросил сам", "en": "the person asked for it"},
    "other": {"ru": "другое", "en": "something else"},
}
"""Why an admission is withdrawn."""

ADMISSION: Mapping[str, Words] = {
    "title": {"ru": "Допуск к покупателям", "en": "Admission to buyers"},
    "now": {"ru": "Сейчас", "en": "Now"},
    "not_used": {
        "ru": "В этом магазине допуск никому не выдавали: с покупателями говорят все.",
        "en": "Nobody of this store was ever admitted: everybody talks to buyers.",
    },
    "begins": {
        "ru": "Первое решение о допуске включает правило для всего магазина: заказы получат только допущенные. "
        "Руководителя правило касается, только если о нём решили отдельно.",
        "en": "The first decision turns the rule on for the whole store: orders go only to the admitted. "
        "Heads are under it only where somebody decided about them by name.",
    },
    "on": {"ru": "Говорит с покупателями: {subjects}", "en": "Talks to buyers about: {subjects}"},
    "all": {"ru": "Говорит с покупателями обо всём", "en": "Talks to buyers about everything"},
    "none": {
        "ru": "Допуска нет: заказов и звонков не получает",
        "en": "Not admitted: is given no orders and no calls",
    },
    "until": {"ru": "до {on} включительно", "en": "until {on}, that day included"},
    "no_end": {"ru": "без срока", "en": "without end"},
    "grant": {"ru": "Выдать или изменить", "en": "Give or change"},
    "grant_why": {
        "ru": "Новый допуск заменяет прежний целиком.",
        "en": "A new admission takes the place of the former as a whole.",
    },
    "subjects": {"ru": "О чём говорит с покупателями", "en": "On what he talks to buyers"},
    "training": {"ru": "Какое обучение прошёл", "en": "Which training he passed"},
    "test": {"ru": "Баллы проверки, от 0 до 100", "en": "Points of the test, 0 to 100"},
    "until_on": {"ru": "Последний день", "en": "Last day"},
    "until_hint": {
        "ru": "Пусто: без срока. Напомним руководителю за две недели и за два дня.",
        "en": "Empty: without end. The head is reminded two weeks and two days ahead.",
    },
    "grant_do": {"ru": "Выдать допуск", "en": "Give the admission"},
    "withdraw": {"ru": "Отозвать допуск", "en": "Withdraw the admission"},
    "withdraw_why": {
        "ru": "Заказы и звонки больше не приходят, взять их нельзя. Что уже у сотрудника, передайте коллеге.",
        "en": "Orders and calls no longer come and can't be taken. Hand what he has to a colleague.",
    },
    "cause": {"ru": "Почему", "en": "Why"},
    "words": {"ru": "Своими словами", "en": "In your own words"},
    "withdraw_do": {"ru": "Отозвать", "en": "Withdraw"},
    "history": {"ru": "Решения", "en": "Decisions"},
    "granted": {"ru": "Выдан: {subjects}", "en": "Given: {subjects}"},
    "withdrawn": {"ru": "Отозван: {subjects}. {cause}", "en": "Withdrawn: {subjects}. {cause}"},
    "with_training": {"ru": "обучение: {training}", "en": "training: {training}"},
    "with_test": {"ru": "проверка: {test} из 100", "en": "test: {test} of 100"},
    "operator": {"ru": "командная строка", "en": "the command line"},
    "repeated": {
        "ru": "Жалоб о сотруднике за 90 дней: {n}. Отозвать допуск предлагает система, решаете вы.",
        "en": "Complaints about this person in 90 days: {n}. The system proposes to withdraw, you decide.",
    },
    "complaints": {"ru": "Посмотреть жалобы", "en": "Look at the complaints"},
    "own": {
        "ru": "О своём допуске решает другой руководитель или администратор.",
        "en": "Another head or an administrator decides about your own.",
    },
}
"""One person's page."""

ADMISSIONS: Mapping[str, Words] = {
    "title": {"ru": "Допуски", "en": "Admissions"},
    "lead": {
        "ru": "Кто говорит с покупателями, о чём и до какого дня. Сначала те, у кого допуск кончается.",
        "en": "Who talks to buyers, on what and until which day. Those whose admission ends come first.",
    },
    "ends": {"ru": "до {on}", "en": "until {on}"},
    "soon": {"ru": "кончается {on}", "en": "ends {on}"},
    "over": {"ru": "кончился {on}", "en": "ended {on}"},
    "withdrawn": {"ru": "отозван", "en": "withdrawn"},
    "never": {"ru": "не выдавали", "en": "never given"},
    "not_used": {"ru": "правило не включено", "en": "the rule is off"},
    "free": {"ru": "руководитель: не нужен", "en": "a head: needs none"},
    "none": {"ru": "Людей пока нет", "en": "Nobody yet"},
}
"""The list."""
