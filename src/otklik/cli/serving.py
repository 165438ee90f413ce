"""Before and around serving: the checks that refuse a weak installation, and a worker that lives as long as the web.

A desk that serves from a database which may lose or alter what was acknowledged is worse than one that is down, so
nothing starts then.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from otklik.domain.errors import DomainError
from otklik.simulation import arrivals
from otklik.store import clock, directory, triggers, wakeups
from otklik.worker import loop, mailbox

log = logging.getLogger(__name__)

STOP_WITHIN_S = 15
"""How long a stopping process waits for its worker: one send's time-out and a little more."""


def add_address(parser: ArgumentParser) -> None:
    """Add `--address` and `--port`."""
    parser.add_argument(
        "--address", default="127.0.0.1", help="interface to listen on; default: this machine alone"
    )
    parser.add_argument("--port", type=_port, default=8000, metavar="N", help="default: 8000")


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65_535:
        raise ValueError(text)
    return int(text)


def prepare(command: BaseCommand) -> None:
    """Return if this installation may serve.

    Raises
    ------
    DomainError
        `not_set_up`: tables are missing or old; `clock_offset`.
    ImproperlyConfigured, SystemCheckError
        The database's settings are too weak, or guards of the journal are missing.
    """
    require_migrated()
    command.check(databases=["default"])
    triggers.require()
    clock.require_trusted()
    directory.record_calendars()


def is_migrated() -> bool:
    """Whether the tables are those of this version."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def require_migrated() -> None:
    """Return if the tables are those of this version.

    Raises
    ------
    DomainError
        `not_set_up`.
    """
    if not is_migrated():
        raise DomainError(
            "not_set_up", "The tables are missing or old.", remedy="Run `otklik setup`.", place="database"
        )


def work(stop: threading.Event) -> None:
    """Run the worker until told to stop; where this is a demo, its simulated people act beside it.

    Parameters
    ----------
    stop
        Set by a signal handler or by whoever serves.
    """
    if clock.read_demo() is None:
        loop.run(stop)
        return
    arrivals.wake()
    loop.run(stop, beside=arrivals.go_on, carry=mailbox.carry)


@contextmanager
def worker_thread() -> Iterator[list[str]]:
    """The worker in a thread while the block runs; the list names what it ended with, if it ended by itself.

    Notes
    -----
    A desk without its worker takes orders and tells nobody: if the worker ends, the web server is stopped too.
    """
    stop, broke = threading.Event(), list[str]()

    def work_on() -> None:
        try:
            work(stop)
            why = "no reason"
        except BaseException as error:
            log.exception("the worker ended")
            why = type(error).__name__
        if not stop.is_set():
            broke.append(why)
            os.kill(os.getpid(), signal.SIGTERM)

    thread = threading.Thread(target=work_on, name="worker")
    thread.start()
    try:
        yield broke
    finally:
        stop.set()
        wakeups.wake()
        thread.join(STOP_WITHIN_S)
