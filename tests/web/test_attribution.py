"""The strip of an order's life: no gap, and minutes that add up, whatever the life was (law 11)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from otklik.domain.attribution import Interval, attribute, shares_of
from otklik.store.listings import Names
from otklik.web.attribution import WIDTH, edges_of, minutes_of, write_strip
from otklik.web.obligations import Reader
from tests.domain.stage import TALK, Stage, at

START = datetime(2026, 3, 19, 8, 2, tzinfo=UTC)
PARTIES = ("store:s", "buyer", "system", "supplier:engraver", "marketplace:office")


@st.composite
def lives(draw) -> list[Interval]:
    """A life cut at any seconds; the working part of a stretch is any part of it."""
    spans = draw(
        st.lists(st.tuples(st.sampled_from(PARTIES), st.integers(1, 500_000)), min_size=1, max_size=30)
    )
    found, from_at = [], START
    for party, wall_s in spans:
        to_at = from_at + timedelta(seconds=wall_s)
        found.append(Interval(party, from_at, to_at, wall_s, draw(st.integers(0, wall_s))))
        from_at = to_at
    return found


@given(lives())
def test_minutes_and_widths_add_up_exactly(life):
    walls, workings = minutes_of(life)
    assert sum(walls) == sum(one.wall_s for one in life) // 60
    assert sum(workings) == sum(one.working_s for one in life) // 60
    assert all(part >= 0 for part in (*walls, *workings))
    edges = edges_of(life)
    assert (edges[0], edges[-1], len(edges)) == (0, WIDTH, len(life) + 1)
    assert all(left <= right for left, right in pairwise(edges))


@given(lives())
def test_shares_are_the_sums_of_their_intervals(life):
    shares = shares_of(life)
    assert len({one.party for one in shares}) == len(shares)
    for one in shares:
        own = [interval for interval in life if interval.party == one.party]
        assert (one.wall_s, one.working_s) == (
            sum(interval.wall_s for interval in own),
            sum(interval.working_s for interval in own),
        )
    assert sum(one.wall_s for one in shares) == sum(one.wall_s for one in life)


@given(
    st.lists(st.integers(1, 5_000), min_size=2, max_size=6),
    st.sampled_from(["contact.reached", "order.confirmed", "order.noted", "order.completed"]),
)
def test_the_strip_of_a_real_journal_is_the_whole_life(gaps, kind):
    """Through the fold itself: whatever happens when, the intervals are the life from the arrival until now."""
    stage, moment = Stage().order("Thu 11:02"), at("Thu 11:02")
    moments = [moment := moment + timedelta(minutes=gap) for gap in gaps]
    stage.until(moments[0])
    fields = {"contact.reached": TALK, "order.noted": {"words": "x"}, "order.confirmed": {"by": "anna"}}
    stage.happens(moments[1], kind, **fields.get(kind, {}))
    until_at = stage.journal[-1].recorded_at
    life = attribute(stage.journal, until_at=until_at, clock=stage.world.stores["s"].calendar)
    ends_at = life[-1].to_at
    assert life[0].from_at == at("Thu 11:02")
    assert all(left.to_at == right.from_at for left, right in pairwise(life))
    assert sum(one.wall_s for one in life) == int((ends_at - at("Thu 11:02")).total_seconds())
    page = write_strip(life, Reader("ru", "Europe/Moscow", until_at, Names({}, {})))
    assert page is not None
    assert page.bars[-1].x + page.bars[-1].width == WIDTH


def test_an_order_without_a_life_has_no_strip():
    assert write_strip([], Reader("ru", "UTC", START, Names({}, {}))) is None
