"""Parcels as any carrier's system can tell of them: one small JSON object a mark, signed over its raw bytes.

`{"order", "event", "at", "shop"?, "parcel"?, "due_at"?, "how"?, "reason"?, "words"?}`. The same mark sent again says
nothing new: its order, event and instant say so. How to send one: `docs/howto/tell-of-parcels.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from otklik.domain.errors import DomainError
from otklik.intake import calls
from otklik.intake.instants import EARLIEST, LATEST, parse_instant
from otklik.intake.json_input import read_object
from otklik.intake.texts import one_line

NAME = "tracking"

EVENTS = ("taken", "scanned", "coming", "delivered", "failed")
"""What a mark may be: the carrier has it, it was seen, somebody is on the way to the door, it was made, it was not."""

HOWS = ("door", "down", "other")
REASONS = ("not_at_home", "refused", "wrong_address", "damaged", "not_loaded")

verify = calls.verify
"""Whether the body is signed as the bodies of telephone exchanges are: `X-Otklik-Signature`, hex HMAC-SHA256."""


@dataclass(frozen=True, slots=True)
class TrackingMark:
    """One mark of a parcel: of which order, in the words of the carrier, what and when.

    `how` says how a delivery was made, `reason` why it was not, `status` what a scan says.
    """

    order: str
    shop: str
    parcel: str
    event: str
    at: datetime
    due_at: datetime | None = None
    how: str = ""
    reason: str = ""
    status: str = ""
    words: str = ""


def parse(raw: bytes) -> TrackingMark:
    """The mark of one body.

    Parameters
    ----------
    raw
        JSON.

    Raises
    ------
    DomainError
        `unreadable`, `zone_required`: with the JSON path. The caller keeps such a body in quarantine.
    """
    body = read_object(raw)
    event = _one_of(body, "event", EVENTS)
    at = _instant(body, "at")
    if at is None:
        raise _refused("at", "The mark has no instant.", "Send when it happened: by it a repeat is known.")
    return TrackingMark(
        order=_required(body, "order", "Send the order's number, or its id here."),
        shop=_text(body, "shop"),
        parcel=_text(body, "parcel"),
        event=event,
        at=at,
        due_at=_instant(body, "due_at"),
        how=_one_of(body, "how", HOWS, "door") if event == "delivered" else "",
        reason=_one_of(body, "reason", REASONS) if event == "failed" else "",
        status=_text(body, "status")[:64],
        words=_text(body, "words")[:500],
    )


def _refused(place: str, message: str, remedy: str) -> DomainError:
    return DomainError("unreadable", message, remedy=remedy, place=place)


def _text(body: Mapping[str, Any], name: str) -> str:
    value = body.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _refused(name, "This is not a text.", "Send a string.")
    return one_line(str(value))


def _required(body: Mapping[str, Any], name: str, remedy: str) -> str:
    text = _text(body, name)
    if not text:
        raise _refused(name, f"The mark has no {name}.", remedy)
    return text


def _one_of(body: Mapping[str, Any], name: str, words: tuple[str, ...], otherwise: str = "") -> str:
    text = _text(body, name) or otherwise
    if text not in words:
        raise _refused(name, f"This is no {name}.", f"One of: {', '.join(words)}.")
    return text


def _instant(body: Mapping[str, Any], name: str) -> datetime | None:
    """A text with its zone, or seconds since 1970; None = the carrier says nothing."""
    value = body.get(name)
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not EARLIEST.timestamp() <= value <= LATEST.timestamp():
            raise _refused(name, "This is no instant of our days.", "Send seconds since 1970.")
        return datetime.fromtimestamp(value, UTC)
    return parse_instant(_text(body, name), place=name, zone=None).at
