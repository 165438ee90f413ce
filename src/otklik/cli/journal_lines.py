"""The entries of a stream as lines for a person: version, local time, how sure, what happened, what it did at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from otklik.cli.printing import local, safe, table
from otklik.domain.catalogue import EVENTS
from otklik.domain.events import Consequence, Entry, instant_of

GRADES: Mapping[str, str] = {"claimed": "?", "recorded": "=", "confirmed": "!"}

LEGEND = "? said by staff   = recorded by a system   ! confirmed by the buyer   > what the fact did at once"

QUIET = frozenset({
    "buyer_zone", "content", "digest", "has_email", "has_phone", "kind", "lines", "locale", "method", "n",
    "next_round", "next_step", "next_turn", "notice", "partner", "provider_id", "received_at", "round",
    "status_token", "text", "told", "turn", "witnessed",
})  # fmt: skip
"""Fields that say nothing to a reader of lines; `--json` has them."""

LONGEST = 90
"""Most characters of the words of one entry."""


def lines_of(entries: Sequence[Entry], zone: ZoneInfo) -> list[str]:
    """One line an entry, and one below it for each consequence.

    Parameters
    ----------
    entries
        In order, with personal values where they may be shown.
    zone
        Whose wall clock the times are read on.
    """
    return table(("", "when", "", "fact", "words"), _rows(entries, zone))


def _rows(entries: Iterable[Entry], zone: ZoneInfo) -> Iterator[tuple[str, str, str, str, str]]:
    for entry in entries:
        event = entry.event
        at = local(event.occurred_at, zone, seconds=True)
        yield (
            str(entry.version),
            at,
            GRADES[event.grade],
            _name(entry),
            f"{_words(entry, zone)}  {event.actor}".strip(),
        )
        for one in entry.consequences:
            yield ("", "", ">", f"  {one.transition} {one.ref.kind}", _said(one, zone))


def _name(entry: Entry) -> str:
    what = EVENTS[entry.event.kind].what if entry.event.kind in EVENTS else None
    value = entry.event.data.get(what) if what else None
    return f"{entry.event.kind}:{value}" if value else entry.event.kind


def _words(entry: Entry, zone: ZoneInfo) -> str:
    event = entry.event
    what = EVENTS[event.kind].what if event.kind in EVENTS else None
    shown = {name: value for name, value in event.data.items() if name not in QUIET and name != what}
    parts = [
        f"{name}={_value(name, value, zone)}"
        for name, value in shown.items()
        if value not in (None, "", False)
    ]
    parts += [
        f"“{_value(name, value, zone)}”" for name, value in event.personal.items() if isinstance(value, str)
    ]
    text = " ".join(parts)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _value(name: str, value: Any, zone: ZoneInfo) -> str:
    if name.endswith("_at") and isinstance(value, str):
        return local(instant_of(value), zone)
    if isinstance(value, list):
        return ",".join(safe(str(one)) for one in value)
    return safe(str(value))


def _said(one: Consequence, zone: ZoneInfo) -> str:
    key = f"{one.ref.key} " if one.ref.key else ""
    fields = one.fields
    if one.transition == "opened" and "limit_at" in fields:
        return f"{key}{fields.get('debtor', '')} by {local(instant_of(fields['limit_at']), zone)}"
    until = fields.get("limit_at") or fields.get("until_at")
    verdict = fields.get("verdict", "")
    return f"{key}{verdict} {'until ' + local(instant_of(until), zone) if until else ''}".strip()
