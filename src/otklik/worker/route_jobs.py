"""Days with new or changed stops get better routes: one process at a time beside the worker, which never waits for it.

`keep_up` is asked every few seconds: it looks after the process that runs (ends it when its time is over, brings home
what it found) and starts the next. What died, said nothing sensible or took too long is tried once more with the
desk's own insertion; what does not hold never lands (`actions/routes.land`). ADR 0049.
"""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any

from otklik.actions import routes
from otklik.planning import day_tasks
from otklik.planning.routes import DayTask
from otklik.store import routes as days

log = logging.getLogger(__name__)

LONGEST_S = 60.0
"""A process is killed after so long; it means to take eight seconds."""

NICE = 10
PROGRAM = (sys.executable, "-m", "otklik.worker.routes")
OWN = ("--own",)


@dataclass(slots=True)
class _Running:
    """One process at work on one day."""

    stream: str
    version: int
    task: DayTask
    own: bool
    process: subprocess.Popen[bytes]
    out: IO[bytes]
    until_s: float


@dataclass(slots=True)
class Jobs:
    """What this worker is at, and which days it has looked at already.

    Parameters
    ----------
    program
        The command that plans; a test names its own.
    looked_at
        Stream → version of the day when it was searched last; a restart searches once more, which harms nobody.
    """

    program: Sequence[str] = PROGRAM
    longest_s: float = LONGEST_S
    looked_at: dict[str, int] = field(default_factory=dict)
    running: _Running | None = None

    def keep_up(self, *, now: datetime) -> int:
        """How many days got better routes: 0 or 1. Returns at once."""
        landed = 0
        if self.running is not None:
            if self.running.process.poll() is None and time.monotonic() < self.running.until_s:
                return 0
            landed = self._bring_home(self.running, now=now)
        if self.running is None:
            self._start_next(now=now)
        return landed

    def stop(self) -> None:
        """End the process that runs, if any; what it found is lost and will be found again."""
        if self.running is not None:
            _end(self.running)
            self.running = None

    def _start_next(self, *, now: datetime) -> None:
        for stream, version in days.list_days(now):
            if self.looked_at.get(stream) == version:
                continue
            self.looked_at[stream] = version
            task = routes.load_task(stream, now=now)
            if task is not None:
                self.running = self._start(stream, version, task, own=False)
                return

    def _start(self, stream: str, version: int, task: DayTask, *, own: bool) -> _Running:
        nice = shutil.which("nice")
        command = [*((nice, "-n", str(NICE)) if nice else ()), *self.program, *(OWN if own else ())]
        out = tempfile.TemporaryFile()  # noqa: SIM115 - read and closed when the process has ended
        with tempfile.TemporaryFile() as said:
            said.write(json.dumps(day_tasks.write_task(task)).encode())
            said.seek(0)
            process = subprocess.Popen(  # noqa: S603 - our own command
                command, stdin=said, stdout=out, stderr=subprocess.DEVNULL, start_new_session=True
            )
        return _Running(stream, version, task, own, process, out, time.monotonic() + self.longest_s)

    def _bring_home(self, job: _Running, *, now: datetime) -> int:
        """Land what was found; after a death or nonsense start once more with the desk's own insertion."""
        self.running = None
        answer, trouble = _end(job)
        found = None
        if not trouble and answer is not None:
            try:
                found = day_tasks.read_plan(answer, job.task.plan)
            except ValueError as error:
                trouble = str(error)
        if trouble:
            log.warning("routes of %s were not found: %s", job.stream, trouble)
            if not job.own:
                self.running = self._start(job.stream, job.version, job.task, own=True)
            return 0
        if found is None:
            return 0
        by = "insertion" if job.own else str(answer.get("by", ""))[:20]
        done = routes.land(job.stream, before=job.task, better=found, by=by, now=now)
        if done is None or not done.entries:
            return 0
        self.looked_at[job.stream] = done.entries[-1].version
        return 1


def _end(job: _Running) -> tuple[Any, str]:
    """What a process said, and what was wrong with it; it is gone afterwards."""
    late = job.process.poll() is None
    job.process.kill()
    code = job.process.wait()
    with job.out as out:
        out.seek(0)
        text = out.read()
    if late:
        return None, "it took too long"
    if code:
        return None, f"it ended with {code}"
    try:
        return json.loads(text), ""
    except ValueError:
        return None, "it did not answer in JSON"
