"""A worker that slept: what is too old is recorded and not sent, and each receiver hears once how things stand."""

from collections import Counter
from datetime import timedelta

import pytest

from otklik.store import models
from otklik.worker import late_words
from tests.harness import Desk

STAFF = ("vera", "dina", "admin")


def asleep(desk: Desk, count: int, **fields: object) -> list[str]:
    """Orders that arrive while no worker runs; their goods are not set aside, so that no hold ends them."""
    desk.tick, real = (lambda: None), desk.tick  # type: ignore[method-assign]
    found = [desk.order("taganka", **{"reserved": False, **fields}) for _ in range(count)]
    desk.tick = real  # type: ignore[method-assign]
    return found


def test_after_a_day_asleep_each_receiver_gets_one_word_about_sixty_orders(desk: Desk) -> None:
    asleep(desk, 60)
    desk.now += timedelta(days=1)
    desk.forward(minutes=2)
    late = models.Outbox.objects.filter(state="failed", error="stale").exclude(receiver="buyer")
    assert Counter(late.values_list("receiver", flat=True)) == {
        "dina": 60,
        "admin": 120,
    }, "the administrator was to hear of the receipts as well"
    for who in ("dina", "admin"):
        (word,) = desk.phones.at(who)
        assert word.subject == "Сообщения опоздали. Ждут 60\u00a0заказов, старший 12\u00a0ч 1\u00a0мин"
        assert len(word.subject) <= 70
        assert "первый из заказов поступил вчера в 12:00, работа возобновлена сегодня в 12:01" in word.text
        assert desk.kinds(f"person/{who}")[-1] == "notices.late"
    desk.forward(hours=3)
    assert {who: len(desk.phones.at(who)) for who in STAFF} == {"vera": 0, "dina": 1, "admin": 1}


def test_without_the_word_nobody_would_hear_anything(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control of the test above."""
    monkeypatch.setattr(late_words, "units", lambda late, *, now: [])
    asleep(desk, 3)
    desk.now += timedelta(days=1)
    desk.forward(minutes=2)
    assert {who: len(desk.phones.at(who)) for who in STAFF} == {"vera": 0, "dina": 0, "admin": 0}


def test_orders_that_ended_unanswered_meanwhile_are_told_too(desk: Desk) -> None:
    asleep(desk, 2, reserved=True)
    desk.now += timedelta(days=1)
    desk.forward(minutes=2)
    assert [word.subject for word in desk.phones.at("dina")] == [
        "Ушли без разговора: 2\u00a0заказа",
        "Сообщения опоздали. Без ответа закрылись: 2\u00a0заказа",
    ]


def test_a_word_about_nothing_that_waits_is_not_sent(desk: Desk) -> None:
    orders = asleep(desk, 2)
    desk.now += timedelta(days=1)
    desk.tick()
    for order in orders:
        desk.talks("dina", order)
    desk.forward(minutes=2)
    assert desk.phones.at("dina") == []
    assert {row.state for row in models.Outbox.objects.filter(say="late")} == {"cancelled"}
