"""What a report is about: a closed window of time, and whose orders.

A window is whole days of one zone and over: what is still running is no window. A scope names who owed the first
answers (law 2), so that an order that was handed on stays with the store that let it wait.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.people import require_person
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World
from otklik.domain.zones import parse_zone

ScopeKind = Literal["all", "partner", "store", "trade"]

SCOPES: tuple[ScopeKind, ...] = ("all", "partner", "store", "trade")

MOST_DAYS = 1100
"""A window holds at most so many days: three years."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose orders: everybody's, or those of one partner, store or trade (slug)."""

    kind: ScopeKind = "all"
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """Whole days of a zone: from the beginning of the first to the end of the last.

    Parameters
    ----------
    first_on, last_on
        Local dates, both included.
    zone
        IANA name.
    """

    first_on: date
    last_on: date
    zone: str

    @property
    def from_at(self) -> datetime:
        """Beginning of the first day, UTC."""
        return _midnight(self.first_on, self.zone)

    @property
    def to_at(self) -> datetime:
        """End of the last day, UTC; not included."""
        return _midnight(self.last_on + timedelta(days=1), self.zone)

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last_on - self.first_on).days + 1


@dataclass(frozen=True, slots=True)
class Headline:
    """What a letter says of a report.

    Parameters
    ----------
    report, digest
        Its number and the SHA-256 of its findings.
    window, scope, name
        What it is about, and what people call the partner, store or trade; empty for all.
    orders
        How many there are in it.
    owed, in_limit, silent
        Orders that were owed an answer, answered in time, never answered; None where nobody was owed one.
    lost_minor, currency
        Worth of those whose sale was not kept.
    """

    report: int
    digest: str
    window: Window
    scope: Scope
    name: str
    orders: int
    owed: int | None
    in_limit: int | None
    silent: int | None
    lost_minor: int | None
    currency: str


def decide_mail(
    state: StreamState, world: World, now: datetime, *, actor: str, headline: Headline
) -> Sequence[Event]:
    """The fact that the headline figures of a report are sent to a person.

    Raises
    ------
    DomainError
        `unknown_person`; `no_address`: nothing reaches him.
    """
    person = require_person(state)
    if not person.methods:
        raise DomainError(
            "no_address",
            f"{state.stream.partition('/')[2]} has no address.",
            remedy="`otklik method add` gives one.",
            place="mail",
        )
    window = headline.window
    return [
        make(
            "report.mailed",
            occurred_at=now,
            actor=actor,
            source="person",
            report=headline.report,
            digest=headline.digest,
            scope=headline.scope.kind,
            name=headline.name or None,
            first_on=window.first_on.isoformat(),
            last_on=window.last_on.isoformat(),
            orders=headline.orders,
            owed=headline.owed,
            in_limit=headline.in_limit,
            silent=headline.silent,
            lost_minor=headline.lost_minor,
            currency=headline.currency or None,
        )
    ]


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), parse_zone(zone)).astimezone(UTC)


def check_window(window: Window, *, now: datetime) -> Window:
    """The window, if it is over.

    Raises
    ------
    DomainError
        `window_empty`, `window_open`, `window_long`.
    """
    if window.days < 1:
        raise DomainError(
            "window_empty", "The last day lies before the first.", remedy="Swap them.", place="to"
        )
    if window.to_at > now:
        raise DomainError(
            "window_open",
            f"{window.last_on} is not over yet: a report is about days that are.",
            remedy="Choose yesterday or earlier as the last day.",
            place="to",
        )
    if window.days > MOST_DAYS:
        raise DomainError(
            "window_long",
            f"A report is about at most {MOST_DAYS} days.",
            remedy="Make one a year.",
            place="from",
        )
    return window


def last_days(days: int, *, zone: str, now: datetime) -> Window:
    """The latest days that are over."""
    today = now.astimezone(parse_zone(zone)).date()
    return Window(today - timedelta(days=days), today - timedelta(days=1), zone)


def last_week(*, zone: str, now: datetime) -> Window:
    """The latest week that is over, Monday to Sunday."""
    today = now.astimezone(parse_zone(zone)).date()
    monday = today - timedelta(days=today.weekday() + 7)
    return Window(monday, monday + timedelta(days=6), zone)


def last_month(*, zone: str, now: datetime) -> Window:
    """The latest month of the calendar that is over."""
    today = now.astimezone(parse_zone(zone)).date()
    last_on = today.replace(day=1) - timedelta(days=1)
    return Window(last_on.replace(day=1), last_on, zone)
