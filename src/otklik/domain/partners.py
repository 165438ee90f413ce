"""One partner of the marketplace: its name, the standard in force for its stores, and what it agreed to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from otklik.domain import agreements
from otklik.domain.agreements import Agreement, Rendering, evolve_agreements
from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry, Event
from otklik.domain.slugs import checked_slug
from otklik.domain.standards import Standard
from otklik.domain.stream_state import StreamState
from otklik.domain.world import Sampling, World


@dataclass(frozen=True, slots=True)
class PartnerState:
    """What is true of a partner.

    Parameters
    ----------
    standard
        Hash of the standard in force for its new facts; empty = the marketplace's default.
    sampling, sampled_until
        Its plan of whom to ask (None = nobody planned), and the ISO date of the last day that it was made for.
    agreements
        Versions that were sent to it, oldest first.
    letters
        Mondays (ISO) of the weeks whose letter went out.
    """

    slug: str
    name: str
    standard: str = ""
    sampling: Sampling | None = None
    sampled_until: str = ""
    agreements: tuple[Agreement, ...] = ()
    letters: frozenset[str] = frozenset()

    @property
    def agreed(self) -> str:
        """Hash of the standard that a named person accepted last; empty = nobody did."""
        return agreements.agreed_by(self.agreements)

    @property
    def lettered(self) -> str:
        """Monday of the last week whose letter went out; empty before any."""
        return max(self.letters, default="")


def evolve(state: PartnerState | None, entry: Entry) -> PartnerState | None:
    """The partner after one more entry of its `partner/` stream."""
    data = entry.event.data
    if entry.event.kind == "partner.joined":
        return PartnerState(slug=entry.stream.partition("/")[2], name=data["name"])
    if state is None:
        return None
    if entry.event.kind == "letter.sent":
        return replace(state, letters=state.letters | {data["period"]})
    if entry.event.kind == "sample.planned":
        sampling = Sampling(data["plan"], data["seed"], data["shares"])
        return replace(state, sampling=sampling, sampled_until=data["until_on"])
    if not entry.event.kind.startswith("standard."):
        return state
    in_force = data["digest"] if entry.event.kind == "standard.accepted" else state.standard
    return replace(state, standard=in_force, agreements=evolve_agreements(state.agreements, entry))


def decide_join(state: StreamState, world: World, now: datetime, *, actor: str, name: str) -> Sequence[Event]:
    """The fact that a partner joined the marketplace.

    Raises
    ------
    DomainError
        `bad_slug`, `partner_exists`.
    """
    slug = checked_slug(state.stream)
    if state.subject is not None:
        raise DomainError("partner_exists", f"There is a partner {slug!r} already.")
    return [make("partner.joined", occurred_at=now, actor=actor, source="person", name=name.strip() or slug)]


def decide_accept(
    state: StreamState, world: World, now: datetime, *, actor: str, digest: str, version: str
) -> Sequence[Event]:
    """The fact that a partner's new facts are judged by this standard from now on (R12).

    Raises
    ------
    DomainError
        `unknown_partner`.
    """
    if require_partner(state).standard == digest:
        return []
    return [
        make(
            "standard.accepted", occurred_at=now, actor=actor, source="person", version=version, digest=digest
        )
    ]


def decide_send(
    state: StreamState, world: World, now: datetime, *, actor: str, standard: Standard, rendering: Rendering
) -> Sequence[Event]:
    """The facts that a standard goes to a partner to be agreed on; see `agreements.events_of_sending`.

    Raises
    ------
    DomainError
        `unknown_partner`.
    """
    known = require_partner(state).agreements
    return agreements.events_of_sending(known, now, actor=actor, standard=standard, rendering=rendering)


def decide_agree(
    state: StreamState, world: World, now: datetime, *, person: str, version: str, rendering: str
) -> Sequence[Event]:
    """The facts that a named person accepts for the partner; see `agreements.events_of_accepting`.

    Raises
    ------
    DomainError
        `unknown_partner`; as there.
    """
    partner = require_partner(state)
    return agreements.events_of_accepting(
        partner.slug, partner.agreements, world, now, person=person, version=version, rendering=rendering
    )


def require_partner(state: StreamState) -> PartnerState:
    """The partner, if it exists.

    Raises
    ------
    DomainError
        `unknown_partner`.
    """
    if not isinstance(state.subject, PartnerState):
        raise DomainError("unknown_partner", f"There is no partner {state.stream.partition('/')[2]!r}.")
    return state.subject
