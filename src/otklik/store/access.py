"""What somebody may see: the only way from a number or an id to an order on behalf of a person or a key.

What lies outside his stores does not exist for him: foreign and unknown are one answer. Which pages a role opens at
all is `web/permissions.py`.
"""

import json
from dataclasses import dataclass

from otklik.domain.errors import DomainError
from otklik.domain.people import ROLES
from otklik.store import audits, listings, models, queries
from otklik.store.directory import parse_definition

EVERYWHERE = frozenset({"administrator", "auditor"})
"""Roles that see every store."""

HELPERS = frozenset({"call_centre", "marketplace"})
"""Roles of places whose people answer for any store."""


GRANTS = {
    "head": frozenset({"seller", "second_person"}),
    "partner_manager": frozenset({"seller", "second_person", "head"}),
    "administrator": frozenset(ROLES),
}
"""Role → the roles that its holder gives."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks, and what he may see.

    Parameters
    ----------
    stores
        Slugs of the stores whose orders he may see; None = all (administrator, call centre, command line).
    person, name, roles
        Slug, name and roles of the person; empty for a key and the command line.
    home
        Slug of the place that he works for.
    parties
        What obligations call him and his place, where that is a party to others' orders (`bank:north`, `person:gleb`):
        an order in which one of them owes or is owed something is his too.
    partner
        Slug of its partner.
    locale, zone
        Language of the person, IANA zone of the place.
    """

    stores: frozenset[str] | None = None
    person: str = ""
    name: str = ""
    roles: frozenset[str] = frozenset()
    home: str = ""
    parties: frozenset[str] = frozenset()
    partner: str = ""
    locale: str = "ru"
    zone: str = "UTC"


ALL = Viewer()
"""The operator of the installation."""


def load_viewer(person: str) -> Viewer | None:
    """What a person may see now, or None if nobody of that slug works here."""
    row = models.Person.objects.filter(slug=person, active=True).first()
    if row is None:
        return None
    place = models.Store.objects.filter(slug=row.store).first()
    roles = frozenset(json.loads(row.roles))
    return Viewer(
        stores=_stores(roles, row.store, place),
        person=row.slug,
        name=row.name,
        roles=roles,
        home=row.store,
        parties=_parties(row.slug, place),
        partner=place.partner if place else "",
        locale=row.locale,
        zone=parse_definition(place.hours).zone if place and place.hours else "UTC",
    )


def _stores(roles: frozenset[str], home: str, place: models.Store | None) -> frozenset[str] | None:
    if roles & EVERYWHERE or (place is not None and place.role in HELPERS):
        return None
    if "partner_manager" in roles and place is not None:
        return frozenset(models.Store.objects.filter(partner=place.partner).values_list("slug", flat=True))
    return frozenset({home})


def _parties(person: str, place: models.Store | None) -> frozenset[str]:
    """Names of a bank, a warehouse, a workshop and of who works there; nothing for shops and their helpers."""
    if place is None or place.role in HELPERS | {"store"}:
        return frozenset()
    return frozenset({f"{place.role}:{place.slug}", f"person:{person}"})


def access_order(viewer: Viewer, name: str, *, origin: str = "") -> queries.OrderRow:
    """The order of that id, stream or number, if the viewer may see it.

    Parameters
    ----------
    viewer
        Who asks.
    name
        A number as the shop wrote it, a stream `order/<id>`, or the id alone.
    origin
        Source that it came from; empty = any.

    Raises
    ------
    DomainError
        `unknown_order`: no such order, or not his; `ambiguous_number`: several shops use that number.
    """
    known = [row for row in queries.find_orders(name) if may_see(viewer, row)]
    found = [row for row in known if origin in ("", row.origin)]
    if not found:
        raise DomainError(
            "unknown_order", f"There is no order {name!r}.", remedy="Check the number.", place="order"
        )
    if len(found) > 1:
        ids = ", ".join(row.id for row in found)
        raise DomainError(
            "ambiguous_number",
            f"{len(found)} orders have the number {name!r}: {ids}.",
            remedy="Use one of the ids.",
            place="order",
        )
    return found[0]


def access_orders(viewer: Viewer, page: queries.Page) -> list[queries.OrderRow]:
    """One page of the orders that the viewer may see."""
    return queries.list_orders(page, stores=viewer.stores, parties=viewer.parties)


def access_search(viewer: Viewer, text: str, *, limit: int = 20) -> list[queries.OrderRow]:
    """Orders that match a query, among those that the viewer may see; newest first."""
    return queries.search_orders(text, stores=viewer.stores, parties=viewer.parties, limit=limit)


def may_see(viewer: Viewer, row: queries.OrderRow) -> bool:
    """Whether an order is one of the viewer's: he holds it now, first owed its answer, or is a party to it."""
    if viewer.stores is None or row.holder in viewer.stores or row.first_store in viewer.stores:
        return True
    return queries.is_party(row.stream, viewer.parties)


def stores_run(viewer: Viewer) -> frozenset[str] | None:
    """Slugs of the places whose hours, people and shifts the viewer sets up; None = all.

    Notes
    -----
    Narrower than what he may see: whoever heads the marketplace's office answers for any store and runs his own.
    """
    if viewer.roles & EVERYWHERE:
        return None
    if "partner_manager" in viewer.roles:
        return frozenset(one.slug for one in listings.list_places() if one.partner == viewer.partner)
    return frozenset({viewer.home}) if "head" in viewer.roles else frozenset()


def access_places(viewer: Viewer) -> list[listings.PlaceRow]:
    """The places that the viewer sets up, by slug."""
    run = stores_run(viewer)
    return [one for one in listings.list_places() if run is None or one.slug in run]


def access_place(viewer: Viewer, slug: str) -> listings.PlaceRow:
    """The place of that slug, if the viewer sets it up.

    Raises
    ------
    DomainError
        `unknown_store`: no such place, or not his.
    """
    found = next((one for one in access_places(viewer) if one.slug == slug), None)
    if found is None:
        raise DomainError("unknown_store", f"There is no store {slug!r}.", remedy="Check the name.")
    return found


def access_people(viewer: Viewer, *, store: str = "") -> list[listings.PersonRow]:
    """People of the places that the viewer sets up, those who work there now; an empty store = all of them."""
    run = stores_run(viewer)
    return [
        one for one in listings.list_people(store=store) if one.active and (run is None or one.store in run)
    ]


def access_person(viewer: Viewer, slug: str) -> listings.PersonRow:
    """The person of that slug, if he works now for a place that the viewer sets up.

    Raises
    ------
    DomainError
        `unknown_person`: nobody of that slug, or not his.
    """
    found = next((one for one in access_people(viewer) if one.slug == slug), None)
    if found is None:
        raise DomainError("unknown_person", f"There is no person {slug!r} here.", remedy="Check the name.")
    return found


def may_grant(viewer: Viewer) -> frozenset[str]:
    """Roles that the viewer may give and take: everything for an administrator, what is below him for a head."""
    found: set[str] = set()
    for role in viewer.roles:
        found |= GRANTS.get(role, frozenset())
    return frozenset(found)


def may_run(viewer: Viewer, person: listings.PersonRow) -> bool:
    """Whether the viewer may change, invite or dismiss a person: only one all of whose roles he could give.

    Notes
    -----
    An invitation sets a password, so that whoever invites could log in as the invited: nobody invites one above him.
    """
    return frozenset(person.roles) <= may_grant(viewer)


def access_audits(viewer: Viewer) -> list[audits.Audit]:
    """Audits of files that the viewer may see, newest first: his own, or all where he sees every store."""
    owner = "" if viewer.roles & EVERYWHERE else viewer.person
    return [audits.as_it_is(one) for one in audits.list_audits(owner=owner)]


def access_audit(viewer: Viewer, audit_id: str) -> audits.Audit:
    """The audit of that id, if the viewer may see it.

    Raises
    ------
    DomainError
        `unknown_audit`: no such audit, or not his.
    """
    found = audits.load(audit_id)
    if not viewer.roles & EVERYWHERE and found.owner != viewer.person:
        raise DomainError("unknown_audit", "There is no such audit.", remedy="Look at the list.")
    return audits.as_it_is(found)
