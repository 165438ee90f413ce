"""The appointment and the visits of an order on its page, and their acts: book, move, cancel, check in, two taps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from otklik.actions import appointments, visits
from otklik.actions.commit import Done
from otklik.domain.appointments import CHECK_IN_FOR, TRY_ON, Appointment, standing
from otklik.domain.errors import DomainError
from otklik.domain.events import instant_of, instant_text
from otklik.domain.locales import span_of
from otklik.domain.orders import OrderState
from otklik.domain.parties import find_person
from otklik.domain.visits import CAUSES, NOT_OURS, last_visit
from otklik.domain.wording import clean
from otklik.domain.world import World
from otklik.planning.appointments import Slot
from otklik.store.access import Viewer
from otklik.store.queries import OrderRow
from otklik.web.obligations import Reader
from otklik.web.order_acts import act_on
from otklik.web.order_scenes import OrderScene
from otklik.web.readiness_words import BOOKING


@dataclass(frozen=True, slots=True)
class AppointmentCard:
    """The card.

    Parameters
    ----------
    at, state, tone
        The appointment in words, and whether whoever expects the buyer is there.
    off
        That the last one could not be held; empty else.
    slots
        Free times: what the form sends, and words.
    act, visit
        Addresses of the acts; empty where the viewer only looks.
    is_here, is_waiting, waits
        Whether he is there, whether nobody attends to him yet; since when he waits, or how long he queued.
    """

    words: Mapping[str, str]
    at: str
    state: str
    tone: str
    off: str
    slots: tuple[tuple[str, str], ...]
    can_check_in: bool
    can_cancel: bool
    act: str
    visit: str
    is_here: bool
    is_waiting: bool
    waits: str
    causes: tuple[tuple[str, str], ...]
    href: str


def write_appointment(scene: OrderScene) -> AppointmentCard | None:
    """The card of an order that somebody may come for; None for one that is over or that is delivered."""
    order, reader = scene.file.order, scene.reader
    comes = order.delivery == "pickup" or order.payment == "credit" or order.appointments or order.visits
    if not order.is_open or order.history or not comes:
        return None
    words = {name: word[reader.locale] for name, word in BOOKING.items()}
    current, visit = standing(order.appointments), last_visit(order.visits)
    state, tone = _state(current, scene.world, reader)
    base = f"/orders/{scene.file.row.id}"
    slots = appointments.free_slots(scene.file.row.stream, now=reader.now) if scene.may_act else []
    return AppointmentCard(
        words=words,
        at=_at(current, scene.world, reader),
        state=state,
        tone=tone,
        off=_off(order, reader),
        slots=tuple(slot_choice(one, scene.world, reader.say) for one in slots),
        can_check_in=current is not None and current.purpose != TRY_ON and current.checked_in_at is None,
        can_cancel=current is not None,
        act=f"{base}/appointment" if scene.may_act else "",
        visit=f"{base}/visit" if scene.may_act else "",
        is_here=visit is not None and visit.left_at is None,
        is_waiting=visit is not None and visit.is_waiting,
        waits=_waits(order, reader),
        causes=tuple((code, ru if reader.locale == "ru" else en) for code, (en, ru) in CAUSES.items()),
        href=f"{base}#visit",
    )


def slot_choice(slot: Slot, world: World, say: Callable[[datetime], str]) -> tuple[str, str]:
    """What a form sends for a free time, and how it is shown."""
    person = find_person(world, slot.person)
    name = clean(person.name) if person else slot.person
    return slot_value(slot), f"{say(slot.starts_at)} · {name}"


def slot_value(slot: Slot) -> str:
    """What a form sends for a free time: the instant and the person."""
    return f"{instant_text(slot.starts_at)} {slot.person}"


def _at(current: Appointment | None, world: World, reader: Reader) -> str:
    if current is None:
        return ""
    name = "try_on" if current.purpose == TRY_ON else "at"
    return BOOKING[name][reader.locale].format(
        at=reader.say(current.starts_at), name=_name(current.person, world)
    )


def _name(slug: str, world: World) -> str:
    person = find_person(world, slug)
    return clean(person.name) if person else slug


def _state(current: Appointment | None, world: World, reader: Reader) -> tuple[str, str]:
    """Whether whoever expects the buyer is there, in words with a tone; empty for a try-on, and long before."""
    is_near = current is not None and reader.now >= current.starts_at - CHECK_IN_FOR
    if current is None or current.purpose == TRY_ON or not (is_near or current.checked_in_at):
        return "", ""
    name = _name(current.person, world)
    if current.checked_in_at is not None:
        at = reader.say(current.checked_in_at)
        return BOOKING["checked_in"][reader.locale].format(name=name, at=at), "ok"
    return BOOKING["not_checked_in"][reader.locale].format(name=name), "info"


def _off(order: OrderState, reader: Reader) -> str:
    """That the last appointment could not be held, and none has come in its place."""
    last = next(reversed(list(order.appointments.values())), None)
    if last is None or not last.ended or last.cause != "nobody_there":
        return ""
    return BOOKING["off"][reader.locale].format(at=reader.say(last.starts_at))


def _waits(order: OrderState, reader: Reader) -> str:
    visit = last_visit(order.visits)
    if visit is None:
        return ""
    if visit.cause:
        words = CAUSES[visit.cause][1 if reader.locale == "ru" else 0]
        name = "went" if visit.cause in NOT_OURS else "in_vain"
        return BOOKING[name][reader.locale].format(cause=words)
    if visit.is_waiting:
        return BOOKING["waits"][reader.locale].format(at=reader.say(visit.came_at))
    queued = span_of((visit.queued_s or 0) // 60, reader.locale)
    return BOOKING["queued"][reader.locale].format(span=queued)


def parse_slot(text: str) -> tuple[datetime, str]:
    """The time and the person that a form sends.

    Raises
    ------
    DomainError
        `bad_slot`: neither.
    """
    starts, _, person = text.partition(" ")
    try:
        return instant_of(starts), person
    except ValueError as error:
        raise DomainError("bad_slot", "This is no free time.", place="slot") from error


ASKED: Mapping[str, str] = {"cancel": "unbooked", "check_in": "checked_in"}
"""Acts of the form beside booking → the sentence that is said."""


@require_POST
def act_on_appointment(request: HttpRequest, order: str) -> HttpResponse:
    """Book or move, cancel, or say that the person is there, as the form says."""
    asked = request.POST.get("happened", "")

    def act(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        actor = f"person:{viewer.person}"
        if asked == "cancel":
            appointments.cancel(row.stream, actor=actor, now=now)
        elif asked == "check_in":
            appointments.check_in(row.stream, actor=actor, now=now)
        else:
            starts_at, person = parse_slot(request.POST.get("slot", ""))
            appointments.book(row.stream, actor=actor, starts_at=starts_at, person=person, now=now)
        return {}

    return act_on(request, order, ASKED.get(asked, "booked"), act)


@require_POST
def act_on_visit(request: HttpRequest, order: str) -> HttpResponse:
    """The buyer came, somebody attends to him, or he left with nothing, as the form says."""
    happened = request.POST.get("happened", "came")

    def act(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        _visit(row.stream, happened, viewer.person, request.POST.get("cause", ""), now)
        return {}

    return act_on(request, order, happened if happened in ("served", "left") else "came", act)


def _visit(stream: str, happened: str, person: str, cause: str, now: datetime) -> Done:
    actor = f"person:{person}"
    if happened == "served":
        return visits.serve(stream, actor=actor, person=person, now=now)
    if happened == "left":
        return visits.leave(stream, actor=actor, cause=cause, now=now)
    return visits.come(stream, actor=actor, now=now)
