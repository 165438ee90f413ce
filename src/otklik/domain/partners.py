"""One partner of the marketplace: its name and the standard that is in force for its stores."""

from __future__ import annotations

from dataclasses import dataclass, replace

from otklik.domain.events import Entry


@dataclass(frozen=True, slots=True)
class PartnerState:
    """What is true of a partner; `standard` is the hash that it accepted, empty = the marketplace's default."""

    slug: str
    name: str
    standard: str = ""


def evolve(state: PartnerState | None, entry: Entry) -> PartnerState | None:
    """The partner after one more entry of its `partner/` stream."""
    data = entry.event.data
    if entry.event.kind == "partner.joined":
        return PartnerState(slug=entry.stream.partition("/")[2], name=data["name"])
    if state is not None and entry.event.kind == "standard.accepted":
        return replace(state, standard=data["digest"])
    return state
