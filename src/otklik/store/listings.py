"""Lists of the directory for people and machines: places, who works there, partners, published standards.

Plain frozen rows; nothing here locks or writes. What a decision may know of the world is `directory.py`.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.errors import DomainError
from otklik.domain.standards import Role
from otklik.domain.stores import Hours
from otklik.domain.work_weeks import WorkWeek
from otklik.store import models, vendor
from otklik.store.directory import load_world, parse_definition, parse_roster


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A shop, the marketplace's office or another party with hours."""

    slug: str
    name: str
    role: str
    partner: str
    phone: str
    locale: str
    next_store: str
    parties: Mapping[str, str]
    hours: Hours | None
    trade: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who works, or worked, for a place."""

    slug: str
    name: str
    store: str
    roles: tuple[str, ...]
    locale: str
    active: bool


@dataclass(frozen=True, slots=True)
class MethodRow:
    """A way to reach a person or a place; the address lies sealed beside entry `version` of the owner's stream."""

    owner: str
    method: str
    channel: str
    version: int


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner, the hash of the standard in force for it (empty = the marketplace's), and of what it agreed to."""

    slug: str
    name: str
    standard: str
    agreed: str = ""


@dataclass(frozen=True, slots=True)
class StandardRow:
    """A published version of a standard, whole."""

    name: str
    number: int
    digest: str
    text: str


@dataclass(frozen=True, slots=True)
class Names:
    """What people and places are called, by slug; dismissed people keep their names."""

    people: Mapping[str, str]
    places: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """Somebody who joined a shift and has not left."""

    store: str
    day: str
    person: str


def list_places() -> list[PlaceRow]:
    """Every place, by slug."""
    return [_place(row) for row in models.Store.objects.order_by("slug")]


def load_place(slug: str) -> PlaceRow:
    """One place.

    Raises
    ------
    DomainError
        `unknown_store`.
    """
    row = models.Store.objects.filter(slug=slug).first()
    if row is None:
        raise DomainError(
            "unknown_store", f"There is no store {slug!r}.", remedy="`otklik store list` shows the slugs."
        )
    return _place(row)


def _place(row: models.Store) -> PlaceRow:
    return PlaceRow(
        slug=row.slug,
        name=row.name,
        role=row.role,
        partner=row.partner,
        phone=row.phone,
        locale=row.locale,
        next_store=row.next_store,
        parties=json.loads(row.parties) if row.parties else {},
        hours=parse_definition(row.hours) if row.hours else None,
        trade=row.trade,
    )


def list_people(*, store: str = "") -> list[PersonRow]:
    """People by store and slug, dismissed ones too; an empty store = all."""
    query = models.Person.objects.order_by("store", "slug")
    return [
        PersonRow(row.slug, row.name, row.store, tuple(json.loads(row.roles)), row.locale, bool(row.active))
        for row in (query.filter(store=store) if store else query)
    ]


def load_names(slugs: Iterable[str]) -> Names:
    """Names of those of the slugs that are a person's or a place's; a slug may be both."""
    wanted = sorted(set(slugs))
    return Names(
        dict(vendor.select(models.Person, ("slug", "name"), "slug", wanted)),
        dict(vendor.select(models.Store, ("slug", "name"), "slug", wanted)),
    )


def require_person(person: str) -> None:
    """Return if somebody of that slug works here now.

    Raises
    ------
    DomainError
        `unknown_person`.
    """
    if not models.Person.objects.filter(slug=person, active=True).exists():
        raise DomainError(
            "unknown_person",
            f"There is no person {person!r} here.",
            remedy="`otklik person list` shows the slugs.",
            place="person",
        )


def works_for(person: str, store: str) -> bool:
    """Whether a person works for a store now."""
    return models.Person.objects.filter(slug=person, store=store, active=True).exists()


def list_methods(owner: str) -> list[MethodRow]:
    """Contact methods of a person or a place.

    Parameters
    ----------
    owner
        Stream, `person/<slug>` or `store/<slug>`.
    """
    rows = models.ContactMethod.objects.filter(owner=owner).order_by("method")
    return [MethodRow(row.owner, row.method, row.channel, row.version) for row in rows]


def list_partners() -> list[PartnerRow]:
    """Partners, by slug."""
    rows = models.Partner.objects.order_by("slug")
    return [PartnerRow(row.slug, row.name, row.standard, row.agreed) for row in rows]


def list_standards() -> list[StandardRow]:
    """Every published version, by name and number; those of its trades are within each."""
    rows = models.Standard.objects.filter(trade="").order_by("name", "number")
    return [StandardRow(row.name, row.number, row.digest, row.text) for row in rows]


def list_trades() -> tuple[str, ...]:
    """Every trade that a store has or that a published standard names, sorted."""
    found = {*models.Store.objects.values_list("trade", flat=True)}
    found |= {*models.Standard.objects.values_list("trade", flat=True)}
    return tuple(sorted(found - {""}))


def load_standard(name: str) -> StandardRow:
    """A published standard by name (the newest), by `name@number`, or by its hash (8 characters or more).

    Raises
    ------
    DomainError
        `unknown_standard`.
    """
    wanted, _, number = name.partition("@")
    found = [
        row
        for row in list_standards()
        if (row.name == wanted and number in ("", str(row.number)))
        or (len(name) >= 8 and row.digest.startswith(name))
    ]
    if not found:
        raise DomainError(
            "unknown_standard",
            f"No standard {name!r} was published.",
            remedy="`otklik standard list` shows what was.",
        )
    return found[-1]


def load_roster(store: str) -> Mapping[str, WorkWeek]:
    """The roster of a place, without those who left; empty where there is none."""
    text = models.Store.objects.filter(slug=store).values_list("roster", flat=True).first()
    active = {one.slug for one in list_people(store=store) if one.active}
    roster = parse_roster(text) if text else {}
    return {person: week for person, week in roster.items() if person in active}


def list_shifts(store: str, *, day: str) -> list[ShiftRow]:
    """Who joined the shift of a store's local day and has not left, earliest first.

    Parameters
    ----------
    day
        ISO date in the store's zone.
    """
    rows = models.Shift.objects.filter(store=store, day=day).order_by("turn")
    return [ShiftRow(row.store, row.day, row.person) for row in rows]


def free_slug(prefix: str, stem: str) -> str:
    """A slug that no stream has yet: the stem, or the stem and a number from 2.

    Parameters
    ----------
    prefix
        Of the stream, such as `source`.
    stem
        At most 44 characters of it are used.
    """
    names = [stem[:44].rstrip("-"), *(f"{stem[:44].rstrip('-')}-{number}" for number in range(2, 1000))]
    known = {row.partition("/")[2] for row in _known(f"{prefix}/{name}" for name in names)}
    return next(name for name in names if name not in known)


def _known(streams: Iterable[str]) -> Iterable[str]:
    return models.Stream.objects.filter(stream__in=list(streams)).values_list("stream", flat=True)


def only_shop() -> str:
    """Slug of the shop, where there is one alone; empty where there are none or several."""
    shops = models.Store.objects.filter(role="store").values_list("slug", flat=True)[:2]
    return shops[0] if len(shops) == 1 else ""


def list_declared_roles(*, now: datetime) -> Mapping[str, Role]:
    """Roles of places that the standards in force declare beside those of the closed list, by name."""
    standards = load_world((), now=now).standards.values()
    return {name: role for standard in standards for name, role in sorted(standard.roles.items())}
