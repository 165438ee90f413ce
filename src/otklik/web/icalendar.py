"""Calendar files (RFC 5545) with instants in UTC: lines of at most 75 octets, text escaped, CRLF.

A feed of deadlines is a dozen lines an event, so that it is written here rather than by a library that brings two more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

MEDIA_TYPE = "text/calendar; charset=utf-8"

MOST_OCTETS = 75
"""Of a line without its end (RFC 5545, 3.1); what is longer goes on in the next one behind a space."""

LASTS = timedelta(minutes=15)
"""How long a deadline is shown: it ends at its instant."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One deadline.

    Parameters
    ----------
    uid
        The same for ever, whatever changes.
    at
        Aware; the instant by which something is due.
    revision
        Grows with each change, so that a calendar takes the newer one.
    changed_at
        When it was written.
    remind_m
        Minutes before it at which the calendar itself reminds; None = never.
    """

    uid: str
    at: datetime
    title: str
    revision: int
    changed_at: datetime
    remind_m: int | None = None


def write_calendar_file(name: str, events: Iterable[CalendarEvent]) -> bytes:
    """The file of a calendar.

    Parameters
    ----------
    name
        As the reader's program shows it.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Otklik//Promises//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(event: CalendarEvent) -> list[str]:
    alarm = [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_text(event.title)}",
        f"TRIGGER;RELATED=END:-PT{event.remind_m}M",
        "END:VALARM",
    ]
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}",
        f"DTSTAMP:{_instant(event.changed_at)}",
        f"SEQUENCE:{event.revision}",
        f"DTSTART:{_instant(event.at - LASTS)}",
        f"DTEND:{_instant(event.at)}",
        f"SUMMARY:{_text(event.title)}",
        *(alarm if event.remind_m is not None else ()),
        "END:VEVENT",
    ]


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """A value of type TEXT: backslash, semicolon, comma and line break escaped, other control signs left out."""
    plain = "".join(sign for sign in text.replace("\r\n", "\n") if sign == "\n" or sign.isprintable())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A content line in pieces of at most `MOST_OCTETS`, none of which splits a character."""
    pieces: list[bytes] = []
    piece = b""
    for sign in line:
        octets = sign.encode()
        if len(piece) + len(octets) > MOST_OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
