"""For whom an order is written: language, zone, and the names of everybody who stands in its journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest

from otklik.domain.world import World
from otklik.store import listings
from otklik.store.access import Viewer
from otklik.store.order_files import OrderFile
from otklik.web.facts import slugs_in
from otklik.web.obligations import Reader
from otklik.web.screens import locale_of


def read_for(
    file: OrderFile,
    viewer: Viewer,
    world: World,
    request: HttpRequest,
    places: Sequence[str],
    *,
    now: datetime,
) -> Reader:
    """For whom an order's page is written, with every name that stands in its journal."""
    order = file.order
    owing = {
        party.partition(":")[2]
        for one in file.state.obligations.values()
        for party in (one.debtor, one.creditor)
    }
    slugs = slugs_in(file.entries) | owing | {order.owner, order.holder, order.first_store, *places}
    return Reader(
        locale=locale_of(request),
        zone=world.store(order.holder).calendar.zone,
        now=now,
        names=listings.load_names(slugs - {""}),
        person=viewer.person,
        store=order.holder,
        owner=order.owner,
        promised={
            str(one.event.data["promise"]): str(one.event.personal["what"])
            for one in file.entries
            if one.event.kind == "promise.made" and one.event.personal.get("what")
        },
    )
