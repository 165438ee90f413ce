"""A desk with a depot, a van, its courier and an outside carrier, for stories on the road."""

from __future__ import annotations

from datetime import timedelta

from otklik.actions import deliveries, fleets, orders
from otklik.actions.commit import Command, Unit, commit_one
from otklik.domain.catalogue import make
from otklik.domain.deliveries import HOWS
from otklik.domain.delivery_decisions import Ending
from otklik.domain.fleets import OWN
from tests.harness import ACTOR, Desk, moscow

DAY = "2026-02-13"
RUN = f"run/depot/{DAY}"
ZONE = {"slug": "centre", "names": {"ru": "Центр", "en": "Centre"}, "centre": [55.75, 37.61], "radius_km": 9}
FLEET = {
    "point": [55.75, 37.61],
    "zones": [{**ZONE, "detour": 1.0, "speed_kmh": 30.0, "buffer": 1.0}],
    "windows": [{"from": f"{hour}:00", "to": f"{hour + 2}:00"} for hour in range(10, 20, 2)],
    "vehicles": [{"slug": "van", "name": "Фургон", "courier": "damir", "from": "09:00", "to": "21:00"}],
    "carriers": [{"slug": "quick", "tariff_minor": {"centre": 28_900}, "places": 10}],
    "service_s": 600,
}
STEP = 0.0449661
"""Degrees of latitude that are 5 km, 10 minutes on this fleet's roads."""


def on_the_road(starts: str = f"{DAY} 08:00") -> Desk:
    """The desk: store, depot, van, courier, carrier."""
    desk = Desk(starts)
    desk.store("tverskaya", "Mo-Su 09:00-21:00")
    desk.store("depot", "Mo-Su 08:00-22:00", role="warehouse")
    desk.store("quick", "Mo-Su 08:00-22:00", role="carrier")
    desk.person("sofia", "tverskaya", "seller")
    desk.person("boris", "tverskaya", "head")
    desk.person("damir", "depot", "courier")
    desk.joins("sofia", "tverskaya")
    fleets.change("depot", actor=ACTOR, document=FLEET, now=desk.now)
    return desk


def agreed(
    desk: Desk, from_hour: int, *, away: int = 1, carrier: str = OWN, **fields: object
) -> tuple[str, str]:
    """An order that is confirmed for a window of two hours, `away` times 10 minutes north of the depot; and its key."""
    order = desk.order("tverskaya", delivery="courier", **fields)
    desk.talks("sofia", order)
    orders.confirm(order, actor="person:sofia", by="sofia", now=desk.now)
    key = f"{order.partition('/')[2]}.1"
    from_at = moscow(f"{DAY} {from_hour:02d}:00")
    span = {"window_from_at": from_at, "window_to_at": from_at + timedelta(hours=2)}
    said = {"occurred_at": desk.now, "actor": "person:sofia", "source": "person", "delivery": key}
    accepted = make(
        "window.accepted",
        carrier="depot" if carrier == OWN else carrier,
        run=RUN,
        zone="centre",
        **span,
        **said,
    )
    place = {"vehicle": "van"} if carrier == OWN else {}
    planned = make(
        "stop.planned", order=order, zone="centre", point=[55.75 + STEP * away, 37.61], service_s=600, load=1,
        carrier=carrier, **place, **span, **said,
    )  # fmt: skip
    commands = (Command(order, lambda *_: [accepted]), Command(RUN, lambda *_: [planned]))
    commit_one(Unit(now=desk.now, commands=commands, stores=("depot", "quick")))
    desk.tick()
    return order, key


def drives(desk: Desk, key: str) -> None:
    """The courier is on his way to a door."""
    deliveries.approach(RUN, delivery=key, person="damir", now=desk.now)
    desk.tick()


def ends(desk: Desk, key: str, how: str, **fields: object) -> None:
    """The courier says how a door ended."""
    ending = Ending(how=how if how in HOWS else "", reason="" if how in HOWS else how, courier="damir")
    deliveries.finish(RUN, delivery=key, person="damir", ending=ending, now=desk.now, **fields)
    desk.tick()
