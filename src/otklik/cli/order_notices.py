"""Why an order's messages went to whom, when, and what came back: the steps of its ladders on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from otklik.cli.printing import local, safe, table
from otklik.domain.events import instant_text
from otklik.domain.timelines import Moment, Rung, Told
from otklik.store.order_files import OrderFile


def timeline_of(file: OrderFile, *, zone: ZoneInfo) -> list[str]:
    """The steps, oldest first; times are those of the store that holds the order."""
    rungs = file.rungs
    if not rungs:
        return [f"Nobody was to be told about {file.row.number} yet."]
    head = ("when", "about", "step", "told", "by", "saying", "what became of it")
    rows = [row for rung in rungs for row in _rows(rung, zone)]
    return [*table(head, rows), "", f"Times: {zone.key}."]


def document_of_timeline(file: OrderFile) -> list[dict[str, Any]]:
    """The same as JSON values; instants in UTC."""
    return [
        {
            "at": instant_text(rung.at),
            "obligation": rung.kind,
            "key": rung.key or None,
            "step": rung.step,
            "turn": rung.turn,
            "round": rung.round,
            "held_until": instant_text(rung.held_until) if rung.held_until else None,
            "skipped": [{"step": step, "tell": words} for step, words in rung.skipped],
            "told": [_document(one) for one in rung.told],
        }
        for rung in file.rungs
    ]


def _document(one: Told) -> dict[str, Any]:
    return {
        "to": one.receiver,
        "channel": one.channel,
        "say": one.say,
        "notice": one.key,
        "became": [
            {"state": m.state, "at": instant_text(m.at) if m.at else None, "why": m.why or None}
            for m in one.moments
        ],
    }


def _rows(rung: Rung, zone: ZoneInfo) -> Iterator[tuple[str, ...]]:
    at, about = local(rung.at, zone, seconds=True), f"{rung.kind} {rung.key}".strip()
    for step, words in rung.skipped:
        yield (at, about, str(step + 1), "", "", "", f"skipped: nobody to reach among {words}")
    place = f"{rung.step + 1}" + (f", channel {rung.turn + 1}" if rung.turn else "")
    place += f", again {rung.round}" if rung.round else ""
    if rung.empty_turns:
        yield (at, about, place, "", "", "", f"{rung.empty_turns} channels passed over: nobody has them")
    if rung.held_until is not None:
        yield (at, about, place, "", "", "", f"held until {local(rung.held_until, zone)}")
    for one in rung.told:
        became = "; ".join(_moment(moment, zone) for moment in one.moments[1:])
        yield (at, about, place, one.receiver, one.channel, one.say, became)


def _moment(moment: Moment, zone: ZoneInfo) -> str:
    if moment.state == "bundled":
        return f"in one message with {int(moment.why) - 1} other orders"
    if moment.state == "replaced":
        return "left out: a newer word was due at once"
    at = f" {local(moment.at, zone, seconds=True)[11:]}" if moment.at else ""
    why = f" ({safe(moment.why)})" if moment.why else ""
    return f"{moment.state.replace('_', ' ')}{at}{why}"
