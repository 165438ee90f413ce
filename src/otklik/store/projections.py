"""The tables that the journal's streams are shown in, and writing them.

What a state and an entry make is `projected_rows.py`. The door writes only the difference between the rows of the old
state and of the new one; `rebuild` makes all rows anew from the journal, and a test compares the two after any history.
What is not a projection (outbox, claims, quotas, payloads, leases) is not touched here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from otklik.domain.events import Entry
from otklik.domain.streams import StreamState, evolve
from otklik.store import alternative_rows, conduct_rows, directory_stamps, journal, models, vendor, writer
from otklik.store.projected_rows import Model, Rows, marks_of, rows_of

TABLES: tuple[Model, ...] = (
    models.Order,
    models.Line,
    models.Promise,
    *conduct_rows.TABLES,
    *alternative_rows.TABLES,
    models.Obligation,
    models.Timer,
    models.Store,
    models.Person,
    models.ContactMethod,
    models.Shift,
    models.Device,
    models.Partner,
    models.Source,
    models.Conversation,
    models.Tie,
    models.Appointment,
    models.Window,
    models.Stop,
)
"""Made from a stream's state; rows that the state no longer makes are removed. Written in this order."""

GROWING: tuple[Model, ...] = (
    models.SearchTerm, models.Standard, models.Calendar, models.Alarm, models.Playbook,
)  # fmt: skip
"""Made from single entries; rows are only added, until an erasure or a rebuild. Written after `TABLES`."""

STREAMS_AT_ONCE = 500
"""How many streams a rebuild holds in memory."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one stream: its state before and after, and the entries between."""

    old: StreamState
    new: StreamState
    entries: Sequence[Entry]


def write(changes: Sequence[Change]) -> None:
    """Write the difference that changes of streams make to all tables; inside the door's transaction.

    Parameters
    ----------
    changes
        At most one a stream; new entries carry their personal values and are in the journal already.
    """
    people = [one.new.stream for one in changes if one.new.prefix == "person" and one.old.version]
    known = journal.load_personal(people)
    fresh: dict[Model, list[dict[str, Any]]] = {}
    changed: dict[Model, list[dict[str, Any]]] = {}
    gone: dict[Model, list[tuple[Any, ...]]] = {}
    for change in sorted(changes, key=lambda one: one.new.stream):
        names = known.get(change.new.stream) or {
            entry.version: dict(entry.event.personal) for entry in change.entries
        }
        before = rows_of(change.old, names) if change.old.version else {}
        after = rows_of(change.new, names)
        for model in TABLES:
            old, new = before.get(model, {}), after.get(model, {})
            fresh.setdefault(model, []).extend(row for key, row in new.items() if key not in old)
            # The timer is always written: it may stand aside with an error that this commit has outlived.
            changed.setdefault(model, []).extend(
                row for key, row in new.items() if key in old and (old[key] != row or model is models.Timer)
            )
            gone.setdefault(model, []).extend(key for key in old if key not in new)
    for model in TABLES:
        vendor.delete_many(model, gone.get(model, ()))
        vendor.upsert_many(model, changed.get(model, ()))
        vendor.insert_many(model, fresh.get(model, ()))
    added = _add(entry for change in changes for entry in change.entries)
    written = {model for made in (fresh, changed, gone) for model, rows in made.items() if rows}
    directory_stamps.renew_after(written | added)


def _add(entries: Iterable[Entry]) -> frozenset[Model]:
    rows: Rows = {}
    for entry in entries:
        for model, made in marks_of(entry).items():
            rows.setdefault(model, {}).update(made)
    for model in GROWING:
        if model in rows:
            vendor.insert_missing(model, [rows[model][key] for key in sorted(rows[model])])
    return frozenset(rows)


def rebuild() -> int:
    """How many streams were replayed; every projection is what the journal says afterwards.

    Notes
    -----
    One transaction: readers see the old rows until it ends. Streams that stood aside with an error are tried
    again. Calendars under hashes of older calendar data are kept: the journal knows only the hours.
    """

    def replay() -> int:
        for model in (*TABLES, *GROWING):
            if model is not models.Calendar:
                model._default_manager.all().delete()
        streams = list(models.Stream.objects.order_by("stream").values_list("stream", flat=True))
        for start in range(0, len(streams), STREAMS_AT_ONCE):
            _replay(streams[start : start + STREAMS_AT_ONCE])
        directory_stamps.renew()
        return len(streams)

    return writer.run(replay)


def _replay(streams: Sequence[str]) -> None:
    personal = journal.load_personal(streams)
    rows: dict[Model, list[dict[str, Any]]] = {}
    entries: list[Entry] = []
    for stream in streams:
        state = StreamState(stream)
        names = personal.get(stream, {})
        for line in journal.read_lines(stream, personal=True):
            state = evolve(state, line.entry)
            entries.append(line.entry)
        for model, made in rows_of(state, names).items():
            rows.setdefault(model, []).extend(made.values())
    for model in TABLES:
        vendor.insert_many(model, rows.get(model, ()))
    _add(entries)
