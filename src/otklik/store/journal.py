"""The journal: reading streams, appending entries, and checking that nobody bent it.

Only the door appends (`actions/commit.py`), inside its transaction and with the streams locked. Verification
compares bytes, columns, chain and heads; what a cut tail with a rewritten head needs is a checkpoint held outside.
ADR 0004, 0005.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError

from otklik.domain.events import Entry, instant_text
from otklik.domain.streams import StreamState, evolve
from otklik.store import envelope, vendor
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


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the journal that is not as it was written.

    Parameters
    ----------
    stream, version
        Where; version 0 = the stream as a whole.
    code
        bytes, column, chain, order, head or personal.
    message
        What was compared and how it differs, without personal values.
    """

    stream: str
    version: int
    code: str
    message: str


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
    entries = load_entries(wanted)
    return {stream: fold(stream, entries.get(stream, ())) for stream in wanted}


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
        rows.append(_columns(entry) | {"body": body, "hash": digest})
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


def _columns(entry: Entry) -> dict[str, Any]:
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


def verify(streams: Sequence[str] | None = None) -> list[Finding]:
    """Everything in the journal that is not as it was written; an empty list is the good answer.

    Parameters
    ----------
    streams
        Which; None = all.

    Notes
    -----
    Finds every flipped, deleted, inserted or reordered row of `journal`, a head that does not fit, and altered
    personal values. Does not see a tail cut together with a rewritten head, or a whole stream removed with its
    head: for those a checkpoint must be held outside.
    """
    findings: list[Finding] = []
    heads = _all_heads(streams)
    ends: dict[str, tuple[int, bytes]] = {}
    erased: dict[str, int] = {}
    macs: dict[tuple[str, int], str] = {}
    for row in _all_rows(streams):
        stream, version = row["stream"], row["version"]
        last, previous = ends.get(stream, (0, envelope.NO_HASH))
        body, digest = bytes(row["body"]), bytes(row["hash"])
        findings += _check_row(row, body, last)
        if envelope.chain(previous, body) != digest:
            findings.append(
                Finding(stream, version, "chain", "the hash does not follow from the entry before")
            )
        ends[stream] = (version, digest)
        if row["kind"] == "order.erased":
            erased[stream] = version
        mac = _mac_of(body)
        if mac:
            macs[stream, version] = mac
    findings += _check_heads(heads, ends)
    findings += _check_personal(streams, macs, erased)
    return findings


def _all_heads(streams: Sequence[str] | None) -> dict[str, tuple[int, bytes]]:
    query = Stream.objects.all() if streams is None else Stream.objects.filter(stream__in=streams)
    return {
        stream: (version, bytes(head))
        for stream, version, head in query.values_list("stream", "version", "head_hash").iterator()
    }


def _all_rows(streams: Sequence[str] | None) -> Iterator[dict[str, Any]]:
    query = JournalRow.objects.all() if streams is None else JournalRow.objects.filter(stream__in=streams)
    return query.order_by("stream", "version").values().iterator()


def _check_row(row: Mapping[str, Any], body: bytes, last: int) -> list[Finding]:
    stream, version = row["stream"], row["version"]
    findings = []
    if version != last + 1:
        findings.append(Finding(stream, version, "order", f"follows version {last}"))
    try:
        entry = envelope.unpack(body)
        exact = envelope.canonical(json.loads(body)) == body
    except (ValueError, KeyError, TypeError) as error:
        return [*findings, Finding(stream, version, "bytes", f"cannot be read: {type(error).__name__}")]
    if not exact:
        findings.append(Finding(stream, version, "bytes", "are not canonical"))
    findings += [
        Finding(stream, version, "column", f"{name} says {_shown(row[name])}, the entry {_shown(value)}")
        for name, value in _columns(entry).items()
        if row[name] != value
    ]
    return findings


def _shown(value: Any) -> str:
    return instant_text(value) if isinstance(value, datetime) else repr(value)


def _mac_of(body: bytes) -> str:
    try:
        return str(json.loads(body).get("mac", ""))
    except (ValueError, AttributeError):
        return ""


def _check_heads(
    heads: Mapping[str, tuple[int, bytes]], ends: Mapping[str, tuple[int, bytes]]
) -> list[Finding]:
    return [
        Finding(
            stream,
            0,
            "head",
            f"stands at {heads.get(stream, (0,))[0]}, the entries end at {ends.get(stream, (0,))[0]}",
        )
        for stream in sorted(heads.keys() | ends.keys())
        if heads.get(stream) != ends.get(stream)
    ]


def _check_personal(
    streams: Sequence[str] | None, macs: Mapping[tuple[str, int], str], erased: Mapping[str, int]
) -> list[Finding]:
    query = Personal.objects.all() if streams is None else Personal.objects.filter(stream__in=streams)
    secrets = load_secrets({stream for stream, _ in macs})
    findings, seen = [], set()
    for stream, version, sealed in query.values_list("stream", "version", "sealed").iterator():
        seen.add((stream, version))
        try:
            value = envelope.unseal_personal(secrets[stream], stream, version, bytes(sealed))
        except (KeyError, ValueError):
            findings.append(Finding(stream, version, "personal", "the sealed values do not open"))
            continue
        if envelope.sign(secrets[stream], stream, version, value) != macs.get((stream, version)):
            findings.append(
                Finding(stream, version, "personal", "the values are not those that were recorded")
            )
    findings += [
        Finding(stream, version, "personal", "the values are gone without an erasure")
        for stream, version in sorted(macs.keys() - seen)
        if erased.get(stream, 0) < version
    ]
    return findings


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
    for row in _all_rows(streams):
        yield json.dumps(
            {
                "position": row["position"],
                "hash": bytes(row["hash"]).hex(),
                "envelope": bytes(row["body"]).decode(),
            },
            ensure_ascii=False,
        )
