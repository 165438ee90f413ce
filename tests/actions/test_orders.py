"""Acts on orders where people and the order itself have changed in the meantime."""

import pytest

from otklik.actions import erasure, orders, people
from otklik.domain.errors import DomainError
from tests.harness import ACTOR, Desk


@pytest.fixture
def desk(db: None) -> Desk:
    """Tuesday 17 March 2026, 12:00: one open store, two on shift."""
    desk = Desk("2026-03-17 08:55")
    desk.store("taganka", "Mo-Su 09:00-21:00")
    for slug in ("vera", "gleb"):
        desk.person(slug, "taganka")
        desk.joins(slug, "taganka")
    desk.forward("12:00")
    return desk


def test_whoever_was_dismissed_keeps_nobody_from_the_order(desk: Desk) -> None:
    order = desk.order("taganka")
    desk.takes("vera", order)
    with pytest.raises(DomainError) as refused:
        desk.takes("gleb", order)
    assert refused.value.code == "taken_by_other"
    people.dismiss("vera", actor=ACTOR, now=desk.now)
    desk.takes("gleb", order)
    assert desk.subject(order).owner == "gleb"


def test_an_erased_order_takes_no_words(desk: Desk) -> None:
    order = desk.order("taganka")
    orders.withdraw(order, actor="person:vera", said_by="staff", now=desk.now)
    erasure.erase(order, ground="asked for", actor="person:admin", now=desk.now)
    version = desk.state(order).version
    for act in (
        lambda: orders.note(order, words="Мария, +7 900 …", actor="person:vera", now=desk.now),
        lambda: orders.contact(order, actor="person:vera", note="звонила", now=desk.now),
    ):
        with pytest.raises(DomainError) as refused:
            act()
        assert refused.value.code == "order_erased"
    assert desk.state(order).version == version
