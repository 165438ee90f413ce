"""What a decision may know of the world outside its own stream, as plain values.

The shell loads a `World` for the stores that a unit touches; deciders and the engine read it and nothing else.
It holds the present (who is on shift, which methods work): what is frozen stands in obligations, not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from otklik.domain.business_time import WorkCalendar
from otklik.domain.errors import DomainError
from otklik.domain.fleets import Fleet
from otklik.domain.standards import Standard
from otklik.domain.work_weeks import Roster


@dataclass(frozen=True, slots=True)
class ContactMethod:
    """One way to reach a person or a place: an id, a channel name and whether it works.

    The address itself is personal and is not here: the sender reads it by `id` when it sends.
    """

    id: str
    channel: str
    verified: bool = True
    healthy: bool = True


@dataclass(frozen=True, slots=True)
class Maintenance:
    """The latest work on a place: since when, and until when notices to the staff wait or waited."""

    started_at: datetime
    until_at: datetime

    def is_running(self, now: datetime) -> bool:
        """Whether it is under way."""
        return self.started_at <= now < self.until_at


@dataclass(frozen=True, slots=True)
class Sampling:
    """Whom to ask why an order ended: the plan's id and seed, and its chance per stratum in millionths."""

    plan: str
    seed: str
    shares: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works for a store or for the marketplace."""

    slug: str
    name: str
    store: str
    roles: frozenset[str]
    """Of: seller, head, administrator, auditor, second_person, dispatcher, courier, partner_manager."""
    locale: str = "ru"
    methods: tuple[ContactMethod, ...] = ()
    active: bool = True
    admitted: frozenset[str] | None = None
    """Subjects on which he may talk to buyers now; None = nobody decides it here, then on all (R17)."""


@dataclass(frozen=True, slots=True)
class Store:
    """A place with opening hours that can owe something: a shop, the marketplace's office, a warehouse, a bank.

    `role` is `store` for shops; otherwise the debtor role it plays (marketplace, warehouse, call_centre, bank,
    credit_expert, carrier, courier, supplier). `parties` maps a role to the slug that plays it for this store.
    """

    slug: str
    name: str
    calendar: WorkCalendar
    standard: str
    """Hash of the standard in force for new facts of this store: that of its trade, where it has one."""
    role: str = "store"
    partner: str = ""
    phone: str = ""
    locale: str = "ru"
    next_store: str = ""
    trade: str = ""
    parties: Mapping[str, str] = field(default_factory=dict)
    inboxes: tuple[str, ...] | None = None
    """What a round looks through, as the store has named it; None = nobody has (`inboxes.inboxes_of`)."""
    people: tuple[Person, ...] = ()
    methods: tuple[ContactMethod, ...] = ()
    """Methods of the place itself (shop's phone, till's tablet)."""
    on_shift: tuple[str, ...] = ()
    """Slugs of the people who joined the shift and have not left (on shift = joined), earliest first."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Of those on shift: where each is, as far as proved (`in_shop`, `elsewhere`, `unknown`; absent = unknown)."""
    busy: Mapping[str, datetime] = field(default_factory=dict)
    """Of those on shift: until when each is busy with customers; who is free is absent."""
    place_proved: bool = False
    """Whether the store has a proved place device; until then an unknown place counts as in the shop."""
    shift_on: str = ""
    """ISO date of the shift that is on now: today's, or past midnight yesterday's where it goes on."""
    roster: Roster = field(default_factory=dict)
    """Who is to work when, by slug; empty = the store keeps none."""
    rostered: tuple[str, ...] = ()
    """Slugs of those who are to be at work now by the roster, whether they joined or not."""
    maintenance: Maintenance | None = None
    """The latest work on it, under way or over."""
    agreed: str = ""
    """Hash of the standard that a named person of its partner accepted last; empty = nobody did (R12)."""
    fleet: Fleet | None = None
    """What it delivers with, where it is a depot."""
    sampling: Sampling | None = None
    """The partner's plan of whom to ask, as it is now; None = nobody planned, then everybody is asked (R02)."""


@dataclass(frozen=True, slots=True)
class World:
    """Everything outside a stream that a unit's decisions may read.

    Parameters
    ----------
    stores
        By slug: at least the marketplace and every store that the unit's streams or events name.
    marketplace
        Slug of the marketplace's own place; in a single shop, of the shop itself.
    standards
        By hash: those in force for `stores` and those under which open obligations were opened.
    calendars
        By hash: every calendar frozen in an open obligation of the unit's streams.
    listeners
        Slugs of the sources behind which a stock system wants to hear of goods that go back.
    """

    stores: Mapping[str, Store]
    marketplace: str
    standards: Mapping[str, Standard]
    calendars: Mapping[str, WorkCalendar] = field(default_factory=dict)
    listeners: frozenset[str] = frozenset()

    def store(self, slug: str) -> Store:
        """The store of that slug.

        Raises
        ------
        DomainError
            `unknown_store`: no such store was loaded.
        """
        try:
            return self.stores[slug]
        except KeyError:
            raise DomainError(
                "unknown_store", f"There is no store {slug!r}.", remedy="`otklik store list` shows the slugs."
            ) from None

    def calendar(self, digest: str) -> WorkCalendar:
        """The calendar frozen under that hash, wherever it is in force or was."""
        if digest in self.calendars:
            return self.calendars[digest]
        for store in self.stores.values():
            if store.calendar.hash == digest:
                return store.calendar
        raise DomainError("unknown_calendar", f"No calendar {digest[:12]} was loaded.")
