"""The buyer's page: what it says in each situation, and what it never says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from otklik.domain.business_time import WorkCalendar
from otklik.domain.status import StatusLine
from otklik.web import status, status_words
from otklik.web.status_words import SITUATIONS
from tests.web.pages import NOW, STATUSES, WAITING
from tests.wording import Page, complaints, placeholders, tables_of

TOKEN = "mfrggzdfmztwq2lknnwg23tpobyxe43u"
GET = RequestFactory().get("/s/x")


def show(monkeypatch, found, *, now=NOW, request=GET):
    monkeypatch.setattr(status, "clock", SimpleNamespace(now=lambda: now))
    return status.show_status(request, TOKEN, load=lambda token, at: found)


def words(response) -> str:
    return " ".join(" ".join(Page(response.content.decode()).words).split())


@pytest.mark.parametrize(
    ("name", "ru", "en"),
    [
        (
            "waiting",
            "Сотрудник магазина «Шаг за шагом» позвонит вам сегодня до 12:02",
            "A person from Шаг за шагом calls you today before 12:02",
        ),
        ("waiting_taken", "Марина позвонит вам сегодня до 12:02", "Марина calls you today before 12:02"),
        (
            "waiting_no_phone",
            "Сотрудник магазина «Шаг за шагом» ответит вам сегодня до 12:02",
            "A person from Шаг за шагом answers you today before 12:02",
        ),
        (
            "waiting_closed",
            "Сотрудник магазина «Шаг за шагом» позвонит вам завтра с 9:00 до 10:00",
            "A person from Шаг за шагом calls you tomorrow from 9:00, before 10:00",
        ),
        (
            "waiting_untimed",
            "Заказ принят, мы с вами свяжемся",
            "Your order is received, we will get in touch",
        ),
        (
            "late",
            "Мы не ответили вам вовремя: срок прошёл сегодня в 12:02",
            "We did not answer you in time: it was due today at 12:02",
        ),
        (
            "silent",
            "Руководитель магазина «Шаг за шагом» ответит вам сегодня до 11:25",
            "The head of Шаг за шагом answers you today before 11:25",
        ),
        (
            "silent_late",
            "Мы не ответили вам вовремя: срок прошёл сегодня в 11:25",
            "We did not answer you in time: it was due today at 11:25",
        ),
        (
            "asked",
            "Сотрудник магазина «Шаг за шагом» позвонит вам сегодня в 15:10",
            "A person from Шаг за шагом calls you today at 15:10",
        ),
        ("again", "Марина позвонит вам сегодня в 11:40", "Марина calls you today at 11:40"),
        ("promised", "Марина позвонит вам сегодня до 14:10", "Марина calls you today before 14:10"),
        ("answered", "За заказ отвечает Марина", "Марина looks after your order"),
        ("confirmed", "Заказ подтверждён сегодня в 11:09", "Your order was confirmed today at 11:09"),
        (
            "refused",
            "Магазин «Шаг за шагом» отказался от заказа сегодня в 13:10",
            "Шаг за шагом refused the order today at 13:10",
        ),
        ("withdrawn", "Вы отменили заказ сегодня в 13:10", "You withdrew the order today at 13:10"),
        ("released", "Товар вернулся в продажу сегодня в 5:10", "The goods went back on sale today at 5:10"),
        ("completed", "Заказ выполнен вчера в 11:10", "Your order was completed yesterday at 11:10"),
    ],
)
def test_the_first_line_says_who_does_what_by_when(name, ru, en):
    value, now = STATUSES[name]
    assert status.write_page(value, "ru", now=now).lead == ru
    assert status.write_page(value, "en", now=now).lead == en


def test_every_situation_has_a_page_here():
    assert {status.situation_of(value, now=now) for value, now in STATUSES.values()} == set(SITUATIONS)


@pytest.mark.parametrize("name", STATUSES)
@pytest.mark.parametrize("locale", ["ru", "en"])
def test_a_page_is_whole(name, locale):
    value, now = STATUSES[name]
    response = status.render_status(status.write_page(value, locale, now=now))
    html, shown = response.content.decode(), words(response)
    assert f'<html lang="{locale}">' in html
    assert response["Content-Language"] == locale
    for fact in (
        "48175",
        "Шаг за шагом",
        "Стелька тёплая",
        "3\u00a0490\u00a0₽" if locale == "ru" else "₽3,490",
    ):
        assert " ".join(fact.split()) in shown
    assert not re.search(r"[{}]|None|<script", html)
    assert html.count("<h1") == 1


def test_the_steps_of_an_order_that_waits_and_of_one_that_was_let_go():
    waiting = status.write_page(WAITING, "ru", now=NOW).steps
    assert [(step.state, step.name, step.when) for step in waiting] == [
        ("done", "Принят", "сегодня в 11:02"),
        ("now", "Разговор с вами", "сегодня до 12:02"),
        ("next", "Подтверждение", ""),
        ("next", "Получение", "курьером"),
    ]
    value, now = STATUSES["released"]
    assert [(step.state, step.name) for step in status.write_page(value, "ru", now=now).steps] == [
        ("done", "Принят"),
        ("missed", "Разговор с вами"),
        ("ended", "Товар вернулся в продажу"),
    ]


def test_the_store_owns_its_silence_only_where_it_was_silent():
    value, now = STATUSES["released"]
    assert (
        "Мы так и не поговорили с вами, и это наша ошибка."
        in status.write_page(value, "ru", now=now).sentences
    )
    spoken = replace(value, answered_at=NOW)
    assert not [one for one in status.write_page(spoken, "ru", now=now).sentences if "не поговорили" in one]


def test_a_kept_limit_is_not_late_and_a_second_later_is():
    limit_at = WAITING.answer_limit_at
    assert status.situation_of(WAITING, now=limit_at) == "waiting"
    assert status.situation_of(WAITING, now=limit_at + timedelta(seconds=1)) == "late"


def test_a_store_that_never_opens_has_a_page():
    shut = replace(WAITING, calendar=WorkCalendar.parse("Mo-Su off", "Europe/Moscow"), answer_limit_at=None)
    page = status.write_page(shut, "ru", now=NOW)
    assert page.hours == "сейчас закрыто"
    assert page.lead == "Заказ принят, мы с вами свяжемся"


def test_a_buyer_elsewhere_sees_his_own_time():
    page = status.write_page(replace(WAITING, zone="Asia/Vladivostok"), "ru", now=NOW)
    assert page.lead.endswith("позвонит вам сегодня до 19:02 по вашему времени (в магазине 12:02, UTC+3)")
    assert page.steps[0].when == "сегодня в 18:02"
    assert page.hours == "открыто завтра до 4:00"


def test_the_page_is_kept_and_told_nowhere(monkeypatch):
    response = show(monkeypatch, WAITING)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert not response.cookies


def test_links_that_are_not_good_all_get_the_same_bytes(monkeypatch):
    answers = []
    for token, language in ((TOKEN, "ru"), ("x", "en"), ("а" * 40, "de")):
        monkeypatch.setattr(status, "clock", SimpleNamespace(now=lambda: NOW))
        request = RequestFactory().get(f"/s/{token}?lang=ru", headers={"accept-language": language})
        answers.append(status.show_status(request, token, load=lambda token, at: None))
    assert {answer.status_code for answer in answers} == {404}
    assert len({(answer.content, tuple(sorted(answer.headers.items()))) for answer in answers}) == 1
    assert "Эта ссылка не действует" in answers[0].content.decode()
    assert show(monkeypatch, WAITING).content != answers[0].content, "a good link gets another answer"


def test_what_is_looked_up_is_the_token_and_the_present(monkeypatch):
    asked = []
    monkeypatch.setattr(status, "clock", SimpleNamespace(now=lambda: NOW))
    status.show_status(GET, TOKEN, load=lambda token, at: asked.append((token, at)))
    assert asked == [(TOKEN, NOW)]


@pytest.mark.parametrize(
    ("query", "language"), [("", "ru"), ("?lang=en", "en"), ("?lang=ru", "ru"), ("?lang=xx", "ru")]
)
def test_the_language_is_the_orders_or_the_one_asked_for(monkeypatch, query, language):
    response = show(monkeypatch, WAITING, request=RequestFactory().get(f"/s/x{query}"))
    other = {"ru": "en", "en": "ru"}[language]
    assert response["Content-Language"] == language
    assert f'href="?lang={other}"' in response.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_page_only_looks(monkeypatch, method):
    assert show(monkeypatch, WAITING, request=getattr(RequestFactory(), method)("/s/x")).status_code == 405


def test_words_of_strangers_stay_words():
    evil = '"><script>alert(1)</script>{store}\x1b\u202e'
    value = replace(
        WAITING, number=evil, store=evil, owner=evil, delivery=evil, lines=(StatusLine(evil, 1, 1),)
    )
    html = status.render_status(status.write_page(value, "ru", now=NOW)).content.decode()
    assert "<script" not in html
    assert "\x1b" not in html
    assert "\u202e" not in html


TABLES = tables_of(status_words)


@pytest.mark.parametrize(("path", "pair"), TABLES, ids=[path for path, _ in TABLES])
def test_a_row_is_complete_and_in_its_own_letters(path, pair):
    assert complaints(pair) == []


def test_every_placeholder_exists():
    known = set(status.values_of(WAITING, "ru", now=NOW))
    for path, pair in TABLES:
        assert placeholders(str(pair["ru"])) <= known, path


def test_times_are_the_present_instants_of_the_values():
    """Control: the page follows `now` and nothing else."""
    later = datetime.fromisoformat("2026-03-20T08:10:00+00:00")
    assert "вчера в 11:02" in status.write_page(WAITING, "ru", now=later).steps[0].when
