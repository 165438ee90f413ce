"""The page of a button in a letter: looking changes nothing, one tap acts, everybody is told what is true now."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from types import SimpleNamespace
from typing import get_args

import pytest
from django.test import Client, RequestFactory
from django.urls import path

from otklik.domain.errors import DomainError
from otklik.domain.links import LinkCard, Standing
from otklik.web import link_words, links
from otklik.web.link_words import ACTS, CAME
from tests.web.pages import CARDS, MINE, NOW, OPEN, OTHER
from tests.wording import Page, complaints, placeholders, tables_of


class Desk:
    """An order that one person may take; stands in for the queries and actions behind the view."""

    def __init__(self, card: LinkCard | None = OPEN, refuse: LinkCard | None = None) -> None:
        self.card, self.refuse, self.acts = card, refuse, []

    def load(self, purpose, token, now):
        return self.card if token == "good" else None

    def act(self, purpose, token, now):
        self.acts.append((purpose, token, now))
        if self.refuse:
            self.card = self.refuse
            raise DomainError("taken_by_other", "Somebody was faster.")
        self.card = MINE if purpose == "take" else replace(MINE, standing="answered")


@pytest.fixture(autouse=True)
def still_clock(monkeypatch):
    monkeypatch.setattr(links, "clock", SimpleNamespace(now=lambda: NOW))


def ask(desk, method="get", purpose="take", token="good"):
    request = getattr(RequestFactory(enforce_csrf_checks=True), method)(f"/l/{purpose}/{token}")
    return links.show_link(request, purpose, token, load=desk.load, act=desk.act)


def lead(response) -> str:
    html = response.content.decode()
    return re.search(r"<h1>(.*?)</h1>", html)[1]


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("purpose", ["take", "answered"])
def test_looking_changes_nothing(method, purpose):
    desk = Desk()
    assert ask(desk, method, purpose).status_code == 200
    assert ask(desk, method, purpose).content == ask(desk, method, purpose).content
    assert desk.acts == []


def test_what_is_seen_before_the_tap():
    page = links.write_page("take", OPEN, "", now=NOW)
    assert page.lead == "Взять заказ 48175?"
    assert page.sentences[0] == "Ответить сегодня до 12:02: осталось 52\u00a0минуты рабочего времени."
    assert page.button == "Беру заказ"
    html = ask(Desk()).content.decode()
    assert html.count("<button") == html.count('<form method="post">') == 1
    assert "+7 916" not in html, "the buyer's number is for whoever has the order"


def test_one_tap_takes_and_shows_whom_to_call():
    desk = Desk()
    response = ask(desk, "post")
    assert desk.acts == [("take", "good", NOW)]
    assert lead(response) == "Заказ 48175 за вами"
    page = Page(response.content.decode())
    assert "tel:+79161234567" in page.hrefs
    assert "button" not in page.tags


def test_somebody_else_was_faster():
    desk = Desk(refuse=OTHER)
    response = ask(desk, "post")
    assert lead(response) == "Вас опередили: заказ 48175 взят, Марина Котова"
    assert "+7 916" not in response.content.decode()


def test_one_tap_records_the_answer():
    desk = Desk(MINE)
    response = ask(desk, "post", "answered")
    assert desk.acts == [("answered", "good", NOW)]
    assert lead(response) == "Записано: покупателю по заказу 48175 ответили"


def test_a_page_loaded_again_tells_of_no_second_talk():
    desk = Desk(MINE)
    assert lead(ask(desk, "post", "answered")) == "Записано: покупателю по заказу 48175 ответили"
    assert lead(ask(desk, "post", "answered")) == "Покупателю по заказу 48175 уже ответили"
    assert len(desk.acts) == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_is_not_good_does_nothing_and_says_nothing(method):
    desk = Desk()
    answers = [
        ask(desk, method, purpose, token) for purpose in ("take", "answered") for token in ("old", "other")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert desk.acts == []
    assert ask(desk).status_code == 200, "control: the good one works"


def test_an_order_that_vanishes_during_the_tap_is_still_explained():
    desk = Desk()
    desk.load = lambda purpose, token, now: OPEN if not desk.acts else None
    assert ask(desk, "post").status_code == 200


def test_the_page_is_kept_and_told_nowhere():
    response = ask(Desk())
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert not response.cookies


DESK = Desk()
urlpatterns = [
    path(
        "l/<purpose>/<token>",
        links.show_link,
        {"load": lambda *of: DESK.load(*of), "act": lambda *of: DESK.act(*of)},
        name="link",
    )
]


def test_the_button_works_without_cookies_through_the_whole_chain(settings):
    """The address is the authority: a browser inside a mail program has no cookie to show."""
    settings.ROOT_URLCONF = __name__
    DESK.__init__()
    response = Client(enforce_csrf_checks=True).post("/l/take/good")
    assert response.status_code == 200
    assert len(DESK.acts) == 1
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Content-Language"] == "ru"


@pytest.mark.parametrize("name", CARDS)
@pytest.mark.parametrize("locale", ["ru", "en"])
def test_a_page_is_whole(name, locale):
    purpose, card, came = CARDS[name]
    page = links.write_page(purpose, replace(card, locale=locale), came, now=NOW)
    html = links.render_link(page).content.decode()
    Page(html)
    assert page.lead
    assert not re.search(r"[{}]|None|<script", html)
    assert bool(page.button) == (
        came == "" and card.standing not in ("answered", "closed") and page.tone == "info"
    )


def test_every_combination_has_words():
    for purpose, standing, came in product(("take", "answered"), get_args(Standing), ("", *CAME)):
        page = links.write_page(purpose, replace(MINE, standing=standing), came, now=NOW)
        assert page.lead, (purpose, standing, came)
        assert not (came and page.button), "a tap is not asked for twice"
        assert not (came and page.lead.endswith("?")), (purpose, standing, came)


def test_every_row_is_shown_by_some_page():
    shown = {(purpose, card.standing, came) for purpose, card, came in CARDS.values()}
    same = {id(ACTS[key]) for key in shown}
    assert {key for key, act in ACTS.items() if id(act) not in same} == set()


TABLES = tables_of(link_words)


@pytest.mark.parametrize(("path", "pair"), TABLES, ids=[path for path, _ in TABLES])
def test_a_row_is_complete_and_in_its_own_letters(path, pair):
    assert complaints(pair) == []


def test_every_placeholder_exists():
    known = set(links.values_of(OPEN, now=NOW))
    for place, pair in TABLES:
        assert placeholders(str(pair["ru"])) <= known, place
