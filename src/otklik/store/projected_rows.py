"""Which rows of which tables a stream's state and a single entry make; pure, and written by `projections.py`."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db import models as django_models

from otklik.domain import engine
from otklik.domain.cart_links import BuyerState
from otklik.domain.conversations import ConversationState
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry
from otklik.domain.orders import OrderState
from otklik.domain.partners import PartnerState
from otklik.domain.people import PersonState
from otklik.domain.runs import RunState
from otklik.domain.shifts import ShiftState
from otklik.domain.sources import SourceState
from otklik.domain.stores import StoreState, hours_of
from otklik.domain.streams import StreamState
from otklik.store import admissions, directory, models, order_rows, playbooks, search, vendor, windows

Model = type[django_models.Model]
Rows = dict[Model, dict[tuple[Any, ...], dict[str, Any]]]
Names = Mapping[int, Mapping[str, Any]]
"""Personal values of one stream by version."""


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


def _store(state: StreamState, names: Names) -> Iterator[tuple[Model, dict[str, Any]]]:
    store: StoreState = state.subject
    same = ("slug", "name", "role", "partner", "phone", "locale", "next_store", "trade")
    row = {name: getattr(store, name) for name in same}
    row["parties"] = json.dumps(dict(store.parties), sort_keys=True, ensure_ascii=False)
    row["hours"] = directory.definition_of(store.hours) if store.hours else ""
    row["inboxes"] = " ".join(store.inboxes or ())
    row["point"] = json.dumps(list(store.point)) if store.point else ""
    row["roster"] = json.dumps(store.roster, sort_keys=True, ensure_ascii=False) if store.roster else ""
    row["fleet"] = json.dumps(store.fleet, sort_keys=True, ensure_ascii=False) if store.fleet else ""
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


def _run(state: StreamState, names: Names) -> Iterator[tuple[Model, dict[str, Any]]]:
    yield from windows.stop_rows(state.stream, state.subject)


def _source(state: StreamState, names: Names) -> Iterator[tuple[Model, dict[str, Any]]]:
    source: SourceState = state.subject
    yield models.Source, {name: getattr(source, name) for name in vendor.columns_of(models.Source)}


_SUBJECT_ROWS: Mapping[type, Callable[[StreamState, Names], Iterator[tuple[Model, dict[str, Any]]]]] = {
    OrderState: order_rows.rows_of,
    StoreState: _store,
    PersonState: _person,
    ShiftState: _shift,
    PartnerState: _partner,
    SourceState: _source,
    ConversationState: _conversation,
    BuyerState: _cart,
    RunState: _run,
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
        rows[models.Playbook] = {(data["situation"], data["number"]): playbooks.row_of(entry)}
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
