"""Bundles on their way: one message, a result for each of its notices, the same key at each attempt (ADR 0029)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from otklik.channels.message import Message, SendResult
from otklik.domain import bundles as rules
from otklik.domain.notices import Notice
from otklik.store import bundles, models, queries
from otklik.worker import composing, sender
from tests.harness import Desk


def storm(desk: Desk, count: int = 7) -> list[str]:
    """Orders that arrive 2 s apart; the first is told at once."""
    found = []
    for _ in range(count):
        found.append(desk.order("taganka"))
        desk.forward(seconds=2)
    return found


def facts(desk: Desk, order: str) -> list[tuple[str, int, str]]:
    """Message facts about Vera: kind, attempt, key of the message that carried it ("" = its own)."""
    return [
        (one.event.kind, one.event.data["attempt"], one.event.data.get("message", ""))
        for one in desk.journal(order)
        if one.event.kind.startswith("message.") and one.event.data["receiver"] == "vera"
    ]


def first_state(order: str) -> str:
    """What became of the first notice about an order to Vera."""
    return next(row.state for row in queries.list_notices(order) if row.receiver == "vera")


def test_a_storm_is_two_messages_and_the_first_does_not_wait(desk: Desk) -> None:
    first, *others = storm(desk)
    assert [letter.subject for letter in desk.phones.at("vera")] == [
        "Новый заказ A-1001: ответить сегодня до 13:00"
    ]
    desk.forward("12:01")
    alone, bundled = desk.phones.at("vera")
    assert bundled.at - alone.at == timedelta(minutes=1)
    assert bundled.subject == bundled.short == "Ждут 6\u00a0заказов"
    assert "A-1004: Новый заказ A-1004: ответить сегодня до 13:00" in bundled.text
    assert [link.name for link in bundled.links] == ["desk", *["take"] * 6]
    assert facts(desk, first) == [("message.sent", 1, ""), ("message.accepted", 1, "")]
    for order in others:
        assert facts(desk, order) == [
            ("message.sent", 1, bundled.key),
            ("message.accepted", 1, bundled.key),
        ]
    assert len(desk.phones.at("maria@buyer.test")) == 7, "each buyer gets a letter of his own"
    desk.forward("12:09")
    assert desk.phones.at("vera")[-1].subject == "Ждут 6\u00a0заказов, старший 8\u00a0мин"


def test_a_repeat_of_a_bundle_is_the_same_message_without_what_is_not_wanted_any_more(desk: Desk) -> None:
    _, *others = storm(desk, 4)
    desk.phones.silent.add("vera@desk.test")
    desk.forward("12:01")
    desk.talks("vera", others[0])
    desk.phones.silent.clear()
    desk.forward("12:02")
    tried, kept = (one for one in desk.phones.tried if one.subject.startswith("Ждут"))
    assert (tried.subject, kept.subject) == ("Ждут 3\u00a0заказа", "Ждут 2\u00a0заказа, старший 1\u00a0мин")
    assert tried.key == kept.key
    assert [first_state(order) for order in others] == ["cancelled", "sent", "sent"]


def test_the_hours_share_makes_late_and_drops_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    real = rules._send_at

    def of_three(first: Notice, sent: Sequence[datetime], now: datetime) -> datetime:
        return real(replace(first, values={**first.values, "per_hour": 3}), sent, now)

    monkeypatch.setattr(rules, "_send_at", of_three)
    orders = []
    for minute in range(5):
        desk.forward(f"12:{minute * 5:02}")
        orders.append(desk.order("taganka"))
        if minute < 3:
            desk.talks("vera", orders[-1])
    assert [one.subject for one in desk.phones.at("vera")] == [
        f"Новый заказ A-100{n}: ответить сегодня до 13:{m:02}" for n, m in ((1, 0), (2, 5), (3, 10))
    ]
    desk.forward("13:00")
    assert desk.phones.at("vera")[-1].subject.startswith("Ждут 2\u00a0заказа")
    assert desk.phones.at("vera")[-1].at == desk.now


def test_a_provider_that_asks_for_time_gets_it(desk: Desk) -> None:
    def busy(channel: str, message: Message) -> SendResult:
        return SendResult("failed", reason="429", retry_after_s=95)

    desk.phones.send = busy  # type: ignore[method-assign]
    order = desk.order("taganka")
    assert {row.not_before - desk.now for row in queries.list_notices(order) if row.receiver == "vera"} == {
        timedelta(seconds=95)
    }


def test_a_notice_that_cannot_be_written_does_not_hold_its_bundle_up(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = composing.compose_message

    def stumble(leased: object, **named: object) -> Message:
        if leased.notice.values.get("order") == "A-1003" and leased.notice.receiver == "vera":  # type: ignore[attr-defined]
            raise ValueError("poisoned")
        return honest(leased, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(composing, "compose_message", stumble)
    orders = storm(desk, 4)
    desk.forward("12:01")
    assert desk.phones.at("vera")[-1].subject == "Ждут 2\u00a0заказа"
    assert [first_state(order) for order in orders] == ["sent", "sent", "failed", "sent"]


def test_a_sender_that_died_in_a_bundle_is_followed_under_the_same_key(desk: Desk) -> None:
    class Killed(BaseException):
        pass

    orders = storm(desk, 4)
    keep = desk.phones.send

    def die(channel: str, message: Message) -> SendResult:
        keep(channel, message)
        if message.subject.startswith("Ждут"):
            raise Killed
        return SendResult("accepted")

    desk.phones.send = die  # type: ignore[method-assign]
    with pytest.raises(Killed):
        desk.forward("12:01")
    desk.phones.send = keep  # type: ignore[method-assign]
    desk.now += sender.LEASE_FOR
    desk.tick()
    first, again = (one for one in desk.phones.at("vera") if one.subject.startswith("Ждут 3"))
    assert first.key == again.key
    assert "Возможно, это письмо уже пришло" in again.text
    assert facts(desk, orders[2]) == [
        ("message.sent", 1, first.key),
        ("message.sent", 2, first.key),
        ("message.accepted", 2, first.key),
    ]
    assert desk.phones.keys()[first.key] == 2


def test_whoever_is_being_written_to_is_left_to_that_worker(desk: Desk) -> None:
    """The receiver's turn: while one worker's message to her is on its way, another leaves the rest alone."""
    desk.order("taganka")
    models.Outbox.objects.filter(receiver="vera").update(
        state="sending", lease_owner="w1", lease_until=desk.now + sender.LEASE_FOR, sent_at=desk.now
    )
    desk.order("taganka")
    desk.now += timedelta(minutes=2)
    lease_for = sender.LEASE_FOR
    assert bundles.claim(desk.now, owner="w2", limit=16, lease_for=lease_for) == []
    (waiting,) = models.Outbox.objects.filter(receiver="vera", state="due")
    assert waiting.not_before == desk.now + bundles.AGAIN_AFTER
    models.Outbox.objects.filter(lease_owner="w1").update(state="sent", lease_until=None)
    desk.now += bundles.AGAIN_AFTER
    (leased,) = bundles.claim(desk.now, owner="w2", limit=16, lease_for=lease_for)
    assert leased.notice.key == waiting.key
