"""Fifty buyers want the last place of a day at the same moment: one gets it, on either database (R18)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from otklik.actions import windows
from otklik.domain.errors import DomainError
from otklik.planning.plan_checks import find_faults
from otklik.planning.runs import day_plan_of
from otklik.store import directory, verification, writer
from tests.actions.test_windows import RUN, WHERE, day, desk_with, span
from tests.concurrency.test_door import together
from tests.harness import Desk

pytestmark = pytest.mark.django_db(transaction=True)
BUYERS = 50


@pytest.fixture(params=["each writes itself", "one writer thread"])
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A depot whose van takes two, and one place is gone."""
    made = desk_with()
    windows.hold(WHERE, actor="key:shop", now=made.now, **span("2026-02-14 14:00"))
    if request.param == "one writer thread":
        writer.start()
    yield made
    writer.stop()


def test_the_last_place_goes_to_one(desk: Desk) -> None:
    def hold(number: int) -> str:
        try:
            return windows.hold(WHERE, actor=f"key:{number}", now=desk.now, **span("2026-02-14 14:00")).hold
        except DomainError as error:
            return error.code

    answers = Counter(together(hold, BUYERS))
    assert answers.pop("window_full") == BUYERS - 1
    (won,) = answers
    assert [len(route) for route in day().routes.values()] == [2]
    assert won in day().visits
    fleet = directory.load_world(("depot",), now=desk.now).store("depot").fleet
    assert fleet is not None
    assert find_faults(day_plan_of(day(), fleet, "Europe/Moscow")) == []
    assert verification.verify() == []
    assert RUN.endswith(day().day)
