"""Story 001 at noon: the owner answers from home, the shop is full, and the call centre is asked at once (R08, R10)."""

from __future__ import annotations

from typing import Any

from otklik.actions import devices, shifts
from tests.harness import Desk, local

STAFF = ("vera", "dina", "olga", "admin")
ME: dict[str, Any] = {"person": "vera", "actor": "person:vera"}


def scans(desk: Desk, who: str, store: str = "taganka") -> None:
    """A person scans the code of the till's tablet, and joins in the shop by it."""
    code = devices.make_code(store, name="Касса", actor="person:dina", now=desk.now)
    device = devices.pair(code, now=desk.now).device
    shifts.join(store, person=who, place="in_shop", device=device, actor=f"person:{who}", now=desk.now)


def told_until(desk: Desk, order: str) -> dict[str, str]:
    """Whose word waits, and until when."""
    return {
        row["to"]: local(row["until"])[11:16]
        for entry in desk.journal(order)
        if entry.event.kind == "ladder.stepped"
        for row in entry.event.data["told"]
        if "until" in row
    }


def test_story_001_the_shop_is_full(store_t: Desk) -> None:
    desk = store_t
    scans(desk, "vera")
    desk.person("igor", "taganka", "partner_manager")
    desk.forward("12:00")
    order = desk.order("taganka", number="A-1001")
    desk.forward("12:03")
    desk.takes("igor", order)
    (home,) = [one.event.data for one in desk.journal(order) if one.event.kind == "order.taken"]
    assert (home["on_shift"], home["place"], home["stops"]) == (False, "elsewhere", "")

    desk.forward("12:05")
    shifts.busy("taganka", **ME, now=desk.now)
    desk.tick()
    assert desk.phones.times(*STAFF) == {"vera": ["12:00"], "olga": ["12:05"]}, (
        "next in turn: call centre at once"
    )

    desk.forward("12:09")
    desk.takes("olga", order)
    desk.forward("12:13")
    desk.talks("olga", order, talk_s=95)
    desk.forward("18:00")
    assert desk.phones.times(*STAFF) == {"vera": ["12:00"], "olga": ["12:05"]}, "nobody is told any more"
    owed = desk.obligation(order, "first_answer")
    assert (owed.verdict, local(owed.closed_at)[11:16]) == ("met", "12:13")


def test_an_order_that_comes_meanwhile_starts_with_the_call_centre(store_t: Desk) -> None:
    """12:06 a second order while the seller is busy until 12:25: she hears of it then, if nobody took it."""
    desk = store_t
    scans(desk, "vera")
    desk.forward("12:05")
    shifts.busy("taganka", **ME, now=desk.now)
    desk.forward("12:06")
    order = desk.order("taganka")
    assert desk.phones.times(*STAFF) == {"olga": ["12:06"]}
    assert told_until(desk, order) == {"vera": "12:25"}
    desk.forward("12:24")
    assert desk.phones.times(*STAFF) == {"olga": ["12:06"], "dina": ["12:21"]}
    desk.forward("12:25")
    assert desk.phones.times("vera") == {"vera": ["12:25"]}, "nothing is lost when it ends"


def test_nobody_beside_the_shop_is_there(open_desk: Any) -> None:
    """Without a call centre the head is asked at once; the seller's word waits."""
    desk: Desk = open_desk("2026-03-17 08:55")
    desk.store("taganka", "Mo-Su 09:00-21:00")
    desk.person("vera", "taganka")
    desk.person("dina", "taganka", "head")
    desk.joins("vera", "taganka")
    desk.forward("12:05")
    shifts.busy("taganka", **ME, now=desk.now)
    desk.order("taganka")
    assert desk.phones.times(*STAFF) == {"dina": ["12:05"]}
    desk.forward("12:40")
    assert desk.phones.times(*STAFF) == {"dina": ["12:05"], "vera": ["12:25"]}


def test_free_again_before_the_next_order(store_t: Desk) -> None:
    """Control: "I'm free" ends it, and the next order goes to the seller as ever."""
    desk = store_t
    scans(desk, "vera")
    desk.forward("12:05")
    shifts.busy("taganka", **ME, now=desk.now)
    desk.forward("12:08")
    shifts.free("taganka", **ME, now=desk.now)
    desk.order("taganka")
    assert desk.phones.times(*STAFF) == {"vera": ["12:08"]}
