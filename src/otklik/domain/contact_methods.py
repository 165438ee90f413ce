"""The ways to reach a person or a place, as their streams tell; addresses are personal and stay outside."""

from __future__ import annotations

from dataclasses import dataclass

from otklik.domain.events import Entry


@dataclass(frozen=True, slots=True)
class Method:
    """One contact method: id within its owner, channel, and the version of the entry that holds its address."""

    id: str
    channel: str
    version: int


def evolve_methods(methods: tuple[Method, ...], entry: Entry) -> tuple[Method, ...]:
    """The methods after one more entry: verified ones are added or replaced, removed ones go."""
    data = entry.event.data
    if entry.event.kind == "contact_method.verified":
        rest = tuple(method for method in methods if method.id != data["method"])
        return (*rest, Method(data["method"], data["channel"], entry.version))
    if entry.event.kind == "contact_method.removed":
        return tuple(method for method in methods if method.id != data["method"])
    return methods
