"""Workers, acts and restarts at one opening: however many look, a store opens once (rounds, pitfall 7)."""

from __future__ import annotations

import pytest

from otklik.actions import edges, rounds
from otklik.store import verification, writer
from tests.concurrency.test_door import together
from tests.harness import Desk, moscow

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_a_store_opens_once_whoever_looks(workers: int) -> None:
    """Ten stores open at nine; every worker looks, and again after a restart that has lost the table of edges."""
    desk = Desk("2026-03-17 08:55", watched=True)
    names = [f"s{number}" for number in range(10)]
    for name in names:
        desk.store(name, "Mo-Su 09:00-14:00,15:00-21:00")
        desk.person(f"p-{name}", name)
    desk.tick()
    for name in names:
        desk.joins(f"p-{name}", name)
    desk.now = moscow("2026-03-17 15:00")
    writer.start()
    try:
        # half of them look as the worker does, the others because somebody taps at the same moment
        together(
            lambda n: (
                edges.record_due(now=desk.now)
                if n % 2 == 0
                else [rounds.attest(name, person=f"p-{name}", now=desk.now) for name in names]
            ),
            count=workers,
        )
    finally:
        writer.stop()
    for name in names:
        found = [
            one.event
            for one in desk.journal(f"shift/{name}/2026-03-17")
            if one.event.kind.startswith("calendar.")
        ]
        assert [one.kind.partition(".")[2] for one in found] == ["opened", "closed", "opened"]
    assert verification.verify() == []
