"""A channel fails: the next in turn at once, nobody twice, the dead method named and passed over (law 5, ADR 0030)."""

from __future__ import annotations

from otklik.actions import stores
from otklik.store import models
from tests.harness import ACTOR, Desk, local

TELEGRAM, SMS = "5001", "+79160000011"


def equip(desk: Desk) -> None:
    """Give Vera Telegram and a phone beside her mailbox."""
    for method, channel, address in (("tg", "telegram", TELEGRAM), ("phone", "sms", SMS)):
        stores.add_method(
            "person/vera", actor=ACTOR, method=method, channel=channel, address=address, now=desk.now
        )


def told(desk: Desk) -> list[tuple[str, str]]:
    """Who got a message where, and when; the buyer aside."""
    return [(one.to, local(one.at)[11:]) for one in desk.phones.messages if "buyer" not in one.to]


def test_channels_come_in_turn_and_the_next_step_keeps_its_time(store_t: Desk) -> None:
    desk = store_t
    equip(desk)
    desk.forward("12:00")
    desk.order("taganka")
    desk.forward("12:07")
    assert told(desk) == [
        (TELEGRAM, "12:00:00"),
        (SMS, "12:02:00"),
        ("vera@desk.test", "12:04:00"),
    ]
    desk.forward("12:08")
    assert [at for _, at in told(desk)[3:]] == ["12:08:00"] * 3


def test_an_empty_turn_after_one_that_told_does_not_hurry_the_next_step(store_t: Desk) -> None:
    """Telegram and no mailbox: the step's other channels are empty, and the second step keeps its eighth minute."""
    desk = store_t
    equip(desk)
    stores.remove_method("person/vera", actor=ACTOR, method="mail", now=desk.now)
    stores.remove_method("person/vera", actor=ACTOR, method="phone", now=desk.now)
    desk.forward("12:00")
    desk.order("taganka")
    desk.forward("12:14")
    assert told(desk) == [(TELEGRAM, "12:00:00"), (TELEGRAM, "12:08:00")]


def test_a_dead_method_is_named_on_its_owners_stream_and_passed_over(store_t: Desk) -> None:
    desk = store_t
    equip(desk)
    desk.phones.broken.add(TELEGRAM)
    desk.forward("12:00")
    desk.order("taganka")
    assert told(desk) == [(SMS, "12:00:00")], "the next channel in the same second"
    (failed,) = (e.event for e in desk.journal("person/vera") if e.event.kind == "contact_method.failed")
    assert failed.data == {"method": "tg", "channel": "telegram", "reason": "no_such_mailbox"}
    assert not models.ContactMethod.objects.get(owner="person/vera", method="tg").healthy

    desk.phones.broken.clear()
    desk.forward("13:00")
    seen = len(told(desk))
    desk.order("taganka", number="B-1")
    assert told(desk)[seen:] == [(SMS, "13:00:00")], "unhealthy until somebody shows that it lives"
    stores.add_method(
        "person/vera", actor=ACTOR, method="tg", channel="telegram", address=TELEGRAM, now=desk.now
    )
    desk.forward("14:30")
    seen = len(told(desk))
    desk.order("taganka", number="B-2")
    assert told(desk)[seen:] == [(TELEGRAM, "14:30:00")]


def test_an_outage_of_a_provider_goes_round_by_the_next_channel_and_tells_nobody_twice(store_t: Desk) -> None:
    """Three hours of failures: each order goes by SMS in the same second; Telegram is not tried once it is needless."""
    desk = store_t
    equip(desk)
    desk.phones.silent.add(TELEGRAM)
    for hour in (12, 13, 14):
        desk.forward(f"{hour}:00")
        order = desk.order("taganka")
        assert told(desk)[-1] == (SMS, f"{hour}:00:00")
        desk.forward(f"{hour}:01")
        desk.takes("vera", order)
        desk.talks("vera", order)
    desk.phones.silent.clear()
    desk.forward("17:00")
    assert [to for to, _ in told(desk)] == [SMS] * 3
    assert [one.to for one in desk.phones.tried].count(TELEGRAM) == 3
    assert {row.state for row in models.Outbox.objects.filter(channel="telegram")} == {"cancelled"}
    assert models.ContactMethod.objects.get(owner="person/vera", method="tg").healthy


def test_without_the_next_channel_she_would_hear_nothing_for_two_minutes(
    store_t: Desk, monkeypatch: object
) -> None:
    """Negative control of the test above."""
    monkeypatch.setattr("otklik.domain.consequences.notice_delay", lambda row, event: None)  # type: ignore[attr-defined]
    desk = store_t
    equip(desk)
    desk.phones.silent.add(TELEGRAM)
    desk.forward("12:00")
    desk.order("taganka")
    desk.forward("12:01")
    assert told(desk) == []
