"""Whom a step of a ladder tells, found at the moment it fires: present shift, present holder, working methods.

Debtor, clock and instants of an obligation are frozen; the people are not (pitfall 6). One table says what each word
of `tell` means. A receiver without a working method of a channel can't be told by it; a step that reaches nobody is
empty (law 5). Whoever may not talk to buyers on the subject is passed over, and so is in matters of a complaint whom
it is about. It must not send anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from otklik.domain import admissions, clocks, shifts
from otklik.domain.complaints import KINDS
from otklik.domain.obligations import Obligation
from otklik.domain.parties import Scene, find_person, place_of
from otklik.domain.releases import listens
from otklik.domain.world import ContactMethod, Person, Store


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody who can be told: slug of a person, `store:<slug>`, `buyer`, `system` or `method:<id>`.

    `methods` maps a channel to the id of the contact method to use; "" where the channel needs none.
    """

    slug: str
    methods: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Telling:
    """What the words of `tell` are looked up in: the scene, the obligation, and the instant of the step."""

    scene: Scene
    obligation: Obligation
    at: datetime


EVERYBODY = {"console": ""}
"""Channels that need no method of the receiver's own: the development terminal."""

STAFF = {**EVERYBODY, "desk": "", "call_list": ""}
"""…and those that are places in our own screens."""


def _methods(methods: Iterable[ContactMethod]) -> dict[str, str]:
    found: dict[str, str] = dict(STAFF)
    for method in methods:
        if method.verified and method.healthy:
            found.setdefault(method.channel, method.id)
    return found


def _person(person: Person) -> Receiver:
    return Receiver(person.slug, _methods(person.methods))


def _place(store: Store) -> Receiver:
    return Receiver(f"store:{store.slug}", _methods(store.methods))


def _may_answer(person: Person, telling: Telling) -> bool:
    """Whether he may talk to the buyer about this (R17)."""
    subject = admissions.subject_of(telling.scene.stream, telling.obligation.ref.kind)
    return admissions.is_admitted(person, subject)


def _on_shift(store: Store | None, telling: Telling) -> list[Receiver]:
    """Those on shift who are free: whoever is busy with customers is told when he is free again (ADR 0026)."""
    slugs = [one for one in store.on_shift if shifts.is_free(store, one, telling.at)] if store else []
    present = [find_person(telling.scene.world, slug) for slug in slugs]
    return [_person(person) for person in present if person is not None and _may_answer(person, telling)]


def _with_role(role: str, store: Store | None) -> list[Receiver]:
    people = store.people if store else ()
    return [_person(person) for person in people if person.active and role in person.roles]


def _one(slug: str, telling: Telling) -> list[Receiver]:
    person = find_person(telling.scene.world, slug)
    return [_person(person)] if person and _may_answer(person, telling) else []


def _owner(telling: Telling) -> list[Receiver]:
    owner = telling.scene.owner
    return _one(owner, telling) if owner else []


def _own_place(telling: Telling) -> list[Receiver]:
    """The place itself, unless nobody there may answer what its phone would say: then those above hear at once."""
    store = telling.scene.store
    if store is None:
        return []
    present = [find_person(telling.scene.world, slug) for slug in store.on_shift]
    team = [one for one in present if one is not None] or [one for one in store.people if one.active]
    return [_place(store)] if not team or any(_may_answer(one, telling) for one in team) else []


def _heads_on_duty(telling: Telling) -> list[Receiver]:
    """The heads who joined the shift; else those whom the roster names for now; else the store's heads."""
    store = telling.scene.store
    heads = _with_role("head", store)
    present = [head for head in heads if store and head.slug in store.on_shift]
    return present or [head for head in heads if store and head.slug in store.rostered] or heads


def _helping(store: Store | None, telling: Telling) -> list[Receiver]:
    """People on shift and the place itself, of a store that can help only while it is open."""
    if store is None or not clocks.is_running(store.calendar, telling.at):
        return []
    return [*_on_shift(store, telling), _place(store)]


def _next_store(telling: Telling) -> list[Receiver]:
    store = telling.scene.store
    return _helping(telling.scene.world.stores.get(store.next_store) if store else None, telling)


def _administrators(telling: Telling) -> list[Receiver]:
    return _with_role("administrator", place_of("marketplace", telling.scene))


def _second_people(telling: Telling) -> list[Receiver]:
    return _with_role("second_person", place_of("marketplace", telling.scene))


def _buyer(telling: Telling) -> list[Receiver]:
    order = telling.scene.order
    if order is None:
        return []
    by_mail = {"email": ""} if order.has_email else {}
    by_phone = {"sms": "", "voice": "", "call_list": ""} if order.has_phone else {}
    return [Receiver("buyer", {**EVERYBODY, **by_mail, **by_phone})]


def _system(telling: Telling) -> list[Receiver]:
    """The stock system behind the order's source; nobody where none listens, so that a step of it is empty."""
    order = telling.scene.order
    heard = order is not None and listens(order, telling.scene.world)
    return [Receiver("system", {"webhook": ""})] if heard else []


def _method(telling: Telling) -> list[Receiver]:
    method = str(telling.obligation.ref_fields.get("method", ""))
    return [Receiver(f"method:{method}", {"method": method})] if method else []


def _keeper(telling: Telling) -> list[Receiver]:
    """The person who keeps a promise, as it is now: a leaver's successor is reminded, and not the leaver (R24)."""
    order, ref = telling.scene.order, telling.obligation.ref
    made = order.promises.get(ref.key) if order and ref.kind == "promise" else None
    return _one(made.person, telling) if made and made.person else []


def _party(party: str, telling: Telling) -> list[Receiver]:
    """Whoever can speak for a party: its people, and the place itself."""
    role, _, slug = party.partition(":")
    scene = telling.scene
    if role in ("owner", "person"):
        return _one(slug, telling)
    if role == "partner":
        stores = [store for store in scene.world.stores.values() if store.partner == slug]
        managers = [one for store in stores for one in _with_role("partner_manager", store)]
        return managers or [one for store in stores for one in _with_role("head", store)]
    if role in WORDS and role not in ("debtor", "creditor"):
        return WORDS[role](telling)
    store = scene.world.stores.get(slug)
    if store is None:
        return []
    if role == "head":
        return _with_role("head", store)
    if role == "marketplace":
        return [*_with_role("administrator", store), _place(store)]
    people = _on_shift(store, telling)
    if not people and store.role != "store":
        people = [_person(one) for one in store.people if one.active and _may_answer(one, telling)]
    return [*people, _place(store)]


WORDS: Mapping[str, Callable[[Telling], list[Receiver]]] = {
    "owner": _owner,
    "on_shift": lambda telling: _on_shift(telling.scene.store, telling),
    "next_free": lambda telling: _on_shift(telling.scene.store, telling),
    "place": _own_place,
    "head_on_duty": _heads_on_duty,
    "head": lambda telling: _with_role("head", telling.scene.store),
    "next_store": _next_store,
    "call_centre": lambda telling: _helping(place_of("call_centre", telling.scene), telling),
    "administrator": _administrators,
    "second_person": _second_people,
    "debtor": lambda telling: [*_keeper(telling), *_party(telling.obligation.debtor, telling)],
    "creditor": lambda telling: _party(telling.obligation.creditor, telling),
    "buyer": _buyer,
    "system": _system,
    "method": _method,
}
"""What each word of a step's `tell` means now."""


def list_receivers(tell: Iterable[str], telling: Telling) -> list[Receiver]:
    """Everybody whom the words mean, each once, in the words' order; never whom the matter is about."""
    about = _whom_it_is_about(telling)
    found = [one for word in tell for one in WORDS[word](telling) if one.slug != about or not about]
    return list({receiver.slug: receiver for receiver in reversed(found)}.values())[::-1]


def _whom_it_is_about(telling: Telling) -> str:
    """Slug of the person of whom the buyer complains, where the obligation is about that; empty else."""
    order, ref = telling.scene.order, telling.obligation.ref
    complaint = order.complaints.get(ref.key) if order is not None and ref.kind in KINDS else None
    return complaint.person if complaint is not None else ""


def list_passed_over(tell: Iterable[str], telling: Telling) -> list[str]:
    """Slugs of those whom the words would mean and who are not admitted to this subject, in order."""
    words, scene = set(tell), telling.scene
    slugs = [*scene.store.on_shift] if scene.store and words & OF_THE_SHIFT else []
    slugs += [scene.owner] if "owner" in words and scene.owner else []
    people = [find_person(scene.world, slug) for slug in dict.fromkeys(slugs)]
    return [one.slug for one in people if one is not None and not _may_answer(one, telling)]


OF_THE_SHIFT = frozenset({"on_shift", "next_free"})
"""Words that mean whoever stands in the shop."""

ELSEWHERE: Mapping[str, Callable[[Telling], Store | None]] = {
    "next_store": lambda telling: (
        telling.scene.world.stores.get(telling.scene.store.next_store) if telling.scene.store else None
    ),
    "call_centre": lambda telling: place_of("call_centre", telling.scene),
}
"""Words that mean somebody beside the shop who can answer in its stead."""


def list_waiting(tell: Iterable[str], telling: Telling) -> list[tuple[Receiver, datetime]]:
    """Those whom the words mean but who are busy with customers, and until when: so long their word waits."""
    store = telling.scene.store
    if store is None or OF_THE_SHIFT.isdisjoint(tell):
        return []
    busy = [slug for slug in store.on_shift if not shifts.is_free(store, slug, telling.at)]
    found = [(find_person(telling.scene.world, slug), store.busy[slug]) for slug in busy]
    return [
        (_person(person), until_at)
        for person, until_at in found
        if person is not None and _may_answer(person, telling)
    ]


def list_helpers(tell: Iterable[str], telling: Telling) -> list[Receiver]:
    """Those beside the shop who can answer now: of the next store and the call centre, unless they are full too."""
    able = [
        word
        for word in tell
        if word in ELSEWHERE and not shifts.is_full(ELSEWHERE[word](telling), telling.at)
    ]
    return list_receivers(able, telling)
