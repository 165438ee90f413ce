"""Story 003, a phone on credit: a slow bank and a late expert as then, and a buyer who is told before he asks (R23–R29).

Tuesday 17 to Tuesday 24 March 2026, store T (Mo–Su 9–21). Bank, expert and warehouse keep hours of their own and are late
exactly as they were; Vera owns the case from the first call to the handing over.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from otklik.actions import orders, standards
from otklik.actions.commit import Command, Unit, commit_one
from otklik.domain import attribution
from otklik.domain.catalogue import make
from otklik.domain.events import Event
from tests.harness import ACTOR, Desk, local, moscow

CREDIT = """
extends = "default"
name    = "credit"
version = 1

[process.credit]
when = "payment:credit"
[process.credit.step]
application = { who = "store",         opens_on = "order.confirmed",                limit = "30m" }
credit_call = { who = "credit_expert", opens_after = "application", target = "2h",  limit = "1wd", pausable = "48h" }
decision    = { who = "bank",          opens_after = "credit_call",                 limit = "1wd", met_by = "bank.decided" }
papers      = { who = "bank",          opens_on = "bank.decided:approved",          limit = "1wd", met_by = "paper.present:bank" }
goods       = { who = "warehouse",     opens_on = "bank.decided:approved",          limit = "2wd", met_by = "goods.arrived" }
"""

PARTIES = {
    "bank": ("bank", "Mo-Fr 10:00-19:00"),
    "expert": ("credit_expert", "Mo-Sa 09:30-19:00"),
    "depot": ("warehouse", "Mo-Fr 08:00-17:00"),
}


@pytest.fixture
def desk(store_t: Desk) -> Desk:
    """Store T on Tuesday 17 March, 12:00, with a bank, an expert and a warehouse."""
    desk = store_t
    for slug, (role, hours) in PARTIES.items():
        desk.store(slug, hours, role=role)
    desk.person("lena", "expert")
    standards.publish(CREDIT, actor=ACTOR, now=desk.now)
    standards.adopt("market", name="credit", actor=ACTOR, now=desk.now)
    desk.forward("12:00")
    return desk


def ordered(desk: Desk) -> str:
    """The order of a phone on credit."""
    return desk.order("taganka", number="A-1", payment="credit", price_minor=5_490_000, reserved=False)


def happens(desk: Desk, order: str, kind: str, **fields: Any) -> None:
    """An outside party does something now."""

    def told(*_: Any) -> list[Event]:
        return [make(kind, occurred_at=desk.now, actor=ACTOR, source="provider", **fields)]

    commit_one(Unit(now=desk.now, commands=(Command(order, told),)))
    desk.tick()


def promises(desk: Desk, order: str, until: str, what: str) -> None:
    """Vera promises the buyer something by a time, in a talk."""
    orders.promise(order, by="taganka", until_at=moscow(until), actor="person:vera", what=what, now=desk.now)
    desk.tick()


def moves(desk: Desk, order: str, promise: str, until: str) -> None:
    """Vera calls, and tells him a new time before the old one has come."""
    desk.talks("vera", order)
    orders.move_promise(order, promise=promise, until_at=moscow(until), actor="person:vera", now=desk.now)
    desk.tick()


def keeps(desk: Desk, order: str, promise: str) -> None:
    """What was promised has happened."""
    orders.keep_promise(order, promise=promise, actor="person:vera", now=desk.now)
    desk.tick()


def limits(desk: Desk, order: str) -> Mapping[str, str]:
    """By when each open step of the process is owed, without its prefix."""
    return {
        ref.kind.removeprefix("credit."): local(one.limit_at)[5:16]
        for ref, one in desk.state(order).obligations.items()
        if ref.kind.startswith("credit.") and one.is_owed
    }


def test_story_003_a_phone_on_credit(desk: Desk) -> None:
    order = ordered(desk)
    (receipt,) = desk.phones.at("maria@buyer.test")
    assert "до 13:00" in receipt.text

    desk.forward("12:11")
    desk.takes("vera", order)
    desk.talks("vera", order, talk_s=180)
    orders.confirm(order, actor="person:vera", by="vera", now=desk.now)
    promises(desk, order, "2026-03-18 12:00", "Позвонит кредитный специалист.")
    assert desk.obligation(order, "first_answer").verdict == "met"
    assert limits(desk, order) == {"application": "03-17 12:41"}
    desk.forward("12:25")
    orders.step(order, step="application", happened="done", actor="person:vera", now=desk.now)
    desk.tick()
    assert limits(desk, order) == {"credit_call": "03-18 19:00"}

    desk.forward("2026-03-18 11:30")
    assert desk.phones.times("vera")["vera"][-1] == "11:30", "reminded half an hour before"
    moves(desk, order, "1", "2026-03-18 17:00")
    desk.forward("16:40")
    orders.step(order, step="credit_call", happened="done", actor="person:lena", now=desk.now)
    keeps(desk, order, "1")
    assert limits(desk, order) == {"decision": "03-19 19:00"}
    promises(desk, order, "2026-03-18 20:00", "Решение банка.")

    desk.forward("18:30")
    moves(desk, order, "2", "2026-03-19 12:00")
    desk.forward("2026-03-19 11:20")
    happens(desk, order, "bank.decided", decision="approved")
    desk.talks("vera", order)
    keeps(desk, order, "2")
    assert limits(desk, order) == {"papers": "03-20 19:00", "goods": "03-23 17:00"}, "owed in parallel"

    desk.forward("2026-03-20 19:00")
    late = desk.obligation(order, "credit.papers")
    assert (late.debtor, late.verdict) == ("bank:bank", "breached")
    desk.talks("vera", order)
    promises(desk, order, "2026-03-21 12:00", "Позвоню и скажу, что ответил банк.")
    desk.forward("2026-03-21 11:58")
    desk.talks("vera", order)
    keeps(desk, order, "3")
    promises(desk, order, "2026-03-23 11:00", "Позвоню и скажу, что с бумагами.")

    desk.forward("2026-03-23 10:20")
    happens(desk, order, "goods.arrived")
    desk.forward("10:40")
    moves(desk, order, "4", "2026-03-23 16:00")
    desk.forward("15:00")
    happens(desk, order, "paper.present", paper="bank")
    desk.talks("vera", order)
    keeps(desk, order, "4")
    assert desk.obligation(order, "credit.papers").verdict == "met_late"
    assert desk.obligation(order, "credit.goods").verdict == "met"

    desk.forward("2026-03-24 11:04")
    orders.complete(order, actor="person:vera", now=desk.now)
    assert outcomes(desk, order) == {"kept": 4, "moved": 3, "lapsed": 0}
    assert_time_adds_up(desk, order)


def outcomes(desk: Desk, order: str) -> Mapping[str, int]:
    """How the promises came out."""
    owed = [one for ref, one in desk.state(order).obligations.items() if ref.kind == "promise"]
    return {
        "kept": sum(one.verdict == "met" for one in owed),
        "moved": sum(one.moves for one in owed),
        "lapsed": sum(one.breached_at is not None for one in owed),
    }


def assert_time_adds_up(desk: Desk, order: str) -> None:
    """Law 11: the strip is the whole life, to the second, in both clocks."""
    subject = desk.subject(order)
    spans = attribution.attribute(desk.journal(order), until_at=desk.now, clock=None)
    assert sum(one.wall_s for one in spans) == (subject.closed_at - subject.received_at).total_seconds()
