"""Somebody works on the system: the staff is told nothing, nothing is lost, the buyer notices nothing (ADR 0029)."""

from __future__ import annotations

import pytest

from otklik.domain.errors import DomainError
from otklik.store import models
from tests.harness import Desk, local


def test_notices_wait_for_the_end_and_come_as_one(store_t: Desk) -> None:
    desk = store_t
    desk.forward("12:00")
    said = desk.otklik("maintenance start --until 15:30 --why «диск»")
    assert "Until 15:30" in said or "15:30" in said
    for minute in range(0, 60, 10):
        desk.forward(f"13:{minute:02}")
        desk.order("taganka")
    desk.forward("15:29")
    assert {one.to for one in desk.phones.messages} == {"maria@buyer.test"}, "the buyers' receipts go on"
    assert len(desk.phones.at("maria@buyer.test")) >= 6
    breached = models.Obligation.objects.filter(kind="first_answer", state="breached").count()
    assert breached == 6, "clocks and verdicts go on"
    desk.forward("15:31")
    for who in ("vera", "dina", "olga", "admin"):
        (word,) = desk.phones.at(who)
        assert (word.subject[:4], local(word.at)[11:]) == ("Ждут", "15:30:00")
    assert models.Outbox.objects.filter(error="stale").count() == 0


def test_a_place_alone_waits_and_an_early_end_lets_everything_go_at_once(store_t: Desk) -> None:
    desk = store_t
    desk.store("vokzal", "Mo-Su 09:00-21:00")
    desk.person("petr", "vokzal")
    desk.joins("petr", "vokzal")
    desk.forward("12:00")
    desk.otklik("maintenance start --until 'in 3h' --store taganka")
    desk.order("taganka")
    desk.order("vokzal")
    assert desk.phones.times("vera", "petr") == {"petr": ["12:00"]}
    desk.forward("12:05")
    desk.otklik("maintenance end --store taganka")
    assert desk.phones.times("vera") == {"vera": ["12:05"]}
    with pytest.raises(DomainError, match="No maintenance"):
        desk.otklik("maintenance end --store taganka")


@pytest.mark.parametrize(
    ("until", "code"), [("'in 9h'", "maintenance_too_long"), ("11:00", "maintenance_past")]
)
def test_its_end_is_named_and_near(store_t: Desk, until: str, code: str) -> None:
    desk = store_t
    desk.forward("12:00")
    with pytest.raises(DomainError) as refused:
        desk.otklik(f"maintenance start --until {until}")
    assert refused.value.code == code
    assert desk.kinds("store/office")[-1] != "maintenance.started"
