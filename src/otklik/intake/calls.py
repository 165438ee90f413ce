"""Calls as any telephone exchange can tell of them: one small JSON object, signed over its raw bytes.

`{"id", "number", "started_at", "kind": "missed" | "answered", "line"?, "store"?, "ring_s"?, "duration_s"?}`. A
number may be written in any spelling, hidden, or that of a colleague's extension. What it means is decided elsewhere;
HTTP is the entrance's. How to send one: `docs/howto/tell-of-calls.md`.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any

from otklik.domain.errors import DomainError
from otklik.domain.incoming import IncomingCall
from otklik.domain.phones import normalise
from otklik.intake.instants import EARLIEST, LATEST, parse_instant
from otklik.intake.json_input import read_object
from otklik.intake.texts import one_line

NAME = "calls"

SIGNATURE = "x-otklik-signature"
"""Header: hex HMAC-SHA256 of the raw body under the source's secret, with or without `sha256=` before it."""

KINDS = ("missed", "answered")

WITHHELD = frozenset({
    "", "anonymous", "withheld", "unknown", "restricted", "private", "hidden", "unavailable", "anonim", "аноним",
    "скрыт", "номер скрыт",
})  # fmt: skip
"""What exchanges write in place of a number that the caller hides, casefolded."""

EXTENSION_DIGITS = 5
"""A number of at most so many digits is a colleague's extension: such calls are of no use here."""

MAX_SECONDS = 86_400


def verify(raw: bytes, headers: Mapping[str, str], secret: str) -> bool:
    """Whether the body carries the exchange's signature of exactly these bytes.

    Parameters
    ----------
    raw
        The body as it came.
    headers
        Names in any case.
    secret
        The secret of the source; an empty one verifies nothing.
    """
    given = next((value for name, value in headers.items() if name.casefold() == SIGNATURE), "")
    given = given.strip().removeprefix("sha256=").lower()
    if not secret or not given:
        return False
    digest = hmac.new(secret.encode("utf-8", "surrogatepass"), raw, hashlib.sha256).hexdigest()
    return hmac.compare_digest(digest.encode(), given.encode("utf-8", "surrogatepass"))


def parse(raw: bytes, *, region: str = "RU", zone: tzinfo | None = None) -> IncomingCall:
    """The call of one body.

    Parameters
    ----------
    raw
        JSON.
    region
        ISO 3166 code for numbers in local form.
    zone
        Zone of instants that name none; None = such a body is refused.

    Raises
    ------
    DomainError
        `unreadable`, `zone_required`: with the JSON path. The caller keeps such a body in quarantine.
    """
    call = read_object(raw)
    written = _text(call, "number")
    hidden = written.casefold() in WITHHELD
    digits = re.sub(r"\D", "", written, flags=re.ASCII)
    phone = "" if hidden else normalise(written, region)
    if not hidden and not digits:
        raise _refused("number", "This is no telephone number.", 'Send the digits, or "" where it is hidden.')
    return IncomingCall(
        id=_text(call, "id")[:200],
        phone_raw="" if hidden else digits,
        phone=phone,
        started_at=_instant(call, zone),
        answered=_kind(call) == "answered",
        store=_text(call, "store"),
        line=_text(call, "line")[:64],
        talk_s=_seconds(call, "duration_s"),
        ring_s=_seconds(call, "ring_s"),
        internal=call.get("internal") is True
        or (not hidden and not phone and len(digits) <= EXTENSION_DIGITS),
    )


def _refused(place: str, message: str, remedy: str) -> DomainError:
    return DomainError("unreadable", message, remedy=remedy, place=place)


def _text(call: Mapping[str, Any], name: str) -> str:
    value = call.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _refused(name, "This is not a text.", "Send a string.")
    return one_line(str(value))


def _kind(call: Mapping[str, Any]) -> str:
    kind = _text(call, "kind").casefold()
    if kind not in KINDS:
        raise _refused("kind", "This says not what became of the call.", f"Send one of: {', '.join(KINDS)}.")
    return kind


def _instant(call: Mapping[str, Any], zone: tzinfo | None) -> datetime:
    """A text with its zone, or seconds since 1970 as exchanges like to count."""
    value = call.get("started_at")
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not EARLIEST.timestamp() <= value <= LATEST.timestamp():
            raise _refused("started_at", "This is no instant of our days.", "Send seconds since 1970.")
        return datetime.fromtimestamp(value, UTC)
    return parse_instant(_text(call, "started_at"), place="started_at", zone=zone).at


def _seconds(call: Mapping[str, Any], name: str) -> int | None:
    value = call.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_SECONDS:
        raise _refused(name, "This is no length of a call.", "Send whole seconds, 0 to 86400.")
    return value
