"""The outbox: notices on their way, leased to whoever is sending them, never sent twice knowingly.

`bundles.claim` leases; everything else that happens to a notice is a `Mark`, written by the door in the same unit as
the fact that says so (attempt, result, cancellation). A lease that ran out means that the outcome is unknown: the
notice is claimed again, with the same key. A poisoned row is set aside with its error. Law 6.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from django.db import connection

from otklik.domain.events import Ref
from otklik.domain.messages import STALE
from otklik.domain.notices import Notice
from otklik.store import models, vendor, writer

State = Literal["due", "sending", "sent", "failed", "cancelled", "set_aside"]

MOVES: Mapping[tuple[str, str], bool] = {
    ("sending", "sending"): True,
    ("sending", "sent"): True,
    ("sending", "failed"): True,
    ("sending", "due"): True,
    ("sending", "cancelled"): True,
    ("sending", "set_aside"): True,
    ("due", "cancelled"): False,
    ("due", "set_aside"): False,
    ("set_aside", "due"): False,
    ("cancelled", "due"): False,
}
"""What may become of a notice, and whether only the holder of its lease may say so."""


MAINTENANCE = "maintenance"
"""Why a notice that is due later waits: somebody works on the system."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A notice to enqueue and the version of the entry that wants it."""

    notice: Notice
    version: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A change of one notice, written in the same transaction as the facts of its unit.

    Parameters
    ----------
    key
        Of the notice.
    state
        What it becomes; `sending` from `sending` counts an attempt.
    lease_owner
        Who claims to hold its lease; needed for every move out of `sending`.
    not_before
        For `due`: when to try again.
    lease_until
        For `sending`: the end of the prolonged lease; None leaves it.
    provider_id, error
        For results.
    """

    key: str
    state: State
    lease_owner: str = ""
    not_before: datetime | None = None
    lease_until: datetime | None = None
    provider_id: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Leased:
    """A notice that this worker may send until its lease ends.

    Parameters
    ----------
    notice
        As it was enqueued.
    version
        Of the entry that wanted it.
    attempt
        How many attempts were recorded before.
    unknown
        An earlier sender died in the middle: what he sent may have arrived.
    lease_owner, lease_until
        Of this lease.
    message
        Key of the message that carries it, the same at each attempt; shared by the notices of a bundle.
    """

    notice: Notice
    version: int
    attempt: int
    unknown: bool
    lease_owner: str
    lease_until: datetime
    message: str


@dataclass(frozen=True, slots=True)
class Found:
    """A notice as it stands, the version of the entry that wanted it, and why it is where it is."""

    notice: Notice
    version: int
    state: str
    error: str


@dataclass(slots=True)
class Standing:
    """How a notice stands while a batch is folded: what the database says, then what marks make of it."""

    state: str
    lease_owner: str
    attempt: int
    not_before: datetime
    lease_until: datetime | None
    provider_id: str
    error: str
    changed: bool = field(default=False, compare=False)


_STANDING = ("key", "state", "lease_owner", "attempt", "not_before", "lease_until", "provider_id", "error")


def enqueue(queued: Sequence[Queued]) -> None:
    """Write notices; one whose key is there already is the same message and is left as it is."""
    rows = {
        one.notice.key: {
            "key": one.notice.key,
            "stream": one.notice.stream,
            "version": one.version,
            "kind": one.notice.ref.kind if one.notice.ref else "",
            "kind_key": one.notice.ref.key if one.notice.ref else "",
            "n": one.notice.ref.n if one.notice.ref else 0,
            "receiver": one.notice.receiver,
            "channel": one.notice.channel,
            "method": one.notice.method,
            "say": one.notice.say,
            "locale": one.notice.locale,
            "fields": json.dumps(dict(one.notice.values), sort_keys=True, ensure_ascii=False),
            "not_before": one.notice.not_before,
            "state": "due",
            "attempt": 0,
            "lease_until": None,
            "lease_owner": "",
            "provider_id": "",
            "error": "",
            "message": "",
            "sent_at": None,
        }
        for one in queued
    }
    vendor.insert_missing(models.Outbox, [rows[key] for key in sorted(rows)], conflict=("key",))


def lock_standings(keys: Iterable[str]) -> dict[str, Standing]:
    """How the notices of these keys stand, locked until the transaction ends; unknown ones are absent."""
    rows = vendor.select(models.Outbox, _STANDING, "key", sorted(set(keys)), order=("key",), lock=True)
    return {
        key: Standing(
            state,
            owner,
            attempt,
            vendor.to_instant(not_before),
            vendor.to_instant(lease_until) if lease_until else None,
            provider_id,
            error,
        )
        for key, state, owner, attempt, not_before, lease_until, provider_id, error in rows
    }


def may(standing: Standing | None, mark: Mark) -> bool:
    """Whether a mark fits how the notice stands: the move exists, and the lease is the marker's."""
    if standing is None or (standing.state, mark.state) not in MOVES:
        return False
    return not MOVES[standing.state, mark.state] or standing.lease_owner == mark.lease_owner


def after(standing: Standing, mark: Mark) -> Standing:
    """How a notice stands after a mark that fits."""
    keeps_lease = mark.state == "sending"
    return Standing(
        state=mark.state,
        lease_owner=standing.lease_owner if keeps_lease else "",
        attempt=standing.attempt + (1 if keeps_lease else 0),
        not_before=mark.not_before or standing.not_before,
        lease_until=(mark.lease_until or standing.lease_until) if keeps_lease else None,
        provider_id=mark.provider_id or standing.provider_id,
        error=mark.error,
        changed=True,
    )


def write_standings(standings: Mapping[str, Standing]) -> None:
    """Write the notices that marks have changed."""
    with connection.cursor() as cursor:
        for key in sorted(standings):
            one = standings[key]
            if one.changed:
                cursor.execute(
                    "UPDATE outbox SET state = %s, lease_owner = %s, attempt = %s, not_before = %s,"
                    " lease_until = %s, provider_id = %s, error = %s WHERE key = %s",
                    [
                        one.state,
                        one.lease_owner,
                        one.attempt,
                        vendor.from_instant(one.not_before),
                        vendor.from_instant(one.lease_until) if one.lease_until else None,
                        one.provider_id,
                        one.error,
                        key,
                    ],
                )


def _lease(ids: Sequence[int], owner: str, lease_until: datetime) -> list[Leased]:
    """The notices of these rows, leased."""
    if not ids:
        return []
    rows = list(models.Outbox.objects.filter(id__in=ids).order_by("not_before", "id"))
    chosen, parameters = vendor.any_of("id", ids)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE outbox SET state = 'sending', lease_owner = %s, lease_until = %s WHERE {chosen}",
            [owner, vendor.from_instant(lease_until), *parameters],
        )
    return [
        Leased(notice_of(row), row.version, row.attempt, row.state == "sending", owner, lease_until, row.key)
        for row in rows
    ]


def claim_of(streams: Mapping[str, datetime], *, owner: str, lease_until: datetime) -> list[Leased]:
    """Notices of these streams that are due at each one's instant, leased to `owner`; for one worker alone.

    Parameters
    ----------
    streams
        Stream → aware instant.
    owner, lease_until
        As for `bundles.claim`.
    """

    def write() -> list[Leased]:
        chosen, parameters = vendor.any_of("stream", sorted(streams))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id, stream, not_before FROM outbox WHERE state = 'due' AND {chosen}", parameters
            )
            rows = cursor.fetchall()
        ids = [number for number, stream, at in rows if vendor.to_instant(at) <= streams[stream]]
        return _lease(ids, owner, lease_until)

    return writer.run(write)


def list_until(at: datetime) -> list[tuple[str, datetime]]:
    """Streams with a notice that is due until an instant, and when, the earliest first."""
    due = models.Outbox.objects.filter(state="due", not_before__lte=at).order_by("not_before", "id")
    return list(due.values_list("stream", "not_before"))


def notice_of(row: models.Outbox) -> Notice:
    """The notice of a row, as it was enqueued."""
    values: dict[str, Any] = json.loads(row.fields)
    return Notice(
        key=row.key,
        stream=row.stream,
        ref=Ref(row.kind, row.kind_key, row.n) if row.kind else None,
        receiver=row.receiver,
        channel=row.channel,
        method=row.method,
        say=row.say,
        locale=row.locale,
        not_before=row.not_before,
        values=values,
    )


def list_notices(stream: str) -> list[Found]:
    """Every notice about a stream, oldest first."""
    rows = models.Outbox.objects.filter(stream=stream).order_by("id")
    return [Found(notice_of(row), row.version, row.state, row.error) for row in rows]


def list_late(receiver: str, *, since: datetime) -> list[Notice]:
    """Notices to a receiver that were due since an instant and too old to be sent, oldest first."""
    rows = models.Outbox.objects.filter(
        receiver=receiver, state="failed", error=STALE, not_before__gte=since
    ).order_by("not_before", "id")
    return [notice_of(row) for row in rows]


def release_held(*, now: datetime) -> None:
    """Let everything that waits for maintenance be looked at again now: whatever still has to waits on."""
    writer.run(
        lambda: models.Outbox.objects.filter(state="due", error=MAINTENANCE, not_before__gt=now).update(
            not_before=now
        )
    )


def set_aside(key: str, error: str) -> None:
    """Take a poisoned notice out of the way with its error, whoever holds its lease."""
    writer.run(
        lambda: models.Outbox.objects.filter(key=key, state__in=("due", "sending")).update(
            state="set_aside", error=error, lease_until=None, lease_owner=""
        )
    )


def next_due_at() -> datetime | None:
    """The earliest instant at which `bundles.claim` would find something, or None."""
    due = (
        models.Outbox.objects.filter(state="due").order_by("not_before").values_list("not_before", flat=True)
    )
    ends = (
        models.Outbox.objects.filter(state="sending")
        .order_by("lease_until")
        .values_list("lease_until", flat=True)
    )
    return min((at for at in (due.first(), ends.first()) if at is not None), default=None)
