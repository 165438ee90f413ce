"""What the buyer's page and a link's page are told of an order, from its state alone."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest

from otklik.domain.business_time import WorkCalendar
from otklik.domain.errors import DomainError
from otklik.domain.events import Ref
from otklik.domain.ladders import LadderRun
from otklik.domain.links import card_of
from otklik.domain.obligations import Obligation
from otklik.domain.orders import Line, OrderState
from otklik.domain.promise_state import Promise
from otklik.domain.status import (
    OrderStatus,
    StatusCall,
    StatusClaim,
    StatusLine,
    StatusPromise,
    status_of,
)
from otklik.domain.stream_state import StreamState
from otklik.domain.world import Person, Store, World

PLACED = datetime(2026, 3, 19, 8, 2, tzinfo=UTC)
LIMIT = PLACED + timedelta(hours=1)
CALENDAR = WorkCalendar.parse("Mo-Su 09:00-21:00", "Europe/Moscow")
WORLD = World(
    stores={
        "tverskaya": Store(
            slug="tverskaya",
            name="Шаг за шагом",
            calendar=CALENDAR,
            standard="s",
            phone="+78460000001",
            people=(
                Person("marina", "Марина Котова", "tverskaya", frozenset({"seller"})),
                Person("ivan", "Иван Седов", "tverskaya", frozenset({"seller"}), locale="en"),
            ),
        )
    },
    marketplace="tverskaya",
    standards={},
)
ORDER = OrderState(
    number="48175", origin="tverskaya", channel="site", phase="open", holder="tverskaya", first_store="tverskaya",
    partner="p", placed_at=PLACED, received_at=PLACED, total_minor=349_000, currency="RUB", payment="on_delivery",
    delivery="courier", lines=(Line("1", "A-1", "Валенки", 1, 349_000),), has_phone=True, has_email=True, locale="ru",
    buyer_zone="", content="c", refused_reason="not_paid",
)  # fmt: skip


def obligation(kind="first_answer", n=1, state="open", **changes) -> Obligation:
    made = Obligation(
        ref=Ref(kind, "", n), state=state, debtor="store:tverskaya", creditor="buyer", standard="s", calendar="c",
        tzdata="t", opened_at=PLACED, limit_at=LIMIT, judge_at=LIMIT, first_limit_at=LIMIT,
    )  # fmt: skip
    return replace(made, **changes)


def state_of(order=ORDER, *obligations, leased_by="") -> StreamState:
    ref = Ref("first_answer", "", 1)
    run = LadderRun(ref, "until_answered", leased_by=leased_by, leased_until=LIMIT if leased_by else None)
    by_ref = {one.ref: one for one in obligations}
    return StreamState("order/1", version=1, subject=order, obligations=by_ref, runs={ref: run})


def test_an_order_as_its_buyer_may_see_it():
    assert status_of(state_of(ORDER, obligation()), WORLD) == OrderStatus(
        number="48175", phase="open", locale="ru", zone="Europe/Moscow", store="Шаг за шагом",
        store_phone="+78460000001", calendar=CALENDAR,
        owner="", has_phone=True, received_at=PLACED, answered_at=None, confirmed_at=None,
        closed_at=None, answer_opened_at=PLACED, answer_limit_at=LIMIT, lines=(StatusLine("Валенки", 1, 349_000),),
        total_minor=349_000, currency="RUB", payment="on_delivery", delivery="courier",
        promises=(StatusPromise("first_answer", LIMIT, "ahead", None),),
    )  # fmt: skip


def test_of_his_number_only_the_end_is_told():
    assert status_of(state_of(), WORLD, buyer_phone="+79161234567").phone_end == "4567"
    assert status_of(state_of(), WORLD, buyer_phone="").phone_end == ""


def test_what_was_promised_is_told_whether_it_was_kept_or_not_and_nothing_else_is():
    later = LIMIT + timedelta(hours=2)
    kept = obligation(state="met", verdict="met", closed_at=LIMIT)
    late = obligation(
        "promise", state="breached", verdict="met_late", breached_at=later, closed_at=later, limit_at=later
    )
    owed = obligation(
        "next_attempt", state="breached", breached_at=LIMIT, limit_at=LIMIT + timedelta(hours=1)
    )
    gone = obligation("asked_call", state="waived", closed_at=LIMIT)
    ours = obligation("receipt", debtor="system")
    assert status_of(state_of(ORDER, late, kept, owed, gone, ours), WORLD).promises == (
        StatusPromise("first_answer", LIMIT, "kept", LIMIT),
        StatusPromise("next_attempt", LIMIT + timedelta(hours=1), "missed", None),
        StatusPromise("promise", later, "missed", later),
    )


def test_the_earliest_call_that_he_may_expect_is_told_with_its_reason():
    asked_at = LIMIT + timedelta(hours=3)
    asked = obligation("asked_call", limit_at=asked_at + timedelta(minutes=15))
    again = obligation("next_attempt", limit_at=LIMIT)
    order = replace(ORDER, asked_call_at=asked_at)
    assert status_of(state_of(order, asked), WORLD).call == StatusCall(
        "asked", asked_at, asked_at + timedelta(minutes=15)
    )
    assert status_of(state_of(order, asked, again), WORLD).call == StatusCall("again", LIMIT, LIMIT)
    assert status_of(state_of(order, replace(asked, state="met", closed_at=LIMIT)), WORLD).call is None


def test_only_a_promise_to_talk_is_a_call():
    promise = replace(obligation("promise"), ref=Ref("promise", "1"))
    assert status_of(state_of(ORDER, promise), WORLD).call is None
    made = Promise("1", "tverskaya", "anna", "call_back", LIMIT, LIMIT, PLACED)
    talks = replace(ORDER, promises={"1": made})
    assert status_of(state_of(talks, promise), WORLD).call == StatusCall("promised", LIMIT, LIMIT)


def test_his_claim_is_told_until_somebody_answered_it():
    assert status_of(state_of(), WORLD).claim is None
    claim = obligation("silence_claim")
    assert status_of(state_of(ORDER, claim), WORLD).claim == StatusClaim(PLACED, LIMIT, None)
    met = replace(claim, state="met", verdict="met", closed_at=LIMIT)
    assert status_of(state_of(ORDER, met), WORLD).claim == StatusClaim(PLACED, LIMIT, LIMIT)
    late = replace(claim, state="breached", breached_at=LIMIT)
    assert status_of(state_of(ORDER, late), WORLD).claim == StatusClaim(PLACED, LIMIT, None)


def test_the_refusals_reason_and_the_partner_are_no_field_of_it():
    names = {field.name for field in fields(OrderStatus)}
    assert not names & {"refused_reason", "partner", "campaign", "comment", "phone", "email", "live_grade"}


def test_the_buyers_zone_and_language_come_before_the_stores():
    seen = status_of(state_of(replace(ORDER, buyer_zone="Asia/Vladivostok", locale="en")), WORLD)
    assert (seen.zone, seen.locale) == ("Asia/Vladivostok", "en")
    assert (seen.answer_opened_at, seen.answer_limit_at) == (None, None)
    assert status_of(state_of(replace(ORDER, locale="")), WORLD).locale == "ru"


def test_the_owners_first_name_is_told_and_one_who_left_is_not():
    assert status_of(state_of(replace(ORDER, owner="marina")), WORLD).owner == "Марина"
    assert status_of(state_of(replace(ORDER, owner="gone")), WORLD).owner == ""


def test_a_reopened_order_waits_for_the_new_answer():
    first = obligation(state="met", closed_at=PLACED)
    again = obligation("reopened_answer", limit_at=LIMIT + timedelta(days=1))
    assert status_of(state_of(ORDER, first, again), WORLD).answer_limit_at == LIMIT + timedelta(days=1)
    assert status_of(state_of(ORDER, first), WORLD).answer_limit_at == LIMIT


@pytest.mark.parametrize("subject", [None, replace(ORDER, erased=True)])
def test_no_order_is_no_page(subject):
    for read in (status_of, lambda state, world: card_of(state, world, receiver="marina", now=PLACED)):
        with pytest.raises(DomainError) as error:
            read(state_of(subject), WORLD)
        assert error.value.code == "unknown_order"


# ── links ──


def card(order=ORDER, *obligations, receiver="marina", leased_by="", now=PLACED + timedelta(minutes=8)):
    state = state_of(order, *obligations, leased_by=leased_by)
    return card_of(state, WORLD, receiver=receiver, buyer_phone="+79161234567", now=now)


@pytest.mark.parametrize(
    ("order", "obligations", "standing", "holder"),
    [
        (ORDER, (obligation(),), "open", ""),
        (replace(ORDER, owner="marina"), (obligation(),), "mine", "Марина Котова"),
        (replace(ORDER, owner="ivan"), (obligation(),), "other", "Иван Седов"),
        (replace(ORDER, owner="gone"), (obligation(),), "open", "gone"),
        (replace(ORDER, live_contact_at=LIMIT), (obligation(state="met"),), "answered", ""),
        (
            replace(ORDER, live_contact_at=LIMIT),
            (obligation(state="met"), obligation("holder_answer")),
            "open",
            "",
        ),
        (replace(ORDER, phase="withdrawn", closed_at=LIMIT), (), "closed", ""),
        (replace(ORDER, phase="confirmed", live_contact_at=LIMIT), (), "answered", ""),
    ],
    ids=[
        "nobody",
        "mine",
        "another's",
        "one who left",
        "answered",
        "then handed over",
        "closed",
        "confirmed",
    ],
)
def test_where_the_order_stands_for_the_receiver(order, obligations, standing, holder):
    seen = card(order, *obligations, leased_by=order.owner)
    assert (seen.standing, seen.holder) == (standing, holder)


def test_an_owner_whose_lease_is_over_keeps_nobody_from_it():
    order = replace(ORDER, owner="ivan")
    assert card(order, obligation(), leased_by="ivan").standing == "other"
    assert card(order, obligation()).standing == "open"


def test_the_time_left_is_working_time_and_never_negative():
    assert card(ORDER, obligation()).left_m == 52
    assert card(ORDER, obligation(), now=LIMIT + timedelta(minutes=5)).left_m == 0
    night = datetime(2026, 3, 19, 20, 0, tzinfo=UTC)
    owed = obligation(opened_at=night, limit_at=night + timedelta(hours=11))
    assert card(ORDER, owed, now=night).left_m == 60, "11 hours by the wall, of which one is open"
    assert card(ORDER).left_m is None


def test_the_receiver_reads_in_his_own_language_and_must_still_work_here():
    assert card(ORDER, obligation(), receiver="ivan").locale == "en"
    with pytest.raises(DomainError) as error:
        card(ORDER, obligation(), receiver="gone")
    assert error.value.code == "unknown_person"
