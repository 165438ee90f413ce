"""Raw bodies as they came in, sealed; what was authentic but unreadable waits here in quarantine.

A body that became an order is sealed by the order's secret and goes with its erasure; one of no order is sealed
by the installation's key. Written by the door (`Unit.payloads`) or, where there is no order, by `quarantine`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from otklik.domain.errors import DomainError
from otklik.store import envelope, journal, keys, models, vendor, writer

PURPOSE = "raw payloads"


@dataclass(frozen=True, slots=True)
class RawPayload:
    """One body as it reached us.

    Parameters
    ----------
    source
        Slug of the source.
    received_at
        Aware instant.
    body
        The bytes that were signed.
    headers
        Those worth keeping, nothing secret.
    stream
        What became of it; empty for quarantine.
    error
        Why it could not be read; empty otherwise.
    """

    source: str
    received_at: datetime
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    stream: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """One body that nobody could read: its number here and why; the bytes are read by `load_body`."""

    id: int
    source: str
    received_at: datetime
    error: str


def insert_payloads(payloads: Sequence[RawPayload], secrets: Mapping[str, bytes]) -> None:
    """Write bodies inside the door's transaction.

    Parameters
    ----------
    payloads
        What came.
    secrets
        Of the streams that have one; a body of a stream without is sealed by the installation's key.
    """
    rows = [
        {
            "source": one.source,
            "received_at": one.received_at,
            "stream": one.stream,
            "headers": json.dumps(dict(one.headers), sort_keys=True, ensure_ascii=False),
            "fingerprint": _fingerprint(one) if one.error else "",
            "sealed": envelope.seal(_key(one.stream, secrets), one.source, one.body),
            "error": one.error,
        }
        for one in payloads
    ]
    vendor.insert_many(models.Payload, rows)


def _key(stream: str, secrets: Mapping[str, bytes]) -> bytes:
    return secrets.get(stream) or keys.installation_key(PURPOSE)


def quarantine(payload: RawPayload) -> None:
    """Keep a body that is authentic but unreadable, durably, until somebody has looked at it.

    Notes
    -----
    A body that its source sends again is kept once, also after somebody has looked at it.
    """

    def keep() -> None:
        known = models.Payload.objects.filter(source=payload.source, fingerprint=_fingerprint(payload))
        if not known.exists():
            insert_payloads([payload], {})

    writer.run(keep)


def _fingerprint(payload: RawPayload) -> str:
    return keys.fingerprint(PURPOSE, payload.body.hex())


def list_quarantine(limit: int = 100) -> list[Quarantined]:
    """Bodies that wait in quarantine, oldest first."""
    rows = models.Payload.objects.exclude(error="").order_by("received_at", "id")[:limit]
    return [Quarantined(row.id, row.source, row.received_at, row.error) for row in rows]


def count_quarantine() -> int:
    """How many bodies wait in quarantine."""
    return models.Payload.objects.exclude(error="").count()


def load_body(payload: int) -> bytes:
    """The bytes of one payload.

    Raises
    ------
    DomainError
        `unknown_payload`: there is none of that number, or it was erased.
    """
    row = models.Payload.objects.filter(id=payload).first()
    if row is None:
        raise DomainError("unknown_payload", f"There is no payload {payload}.")
    secrets = journal.load_secrets([row.stream])
    return envelope.unseal(_key(row.stream, secrets), row.source, bytes(row.sealed))


def load_quarantined(payload: int) -> Quarantined:
    """One body that waits in quarantine.

    Raises
    ------
    DomainError
        `unknown_payload`: nothing of that number waits.
    """
    row = models.Payload.objects.filter(id=payload).exclude(error="").first()
    if row is None:
        raise DomainError(
            "unknown_payload", f"Nothing of number {payload} waits.", remedy="`otklik quarantine list`"
        )
    return Quarantined(row.id, row.source, row.received_at, row.error)


def settle_quarantine(payload: int, note: Mapping[str, str] | None = None) -> None:
    """Let one body out of quarantine: it was read another way, or is of no use; the body itself stays.

    Parameters
    ----------
    note
        Who settled it, when and why: kept beside the body's headers, with what was wrong with it.
    """

    def settle() -> None:
        row = models.Payload.objects.filter(id=payload).exclude(error="").first()
        if row is None:
            return
        headers = json.loads(row.headers or "{}")
        headers["settled"] = {"error": row.error, **(note or {})}
        text = json.dumps(headers, sort_keys=True, ensure_ascii=False)
        models.Payload.objects.filter(id=payload).update(error="", headers=text)

    writer.run(settle)


@dataclass(frozen=True, slots=True)
class Settled:
    """One body that somebody let out of quarantine: what was wrong, who settled it, when and why."""

    id: int
    source: str
    received_at: datetime
    error: str
    by: str
    at: str
    why: str


def list_settled(limit: int = 20) -> list[Settled]:
    """The newest bodies that were let out of quarantine with a note."""
    rows = models.Payload.objects.filter(error="", headers__contains='"settled"').order_by("-id")[:limit]
    found = []
    for row in rows:
        note = json.loads(row.headers)["settled"]
        told = (note.get(name, "") for name in ("error", "by", "at", "why"))
        found.append(Settled(row.id, row.source, row.received_at, *told))
    return found


def first_received_at(source: str) -> datetime | None:
    """When the first authentic body of a source came; None = none yet."""
    rows = models.Payload.objects.filter(source=source).order_by("received_at", "id")
    return rows.values_list("received_at", flat=True).first()
