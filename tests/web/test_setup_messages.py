"""The message log: what went to whom and what came back; whose it is; filters and pages."""

from __future__ import annotations

import re

import pytest

from otklik.channels.wording.tables import SAYS as TEMPLATES
from otklik.store.messages import MessageFilter, list_messages
from otklik.store.outbox import MOVES
from otklik.web.fact_words import say_words
from otklik.web.message_words import SAYS, STATES, TONES


def page_of(town, person, query=""):
    return town.client(person).get(f"/messages{query}").content.decode()


def rows(page):
    return page.count('class="log-r"')


def test_every_template_and_state_has_words():
    assert set(SAYS) == {*TEMPLATES, "goods"}, "a stock system is told in JSON"
    assert set(STATES) == set(TONES) == {state for move in MOVES for state in move}


def test_what_went_to_whom_and_when(town):
    town.desk.order("tverskaya", number="77")
    page = page_of(town, "admin")
    assert "Новый заказ" in page
    assert "Заказ принят" in page
    assert "заказ 77" in page
    assert "принято сервером" in page
    assert "сегодня в 11:02" in page
    assert re.search(r"[\w.]+@[\w.]+", re.sub(r"<[^>]*>", "", page)) is None, "no addresses"


def test_what_failed_says_why(town):
    town.desk.phones.broken.add("anna@desk.test")
    town.desk.order("tverskaya")
    page = page_of(town, "admin", "?state=failed")
    failed = list_messages(MessageFilter(state="failed"))
    assert {(one.receiver, one.error) for one in failed} == {("anna", "no_such_mailbox")}
    assert (rows(page), page.count("такого ящика нет")) == (len(failed), len(failed))


def test_each_sees_the_messages_of_his_stores(town):
    town.desk.order("tverskaya", number="OWN-1")
    town.desk.order("taganka", number="OTHER-1")
    for person in ("admin", "rita"):
        page = page_of(town, person)
        assert ("OWN-1" in page, "OTHER-1" in page) == (True, True)
    for person in ("boris", "pavel"):
        page = page_of(town, person)
        assert ("OWN-1" in page, "OTHER-1" in page) == (True, False)
        assert rows(page_of(town, person, "?number=OTHER-1")) == 0
    assert town.client("anna").get("/messages").status_code == 403


def test_filters(town):
    town.desk.order("tverskaya", number="A")
    town.desk.order("tverskaya", number="B")
    assert rows(page_of(town, "admin", "?number=A")) == len(list_messages(MessageFilter(number="A")))
    assert rows(page_of(town, "admin", "?receiver=anna")) == 2
    assert rows(page_of(town, "admin", "?receiver=Покупатель")) == 2
    assert rows(page_of(town, "admin", "?receiver=buyer&number=B")) == 1
    town.desk.forward("2026-03-20 00:01")
    before = rows(page_of(town, "admin"))
    assert rows(page_of(town, "admin", "?today=1")) < before
    assert rows(page_of(town, "admin", "?state=nonsense&before=x")) == before


def test_newest_first_and_page_by_page(town):
    for number in range(30):
        town.desk.order("tverskaya", number=f"N-{number:02d}")
    first = page_of(town, "admin", "?receiver=buyer")
    assert (rows(first), first.index("N-29") < first.index("N-28")) == (30, True)
    everything = [row.id for row in list_messages(MessageFilter(limit=1000))]
    seen, query = 0, ""
    while True:
        page = page_of(town, "admin", query)
        seen += rows(page)
        older = re.search(r'href="(\?before=\d+)"', page)
        if older is None:
            break
        query = older[1]
    assert seen == len(everything) > 50


@pytest.mark.parametrize(("say", "said"), [
    ("new_order", "Новый заказ"),
    ("promise_late", "Обещание просрочено"),
    ("step_owed_late", "Нужен следующий шаг"),
    ("office_soon", "Нужен следующий шаг"),
    ("an_own_template", "an own template"),
])  # fmt: skip
def test_a_step_that_names_no_template_is_said_as_its_message_says_it(say, said):
    assert say_words(SAYS, say, "ru") == said
