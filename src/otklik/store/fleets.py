"""Depots and their fleets as lists for people and machines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from otklik.domain.errors import DomainError
from otklik.domain.fleet_decisions import depot_of
from otklik.store import directory_stamps, listings, models, vendor
from otklik.store.access import EVERYWHERE, Viewer, stores_run
from otklik.store.directory import load_world


def stores_of_people(slugs: Iterable[str]) -> set[str]:
    """Slugs of the places for which these people work; nobody's slug has none."""
    return {store for (store,) in vendor.select(models.Person, ("store",), "slug", sorted(set(slugs)))}


def list_depots() -> list[tuple[str, str]]:
    """Slug and name of each place that has a fleet, by slug."""
    rows = models.Store.objects.exclude(fleet="").order_by("slug")
    return list(rows.values_list("slug", "name"))


def runs_fleet(viewer: Viewer, place: listings.PlaceRow) -> bool:
    """Whether somebody plans what a place delivers: whoever runs it, and a dispatcher of it or of its marketplace.

    Notes
    -----
    A dispatcher of the office, who sees every store, plans every depot; any other one those of his partner.
    """
    if viewer.roles & EVERYWHERE:
        return True
    run = stores_run(viewer)
    if run is None or place.slug in run:
        return True
    mine = viewer.stores is None or viewer.home == place.slug or viewer.partner == place.partner
    return "dispatcher" in viewer.roles and mine


def access_depot(viewer: Viewer, slug: str) -> listings.PlaceRow:
    """The place of that slug, if the viewer plans its deliveries; it need not have a fleet yet.

    Raises
    ------
    DomainError
        `unknown_store`: no such place, or not his.
    """
    found = next(
        (one for one in listings.list_places() if one.slug == slug and runs_fleet(viewer, one)), None
    )
    if found is None:
        raise DomainError("unknown_store", f"There is no store {slug!r}.", remedy="Check the name.")
    return found


def list_planned(viewer: Viewer, *, now: datetime) -> list[tuple[str, bool]]:
    """Depots of which the viewer sees the places, by slug: those he plans, and those that deliver for his stores.

    Returns
    -------
    list
        Slug, and whether he plans it: who does not sees what is free and no more.
    """
    depots = {slug for slug, _ in list_depots()}
    places = {one.slug: one for one in listings.list_places()}
    mine = sorted(places) if viewer.stores is None else sorted(viewer.stores)
    world = load_world(mine, now=now)
    served = [depot_of(world.stores[slug], world) for slug in mine if slug in world.stores]
    seen = {one.slug for one in served if one is not None}
    found = [(slug, runs_fleet(viewer, places[slug])) for slug in sorted(depots)]
    return [(slug, plans) for slug, plans in found if plans or slug in seen]


def plans_deliveries(viewer: Viewer) -> bool:
    """Whether delivery is a section of the viewer's own: a dispatcher's, and of whoever runs a depot that there is."""
    if "dispatcher" in viewer.roles:
        return True
    depots = {slug for slug, _ in directory_stamps.remembered(("depots",), list_depots)}
    run = stores_run(viewer)
    return bool(depots) and (run is None or not depots.isdisjoint(run))
