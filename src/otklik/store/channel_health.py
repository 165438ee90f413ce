"""What the journal knows of messages to people and places within a time: each with what came back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from otklik.analytics.channel_health import Telling
from otklik.domain.contact_methods import LIFE
from otklik.domain.late_words import owner_of
from otklik.store import envelope, models

FACTS = ("message.sent", "message.accepted", "message.delivered", "message.failed", "order.taken", *LIFE)
MOST = 200_000
"""Facts that are read at most, the newest: beyond that the figures are those of the newest messages."""


@dataclass(frozen=True, slots=True)
class MethodRow:
    """One contact method, whether it counts as working, and when it last showed that it lives."""

    owner: str
    method: str
    channel: str
    healthy: bool
    alive_at: datetime | None


def list_methods() -> list[MethodRow]:
    """Every contact method, by owner."""
    rows = models.ContactMethod.objects.order_by("owner", "channel", "method")
    return [MethodRow(row.owner, row.method, row.channel, row.healthy, row.alive_at) for row in rows]


def list_tellings(*, since: datetime) -> list[Telling]:
    """Messages to people and places that went out since an instant, oldest first; a repeat is the same message."""
    rows = models.JournalRow.objects.filter(kind__in=FACTS, occurred_at__gte=since).order_by("-position")
    found: dict[str, dict[str, Any]] = {}
    waiting: dict[tuple[str, str], list[str]] = {}
    for row in reversed(list(rows[:MOST].values_list("stream", "kind", "occurred_at", "body"))):
        stream, kind, at, body = row
        data = envelope.unpack(bytes(body)).event.data
        if kind in LIFE:
            for one in found.values():
                if (one["owner"], one["method"]) == (stream, data["method"]):
                    one.setdefault("reacted_at", at)
        elif kind == "order.taken":
            for key in waiting.pop((stream, str(data["person"])), ()):
                found[key].setdefault("reacted_at", at)
        else:
            _enter(found, waiting, stream, kind, at, data)
    return [Telling(**one) for one in found.values()]


def _enter(
    found: dict[str, dict[str, Any]],
    waiting: dict[tuple[str, str], list[str]],
    stream: str,
    kind: str,
    at: datetime,
    data: Mapping[str, Any],
) -> None:
    key = str(data.get("notice", ""))
    if kind == "message.sent" and data.get("method"):
        found.setdefault(
            key,
            {
                "owner": owner_of(str(data["receiver"])),
                "method": str(data["method"]),
                "channel": str(data["channel"]),
                "sent_at": at,
            },
        )
        waiting.setdefault((stream, str(data["receiver"])), []).append(key)
    elif key in found and kind == "message.failed" and data.get("attempt"):
        found[key]["failed_at"] = at
    elif key in found and kind == "message.accepted":
        found[key].setdefault("accepted_at", at)
        found[key].pop("failed_at", None)
    elif key in found and kind == "message.delivered":
        found[key].setdefault("delivered_at", at)
