"""The section of the buyer's page on which he complains, reads who answers by when, and says "solved"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.complaints import ABOUT
from otklik.domain.local_times import floor_minute, until_text
from otklik.domain.locales import Locale
from otklik.domain.status import OrderStatus
from otklik.domain.status_complaints import StatusComplaint
from otklik.domain.wording import capitalised
from otklik.domain.zones import parse_zone
from otklik.web.complaint_words import ABOUT as ABOUT_WORDS
from otklik.web.complaint_words import ACTIONS, BUYER
from otklik.web.dials import moment_of

MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """One complaint of his: key, tone, what it is about, sentences, and whether he may say "solved"."""

    key: str
    tone: str
    about: str
    sentences: tuple[str, ...]
    can_solve: bool


@dataclass(frozen=True, slots=True)
class ComplaintSection:
    """What `status_complaint.html` shows: his complaints, and the form of a new one."""

    words: Mapping[str, str]
    title: str
    lines: tuple[ComplaintLine, ...]
    choices: tuple[tuple[str, str], ...]


def write_complaints(status: OrderStatus, locale: Locale, now: datetime) -> ComplaintSection:
    """The section in words."""
    words = {name: word[locale] for name, word in BUYER.items()}
    return ComplaintSection(
        words=words,
        title=words["title_open" if status.complaints else "title"],
        lines=tuple(_line(one, status.zone, locale, now=now) for one in status.complaints[:MOST_SHOWN]),
        choices=tuple((code, ABOUT_WORDS[code][locale]) for code in ABOUT),
    )


def _line(one: StatusComplaint, zone: str, locale: Locale, *, now: datetime) -> ComplaintLine:
    return ComplaintLine(
        key=one.key,
        tone="ok" if one.closed_at else "info" if one.acted_at else _waits(one, now),
        about=capitalised(ABOUT_WORDS[one.about][locale]),
        sentences=tuple(_sentences(one, zone, locale, now=now)),
        can_solve=one.closed_at is None,
    )


def _waits(one: StatusComplaint, now: datetime) -> str:
    return "late" if one.limit_at is not None and now > one.limit_at else "warn"


def _sentences(one: StatusComplaint, zone: str, locale: Locale, *, now: datetime) -> list[str]:
    """When he wrote, and what holds now: closed, seen to, late, or by when somebody answers."""
    said = [BUYER["said"][locale].format(at=moment_of(one.at, zone, locale, now=now))]
    if one.acted_at is not None:
        done = ACTIONS[one.action][locale] if one.action in ACTIONS else ACTIONS["other"][locale]
        at = moment_of(one.acted_at, zone, locale, now=now)
        said.append(BUYER["acted"][locale].format(at=at, action=done))
    if one.closed_at is not None:
        said.append(BUYER["done"][locale].format(at=moment_of(one.closed_at, zone, locale, now=now)))
    elif one.acted_at is None and one.limit_at is not None:
        said.append(_promise(one, one.limit_at, zone, locale, now=now))
    return said


def _promise(one: StatusComplaint, limit_at: datetime, zone: str, locale: Locale, *, now: datetime) -> str:
    if now > limit_at:
        return BUYER["late"][locale].format(at=moment_of(limit_at, zone, locale, now=now))
    until = until_text(floor_minute(limit_at), parse_zone(zone), locale, now=now)
    return BUYER["above_until" if one.of_the_head else "head_until"][locale].format(until=until)
