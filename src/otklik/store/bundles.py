"""Which notices one sender may take now, and as which messages: one worker a receiver at a time (law 6, ADR 0029).

A claim reads what is due, takes the turn of each receiver (a lock that lasts for the claim), gathers all that waits for
him and asks `domain/bundles.py` what may go now. That is leased, under the key of the message that will carry it; the
rest is put off until it may go. What was tried before keeps its message, whole: a repeat is the same message.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q

from otklik.domain.bundles import ABOUT, ALONE, Bundle, bundle, may_bundle, message_key
from otklik.domain.notices import Notice
from otklik.store import models, vendor, writer
from otklik.store.outbox import Leased, notice_of

LOOK = 4
"""A claim looks at so many times more notices than it may send messages: several of them may wait for one receiver."""

MOST = 500
"""Notices of one message; what is over goes with the next."""

AGAIN_AFTER = timedelta(seconds=5)
"""When to look again at a receiver to whom somebody is sending for longer than a bundle may wait."""

Row = models.Outbox
Sent = dict[tuple[str, str], list[datetime]]


def claim(now: datetime, *, owner: str, limit: int, lease_for: timedelta) -> list[Leased]:
    """Notices leased to `owner`, those of one message together: due ones, and those whose sender's lease has run out.

    Parameters
    ----------
    now
        Aware instant.
    owner
        Unique to this worker and this run of it.
    limit
        At most so many messages.
    lease_for
        How long the sender has before somebody else takes over.
    """
    # Most ticks find nothing: they ask by two partial indexes, and need no turn to write.
    return writer.run(lambda: _claim(now, owner, limit, now + lease_for)) if _is_due(now) else []


def _is_due(now: datetime) -> bool:
    due = """SELECT 1 FROM "outbox" WHERE "state" = 'due' AND "not_before" <= %s LIMIT 1"""
    expired = """SELECT 1 FROM "outbox" WHERE "state" = 'sending' AND "lease_until" <= %s LIMIT 1"""
    return bool(vendor.query(due, now) or vendor.query(expired, now))


def _claim(now: datetime, owner: str, limit: int, lease_until: datetime) -> list[Leased]:
    looked_at = _look(now, limit * LOOK)
    turns = list(dict.fromkeys(_turn(row) for row in looked_at))
    mine = vendor.lock_names(turns, most=limit)
    seen = [row for row in looked_at if _turn(row) in mine]
    if not seen:
        return []
    rows = _gather(seen, now)
    going = _messages_tried([row for row in rows if _was_tried(row)], limit)
    fresh = [row for row in rows if not _was_tried(row)]
    ready, waiting = _choose(fresh, now, limit - len(going))
    _put_off(waiting)
    by_key = {row.key: row for row in fresh}
    going |= {message_key([one.key for one in found]): [by_key[one.key] for one in found] for found in ready}
    return _lease(going, owner, now, lease_until)


def _look(now: datetime, most: int) -> list[Row]:
    """The oldest work, without a lock: what a sender left behind first."""
    expired = Row.objects.filter(state="sending", lease_until__lte=now).order_by("lease_until", "id")
    due = Row.objects.filter(state="due", not_before__lte=now).order_by("not_before", "id")
    # Two statements, each with its own partial index: an OR would use neither.
    found = list(expired[:most])
    return found + list(due[: most - len(found)])


def _turn(row: Row) -> str:
    """Whose turn a notice needs: its receiver's; the buyers share a name and not a turn."""
    return row.key if row.receiver in ALONE else row.receiver


def _gather(seen: Sequence[Row], now: datetime) -> list[Row]:
    """The rows that were seen, with all that belongs to them or waits for the same receivers, locked."""
    receivers = {row.receiver for row in seen} - set(ALONE)
    keys = [row.key for row in seen]
    messages = [row.message for row in seen if row.message]
    again = Q(state="sending", lease_until__lte=now) & (Q(key__in=keys) | Q(message__in=messages))
    due = Q(state="due", not_before__lte=now) & (Q(receiver__in=receivers) | Q(key__in=keys))
    found: dict[str, Row] = {}
    for wanted in (again, due):
        # In order of the keys, as the door locks them.
        rows = Row.objects.filter(wanted).order_by("key").select_for_update()
        found |= {row.key: row for row in rows}
    return sorted(found.values(), key=lambda row: (row.not_before, row.id))


def _was_tried(row: Row) -> bool:
    return row.attempt > 0 or row.state == "sending"


def _messages_tried(rows: Sequence[Row], most: int) -> dict[str, list[Row]]:
    """Messages that were tried before, each with the notices that it still has."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.message or row.key, []).append(row)
    return dict(list(found.items())[:most])


def _choose(rows: Sequence[Row], now: datetime, most: int) -> tuple[list[tuple[Notice, ...]], list[Bundle]]:
    """What goes now, one message each, and what has to wait."""
    sent, busy = _sent_to(sorted({row.receiver for row in rows} - set(ALONE)), now)
    ready, waiting = [], []
    for one in bundle(map(notice_of, rows), now=now, sent=sent):
        if one.send_at > now:
            waiting.append(one)
        elif (one.receiver, one.channel) in busy and may_bundle(one.notices[0]):
            waiting.append(replace(one, send_at=now + AGAIN_AFTER))
        else:
            ready.append(one.notices[:MOST])
    return ready[:most], waiting


def _sent_to(receivers: Sequence[str], now: datetime) -> tuple[Sent, set[tuple[str, str]]]:
    """When each receiver got his messages of the last hour, by channel; and whom somebody is sending to now."""
    if not receivers:
        return {}, set()
    rows = Row.objects.filter(
        receiver__in=receivers, sent_at__gt=now - timedelta(hours=1), state__in=("sending", "sent")
    )
    columns = ("receiver", "channel", "message", "stream", "sent_at", "lease_until")
    last: dict[tuple[str, str, str], datetime] = {}
    busy = set()
    for receiver, channel, message, stream, sent_at, lease_until in rows.values_list(*columns):
        if stream.startswith(ABOUT):
            last[receiver, channel, message] = sent_at
            if lease_until is not None and lease_until > now:
                busy.add((receiver, channel))
    sent: Sent = {}
    for (receiver, channel, _), sent_at in last.items():
        sent.setdefault((receiver, channel), []).append(sent_at)
    return sent, busy


def _put_off(waiting: Sequence[Bundle]) -> None:
    for one in waiting:
        keys = [notice.key for notice in one.notices]
        Row.objects.filter(key__in=keys).update(not_before=one.send_at)


def _lease(
    going: Mapping[str, Sequence[Row]], owner: str, now: datetime, lease_until: datetime
) -> list[Leased]:
    """The notices of these messages, leased."""
    single = [key for key, rows in going.items() if len(rows) == 1 and rows[0].key == key]
    _write_lease(single, None, owner, now, lease_until)
    for message, rows in going.items():
        if message not in single:
            _write_lease([row.key for row in rows], message, owner, now, lease_until)
    return [
        Leased(notice_of(row), row.version, row.attempt, row.state == "sending", owner, lease_until, message)
        for message, rows in going.items()
        for row in rows
    ]


def _write_lease(
    keys: Sequence[str], message: str | None, owner: str, now: datetime, lease_until: datetime
) -> None:
    """Write the lease of some notices under the key of their message; None = each is its own message."""
    if not keys:
        return
    chosen, parameters = vendor.any_of("key", keys)
    leased = [owner, vendor.from_instant(lease_until), vendor.from_instant(now)]
    carrier, carried = ("key", []) if message is None else ("%s", [message])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE outbox SET state = 'sending', lease_owner = %s, lease_until = %s, sent_at = %s,"
            f" message = {carrier} WHERE {chosen}",
            [*leased, *carried, *parameters],
        )
