"""One partner of the marketplace: its name and the standard that is in force for its stores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry, Event
from otklik.domain.slugs import checked_slug
from otklik.domain.stream_state import StreamState
from otklik.domain.world import Sampling, World


@dataclass(frozen=True, slots=True)
class PartnerState:
    """What is true of a partner.

    Parameters
    ----------
    standard
        Hash of what is in force for it; empty = the marketplace's default.
    sampling, sampled_until
        Its plan of whom to ask (None = nobody planned), and the ISO date of the last day that it was made for.
    """

    slug: str
    name: str
    standard: str = ""
    sampling: Sampling | None = None
    sampled_until: str = ""


def evolve(state: PartnerState | None, entry: Entry) -> PartnerState | None:
    """The partner after one more entry of its `partner/` stream."""
    data = entry.event.data
    if entry.event.kind == "partner.joined":
        return PartnerState(slug=entry.stream.partition("/")[2], name=data["name"])
    if state is not None and entry.event.kind == "standard.accepted":
        return replace(state, standard=data["digest"])
    if state is not None and entry.event.kind == "sample.planned":
        sampling = Sampling(data["plan"], data["seed"], data["shares"])
        return replace(state, sampling=sampling, sampled_until=data["until_on"])
    return state


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
    if not isinstance(state.subject, PartnerState):
        raise DomainError("unknown_partner", f"There is no partner {state.stream.partition('/')[2]!r}.")
    if state.subject.standard == digest:
        return []
    return [
        make(
            "standard.accepted", occurred_at=now, actor=actor, source="person", version=version, digest=digest
        )
    ]
