"""The tables that the journal's streams are shown in: which rows a state and an entry make, and writing them.

`rows_of` and `marks_of` are pure. The door writes only the difference between the rows of the old state and of the
new one; `rebuild` makes all rows anew from the journal, and a test compares the two after any history. What is not
a projection (outbox, claims, quotas, payloads, leases) is not touched here.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models as django_models

from otklik.domain import engine
from otklik.domain.attribution import waiting_on
from otklik.domain.cart_links import BuyerState
from otklik.domain.conversations import ConversationState
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry
from otklik.domain.orders import OrderState
from otklik.domain.partners import PartnerState
from otklik.domain.people import PersonState
from otklik.domain.shifts import ShiftState
from otklik.domain.sources import SourceState
from otklik.domain.stores import StoreState, hours_of
from otklik.domain.streams import StreamState, evolve
from otklik.store import (
    admissions,
    appointments,
    conduct_rows,
    directory,
    directory_stamps,
    journal,
    models,
    search,
    vendor,
    writer,
)

Model = type[django_models.Model]
Rows = dict[Model, dict[tuple[Any, ...], dict[str, Any]]]
Names = Mapping[int, Mapping[str, Any]]
"""Personal values of one stream by version."""

TABLES: tuple[Model, ...] = (
    models.Order,
    models.Line,
    *conduct_rows.TABLES,
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


def rows_of(state: StreamState, names: Names) -> Rows:
    """The rows that a state makes, by table and key.

    Parameters
    ----------
    state
        Of any stream; at version 0 it makes none.
    names
        Personal values of the stream by version, as far as rows need them (people's names).
    """
    rows: Rows = {}
    for model, row in _rows(state, names):
        key = tuple(row[column] for column in vendor.key_of(model))
        rows.setdefault(model, {})[key] = row
    return rows


def _rows(state: StreamState, names: Names) -> Iterator[tuple[Model, dict[str, Any]]]:
    due_at = engine.due_at(state)
    if due_at is not None:
        yield models.Timer, {"stream": state.stream, "due_at": due_at, "error": ""}
    yield from _obligations(state)
    make = _SUBJECT_ROWS.get(type(state.subject))
    if make is not None:
        yield from make(state, names)


def _obligations(state: StreamState) -> Iterator[tuple[Model, dict[str, Any]]]:
    for ref, one in state.obligations.items():
        yield (
            models.Obligation,
            {
                "stream": state.stream,
                "kind": ref.kind,
                "key": ref.key,
                "n": ref.n,
                "state": one.state,
                "verdict": one.verdict or "",
                "debtor": one.debtor,
                "creditor": one.creditor,
                "standard": one.standard,
                "calendar": one.calendar,
                "rank": one.rank,
                "opened_at": one.opened_at,
                "target_at": one.target_at,
                "limit_at": one.limit_at,
                "closed_at": one.closed_at,
                "breached_at": one.breached_at,
                "paused_at": one.paused_at,
            },
        )


def _order(state: StreamState, names: Names) -> Iterator[tuple[Model, dict[str, Any]]]:
    order: OrderState = state.subject
    same = (
        "number", "origin", "first_store", "holder", "partner", "phase", "owner", "placed_at", "received_at",
        "closed_at", "live_contact_at", "total_minor", "currency", "payment", "channel", "status_token", "history",
        "taken_at", "taken_place", "contact_attempts", "said_silent", "buyer_zone", "delivery",
        "answered_elsewhere_at", "recommended", "parked_reason", "parked_until_at", "rescued", "rescued_at",
    )  # fmt: skip
    yield (
        models.Order,
        {
            "stream": state.stream,
            "waiting_on": waiting_on(state),
            "next_at": engine.due_at(state),
            "live_grade": order.live_grade or "",
            "cart": "" if order.is_kept or order.merged_into else order.cart,
            **{name: getattr(order, name) for name in same},
        },
    )
    for line in order.lines:
        yield (
            models.Line,
            {
                "stream": state.stream,
                "line": line.id,
                "sku": line.sku,
                "title": line.title,
                "quantity": line.quantity,
                "price_minor": line.price_minor,
                "state": line.state,
            },
        )
    yield from conduct_rows.list_rows(state.stream, order)
    yield from appointments.rows_of(state.stream, order)


def _store(state: StreamState, names: Names) -> Iterator[tuple[Model, dict[str, Any]]]:
    store: StoreState = state.subject
    same = ("slug", "name", "role", "partner", "phone", "locale", "next_store", "trade")
    row = {name: getattr(store, name) for name in same}
    row["parties"] = json.dumps(dict(store.parties), sort_keys=True, ensure_ascii=False)
    row["hours"] = directory.definition_of(store.hours) if store.hours else ""
    row["inboxes"] = " ".join(store.inboxes or ())
    row["roster"] = json.dumps(store.roster, sort_keys=True, ensure_ascii=False) if store.roster else ""
    row["maintenance_from_at"] = store.maintenance.started_at if store.maintenance else None
    row["maintenance_until_at"] = store.maintenance.until_at if store.maintenance else None
    yield models.Store, row
    yield from _methods(state)
    for one in store.devices:
        yield (
            models.Device,
            {
                "device": one.id,
                "store": store.slug,
                "name": one.name,
                "key_hash": one.key_hash,
                "proved_at": one.proved_at,
            },
        )


def _person(state: StreamState, names: Names) -> Iterator[tuple[Model, dict[str, Any]]]:
    person: PersonState = state.subject
    yield (
        models.Person,
        {
            "slug": person.slug,
            "store": person.store,
            "name": names.get(person.name_version, {}).get("name", ""),
            "roles": json.dumps(sorted(person.roles)),
            "locale": person.locale,
            "active": person.active,
            "admission": admissions.admission_text(person.admission),
        },
    )
    yield from _methods(state)


def _methods(state: StreamState) -> Iterator[tuple[Model, dict[str, Any]]]:
    for method in state.subject.methods:
        yield (
            models.ContactMethod,
            {
                "owner": state.stream,
                "method": method.id,
                "channel": method.channel,
                "version": method.version,
                "healthy": method.healthy,
                "alive_at": method.alive_at,
            },
        )


def _shift(state: StreamState, names: Names) -> Iterator[tuple[Model, dict[str, Any]]]:
    shift: ShiftState = state.subject
    for turn, person in enumerate(shift.present):
        yield (
            models.Shift,
            {
                "stream": state.stream,
                "person": person,
                "store": shift.store,
                "day": shift.day,
                "turn": turn,
                "place": shift.places.get(person, "unknown"),
                "busy_until": shift.busy.get(person),
            },
        )


def _cart(state: StreamState, names: Names) -> Iterator[tuple[Model, dict[str, Any]]]:
    link: BuyerState = state.subject
    for order in link.orders:
        yield models.Tie, {"stream": state.stream, "order": order}


def _conversation(state: StreamState, names: Names) -> Iterator[tuple[Model, dict[str, Any]]]:
    call: ConversationState = state.subject
    same = (
        "store", "phone", "episode", "is_open", "missed", "first_missed_at", "last_missed_at", "answered_at", "ring_s",
        "line", "caller_version", "owner", "taken_at", "attempts",
    )  # fmt: skip
    row = {name: getattr(call, name) for name in same}
    yield models.Conversation, {"stream": state.stream, "id": state.stream.split("/")[2], **row}
    for order in call.orders:
        yield models.Tie, {"stream": state.stream, "order": order}


def _partner(state: StreamState, names: Names) -> Iterator[tuple[Model, dict[str, Any]]]:
    same = {name: getattr(state.subject, name) for name in ("slug", "name", "standard", "agreed", "lettered")}
    yield models.Partner, {**same, "sampling": directory.sampling_text(state.subject)}


def _source(state: StreamState, names: Names) -> Iterator[tuple[Model, dict[str, Any]]]:
    source: SourceState = state.subject
    yield models.Source, {name: getattr(source, name) for name in vendor.columns_of(models.Source)}


_SUBJECT_ROWS: Mapping[type, Callable[[StreamState, Names], Iterator[tuple[Model, dict[str, Any]]]]] = {
    OrderState: _order,
    StoreState: _store,
    PersonState: _person,
    ShiftState: _shift,
    PartnerState: _partner,
    SourceState: _source,
    ConversationState: _conversation,
    BuyerState: _cart,
}


def marks_of(entry: Entry) -> Rows:
    """The rows that one entry adds for good, by table and key.

    Parameters
    ----------
    entry
        With its personal values, as far as they were not erased.
    """
    kind, data = entry.event.kind, entry.event.data
    rows: Rows = {}
    if kind in search.NAMING:
        rows[models.SearchTerm] = {
            (term, what, entry.stream): {"term": term, "kind": what, "stream": entry.stream}
            for term, what in search.terms_of(entry)
        }
    elif kind == "standard.published":
        rows[models.Standard] = {(row["digest"],): row for row in _standards(data)}
    elif kind == "playbook.published":
        row = {name: data[name] for name in ("situation", "number", "digest", "text")}
        row |= {"published_at": entry.event.occurred_at, "published_by": entry.event.actor.partition(":")[2]}
        rows[models.Playbook] = {(row["situation"], row["number"]): row}
    elif kind == "hours.changed":
        hours = hours_of(data)
        digest = directory.compile_calendar(hours).hash
        row = {"digest": digest, "definition": directory.definition_of(hours)}
        rows[models.Calendar] = {(digest,): row}
    elif kind == "alarm.raised":
        rows[models.Alarm] = {
            (entry.stream, entry.version): {
                "stream": entry.stream,
                "version": entry.version,
                "reason": data["reason"],
                "kind": data.get("kind", ""),
                "key": data.get("key", ""),
                "n": data.get("n", 0),
                "raised_at": entry.event.occurred_at,
            }
        }
    return rows


def _standards(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A published standard, and the one of each trade that it has norms for: all are looked up by their hashes."""
    own = {name: data[name] for name in ("digest", "name", "number", "text")}
    yield own | {"trade": ""}
    try:
        trades = directory.compile_standard(data["text"]).trades
    except DomainError:
        return  # a text of another version that this one refuses; nothing can be opened by it any more
    for trade, standard in trades.items():
        yield own | {"digest": standard.hash, "text": standard.text, "trade": trade}


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
