"""What is offered instead of a refusal, and its acts: rescuing the order, taking a parked refusal back.

A button is tapped once the buyer agreed, or did not answer: it records the talk or the attempt, what was agreed and the
next step, as one outcome that can be undone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from otklik.actions import orders, rescues
from otklik.actions.commit import Done
from otklik.domain.alternatives import COMPETITOR, Offer
from otklik.domain.events import instant_of, instant_text
from otklik.domain.locales import money
from otklik.domain.orders import OrderState
from otklik.domain.rescues import Rescue, suggest_times
from otklik.domain.reservation_decisions import live_for
from otklik.domain.wording import clean
from otklik.domain.world import World
from otklik.store import listings
from otklik.store.access import Viewer
from otklik.store.queries import OrderRow
from otklik.web.dials import moment_of
from otklik.web.obligations import Reader
from otklik.web.order_acts import act_on
from otklik.web.outcomes import occurred_at_of, recorded_by
from otklik.web.rescue_words import HINT, HINTS, KEEPS, RESCUES, TAKES

OFFERED: Mapping[str, tuple[str, ...]] = {
    "pay_on_delivery": ("pay_on_delivery", "call_again"),
    "fitting": ("fitting", "other_store"),
    "other_store": ("replacement", "other_store"),
    "call_again": ("call_again",),
}
"""The remedy that a reason names → what is offered, the best first."""

OTHER_STORES = 3
"""So many other stores have a button."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One button of a remedy: its value, its word, and the whole of what it says for whoever can't see the rest."""

    value: str
    word: str
    label: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """One remedy as it is offered.

    Parameters
    ----------
    field
        Name of what a button chooses: next_at, store, offer, or empty.
    keeps
        What it is worth, in words.
    """

    name: str
    icon: str
    say: str
    lead: str
    field: str
    picks: tuple[Pick, ...]
    keeps: str


def offer_remedies(remedy: str, order: OrderState, world: World, reader: Reader) -> tuple[Remedy, ...]:
    """What is offered for a reason's remedy, the best first; what does not fit the order is left out.

    Parameters
    ----------
    remedy
        Of the reason; `none` = nothing.
    order, world
        As they stand.
    reader
        For whom.
    """
    found = []
    for name in OFFERED.get(remedy, ()):
        field, picks = _picks(name, order, world, reader)
        if not picks:
            continue
        words, locale = RESCUES[name], reader.locale
        amount = money(order.total_minor, order.currency, locale)
        keeps = KEEPS[locale].format(amount=amount)
        found.append(Remedy(name, words.icon, words.say[locale], words.lead[locale], field, picks, keeps))
    return tuple(found)


def hint_for(reason: str, reader: Reader) -> str:
    """What may be done where a reason has no remedy of its own."""
    return HINTS.get(reason, HINT)[reader.locale]


def _picks(name: str, order: OrderState, world: World, reader: Reader) -> tuple[str, tuple[Pick, ...]]:
    """Which buttons a remedy has, and the field that they fill."""
    words, locale = RESCUES[name], reader.locale
    if name in ("fitting", "call_again"):
        store = world.store(order.holder)
        zone = order.buyer_zone if name == "call_again" and order.buyer_zone else store.calendar.zone
        times = [
            (instant_text(at), moment_of(at, reader.zone, locale, now=reader.now))
            for at in suggest_times(store.calendar, zone, now=reader.now)
        ]
        return "next_at", tuple(Pick(value, at, f"{words.lead[locale]} {at}") for value, at in times)
    if name == "other_store":
        stores = [
            (slug, words.button[locale].format(store=said)) for slug, said in _other_stores(order, world)
        ]
        return "store", tuple(Pick(slug, word, word) for slug, word in stores)
    if name == "replacement" and (offers := takeable(order)):
        said = [(one.key, TAKES[locale].format(title=clean(one.title))) for one in offers]
        return "offer", tuple(Pick(key, word, word) for key, word in said)
    if name == "pay_on_delivery" and order.payment == "on_delivery":
        return "", ()
    return "", (Pick("", words.button[locale], words.button[locale]),)


def takeable(order: OrderState) -> list[Offer]:
    """What was offered and can be taken without asking another store first."""
    return [
        one
        for one in order.alternatives.offers.values()
        if one.state == "offered"
        and one.rung != COMPETITOR
        and (one.store in ("", order.holder) or live_for(order, one.key) is not None)
    ]


def _other_stores(order: OrderState, world: World) -> Sequence[tuple[str, str]]:
    """The store that is next for this one, then the others of its partner: slug and name."""
    holder = world.store(order.holder)
    places = {
        one.slug: one for one in listings.list_places() if one.role == "store" and one.slug != holder.slug
    }
    near = [places[holder.next_store]] if holder.next_store in places else []
    same = [one for one in places.values() if holder.partner and one.partner == holder.partner]
    found = {one.slug: clean(one.name) for one in (*near, *same)}
    return tuple(found.items())[:OTHER_STORES]


@require_POST
def rescue_order(request: HttpRequest, order: str) -> HttpResponse:
    """Record what was agreed instead of a refusal."""

    def rescue(row: OrderRow, viewer: Viewer, now: datetime) -> Done:
        given = request.POST
        agreed = Rescue(
            remedy=given.get("remedy", ""),
            reason=given.get("reason", ""),
            by=viewer.person,
            next_at=_instant(given.get("next_at", "")),
            store=given.get("store", ""),
            words=given.get("words", ""),
            request=given.get("request", "")[:64],
            offer=given.get("offer", ""),
        )
        return rescues.rescue(row.stream, rescue=agreed, occurred_at=occurred_at_of(request, now), now=now)

    return recorded_by(request, order, "rescued", rescue)


@require_POST
def unpark_order(request: HttpRequest, order: str) -> HttpResponse:
    """Take a parked refusal back: the order goes on."""

    def take_back(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        orders.unpark(row.stream, actor=f"person:{viewer.person}", now=now)
        return {}

    return act_on(request, order, "unparked", take_back)


def _instant(text: str) -> datetime | None:
    try:
        return instant_of(text) if text else None
    except ValueError:
        return None
