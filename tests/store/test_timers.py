"""Timers: what is due is found once it is due, and a poisoned stream blocks nobody."""

import pytest

from otklik.actions.commit import Command, Unit, commit_one
from otklik.store import models, timers
from tests.store import scene
from tests.store.scene import event, later

pytestmark = pytest.mark.usefixtures("market")


def test_due_streams_come_by_their_instant():
    scene.receive(1, 2, 3)
    for n, minutes in ((1, 30), (2, 10), (3, 20)):
        models.Timer.objects.filter(stream=f"order/{n}").update(due_at=later(minutes=minutes))
    models.Timer.objects.exclude(stream__startswith="order/").delete()
    assert timers.next_due_at() == later(minutes=10)
    assert timers.list_due(later(minutes=9, seconds=59), 10) == []
    assert timers.list_due(later(minutes=20), 10) == ["order/2", "order/3"]
    assert timers.list_due(later(hours=1), 2) == ["order/2", "order/3"]


def test_a_stream_that_stands_aside_is_not_found_until_it_is_tried_or_changes():
    scene.receive(1)
    due = models.Timer.objects.get(stream="order/1").due_at
    timers.set_aside("order/1", "RunawayStream")
    assert "order/1" not in timers.list_due(due, 10)
    assert timers.list_set_aside() == [("order/1", "RunawayStream")]
    assert timers.try_again(["order/1"]) == 1 and timers.try_again(["order/1"]) == 0
    assert "order/1" in timers.list_due(due, 10)
    timers.set_aside("order/1", "again")
    scene.say("order/1", event("order.noted", words="x"))
    assert timers.list_set_aside() == []


def test_nothing_is_left_for_the_second_worker():
    scene.receive(1)
    due = models.Timer.objects.get(stream="order/1").due_at
    for expected in (True, False):
        done = commit_one(Unit(now=due, commands=(Command("order/1"),)))
        assert bool(done.entries) is expected
    assert "order/1" not in timers.list_due(due, 10)
