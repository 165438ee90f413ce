"""Learning the order of choices once a night, in a process of its own: it loads what no page and no message needs.

The worker looks at every beat and starts it where buyers have decided anew since the last time; a process that takes
too long is ended, and the weights in force stay until others are kept.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.domain.alternatives import ENOUGH
from otklik.store import alternatives

log = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(hours=24)
LONGEST_S = 120.0
PROGRAM = (
    "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'otklik.config.settings';"
    "from otklik.cli.main import main; main()"
)
"""The command line by this very interpreter."""

NICE = 10


@dataclass(slots=True)
class Learning:
    """The process that is under way, and when it is looked at again whether there is anything to learn."""

    process: subprocess.Popen[bytes] | None = None
    ends_s: float = 0.0
    again_at: datetime | None = None

    def follow(self, *, now: datetime) -> None:
        """Look after the process that is under way, or start one where there is something to learn."""
        if self.process is not None:
            code = self.process.poll()
            if code is None and time.monotonic() < self.ends_s:
                return
            if code != 0:
                self.stop()
                log.warning("the order of choices could not be learnt")
            self.process = None
        if self.again_at is not None and now < self.again_at:
            return
        self.again_at = now + AGAIN_AFTER
        decided = alternatives.count_decisions()
        if decided >= ENOUGH and decided > alternatives.load_weights().decisions:
            self._begin()

    def stop(self) -> None:
        """End the process that is under way, if any."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def _begin(self) -> None:
        self.ends_s = time.monotonic() + LONGEST_S
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-c", PROGRAM, "alternatives", "learn"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
            preexec_fn=lambda: os.nice(NICE),
        )
