"""The world outside a stream, read from the directory tables: places, people, shifts, contracts, calendars.

`load_snapshot` asks the database, `world_at` is pure: one snapshot serves all units of a batch, each at its own
instant. Compiled standards and calendars are kept in the process by their hash. Addresses are read only by who
sends (`load_address`).
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from otklik.domain.business_time import WorkCalendar
from otklik.domain.errors import DomainError
from otklik.domain.fleet_documents import parse_fleet
from otklik.domain.fleets import Fleet
from otklik.domain.partners import PartnerState
from otklik.domain.rosters import list_expected, roster_of
from otklik.domain.standards import Standard
from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.vocabulary import SHIPPED
from otklik.domain.stores import ROLES, Hours, calendar_of
from otklik.domain.work_weeks import WorkWeek
from otklik.domain.world import ContactMethod, Maintenance, Sampling, Store, World
from otklik.store import directory_stamps, journal, models, vendor, writer
from otklik.store.admissions import team_of

NEIGHBOURS = 2
"""How far to follow `next_store` and parties: the next one of a store that an order may be handed to."""

OF_PARTNER = "partner/"
"""Begins a name among slugs that stands for all places of a partner: its stream."""

BEYOND_STORES = sorted(set(ROLES) - {"store"})
NO_HOURS = Hours("24/7", "UTC")
"""For a place whose hours nobody gave, where the marketplace has none either."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Rows of the directory at one moment, for some places and whatever they refer to."""

    asked: frozenset[str]
    marketplace: str
    stores: Mapping[str, Mapping[str, Any]]
    accepted: Mapping[str, str]
    agreed: Mapping[str, str]
    people: Sequence[Mapping[str, Any]]
    methods: Mapping[str, tuple[ContactMethod, ...]]
    shifts: Sequence[Mapping[str, Any]]
    proved: frozenset[str]
    standards: Mapping[str, Standard]
    calendars: Mapping[str, WorkCalendar]
    listeners: frozenset[str] = frozenset()
    samplings: Mapping[str, Sampling] = field(default_factory=dict)


def load_world(
    slugs: Iterable[str],
    standard_hashes: Iterable[str] = (),
    calendar_hashes: Iterable[str] = (),
    *,
    now: datetime,
) -> World:
    """The world as deciders and the engine read it.

    Parameters
    ----------
    slugs
        Places of interest, `partner/<slug>` for all of a partner; unknown ones are left out. The marketplace's place
        always comes along, and so do the next stores and the parties of all of them, and places that alone play their
        role.
    standard_hashes, calendar_hashes
        What open obligations were frozen with.
    now
        Aware instant; decides whose shift it is.
    """
    return world_at(load_snapshot(slugs, standard_hashes, calendar_hashes), now=now)


def load_snapshot(
    slugs: Iterable[str], standard_hashes: Iterable[str] = (), calendar_hashes: Iterable[str] = ()
) -> Snapshot:
    """Everything that `world_at` needs, remembered or in a handful of statements; parameters as in `load_world`."""
    asked = frozenset(slugs), frozenset(standard_hashes), frozenset(calendar_hashes)
    return directory_stamps.remembered(("snapshot", *asked), lambda: _read_snapshot(*asked))


def _read_snapshot(
    asked: frozenset[str], standard_hashes: frozenset[str], calendar_hashes: frozenset[str]
) -> Snapshot:
    stores = _load_stores(asked)
    marketplace = _find_marketplace(stores)
    partners = {row["partner"] for row in stores.values() if row["partner"]}
    columns = ("slug", "standard", "agreed", "sampling")
    contracts = vendor.select(models.Partner, columns, "slug", sorted(partners))
    accepted = {slug: standard for slug, standard, _, _ in contracts}
    agreed = {slug: standard for slug, _, standard, _ in contracts}
    people = _rows(models.Person, "store", sorted(stores))
    owners = [f"store/{slug}" for slug in stores] + [f"person/{row['slug']}" for row in people]
    methods: dict[str, tuple[ContactMethod, ...]] = {}
    for row in _rows(models.ContactMethod, "owner", owners, order=("owner", "method")):
        one = ContactMethod(id=row["method"], channel=row["channel"], healthy=bool(row["healthy"]))
        methods[row["owner"]] = (*methods.get(row["owner"], ()), one)
    default = accepted.get(stores[marketplace]["partner"], "") if marketplace else ""
    in_force = {accepted.get(row["partner"]) or default for row in stores.values()}
    return Snapshot(
        asked=asked,
        marketplace=marketplace,
        stores=stores,
        accepted=accepted,
        agreed=agreed,
        people=people,
        methods=methods,
        shifts=_rows(models.Shift, "store", sorted(stores), order=("store", "day", "turn")),
        proved=frozenset(
            slug for (slug,) in vendor.select(models.Device, ("store",), "store", sorted(stores))
        ),
        standards=load_standards({*standard_hashes, *in_force, *agreed.values()} - {""}),
        calendars=load_calendars(set(calendar_hashes) - {""}),
        listeners=_load_listeners(),
        samplings={slug: parse_sampling(text) for slug, _, _, text in contracts if text},
    )


def _load_listeners() -> frozenset[str]:
    """Sources behind which a stock system hears of goods."""
    named = models.Source.objects.filter(revoked=False).exclude(stock_url="")
    return frozenset(named.values_list("slug", flat=True))


def _load_stores(asked: frozenset[str]) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {
        row["slug"]: row
        for row in _rows(models.Store, "role", ["marketplace", *_only_roles()], order=("slug",))
    }
    if all(row["role"] != "marketplace" for row in found.values()):
        # A single shop is its own marketplace; a second shop never becomes it, the first name does.
        first = models.Store.objects.order_by("slug").values_list("slug", flat=True).first()
        asked = asked | ({first} if first else set())
    partners = sorted(one.removeprefix(OF_PARTNER) for one in asked if one.startswith(OF_PARTNER))
    if partners:
        found |= {row["slug"]: row for row in _rows(models.Store, "partner", partners, order=("slug",))}
    # A depot may deliver for whoever names no other: whose it is can't be told from a store's own row.
    depots = models.Store.objects.exclude(fleet="").values_list("slug", flat=True)
    wanted = {*asked, *depots} - found.keys()
    for _ in range(NEIGHBOURS + 1):
        found |= {row["slug"]: row for row in _rows(models.Store, "slug", sorted(wanted))}
        named = {row["next_store"] for row in found.values()}
        named |= {slug for row in found.values() for slug in row["parties"].values()}
        wanted = named - found.keys() - {""}
        if not wanted:
            break
    return found


def _only_roles() -> list[str]:
    """Roles that exactly one place plays: it plays them for everybody, without being named as a party."""
    played = Counter(role for (role,) in vendor.select(models.Store, ("role",), "role", BEYOND_STORES))
    return sorted(role for role, places in played.items() if places == 1)


def _find_marketplace(stores: Mapping[str, Mapping[str, Any]]) -> str:
    named = sorted(slug for slug, row in stores.items() if row["role"] == "marketplace")
    return named[0] if named else min(stores, default="")


def _rows(
    model: Any, column: str, values: Sequence[str], *, order: Sequence[str] = ()
) -> list[dict[str, Any]]:
    columns = vendor.columns_of(model)
    rows = [
        dict(zip(columns, row, strict=True))
        for row in vendor.select(model, columns, column, values, order=order)
    ]
    for row in rows:
        if "parties" in row:
            row["parties"] = json.loads(row["parties"])
            row["hours"] = parse_definition(row["hours"]) if row["hours"] else None
            row["roster"] = parse_roster(row["roster"]) if row["roster"] else {}
            row["fleet"] = parse_fleet_text(row["fleet"], row["slug"]) if row["fleet"] else None
            row["maintenance"] = _maintenance(row)
        elif row.get("busy_until"):
            row["busy_until"] = vendor.to_instant(row["busy_until"])
    return rows


def _maintenance(row: Mapping[str, Any]) -> Maintenance | None:
    if row["maintenance_from_at"] is None:
        return None
    from_at, until_at = row["maintenance_from_at"], row["maintenance_until_at"]
    return Maintenance(vendor.to_instant(from_at), vendor.to_instant(until_at))


def find_marketplace() -> str:
    """Slug of the marketplace's own place, which stands for the whole installation; empty before there is one."""
    return _find_marketplace(_load_stores(frozenset()))


def list_maintenance(*, now: datetime) -> list[tuple[str, str, datetime]]:
    """Places on which somebody works: slug, name, and until when."""
    running = models.Store.objects.filter(maintenance_until_at__gt=now, maintenance_from_at__lte=now)
    return list(running.order_by("slug").values_list("slug", "name", "maintenance_until_at"))


def world_at(snapshot: Snapshot, *, now: datetime) -> World:
    """The world of a snapshot at an instant."""
    office = snapshot.stores.get(snapshot.marketplace)
    fallback = (office and office["hours"]) or NO_HOURS
    default = snapshot.accepted.get(office["partner"], "") if office else ""
    stores = {slug: _store(snapshot, row, fallback, default, now) for slug, row in snapshot.stores.items()}
    trades = {one.hash: one for found in snapshot.standards.values() for one in found.trades.values()}
    standards = {**trades, **snapshot.standards}
    return World(stores, snapshot.marketplace, standards, snapshot.calendars, snapshot.listeners)


def _store(snapshot: Snapshot, row: Mapping[str, Any], fallback: Hours, default: str, now: datetime) -> Store:
    """One place as deciders see it; `default` is the marketplace's standard."""
    slug: str = row["slug"]
    calendar = compile_calendar(row["hours"] or fallback)
    accepted = snapshot.standards.get(snapshot.accepted.get(row["partner"]) or default)
    agreed = snapshot.standards.get(snapshot.agreed.get(row["partner"], ""))
    shift_on, present = _shift_at(
        [one for one in snapshot.shifts if one["store"] == slug], calendar, row["hours"], now
    )
    return Store(
        slug=slug,
        name=row["name"],
        calendar=calendar,
        standard=accepted.of_trade(row["trade"]).hash if accepted else "",
        agreed=agreed.of_trade(row["trade"]).hash if agreed else "",
        role=row["role"],
        partner=row["partner"],
        phone=row["phone"],
        locale=row["locale"],
        next_store=row["next_store"],
        trade=row["trade"],
        parties=row["parties"],
        inboxes=tuple(row["inboxes"].split()) or None,
        people=team_of(
            slug, snapshot.people, snapshot.methods, now.astimezone(ZoneInfo(calendar.zone)).date()
        ),
        methods=snapshot.methods.get(f"store/{slug}", ()),
        maintenance=row["maintenance"],
        on_shift=tuple(one["person"] for one in present),
        places={one["person"]: one["place"] for one in present},
        busy={one["person"]: one["busy_until"] for one in present if _is_busy(one, now)},
        place_proved=slug in snapshot.proved,
        shift_on=shift_on,
        roster=row["roster"],
        rostered=list_expected(row["roster"], calendar.zone, now) if row["roster"] else (),
        fleet=row["fleet"],
        sampling=snapshot.samplings.get(row["partner"]),
    )


def _is_busy(row: Mapping[str, Any], now: datetime) -> bool:
    return row["busy_until"] is not None and row["busy_until"] > now


def _shift_at(
    rows: Sequence[Mapping[str, Any]], calendar: WorkCalendar, hours: Hours | None, now: datetime
) -> tuple[str, Sequence[Mapping[str, Any]]]:
    """The local day of the shift that is on, and its rows."""
    # A shift belongs to the local day on which it opened: past midnight yesterday's goes on for as long as the
    # store has not closed since. Whoever forgot to leave yesterday is not on shift today.
    zone = ZoneInfo(hours.zone if hours else NO_HOURS.zone)
    today = now.astimezone(zone).date()
    joined = _joined_on(rows, today)
    if joined or not calendar.is_open(now):
        return today.isoformat(), joined
    midnight = datetime(today.year, today.month, today.day, tzinfo=zone)
    if calendar.between(midnight, now) == int((now - midnight.astimezone(now.tzinfo)).total_seconds()):
        yesterday = today - timedelta(days=1)
        joined = _joined_on(rows, yesterday)
        return (yesterday if joined else today).isoformat(), joined
    return today.isoformat(), ()


def _joined_on(rows: Sequence[Mapping[str, Any]], day: date) -> Sequence[Mapping[str, Any]]:
    return [row for row in rows if row["day"] == day.isoformat()]


def load_standards(digests: Iterable[str]) -> dict[str, Standard]:
    """Compiled standards by hash; those that were never published are left out."""
    rows = vendor.select(models.Standard, ("digest", "text"), "digest", sorted(digests))
    return {digest: compile_standard(text) for digest, text in rows}


def load_calendars(digests: Iterable[str]) -> dict[str, WorkCalendar]:
    """Calendars by the hash under which they were in force; unknown hashes are left out."""
    wanted = set(digests)
    rows = vendor.select(models.Calendar, ("digest", "definition"), "digest", sorted(wanted))
    always = compile_calendar(NO_HOURS)
    if always.hash in wanted:
        rows.append((always.hash, definition_of(NO_HOURS)))
    return {digest: compile_calendar(parse_definition(definition)) for digest, definition in rows}


@lru_cache(maxsize=64)
def compile_standard(text: str) -> Standard:
    """The standard of a published text."""
    return parse_standard(text, capabilities=SHIPPED)


@lru_cache(maxsize=4096)
def compile_calendar(hours: Hours) -> WorkCalendar:
    """The calendar of some opening hours."""
    return calendar_of(hours)


def definition_of(hours: Hours) -> str:
    """JSON text of opening hours, as `calendars` keeps it."""
    return json.dumps(asdict(hours), sort_keys=True, ensure_ascii=False)


@lru_cache(maxsize=4096)
def parse_definition(definition: str) -> Hours:
    """Opening hours of a JSON text that `definition_of` made."""
    fields = json.loads(definition)
    return Hours(**{**fields, "exceptions": tuple(fields["exceptions"])})


def sampling_text(partner: PartnerState) -> str:
    """JSON text of a partner's plan of whom to ask, as `partners` keeps it; empty where nobody planned."""
    if partner.sampling is None:
        return ""
    return json.dumps(asdict(partner.sampling) | {"until_on": partner.sampled_until}, sort_keys=True)


@lru_cache(maxsize=1024)
def parse_sampling(text: str) -> Sampling:
    """The plan of whom to ask, of a JSON text that the projection of a partner keeps."""
    found = json.loads(text)
    return Sampling(found["plan"], found["seed"], found["shares"])


@lru_cache(maxsize=64)
def parse_fleet_text(text: str, depot: str) -> Fleet:
    """The fleet of a JSON text that the projection of a depot keeps."""
    return parse_fleet(json.loads(text), depot)


@lru_cache(maxsize=1024)
def parse_roster(text: str) -> Mapping[str, WorkWeek]:
    """The roster of a JSON text that the projection of a store keeps."""
    return roster_of(json.loads(text))


def record_calendars() -> int:
    """How many calendars in force were missing from `calendars`, and are there now.

    Notes
    -----
    For start-up: new calendar data (a decreed holiday, a zone's change) give the same hours a new hash, under
    which the next obligation is frozen.
    """
    known = set(models.Calendar.objects.values_list("digest", flat=True))
    rows = {}
    for definition in models.Store.objects.exclude(hours="").values_list("hours", flat=True):
        digest = compile_calendar(parse_definition(definition)).hash
        if digest not in known:
            rows[digest] = {"digest": digest, "definition": definition}
    writer.run(lambda: _add_calendars([rows[digest] for digest in sorted(rows)]))
    return len(rows)


def _add_calendars(rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        vendor.insert_missing(models.Calendar, rows)
        directory_stamps.renew()


def load_address(owner: str, method: str) -> str:
    """The address behind a contact method.

    Parameters
    ----------
    owner
        Stream of the person or place: `person/<slug>` or `store/<slug>`.
    method
        Id of the method.

    Raises
    ------
    DomainError
        `unknown_method`: there is no such method (any more), or its address was erased.
    """
    row = models.ContactMethod.objects.filter(owner=owner, method=method).first()
    values = journal.load_personal([owner]).get(owner, {}) if row else {}
    address = values.get(row.version, {}).get("address") if row else None
    if not address:
        raise DomainError(
            "unknown_method", f"{owner} has no contact method {method!r}.", remedy="Verify it again."
        )
    return str(address)
