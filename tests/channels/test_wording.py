"""The words of messages: complete in both languages, true at the moment, and safe whatever the values hold."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.channels.wording import (
    AgreementFigures,
    CallFigures,
    Goods,
    Particulars,
    compose,
    particulars,
    tables,
)
from otklik.channels.wording import say as say_words
from otklik.channels.wording.tables import LABELS, LINKS, SAYS
from otklik.channels.wording.watches import WATCHES
from otklik.domain import local_times
from otklik.domain.errors import DomainError
from tests.wording import Page, complaints, placeholders, tables_of

NOW = datetime(2026, 3, 19, 8, 10, tzinfo=UTC)  # 11:10 in Moscow, a Thursday
FULL = Particulars(
    zone="Europe/Moscow",
    number="48175",
    store="Шаг за шагом",
    store_phone="+78460000001",
    opens_at=datetime(2026, 3, 20, 7, 0, tzinfo=UTC),
    call_by="завтра с 10:00 до 11:00",
    opened_at=datetime(2026, 3, 19, 8, 2, tzinfo=UTC),
    limit_at=datetime(2026, 3, 19, 9, 2, 30, tzinfo=UTC),
    waiting_m=8,
    kind="promise",
    what="позвонить про договор",
    debtor="Марина Котова",
    buyer="Анна Петрова",
    buyer_phone="+79161234567",
    comment="домофон не работает",
    goods=(Goods("Валенки «Снежок», 25", 1, 199_000), Goods("Стелька", 2, 75_000)),
    total_minor=349_000,
    currency="RUB",
    payment="on_delivery",
    delivery="courier",
    call=CallFigures("+79161234567", 3, datetime(2026, 3, 19, 8, 1, tzinfo=UTC)),
    call_url="https://desk.example/calls/abc",
    agreement=AgreementFigures("default", "4", "Север"),
    agreement_url="https://desk.example/agreements/sever/default/4",
    question_url="https://desk.example/q/abc",
    order_url="https://desk.example/orders/abc",
    party_url="https://desk.example/party/abc",
    desk_url="https://desk.example/desk",
    person="Вера Лукина",
    status_url="https://desk.example/s/abc?a=1&b=2",
    take_url="https://desk.example/l/take/abc",
    answered_url="https://desk.example/l/answered/abc",
)
LATE = NOW + timedelta(hours=3)
ABOUT_NO_ORDER = {
    "call_missed",
    "call_waiting",
    "call_help",
    "call_late",
    "probe",
    "probe_missed",
    "agreement",
    "admission_ends",
    "reservation_asked",
}
TO_BUYER = {"receipt", "hold", "hold_ends"}
EVERY = [
    (say, locale)
    for say in (*SAYS, "something_new")
    if say not in ("report", *WATCHES)
    for locale in ("ru", "en")
]
"""Letters about a report or a store's day are about no order: they have tests of their own, in test_…_wording.py."""


TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "div",
    "h1",
    "p",
    "a",
    "dl",
    "dt",
    "dd",
    "ul",
    "li",
    "span",
}


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(("say", "locale"), EVERY)
@pytest.mark.parametrize("now", [NOW, LATE], ids=["in time", "late"])
def test_every_message_is_whole_in_both_languages(say, locale, now):
    words = compose(say, locale, FULL, now=now)
    page = Page(words.html)
    assert words.subject.strip() == words.subject != ""
    assert len(words.subject.splitlines()) == 1
    assert not re.search(r"[{}]|None", words.subject + words.text + words.html.partition("</style>")[2])
    assert words.text.endswith("\n")
    assert ("48175" in words.subject) == (say not in ABOUT_NO_ORDER)
    for link in words.links:
        assert link.url in words.text.splitlines()
        assert link.url in page.hrefs
    assert {link.name for link in words.links} == set(SAYS.get(say, SAYS[tables.GENERIC]).links)
    assert f'lang="{locale}"' in words.html


@pytest.mark.parametrize(("say", "locale"), EVERY)
def test_both_parts_say_the_same(say, locale):
    words = compose(say, locale, FULL, now=NOW)
    shown = squeezed("".join(Page(words.html).words))
    for block in words.text.split("\n\n"):
        for line in block.splitlines():
            label, _, value = line.removeprefix("-- ").partition(": ")
            if line.startswith("https://"):
                continue
            assert squeezed(label).rstrip(":") in shown
            assert squeezed(value) in shown


def test_the_receipt_exactly():
    words = compose(
        "receipt", "ru", replace(FULL, comment="", opens_at=None, call_by="сегодня до 12:03"), now=NOW
    )
    assert words.subject == "Заказ 48175 принят: позвоним сегодня до 12:03"
    assert words.text == (
        "Сотрудник магазина «Шаг за шагом» позвонит вам сегодня до 12:03.\n\n"
        "Звоним на номер +7 916 123-45-67.\n\n"
        "Если удобнее позвонить самим: +7 846 000-00-01.\n\n"
        "Заказ: 48175\nМагазин: Шаг за шагом\nТелефон магазина: +7 846 000-00-01\n"
        "Оплата: при получении\nПолучение: курьером\n\n"
        "Валенки «Снежок», 25 — 1\u00a0990\u00a0₽\nСтелька ×\u00a02 — 1\u00a0500\u00a0₽\n"
        "Итого: 3\u00a0490\u00a0₽\n\n"
        "Следить за заказом:\nhttps://desk.example/s/abc?a=1&b=2\n\n"
        "-- \nОтправлено автоматически службой заказов «Отклик». Ответы на это письмо никто не читает.\n"
    )


@pytest.mark.parametrize(
    ("say", "now", "subject"),
    [
        ("new_order", NOW, "New order 48175: answer today before 12:02"),
        ("new_order", LATE, "Order 48175 waits for an answer that was due today at 12:02"),
        ("still_waiting", NOW, "Nobody has taken order 48175, answer today before 12:02"),
        ("can_you_take", NOW, "Can you take order 48175? Answer today before 12:02"),
        ("not_answered", LATE, "Order 48175 was not answered: it was due today at 12:02"),
        ("not_answered", NOW, "Order 48175 is not answered yet, due today before 12:02"),
        ("promise_soon", NOW, "Order 48175: a promise is to be kept today before 12:02"),
        ("promise_soon", LATE, "Order 48175: a promise was broken, it was due today at 12:02"),
        ("promise_late", NOW, "Order 48175: a promise is to be kept today before 12:02"),
        ("hold", NOW, "Order 48175: kept for you until 12:02 today"),
        ("hold_ends", LATE, "Order 48175: the goods are kept no longer"),
        ("something_new", NOW, "Order 48175: позвонить про договор, due today before 12:02"),
    ],
)
def test_the_tense_is_that_of_the_moment(say, now, subject):
    assert compose(say, "en", FULL, now=now).subject == subject


def test_without_a_phone_nobody_promises_a_call():
    words = compose("receipt", "ru", replace(FULL, buyer_phone=""), now=NOW)
    assert words.subject == "Заказ 48175 принят: ответим завтра с 10:00 до 11:00"
    assert "ответит вам" in words.text
    assert "позвонит " not in words.text
    assert "Звоним на номер" not in words.text


@pytest.mark.parametrize(("say", "locale"), EVERY)
@pytest.mark.parametrize("known", ["", "number"])
def test_what_is_not_known_leaves_no_hole(say, locale, known):
    words = compose(say, locale, Particulars(**({known: "48175"} if known else {})), now=NOW)
    assert words.subject
    lines = words.text.splitlines()
    assert lines[0]
    assert not [line for line in lines[: lines.index("-- ")] if re.search(r": ?$|  |«»|,\.|\s[.,]", line)]
    assert words.links == ()


@pytest.mark.parametrize("say", sorted(TO_BUYER))
def test_a_letter_to_the_buyer_has_no_act_of_staff_and_no_name(say):
    words = compose(say, "ru", FULL, now=NOW)
    assert [link.name for link in words.links] == ["status"]
    assert "Анна" not in words.text + words.html


@pytest.mark.parametrize(("say", "locale"), EVERY)
def test_words_of_strangers_stay_words(say, locale):
    evil = '"><script>alert(1)</script>\r\nBcc: x@evil.example\x1b[2J\u202e{store} %s {{ 7 }}'
    about = replace(
        FULL,
        number=evil,
        store=evil,
        buyer=evil,
        comment=evil,
        what=evil,
        debtor=evil,
        goods=(Goods(evil, 1, 1),),
    )
    words = compose(say, locale, about, now=NOW)
    assert len(words.subject.splitlines()) == 1
    assert "<script" not in words.html
    assert set(Page(words.html).tags) <= TAGS
    for sign in ("\x1b", "\u202e", "\r"):
        assert sign not in words.subject + words.text + words.html


@given(word=st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_value_makes_a_letter(word):
    texts = (
        "number",
        "store",
        "store_phone",
        "what",
        "debtor",
        "buyer",
        "buyer_phone",
        "comment",
        "payment",
        "delivery",
    )
    about = replace(FULL, **dict.fromkeys(texts, word), goods=(Goods(word, 3, 5),), currency=word)
    words = compose("new_order", "ru", about, now=NOW)
    assert len(words.subject.splitlines()) == 1
    Page(words.html)


def test_a_repeat_says_so():
    assert say_words.REPEAT["ru"] in compose("new_order", "ru", replace(FULL, repeat=True), now=NOW).text
    assert say_words.REPEAT["ru"] not in compose("new_order", "ru", FULL, now=NOW).text


def test_languages_that_we_do_not_speak_get_english():
    assert compose("new_order", "de-AT", FULL, now=NOW).subject.startswith("New order")
    assert compose("new_order", "ru-RU", FULL, now=NOW).subject.startswith("Новый заказ")


def test_a_zone_that_is_none_is_refused():
    with pytest.raises(DomainError) as error:
        compose("new_order", "ru", replace(FULL, zone="Mars/Base"), now=NOW)
    assert error.value.code == "zone_unknown"


# ── the tables themselves ──


MODULES = (tables, particulars, local_times)
TABLES = [row for module in MODULES for row in tables_of(module)]


def test_there_are_tables_to_look_at():
    assert len(TABLES) > 100


@pytest.mark.parametrize(("path", "pair"), TABLES, ids=[path for path, _ in TABLES])
def test_a_row_is_complete_and_in_its_own_letters(path, pair):
    assert complaints(pair) == []


@pytest.mark.parametrize(
    ("pair", "complaint"),
    [
        ({"ru": "Заказ"}, "a language is missing"),
        ({"ru": "", "en": "Order"}, "empty in one language"),
        ({"ru": "Заказ {number}", "en": "Order"}, "other placeholders"),
        ({"ru": "Зaказ", "en": "Order"}, "Latin letters in Russian"),
        ({"ru": "Заказ", "en": "Оrder"}, "Cyrillic letters in English"),
        ({"ru": "К сожалению, нет", "en": "No"}, "words that we don't use"),
    ],
)
def test_the_look_finds_what_it_looks_for(pair, complaint):
    """Negative controls of the row test: the a of the fourth row and the O of the fifth are of the other alphabet."""
    assert complaint in complaints(pair)


def test_every_name_in_a_row_exists():
    known = set(particulars.values_of(FULL, "ru", now=NOW))
    for say, row in SAYS.items():
        for forms in (row.subject, row.lead, *row.sentences):
            for words in forms:
                assert placeholders(words["ru"]) <= known, say
        assert set(row.facts) <= set(LABELS), say
        assert set(row.links) <= set(LINKS), say
