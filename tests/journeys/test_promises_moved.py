"""A promise moved in writing: the buyer knows before the old time passes, or it lapses; a leaver's goes to another."""

from __future__ import annotations

from datetime import timedelta

import pytest

from otklik.actions import orders, promises, rosters
from otklik.domain.errors import DomainError
from otklik.domain.week_grid import spans_of
from otklik.domain.work_weeks import WorkWeek
from otklik.store import promises as rows
from tests.harness import ACTOR, Desk, local, moscow

BUYER = "maria@buyer.test"


@pytest.fixture
def desk(store_s: Desk) -> Desk:
    """Store S on Thursday, 11:02."""
    store_s.forward("11:02")
    return store_s


@pytest.fixture
def order(desk: Desk) -> str:
    """Order A-1, answered by Anna at 11:12 and promised a call by 16:00, by her."""
    stream = desk.order("tverskaya", number="A-1", reserved=False, phone="", phone_raw="")
    desk.forward("11:12")
    desk.takes("anna", stream)
    desk.talks("anna", stream)
    made = {"by": "tverskaya", "actor": "person:anna", "person": "anna", "purpose": "call", "now": desk.now}
    orders.promise(stream, until_at=moscow("2026-03-19 16:00"), what="позвоню до четырёх", **made)
    desk.phones.messages.clear()
    return stream


def wish(desk: Desk, order: str, until: str, told: str = "") -> None:
    orders.move_promise(
        order, promise="1", until_at=moscow(until), actor="person:anna", told=told, now=desk.now
    )


def outcome(desk: Desk, order: str) -> str:
    return desk.subject(order).promises["1"].outcome(desk.now)


def test_the_letter_is_the_proof_and_until_it_goes_out_the_old_time_stands(desk: Desk, order: str) -> None:
    desk.forward("15:20")
    wish(desk, order, "2026-03-20 12:00")
    wished = desk.subject(order).promises["1"]
    assert (local(wished.until_at), local(wished.wish.until_at)) == (
        "2026-03-19 16:00:00",
        "2026-03-20 12:00:00",
    )
    desk.forward(minutes=1)
    [letter] = desk.phones.at(BUYER)
    assert "завтра в 12:00" in letter.text and "сегодня до 16:00" in letter.text
    assert len(letter.short) <= 70
    made = desk.subject(order).promises["1"]
    assert (local(made.until_at), local(made.first_at), made.wish) == (
        "2026-03-20 12:00:00", "2026-03-19 16:00:00", None
    )  # fmt: skip
    [move] = made.told
    assert (move.means, local(move.told_at)[:16], move.is_in_time) == ("email", "2026-03-19 15:20", True)
    owed = desk.obligation(order, "promise", "1")
    assert (owed.state, owed.moves, local(owed.limit_at)) == ("open", 1, "2026-03-20 12:00:00")
    assert desk.obligation(order, "move_told", "1.1").verdict == "met"
    assert outcome(desk, order) == "ahead"
    desk.forward("2026-03-20 11:50")
    desk.talks("anna", order)
    assert outcome(desk, order) == "moved_in_time"
    [row] = rows.list_promises(None, from_at=moscow("2026-03-20 00:00"), to_at=moscow("2026-03-21 00:00"))
    assert (row.moves, row.late_moves, row.outcome(desk.now)) == (1, 0, "moved_in_time")


def test_a_letter_that_does_not_reach_him_in_time_lets_it_lapse_and_then_moves_it_late(
    desk: Desk, order: str
) -> None:
    """Owner and head hear of it ten minutes before; the new time is owed all the same, once he knows it."""
    desk.phones.silent.add(BUYER)
    desk.forward("15:20")
    wish(desk, order, "2026-03-20 12:00")
    desk.forward("15:59")
    warned = [one for one in desk.phones.at("boris") if "не знает о новом сроке" in one.text]
    assert [local(one.at)[11:16] for one in warned] == ["15:50"]
    desk.forward("16:02")
    assert (outcome(desk, order), desk.obligation(order, "promise", "1").verdict) == ("lapsed", "breached")
    desk.phones.silent.clear()
    desk.forward("17:00")
    [move] = desk.subject(order).promises["1"].told
    assert move.is_in_time is False
    first, second = (desk.obligation(order, "promise", "1", n) for n in (1, 2))
    assert (first.verdict, first.is_owed) == ("breached", False)
    assert (second.state, local(second.limit_at), second.debtor) == (
        "open", "2026-03-20 12:00:00", "store:tverskaya"
    )  # fmt: skip
    desk.forward("2026-03-20 11:31")
    assert any(local(one.at) >= "2026-03-20 11:30" for one in desk.phones.at("anna"))
    desk.talks("anna", order)
    assert (outcome(desk, order), desk.obligation(order, "promise", "1", 2).verdict) == ("moved_late", "met")


def test_a_talk_tells_him_and_a_thank_you_changes_nothing(desk: Desk, order: str) -> None:
    """His "ok, thanks" keeps no promise to call and is no proof that he knows of a new time."""
    desk.phones.silent.add(BUYER)
    desk.forward("14:00")
    before = desk.subject(order).promises
    orders.contact(order, actor="buyer", means="reply", grade="recorded", note="ок, спасибо", now=desk.now)
    assert desk.subject(order).promises == before
    other = {"by": "tverskaya", "actor": "person:anna", "purpose": "goods", "now": desk.now}
    orders.promise(order, until_at=moscow("2026-03-19 18:00"), **other)
    orders.move_promise(
        order, promise="2", until_at=moscow("2026-03-20 12:00"), actor="person:anna", told="", now=desk.now
    )
    orders.contact(order, actor="buyer", means="reply", grade="recorded", note="ок", now=desk.now)
    assert desk.subject(order).promises["2"].moves == 0
    desk.forward("14:30")
    desk.talks("anna", order)
    call, goods = desk.subject(order).promises.values()
    assert (call.is_open, call.grade) == (False, "recorded")
    assert (goods.is_open, goods.told[0].means, local(goods.until_at)) == (
        True,
        "talk",
        "2026-03-20 12:00:00",
    )


def test_nothing_is_promised_for_when_nobody_is_there(desk: Desk, order: str) -> None:
    """Anna works until two, Boris from two: the shop can keep it at any hour, she until two, the end included."""
    for person, hours in (("anna", ("10:00", "14:00")), ("boris", ("14:00", "18:00"))):
        week = WorkWeek((spans_of((hours[0], "", "", hours[1]), "x"),) * 5 + ((),) * 2)
        rosters.change_week("tverskaya", person=person, week=week, actor=ACTOR, now=desk.now)
    made = {"by": "tverskaya", "actor": "person:anna", "now": desk.now}
    before = desk.state(order)
    for until, person in (("12:00", "boris"), ("15:00", "anna"), ("18:30", "")):
        with pytest.raises(DomainError) as refused:
            orders.promise(order, until_at=moscow(f"2026-03-20 {until}"), person=person, **made)
        assert refused.value.code == "nobody_there"
    assert desk.state(order) == before
    orders.promise(order, until_at=moscow("2026-03-20 14:00"), person="anna", **made)
    orders.promise(order, until_at=moscow("2026-03-20 15:00"), **made)
    assert [one.person for one in desk.subject(order).promises.values()] == ["anna", "anna", ""]


def test_a_leavers_promises_go_to_whom_he_names_even_if_the_handing_was_cut_off(
    desk: Desk, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DomainError) as refused:
        desk.otklik("person dismiss anna")
    assert refused.value.code == "successor_missing"
    assert desk.state("person/anna").subject.active
    with monkeypatch.context() as cut:
        cut.setattr(promises, "hand_on", lambda *_, **__: 0)
        desk.otklik("person dismiss anna --successor boris")
    assert desk.subject(order).promises["1"].person == "anna"
    before = desk.obligation(order, "promise", "1")
    assert promises.hand_leavers(now=desk.now + timedelta(minutes=1)) == 1
    assert promises.hand_leavers(now=desk.now + timedelta(minutes=2)) == 0
    handed = desk.subject(order).promises["1"]
    assert (handed.person, handed.previous, handed.first_at) == ("boris", ("anna",), handed.until_at)
    assert desk.obligation(order, "promise", "1") == before
    assert desk.kinds(order).count("promise.handed") == 1
    desk.forward("15:31")
    told = {
        who: [one for one in desk.phones.at(who) if "обещание" in one.subject] for who in ("anna", "boris")
    }
    assert [local(one.at)[11:16] for one in told["boris"]] == ["15:30"] and told["anna"] == []
