"""A day gets better routes: one fact, which leaves out places that were only passed; nothing where nothing holds."""

from datetime import UTC, datetime, timedelta

from otklik.domain.catalogue import make
from otklik.domain.events import Entry
from otklik.domain.routes import BetterRoutes, decide_improve
from otklik.domain.stream_state import StreamState
from otklik.domain.streams import evolve

AT = datetime(2026, 2, 10, 9, tzinfo=UTC)
FROM = datetime(2026, 2, 14, 11, tzinfo=UTC)
STREAM = "run/depot/2026-02-14"


def stop(key: str, position: int):
    return make(
        "stop.planned", occurred_at=AT, delivery=key, order=f"order/{key}", vehicle="a", position=position,
        window_from_at=FROM, window_to_at=FROM + timedelta(hours=2), zone="z", point=[55.7, 37.6], service_s=300,
        load=1, carrier="own",
    )  # fmt: skip


def fold(*events) -> StreamState:
    state = StreamState(STREAM)
    for version, event in enumerate(events, 1):
        state = evolve(state, Entry(STREAM, version, AT, event))
    return state


def test_better_routes_are_one_fact_and_what_was_only_passed_is_gone() -> None:
    passed = make("stop.dropped", occurred_at=AT, cause="cancelled", delivery="p", passage=True)
    state = fold(stop("s", 0), stop("p", 1), stop("t", 2), passed)
    assert state.subject.routes == {"a": ("s", "p", "t")}
    better = BetterRoutes({"a": ("t",)}, {"s": "post"}, 1200)
    seen = []
    (said,) = decide_improve(
        state, None, AT, by="pyvrp", bring=lambda run, world, now: seen.append(run.routes) or better
    )
    assert seen == [{"a": ("s", "p", "t")}]
    assert (said.actor, said.data["by"], said.data["cost_minor"]) == ("system", "pyvrp", 1200)
    after = evolve(state, Entry(STREAM, 5, AT, said)).subject
    assert (after.routes, after.carried, sorted(after.visits)) == ({"a": ("t",)}, {"s": "post"}, ["s", "t"])
    assert after.visits["s"].carrier == "post"


def test_what_does_not_hold_says_nothing() -> None:
    state = fold(stop("s", 0))
    assert decide_improve(state, None, AT, by="pyvrp", bring=lambda run, world, now: None) == []
