"""The published texts of standards: one stream a name, one version an entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry, Event
from otklik.domain.standards import Standard
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World


@dataclass(frozen=True, slots=True)
class PublishedStandard:
    """The newest published text of one name: its number, hash and resolved TOML."""

    name: str
    number: int
    digest: str
    text: str


def evolve(state: PublishedStandard | None, entry: Entry) -> PublishedStandard | None:
    """The standard after one more entry of its `standard/` stream."""
    if entry.event.kind != "standard.published":
        return state
    data = entry.event.data
    return PublishedStandard(data["name"], data["number"], data["digest"], data["text"])


def decide_publish(
    state: StreamState, world: World, now: datetime, *, actor: str, standard: Standard
) -> Sequence[Event]:
    """The fact that a standard's text was published under its name; the same text again says nothing new.

    Raises
    ------
    DomainError
        `version_exists`: other text under a number that was published before.
    """
    known = state.subject
    if isinstance(known, PublishedStandard):
        if known.digest == standard.hash:
            return []
        if standard.version <= known.number:
            raise DomainError(
                "version_exists",
                f"Version {known.number} of {standard.name!r} is published already.",
                remedy=f"Give the new text version = {known.number + 1}.",
                place="version",
            )
    return [
        make(
            "standard.published",
            occurred_at=now,
            actor=actor,
            source="person",
            name=standard.name,
            number=standard.version,
            digest=standard.hash,
            text=standard.text,
        )
    ]
