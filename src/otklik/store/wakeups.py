"""Waking the worker: a commit says that there may be new work, so that nobody has to ask every few milliseconds.

Within a process it is an event. Between processes it is PostgreSQL's NOTIFY, sent once after the commit (inside the
transaction it would put commits in a row); on SQLite the file itself tells that another process wrote to it. A missed
wake-up costs nothing but the pause until the next look: due work is found by its index, never by messages.
"""

from __future__ import annotations

import logging
import threading
from time import monotonic

from django.db import Error, connection

log = logging.getLogger(__name__)

CHANNEL = "otklik_work"
"""PostgreSQL's notification channel."""

LOOK_EVERY_S = 0.2
"""How often SQLite is asked whether the file has changed; the question costs microseconds and no lock."""

_work = threading.Event()
_seen = threading.local()


def wake() -> None:
    """Tell whoever waits, here and in other processes, that there may be work."""
    _work.set()
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"NOTIFY {CHANNEL}")
        except Error:
            # What was committed is committed: whoever waits looks by himself soon.
            log.warning("other processes could not be woken", exc_info=True)


def wait(timeout_s: float) -> None:
    """Return when there may be work, or after the timeout at the latest.

    Parameters
    ----------
    timeout_s
        Seconds, 0 or more.
    """
    if connection.vendor != "postgresql":
        _wait_for_file(timeout_s)
        return
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
    if not _work.is_set():
        # The driver is asked past Django, which would not learn that the connection broke.
        with connection.wrap_database_errors:
            for _ in connection.connection.notifies(timeout=timeout_s, stop_after=1):
                break
    _work.clear()


def _wait_for_file(timeout_s: float) -> None:
    until_s = monotonic() + timeout_s
    while not _file_changed():
        left_s = until_s - monotonic()
        if left_s <= 0 or _work.wait(min(left_s, LOOK_EVERY_S)):
            break
    _work.clear()


def _file_changed() -> bool:
    """Whether another connection has written since this thread asked last."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA data_version")
        version = cursor.fetchone()[0]
    changed = getattr(_seen, "version", None) not in (None, version)
    _seen.version = version
    return changed
