"""The published texts of playbooks: one stream a situation, one version an entry; the shipped one comes before them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.events import Entry, Event
from otklik.domain.playbook_texts import write_playbook
from otklik.domain.playbooks import Playbook
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World


@dataclass(frozen=True, slots=True)
class PublishedPlaybook:
    """The newest published text of one situation: its number, hash and TOML."""

    situation: str
    number: int
    digest: str
    text: str


def evolve(state: PublishedPlaybook | None, entry: Entry) -> PublishedPlaybook | None:
    """The playbook after one more entry of its `playbook/` stream."""
    if entry.event.kind != "playbook.published":
        return state
    data = entry.event.data
    return PublishedPlaybook(data["situation"], data["number"], data["digest"], data["text"])


def digest_of(text: str) -> str:
    """SHA-256 of a text, hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def decide_publish(
    state: StreamState, world: World, now: datetime, *, actor: str, playbook: Playbook
) -> Sequence[Event]:
    """The fact that a playbook's text was published as its next version; the same text again says nothing new."""
    text = write_playbook(playbook)
    digest, known = digest_of(text), state.subject
    if isinstance(known, PublishedPlaybook) and known.digest == digest:
        return []
    return [
        make(
            "playbook.published",
            occurred_at=now,
            actor=actor,
            source="person",
            situation=playbook.situation,
            number=known.number + 1 if isinstance(known, PublishedPlaybook) else 1,
            digest=digest,
            text=text,
        )
    ]
