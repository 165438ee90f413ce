"""The weekly probe: a phone from which nobody answers is passed over, never the last way that works (ADR 0030)."""

from __future__ import annotations

from otklik.actions import answers, stores
from otklik.store import models
from tests.harness import ACTOR, Desk, local

TELEGRAM = "5001"


def probes(desk: Desk) -> list[str]:
    """When the Telegram chat was probed."""
    return [local(one.at)[:16] for one in desk.phones.messages if one.to == TELEGRAM]


def equip(desk: Desk) -> None:
    stores.add_method(
        "person/vera", actor=ACTOR, method="tg", channel="telegram", address=TELEGRAM, now=desk.now
    )


def is_healthy() -> bool:
    return models.ContactMethod.objects.get(owner="person/vera", method="tg").healthy


def test_a_method_is_probed_once_a_week_and_an_answer_keeps_it(store_t: Desk) -> None:
    desk = store_t
    desk.forward("12:00")
    equip(desk)
    desk.forward("2026-03-23 12:01")
    assert probes(desk) == ["2026-03-23 12:00"], "a day before the week is over"
    assert desk.kinds("person/vera")[-1] == "probe.sent"
    answers.answer(owner="person/vera", method="tg", notice_key=None, word="ok", now=desk.now)
    assert desk.kinds("person/vera")[-1] == "probe.answered"
    desk.forward("2026-03-29 12:05")
    assert len(probes(desk)) == 2, "a week from the answer"
    assert is_healthy()


def test_without_an_answer_it_is_passed_over_and_heads_hear_of_it(store_t: Desk) -> None:
    desk = store_t
    desk.forward("12:00")
    equip(desk)
    desk.forward("2026-03-24 12:05")
    assert not is_healthy()
    assert desk.phones.at("dina")[-1].subject == "На проверку связи не ответили"
    desk.order("taganka")
    assert [one.to for one in desk.phones.messages if one.at == desk.now][:1] != [TELEGRAM]
    answers.answer(owner="person/vera", method="tg", notice_key=None, word="ok", now=desk.now)
    assert is_healthy(), "whoever answers proves that it lives"


def test_the_last_way_that_works_is_never_silenced(store_t: Desk) -> None:
    desk = store_t
    desk.forward("12:00")
    equip(desk)
    stores.remove_method("person/vera", actor=ACTOR, method="mail", now=desk.now)
    desk.forward("2026-03-24 12:05")
    assert is_healthy()
    assert "method_unhealthy" in desk.otklik("alarm list")
