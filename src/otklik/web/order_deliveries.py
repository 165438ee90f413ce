"""The deliveries of an order on its page: by whom, how each ended, the courier's picture, the buyer's own word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from otklik.domain.deliveries import TOLD, Delivery
from otklik.domain.errors import DomainError
from otklik.domain.parties import find_person
from otklik.domain.wording import capitalised, clean
from otklik.store import photos
from otklik.store.access import access_order
from otklik.web.order_delivery_words import ORDER_DELIVERY
from otklik.web.order_scenes import OrderScene
from otklik.web.run_words import ENDS
from otklik.web.status_delivery_words import ASKED
from otklik.web.unlisted import no_such_page
from otklik.web.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One delivery in words: what became of it, by whom, what the buyer says; `photo` is an address or empty."""

    lead: str
    tone: str
    lines: tuple[str, ...]
    said: tuple[tuple[str, bool], ...]
    photo: str


@dataclass(frozen=True, slots=True)
class DeliveriesCard:
    """What `order_delivery.html` shows, the newest first."""

    words: Mapping[str, str]
    deliveries: tuple[DeliveryLine, ...]


def write_deliveries(scene: OrderScene) -> DeliveriesCard | None:
    """The card; None before anything is on the road."""
    known = [one for one in scene.file.order.deliveries.values() if one.heard_at or one.ended_at]
    if not known or scene.file.order.history:
        return None
    words = {name: word[scene.reader.locale] for name, word in ORDER_DELIVERY.items()}
    return DeliveriesCard(words, tuple(_line(scene, one, words) for one in reversed(known)))


def _line(scene: OrderScene, one: Delivery, words: Mapping[str, str]) -> DeliveryLine:
    locale, say = scene.reader.locale, scene.reader.say
    tone, end = ENDS.get(one.how or one.reason, ("info", {"ru": "", "en": ""}))
    lead = words["coming" if one.approached_at else "on_board"]
    if one.ended_at is not None:
        lead = f"{capitalised(end[locale] or one.how or one.reason)}, {say(one.ended_at)}"
    said = [(name, getattr(one.witness, name)) for name in TOLD if getattr(one.witness, name) is not None]
    seen = one.proof and not scene.file.order.erased
    return DeliveryLine(
        lead=lead,
        tone=tone,
        lines=tuple(_who(scene, one, words)),
        said=tuple((ASKED[name][0 if is_so else 1][locale], is_so) for name, is_so in said),
        photo=reverse("order_photo", args=(scene.file.row.id, one.proof)) if seen else "",
    )


def _who(scene: OrderScene, one: Delivery, words: Mapping[str, str]) -> Iterator[str]:
    place = scene.world.stores.get(one.carrier)
    person = find_person(scene.world, one.courier) if one.courier else None
    names = [clean(part.name) for part in (person, place) if part is not None]
    if names:
        yield words["by"].format(name=", ".join(names))
    if one.handed_over_at is not None:
        yield words["since"].format(at=scene.reader.say(one.handed_over_at))
    if one.due_at is not None and one.is_open:
        yield words["due"].format(at=scene.reader.say(one.due_at))
    if one.moves:
        yield words["moved"].format(n=one.moves)
    if one.kept is not None:
        yield words["kept" if one.kept else "not_kept"]


@require_safe
def show_photo(request: HttpRequest, order: str, name: str) -> HttpResponse:
    """The courier's picture of an order that the viewer sees; 404 for a foreign one."""
    try:
        row = access_order(viewer_of(request), order)
        body, kind = photos.load(row.stream, name)
    except DomainError:
        return no_such_page()
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(body, content_type=kind, headers=headers)
