"""Depots and their fleets as lists for people and machines."""

from __future__ import annotations

from collections.abc import Iterable

from otklik.store import models, vendor


def stores_of_people(slugs: Iterable[str]) -> set[str]:
    """Slugs of the places for which these people work; nobody's slug has none."""
    return {store for (store,) in vendor.select(models.Person, ("store",), "slug", sorted(set(slugs)))}


def list_depots() -> list[tuple[str, str]]:
    """Slug and name of each place that has a fleet, by slug."""
    rows = models.Store.objects.exclude(fleet="").order_by("slug")
    return list(rows.values_list("slug", "name"))
