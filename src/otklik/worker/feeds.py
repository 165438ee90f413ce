"""Feeds that are read beside the worker: files that wait, and catalogues that are fetched from their addresses.

Each is read by a process of its own, one at a time, so that clocks and notices go on meanwhile; it is slowed down, and
ended after a time. A broken one is said in the feed's own list and tried again at its next turn.
"""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.store import feed_addresses, feed_files
from otklik.store.feed_files import WaitingFile

log = logging.getLogger(__name__)

EVERY = timedelta(hours=1)
"""How often an address is asked."""

LONGEST_S = 1800.0
NICE = 10
PROGRAM = (
    "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'otklik.config.settings';"
    "from otklik.cli.main import main; main()"
)
"""The command line by this very interpreter, whatever settings this process has."""


@dataclass(slots=True)
class _Running:
    """The process that reads now, since when (monotonic), of which feed, and the file that it reads."""

    process: subprocess.Popen[bytes]
    since_s: float
    source: str
    file: WaitingFile | None = None


class Readers:
    """Whoever reads feeds beside one worker: at most one process at a time."""

    def __init__(self) -> None:
        self._running: _Running | None = None

    def keep_up(self, *, now: datetime) -> bool:
        """Whether something is being read: what has ended is cleared away, and the next one begun."""
        if self._running is not None and not self._has_ended(self._running):
            return True
        waiting = next(iter(feed_files.list_waiting()), None)
        if waiting is not None:
            words = ["import", waiting.source, str(waiting.path), f"--name={waiting.name}"]
            self._begin([*words, f"--as={waiting.by.removeprefix('person:')}"], waiting.source, waiting)
            return True
        due = feed_addresses.claim_due(now, again_after=EVERY)
        if due:
            self._begin(["fetch", due], due)
        return bool(due)

    def _begin(self, words: list[str], source: str, file: WaitingFile | None = None) -> None:
        nice = shutil.which("nice")
        command = [sys.executable, "-c", PROGRAM, "feed", *words]
        process = subprocess.Popen(  # noqa: S603 - our own command
            [nice, "-n", str(NICE), *command] if nice else command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._running = _Running(process, time.monotonic(), source, file)

    def _has_ended(self, running: _Running) -> bool:
        code = running.process.poll()
        if code is None and time.monotonic() - running.since_s < LONGEST_S:
            return False
        if code is None:
            running.process.kill()
            running.process.wait()
        if code != 0:
            log.warning("the feed %s could not be read: its list says why", running.source)
        if running.file is not None:
            feed_files.drop(running.file)
        self._running = None
        return True
