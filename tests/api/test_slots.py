"""A shop's checkout: windows of an address, one held and sent with the order; one that is gone loses no order."""

from __future__ import annotations

from otklik.actions import fleets
from otklik.api.examples import ORDER
from tests.actions.test_windows import FLEET
from tests.harness import ACTOR

SLOT = {"from_at": "2026-03-20T14:00:00+03:00", "to_at": "2026-03-20T16:00:00+03:00"}
CENTRE = {"postcode": "101000"}


def test_a_checkout_holds_a_window_and_sends_it_with_the_order(house):
    house.desk.store("depot", "Mo-Su 08:00-22:00", role="warehouse")
    fleets.change("depot", actor=ACTOR, document=FLEET, now=house.desk.now)
    found = house.get("/slots?postcode=101000&days=1").json()
    assert (found["zone"], found["time_zone"]) == ("centre", "Europe/Moscow")
    assert {
        "from_at": "2026-03-20T11:00:00Z", "to_at": "2026-03-20T13:00:00Z", "order_by": "2026-03-20T09:00:00Z",
        "carrier": "depot", "price": "0.00", "free": True,
    } in found["slots"]  # fmt: skip
    assert house.get("/slots?postcode=999").json()["zone"] is None
    holds = [house.post("/slots/hold", {"address": CENTRE, **SLOT}).json()["hold"] for _ in range(2)]
    late = house.post("/slots/hold", {"address": CENTRE, **SLOT})
    assert (late.status_code, late.json()["code"]) == (409, "window_full")
    assert [one["free"] for one in house.get("/slots?postcode=101000&days=1").json()["slots"]][-1] is False
    assert house.post("/slots/free", {"hold": holds[1]}).json() == {"freed": True}
    body = {
        **ORDER,
        "store": "tverskaya",
        "number": "A-77",
        "address": {"postcode": "101000", "line": "Арбат, 1"},
    }
    made = house.post("/orders", {**body, "hold": holds[0]})
    assert made.json()["window"] == {
        "from": "2026-03-20T11:00:00Z", "to": "2026-03-20T13:00:00Z", "refused": None,
    }  # fmt: skip
    gone = house.post("/orders", {**body, "number": "A-78", "hold": "none"})
    assert (gone.status_code, gone.json()["window"]["refused"]) == (201, "hold_unknown")
