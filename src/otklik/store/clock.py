"""The clock: the only place where the time is read.

Entrances (`cli web api worker simulation`) ask here once per unit of work and pass the instant down as `now`; no
other layer may import this module (import-linter), and no other file may read the time (ruff). In the demo time
is virtual: it can be paused, sped up and moved forward. On PostgreSQL the offset to the database's clock is
measured, since several machines share its leases.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import Error, connection

from otklik.domain.errors import DomainError
from otklik.store import vendor, writer
from otklik.store.models import DemoClock as DemoClockRow

LOOK_EVERY_S = 0.5
"""How long a process goes by the demo clock that it has read: a pause is felt everywhere within this time."""

MEASURE_EVERY_S = 60.0
WIDEST_OFFSET = timedelta(seconds=2)
"""Beyond this a process must not claim anything: its leases would end early or late."""


@dataclass(frozen=True, slots=True)
class DemoClock:
    """Virtual time: at `base_real` it was `base_virtual`; since then it runs `speed` times as fast, or stands.

    While `ahead_to` is set, the worker leads time there, one due instant after another; `version` counts every change,
    so that whoever watches compares one number.
    """

    base_real: datetime
    base_virtual: datetime
    speed: float = 1.0
    paused: bool = False
    ahead_to: datetime | None = None
    version: int = 0

    @property
    def present_speed(self) -> float:
        """How fast time runs now: 0 while it stands, or is led ahead by steps."""
        return 0.0 if self.paused or self.ahead_to is not None else self.speed

    def at(self, real: datetime) -> datetime:
        """Virtual instant at a real one; while time is led ahead it stands at each step."""
        if self.paused or self.ahead_to is not None:
            return self.base_virtual
        return self.base_virtual + (real - self.base_real) * self.speed


@dataclass(slots=True)
class _Memory:
    demo: DemoClock | None = None
    looked_s: float = float("-inf")
    offset: timedelta = timedelta(0)
    measured_s: float = float("-inf")


_memory = _Memory()


def now() -> datetime:
    """Present instant, aware, UTC: the machine's, or the demo's where there is one."""
    demo = read_demo()
    real = datetime.now(UTC)
    return demo.at(real) if demo else real


def machine_now() -> datetime:
    """Present instant of the machine, whatever a demo's clock says: for outsiders who compare it with their own."""
    return datetime.now(UTC)


def now_anywhere() -> datetime:
    """Present instant as `now` says it, and the machine's where no database is there to hold a demo's.

    Notes
    -----
    Whoever only wants to know the time must not leave an empty database behind.
    """
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and "memory" not in name and not Path(name).exists():
        return datetime.now(UTC)
    try:
        return now()
    except Error:
        return datetime.now(UTC)


def read_demo() -> DemoClock | None:
    """The demo clock, or None where time is real; up to half a second old."""
    if time.monotonic() - _memory.looked_s >= LOOK_EVERY_S:
        row = DemoClockRow.objects.filter(id=1).first()
        _memory.demo = _clock_of(row)
        _memory.looked_s = time.monotonic()
    return _memory.demo


def _clock_of(row: DemoClockRow | None) -> DemoClock | None:
    if row is None:
        return None
    return DemoClock(row.base_real, row.base_virtual, row.speed, row.paused, row.ahead_to, row.version)


def start_demo(at: datetime, *, speed: float = 1.0) -> DemoClock:
    """The demo clock, made or set anew to an instant.

    Parameters
    ----------
    at
        Virtual instant of this moment, aware.
    speed
        Virtual seconds a real one; 0 < speed ≤ 3,600.

    Raises
    ------
    DomainError
        `bad_speed`: the speed is outside its bounds.
    """
    _check_speed(speed)
    return _set(lambda old: DemoClock(datetime.now(UTC), at, speed))


def _check_speed(speed: float) -> None:
    if not 0 < speed <= 3600:
        raise DomainError("bad_speed", f"A speed of {speed} is not possible.", remedy="Give 1 to 3600.")


def pause_demo() -> DemoClock:
    """The demo clock, standing at its present instant; a way ahead ends where it has come to."""
    return _change(lambda demo, real: DemoClock(real, demo.at(real), demo.speed, True))


def resume_demo(*, speed: float | None = None) -> DemoClock:
    """The demo clock, running again, at another speed if one is given.

    Raises
    ------
    DomainError
        `bad_speed`; `no_demo_clock`.
    """
    if speed is not None:
        _check_speed(speed)
    return _change(
        lambda demo, real: DemoClock(real, demo.at(real), speed or demo.speed, ahead_to=demo.ahead_to)
    )


def advance_demo(by: timedelta) -> DemoClock:
    """The demo clock, with so much more time ahead; the worker leads it there, step by step.

    Raises
    ------
    DomainError
        `clock_back`: `by` is negative; the journal's time never goes back.
    """
    if by < timedelta(0):
        raise DomainError("clock_back", "The demo's clock cannot go back.", remedy="Start the demo anew.")
    return _change(
        lambda demo, real: replace(
            demo,
            base_real=real,
            base_virtual=demo.at(real),
            ahead_to=max(demo.at(real), demo.ahead_to or demo.at(real)) + by,
        )
    )


def advance_demo_to(at: datetime) -> DemoClock:
    """The demo clock on its way to an instant; one that lies behind it changes nothing of the time.

    Parameters
    ----------
    at
        Aware virtual instant.
    """

    def turn(demo: DemoClock, real: datetime) -> DemoClock:
        present = demo.at(real)
        ahead_to = at if at > present else None
        return replace(demo, base_real=real, base_virtual=present, ahead_to=ahead_to)

    return _change(turn)


def lead_demo(to: datetime) -> DemoClock:
    """The demo clock one step further on its way, or arrived and running on as before.

    Parameters
    ----------
    to
        Aware virtual instant: the next at which something is due.
    """

    def turn(demo: DemoClock, real: datetime) -> DemoClock:
        if demo.ahead_to is None:
            return demo
        at = max(demo.base_virtual, min(to, demo.ahead_to))
        ahead_to = demo.ahead_to if at < demo.ahead_to else None
        return replace(demo, base_real=real, base_virtual=at, ahead_to=ahead_to)

    return _change(turn)


def wake_demo(seen_at: datetime) -> DemoClock:
    """The demo clock, going on from where it was last seen: its time stands while nobody serves.

    Parameters
    ----------
    seen_at
        Aware virtual instant up to which something is known to have happened.
    """
    return _change(
        lambda demo, real: replace(demo, base_real=real, base_virtual=max(seen_at, demo.base_virtual))
    )


def end_demo() -> None:
    """Go back to real time."""
    writer.run(lambda: DemoClockRow.objects.all().delete())
    _memory.looked_s = float("-inf")


def _change(turn: Callable[[DemoClock, datetime], DemoClock]) -> DemoClock:
    def changed(old: DemoClock | None) -> DemoClock:
        if old is None:
            raise DomainError(
                "no_demo_clock", "Time is real here.", remedy="`otklik setup --demo` makes a demo."
            )
        return turn(old, datetime.now(UTC))

    return _set(changed)


def _set(make: Callable[[DemoClock | None], DemoClock]) -> DemoClock:
    def write() -> DemoClock:
        row = DemoClockRow.objects.select_for_update().filter(id=1).first()
        old = _clock_of(row)
        clock = replace(make(old), version=old.version + 1 if old else 1)
        DemoClockRow.objects.update_or_create(
            id=1,
            defaults={
                "base_real": clock.base_real,
                "base_virtual": clock.base_virtual,
                "speed": clock.speed,
                "paused": clock.paused,
                "ahead_to": clock.ahead_to,
                "version": clock.version,
            },
        )
        return clock

    clock = writer.run(write)
    _memory.demo, _memory.looked_s = clock, time.monotonic()
    return clock


def offset() -> timedelta:
    """How far this machine's clock is ahead of the database's, measured at most once a minute; 0 on SQLite."""
    if vendor.is_sqlite():
        return timedelta(0)
    if time.monotonic() - _memory.measured_s >= MEASURE_EVERY_S:
        with connection.cursor() as cursor:
            before = datetime.now(UTC)
            cursor.execute("SELECT clock_timestamp()")
            theirs = vendor.to_instant(cursor.fetchone()[0])
            after = datetime.now(UTC)
        _memory.offset = before + (after - before) / 2 - theirs
        _memory.measured_s = time.monotonic()
    return _memory.offset


def require_trusted(measured: timedelta | None = None) -> None:
    """Return if this machine's clock may be used for leases.

    Parameters
    ----------
    measured
        An offset; by default the present one.

    Raises
    ------
    DomainError
        `clock_offset`: it is more than 2 s off the database's.
    """
    found = offset() if measured is None else measured
    if abs(found) > WIDEST_OFFSET:
        raise DomainError(
            "clock_offset",
            f"This machine's clock is {found.total_seconds():+.1f} s off the database's; nothing is claimed.",
            remedy="Synchronise both clocks (NTP).",
        )
