"""Processes that end without a word at a named point: the product's own code, wrapped from outside.

`python -m tests.chaos.exits web PORT` serves requests, `… worker` runs the loop. `CHAOS_EXIT` names the point and
the passage, as `send after 2`: when that point is reached for the second time the process is gone, with no `finally`
and no open transaction ended, as by SIGKILL. It first notes the point in `exits.log` of its data directory, so that
the trial knows that it was reached. `CHAOS_CONTROL=mark_first` makes the broken build: it records a message as
sent, then sends it.
"""

import importlib
import os
import signal
import socketserver
import sys
import threading
from collections.abc import Callable, Sized
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from wsgiref import simple_server

import django

POINTS = {
    "write": "otklik.actions.commit:_write",
    "commit": "otklik.store.writer:write_transaction",
    "claim": "otklik.store.outbox:claim",
    "attempt": "otklik.worker.sender:_record_attempts",
    "send": "otklik.worker.composing:send",
    "result": "otklik.worker.sender:_record_results",
    "timers": "otklik.worker.loop:run_clock",
}
"""Where a process may end, before and after: the door's bulk write, its durable commit, the lease, the unit with the
attempt, the channel, the unit with the result, the streams whose timers are due. Each is looked up in its module
when it is called, so a wrapper in its place is what runs."""

WEB_POINTS = ("write", "commit")
LEASE_FOR = timedelta(seconds=2)
"""A dead sender's notices are somebody else's after this: minutes in life, too long for a trial."""


def wrap_point(name: str, side: str, nth: int) -> None:
    """Put a wrapper in the place of the named function that ends the process at its nth passage."""
    place, _, attribute = POINTS[name].partition(":")
    module = importlib.import_module(place)
    countdown = _countdown(name, side, nth)
    around = _around_block if name == "commit" else _around_call
    setattr(module, attribute, around(getattr(module, attribute), side, countdown))


def _countdown(name: str, side: str, nth: int) -> Callable[[], None]:
    left, lock = [nth], threading.Lock()

    def pass_by() -> None:
        with lock:
            left[0] -= 1
            if left[0]:
                return
            log = os.open(Path(os.environ["OTKLIK_HOME"]) / "exits.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            os.write(log, f"{name} {side}\n".encode())
            os._exit(9)

    return pass_by


def _around_call(function: Callable[..., Any], side: str, pass_by: Callable[[], None]) -> Callable[..., Any]:
    def wrapped(*arguments: Any, **options: Any) -> Any:
        # A batch with nothing in it, or a look that found nothing, is no passage.
        empty = isinstance(arguments[0], Sized) and not arguments[0]
        if side == "before" and not empty:
            pass_by()
        answer = function(*arguments, **options)
        if side == "after" and not empty and answer != []:
            pass_by()
        return answer

    return wrapped


def _around_block(block: Callable[[], Any], side: str, pass_by: Callable[[], None]) -> Callable[[], Any]:
    @contextmanager
    def wrapped() -> Any:
        if side == "before":
            pass_by()
        with block():
            yield
        if side == "after":
            pass_by()

    return wrapped


def mark_first() -> None:
    """The control: each message is recorded as accepted before it is sent, and not again afterwards."""
    from otklik.channels.message import SendResult
    from otklik.worker import sender

    record_attempts, record_results = sender._record_attempts, sender._record_results

    def attempts_marked_sent(leased: Any, *, now: Any) -> Any:
        wanted = record_attempts(leased, now=now)
        record_results(wanted, [SendResult("accepted", provider_id="hoped") for _ in wanted], now=now)
        return wanted

    sender._record_attempts = attempts_marked_sent
    sender._record_results = lambda sent, results, *, now: None


class _Server(socketserver.ThreadingMixIn, simple_server.WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class _Quiet(simple_server.WSGIRequestHandler):
    def log_message(self, *_: Any) -> None: ...


def serve_web(port: int) -> None:
    """Answer requests by the product's WSGI application until the process is ended."""
    from django.core.wsgi import get_wsgi_application

    from otklik.store import writer

    writer.start()
    simple_server.make_server("127.0.0.1", port, get_wsgi_application(), _Server, _Quiet).serve_forever()


def run_worker() -> None:
    """Run the loop until SIGTERM."""
    from otklik.store import writer
    from otklik.worker import loop

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    writer.start()
    loop.run(stop)
    writer.stop()


def main(arguments: list[str]) -> None:
    """Prepare the role as the environment says, and play it."""
    django.setup()
    from otklik.worker import sender

    sender.LEASE_FOR = LEASE_FOR
    if os.environ.get("CHAOS_CONTROL") == "mark_first":
        mark_first()
    if planned := os.environ.get("CHAOS_EXIT"):
        name, side, nth = planned.split()
        wrap_point(name, side, int(nth))
    if arguments[0] == "web":
        serve_web(int(arguments[1]))
    else:
        run_worker()


if __name__ == "__main__":
    main(sys.argv[1:])
