"""The standard as an agreement: sent to a partner in plain words, read and accepted by a named person of it (R12).

What is sent is one text, the plain words of a published version in both languages, and its SHA-256 is the *rendering*.
The text stands in `standard.sent` itself: whoever accepted can be shown for ever what he read, whatever later releases
say in other words. An adoption by the marketplace alone is in force without being an agreement.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry, Event
from otklik.domain.locales import LOCALES, Locale
from otklik.domain.parties import find_person
from otklik.domain.standards import Standard
from otklik.domain.standards.explain import explain
from otklik.domain.world import World

BETWEEN = "\n\n* * *\n\n"
"""Stands between the languages of a text that is agreed on; no line of the plain words looks like it."""

SIGNERS = frozenset({"partner_manager", "head"})
"""Roles of a partner's people who may accept for it."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """What is agreed on: one text in both languages, and its SHA-256, hex, over UTF-8."""

    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """One version that was sent to a partner, and what became of it.

    Parameters
    ----------
    version
        `name@number`: the key of its obligation.
    standard
        Hash of the standard.
    rendering
        SHA-256 of the text that was sent.
    sent_at, sent_by
        When, and by whom: an actor.
    entry
        Version of the entry in the partner's stream that holds the text.
    accepted_at, person
        When, and the slug of who accepted; None and empty while nobody has.
    superseded_at
        When another version took its place; None while none has.
    """

    version: str
    standard: str
    rendering: str
    sent_at: datetime
    sent_by: str
    entry: int
    accepted_at: datetime | None = None
    person: str = ""
    superseded_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody is still asked for it."""
        return self.accepted_at is None and self.superseded_at is None

    @property
    def is_agreed(self) -> bool:
        """Whether it is what the partner stands by now."""
        return self.accepted_at is not None and self.superseded_at is None


def render(standard: Standard) -> Rendering:
    """What a partner is asked to agree on."""
    text = BETWEEN.join("\n".join(explain(standard, locale)) for locale in LOCALES) + "\n"
    return Rendering(text, digest_of(text))


def digest_of(text: str) -> str:
    """SHA-256, hex, of a text in UTF-8: what `sha256sum` says of its file."""
    return hashlib.sha256(text.encode()).hexdigest()


def text_of(lines: Sequence[str]) -> str:
    """The text that lines of `standard.sent` stand for."""
    return "".join(f"{line}\n" for line in lines)


def part_of(text: str, locale: Locale) -> str:
    """The words of a rendering in one language."""
    return text.strip("\n").split(BETWEEN)[LOCALES.index(locale)]


def evolve_agreements(known: tuple[Agreement, ...], entry: Entry) -> tuple[Agreement, ...]:
    """What was sent to a partner after one more entry of its stream; an adoption alone changes nothing here."""
    event = entry.event
    data, at = event.data, event.occurred_at
    if event.kind == "standard.sent":
        sent = Agreement(data["version"], data["digest"], data["rendering"], at, event.actor, entry.version)
        return (*known, sent)
    if event.kind == "standard.accepted" and data.get("person"):
        return _changed(known, data["version"], accepted_at=at, person=data["person"])
    if event.kind == "standard.superseded":
        return _changed(known, data["version"], superseded_at=at)
    return known


def _changed(
    known: tuple[Agreement, ...], version: str, *, superseded_at: datetime | None = None, **fields: object
) -> tuple[Agreement, ...]:
    """The newest of a version, changed; only one that stands can be."""
    for index in reversed(range(len(known))):
        one = known[index]
        if one.version == version and one.superseded_at is None:
            changed = replace(one, superseded_at=superseded_at, **fields)  # type: ignore[arg-type]
            return (*known[:index], changed, *known[index + 1 :])
    return known


def agreed_by(known: Sequence[Agreement]) -> str:
    """Hash of the standard that a partner stands by; empty = nobody of it has accepted any."""
    return next((one.standard for one in reversed(known) if one.is_agreed), "")


def events_of_sending(
    known: Sequence[Agreement], now: datetime, *, actor: str, standard: Standard, rendering: Rendering
) -> Sequence[Event]:
    """The facts that a version goes to a partner; nothing where it has exactly that one before it or accepted it."""
    same = (standard.hash, rendering.digest)
    if known and known[-1].superseded_at is None and (known[-1].standard, known[-1].rendering) == same:
        return []
    sent = make(
        "standard.sent",
        occurred_at=now,
        actor=actor,
        source="person",
        version=version_of(standard),
        digest=standard.hash,
        rendering=rendering.digest,
        name=standard.name,
        lines=rendering.text.splitlines(),
    )
    return [*(_superseded(one, now, actor) for one in known if one.is_open), sent]


def _superseded(one: Agreement, now: datetime, actor: str) -> Event:
    return make("standard.superseded", occurred_at=now, actor=actor, source="person", version=one.version)


def version_of(standard: Standard) -> str:
    """Name of a version in the journal; an adoption's is a bare number, so that it never meets an acceptance."""
    return f"{standard.name}@{standard.version}"


def events_of_accepting(
    partner: str,
    known: Sequence[Agreement],
    world: World,
    now: datetime,
    *,
    person: str,
    version: str,
    rendering: str,
) -> Sequence[Event]:
    """The facts that a person accepts for his partner what he read; nothing where it is accepted already.

    Raises
    ------
    DomainError
        `unknown_agreement`: that version was not sent; `not_partners_person`; `agreement_superseded`,
        `other_rendering`: what he read is not what stands.
    """
    found = next((one for one in reversed(known) if one.version == version), None)
    if found is None:
        raise DomainError("unknown_agreement", f"{version} was not sent to {partner}.")
    _require_signer(partner, world, person)
    if found.rendering != rendering:
        raise DomainError("other_rendering", "The text was sent anew since.", remedy="Read it again.")
    if found.superseded_at is not None:
        raise DomainError("agreement_superseded", f"{version} is replaced.", remedy="Read the newer one.")
    if found.accepted_at is not None:
        return []
    actor = f"person:{person}"
    accepted = make(
        "standard.accepted",
        occurred_at=now,
        actor=actor,
        source="person",
        version=version,
        digest=found.standard,
        person=person,
        rendering=rendering,
        name=version.partition("@")[0],
    )
    return [*(_superseded(one, now, actor) for one in known if one.is_agreed), accepted]


def _require_signer(partner: str, world: World, person: str) -> None:
    found = find_person(world, person)
    place = world.stores.get(found.store) if found else None
    if found is None or place is None or place.partner != partner or not found.roles & SIGNERS:
        raise DomainError(
            "not_partners_person",
            f"{person} can't accept for {partner}.",
            remedy="A manager of the partner or the head of one of its stores does.",
            place="person",
        )
