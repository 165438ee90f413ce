"""Journey 3: a promise is kept, moved by telling the buyer before it lapses, or broken; never lost (R24, law 9)."""

from __future__ import annotations

import pytest

from otklik.actions import orders, people
from otklik.domain.errors import DomainError
from tests.harness import ACTOR, Desk, local

PEOPLE = ("anna", "boris", "admin")


@pytest.fixture
def desk(store_s: Desk) -> Desk:
    """Store S on Thursday, 11:02."""
    store_s.forward("11:02")
    return store_s


@pytest.fixture
def order(desk: Desk) -> str:
    """Order A-1, taken and answered by Anna at 11:12; the letters until then are put aside."""
    stream = desk.order("tverskaya", number="A-1", reserved=False)
    desk.forward("11:12")
    desk.takes("anna", stream)
    desk.talks("anna", stream)
    desk.phones.messages.clear()
    return stream


def promise(desk: Desk, until: str) -> None:
    """Anna promises the buyer of A-1 a call by a time."""
    desk.otklik(f"order promise A-1 --until '{until}' --what 'Узнаю про размер и перезвоню.' --person anna")


def test_a_promise_is_kept(desk: Desk, order: str) -> None:
    """By 16:00; reminded at 15:30, kept at 15:40; nobody is told any more."""
    promise(desk, "16:00")
    owed = desk.obligation(order, "promise", "1")
    assert (owed.debtor, local(owed.limit_at)) == ("store:tverskaya", "2026-03-19 16:00:00")
    desk.forward("15:29")
    assert desk.phones.times(*PEOPLE) == {}
    desk.forward("15:40")
    assert desk.phones.times(*PEOPLE) == {"anna": ["15:30"]}
    assert "16:00" in desk.phones.at("anna")[0].text

    desk.otklik("order promise A-1 --keep 1 --person anna")
    desk.forward("2026-03-20 12:00")
    kept = desk.obligation(order, "promise", "1")
    assert (kept.verdict, local(kept.closed_at)) == ("met", "2026-03-19 15:40:00")
    assert desk.phones.times(*PEOPLE) == {"anna": ["15:30"]}


def test_a_promise_that_lapses_is_told_and_still_owed(desk: Desk, order: str) -> None:
    """15:30 the debtor, 15:50 owner and head, 16:00 broken: head and administrator; kept at 17:00 it is late."""
    promise(desk, "16:00")
    desk.forward("16:30")
    assert desk.phones.times(*PEOPLE) == {
        "anna": ["15:30", "15:50"],
        "boris": ["15:50", "16:00"],
        "admin": ["16:00"],
    }
    broken = desk.obligation(order, "promise", "1")
    assert (broken.verdict, local(broken.breached_at), broken.is_owed) == (
        "breached",
        "2026-03-19 16:00:00",
        True,
    )
    desk.forward("17:00")
    desk.otklik("order promise A-1 --keep 1 --person anna")
    assert desk.obligation(order, "promise", "1").verdict == "met_late"


def test_a_promise_is_moved_by_telling_the_buyer_in_time(desk: Desk, order: str) -> None:
    """15:40, to tomorrow 10:05: reminded of 30 working minutes ahead, this evening; the first instant stays."""
    promise(desk, "16:00")
    desk.forward("15:40")
    desk.otklik("order promise A-1 --move 1 --until '2026-03-20 10:05' --what 'Склад ответит завтра.'")
    moved = desk.obligation(order, "promise", "1")
    assert (local(moved.limit_at), local(moved.first_limit_at), moved.moves) == (
        "2026-03-20 10:05:00",
        "2026-03-19 16:00:00",
        1,
    )
    desk.forward("18:34")
    assert desk.phones.times(*PEOPLE) == {"anna": ["15:30"]}
    desk.forward("2026-03-20 09:59")
    assert desk.phones.times(*PEOPLE) == {"anna": ["15:30", "18:35", "18:55"], "boris": ["18:55"]}
    desk.forward("10:04")
    desk.otklik("order promise A-1 --keep 1 --person anna")
    assert desk.obligation(order, "promise", "1").verdict == "met"


def test_told_too_late_is_no_move(desk: Desk, order: str) -> None:
    """16:01, a minute after it lapsed: the new time is on record, the verdict stays broken."""
    promise(desk, "16:00")
    desk.forward("16:01")
    desk.otklik("order promise A-1 --move 1 --until '2026-03-20 12:00'")
    broken = desk.obligation(order, "promise", "1")
    assert (broken.verdict, local(broken.limit_at), broken.moves) == ("breached", "2026-03-19 16:00:00", 0)
    assert desk.kinds(order)[-1] == "promise.told"


def test_a_promise_moves_twice_at_most(desk: Desk, order: str) -> None:
    """The third time it is refused, the old instant stands, and the promise with it (`max_moves`)."""
    promise(desk, "16:00")
    for until in ("16:30", "17:00"):
        desk.otklik(f"order promise A-1 --move 1 --until {until}")
    before = desk.state(order)
    with pytest.raises(DomainError) as refused:
        desk.otklik("order promise A-1 --move 1 --until 17:30")
    assert refused.value.code == "too_many_moves"
    assert desk.state(order) == before
    owed = desk.obligation(order, "promise", "1")
    assert (owed.moves, local(owed.limit_at)) == (2, "2026-03-19 17:00:00")


@pytest.mark.parametrize(
    ("until", "code"),
    [
        ("09:30", "promise_in_the_past"),
        ("19:01", "promise_out_of_hours"),
        ("2026-03-21 12:00", "promise_out_of_hours"),
    ],
)
def test_nothing_is_promised_for_the_past_or_for_closed_doors(
    desk: Desk, order: str, until: str, code: str
) -> None:
    """Refused, and nothing left behind; 19:00 sharp is still within the hours."""
    before = desk.state(order)
    with pytest.raises(DomainError) as refused:
        promise(desk, until)
    assert refused.value.code == code
    assert desk.state(order) == before
    promise(desk, "19:00")
    assert local(desk.obligation(order, "promise", "1").limit_at) == "2026-03-19 19:00:00"


def test_no_change_of_hands_or_state_loses_a_promise(desk: Desk, order: str) -> None:
    """Handed to another store, confirmed, completed: still owed by whoever gave it (law 9)."""
    desk.store("taganka", "Mo-Su 09:00-21:00", phone="+74950000202")
    promise(desk, "16:00")
    desk.otklik("order assign A-1 --to taganka --person anna")
    orders.contact(order, actor="buyer", means="reply", now=desk.now)
    desk.otklik("order confirm A-1")
    desk.otklik("order complete A-1")
    owed = desk.obligation(order, "promise", "1")
    assert (owed.state, owed.debtor) == ("open", "store:tverskaya")
    desk.forward("16:00")
    assert desk.obligation(order, "promise", "1").verdict == "breached"


@pytest.mark.parametrize(
    "end",
    ["order refuse A-1 --reason no_goods --comment 'Нет размера.'", "order withdraw A-1 --words 'Не надо.'"],
)
def test_no_end_of_the_order_loses_a_promise(desk: Desk, order: str, end: str) -> None:
    """The buyer of a refused order was promised a call: he gets it, or it is broken."""
    promise(desk, "16:00")
    desk.otklik(end)
    assert desk.obligation(order, "promise", "1").state == "open"
    desk.forward("15:30")
    assert desk.phones.times("anna") == {"anna": ["15:30"]}
    desk.otklik("order promise A-1 --keep 1 --person anna")
    assert desk.obligation(order, "promise", "1").verdict == "met"


def test_who_leaves_passes_his_orders_on(desk: Desk, order: str) -> None:
    """To the successor, who has ten minutes to say that he has it; without one back to the queue."""
    desk.person("gleb", "tverskaya")
    people.dismiss("anna", actor=ACTOR, successor="gleb", now=desk.now)
    desk.tick()
    assert (desk.subject(order).owner, desk.subject(order).handed_to) == ("gleb", "gleb")
    assert desk.obligation(order, "hand_over", "1").debtor == "person:gleb"
    people.dismiss("gleb", actor=ACTOR, now=desk.now)
    desk.tick()
    assert (desk.subject(order).owner, desk.kinds(order)[-1]) == ("", "order.owner_cleared")
