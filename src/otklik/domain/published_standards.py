"""The published texts of standards: one stream a name, one version an entry."""

from __future__ import annotations

from dataclasses import dataclass

from otklik.domain.events import Entry


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
