"""Effects: what each appends, once, and that it appends nothing when it is already done."""

from __future__ import annotations

from typing import Any

import pytest

from otklik.domain.effects import EFFECTS
from otklik.domain.obligations import Obligation
from tests.domain.stage import TALK, Stage, at
from tests.domain.standard_fixture import bend, make_world


def act(stage: Stage, effect: str, owed: Obligation | None = None) -> list[str]:
    """What the effect would append now, as `event:what` where it has a declared sub-kind."""
    owed = owed or next(iter(stage.state.obligations.values()))
    made = EFFECTS[effect].act(stage.state, owed, stage.world, at("Fri 12:00"))
    return [named(event.kind, event.data) for event in made]


def named(kind: str, data: Any) -> str:
    sub = {"goods.released": "cause", "alarm.raised": "reason"}.get(kind)
    return f"{kind}:{data[sub]}" if sub else kind


def test_goods_go_back_once() -> None:
    stage = Stage().order("Thu 11:02")
    assert act(stage, "release_goods") == ["goods.released:hold_over"]
    stage.happens("Thu 11:10", "goods.released", cause="hold_over")
    assert act(stage, "release_goods") == []
    assert act(Stage().order("Thu 11:02", reserved=False), "release_goods") == []


def test_only_a_parked_refusal_of_an_open_order_is_carried_out() -> None:
    stage = Stage().order("Thu 11:02")
    assert act(stage, "refuse_parked") == []
    stage.happens("Thu 11:14", "refusal.parked", reason="not_paid")
    assert act(stage, "refuse_parked") == ["order.refused", "goods.released:refused"]
    stage.happens("Thu 11:20", "refusal.rescued", remedy="on_delivery")
    assert act(stage, "refuse_parked") == []
    stage.happens("Thu 11:30", "refusal.parked", reason="not_paid")
    stage.happens("Thu 11:31", "order.withdrawn", said_by="buyer")
    assert act(stage, "refuse_parked") == []


def test_a_withdrawal_gives_the_goods_back() -> None:
    stage = Stage().order("Thu 11:02")
    assert act(stage, "withdraw_order") == ["order.withdrawn", "goods.released:withdrawn"]
    stage.happens("Thu 11:10", "withdrawal.told", withdrawal="1")
    stage.happens("Thu 11:20", "withdrawal.confirmed", withdrawal="1")
    assert stage.state.subject.phase == "withdrawn"
    assert not stage.state.subject.goods_reserved
    assert act(stage, "withdraw_order") == []


def test_the_next_store_gets_an_unanswered_order_three_times_at_most() -> None:
    world = make_world(bend("first_answer", on_breach=("reassign:next_store",)), t={"next_store": "s"})
    stage = Stage(world).order("Thu 11:02", reserved=False)
    stage.live("Thu 12:02")
    handed = [e.event for e in stage.journal if e.event.kind == "order.assigned"]
    assert [(e.data["store"], e.data["assignment"], e.data["cause"]) for e in handed] == [
        ("t", "1", "silence")
    ]
    for number in ("2", "3"):
        stage.happens("Thu 12:10", "order.assigned", cause="silence", store="s", assignment=number)
    assert act(stage, "reassign:next_store") == []


@pytest.mark.parametrize("event", [{"kind": "contact.reached", **TALK}, {"kind": "order.completed"}])
def test_an_answered_or_closed_order_is_not_handed_on(event: dict[str, Any]) -> None:
    stage = Stage().order("Thu 11:02", reserved=False)
    assert act(stage, "reassign:next_store") == ["order.assigned"]
    fields = dict(event)
    stage.happens("Thu 11:10", fields.pop("kind"), **fields)
    assert act(stage, "reassign:next_store") == []


def test_a_survey_that_nobody_answers_expires_and_its_case_goes_on() -> None:
    stage = Stage().order("Wed 11:02", reserved=False)
    stage.happens("Wed 12:00", "survey.drawn", cause="released", survey="7", case="c1")
    stage.live("Sat 12:00")
    assert [e.event.data for e in stage.journal if e.event.kind == "survey.expired"] == [
        {"survey": "7", "case": "c1"}
    ]
    assert stage.owed("verdict", "c1").debtor == "marketplace:m"


def test_an_owner_is_cleared_once() -> None:
    stage = Stage().order("Thu 11:02")
    assert act(stage, "clear_owner") == []
    stage.happens(
        "Thu 11:03", "order.taken", person="anna", on_shift=True, place="in_shop", addressee=True, stops="run"
    )
    assert act(stage, "clear_owner") == ["order.owner_cleared"]


def test_an_order_that_is_over_is_reopened() -> None:
    stage = Stage().order("Thu 11:02")
    assert act(stage, "reopen_order") == []
    stage.happens("Thu 11:10", "order.withdrawn", said_by="buyer")
    assert act(stage, "reopen_order") == ["order.reopened"]


@pytest.mark.parametrize("effect", sorted(EFFECTS))
def test_each_effect_appends_only_what_it_declares(effect: str) -> None:
    stage = Stage().order("Thu 11:02")
    stage.happens("Thu 11:14", "refusal.parked", reason="not_paid")
    stage.happens(
        "Thu 11:15", "order.taken", person="anna", on_shift=True, place="in_shop", addressee=True, stops="run"
    )
    stage.happens("Thu 12:00", "survey.drawn", cause="released", survey="7", case="c1")
    made = act(stage, effect, stage.owed("survey", "7"))
    declared = EFFECTS[effect].appends
    assert all(name in declared or name.partition(":")[0] in declared for name in made)
    assert bool(made) is (
        effect
        not in {
            "make_plan",
            "end_pause",
            "record_told",
            "record_window_told",
            "free_reservation",
            "reopen_order",
            "draw_survey",
            "propose_verdict",
            "finalise_verdict",
        }
    )


def test_effects_stand_after_their_cause_and_name_it() -> None:
    stage = Stage().order("Thu 11:02")
    stage.live("Fri 05:04")
    released = stage.journal[-1]
    assert released.event.caused_by == f"order/1@{released.version - 1}"
    assert stage.journal[-2].event.kind == "obligation.breached"
