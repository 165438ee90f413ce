"""A slip of the thumb: the wrong outcome is undone in time, nobody outside has heard of it, and the clock goes on."""

from __future__ import annotations

import pytest

from otklik.actions import outcomes
from otklik.domain.errors import DomainError
from otklik.store import verification
from tests.harness import Desk


def test_a_slip_is_undone_and_the_ladder_goes_on_where_it_was(store_t: Desk) -> None:
    desk = store_t
    desk.forward("12:00")
    order = desk.order("taganka")
    desk.forward("12:07")
    first = desk.obligation(order, "first_answer")
    mails = len(desk.phones.messages)

    slip = outcomes.record(order, outcome="no_answer", person="vera", now=desk.now)
    desk.tick()
    desk.forward(seconds=6)
    assert len(desk.phones.messages) == mails, "its letter waits for the end of the ten seconds"
    said = outcomes.recorded_in(slip)
    assert said is not None
    outcomes.retract(order, outcome=said.id, person="vera", now=desk.now)
    desk.tick()
    assert desk.obligation(order, "first_answer") == first
    assert (desk.subject(order).owner, desk.subject(order).contact_attempts) == ("", 0)

    desk.forward("12:15:01")
    assert "we_called" not in {one.subject for one in desk.phones.at("maria@buyer.test")}
    assert desk.phones.times("vera", "dina") == {"vera": ["12:00", "12:08"], "dina": ["12:15"]}

    outcomes.record(order, outcome="confirmed", person="vera", now=desk.now)
    assert desk.obligation(order, "first_answer").verdict == "met"
    assert list(verification.verify()) == []


def test_whose_letter_went_out_is_told_that_it_is_too_late(store_t: Desk) -> None:
    desk = store_t
    desk.forward("12:00")
    order = desk.order("taganka")
    desk.forward("12:07")
    outcomes.record(order, outcome="no_answer", person="vera", now=desk.now)
    desk.forward(seconds=10)
    assert "Звонили по заказу" in desk.phones.at("maria@buyer.test")[-1].subject
    with pytest.raises(DomainError, match="ten seconds"):
        outcomes.retract(order, outcome="1", person="vera", now=desk.now)
