"""How orders were refused, on orders written by hand."""

from __future__ import annotations

from otklik.analytics.audit import audit
from otklik.analytics.findings import Norms, Refusals, Spread
from tests.analytics.orders_on_paper import Row, frame_of
from tests.analytics.test_answer_times import counts

PLACED = "2026-03-02 10:00"


def refusals_of(*rows: Row, norms: tuple[Norms, ...] = (Norms(),)) -> Refusals:
    found = audit(frame_of(rows), norms).refusals
    assert found is not None
    return found


def refused(at: str, **more: object) -> Row:
    return {"placed": PLACED, "outcome": "refused", "refused": at, **more}


def test_an_hour_by_the_wall_is_not_premature_and_a_second_less_is() -> None:
    found = refusals_of(
        refused("2026-03-02 10:59:59"),
        refused("2026-03-02 11:00"),
        {
            "placed": "2026-03-02 23:00",
            "outcome": "refused",
            "refused": "2026-03-02 23:10",
        },  # nobody works: it counts
        {"placed": PLACED, "outcome": "refused"},  # nobody knows when
        {"placed": PLACED, "outcome": "kept"},
    )
    assert counts(found.refused) == (4, 5)
    assert counts(found.premature) == (2, 3)
    assert found.wall == Spread("refusals/wall", 3, 3_599, 3_600, 3_600)
    assert found.without_contact is found.without_reason is None
    assert found.reasons == ()


def test_two_of_three_refusals_are_too_few_to_judge() -> None:
    """Story 000: 2 of 3 refusals of a new partner premature."""
    found = refusals_of(refused("2026-03-02 10:05"), refused("2026-03-02 10:06"), refused("2026-03-02 18:00"))
    assert found.premature is not None and found.premature.few
    assert (round(found.premature.low, 6), round(found.premature.high, 6)) == (0.20766, 0.938508)


def test_a_contact_is_an_answer_before_the_refusal_or_an_attempt() -> None:
    found = refusals_of(
        refused("2026-03-02 12:00", answered="2026-03-02 11:00", attempts=0),
        refused("2026-03-02 12:00", answered="2026-03-02 12:30", attempts=0),
        refused("2026-03-02 12:00", attempts=2),
        refused("2026-03-02 12:00", attempts=0),
    )
    assert counts(found.without_contact) == (2, 4)


def test_reasons_most_frequent_first() -> None:
    found = refusals_of(
        refused("2026-03-02 10:05", reason="не оплачен"),
        refused("2026-03-02 12:00", reason="не оплачен"),
        refused("2026-03-02 12:00", reason="no/goods"),
        refused("2026-03-02 12:00"),
        {"placed": PLACED, "outcome": "kept", "reason": "no/goods"},
    )
    assert counts(found.without_reason) == (1, 4)
    assert [(one.name, counts(one.share), counts(one.premature)) for one in found.reasons] == [
        ("не оплачен", (2, 4), (1, 2)),
        ("no/goods", (1, 4), (0, 1)),
    ]
    assert found.reasons[1].share.figure == "refusals/reason/no%2Fgoods"


def test_a_trade_has_its_own_floor() -> None:
    rows = [refused("2026-03-02 11:30", trade="cars"), refused("2026-03-02 11:30")]
    found = refusals_of(*rows, norms=(Norms(), Norms(premature_s=2 * 3_600, trade="cars")))
    assert counts(found.premature) == (1, 2)


def test_a_source_that_only_says_cancelled_has_no_refusals() -> None:
    frame = frame_of([{"placed": PLACED, "outcome": "cancelled", "cancelled": "2026-03-02 10:05"}])
    assert audit(frame, [Norms()]).refusals is None
