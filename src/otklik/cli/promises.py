"""`otklik order promise`: make one by an instant or in a line, move one, keep one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import datetime

from otklik.actions import orders
from otklik.cli.command import actor_of
from otklik.domain.errors import DomainError
from otklik.domain.events import instant_text
from otklik.domain.promise_lines import PromiseLine, read_promise
from otklik.domain.promise_state import PURPOSES
from otklik.domain.spoken_times import Unclear
from otklik.domain.streams import stores_of
from otklik.store import directory, journal
from otklik.store.queries import OrderRow

PROMISE = "promise the buyer something; --move or --keep one that was made"


def add_promise(parser: ArgumentParser, time: str) -> None:
    """The arguments of the command.

    Parameters
    ----------
    time
        How a time is written, for the help.
    """
    parser.add_argument("--until", default="", metavar="TIME", help=time)
    parser.add_argument(
        "--say",
        default="",
        metavar="LINE",
        help="what and by when in one line, as in 'call Thursday before 15:00'; shown back, with --yes it counts",
    )
    parser.add_argument("--yes", action="store_true", help="with --say: the instant is right")
    parser.add_argument(
        "--by",
        dest="promised_by",
        default="",
        metavar="SLUG",
        help="who owes it; default: the store that holds the order",
    )
    parser.add_argument(
        "--keeper", default="", metavar="SLUG", help="the person who keeps it; default: nobody named"
    )
    parser.add_argument(
        "--purpose",
        default="",
        choices=["", *PURPOSES],
        metavar="PURPOSE",
        help=f"one of: {', '.join(PURPOSES)}",
    )
    parser.add_argument("--what", default="", help="what was promised, or why it is moved")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--move", default="", metavar="N", help="promise N gets another time")
    which.add_argument("--keep", default="", metavar="N", help="promise N was kept")
    parser.add_argument(
        "--write", action="store_true", help="with --move: the buyer was not told yet, write to him"
    )


def act_on_promise(given: Namespace, row: OrderRow, *, until_at: datetime | None, now: datetime) -> str:
    """What is to be said instead of the order: a line that was only read; empty where something was done.

    Raises
    ------
    DomainError
        `promise_without_time`; as `orders.promise`, `move_promise`, `keep_promise`.
    """
    actor = actor_of(given)
    if given.keep:
        orders.keep_promise(row.stream, promise=given.keep, actor=actor, now=now)
        return ""
    line: PromiseLine | None = None
    if given.say:
        found = _read(given.say, row, now=now)
        if isinstance(found, Unclear):
            return "\n".join((found.question, *(f"  {one.words}" for one in found.choices)))
        if not given.yes:
            return f"{found.words} ({instant_text(found.until_at)}). With --yes it counts."
        line, until_at = found, found.until_at
    if until_at is None:
        raise DomainError(
            "promise_without_time", "A promise names a time.", remedy="Add --until or --say.", place="--until"
        )
    if given.move:
        told = "" if given.write else "talk"
        orders.move_promise(
            row.stream, promise=given.move, until_at=until_at, actor=actor, why=given.what, told=told, now=now
        )
        return ""
    orders.promise(
        row.stream,
        by=given.promised_by or row.holder,
        until_at=until_at,
        actor=actor,
        what=given.what or (line.what if line else ""),
        person=given.keeper,
        purpose=given.purpose or (line.purpose if line else ""),
        now=now,
    )
    return ""


def _read(text: str, row: OrderRow, *, now: datetime) -> PromiseLine | Unclear:
    state = journal.load_states([row.stream])[row.stream]
    store = directory.load_world(stores_of(state), now=now).store(row.holder)
    zone = state.subject.buyer_zone or store.calendar.zone
    return read_promise(text, now=now, zone=zone, locale="en", calendar=store.calendar)
