"""The loss curve recovers a law that is known, where looking at delays alone does not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from otklik.analytics.audit import audit
from otklik.analytics.findings import Findings, LossCurve, Money, Norms
from otklik.analytics.frames import MISSING
from otklik.analytics.losses import CAVEATS, MOST_POINTS
from tests.analytics.known_truth import NORMS, added, make_orders
from tests.analytics.orders_on_paper import Row, frame_of
from tests.analytics.random_orders import knowing_only, random_frame

TRUTH = make_orders(seed=1, number=20_000)


@pytest.fixture(scope="module")
def found() -> Findings:
    return audit(TRUTH.frame, [NORMS])


def curve_of(found: Findings) -> LossCurve:
    assert found.curve is not None
    return found.curve


def money_of(found: Findings) -> Money:
    assert found.money is not None
    return found.money


def test_the_adjusted_curve_holds_the_truth_and_the_raw_one_does_not(found: Findings) -> None:
    bins = curve_of(found).bins
    assert [one.name for one in bins] == ["20m", "60m", "2h", "3h", "later", "never"]
    for one, truth in zip(bins, TRUTH.kept, strict=False):
        assert one.low is not None and one.adjusted is not None and one.high is not None
        assert one.low <= truth <= one.high, one.name
        assert abs(one.adjusted - truth) < abs(one.raw.part / one.raw.whole - truth), one.name
    outside = [
        one.name
        for one, truth in zip(bins, TRUTH.kept, strict=False)
        if not one.raw.low <= truth <= one.raw.high
    ]
    assert outside == ["20m", "60m", "2h", "3h", "later"]
    assert (bins[5].raw.whole, bins[5].adjusted) == (0, None)


def test_where_stores_are_not_known_the_confounding_stays_and_is_said() -> None:
    curve = curve_of(audit(replace(TRUTH.frame, labels={}), [NORMS]))
    assert "no_stores" in curve.caveats
    first = curve.bins[0]
    assert first.low is not None and not first.low <= TRUTH.kept[0]


def test_the_slope_of_a_straight_law_is_found() -> None:
    frame = make_orders(seed=2, number=20_000, chance=added).frame
    curve = curve_of(audit(frame, [NORMS]))
    assert curve.slope_share is not None and curve.slope_low is not None and curve.slope_high is not None
    assert curve.slope_low <= -0.1 <= curve.slope_high < -0.08
    everywhere = curve_of(audit(replace(frame, labels={}), [NORMS]))
    assert everywhere.slope_high is not None and everywhere.slope_high < -0.1


def test_the_excess_is_what_the_delay_cost(found: Findings) -> None:
    money = money_of(found)
    assert (
        money.excess_minor is not None
        and money.excess_low_minor is not None
        and money.excess_high_minor is not None
    )
    assert money.excess_low_minor <= TRUTH.excess_minor <= money.excess_high_minor
    assert money.excess_high_minor < 1.3 * TRUTH.excess_minor


def test_a_law_without_a_loss_shows_none() -> None:
    frame = make_orders(seed=3, number=20_000, chance=lambda level, _: level).frame
    found = audit(frame, [NORMS])
    curve, money = curve_of(found), money_of(found)
    assert curve.slope_low is not None and curve.slope_high is not None
    assert curve.slope_low <= 0 <= curve.slope_high
    assert money.excess_low_minor is not None and money.excess_high_minor is not None
    assert money.excess_low_minor <= 0 <= money.excess_high_minor


def test_the_waiting_curve_is_short_and_ends_where_it_ends(found: Findings) -> None:
    waiting = curve_of(found).waiting
    assert len(waiting) <= MOST_POINTS
    assert [point.delay_s for point in waiting] == sorted({point.delay_s for point in waiting})
    assert waiting[-1].share == 0.0
    instants = TRUTH.frame.instants
    delays_s = np.sort(instants["answered_at"] - instants["placed_at"])
    for point in waiting[:: len(waiting) // 7]:
        assert point.share == pytest.approx(float((delays_s > point.delay_s).mean()))
        assert point.at_risk == int((delays_s >= point.delay_s).sum())


def order(answered: str | None = None, outcome: str = "kept", **more: str) -> Row:
    return {
        "placed": "2026-03-02 10:00", "outcome": outcome, **({"answered": answered} if answered else {}), **more,
    }  # fmt: skip


def test_whoever_ends_or_is_still_open_is_censored_then() -> None:
    rows = [
        order("2026-03-02 10:10"),
        order(None, "withdrawn", withdrawn="2026-03-02 10:10"),  # at risk at 10 minutes, not after
        order(None, "open"),
        order("2026-03-02 10:30", "open"),
        order(None, "refused"),  # nobody knows when: not in the curve
    ]
    curve = curve_of(audit(frame_of(rows, until="2026-03-02 10:20"), [Norms()]))
    assert [(one.delay_s, one.share, one.at_risk) for one in curve.waiting] == [
        (600, pytest.approx(3 / 4), 4)
    ]
    curve = curve_of(audit(frame_of(rows, until="2026-03-02 12:20"), [Norms()]))
    assert [(one.delay_s, one.share, one.at_risk) for one in curve.waiting] == [
        (600, pytest.approx(3 / 4), 4),
        (1_800, pytest.approx(3 / 8), 2),
    ]
    assert curve.caveats == (
        "observational", "survivors", "open_orders", "ends_unknown", "few_in_bins", "no_stores", "no_strata",
    )  # fmt: skip


def test_open_orders_are_not_lost() -> None:
    rows = [order("2026-03-02 10:05"), order("2026-03-02 10:05", "open"), order(None, "withdrawn")]
    bins = {one.name: one for one in curve_of(audit(frame_of(rows), [Norms()])).bins}
    assert (bins["10m"].raw.part, bins["10m"].raw.whole) == (1, 1)
    assert (bins["never"].raw.part, bins["never"].raw.whole) == (0, 1)
    edges = [(one.from_s, one.to_s) for one in bins.values()]
    assert edges == [
        (0, 600), (600, 1_200), (1_200, 3_600), (3_600, 7_200), (7_200, 10_800), (10_800, None), (None, None),
        (None, None),
    ]  # fmt: skip


def test_who_left_before_the_target_could_not_have_been_answered_in_it() -> None:
    left_soon = order(None, "withdrawn", withdrawn="2026-03-02 10:05", amount=10**6)  # type: ignore[arg-type]
    refused_soon = order(None, "refused", refused="2026-03-02 10:05", amount=100)  # type: ignore[arg-type]
    rows = [left_soon] * 30 + [refused_soon] * 30 + [order("2026-03-02 10:10", amount=7)] * 30  # type: ignore[arg-type]
    money = money_of(audit(frame_of(rows), [Norms()]))
    assert (money.silent_lost_minor, money.premature_lost_minor) == (30 * (10**6 + 100), 3_000)
    assert money.excess_minor == 3_000


def test_what_the_source_lacks() -> None:
    frame = random_frame(1, 60)
    assert audit(knowing_only(frame, "outcome", "amount_minor"), [Norms()]).curve is None
    found = audit(knowing_only(frame, "answered_at", "amount_minor"), [Norms()])
    assert (curve_of(found).bins, curve_of(found).caveats) == ((), ("observational", "no_ends"))
    assert found.money is None
    without_answers = money_of(audit(knowing_only(frame, "outcome", "amount_minor"), [Norms()]))
    assert without_answers.silent_lost_minor is without_answers.excess_minor is None


def test_caveats_are_in_the_order_of_their_list(found: Findings) -> None:
    assert list(curve_of(found).caveats) == [one for one in CAVEATS if one in curve_of(found).caveats]


def test_delays_of_years_need_no_memory_of_years() -> None:
    frame = make_orders(seed=4, number=200).frame
    instants = {**frame.instants, "answered_at": frame.instants["answered_at"].copy()}
    instants["answered_at"][0] += 20 * 365 * 86_400
    instants["completed_at"] = np.full(200, MISSING)
    instants["withdrawn_at"] = np.full(200, MISSING)
    far = replace(frame, instants=instants, observed_until_s=frame.observed_until_s + 30 * 365 * 86_400)
    assert curve_of(audit(far, [NORMS])).waiting[-1].delay_s > 20 * 365 * 86_400
