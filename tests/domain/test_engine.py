"""The engine on the stories: exact instants, verdicts, effects, and what leaves nothing behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from otklik.domain import engine, obligation_decisions
from otklik.domain.errors import DomainError
from otklik.domain.events import Ref
from tests.domain.stage import TALK, Stage, at, order_fields, said
from tests.domain.standard_fixture import bend, make_standard, make_world, on, span

HOLD = "settlement"


def test_an_order_opens_what_the_standard_says() -> None:
    stage = Stage().order("Thu 11:02")
    first = stage.owed("first_answer")
    assert (said(first.target_at), said(first.limit_at)) == ("Thu 11:22", "Thu 12:02")
    assert [said(band) for band in first.bands] == [
        "Thu 11:12", "Thu 11:22", "Thu 12:02", "Thu 13:02", "Thu 14:02", "Fri 19:00",
    ]  # fmt: skip
    assert (first.debtor, first.creditor, first.rank) == ("store:s", "buyer", 10)
    assert said(stage.owed(HOLD).limit_at) == "Fri 05:02"
    assert said(stage.owed(HOLD).judge_at) == "Fri 05:04"
    assert said(engine.due_at(stage.state)) == "Thu 11:02"


def test_bands_of_the_evening_are_instants_of_the_same_clock() -> None:
    first = Stage().order("Tue 18:50").owed("first_answer")
    assert [said(band) for band in first.bands] == [
        "Tue 19:00", "Wed 10:10", "Wed 10:50", "Wed 11:50", "Wed 12:50", "Wed 19:00",
    ]  # fmt: skip


def test_story_000_a_parked_refusal_is_rescued() -> None:
    stage = Stage().order("Thu 11:02")
    stage.live("Thu 11:13")
    stage.happens("Thu 11:14", "refusal.parked", reason="not_paid", until_at=at("Fri 05:02"))
    stage.live("Thu 12:10")
    assert stage.owed("first_answer").verdict == "breached"
    assert said(stage.owed("first_answer").breached_at) == "Thu 12:02"
    assert [row[:2] for row in stage.told("first_answer") if row[0] == "Thu 12:02"] == [
        ("Thu 12:02", "hanna"),
        ("Thu 12:02", "olga"),
    ]
    stage.happens("Thu 12:18", "contact.reached", **TALK)
    stage.happens("Thu 12:19", "refusal.rescued", remedy="on_delivery")
    stage.happens("Thu 12:19", "order.confirmed", by="hanna", grade="claimed")
    stage.live("Sat 12:00")
    first, hold = stage.owed("first_answer"), stage.owed(HOLD)
    assert (first.verdict, said(first.closed_at), said(first.breached_at)) == (
        "met_late",
        "Thu 12:18",
        "Thu 12:02",
    )
    assert (hold.verdict, said(hold.closed_at)) == ("met", "Thu 12:19")
    assert not {"order.refused", "goods.released"} & set(stage.kinds())
    assert stage.replayed() == stage.state


def test_nobody_touches_it_and_the_goods_go_back_once() -> None:
    stage = Stage().order("Thu 11:02")
    stage.live("Mon 12:00")
    released = [entry for entry in stage.journal if entry.event.kind == "goods.released"]
    assert [(said(entry.event.occurred_at), entry.event.data["cause"]) for entry in released] == [
        ("Fri 05:04", "hold_over")
    ]
    breach = next(
        e for e in stage.journal if e.event.kind == "obligation.breached" and e.event.data["kind"] == HOLD
    )
    assert said(breach.event.occurred_at) == "Fri 05:02"
    assert released[0].event.caused_by == f"order/1@{breach.version}"
    assert stage.owed("first_answer").verdict == "breached"
    assert stage.state.subject.phase == "released"


def test_a_parked_refusal_that_nobody_touches_is_one_refusal_and_one_release() -> None:
    stage = Stage().order("Thu 11:02")
    stage.happens("Thu 11:14", "refusal.parked", reason="not_paid")
    stage.live("Mon 12:00")
    assert stage.kinds("order.refused", "goods.released") == [
        "order.refused",
        "goods.released",
    ]
    assert stage.journal[-1].event.kind != "alarm.raised"
    assert stage.state.subject.phase == "refused"


def test_friday_evening_is_not_released_on_saturday() -> None:
    stage = Stage().order("Fri 18:30")
    assert said(stage.owed("first_answer").limit_at) == "Mon 10:30"
    assert said(stage.owed(HOLD).limit_at) == "Mon 10:30"
    stage.live("Mon 10:29")
    assert "goods.released" not in stage.kinds()
    stage.live("Mon 10:32")
    assert stage.kinds("goods.released") == ["goods.released"]
    assert [e.event.data["kind"] for e in stage.journal if e.event.kind == "obligation.breached"][-2:] == [
        "first_answer",
        "settlement",
    ]


def test_without_not_before_the_goods_go_on_saturday() -> None:
    stage = Stage(make_world(bend(HOLD, not_before=()))).order("Fri 18:30")
    assert said(stage.owed(HOLD).limit_at) == "Sat 12:30"


def test_a_later_holder_moves_the_hold_later_on_record() -> None:
    stage = Stage().order("Fri 11:02")
    stage.happens("Fri 18:50", "order.assigned", cause="handed_over", store="s", assignment="1")
    assert said(stage.owed("holder_answer", "1").limit_at) == "Mon 10:50"
    changes = [(c.ref.kind, c.transition, c.fields.get("why")) for c in stage.journal[-1].consequences]
    assert ("settlement", "retimed", "not_before") in changes
    hold = stage.owed(HOLD)
    assert (said(hold.limit_at), said(hold.judge_at), said(hold.first_limit_at)) == (
        "Mon 10:50", "Mon 10:52", "Sat 05:02",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("paid", "verdict", "released"),
    [
        ("Fri 05:01:59", "met", 0),
        ("Fri 05:02", "met", 0),
        ("Fri 05:02:01", "met_late", 0),
        ("Fri 05:04", "met_late", 0),
    ],
)
def test_a_payment_around_the_end_of_the_hold(paid: str, verdict: str, released: int) -> None:
    stage = Stage().order("Thu 11:02")
    stage.happens(paid, "payment.received", amount_minor=349_000, currency="RUB")
    stage.live("Mon 09:00")
    assert (stage.owed(HOLD).verdict, stage.kinds().count("goods.released")) == (verdict, released)
    assert Ref("late_money") not in stage.state.obligations


def test_money_after_the_release_is_a_new_fact() -> None:
    stage = Stage().order("Thu 11:02")
    stage.live("Fri 05:04")
    stage.happens("Fri 05:04", "payment.received", amount_minor=349_000, currency="RUB")
    assert stage.owed(HOLD).verdict == "breached"
    assert stage.state.subject.phase == "released"
    assert stage.owed("late_money").debtor == "marketplace:m"
    assert said(stage.owed("late_money").limit_at) == "Mon 18:00"


def test_money_told_late_rejudges_but_undoes_nothing() -> None:
    stage = Stage().order("Thu 11:02")
    stage.live("Fri 05:04")
    stage.happens("Fri 05:01", "payment.received", amount_minor=349_000, currency="RUB", recorded="Fri 05:20")
    hold = stage.owed(HOLD)
    assert (hold.verdict, hold.rejudged, said(hold.breached_at)) == ("breached", "met", "Fri 05:02")
    assert stage.kinds("goods.") == ["goods.reserved", "goods.released"]
    assert "late_money" in {ref.kind for ref in stage.state.obligations}


def test_what_was_due_before_a_fact_is_judged_before_it_though_the_worker_slept() -> None:
    stage = Stage().order("Thu 11:02")
    added = stage.happens("Fri 05:10", "payment.received", amount_minor=349_000, currency="RUB")
    assert [entry.event.kind for entry in added] == [
        "obligation.breached",  # receipt
        "obligation.breached",  # first_answer
        "obligation.breached",  # settlement
        "goods.released",
        "payment.received",
    ]
    assert stage.owed(HOLD).verdict == "breached"


def test_refusing_unanswered_breaches_at_once_and_stops_the_ladder() -> None:
    stage = Stage().order("Thu 11:02")
    stage.happens("Thu 11:14", "order.refused", reason="not_paid", by="anna", grade="claimed")
    first = stage.owed("first_answer")
    assert (first.verdict, said(first.breached_at), first.is_owed) == ("breached", "Thu 11:14", False)
    assert stage.state.runs[Ref("first_answer")].ended == "waived"
    assert stage.owed(HOLD).verdict == "waived"
    told = len(stage.told("first_answer"))
    stage.live("Mon 12:00")
    assert len(stage.told("first_answer")) == told


def test_refusing_after_an_answer_breaches_nothing() -> None:
    stage = Stage().order("Thu 11:02")
    stage.happens("Thu 11:10", "contact.reached", **TALK)
    stage.happens("Thu 11:14", "order.refused", reason="extra_demands", by="anna", grade="claimed")
    assert stage.owed("first_answer").verdict == "met"


@pytest.mark.parametrize(
    ("contact", "answered"),
    [
        ({"means": "call", "live": True, "talk_s": 20, "grade": "recorded"}, True),
        ({"means": "call", "live": True, "talk_s": 19, "grade": "recorded"}, False),
        ({"means": "voicemail", "live": True, "grade": "recorded"}, False),
        ({"means": "letter", "live": True, "grade": "recorded"}, False),
        ({"means": "call", "live": True, "grade": "claimed"}, True),
        ({"means": "tap", "live": True, "grade": "confirmed"}, True),
    ],
)
def test_only_a_live_answer_is_an_answer(contact: dict[str, object], answered: bool) -> None:
    stage = Stage().order("Thu 11:02")
    stage.happens("Thu 11:10", "contact.reached", **contact)
    assert (stage.owed("first_answer").verdict == "met") is answered


def test_a_standard_may_ask_for_stronger_evidence() -> None:
    stage = Stage(make_world(bend("first_answer", min_grade="recorded"))).order("Thu 11:02")
    stage.happens("Thu 11:10", "contact.reached", means="call", live=True, grade="claimed")
    assert stage.owed("first_answer").state == "open"
    stage.happens("Thu 11:11", "contact.reached", **TALK)
    assert stage.owed("first_answer").verdict == "met"


@pytest.mark.parametrize(
    ("grade", "recorded", "verdict", "rejudged"),
    [
        ("claimed", "Thu 12:03", "breached", "met"),  # within the two minutes
        ("claimed", "Thu 12:10", "met_late", None),
        ("recorded", "Thu 18:00", "breached", "met"),
    ],
)
def test_a_talk_told_after_the_breach(grade: str, recorded: str, verdict: str, rejudged: str | None) -> None:
    stage = Stage().order("Thu 11:02")
    stage.live("Thu 12:02")
    stage.happens("Thu 12:01:30", "contact.reached", recorded=recorded, **{**TALK, "grade": grade})
    first = stage.owed("first_answer")
    assert (first.verdict, first.rejudged, first.is_owed) == (verdict, rejudged, False)
    assert stage.state.runs[Ref("first_answer")].ended == "met"


def test_the_verdict_does_not_depend_on_a_sleeping_worker() -> None:
    awake, asleep = Stage().order("Thu 11:02"), Stage().order("Thu 11:02")
    awake.live("Thu 12:09")
    for stage in (awake, asleep):
        stage.happens("Thu 11:50", "contact.reached", recorded="Thu 12:10", **{**TALK, "grade": "claimed"})
    assert awake.owed("first_answer") == asleep.owed("first_answer")


def test_reassignment_leaves_the_buyers_clock_alone() -> None:
    stage = Stage().order("Thu 11:02")
    before = stage.owed("first_answer")
    stage.happens("Thu 11:30", "order.assigned", cause="handed_over", store="t", assignment="1")
    assert stage.owed("first_answer") == before
    later = stage.owed("holder_answer", "1")
    assert (later.debtor, said(later.limit_at)) == ("store:t", "Thu 12:30")
    assert stage.state.runs[Ref("first_answer")].ended == "taken_over"
    stage.happens("Thu 11:40", "order.assigned", cause="handed_over", store="s", assignment="2", previous="1")
    assert stage.owed("holder_answer", "1").verdict == "waived"
    stage.happens("Thu 12:10", "contact.reached", **TALK)
    assert stage.owed("first_answer").verdict == "met_late"
    assert stage.owed("holder_answer", "2").verdict == "met"


def test_a_window_may_be_met_too_early_and_moved_only_until_its_end() -> None:
    stage = Stage().order("Thu 11:02", reserved=False)
    window = {"window_from_at": at("Fri 14:00"), "window_to_at": at("Fri 16:00")}
    stage.happens("Thu 12:00", "window.accepted", delivery="1", carrier="t", **window)
    stage.happens("Fri 13:30", "delivery.done", how="door", delivery="1")
    assert stage.owed("window", "1").verdict == "early"
    stage.happens("Thu 12:00", "window.accepted", delivery="2", carrier="t", recorded="Fri 13:31", **window)
    moved = {"window_from_at": at("Fri 16:00"), "window_to_at": at("Fri 17:00")}
    stage.happens("Fri 15:20", "window.told", delivery="2", **moved)
    two = stage.owed("window", "2")
    assert (said(two.from_at), said(two.limit_at), said(two.first_limit_at), two.moves) == (
        "Fri 16:00", "Fri 17:00", "Fri 16:00", 1,
    )  # fmt: skip
    stage.happens("Fri 17:30", "window.told", delivery="2", **{**moved, "window_to_at": at("Sat 12:00")})
    assert (stage.owed("window", "2").verdict, stage.owed("window", "2").moves) == ("breached", 1)


def test_a_promise_moves_twice_and_no_more_and_never_into_the_past() -> None:
    stage = Stage().order("Wed 11:02")
    stage.happens("Wed 12:00", "promise.made", promise="1", by="s", until_at=at("Wed 17:00"))
    for until in ("Wed 11:00", "Wed 18:00", "Thu 12:00", "Thu 18:00"):
        stage.happens("Wed 12:30", "promise.told", promise="1", until_at=at(until))
    promise = stage.owed("promise", "1")
    assert (said(promise.limit_at), promise.moves) == ("Thu 12:00", 2)


def test_the_wish_to_move_is_not_the_proof() -> None:
    stage = Stage().order("Wed 11:02")
    stage.happens("Wed 12:00", "promise.made", promise="1", by="s", until_at=at("Wed 17:00"))
    stage.happens("Wed 12:30", "promise.moved", promise="1", until_at=at("Thu 17:00"))
    assert said(stage.owed("promise", "1").limit_at) == "Wed 17:00"


def test_the_engraver_owes_on_his_own_hours_and_pauses() -> None:
    stage = Stage().order("Wed 11:02", reserved=False)
    stage.happens("Wed 11:10", "step.requested", step="engraving", party="engraver")
    owed = stage.owed("made_to_order")
    assert (owed.debtor, said(owed.limit_at)) == ("supplier:engraver", "Wed 14:00")
    stage.happens("Wed 13:00", "pause.started", reason="question")
    assert stage.owed("made_to_order").state == "paused"
    assert said(stage.owed("made_to_order").resume_at) == "Fri 13:00"
    stage.happens("Thu 12:30", "pause.ended")
    resumed = stage.owed("made_to_order")
    assert (resumed.state, said(resumed.limit_at), resumed.paused_s) == ("open", "Thu 13:30", 84_600)


def test_a_pause_ends_by_itself_and_its_length_is_the_obligations() -> None:
    stage = Stage().order("Wed 11:02", reserved=False)
    stage.happens("Wed 11:10", "step.requested", step="engraving", party="engraver")
    stage.happens("Wed 13:00", "pause.started", reason="question")
    added = stage.live("Fri 13:00")
    assert [e.event.kind for e in added if e.event.kind == "obligation.resumed"] == ["obligation.resumed"]
    assert said(stage.owed("made_to_order").limit_at) == "Fri 14:00"
    stage.happens("Fri 13:10", "pause.started", reason="another")
    assert stage.owed("made_to_order").state == "open"


def test_rounds_recur_from_the_last_made_or_missed_and_end_with_the_day() -> None:
    stage = Stage(stream="shift/t/2026-03-17")
    stage.happens("Tue 09:00", "calendar.opened", store="t", first_of_day=True, orders_waiting=0)
    stage.live("Tue 09:15")
    assert stage.owed("round").verdict == "breached"
    assert said(stage.owed("round", n=2).limit_at) == "Tue 09:40"
    assert [(row[0], row[1]) for row in stage.told("round")] == [
        ("Tue 09:10", "boris"),
        ("Tue 09:15", "gleb"),
    ]
    stage.happens("Tue 09:21", "round.completed")
    assert (stage.owed("round").verdict, stage.owed("round", n=2).verdict) == ("met_late", "met")
    assert said(stage.owed("round", n=3).limit_at) == "Tue 09:51"
    stage.live("Tue 20:59")
    stage.happens("Tue 21:00", "calendar.closed", store="t")
    assert engine.due_at(stage.state) is None
    assert all(not one.is_owed for one in stage.state.obligations.values())
    assert max(ref.n for ref in stage.state.obligations) > 20


def test_a_kind_opens_after_others_and_not_by_the_closing_that_waives_them() -> None:
    stage = Stage().order("Wed 11:02", payment="credit")
    stage.happens("Wed 11:10", "contact.reached", **TALK)
    stage.happens("Wed 11:11", "order.confirmed", by="anna", grade="claimed")
    assert Ref("credit_call") not in stage.state.obligations
    stage.happens("Wed 11:20", "step.done", step="application")
    assert said(stage.owed("credit_call").limit_at) == "Wed 13:20"
    closed = Stage().order("Wed 11:02", payment="credit")
    closed.happens("Wed 11:11", "order.confirmed", by="anna", grade="claimed")
    closed.happens("Wed 11:20", "order.withdrawn", said_by="buyer")
    assert closed.owed("application").verdict == "waived"
    assert Ref("credit_call") not in closed.state.obligations


def test_the_twenty_first_generation_is_an_alarm() -> None:
    stage = Stage().order("Thu 11:02", reserved=False)
    for minute in range(3, 30):
        stage.happens(f"Thu 11:{minute:02}", "message.accepted", purpose="receipt")
        stage.happens(f"Thu 11:{minute:02}", "message.failed", purpose="receipt")
    assert max(ref.n for ref in stage.state.obligations if ref.kind == "receipt") == 20
    reasons = {e.event.data["reason"] for e in stage.journal if e.event.kind == "alarm.raised"}
    assert reasons == {"too_many_generations"}


def test_an_event_meets_nothing_that_it_opens() -> None:
    stage = Stage().order("Thu 11:02")
    stage.happens(
        "Thu 11:10", "contact.attempted", means="call", attempt="1", next_at=at("Thu 12:00"), grade="claimed"
    )
    assert stage.owed("next_attempt", "1").state == "open"
    stage.happens("Thu 11:50", "contact.attempted", means="call", attempt="2", grade="claimed")
    assert stage.owed("next_attempt", "1").verdict == "met"
    assert Ref("next_attempt", "2") not in stage.state.obligations


def test_history_is_judged_without_notices_timers_or_effects() -> None:
    stage = Stage()
    stage.order("Thu 11:02", history=True, witnessed=["payment.received"])
    assert set(stage.state.obligations) == {Ref("settlement")}
    assert not stage.state.runs
    assert engine.due_at(stage.state) is None
    stage.until("Mon 12:00")
    assert stage.owed(HOLD).verdict == "breached"
    assert "goods.released" not in stage.kinds()


def test_an_open_order_of_which_nothing_is_due_is_looked_at() -> None:
    stage = Stage().order("Thu 11:02", reserved=False, has_email=False, has_phone=False)
    stage.happens("Thu 11:10", "contact.reached", **TALK)
    assert said(engine.due_at(stage.state)) == "Fri 11:10"
    stage.until("Sun 09:00")
    alarm = stage.journal[-1].event
    assert (alarm.kind, alarm.data["reason"], said(stage.state.subject.review_at)) == (
        "alarm.raised", "no_next_step", "Mon 09:00",
    )  # fmt: skip
    assert stage.kinds().count("alarm.raised") == 1
    assert said(engine.due_at(stage.state)) == "Mon 09:00"


def test_instants_are_frozen_though_hours_and_standard_change() -> None:
    stage = Stage().order("Thu 11:02")
    before = stage.owed("first_answer")
    other = make_standard(min_talk_s=600)
    frozen = stage.world
    changed = make_world(other, s={"hours": "Mo-Fr 15:00-16:00"})
    stage.world = replace(
        changed,
        standards={**frozen.standards, **changed.standards},
        calendars={before.calendar: frozen.stores["s"].calendar},
    )
    stage.happens("Thu 11:10", "contact.reached", **TALK)
    after = stage.owed("first_answer")
    assert (after.limit_at, after.verdict, after.standard) == (before.limit_at, "met", before.standard)


def test_a_standard_that_was_not_loaded_is_named() -> None:
    stage = Stage().order("Thu 11:02")
    stage.world = make_world(make_standard(min_talk_s=600))
    with pytest.raises(DomainError, match="No standard") as error:
        stage.happens("Thu 11:10", "contact.reached", **TALK)
    assert error.value.code == "unknown_standard"
    assert len(stage.journal) == stage.state.version


def test_a_stream_that_never_ends_is_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    standard = bend(
        "late_money", opens_on=on("order.noted"), when=(), every=span("1s"), limit=None, ladder=None
    )
    monkeypatch.setattr(engine, "MAX_ENTRIES", 50)
    stage = Stage(make_world(standard)).order("Thu 11:02", reserved=False)
    stage.happens("Thu 11:03", "order.noted", words="x")
    with pytest.raises(engine.RunawayStream):
        stage.until("Thu 19:00")


def test_recorded_instants_never_go_back() -> None:
    stage = Stage().order("Thu 11:02")
    stage.happens("Thu 11:10", "contact.reached", **TALK)
    entry = stage.happens("Thu 11:09", "order.noted", words="the clock was set back")[-1]
    assert (said(entry.event.occurred_at), said(entry.recorded_at)) == ("Thu 11:09", "Thu 11:10")


def test_a_fact_cannot_open_a_clock_in_the_future() -> None:
    stage = Stage()
    stage.happens("Thu 11:02", "order.received", recorded="Thu 11:00", **order_fields(at("Thu 11:00")))
    assert said(stage.owed("first_answer").opened_at) == "Thu 11:00"


def test_an_administrator_retimes_hands_over_and_rejudges_on_record() -> None:
    stage = Stage().order("Thu 11:02")
    ref, now = Ref("first_answer"), at("Thu 11:30")
    retime = obligation_decisions.decide_retime(
        stage.state, stage.world, now, ref=ref, limit_at=at("Thu 13:00"), why="agreed", actor="person:olga"
    )
    for event in retime:
        stage._take(engine.record(stage.state, event, stage.world, now=now))
    first = stage.owed("first_answer")
    assert (said(first.limit_at), said(first.first_limit_at), first.moves) == ("Thu 13:00", "Thu 12:02", 0)
    hand = obligation_decisions.decide_hand(
        stage.state, stage.world, now, ref=ref, debtor="store:t", why="busy", actor="person:olga"
    )
    stage._take(engine.record(stage.state, hand[0], stage.world, now=now))
    assert (stage.owed("first_answer").debtor, said(stage.owed("first_answer").limit_at)) == (
        "store:t",
        "Thu 13:00",
    )
    stage.live("Thu 13:00")
    rejudge = obligation_decisions.decide_rejudge(
        stage.state,
        stage.world,
        at("Thu 14:00"),
        ref=ref,
        verdict="met",
        why="tape found",
        actor="person:olga",
    )
    stage._take(engine.record(stage.state, rejudge[0], stage.world, now=at("Thu 14:00")))
    first = stage.owed("first_answer")
    assert (first.verdict, first.rejudged, first.is_owed) == ("breached", "met", False)


@pytest.mark.parametrize(
    ("limit", "ref", "code"),
    [
        ("Thu 11:00", Ref("first_answer"), "limit_in_the_past"),
        ("Fri 09:00", Ref("promise", "9"), "unknown_obligation"),
        ("Thu 11:45", Ref("settlement"), "limit_too_early"),
    ],
)
def test_an_administrator_may_not(limit: str, ref: Ref, code: str) -> None:
    stage = Stage().order("Thu 11:02")
    with pytest.raises(DomainError) as error:
        obligation_decisions.decide_retime(
            stage.state,
            stage.world,
            at("Thu 11:30"),
            ref=ref,
            limit_at=at(limit),
            why="x",
            actor="person:olga",
        )
    assert error.value.code == code


def test_story_004_bands_of_ten_orders() -> None:
    minutes = {8: 0, 12: 1, 19: 1, 25: 2, 55: 2, 65: 3, 130: 4, 200: 5}
    for passed, band in minutes.items():
        stage = Stage().order("Tue 12:00")
        stage.happens(at("Tue 12:00") + timedelta(minutes=passed), "contact.reached", **TALK)
        first = stage.owed("first_answer")
        assert sum(edge < first.closed_at for edge in first.bands) == band, passed
        assert first.verdict == ("met" if passed <= 60 else "met_late")
    night = Stage().order("Tue 23:10").owed("first_answer")
    assert (said(night.bands[0]), said(night.limit_at)) == ("Wed 10:10", "Wed 11:00")
