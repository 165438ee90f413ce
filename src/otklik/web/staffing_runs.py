"""Staffing plans are worked out here: each by the command line in a process of its own, slowed down and bounded.

A thread waits for it, so that the page answers at once and the server's memory never holds SciPy. What it finds the
process writes itself; a process that ends without is told of as trouble.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import threading

from django.db import connection

from otklik.store import staffing
from otklik.web.audit_runs import NICE, command_words

log = logging.getLogger(__name__)

LONGEST_S = 60.0
"""A run is ended after so long."""


def start(store: str, *, least: int) -> threading.Thread:
    """Work a store's plan out, in a thread."""
    thread = threading.Thread(target=run, args=(store, least), name="otklik staffing", daemon=True)
    thread.start()
    return thread


def run(store: str, least: int) -> None:
    """Work a store's plan out and wait for it."""
    trouble = "staffing_broke"
    try:
        subprocess.run(  # noqa: S603 - our own command
            command_of(store, least),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
            start_new_session=True,
            timeout=LONGEST_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        trouble = "staffing_too_long"
        log.error("the staffing plan of %s took longer than %s s", store, LONGEST_S)
    finally:
        try:
            staffing.fail(store, trouble)  # does nothing where the process has told what came of it
        finally:
            connection.close()


def command_of(store: str, least: int) -> list[str]:
    """The command that works a plan out and puts it on record."""
    nice = shutil.which("nice")
    words = [*command_words(), "staffing", "plan", store, f"--least={least}"]
    return [nice, "-n", str(NICE), *words] if nice else words
