"""Two cards of an order's page: what its buyer complained of, and talks that may be scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from otklik.domain.complaints import ABOUT, MEANS
from otklik.domain.conduct import CRITERIA, MOST_POINTS
from otklik.domain.wording import capitalised, clean
from otklik.store import directory
from otklik.web.complaint_lines import Choices, ComplaintLine, ComplaintScene, may_decide, write_line
from otklik.web.complaint_words import ABOUT as ABOUT_WORDS
from otklik.web.complaint_words import COMPLAINTS, ORDER_CARD
from otklik.web.complaint_words import MEANS as MEANS_WORDS
from otklik.web.conduct_words import CRITERIA as CRITERION_WORDS
from otklik.web.conduct_words import POINTS, SCORE_CARD
from otklik.web.order_scenes import OrderScene
from otklik.web.permissions import SELLERS

NOTED = tuple(one for one in MEANS if one not in ("page", "rating"))
"""How a complaint comes that somebody here notes."""


@dataclass(frozen=True, slots=True)
class ComplaintCard:
    """What `order_complaints.html` shows: the complaints, and the form by which one is noted."""

    words: Mapping[str, str]
    lines: tuple[ComplaintLine, ...]
    here: str
    note_href: str
    about: tuple[tuple[str, str], ...]
    means: tuple[tuple[str, str], ...]
    people: Choices


@dataclass(frozen=True, slots=True)
class TalkLine:
    """One talk that may be scored, or was: its entry, whose it was, when, and the scores."""

    of: int
    person: str
    lead: str
    scores: tuple[str, ...]
    can_score: bool


@dataclass(frozen=True, slots=True)
class TalkCard:
    """What `order_talks.html` shows."""

    words: Mapping[str, str]
    lines: tuple[TalkLine, ...]
    here: str
    href: str
    criteria: tuple[tuple[str, str], ...]
    points: tuple[tuple[str, str], ...]


def write_complaints(scene: OrderScene) -> ComplaintCard | None:
    """The complaints of an order, with the form of a new one where the viewer answers buyers; None = neither."""
    file, order, reader = scene.file, scene.file.order, scene.reader
    may_note = bool(scene.viewer.roles & (SELLERS | {"second_person"})) and not order.erased
    if not order.complaints and not may_note:
        return None
    words = {name: word[reader.locale] for name, word in {**COMPLAINTS, **ORDER_CARD}.items()}
    store = scene.world.stores.get(order.holder)
    team = [one for one in store.people if one.active] if store else []
    return ComplaintCard(
        words=words,
        lines=tuple(write_line(one) for one in _scenes(scene)),
        here=f"/orders/{file.row.id}",
        note_href=reverse("order_complaint", args=[file.row.id]) if may_note else "",
        about=tuple((code, capitalised(ABOUT_WORDS[code][reader.locale])) for code in ABOUT),
        means=tuple((code, MEANS_WORDS[code][reader.locale]) for code in NOTED),
        people=tuple((one.slug, clean(one.name), False) for one in team),
    )


def _scenes(scene: OrderScene) -> list[ComplaintScene]:
    file, order = scene.file, scene.file.order
    sealed = {
        one.version: one.event.personal for one in file.entries if one.event.kind == "complaint.received"
    }
    frozen = {one.calendar for ref, one in file.state.obligations.items() if ref.kind.startswith("complaint")}
    calendars = directory.load_calendars(frozen - {""})
    return [
        ComplaintScene(
            id=file.row.id,
            number=order.number,
            state=file.state,
            complaint=one,
            words=str(sealed.get(one.version, {}).get("words", "")),
            phone="",
            world=scene.world,
            viewer=scene.viewer,
            reader=scene.reader,
            calendar=next(iter(calendars.values()), None),
        )
        for one in reversed(list(order.complaints.values()))
    ]


def write_talks(scene: OrderScene) -> TalkCard | None:
    """Talks of people on this order, for whoever may score one; None = there are none, or he may not."""
    order, reader = scene.file.order, scene.reader
    if order.erased or not may_decide(scene.viewer, order):
        return None
    lines = tuple(_talks(scene))
    if not lines:
        return None
    return TalkCard(
        words={name: word[reader.locale] for name, word in SCORE_CARD.items()},
        lines=lines,
        here=f"/orders/{scene.file.row.id}",
        href=reverse("order_score", args=[scene.file.row.id]),
        criteria=tuple((code, CRITERION_WORDS[code][reader.locale]) for code in CRITERIA),
        points=tuple((str(n), POINTS[str(n)][reader.locale]) for n in range(MOST_POINTS + 1)),
    )


def _talks(scene: OrderScene) -> list[TalkLine]:
    reader, scores = scene.reader, scene.file.order.scores.values()
    found = []
    for entry in scene.file.entries:
        event = entry.event
        person = str(event.data.get("by") or event.actor.partition("person:")[2])
        if event.kind != "contact.reached" or person not in reader.names.people:
            continue
        own = [one for one in scores if one.of == entry.version]
        mine = any(one.by == scene.viewer.person for one in own)
        at, name = reader.say(event.occurred_at), clean(reader.names.people.get(person, person))
        found.append(
            TalkLine(
                of=entry.version,
                person=person,
                lead=SCORE_CARD["talk"][reader.locale].format(at=at, name=name),
                scores=tuple(
                    SCORE_CARD["scored"][reader.locale].format(
                        total=one.total, name=clean(reader.names.people.get(one.by, one.by))
                    )
                    for one in own
                ),
                can_score=not mine and person != scene.viewer.person,
            )
        )
    return found[::-1]
