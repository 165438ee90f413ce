"""One person who works for a store or the marketplace; the name is personal and lies beside the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from otklik.domain.admissions import Admission, admission_after
from otklik.domain.catalogue import make
from otklik.domain.contact_methods import Method, evolve_methods
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry, Event, instant_of
from otklik.domain.slugs import checked_slug
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

ROLES = (
    "seller",
    "head",
    "administrator",
    "auditor",
    "second_person",
    "dispatcher",
    "courier",
    "partner_manager",
)
"""What a person may be; one person may be several. An auditor sees what an administrator sees and changes nothing."""


@dataclass(frozen=True, slots=True)
class PersonState:
    """What is true of a person; `name_version` is the entry that holds the present name."""

    slug: str
    store: str
    roles: frozenset[str]
    locale: str
    name_version: int
    active: bool = True
    methods: tuple[Method, ...] = ()
    successor: str = ""
    """Slug of who keeps a leaver's promises; empty = he left none."""
    late_word_at: datetime | None = None
    """When the last word about late notices goes out: until then it covers all that is late."""
    admission: Admission | None = None
    """On which subjects he may talk to buyers; None = nobody has decided about him."""


def evolve(state: PersonState | None, entry: Entry) -> PersonState | None:
    """The person after one more entry of the `person/` stream."""
    data = entry.event.data
    if entry.event.kind == "person.admitted":
        return PersonState(
            slug=entry.stream.partition("/")[2],
            store=data["store"],
            roles=frozenset(data["roles"]),
            locale=data["locale"],
            name_version=entry.version,
            methods=state.methods if state else (),
        )
    if state is None:
        return None
    if entry.event.kind == "person.changed":
        return replace(
            state,
            store=data.get("store", state.store),
            roles=frozenset(data.get("roles", state.roles)),
            locale=data.get("locale", state.locale),
            name_version=entry.version if "name" in entry.event.personal else state.name_version,
        )
    if entry.event.kind == "person.dismissed":
        return replace(state, active=False, successor=data.get("successor", ""))
    if entry.event.kind == "notices.late":
        return replace(state, late_word_at=instant_of(data["send_at"]))
    admission = admission_after(state.admission, entry)
    return replace(state, methods=evolve_methods(state.methods, entry), admission=admission)


def decide_admit(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    name: str,
    store: str,
    roles: Sequence[str],
    locale: str = "ru",
) -> Sequence[Event]:
    """The fact that a person may work for a store.

    Raises
    ------
    DomainError
        `bad_slug`, `person_exists`, `unknown_store`, `unknown_role`, `empty_name`.
    """
    slug = checked_slug(state.stream)
    if isinstance(state.subject, PersonState) and state.subject.active:
        raise DomainError("person_exists", f"There is a person {slug!r} already.")
    world.store(store)
    _check_roles(roles)
    _check_name(name)
    return [
        make(
            "person.admitted",
            occurred_at=now,
            actor=actor,
            source="person",
            store=store,
            roles=sorted(set(roles)),
            locale=locale,
            name=name.strip(),
        )
    ]


def _check_roles(roles: Sequence[str]) -> None:
    unknown = sorted(set(roles) - set(ROLES))
    if unknown or not roles:
        raise DomainError(
            "unknown_role",
            f"{unknown[0] if unknown else ''!r} is no role.",
            remedy=f"One or more of: {', '.join(ROLES)}.",
        )


def _check_name(name: str) -> None:
    if not name.strip():
        raise DomainError("empty_name", "A person needs a name.", place="name")


def decide_change(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    name: str | None = None,
    store: str | None = None,
    roles: Sequence[str] | None = None,
    locale: str | None = None,
) -> Sequence[Event]:
    """The fact that a person has another name, store, language or other roles; the same again says nothing new.

    Parameters
    ----------
    name
        None = as it is. A name is personal and lies beside the journal, so one that is given is always said.

    Raises
    ------
    DomainError
        `unknown_person`, `unknown_store`, `unknown_role`, `empty_name`.
    """
    person = require_person(state)
    changed: dict[str, Any] = {}
    if store is not None and store != person.store:
        changed["store"] = world.store(store).slug
    if roles is not None:
        _check_roles(roles)
        if frozenset(roles) != person.roles:
            changed["roles"] = sorted(set(roles))
    if locale is not None and locale != person.locale:
        changed["locale"] = locale
    if name is not None:
        _check_name(name)
        changed["name"] = name.strip()
    return (
        [make("person.changed", occurred_at=now, actor=actor, source="person", **changed)] if changed else []
    )


def require_person(state: StreamState) -> PersonState:
    """The person, if he works here now.

    Raises
    ------
    DomainError
        `unknown_person`.
    """
    if not isinstance(state.subject, PersonState) or not state.subject.active:
        raise DomainError("unknown_person", f"There is no person {state.stream.partition('/')[2]!r} here.")
    return state.subject


def decide_dismiss(
    state: StreamState, world: World, now: datetime, *, actor: str, why: str = "", successor: str = ""
) -> Sequence[Event]:
    """The fact that a person no longer works here, and who keeps what he has promised.

    Raises
    ------
    DomainError
        `unknown_person`.
    """
    require_person(state)
    return [
        make(
            "person.dismissed",
            occurred_at=now,
            actor=actor,
            source="person",
            why=why or None,
            successor=successor or None,
        )
    ]
