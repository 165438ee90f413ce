"""Forecasts each night: one depot at a time, in a process of its own, so that no message waits for it.

The worker looks at every beat. A process that takes too long is ended, and one that fails is tried again after a
while; the forecast that was made last stays until a new one is kept.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from otklik.store import demand

log = logging.getLogger(__name__)

OLD_AFTER = timedelta(hours=24)
AGAIN_AFTER = timedelta(hours=1)
"""A depot whose forecast could not be made is left alone for so long."""

LONGEST_S = 300.0
PROGRAM = (
    sys.executable,
    "-c",
    "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'otklik.config.settings';"
    "from otklik.cli.main import main; main()",
)
"""The command line by this very interpreter."""

NICE = 10


@dataclass(slots=True)
class Jobs:
    """The process that is under way, and depots that are left alone until an instant.

    `program` is the command line; a test names its own.
    """

    program: Sequence[str] = PROGRAM
    process: subprocess.Popen[bytes] | None = None
    depot: str = ""
    ends_s: float = 0.0
    waiting: dict[str, datetime] = field(default_factory=dict)


def follow(jobs: Jobs, *, now: datetime) -> None:
    """Look after the process that is under way, or start the next that is due.

    Parameters
    ----------
    jobs
        Of this worker; changed in place.
    now
        Aware UTC.
    """
    if jobs.process is not None:
        code = jobs.process.poll()
        if code is None and time.monotonic() < jobs.ends_s:
            return
        if code is None:
            stop(jobs)
        if code:
            log.warning("the forecast of %s could not be made", jobs.depot)
        jobs.waiting[jobs.depot] = now + (AGAIN_AFTER if code != 0 else OLD_AFTER)
        jobs.process = None
    due = [one for one in demand.list_stale(since=now - OLD_AFTER) if jobs.waiting.get(one, now) <= now]
    if due:
        _begin(jobs, due[0])


def stop(jobs: Jobs) -> None:
    """End the process that is under way, if any."""
    if jobs.process is not None and jobs.process.poll() is None:
        jobs.process.kill()
        jobs.process.wait()


def _begin(jobs: Jobs, depot: str) -> None:
    jobs.depot, jobs.ends_s = depot, time.monotonic() + LONGEST_S
    words = ("demand", "forecast", depot)
    jobs.process = subprocess.Popen(  # noqa: S603 - our own command
        [*(("nice", "-n", str(NICE)) if shutil.which("nice") else ()), *jobs.program, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )
