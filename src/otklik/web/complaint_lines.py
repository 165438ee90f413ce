"""One complaint as a row: its clock, the buyer's words, what was done, and what the viewer may do about it.

The same row stands on the page of complaints and on the order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from otklik.domain.business_time import WorkCalendar
from otklik.domain.complaint_decisions import AUTHORITY
from otklik.domain.complaints import ACTIONS, Complaint
from otklik.domain.events import Ref
from otklik.domain.local_times import floor_minute, until_text
from otklik.domain.locales import phone_text
from otklik.domain.orders import OrderState
from otklik.domain.stream_state import StreamState
from otklik.domain.wording import capitalised, clean
from otklik.domain.world import World
from otklik.domain.zones import parse_zone
from otklik.store.access import Viewer
from otklik.web.complaint_words import ABOUT, COMPLAINTS, HOW, MEANS
from otklik.web.complaint_words import ACTIONS as ACTION_WORDS
from otklik.web.dials import Dial
from otklik.web.obligations import Reader, dial_of, spans_of

Choices = tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """One complaint in words.

    Parameters
    ----------
    tone, dial, due
        Its clock: of the first action, then of the end; None and empty once it is closed.
    person
        Whom it is about; empty = nobody in particular.
    facts
        When it came and how, the first action, the end.
    note
        Why the viewer may not act or close, where he has authority otherwise.
    can_act, can_close
        Whether he may record an action, and close it as a second person.
    people
        Whom it may be about, for the form: slug, name, chosen.
    """

    key: str
    href: str
    number: str
    order_href: str
    store: str
    about: str
    tone: str
    dial: Dial | None
    due: str
    words: str
    person: str
    facts: tuple[str, ...]
    note: str
    can_act: bool
    can_close: bool
    actions: tuple[tuple[str, str], ...]
    people: Choices
    phone: str = ""
    phone_href: str = ""


@dataclass(frozen=True, slots=True)
class ComplaintScene:
    """What a row is written from: the order's state, the complaint, its words, the world, the viewer, the reader."""

    id: str
    number: str
    state: StreamState
    complaint: Complaint
    words: str
    phone: str
    world: World
    viewer: Viewer
    reader: Reader
    calendar: WorkCalendar | None


def write_line(scene: ComplaintScene) -> ComplaintLine:
    """The row in words."""
    one, reader, locale = scene.complaint, scene.reader, scene.reader.locale
    dial, due = _clock(scene)
    can_act, can_close, note = _rights(scene)
    store = scene.world.stores.get(one.store)
    return ComplaintLine(
        key=one.key,
        href=reverse("complaint_act", args=[scene.id, one.key]),
        number=clean(scene.number),
        order_href=f"/orders/{scene.id}",
        store=clean(store.name) if store else one.store,
        about=capitalised(ABOUT[one.about][locale]),
        tone=dial.tone if dial else "ok",
        dial=dial,
        due=due,
        words=clean(scene.words),
        person=_name(one.person, reader),
        facts=tuple(_facts(one, reader)),
        note=COMPLAINTS[note][locale] if note else "",
        can_act=can_act,
        can_close=can_close,
        actions=tuple((code, ACTION_WORDS[code][locale]) for code in ACTIONS),
        people=_people(scene),
        phone=phone_text(clean(scene.phone)) if scene.phone and one.is_open else "",
        phone_href=f"tel:{scene.phone}" if scene.phone and one.is_open else "",
    )


def _clock(scene: ComplaintScene) -> tuple[Dial | None, str]:
    one, reader = scene.complaint, scene.reader
    kind = "complaint" if one.acted_at is None else "complaint_closed"
    owed = scene.state.obligations.get(Ref(kind, one.key))
    if not one.is_open or owed is None or not owed.is_owed:
        return None, ""
    dial = dial_of(owed, spans_of(owed, scene.calendar, now=reader.now), reader)
    if reader.now > owed.limit_at:
        return dial, reader.say(owed.limit_at)
    due = until_text(floor_minute(owed.limit_at), parse_zone(reader.zone), reader.locale, now=reader.now)
    return dial, "" if dial.lead.endswith(due[-5:]) else due


def _rights(scene: ComplaintScene) -> tuple[bool, bool, str]:
    """Whether the viewer may act, whether he may close, and what is said where he has authority and may not."""
    one, person = scene.complaint, scene.viewer.person
    if not one.is_open or scene.state.subject.erased or not may_decide(scene.viewer, scene.state.subject):
        return False, False, ""
    if one.person == person:
        return False, False, "himself"
    if one.acted_at is None:
        return True, False, ""
    return True, one.acted_by != person, "second_wanted" if one.acted_by == person else ""


def may_decide(viewer: Viewer, order: OrderState) -> bool:
    """Whether a viewer may act on complaints of an order and score its talks; the domain checks it again."""
    sees = viewer.stores is None or order.holder in viewer.stores
    return bool(viewer.person and viewer.roles & AUTHORITY) and sees


def _facts(one: Complaint, reader: Reader) -> list[str]:
    locale = reader.locale
    means = MEANS[one.means][locale] if one.means in MEANS else clean(one.means)
    came = COMPLAINTS["received"][locale].format(at=reader.say(one.at), means=means)
    said = [capitalised(came)]
    if one.by:
        said[0] += ", " + COMPLAINTS["noted_by"][locale].format(name=_name(one.by, reader))
    if one.acted_at is not None:
        action = ACTION_WORDS[one.action][locale] if one.action in ACTION_WORDS else clean(one.action)
        at, name = reader.say(one.acted_at), _name(one.acted_by, reader)
        said.append(COMPLAINTS["acted"][locale].format(at=at, action=action, name=name))
    if one.closed_at is not None:
        how = HOW[one.how][locale] if one.how in HOW else clean(one.how)
        by = f", {_name(one.closed_by, reader)}" if one.closed_by not in ("", "buyer") else ""
        said.append(COMPLAINTS["closed_at"][locale].format(how=how, at=reader.say(one.closed_at)) + by)
    return said


def _name(slug: str, reader: Reader) -> str:
    return clean(reader.names.people.get(slug, slug)) if slug else ""


def _people(scene: ComplaintScene) -> Choices:
    store, named = scene.world.stores.get(scene.complaint.store), scene.complaint.person
    team = {one.slug: one.name for one in store.people if one.active} if store else {}
    known = {named: _name(named, scene.reader), **team} if named else team
    return tuple(
        (slug, clean(name), slug == named) for slug, name in known.items() if slug != scene.viewer.person
    )


def slugs_of(complaints: Sequence[Complaint]) -> set[str]:
    """Slugs of everybody whom these complaints name."""
    return {slug for one in complaints for slug in (one.person, one.by, one.acted_by, one.closed_by) if slug}
