"""Waking the worker: a commit says that there may be new work, so that nobody has to ask every few milliseconds.

Within a process it is an event; between processes it is PostgreSQL's NOTIFY, sent once after the commit (inside the
transaction it would put commits in a row). A missed wake-up costs nothing but the pause until the next look:
due work is found by its index, never by messages.
"""

from __future__ import annotations

import threading

from django.db import connection

CHANNEL = "otklik_work"
"""PostgreSQL's notification channel."""

_work = threading.Event()


def wake() -> None:
    """Tell whoever waits, here and in other processes, that there may be work."""
    _work.set()
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}")


def wait(timeout_s: float) -> None:
    """Return when there may be work, or after the timeout at the latest.

    Parameters
    ----------
    timeout_s
        Seconds, 0 or more.
    """
    if connection.vendor != "postgresql":
        _work.wait(timeout_s)
        _work.clear()
        return
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
    if not _work.is_set():
        for _ in connection.connection.notifies(timeout=timeout_s, stop_after=1):
            break
    _work.clear()
