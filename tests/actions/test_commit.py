"""The door: a unit's result is its own, neighbours are untouched, and a bad unit leaves nothing behind."""

import secrets
import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from otklik.actions import commit as door
from otklik.actions.commit import (
    Claim,
    Command,
    Conflict,
    ConflictError,
    Done,
    Duplicate,
    DuplicateError,
    Failed,
    Refused,
    Take,
    Unit,
    commit,
    commit_one,
)
from otklik.domain import engine
from otklik.domain.errors import DomainError
from otklik.store import journal, models, projections, verification, writer
from otklik.store.payloads import RawPayload, load_body
from tests.store import scene
from tests.store.scene import NOW, event, facts, later, order_unit, received, unit
from tests.store.tables import dump

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def market(db):
    scene.build()


def refuse(state, world, now):
    raise DomainError("no", "Not today.")


def break_down(state, world, now):
    raise KeyError("a bug")


def streams_like(prefix="order/"):
    return list(
        models.Stream.objects.filter(stream__startswith=prefix)
        .order_by("stream")
        .values_list("stream", "version")
    )


def test_a_done_unit_is_in_the_journal_and_in_every_table():
    done = commit_one(order_unit(1))
    assert [entry.event.kind for entry in done.entries][:2] == ["order.received", "goods.reserved"]
    assert [entry.version for entry in done.entries] == list(range(1, len(done.entries) + 1))
    assert journal.load_states(["order/1"])["order/1"] == done.states["order/1"]
    assert models.Order.objects.get(stream="order/1").number == "A-1"
    assert models.Line.objects.filter(stream="order/1").count() == 2
    assert models.Timer.objects.get(stream="order/1").due_at == engine.due_at(done.states["order/1"])
    assert models.Claim.objects.get(kind="order", key="shop|A-1").owner == "order/1"
    assert verification.verify() == []


def bad(*decides, **more):
    return Unit(NOW, tuple(Command("order/bad", decide) for decide in decides), ("tverskaya",), **more)


ARRIVES = facts(received("B-1"))
BAD = {
    "refused": (lambda: bad(ARRIVES, refuse), Refused),
    "duplicate": (lambda: order_unit("bad", number="A-0"), Duplicate),
    "conflict": (lambda: bad(ARRIVES, expected={"order/bad": 3}), Conflict),
    "failed": (lambda: bad(ARRIVES, break_down), Failed),
    "no capacity": (lambda: bad(ARRIVES, takes=(Take("slot", "none"),)), Refused),
}


@pytest.mark.parametrize("name", BAD)
def test_neighbours_of_a_bad_unit_commit_and_it_leaves_nothing(name):
    make, kind = BAD[name]
    scene.receive(0)
    results = commit([order_unit(1), make(), order_unit(2)])
    assert [type(result) for result in results] == [Done, kind, Done]
    assert [stream for stream, _ in streams_like()] == ["order/0", "order/1", "order/2"]
    everything = repr(dump())
    assert "order/bad" not in everything and "B-1" not in everything
    assert verification.verify() == []


def test_the_check_above_would_see_what_a_bad_unit_leaves(monkeypatch):
    def leak(unit, batch):
        result = apply(unit, batch)
        if isinstance(result, Refused):
            batch.payloads.append(RawPayload("shop", NOW, b"x", stream="order/bad"))
        return result

    apply = door._apply
    monkeypatch.setattr(door, "_apply", leak)
    commit([order_unit(1), BAD["refused"][0]()])
    assert "order/bad" in repr(dump())


def test_a_second_go_is_a_duplicate_that_names_the_owner():
    scene.receive(1)
    (result,) = commit([order_unit(9, number="A-1")])
    assert result == Duplicate(Claim("order", "shop|A-1", "order/9"), "order/1")
    with pytest.raises(DuplicateError):
        commit_one(order_unit(9, number="A-1"))


def test_the_same_claim_twice_in_one_batch_or_one_unit_is_a_duplicate():
    first, second = commit([order_unit(1, number="X"), order_unit(2, number="X")])
    assert isinstance(first, Done)
    assert second == Duplicate(Claim("order", "shop|X", "order/2"), "order/1")
    twice = (Claim("phone", "k", "a"), Claim("phone", "k", "b"))
    assert commit([unit("order/3", received("Y"), stores=("tverskaya",), claims=twice)]) == [
        Duplicate(twice[1], "a")
    ]


def test_units_of_one_stream_fold_in_order():
    seen = []

    def look(state, world, now):
        seen.append(state.version)
        return [event("order.noted", words="x")]

    commit_one(order_unit(1))
    start = journal.load_states(["order/1"])["order/1"].version
    results = commit(
        [Unit(now=NOW, commands=(Command("order/1", look), Command("order/1", look))) for _ in range(3)]
    )
    assert all(isinstance(result, Done) for result in results)
    assert seen == list(range(start, start + 6))
    assert [result.states["order/1"].version for result in results] == [start + 2, start + 4, start + 6]


def test_commands_of_several_streams_stand_or_fall_together():
    both = (Command("order/1", facts(received("A-1"))), Command("order/2", facts(received("A-2"))))
    fails = Unit(now=NOW, commands=(*both, Command("order/2", refuse)), stores=("tverskaya",))
    assert isinstance(commit([fails])[0], Refused)
    assert streams_like() == []
    done = commit_one(Unit(now=NOW, commands=both, stores=("tverskaya",)))
    assert {entry.stream for entry in done.entries} == {"order/1", "order/2"}


def test_recorded_at_never_goes_back():
    commit_one(order_unit(1, later(hours=1)))
    done = scene.say("order/1", event("order.noted", words="early"), now=NOW)
    assert done.entries[-1].recorded_at == later(hours=1)
    assert done.entries[-1].event.occurred_at == NOW


def test_expected_version_conflicts_only_for_who_asks():
    version = commit_one(order_unit(1)).states["order/1"].version
    stale = unit("order/1", event("order.noted", words="a"), expected={"order/1": version - 1})
    assert commit([stale]) == [Conflict("order/1", version - 1, version)]
    with pytest.raises(ConflictError):
        commit_one(stale)
    assert isinstance(
        commit([unit("order/1", event("order.noted", words="b"), expected={"order/1": version})])[0], Done
    )


def test_a_quota_runs_out_within_one_batch_and_can_be_given_back():
    models.Quota.objects.create(kind="slot", key="10-12", left=2)
    take = (Take("slot", "10-12"),)
    units = [unit(f"order/{n}", received(f"Q-{n}"), stores=("tverskaya",), takes=take) for n in range(3)]
    assert [type(result) for result in commit(units)] == [Done, Done, Refused]
    assert models.Quota.objects.get(kind="slot", key="10-12").left == 0
    scene.say("order/0", event("order.noted", words="back"), takes=(Take("slot", "10-12", -1),))
    assert models.Quota.objects.get(kind="slot", key="10-12").left == 1


def test_the_next_unit_sees_what_a_directory_unit_changed():
    seen = []

    def look(state, world, now):
        seen.append(world.store("tverskaya").on_shift)
        return []

    joined = event("shift.joined", store="tverskaya", person="boris", place="unknown")
    looking = Unit(now=NOW, commands=(Command("order/1", look),), stores=("tverskaya",))
    commit([looking, unit("shift/tverskaya/2026-03-19", joined), looking])
    assert seen == [("anna",), ("anna", "boris")]


def test_the_next_unit_sees_the_stores_that_an_earlier_one_brought_in():
    commit_one(order_unit(1))
    chain = [
        ("store/far", "far", "farther"),
        ("store/farther", "farther", "farthest"),
        ("store/farthest", "farthest", None),
    ]
    for stream, slug, following in chain:
        opened = event("store.opened", name=slug, role="store", partner="house", locale="ru")
        changes = [event("store.changed", next_store=following)] if following else []
        scene.say(stream, opened, event("hours.changed", **scene.HOURS), *changes)
    seen = []

    def look(state, world, now):
        seen.append(sorted(world.stores))
        return []

    assigned = event("order.assigned", cause="handed_over", store="far", previous="", assignment="1", by="x")
    commit([
        unit("order/1", assigned, stores=("far",)),
        Unit(now=NOW, commands=(Command("order/1", look),)),
    ])  # fmt: skip
    assert seen == [["arbat", "far", "farther", "farthest", "office", "tverskaya"]]


def test_a_collision_with_another_process_is_rerun_and_done_once(monkeypatch):
    write, calls = projections.write, []

    def collide(changes):
        calls.append(len(changes))
        if len(calls) < 3:
            raise IntegrityError("somebody was faster")
        write(changes)

    monkeypatch.setattr(projections, "write", collide)
    results = commit([order_unit(1), order_unit(2)])
    assert [type(result) for result in results] == [Done, Done]
    assert calls == [2, 2, 2]
    assert len(streams_like()) == 2
    assert verification.verify() == []


def test_only_the_poisoned_unit_of_a_batch_fails(monkeypatch):
    write = projections.write

    def choke(changes):
        if any(change.new.stream == "order/2" for change in changes):
            raise DatabaseError("invalid byte sequence")
        write(changes)

    monkeypatch.setattr(projections, "write", choke)
    results = commit([order_unit(1), order_unit(2), order_unit(3)])
    assert [type(result) for result in results] == [Done, Failed, Done]
    assert [stream for stream, _ in streams_like()] == ["order/1", "order/3"]


@pytest.mark.parametrize(("cut_off", "tries"), [(True, 1), (False, 4)])
def test_what_may_be_stored_already_is_not_done_again(monkeypatch, cut_off, tries):
    calls = []

    def go_away(changes):
        calls.append(changes)
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(projections, "write", go_away)
    monkeypatch.setattr(writer, "is_cut_off", lambda: cut_off)
    results = commit([order_unit(1), order_unit(2), order_unit(3)])
    assert [type(result) for result in results] == [Failed, Failed, Failed]
    assert all(writer.is_passing(result.error) for result in results)
    assert len(calls) == tries, "with the connection in order, the units are tried one by one"
    assert streams_like() == []


@pytest.mark.pg
def test_a_value_that_no_index_can_hold_is_no_passing_trouble():
    (result,) = commit([order_unit(1, number=secrets.token_hex(20_000))])
    assert isinstance(result.error, OperationalError)
    assert not writer.is_passing(result.error)


def test_text_that_the_database_cannot_hold_fails_alone():
    results = commit([order_unit(1), order_unit(2, number="a\ud800b"), order_unit(3)])
    assert [type(result) for result in results] == [Done, Failed, Done]
    assert [stream for stream, _ in streams_like()] == ["order/1", "order/3"]


@pytest.mark.pg
def test_nul_fails_alone_on_postgresql():
    results = commit([order_unit(1), order_unit(2, number="a\0b"), order_unit(3)])
    assert [type(result) for result in results] == [Done, Failed, Done]


def test_the_clock_runs_and_the_timer_moves_on():
    commit_one(order_unit(1))
    due = models.Timer.objects.get(stream="order/1").due_at
    done = commit_one(Unit(now=due, commands=(Command("order/1"),)))
    assert done.entries and models.Timer.objects.get(stream="order/1").due_at > due
    again = commit_one(Unit(now=due, commands=(Command("order/1"),)))
    assert again.entries == ()


def test_a_timer_that_was_too_early_is_set_right():
    commit_one(order_unit(1))
    right = models.Timer.objects.get(stream="order/1").due_at
    models.Timer.objects.update(due_at=NOW - timedelta(days=1), error="was poisoned")
    early = NOW - timedelta(seconds=1)
    assert commit_one(Unit(now=early, commands=(Command("order/1"),))).entries == ()
    timer = models.Timer.objects.get(stream="order/1")
    assert (timer.due_at, timer.error) == (right, "")


def test_a_clock_that_stays_due_fails_instead_of_being_found_for_ever(monkeypatch):
    commit_one(order_unit(1))
    monkeypatch.setattr(engine, "advance", lambda state, world, *, now: (state, []))
    (result,) = commit([Unit(now=later(days=9), commands=(Command("order/1"),))])
    assert isinstance(result, Failed) and "still due" in str(result.error)


def test_a_payload_lies_sealed_beside_its_order():
    body = b'{"phone": "+79161234567"}'
    commit_one(order_unit(1, payloads=(RawPayload("shop", NOW, body, {"x-topic": "order"}, "order/1"),)))
    row = models.Payload.objects.get(stream="order/1")
    assert b"7916" not in bytes(row.sealed)
    assert load_body(row.id) == body


def test_more_units_than_one_transaction_takes():
    scene.receive(0)
    results = commit([unit("order/0", event("order.noted", words=str(n))) for n in range(writer.BATCH + 5)])
    assert len(results) == writer.BATCH + 5
    assert all(isinstance(result, Done) for result in results)


def test_nothing_to_do_is_no_work():
    assert commit([]) == []


def result_waits_for_the_disk(monkeypatch):
    """Whether a unit's result stays away for as long as the COMMIT does."""
    something, go_on, answered = threading.Event(), threading.Event(), threading.Event()
    ending = BaseDatabaseWrapper._commit

    def slow(self):
        something.set()
        assert go_on.wait(60)
        return ending(self)

    monkeypatch.setattr(BaseDatabaseWrapper, "_commit", slow)

    def client():
        commit_one(order_unit(1))
        answered.set()
        something.set()
        connection.close()

    thread = threading.Thread(target=client)
    thread.start()
    assert something.wait(60)
    early = answered.wait(0.1)
    seen = models.Order.objects.filter(stream="order/1").exists()
    go_on.set()
    thread.join(10)
    assert answered.is_set()
    return not early and not seen


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("threaded", [False, True])
def test_no_result_leaves_before_the_transaction_is_durable(monkeypatch, threaded):
    if threaded:
        writer.start()
    try:
        assert result_waits_for_the_disk(monkeypatch)
    finally:
        writer.stop()
    assert models.Order.objects.filter(stream="order/1").exists()


@pytest.mark.django_db(transaction=True)
def test_the_test_above_notices_a_door_without_a_transaction(monkeypatch):
    @contextmanager
    def careless():
        yield

    monkeypatch.setattr(writer, "write_transaction", careless)
    assert not result_waits_for_the_disk(monkeypatch)
