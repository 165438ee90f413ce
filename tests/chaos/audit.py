"""What an installation holds after a trial, told by a process of its own.

The product's own `journal verify` and `rebuild` are asked; the rest is read plainly from the tables.
"""

from collections import Counter
from typing import Any


def take_stock() -> dict[str, Any]:
    """Orders, notices and facts as they lie in the database, and what is wrong with journal and projections."""
    from otklik.store import clock, journal, models, timers, verification

    entries = [
        (name, entry)
        for name in models.Stream.objects.filter(stream__startswith="order/").values_list("stream", flat=True)
        for entry in journal.read_stream(name)
    ]
    kinds = Counter(entry.event.kind for _, entry in entries)
    return {
        "orders": [list(row) for row in models.Order.objects.values_list("number", "stream")],
        "notices": [_notice(row) for row in models.Outbox.objects.order_by("id")],
        "attempts": Counter(e.event.data["notice"] for _, e in entries if e.event.kind == "message.sent"),
        "failures": Counter(e.event.data["notice"] for _, e in entries if e.event.kind == "message.failed"),
        "messages": sorted({_message(e) for _, e in entries if e.event.kind == "message.sent"}),
        "after_answer": _after_answer(entries),
        "kinds": kinds,
        "doubles": _doubles(entries),
        "released": _released(entries),
        "due": len(timers.list_due(clock.now(), 1000)),
        "set_aside": [list(row) for row in timers.list_set_aside()],
        "findings": [repr(one) for one in verification.verify()],
        "bent": _bent_projections(),
    }


def _released(entries: list[tuple[str, Any]]) -> list[str]:
    """Orders whose goods went back otherwise than once for the hold that ran out."""
    over = Counter(
        s for s, e in entries if e.event.kind == "obligation.breached" and e.event.data["kind"] == "hold"
    )
    back = Counter(stream for stream, entry in entries if entry.event.kind == "goods.released")
    wrong = {stream for stream in over | back if (over[stream], back[stream]) != (1, 1)}
    return [f"{stream}: {over[stream]} holds over, released {back[stream]} times" for stream in sorted(wrong)]


def _after_answer(entries: list[tuple[str, Any]]) -> list[str]:
    """Attempts to tell the staff of an order that stand in its journal after it was answered."""
    answered = {stream: e.version for stream, e in entries if e.event.kind == "contact.reached"}
    return [
        f"{stream} {e.event.data['receiver']}"
        for stream, e in entries
        if e.event.kind == "message.sent"
        and e.event.data["receiver"] != "buyer"
        and e.version > answered.get(stream, e.version)
    ]


def _message(entry: Any) -> tuple[str, str]:
    """An attempt's notice, and the key of the message that carried it."""
    data = entry.event.data
    return data["notice"], data.get("message", data["notice"])


def _notice(row: Any) -> dict[str, Any]:
    names = ("key", "stream", "receiver", "say", "state", "attempt", "error")
    return {name: getattr(row, name) for name in names}


def _doubles(entries: list[tuple[str, Any]]) -> list[str]:
    """Facts of the clock that stand more than once for one obligation, step, turn and round."""
    from tests.chaos.town import STEPS

    names = ("kind", "key", "n", "step", "turn", "round")
    counted = Counter(
        (stream, entry.event.kind, *(entry.event.data.get(name) for name in names))
        for stream, entry in entries
        if entry.event.kind in STEPS
    )
    return [repr(fact) for fact, number in counted.items() if number > 1]


def _bent_projections() -> list[str]:
    """Tables that are not what a rebuild from the journal makes of them."""
    from otklik.store import projections

    before = _dump()
    projections.rebuild()
    after = _dump()
    return [name for name in before if before[name] != after[name]]


def _dump() -> dict[str, list[str]]:
    from otklik.store import projections

    return {
        model._meta.db_table: sorted(map(repr, model._default_manager.values_list()))
        for model in (*projections.TABLES, *projections.GROWING)
    }
