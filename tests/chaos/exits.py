"""Named points at which a process ends without a word: the product's own functions, wrapped from outside.

`send after 2` means: when a message has been sent for the second time the process is gone, with no `finally` and no
open transaction ended, as by SIGKILL. It first notes the point in `exits.log` of its data directory, so that the
trial knows that it was reached. `CONTROLS` are builds broken on purpose, which the same reckoning must convict.
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
    "claim": "otklik.store.bundles:claim",
    "attempt": "otklik.worker.sender:_record_attempts",
    "gather": "otklik.worker.sender:gather",
    "send": "otklik.channels.email:send",
    "result": "otklik.worker.sender:_record_results",
    "timers": "otklik.worker.loop:run_clock",
}
"""Where a process may end, before and after: the door's bulk write, its durable commit, the lease, the unit with the
attempt, the letter of a
bundle, the channel, the unit with the result, the streams whose timers are due. Each is looked up in its module
when it is called, so a wrapper in its place is what runs."""

WEB_POINTS = ("write", "commit")
"""Those that a process which only takes orders comes by."""


def wrap_point(name: str, side: str, pass_by: Callable[[], None]) -> None:
    """Put a wrapper in the place of the named function, which calls `pass_by` before or after each work it does."""
    place, _, attribute = POINTS[name].partition(":")
    module = importlib.import_module(place)
    around = _around_block if name == "commit" else _around_call
    setattr(module, attribute, around(getattr(module, attribute), side, pass_by))


def exit_at(planned: str) -> None:
    """End the process at a point, `<name> <before or after> <nth passage>`."""
    name, side, nth = planned.split()
    left, lock = [int(nth)], threading.Lock()

    def pass_by() -> None:
        with lock:
            left[0] -= 1
            if not left[0]:
                _note("exits.log", f"{name} {side}")
                os._exit(9)

    wrap_point(name, side, pass_by)


def note_claims() -> None:
    """Note in `claims.log` which process leased anything."""
    wrap_point("claim", "after", lambda: _note("claims.log", str(os.getpid())))


def _note(name: str, line: str) -> None:
    log = os.open(Path(os.environ["OTKLIK_HOME"]) / name, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(log, f"{line}\n".encode())
    os.close(log)


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
    """The control for exits: each message is recorded as accepted before it is sent, and not again afterwards."""
    from otklik.channels.message import SendResult
    from otklik.worker import sender

    record_attempts, record_results = sender._record_attempts, sender._record_results

    def attempts_marked_sent(leased: Any, *, now: Any) -> Any:
        wanted = record_attempts(leased, now=now)
        record_results(wanted, [SendResult("accepted", provider_id="hoped") for _ in wanted], now=now)
        return wanted

    sender._record_attempts = attempts_marked_sent
    sender._record_results = lambda sent, results, *, now: None


def forget_leases() -> None:
    """The control for two workers: what one is about to send is anybody's again."""
    from otklik.store import models, outbox, writer
    from otklik.worker import sender

    record_attempts = sender._record_attempts

    def attempts_without_lease(leased: Any, *, now: Any) -> Any:
        wanted = record_attempts(leased, now=now)
        rows = models.Outbox.objects.filter(key__in=[one.notice.key for one in wanted])
        writer.run(lambda: rows.update(state="due", lease_owner="", lease_until=None))
        return wanted

    sender._record_attempts = attempts_without_lease
    outbox.may = lambda standing, mark: True


CONTROLS = {"mark_first": mark_first, "forget_leases": forget_leases}
"""Broken builds, by name."""
