"""The clock: real, or the demo's; paused, sped up, moved forward; and not trusted when it is off."""

from datetime import UTC, timedelta

import pytest

from otklik.domain.errors import DomainError
from otklik.store import clock
from tests.store.scene import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget():
    clock._memory = clock._Memory()
    yield
    clock._memory = clock._Memory()


def test_without_a_demo_time_is_the_machines():
    one, other = clock.now(), clock.now()
    assert NOW < one <= other < one + timedelta(minutes=1)
    assert clock.now().tzinfo is UTC


def test_virtual_time_is_arithmetic():
    demo = clock.DemoClock(base_real=NOW, base_virtual=NOW - timedelta(days=10), speed=60)
    assert demo.at(NOW + timedelta(seconds=2)) == NOW - timedelta(days=10) + timedelta(minutes=2)
    standing = clock.DemoClock(NOW, NOW, 60, paused=True)
    assert standing.at(NOW + timedelta(hours=5)) == NOW


def test_the_demo_runs_pauses_and_jumps():
    clock.start_demo(NOW, speed=60)
    assert NOW <= clock.now() < NOW + timedelta(minutes=5)
    clock.pause_demo()
    stood = clock.now()
    assert clock.now() == stood
    clock.advance_demo(timedelta(hours=18))
    assert clock.now() == stood, "nothing is skipped: the worker leads time there"
    assert clock.lead_demo(stood + timedelta(hours=7)).ahead_to == stood + timedelta(hours=18)
    assert clock.now() == stood + timedelta(hours=7)
    assert clock.lead_demo(stood + timedelta(hours=30)).ahead_to is None
    assert clock.now() == stood + timedelta(hours=18)
    clock.resume_demo(speed=1)
    running = clock.now()
    assert stood + timedelta(hours=18) <= running < stood + timedelta(hours=18, minutes=1)
    clock.end_demo()
    assert clock.now() > NOW + timedelta(days=1) or clock.read_demo() is None


def test_ways_ahead_add_up_and_a_pause_ends_them():
    clock.start_demo(NOW)
    clock.pause_demo()
    stood = clock.now()
    clock.advance_demo(timedelta(minutes=12))
    assert clock.advance_demo(timedelta(minutes=8)).ahead_to == stood + timedelta(minutes=20)
    clock.lead_demo(stood + timedelta(minutes=5))
    paused = clock.pause_demo()
    assert (paused.ahead_to, clock.now()) == (None, stood + timedelta(minutes=5))
    assert clock.advance_demo_to(stood).ahead_to is None, "what lies behind is no way ahead"


def test_every_change_of_the_clock_is_counted():
    versions = [clock.start_demo(NOW).version, clock.pause_demo().version, clock.resume_demo().version]
    assert versions == [1, 2, 3]


def test_time_stands_while_nobody_serves():
    clock.start_demo(NOW, speed=60)
    assert clock.wake_demo(NOW + timedelta(minutes=3)).base_virtual == NOW + timedelta(minutes=3)
    assert clock.wake_demo(NOW).base_virtual == NOW + timedelta(minutes=3), "and never goes back"


def test_another_process_sees_the_change_within_its_look():
    clock.start_demo(NOW, speed=1)
    clock.pause_demo()
    clock._memory = clock._Memory()
    assert clock.read_demo().paused is True


def test_time_never_goes_back_and_speed_has_bounds():
    clock.start_demo(NOW)
    with pytest.raises(DomainError, match="cannot go back"):
        clock.advance_demo(timedelta(seconds=-1))
    for speed in (0, -1, 3601):
        with pytest.raises(DomainError, match="not possible"):
            clock.start_demo(NOW, speed=speed)


def test_there_is_nothing_to_pause_in_real_life():
    with pytest.raises(DomainError, match="Time is real"):
        clock.pause_demo()


def test_a_clock_more_than_two_seconds_off_is_not_trusted():
    clock.require_trusted(timedelta(seconds=2))
    clock.require_trusted(timedelta(seconds=-2))
    for off in (2.1, -2.1):
        with pytest.raises(DomainError, match="nothing is claimed"):
            clock.require_trusted(timedelta(seconds=off))


def test_the_offset_is_measured_where_there_is_one(monkeypatch):
    assert abs(clock.offset()) < timedelta(seconds=2)
    clock.require_trusted()
