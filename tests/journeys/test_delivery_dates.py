"""Story 002 §4, the 14th of February: what is needed by a day is told honestly, and comes before what is not (R21)."""

from __future__ import annotations

import re
from typing import Any

import pytest

from otklik.actions import deadlines, fleets, links, orders, windows
from otklik.domain.errors import DomainError
from otklik.domain.windows import current
from otklik.store import journal
from tests.harness import ACTOR, Desk, local, moscow

FLEET: dict[str, Any] = {
    "point": [55.741, 37.655],
    "zones": [
        {
            "slug": "centre",
            "names": {"ru": "Центр", "en": "Centre"},
            "centre": [55.76, 37.6],
            "postcodes": ["101"],
        }
    ],
    "windows": [{"from": "14:00", "to": "16:00", "weekdays": ["Sa"]}],
    "vehicles": [{"slug": "v1", "name": "Ларгус", "from": "13:30", "to": "15:10"}],
    "kept_share": 0.5,
}
SLOT = re.compile(r'name="slot" value="([^"]+)"')
BY_14TH = moscow("2026-02-15 00:00")
WINDOW = (moscow("2026-02-14 14:00"), moscow("2026-02-14 16:00"))


def opened(desk: Desk) -> Desk:
    desk.store("tverskaya", "Mo-Su 10:00-21:00")
    desk.store("depot", "Mo-Su 08:00-22:00", role="warehouse")
    fleets.change("depot", actor=ACTOR, document=FLEET, now=desk.now)
    return desk


def accept(desk: Desk, order: str) -> None:
    windows.accept(order, actor="buyer", from_at=WINDOW[0], to_at=WINDOW[1], now=desk.now)


def dates(desk: Desk, order: str) -> deadlines.Dates:
    found = deadlines.find_dates(
        order, journal.load_states([order])[order], needed_by_at=BY_14TH, now=desk.now
    )
    assert found is not None
    return found


def ordered(desk: Desk, **more: Any) -> str:
    """A paid order of the zone: nothing of it is released by itself."""
    paid = {"payment": "prepaid", "paid_at": desk.now}
    return desk.order("tverskaya", delivery="courier", postcode="101000", **paid, **more)


def fill(desk: Desk, **more: Any) -> int:
    """Order after order takes the window, until it is full; how many got it."""
    for taken in range(20):
        order = ordered(desk, **more)
        try:
            accept(desk, order)
        except DomainError as error:
            assert error.code == "window_full"
            return taken
    raise AssertionError("the window is never full")


def test_the_fourteenth_of_february(open_desk: Any, client: Any) -> None:
    desk = opened(open_desk("2026-02-10 12:00"))
    flexible = fill(desk)
    assert flexible > 0
    # On the 10th the places that are left are kept for those who need the day: it can be promised to them.
    lover = ordered(desk, needed_by_at=BY_14TH)
    answer = dates(desk, lover)
    assert ([(one.from_at, one.to_at) for one in answer.offers], answer.can_be) == ([WINDOW], True)
    accept(desk, lover)
    window = current(desk.subject(lover).windows)
    assert window is not None and (window.from_at, window.needed_by_at) == (WINDOW[0], BY_14TH)
    needed = 1 + fill(desk, needed_by_at=BY_14TH)
    assert needed >= 1
    last_at = desk.now
    # On the 12th the zone is full, for whoever needs it too: no, until when it could, and where it lies.
    desk.forward("2026-02-12 12:00")
    late = ordered(desk)
    windows.name_deadline(late, actor="buyer", needed_by_at=BY_14TH, now=desk.now)
    answer = dates(desk, late)
    assert (answer.can_be, local(answer.last_safe_at), answer.stores) == (
        False,
        local(last_at),
        ("tverskaya",),
    )
    with pytest.raises(DomainError, match="Nothing is left"):
        accept(desk, late)
    page = client.get(f"/s/{links.status_token(late)}/window").content.decode()
    assert "К 14 февраля привезти не успеем." in page
    assert "Успели бы при заказе до" in page
    assert "Есть сейчас: Tverskaya." in page
    # Who has it withdraws: his place is free again, and the one who was late gets it.
    orders.withdraw(lover, said_by="buyer", actor="buyer", now=desk.now)
    desk.tick()
    accept(desk, late)
    assert current(desk.subject(late).windows) is not None


def test_a_buyer_chooses_and_moves_his_window_on_his_page(open_desk: Any, client: Any) -> None:
    desk = opened(open_desk("2026-02-10 12:00"))
    order = ordered(desk)
    base = f"/s/{links.status_token(order)}"
    assert f'href="{base}/window' in client.get(base).content.decode()
    offered = SLOT.findall(client.get(f"{base}/window").content.decode())
    assert offered == [f"2026-02-{day}T11:00:00Z 2026-02-{day}T13:00:00Z" for day in (14, 21)]
    assert client.post(f"{base}/window", {"slot": offered[0]}).headers["Location"] == f"{base}?said=window"
    assert "Время доставки записано." in client.get(f"{base}?said=window").content.decode()
    window = current(desk.subject(order).windows)
    assert window is not None and (window.from_at, window.to_at) == WINDOW
    client.post(f"{base}/window", {"slot": offered[1]})
    moved = current(desk.subject(order).windows)
    assert moved is not None and (local(moved.from_at), moved.told[0].means) == (
        "2026-02-21 14:00:00",
        "page",
    )
    assert client.post(f"{base}/window", {"slot": "x"}).headers["Location"] == f"{base}?said=refused"
