"""The loop: what is due is done once, a poisoned stream stands aside, a stopped worker stops."""

import threading

import pytest
from django.db import OperationalError

from otklik.actions.commit import Failed
from otklik.domain import engine
from otklik.store import clock, heartbeats, timers, wakeups
from otklik.worker import loop
from tests.harness import Desk


def test_a_second_worker_finds_nothing_left(desk: Desk) -> None:
    order = desk.order("taganka")
    desk.now = desk.obligation(order, "first_answer").limit_at
    first = loop.tick(read_now=lambda: desk.now, owner="one", carry=desk.phones.send)
    second = loop.tick(read_now=lambda: desk.now, owner="two", carry=desk.phones.send)
    assert (first.advanced, second.advanced) == (1, 0)
    kinds = [entry.event.kind for entry in desk.journal(order)]
    assert kinds.count("obligation.breached") == 1


def test_a_stream_that_cannot_be_advanced_stands_aside_and_blocks_nobody(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    poisoned, sound = desk.order("taganka"), desk.order("taganka")
    advance = engine.advance

    def stumble(state: object, world: object, *, now: object) -> object:
        if getattr(state, "stream", "") == poisoned:
            raise RuntimeError("poisoned")
        return advance(state, world, now=now)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "advance", stumble)
    desk.forward(minutes=8)
    assert [stream for stream, _ in timers.list_set_aside()] == [poisoned]
    assert "ladder.stepped" in [entry.event.kind for entry in desk.journal(sound)][3:]
    monkeypatch.undo()
    assert timers.try_again([poisoned]) == 1
    desk.tick()
    assert timers.list_set_aside() == []


def test_a_database_that_is_away_sets_no_stream_aside(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    order = desk.order("taganka")
    desk.now = desk.obligation(order, "first_answer").limit_at
    away = OperationalError("server closed the connection unexpectedly")
    with monkeypatch.context() as outage:
        outage.setattr(loop, "run_clock", lambda streams, *, now: [Failed(away) for _ in streams])
        with pytest.raises(OperationalError):
            desk.tick()
    assert timers.list_set_aside() == []
    desk.tick()
    assert [entry.event.kind for entry in desk.journal(order)].count("obligation.breached") == 1


def test_a_worker_says_that_it_lives_and_stops_when_told(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()
    monkeypatch.setattr(wakeups, "wait", lambda seconds: stop.set())
    assert heartbeats.is_silent("worker", now=clock.now())
    loop.run(stop)
    assert not heartbeats.is_silent("worker", now=clock.now())
    assert heartbeats.is_silent("worker", now=clock.now() + heartbeats.SILENT_AFTER * 1.01)


def test_an_error_of_the_database_does_not_end_the_loop(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    stop, ticks = threading.Event(), []

    def stumble(**named: object) -> loop.Ticked:
        ticks.append(named["owner"])
        if len(ticks) == 2:
            stop.set()
        raise OSError("disk full")

    monkeypatch.setattr(loop, "tick", stumble)
    monkeypatch.setattr(loop, "AFTER_ERROR_S", 0)
    loop.run(stop)
    assert len(ticks) == 2 and len(set(ticks)) == 1
