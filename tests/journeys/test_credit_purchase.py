"""Story 003, a phone on credit: a slow bank and a late expert as then, and a buyer who is told first (R23–R29).

Tuesday 17 to Tuesday 24 March 2026, store T (Mo–Su 9–21). Bank, expert and warehouse keep hours of their own and are
late exactly as they were; Vera owns the case from the first call to the handing over.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pytest

from otklik.actions import complaints, orders, people, rosters, stores
from otklik.actions.commit import Command, Unit, commit_one
from otklik.analytics.failure_demand import own_contacts
from otklik.analytics.touches import touches_of
from otklik.domain import (
    appointment_decisions,
    attribution,
    invariants,
    playbooks,
    readiness_decisions,
    visit_decisions,
)
from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.store import directory
from otklik.store.playbooks import list_books
from tests.harness import ACTOR, Desk, local, moscow
from tests.journeys.test_insurance_refusal import facts, page_of

PARTIES = {
    "bank": ("bank", "Mo-Fr 10:00-19:00"),
    "expert": ("credit_expert", "Mo-Sa 09:30-19:00"),
    "depot": ("warehouse", "Mo-Fr 08:00-17:00"),
}
BUYER = "maria@buyer.test"


@pytest.fixture
def desk(store_t: Desk) -> Desk:
    """Store T on Tuesday 17 March, 12:00, with a bank, an expert and a warehouse; each reads his mail."""
    desk = store_t
    for slug, (role, hours) in PARTIES.items():
        desk.store(slug, hours, role=role)
        mail = {"method": "mail", "channel": "email", "address": f"{slug}@desk.test"}
        stores.add_method(f"store/{slug}", actor=ACTOR, now=desk.now, **mail)
    desk.person("lena", "expert")
    week = {"lena": {"week": dict.fromkeys(("Mo", "Tu", "We", "Th", "Fr", "Sa"), "09:30-19:00")}}
    rosters.change("expert", roster=week, actor=ACTOR, now=desk.now)
    desk.forward("12:00")
    return desk


class Case:
    """One purchase on credit, and what everybody does about it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.order = desk.order(
            "taganka", number="A-1", payment="credit", price_minor=5_490_000, reserved=False
        )

    def does(self, decide: Any, actor: str = "person:vera", **given: Any) -> None:
        """A decision of the product, now."""
        command = Command(self.order, partial(decide, actor=actor, **given))
        commit_one(Unit(now=self.desk.now, commands=(command,)))
        self.desk.tick()

    def bank_decides(self, decision: str) -> None:
        """The bank says yes or no, at its own desk."""

        def told(*_: Any, **given: Any) -> list[Event]:
            return [make("bank.decided", occurred_at=self.desk.now, source="provider", **given)]

        self.does(told, actor="party:bank", decision=decision)

    def step(self, step: str, actor: str) -> None:
        """A step of the process is done."""
        orders.step(self.order, step=step, happened="done", actor=actor, now=self.desk.now)
        self.desk.tick()

    def delays(self, step: str, party: str, until: str) -> None:
        """A party says on its page that it is not done yet, and by when."""
        late = {"happened": "delayed", "party": party, "until_at": moscow(until), "actor": f"party:{party}"}
        orders.step(self.order, step=step, now=self.desk.now, **late)
        self.desk.tick()

    def talks(self) -> None:
        """Vera calls the buyer."""
        self.desk.talks("vera", self.order)

    def promises(self, until: str, what: str, purpose: str = "other") -> None:
        """Vera promises the buyer something by a time, in a talk."""
        given = {"by": "taganka", "person": "vera", "purpose": purpose, "what": what, "actor": "person:vera"}
        orders.promise(self.order, until_at=moscow(until), now=self.desk.now, **given)
        self.desk.tick()

    def moves(self, promise: str, until: str) -> None:
        """Vera calls, and tells him a new time before the old one has come."""
        self.talks()
        until_at = moscow(until)
        orders.move_promise(
            self.order, promise=promise, until_at=until_at, actor="person:vera", now=self.desk.now
        )
        self.desk.tick()

    def keeps(self, promise: str) -> None:
        """What was promised has happened."""
        orders.keep_promise(self.order, promise=promise, actor="person:vera", now=self.desk.now)
        self.desk.tick()

    def books(self, starts: str) -> None:
        """Vera agrees with the buyer when Lena expects him."""
        self.does(appointment_decisions.decide_book, starts_at=moscow(starts), person="lena")

    def owed(self) -> Mapping[str, str]:
        """By when each open step of the process is owed."""
        return {
            ref.kind.removeprefix("credit."): local(one.limit_at)[5:16]
            for ref, one in self.desk.state(self.order).obligations.items()
            if ref.kind.startswith("credit.") and one.is_owed
        }

    def letters(self, purpose: str) -> list[str]:
        """When the buyer was written to about something."""
        return [
            local(one.event.occurred_at)[5:16]
            for one in self.desk.journal(self.order)
            if one.event.kind == "message.accepted"
            and one.event.data["purpose"] == purpose
            and one.event.data["receiver"] == "buyer"
        ]

    @property
    def is_ready(self) -> bool:
        """Whether everything is in place, as the journal has derived it."""
        return self.desk.subject(self.order).readiness.is_ready

    @property
    def page(self) -> str:
        """The buyer's page."""
        return page_of(self.desk, self.order)

    @property
    def playbook(self) -> str:
        """The situation whose playbook is open."""
        opened = playbooks.playbook_of(
            self.desk.state(self.order), self.world, self.desk.now, books=list_books()
        )
        assert opened is not None
        return opened.playbook.situation

    @property
    def world(self) -> Any:
        """The present."""
        return directory.load_world(["taganka"], now=self.desk.now)

    def has_a_future(self) -> None:
        """Law 10: owner, next step, instant and playbook."""
        state = self.desk.state(self.order)
        assert invariants.gaps_of(state, self.world, self.desk.now, books=list_books()) == ()


def until_approved(desk: Desk) -> Case:
    """Tuesday to Thursday: called, applied, the expert and the bank late, each told before it lapsed; approved."""
    case = Case(desk)
    (receipt,) = desk.phones.at(BUYER)
    assert "до 13:00" in receipt.text
    desk.forward("12:11")
    desk.takes("vera", case.order)
    desk.talks("vera", case.order, talk_s=180)
    orders.confirm(case.order, actor="person:vera", by="vera", now=desk.now)
    case.promises("2026-03-18 12:00", "Позвонит кредитный специалист.")
    assert desk.obligation(case.order, "first_answer").verdict == "met"
    assert case.owed() == {"application": "03-17 12:41"}
    desk.forward("12:25")
    case.step("application", "person:vera")
    assert case.owed() == {"credit_call": "03-18 19:00"}, "on the expert's own hours"
    assert "завтра до 12:00" in case.page
    for step in (
        "Заявка на кредит Taganka · готово сегодня в 12:25",
        "Звонок кредитного специалиста Кредитный специалист · срок завтра до 19:00",
        "Решение банка Банк · до конца следующего рабочего дня после шага",
        "Товар со склада одновременно Склад",
    ):
        assert step in case.page
    case.has_a_future()

    desk.forward("2026-03-18 11:30")
    assert desk.phones.times("vera")["vera"][-1] == "11:30", "reminded half an hour before"
    case.moves("1", "2026-03-18 17:00")
    assert "сегодня до 17:00. Сначала обещали сегодня до 12:00" in case.page, "both, the one that holds first"
    desk.forward("16:40")
    case.step("credit_call", "party:expert")
    case.keeps("1")
    assert case.owed() == {"decision": "03-19 19:00"}, "on the bank's"
    case.promises("2026-03-18 20:00", "Решение банка.")
    desk.forward("18:28")
    case.delays("decision", "bank", "2026-03-19 12:00")
    assert desk.phones.times("vera")["vera"][-1] == "18:28", "the owner of the case hears what the bank says"
    desk.forward("18:30")
    case.moves("2", "2026-03-19 12:00")
    assert desk.obligation(case.order, "delay_told", "decision").verdict == "met"
    assert "завтра до 12:00" in case.page
    desk.forward("2026-03-19 11:20")
    case.bank_decides("approved")
    case.talks()
    case.keeps("2")
    return case


def until_ready(desk: Desk) -> Case:
    """Friday to Monday: papers late, a Saturday without news, goods, papers; then ready, and not before."""
    case = until_approved(desk)
    assert {"papers", "goods"} <= set(case.owed()), "side by side"
    assert (case.owed()["papers"], case.owed()["goods"]) == ("03-20 19:00", "03-23 17:00")
    desk.forward("2026-03-20 19:00")
    late = desk.obligation(case.order, "credit.papers")
    assert (late.debtor, late.verdict) == ("bank:bank", "breached")
    assert desk.phones.times("vera")["vera"][-1] == "19:00", "the owner of the case knows at once"
    assert case.playbook == "bank_papers_missing"
    case.talks()
    case.promises("2026-03-21 12:00", "Позвоню и скажу, что ответил банк.", "call")
    case.has_a_future()
    desk.forward("2026-03-21 11:58")
    case.talks()
    case.promises("2026-03-23 11:00", "Бумаги банка.", "papers")
    case.has_a_future()
    assert "в понедельник до 11:00" in case.page

    desk.forward("2026-03-23 10:20")
    case.does(readiness_decisions.decide_arrived)
    assert not case.is_ready, "goods without papers"
    desk.forward("10:40")
    case.moves("4", "2026-03-23 16:00")
    desk.forward("15:00")
    assert case.letters("ready") == []
    case.does(readiness_decisions.decide_present, actor="party:bank", paper="bank")
    case.talks()
    case.keeps("4")
    assert desk.obligation(case.order, "credit.papers").verdict == "met_late"
    assert desk.obligation(case.order, "credit.goods").verdict == "met"
    assert not case.is_ready, "and nobody expects him yet"
    case.books("2026-03-24 10:00")
    assert case.is_ready
    assert case.letters("ready") == ["03-23 15:00"], "only now"
    told = {letter.subject for letter in desk.phones.at(BUYER) if local(letter.at)[5:16] == "03-23 15:00"}
    assert told == {"Заказ A-1 готов: ждём вас завтра в 10:00", "Заказ A-1: ждём вас завтра в 10:00"}
    return case


def test_story_003_a_phone_on_credit(desk: Desk) -> None:
    case = until_ready(desk)
    desk.forward("2026-03-24 09:46")
    assert desk.obligation(case.order, "expert_here", "1").breached_at == moscow("2026-03-24 09:45")
    assert case.letters("appointment_warning")[0] == "03-24 09:45", "before he leaves home"
    assert desk.phones.times("vera")["vera"][-1] == "09:45"
    desk.forward("09:50")
    case.books("2026-03-24 11:00")
    desk.forward("10:30")
    case.does(appointment_decisions.decide_check_in, actor="person:lena")
    desk.forward("11:00")
    case.does(visit_decisions.decide_came)
    desk.forward("11:04")
    case.does(visit_decisions.decide_served, person="vera")
    orders.complete(case.order, actor="person:vera", now=desk.now)
    desk.tick()

    subject = desk.subject(case.order)
    told = [move for one in subject.promises.values() for move in one.told]
    assert len([one for one in subject.promises.values() if one.kept_at]) == 4
    assert (len(told), [one.is_in_time for one in told]) == (3, [True] * 3)
    outcomes = [one.outcome(desk.now) for one in subject.promises.values()]
    assert (outcomes.count("lapsed"), outcomes.count("moved_late")) == (0, 0)
    entries = desk.journal(case.order)
    assert [one.who for one in touches_of(entries).people if one.who in ("vera", "dina")] == ["vera"]
    assert touches_of(entries).hand_overs == ()
    assert [one.way for one in own_contacts(entries) if one.way in ("call", "trip", "wait")] == []
    (visit,) = subject.visits.values()
    assert (visit.queued_s, visit.was_wasted) == (4 * 60, False)
    assert_time_adds_up(desk, case.order)


def assert_time_adds_up(desk: Desk, order: str) -> None:
    """Law 11: the strip is the whole life, to the second, in both clocks; each party has its part."""
    subject = desk.subject(order)
    clock = directory.load_world(["taganka"], now=desk.now).store("taganka").calendar
    spans = attribution.attribute(desk.journal(order), until_at=desk.now, clock=clock)
    shares = {one.party: one for one in attribution.shares_of(spans)}
    whole = subject.closed_at - subject.received_at
    assert sum(one.wall_s for one in spans) == whole.total_seconds()
    assert sum(one.working_s for one in spans) == clock.between(subject.received_at, subject.closed_at)
    assert sum(one.wall_s for one in shares.values()) == whole.total_seconds()
    # the warehouse was in time, and never the last that was waited for: the bank's papers were
    assert set(shares) == {
        "bank:bank",
        "credit_expert:expert",
        "person:lena",
        "owner:vera",
        "store:taganka",
        "buyer",
    }


def test_a_paper_that_goes_away_after_ready_is_told_before_he_leaves_home(desk: Desk) -> None:
    case = until_ready(desk)
    desk.forward("18:00")
    case.does(readiness_decisions.decide_withdrawn, actor="party:bank", paper="bank")
    assert not case.is_ready
    assert case.letters("unready")[0] == "03-23 18:00"
    (regression,) = desk.subject(case.order).readiness.regressions
    assert (regression.parts, regression.told) == (("paper:bank",), True), "and counted"
    case.has_a_future()


def test_who_leaves_names_a_successor_and_every_promise_stays(desk: Desk) -> None:
    case = until_approved(desk)
    case.promises("2026-03-20 12:00", "Позвоню про бумаги.", "call")
    desk.person("gleb", "taganka")
    with pytest.raises(DomainError) as refused:
        people.dismiss("vera", actor=ACTOR, now=desk.now)
    assert refused.value.code == "successor_missing"
    assert desk.subject(case.order).promises["3"].person == "vera"
    people.dismiss("vera", actor=ACTOR, successor="gleb", now=desk.now)
    desk.tick()
    handed = desk.subject(case.order).promises["3"]
    assert (handed.person, handed.previous, local(handed.until_at)[5:16]) == (
        "gleb",
        ("vera",),
        "03-20 12:00",
    )
    assert desk.subject(case.order).owner == "gleb"
    case.has_a_future()


def test_ok_thanks_leaves_a_moved_promise_as_it_is(desk: Desk) -> None:
    case = Case(desk)
    desk.forward("12:11")
    desk.takes("vera", case.order)
    case.talks()
    case.promises("2026-03-18 12:00", "Позвоню с ответом специалиста.", "call")
    desk.forward("2026-03-18 11:30")
    orders.move_promise(
        case.order,
        promise="1",
        until_at=moscow("2026-03-18 17:00"),
        actor="person:vera",
        told="",
        now=desk.now,
    )
    desk.tick()
    assert case.letters("promise_moved")[0] == "03-18 11:30"
    desk.forward("11:41")
    orders.contact(case.order, actor="buyer", means="reply", note="Ок, спасибо", now=desk.now)
    desk.tick()
    owed = desk.obligation(case.order, "promise", "1")
    assert (owed.is_owed, local(owed.limit_at)[5:16], owed.moves) == (True, "03-18 17:00", 1)


def test_whom_the_buyer_asks_for_the_head_he_gets_in_twenty_minutes(desk: Desk) -> None:
    case = until_approved(desk)
    complaints.complain(
        case.order, about="silence", means="page", words="Хочу говорить с руководителем.", now=desk.now
    )
    desk.tick()
    owed = desk.obligation(case.order, "complaint", "1")
    assert (owed.debtor, local(owed.limit_at)[5:16]) == ("head:taganka", "03-19 11:40")
    assert desk.phones.times("dina")["dina"][-1] == "11:20"
    desk.forward("11:32")
    complaints.act(case.order, complaint="1", action="called", by="dina", now=desk.now)
    desk.tick()
    assert desk.obligation(case.order, "complaint", "1").verdict == "met"
    assert facts(desk, case.order, "complaint.received", "complaint.acted") == [
        ("complaint.received", "03-19 11:20:00"),
        ("complaint.acted", "03-19 11:32:00"),
    ]


def test_a_step_of_a_party_that_nobody_knows_is_refused_with_its_line(desk: Desk, tmp_path: Any) -> None:
    file = tmp_path / "credit.toml"
    file.write_text(
        'extends = "default"\nname = "loan"\nversion = 1\n\n[process.loan.step]\n'
        'decision = { who = "bnak", opens_on = "order.confirmed", limit = "1wd" }\n',
        encoding="utf-8",
    )
    before = desk.otklik("standard list --json")
    with pytest.raises(DomainError, match='line 6, process.loan.step.decision.who: There is no role "bnak"'):
        desk.otklik(f"standard publish {file}")
    assert desk.otklik("standard list --json") == before
