"""Bundles: a storm is one message, nobody gets more than his share of an hour, and the first word never waits."""

from __future__ import annotations

from datetime import timedelta

from otklik.domain.bundles import bundle, dedup, message_key
from otklik.domain.events import Ref
from otklik.domain.notices import Notice
from tests.domain.stage import at


def example(
    key: str, receiver: str = "anna", when: str = "Thu 12:00", channel: str = "email", per_hour: int = 20
) -> Notice:
    values = {"bundle_s": 60, "per_hour": per_hour}
    ref = Ref("first_answer")
    return Notice(key, f"order/{key}", ref, receiver, channel, "m", "new_order", "ru", at(when), values)


def test_a_storm_is_one_message() -> None:
    now = at("Thu 12:00")
    first = bundle([example("a")], now=now, sent={})
    assert [(b.send_at, [n.key for n in b.notices]) for b in first] == [(now, ["a"])]
    later = now + timedelta(seconds=20)
    storm = [example("b"), example("c"), example("b"), example("d", "boris"), example("e", when="Thu 13:00")]
    bundles = bundle(storm, now=later, sent={("anna", "email"): [now]})
    assert [(b.receiver, b.send_at, [n.key for n in b.notices]) for b in bundles] == [
        ("anna", now + timedelta(seconds=60), ["b", "c"]),
        ("boris", later, ["d"]),
    ]


def test_another_channel_does_not_wait_and_buyers_letters_stay_apart() -> None:
    now = at("Thu 12:00")
    found = bundle(
        [example("a", channel="sms"), example("b", "buyer"), example("c", "buyer")],
        now=now,
        sent={("anna", "email"): [now], ("buyer", "email"): [now]},
    )
    assert [(b.receiver, b.send_at, len(b.notices)) for b in found] == [
        ("anna", now, 1),
        ("buyer", now, 1),
        ("buyer", now, 1),
    ]


def test_nobody_gets_more_than_his_share_of_an_hour_and_nothing_is_dropped() -> None:
    now = at("Thu 12:00")
    sent = [now - timedelta(minutes=m) for m in (59, 40, 20)]
    storm = [example("a", per_hour=3), example("b", per_hour=3)]
    [held] = bundle(storm, now=now, sent={("anna", "email"): sent})
    assert (held.send_at, len(held.notices)) == (now + timedelta(minutes=1), 2)
    [free] = bundle(storm[:1], now=now, sent={("anna", "email"): sent[1:]})
    assert free.send_at == now


def test_dedup_keeps_each_key_once_in_order() -> None:
    found = dedup([example("b", when="Thu 12:05"), example("a"), example("b", when="Thu 12:05")])
    assert [notice.key for notice in found] == ["a", "b"]


def test_a_single_notice_is_its_own_message_and_a_bundles_name_follows_from_its_notices() -> None:
    assert message_key(["a"]) == "a"
    assert message_key(["a", "b"]) == message_key(["b", "a"]) != message_key(["a", "c"])
    assert len(message_key(["a", "b"])) == 32
