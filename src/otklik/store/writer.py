"""Whose turn it is to write: one writer thread a process, one write transaction at a time on SQLite.

What gathered in the queue while the previous transaction was on its way to disk is the next one, without a timer.
Serving processes call `start`; without it the calling thread writes itself (commands, tests). On SQLite every
write transaction takes its turn by `flock` on OTKLIK_HOME/writer.lock before BEGIN IMMEDIATE: SQLite's own busy
handler sleeps and polls, and two processes would starve each other. Knows nothing of what is written.
"""

import errno
import fcntl
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction

from otklik.store import vendor

Item = TypeVar("Item")
Answer = TypeVar("Answer")
Handler = Callable[[Sequence[Any]], Sequence[Any]]

BATCH = 128
"""Most items that one call of a handler gets from several callers."""

WAITING = 4096
"""Most callers that may wait; beyond that they are told so instead of waiting for ever."""

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.ENFILE, errno.EMFILE})
NEVER_PASSING = frozenset({"54000"})
"""PostgreSQL's `program_limit_exceeded`."""

_turn = threading.local()


class WriterBusy(Exception):
    """More is waiting to be written than can be in good time; entrances answer 503."""


def is_passing(error: BaseException) -> bool:
    """Whether the same work may succeed in a moment: the database or the disk is away, busy or full.

    Notes
    -----
    Nothing is wrong then with what was to be written, so nobody may set it aside for that. PostgreSQL also calls it
    operational when a value is too large for an index: that passes never.
    """
    if isinstance(error, OSError):
        return error.errno in FULL
    if getattr(error.__cause__, "sqlstate", None) in NEVER_PASSING:
        return False
    return isinstance(error, (OperationalError, InterfaceError, WriterBusy))


def renew_connection() -> None:
    """Let go of this thread's connection if it broke; the next use opens another."""
    connection.close_if_unusable_or_obsolete()


def is_cut_off() -> bool:
    """Whether this thread's connection broke: what was being committed may be stored or not, and nobody knows."""
    return connection.connection is None or not connection.is_usable()


@dataclass
class _Job:
    handler: Handler
    items: Sequence[Any]
    answer: Future[Sequence[Any]] = field(default_factory=Future)


@dataclass
class _Writer:
    jobs: queue.Queue[_Job | None]
    thread: threading.Thread


_writer: _Writer | None = None
_starting = threading.Lock()


@contextmanager
def write_transaction() -> Iterator[None]:
    """One durable transaction in this thread's turn; what is inside is on disk when the block has ended.

    Raises
    ------
    RuntimeError
        The thread is inside such a block already: the inner one could never get its turn.
    """
    if getattr(_turn, "taken", False):
        raise RuntimeError("a write transaction inside another would wait for itself")
    _turn.taken = True
    try:
        with _lock_file():
            if not connection.in_atomic_block:
                renew_connection()
            with transaction.atomic(durable=True):
                yield
    finally:
        _turn.taken = False


def perform(handler: Callable[[Sequence[Item]], Sequence[Answer]], items: Sequence[Item]) -> list[Answer]:
    """Answers of the handler to the items, one each, after whatever it wrote is durable.

    Parameters
    ----------
    handler
        Gets these items, or these among those of other callers, and returns as many answers in the same order.
    items
        What to hand over.

    Raises
    ------
    WriterBusy
        Too many callers are waiting.

    Notes
    -----
    A caller inside a transaction of its own writes itself: the writer thread would wait for its lock for ever. The
    product has no such caller; tests that roll back are.
    """
    writer = _writer
    if writer is None or threading.current_thread() is writer.thread or connection.in_atomic_block:
        return list(handler(items))
    if not items:
        return []
    if writer.jobs.qsize() >= WAITING:
        raise WriterBusy(f"{WAITING} writes are waiting; try again in a few seconds")
    job = _Job(handler, items)
    writer.jobs.put(job)
    return list(job.answer.result())


def run(write: Callable[[], Answer]) -> Answer:
    """What a small write outside the door returns: a lease, a heartbeat, in a transaction of its own.

    Parameters
    ----------
    write
        Runs inside the transaction; an exception rolls it back and reaches the caller.
    """
    value, error = perform(_run_each, [write])[0]
    if error is not None:
        raise error
    return value


def start() -> None:
    """Start this process's writer thread; does nothing if it runs."""
    global _writer
    with _starting:
        if _writer is None:
            jobs: queue.Queue[_Job | None] = queue.Queue()
            thread = threading.Thread(target=_loop, args=(jobs,), name="otklik writer", daemon=True)
            _writer = _Writer(jobs, thread)
            thread.start()


def stop() -> None:
    """End the writer thread after everything that waits has been written."""
    global _writer
    with _starting:
        writer, _writer = _writer, None
        if writer is not None:
            writer.jobs.put(None)
            writer.thread.join()


def _run_each(writes: Sequence[Callable[[], Any]]) -> list[tuple[Any, BaseException | None]]:
    answers: list[tuple[Any, BaseException | None]] = []
    for write in writes:
        try:
            with write_transaction():
                value = write()
            answers.append((value, None))
        except Exception as error:
            answers.append((None, error))
    return answers


def _loop(jobs: "queue.Queue[_Job | None]") -> None:
    left_over: _Job | None = None
    while True:
        job = left_over or jobs.get()
        left_over = None
        if job is None:
            break
        gathered = [job]
        size = len(job.items)
        while size < BATCH and not jobs.empty():
            other = jobs.get()
            if other is None:
                jobs.put(None)
                break
            if other.handler is not job.handler or size + len(other.items) > BATCH:
                left_over = other
                break
            gathered.append(other)
            size += len(other.items)
        _answer(gathered)
    connection.close()


def _answer(jobs: Sequence[_Job]) -> None:
    try:
        answers = jobs[0].handler([item for job in jobs for item in job.items])
    except BaseException as error:
        for job in jobs:
            job.answer.set_exception(error)
        return
    done = 0
    for job in jobs:
        job.answer.set_result(answers[done : done + len(job.items)])
        done += len(job.items)


@contextmanager
def _lock_file() -> Iterator[None]:
    if not vendor.is_sqlite():
        yield
        return
    # Opened for each turn: flock belongs to the open file, so threads of one process exclude each other too.
    with (Path(settings.OTKLIK_HOME) / "writer.lock").open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
