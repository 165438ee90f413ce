"""Channel health: exact figures, an interval for each share, and no verdict on a few messages (law 13)."""

from datetime import UTC, datetime, timedelta

from otklik.analytics.channel_health import FEW, Telling, assess, list_outages

T0 = datetime(2026, 3, 17, 9, tzinfo=UTC)


def tellings(count: int, *, react_m: int | None = None, fails: int = 0) -> list[Telling]:
    def at(n: int, seconds: float) -> datetime:
        return T0 + timedelta(hours=n, seconds=seconds)

    return [
        Telling(
            "person/igor",
            "phone",
            "sms",
            at(n, 0),
            accepted_at=None if n < fails else at(n, 1),
            delivered_at=None if n < fails or n % 2 else at(n, 4 + n),
            failed_at=at(n, 1) if n < fails else None,
            reacted_at=at(n, 60 * react_m) if react_m is not None and n >= fails else None,
        )
        for n in range(count)
    ]


def test_a_phone_that_nobody_reacts_from_is_named_once_there_is_enough() -> None:
    assert assess(tellings(FEW)).is_absent
    assert not assess(tellings(FEW - 1)).is_absent, "too few to judge"
    assert assess(tellings(FEW, react_m=21)).is_absent, "an answer from home comes too late"
    assert not assess(tellings(FEW, react_m=19)).is_absent


def test_shares_and_medians_are_exact() -> None:
    health = assess(tellings(12, react_m=5, fails=2))
    assert (health.told, health.taken.part, health.taken.whole, health.taken.few) == (12, 10, 12, False)
    assert health.delivered is not None
    assert (health.delivered.part, health.delivered.whole) == (5, 10)
    assert round(health.delivered.low, 3), round(health.delivered.high, 3) == (0.237, 0.763)
    assert (health.delivery_s, health.reaction_s, health.in_time.part) == (10.0, 300.0, 10)
    empty = assess([])
    assert (empty.told, empty.delivered, empty.delivery_s, empty.is_absent) == (0, None, None, False)


def test_three_failures_in_a_row_are_an_outage_and_two_are_not() -> None:
    (outage,) = list_outages(tellings(6, fails=3))
    assert (outage.channel, outage.failures) == ("sms", 3)
    assert (outage.since_at, outage.until_at) == (
        T0 + timedelta(seconds=1),
        T0 + timedelta(hours=3, seconds=1),
    )
    assert list_outages(tellings(6, fails=2)) == []
