"""Delivery windows through the door: held, agreed, moved, given back by every end of an order; and never twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from otklik.actions import fleets, orders, slots, windows
from otklik.domain.errors import DomainError
from otklik.domain.runs import RunState
from otklik.store import journal
from otklik.store import windows as rows
from otklik.worker import loop
from tests.harness import ACTOR, Desk, moscow

RUN = "run/depot/2026-02-14"
ZONE = {"slug": "centre", "names": {"ru": "Центр", "en": "Centre"}, "centre": [55.76, 37.6], "radius_km": 8.0}
FLEET: dict[str, Any] = {
    "point": [55.741, 37.655],
    "zones": [{**ZONE, "postcodes": ["101"], "places": ["арбат"]}],
    "windows": [
        {"from": "10:00", "to": "12:00"},
        {"from": "14:00", "to": "16:00"},
        {"from": "18:00", "to": "20:00"},
    ],
    "vehicles": [{"slug": "v1", "name": "Ларгус", "from": "09:00", "to": "21:00", "capacity": 2}],
}
WHERE = slots.Where("tverskaya", point=(55.7601, 37.6002))


def desk_with(starts: str = "2026-02-12 12:00", **fleet: Any) -> Desk:
    desk = Desk(starts)
    desk.store("tverskaya", "Mo-Su 10:00-21:00")
    desk.store("depot", "Mo-Sa 08:00-22:00", role="warehouse")
    desk.store("quick", "Mo-Su 08:00-22:00", role="carrier")
    desk.person("anna", "tverskaya")
    fleets.change("depot", actor=ACTOR, document={**FLEET, **fleet}, now=desk.now)
    return desk


def span(start: str, hours: int = 2) -> dict[str, datetime]:
    return {"from_at": moscow(start), "to_at": moscow(start) + timedelta(hours=hours)}


def day(stream: str = RUN) -> RunState:
    found = journal.load_states([stream])[stream].subject
    return found if isinstance(found, RunState) else RunState("depot", stream[-10:])


def refused(code: str, act: Callable[[], object]) -> None:
    before = journal.load_states([RUN])[RUN].version
    with pytest.raises(DomainError) as error:
        act()
    assert error.value.code == code
    assert journal.load_states([RUN])[RUN].version == before


def test_a_window_is_held_agreed_moved_and_freed_by_the_end_of_the_order(db: None) -> None:
    desk = desk_with()
    order = desk.order("tverskaya", reserved=False, point=(55.76012, 37.60021))
    held = windows.hold(WHERE, actor="key:shop", now=desk.now, **span("2026-02-14 14:00"))
    assert held.until_at == desk.now + timedelta(minutes=15)
    assert day().routes == {"v1": (held.hold,)}
    windows.accept(order, actor="buyer", hold=held.hold, now=desk.now)
    key = f"{order[6:]}.1"
    assert (day().routes, list(day().planned)) == ({"v1": (key,)}, [key])
    window = desk.subject(order).windows[key]
    assert (window.carrier, window.zone, window.run) == ("depot", "centre", RUN)
    owed = desk.obligation(order, "window", key)
    assert (owed.debtor, owed.from_at, owed.limit_at) == (
        "warehouse:depot",
        *span("2026-02-14 14:00").values(),
    )
    refused(
        "window_agreed",
        lambda: windows.accept(order, actor="buyer", now=desk.now, **span("2026-02-14 10:00")),
    )
    windows.move(order, actor="buyer", told="page", now=desk.now, **span("2026-02-13 18:00"))
    assert day().visits == {}
    assert list(day("run/depot/2026-02-13").planned) == [key]
    owed = desk.obligation(order, "window", key)
    assert (owed.state, owed.limit_at, owed.moves) == ("open", moscow("2026-02-13 20:00"), 1)
    orders.withdraw(order, said_by="buyer", actor="buyer", now=desk.now)
    assert desk.obligation(order, "window", key).state == "waived"
    assert [
        one.event.data["reason"] for one in desk.journal(order) if one.event.kind == "delivery.failed"
    ] == ["cancelled"]
    loop.tick(read_now=lambda: desk.now, owner="test", carry=desk.phones.send)
    assert day("run/depot/2026-02-13").visits == {}
    assert rows.list_orphans() == []


def test_only_what_is_offered_can_be_sold_and_a_refusal_leaves_nothing(db: None) -> None:
    desk = desk_with()

    def hold(start: str, **more: Any) -> slots.Held:
        where = more.pop("where", WHERE)
        return windows.hold(where, actor="key:shop", now=desk.now, **span(start), **more)

    refused("window_past", lambda: hold("2026-02-12 14:00"))
    refused("window_not_offered", lambda: hold("2026-02-14 15:00"))
    refused("window_not_offered", lambda: hold("2026-02-15 14:00"))  # Sunday: the depot is closed
    refused(
        "zone_not_served",
        lambda: hold("2026-02-14 14:00", where=slots.Where("tverskaya", point=(59.9, 30.3))),
    )
    hold("2026-02-14 14:00")
    hold("2026-02-14 10:00")
    refused("window_full", lambda: hold("2026-02-14 18:00"))  # two fit into the van
    desk.forward(minutes=15)
    assert hold("2026-02-14 18:00").carrier == "depot"
