"""One place with hours: shop, marketplace office, warehouse, bank; what its stream says of it now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from otklik.domain.business_time import WorkCalendar
from otklik.domain.catalogue import make
from otklik.domain.contact_methods import Method, evolve_methods
from otklik.domain.devices import Device, evolve_devices
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry, Event, instant_of
from otklik.domain.inboxes import checked_inboxes
from otklik.domain.slugs import SLUG, checked_slug
from otklik.domain.stream_state import StreamState
from otklik.domain.world import Maintenance, World

ROLES = (
    "store",
    "marketplace",
    "warehouse",
    "call_centre",
    "bank",
    "credit_expert",
    "carrier",
    "courier",
    "supplier",
)
"""What a place may be; all but the first two are parties that owe a step (glossary: store, party)."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours as written: expression, IANA zone, holiday country and region, exceptions, night rule."""

    expression: str
    zone: str
    country: str = ""
    region: str = ""
    exceptions: tuple[str, ...] = ()
    night: str = "shift"


@dataclass(frozen=True, slots=True)
class StoreState:
    """What is true of a place; hours are None until they were given, inboxes until somebody named them.

    The roster is JSON as `rosters.py` reads it, the fleet as `fleet_documents.py` does.
    """

    slug: str
    name: str
    role: str
    partner: str
    locale: str
    phone: str = ""
    trade: str = ""
    hours: Hours | None = None
    next_store: str = ""
    inboxes: tuple[str, ...] | None = None
    parties: Mapping[str, str] = field(default_factory=dict)
    methods: tuple[Method, ...] = ()
    maintenance: Maintenance | None = None
    late_word_at: datetime | None = None
    """When the last word about late notices goes out: until then it covers all that is late."""
    devices: tuple[Device, ...] = ()
    roster: Mapping[str, Any] = field(default_factory=dict)
    point: tuple[float, float] | None = None
    """Where it is: latitude and longitude in degrees; None = nobody said."""
    fleet: Mapping[str, Any] = field(default_factory=dict)


def evolve(state: StoreState | None, entry: Entry) -> StoreState | None:
    """The place after one more entry of its `store/` stream."""
    data = entry.event.data
    if entry.event.kind == "store.opened":
        return StoreState(
            slug=entry.stream.partition("/")[2],
            name=data["name"],
            role=data["role"],
            partner=data["partner"],
            locale=data["locale"],
            phone=data.get("phone", ""),
            trade=data.get("trade", ""),
        )
    if state is None:
        return None
    if entry.event.kind == "store.changed":
        tuples = {name: tuple(data[name]) for name in ("inboxes", "point") if name in data}
        return replace(state, **{**data, **tuples})
    if entry.event.kind == "hours.changed":
        return replace(state, hours=hours_of(data))
    if entry.event.kind.startswith("maintenance."):
        return replace(state, maintenance=_maintenance(state.maintenance, entry.event))
    if entry.event.kind == "notices.late":
        return replace(state, late_word_at=instant_of(data["send_at"]))
    if entry.event.kind == "roster.changed":
        return replace(state, roster=data["roster"])
    if entry.event.kind == "fleet.changed":
        return replace(state, fleet=data["document"])
    return replace(
        state,
        methods=evolve_methods(state.methods, entry),
        devices=evolve_devices(state.devices, entry),
    )


def _maintenance(known: Maintenance | None, event: Event) -> Maintenance | None:
    """The latest work on the place: said again while it runs, it is the same with another end."""
    at = event.occurred_at
    if event.kind == "maintenance.started":
        goes_on = known is not None and known.is_running(at)
        return Maintenance(known.started_at if known and goes_on else at, instant_of(event.data["until_at"]))
    return replace(known, until_at=at) if known else None


def hours_of(data: Mapping[str, Any]) -> Hours:
    """The hours that the data of an `hours.changed` give."""
    return Hours(
        expression=data["hours"],
        zone=data["zone"],
        country=data.get("country", ""),
        region=data.get("region", ""),
        exceptions=tuple(data.get("exceptions", ())),
        night=data.get("night", "shift"),
    )


def calendar_of(hours: Hours) -> WorkCalendar:
    """The compiled calendar of written hours.

    Raises
    ------
    DomainError
        The expression, zone or an exception can't be read; the error names the place.
    """
    return WorkCalendar.parse(
        hours.expression,
        hours.zone,
        country=hours.country or None,
        region=hours.region or None,
        exceptions=hours.exceptions,
        night=hours.night,
    )


def roles_of(world: World) -> tuple[str, ...]:
    """What a place may be here: the closed list, and what the standards in force declare (`[party.engraver]`)."""
    declared = sorted({role for standard in world.standards.values() for role in standard.roles})
    return (*ROLES, *(role for role in declared if role not in ROLES))


def decide_open(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    name: str,
    role: str,
    partner: str,
    hours: Hours,
    phone: str = "",
    locale: str = "ru",
    trade: str = "",
) -> Sequence[Event]:
    """The facts of a new place and its hours.

    Raises
    ------
    DomainError
        `store_exists`, `unknown_role`, `bad_slug`, `bad_trade`; whatever is wrong with the hours.
    """
    slug = checked_slug(state.stream)
    if state.subject is not None:
        raise DomainError(
            "store_exists", f"There is a store {slug!r} already.", remedy="`store hours` changes it."
        )
    known = roles_of(world)
    if role not in known:
        raise DomainError(
            "unknown_role",
            f"{role!r} is no role of a place.",
            remedy=f"One of: {', '.join(known)}; a standard may declare others as [party.NAME].",
        )
    opened = make(
        "store.opened",
        occurred_at=now,
        actor=actor,
        source="person",
        name=name.strip() or slug,
        role=role,
        partner=partner,
        phone=phone or None,
        locale=locale,
        trade=checked_trade(trade) or None,
    )
    return [opened, _hours_changed(now, actor, hours)]


def _hours_changed(now: datetime, actor: str, hours: Hours) -> Event:
    calendar_of(hours)
    return make(
        "hours.changed",
        occurred_at=now,
        actor=actor,
        source="person",
        hours=hours.expression,
        zone=hours.zone,
        country=hours.country or None,
        region=hours.region or None,
        exceptions=list(hours.exceptions) or None,
        night=hours.night,
    )


def decide_hours(
    state: StreamState, world: World, now: datetime, *, actor: str, hours: Hours
) -> Sequence[Event]:
    """The fact that a place has other hours; open obligations keep theirs (law 1).

    Raises
    ------
    DomainError
        `unknown_store`; whatever is wrong with the hours.
    """
    place = require_store(state)
    return [] if place.hours == hours else [_hours_changed(now, actor, hours)]


def decide_change(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    name: str | None = None,
    phone: str | None = None,
    next_store: str | None = None,
    parties: Mapping[str, str] | None = None,
    trade: str | None = None,
    inboxes: Sequence[str] | None = None,
    point: tuple[float, float] | None = None,
) -> Sequence[Event]:
    """The fact that a place changed its name, number, trade, next store, inboxes, or who plays which role for it.

    Parameters
    ----------
    parties
        Role → slug, for the roles to change; empty = nobody is named for it any more.
    trade
        Slug, or empty for none; orders that were there before keep the norms that they came under (law 1).

    inboxes
        What a round looks through, of `inboxes.INBOXES`.
    point
        Where it is, latitude and longitude in degrees.

    Raises
    ------
    DomainError
        `unknown_store`: this one, or one that it names; `bad_trade`, `unknown_inbox`, `no_inboxes`, `bad_point`.
    """
    place = require_store(state)
    for slug in filter(None, (*(parties or {}).values(), next_store)):
        world.store(slug)
    named = {**place.parties, **parties} if parties else None
    merged = {role: slug for role, slug in named.items() if slug} if named is not None else None
    wanted: dict[str, Any] = {"name": name, "phone": phone, "next_store": next_store, "parties": merged}
    wanted["trade"] = None if trade is None else checked_trade(trade)
    wanted["point"] = None if point is None else checked_point(point)
    wanted["inboxes"] = None if inboxes is None else checked_inboxes(inboxes)
    changed = {
        key: value for key, value in wanted.items() if value is not None and value != getattr(place, key)
    }
    changed |= {name: list(changed[name]) for name in ("inboxes", "point") if name in changed}
    return (
        [make("store.changed", occurred_at=now, actor=actor, source="person", **changed)] if changed else []
    )


def checked_point(point: tuple[float, float]) -> tuple[float, float]:
    """The point, to a tenth of a second of arc, if it lies on the earth.

    Raises
    ------
    DomainError
        `bad_point`.
    """
    latitude, longitude = point
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise DomainError(
            "bad_point",
            "A point is a latitude and a longitude in degrees.",
            remedy="Write it as 53.195,50.107.",
            place="point",
        )
    return round(latitude, 5), round(longitude, 5)


def checked_trade(trade: str) -> str:
    """The trade, if it can be one; empty = none.

    Raises
    ------
    DomainError
        `bad_trade`.
    """
    if trade and not SLUG.fullmatch(trade):
        raise DomainError(
            "bad_trade",
            f"{trade!r} can't name a trade.",
            remedy="Use 1–48 of a–z, 0–9 and hyphen, as the standard writes it: [trade.stationery].",
            place="trade",
        )
    return trade


def require_store(state: StreamState) -> StoreState:
    """The place, if it exists.

    Raises
    ------
    DomainError
        `unknown_store`.
    """
    if not isinstance(state.subject, StoreState):
        slug = state.stream.partition("/")[2]
        raise DomainError(
            "unknown_store", f"There is no store {slug!r}.", remedy="`otklik store list` shows the slugs."
        )
    return state.subject
