"""Named points at which a process ends without a word: the product's own functions, wrapped from outside.

`send after 2` means: when a message has been sent for the second time the process is gone, with no `finally` and no
open transaction ended, as by SIGKILL. It first notes the point in `exits.log` of its data directory, so that the
trial knows that it was reached. `mark_first` makes a broken build for comparison.
"""

import importlib
import os
import threading
from collections.abc import Callable, Sized
from contextlib import contextmanager
from pathlib import Path
from typing import Any

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
"""Those that a process which only takes orders comes by."""

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
