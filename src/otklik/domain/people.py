"""One person who works for a store or the marketplace; the name is personal and lies beside the journal."""

from __future__ import annotations

from dataclasses import dataclass, replace

from otklik.domain.contact_methods import Method, evolve_methods
from otklik.domain.events import Entry

ROLES = ("seller", "head", "administrator", "second_person", "dispatcher", "courier", "partner_manager")
"""What a person may be; one person may be several."""


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
        return replace(state, active=False)
    return replace(state, methods=evolve_methods(state.methods, entry))
