"""The journal: locking and reading streams, and appending entries.

Only the door appends (`actions/commit.py`), inside its transaction and with the streams locked. Whether anybody
bent a row is checked in `verification.py`. ADR 0004, 0005.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection

from otklik.domain.events import Entry
from otklik.domain.streams import StreamState, evolve
from otklik.store import envelope, vendor
from otklik.store.folding import fold_stored
from otklik.store.models import JournalRow, Personal, Secret, Stream


@dataclass(frozen=True, slots=True)
class Head:
    """The end of one stream: its last version, hash and instant of recording."""

    version: int
    hash: bytes
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with its position in the whole journal and its hash, hex."""

    position: int
    hash: str
    entry: Entry


def lock_streams(streams: Iterable[str]) -> dict[str, Head]:
    """Heads of those of the streams that exist, locked until the transaction ends.

    Notes
    -----
    Locked in one order, so that two doors never wait for each other in a circle. On PostgreSQL the lock also
    draws the transaction's number before any position is drawn: followers rely on it (ADR 0009).
    """
    rows = vendor.select(
        Stream,
        ("stream", "version", "head_hash", "recorded_at"),
        "stream",
        sorted(set(streams)),
        order=("stream",),
        lock=True,
    )
    return {
        stream: Head(version, bytes(head), vendor.to_instant(recorded_at))
        for stream, version, head, recorded_at in rows
    }


def load_entries(streams: Iterable[str]) -> dict[str, list[Entry]]:
    """Entries of the streams in order, without personal values; streams without entries are absent."""
    rows = vendor.select(
        JournalRow, ("stream", "body"), "stream", sorted(set(streams)), order=("stream", "version")
    )
    entries: dict[str, list[Entry]] = {}
    for stream, body in rows:
        entries.setdefault(stream, []).append(envelope.unpack(bytes(body)))
    return entries


def load_states(streams: Iterable[str]) -> dict[str, StreamState]:
    """State of each stream, folded from its entries; a stream without entries is at version 0."""
    wanted = set(streams)
    stored: dict[str, list[tuple[bytes, bytes]]] = {}
    for stream, digest, body in vendor.select(
        JournalRow, ("stream", "hash", "body"), "stream", sorted(wanted), order=("stream", "version")
    ):
        stored.setdefault(stream, []).append((bytes(digest), bytes(body)))
    return {stream: fold_stored(stream, stored.get(stream, ())) for stream in wanted}


def fold(stream: str, entries: Iterable[Entry]) -> StreamState:
    """State of one stream after its entries."""
    state = StreamState(stream)
    for entry in entries:
        state = evolve(state, entry)
    return state


def read_stream(stream: str, *, personal: bool = False) -> list[Entry]:
    """Entries of one stream in order.

    Parameters
    ----------
    stream
        `<prefix>/<id>`.
    personal
        Put the personal values back, as far as they were not erased.
    """
    return [line.entry for line in read_lines(stream, personal=personal)]


def read_lines(stream: str, *, personal: bool = False) -> list[Line]:
    """Entries of one stream in order, with positions and hashes.

    Parameters
    ----------
    stream
        `<prefix>/<id>`.
    personal
        Put the personal values back, as far as they were not erased.
    """
    values = load_personal([stream]).get(stream, {}) if personal else {}
    rows = vendor.select(
        JournalRow, ("position", "version", "hash", "body"), "stream", [stream], order=("version",)
    )
    return [
        Line(position, bytes(digest).hex(), envelope.unpack(bytes(body), values.get(version)))
        for position, version, digest, body in rows
    ]


def last_recorded_at() -> datetime | None:
    """The latest instant at which anything was recorded, or None."""
    return Stream.objects.order_by("-recorded_at").values_list("recorded_at", flat=True).first()


def load_secrets(streams: Iterable[str]) -> dict[str, bytes]:
    """Secrets of those of the streams that have one."""
    rows = vendor.select(Secret, ("stream", "secret"), "stream", sorted(set(streams)))
    return {stream: bytes(secret) for stream, secret in rows}


def load_personal(streams: Iterable[str]) -> dict[str, dict[int, dict[str, Any]]]:
    """Personal values by stream and version, as far as they were not erased.

    Raises
    ------
    ValueError
        A sealed value does not open: it was altered, or its secret was.
    """
    wanted = sorted(set(streams))
    secrets = load_secrets(wanted)
    found: dict[str, dict[int, dict[str, Any]]] = {}
    for stream, version, sealed in vendor.select(Personal, ("stream", "version", "sealed"), "stream", wanted):
        if stream in secrets:
            value = envelope.unseal_personal(secrets[stream], stream, version, bytes(sealed))
            found.setdefault(stream, {})[version] = value
    return found


def append(
    entries: Sequence[Entry], heads: Mapping[str, Head], secrets: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Secrets of all streams that have one, after the new entries were written with heads and sealed values.

    Parameters
    ----------
    entries
        In order, those of each stream following its head.
    heads
        As locked; a stream that is absent is new.
    secrets
        Of the streams that have one.

    Raises
    ------
    IntegrityError
        Another process made the same stream in the meantime, or a head is not where it was read.
    """
    rows, ends = [], dict(heads)
    made: dict[str, bytes] = {}
    sealed = []
    for entry in entries:
        mac = ""
        if entry.event.personal:
            if entry.stream not in secrets and entry.stream not in made:
                made[entry.stream] = envelope.new_secret()
            secret = made.get(entry.stream) or secrets[entry.stream]
            mac = envelope.sign(secret, entry.stream, entry.version, entry.event.personal)
            sealed.append(
                {
                    "stream": entry.stream,
                    "version": entry.version,
                    "sealed": envelope.seal_personal(secret, entry),
                }
            )
        body = envelope.pack(entry, mac)
        end = ends.get(entry.stream)
        digest = envelope.chain(end.hash if end else envelope.NO_HASH, body)
        ends[entry.stream] = Head(entry.version, digest, entry.recorded_at)
        rows.append(columns_of(entry) | {"body": body, "hash": digest})
    _write_heads({entry.stream for entry in entries}, heads, ends)
    vendor.insert_many(JournalRow, rows)
    vendor.insert_many(Secret, [{"stream": name, "secret": made[name]} for name in sorted(made)])
    vendor.insert_many(Personal, sealed)
    return {**secrets, **made}


def _write_heads(streams: Iterable[str], old: Mapping[str, Head], new: Mapping[str, Head]) -> None:
    fresh, moved = [], []
    for stream in sorted(streams):
        end = new[stream]
        row = {
            "stream": stream,
            "version": end.version,
            "head_hash": end.hash,
            "recorded_at": end.recorded_at,
        }
        if stream in old:
            moved.append(row | {"was": old[stream].version})
        else:
            fresh.append(row)
    vendor.insert_many(Stream, fresh)
    if vendor.update_many(Stream, moved, guard="version") != len(moved):
        raise IntegrityError("a stream's head is not where the lock left it")


def columns_of(entry: Entry) -> dict[str, Any]:
    """The columns that copy an entry."""
    event = entry.event
    return {
        "stream": entry.stream,
        "version": entry.version,
        "kind": event.kind,
        "schema": event.schema,
        "occurred_at": event.occurred_at,
        "recorded_at": entry.recorded_at,
        "actor": event.actor,
        "source": event.source,
        "grade": event.grade,
        "algo": envelope.ALGORITHM,
    }


def stored_rows(streams: Sequence[str] | None) -> Iterator[dict[str, Any]]:
    """Rows of the journal as they are stored, by stream and version; None = of all streams."""
    query = JournalRow.objects.all() if streams is None else JournalRow.objects.filter(stream__in=streams)
    return query.order_by("stream", "version").values().iterator()


def export(streams: Sequence[str] | None = None) -> Iterator[str]:
    """One JSON line an entry, in the order of streams and versions, without personal values.

    Parameters
    ----------
    streams
        Which; None = all.

    Notes
    -----
    `envelope` is the hashed text itself: whoever holds the lines can check the chain without this program.
    """
    for row in stored_rows(streams):
        yield json.dumps(
            {
                "position": row["position"],
                "hash": bytes(row["hash"]).hex(),
                "envelope": bytes(row["body"]).decode(),
            },
            ensure_ascii=False,
        )


def read_kinds(
    streams: Sequence[str], kinds: Iterable[str], *, position: int
) -> list[tuple[int, str, bytes]]:
    """Position, stream and body of the entries of some kinds, by stream and version, as they stood at a position.

    Parameters
    ----------
    streams
        At least one.
    kinds
        Names of events, at least one.
    position
        Later entries are left out.
    """
    chosen, names = vendor.any_of("stream", streams)
    wanted, parameters = vendor.any_of("kind", sorted(kinds))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT position, stream, body FROM journal WHERE {chosen} AND {wanted} AND position <= %s"
            " ORDER BY stream, version",
            [*names, *parameters, position],
        )
        return [(number, stream, bytes(body)) for number, stream, body in cursor.fetchall()]
