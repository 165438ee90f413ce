"""The desk's order: which step of an order is next, in which group its row stands, and which row comes first."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from otklik.domain.business_time import WorkCalendar
from otklik.domain.desk import DeskRow, DeskStep, desk_order, group_of, next_step, sort_steps
from tests.domain.stage import at

SHOP = WorkCalendar.parse("Mo-Fr 10:00-19:00", "Europe/Moscow")


def step(kind, target, limit, **changes):
    """A step of store s with its target and limit as tests write instants; "" = without a target."""
    one = DeskStep(
        kind=kind,
        key="",
        debtor="store:s",
        opened_at=at("Thu 11:00"),
        target_at=at(target) if target else None,
        limit_at=at(limit),
        breached=False,
        paused=False,
        rank=100,
    )
    return replace(one, **changes)


ANSWER = step("first_answer", "Thu 11:20", "Thu 12:00", rank=10)
PROMISE = step("promise", "", "Thu 11:30")
HOLD = step("settlement", "", "Thu 11:05", debtor="buyer", rank=20)
RECEIPT = step("receipt", "", "Thu 11:01", debtor="system")


def test_the_earliest_of_ours_is_next_whatever_its_kind():
    owed = sort_steps([PROMISE, HOLD, ANSWER, RECEIPT])
    assert [one.kind for one in owed] == ["receipt", "settlement", "first_answer", "promise"]
    assert next_step(owed) == ANSWER
    assert next_step(sort_steps([PROMISE, HOLD])) == PROMISE
    assert next_step(sort_steps([replace(ANSWER, paused=True), PROMISE])) == PROMISE
    assert next_step(sort_steps([HOLD, RECEIPT])) is None


def test_at_one_instant_the_lower_rank_is_next():
    early = step("promise", "", "Thu 11:20")
    assert next_step(sort_steps([early, ANSWER])) == ANSWER


@pytest.mark.parametrize(
    ("now", "group"),
    [
        ("Thu 11:00", "in_time"),
        ("Thu 11:14:59", "in_time"),
        ("Thu 11:15", "urgent"),
        ("Thu 11:20", "urgent"),
        ("Thu 11:20:01", "urgent"),
        ("Thu 12:30", "urgent"),
        ("Thu 20:00", "urgent"),  # late is late at night too
    ],
)
def test_urgent_is_five_minutes_before_the_target_and_ever_after(now, group):
    is_open = SHOP.is_open(at(now))
    assert group_of(ANSWER, clock=SHOP, is_open=is_open, now=at(now)) == group


def test_only_working_time_counts_and_a_closed_shop_waits_for_the_morning():
    # 18:50 + 20 working minutes: 10:10 on the next morning.
    over_night = step("first_answer", "Fri 10:10", "Fri 10:50", opened_at=at("Thu 18:50"))

    def group(now):
        return group_of(over_night, clock=SHOP, is_open=SHOP.is_open(at(now)), now=at(now))

    assert [group(now) for now in ("Thu 18:59", "Thu 19:00", "Fri 09:59:59", "Fri 10:00", "Fri 10:05")] == [
        "in_time", "morning", "morning", "in_time", "urgent",
    ]  # fmt: skip
    # Five working minutes are left from 18:59 on: 1 today, 4 tomorrow.
    tight = step("first_answer", "Fri 10:04", "Fri 10:44")
    assert group_of(tight, clock=SHOP, is_open=True, now=at("Thu 18:59")) == "urgent"
    assert group_of(tight, clock=SHOP, is_open=False, now=at("Thu 19:30")) == "morning"


def test_a_step_on_the_wall_clock_is_counted_on_it():
    assert group_of(PROMISE, clock=None, is_open=True, now=at("Thu 11:24:59")) == "in_time"
    assert group_of(PROMISE, clock=None, is_open=True, now=at("Thu 11:25")) == "urgent"


def test_without_a_step_nothing_is_urgent():
    assert group_of(None, clock=SHOP, is_open=True, now=at("Thu 12:00")) == "in_time"
    assert group_of(None, clock=SHOP, is_open=False, now=at("Thu 22:00")) == "morning"


def row(name, group, one, placed="Thu 11:00"):
    return DeskRow(
        id=name, number=name, channel="site", placed_at=at(placed), received_at=at(placed), store="s", store_name="S",
        zone="Europe/Moscow", phase="open", owner="", owner_name="", taken_place="", taken_at=None, buyer="", phone="",
        comment="", buyer_zone="", lines=(), total_minor=0, currency="RUB", payment="", delivery="", contact_attempts=0,
        live_contact_at=None, live_grade="", said_silent=False, waiting_on="store:s", owed=(), step=one, open_spans=(),
        is_open=True, next_opening_at=None, group=group,
    )  # fmt: skip


def test_rows_go_by_group_then_by_step_then_by_age():
    rows = [
        row("nothing", "in_time", None),
        row("morning", "morning", ANSWER),
        row("younger", "in_time", PROMISE, placed="Thu 11:10"),
        row("older", "in_time", PROMISE),
        row("late", "urgent", step("promise", "", "Thu 11:40")),
        row("later", "urgent", step("promise", "", "Thu 11:41")),
    ]
    assert [one.id for one in sorted(rows, key=desk_order)] == [
        "late", "later", "older", "younger", "nothing", "morning",
    ]  # fmt: skip


def test_negative_control_sorting_by_age_alone_would_differ():
    rows = [row("late", "urgent", ANSWER, placed="Thu 11:10"), row("young", "in_time", PROMISE)]
    assert [one.id for one in sorted(rows, key=desk_order)] != [
        one.id for one in sorted(rows, key=lambda one: one.placed_at)
    ]


def test_steps_keep_utc_instants():
    assert ANSWER.due_at.astimezone(UTC) + timedelta(minutes=40) == ANSWER.limit_at
