"""One place with hours: shop, marketplace office, warehouse, bank; what its stream says of it now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from otklik.domain.contact_methods import Method, evolve_methods
from otklik.domain.events import Entry

ROLES = (
    "store",
    "marketplace",
    "warehouse",
    "call_centre",
    "bank",
    "credit_expert",
    "carrier",
    "courier",
    "supplier",
)
"""What a place may be; all but the first two are parties that owe a step (glossary: store, party)."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours as written: expression, IANA zone, holiday country and region, exceptions, night rule."""

    expression: str
    zone: str
    country: str = ""
    region: str = ""
    exceptions: tuple[str, ...] = ()
    night: str = "shift"


@dataclass(frozen=True, slots=True)
class StoreState:
    """What is true of a place; hours are None until they were given."""

    slug: str
    name: str
    role: str
    partner: str
    locale: str
    phone: str = ""
    hours: Hours | None = None
    next_store: str = ""
    parties: Mapping[str, str] = field(default_factory=dict)
    methods: tuple[Method, ...] = ()


def evolve(state: StoreState | None, entry: Entry) -> StoreState | None:
    """The place after one more entry of its `store/` stream."""
    data = entry.event.data
    if entry.event.kind == "store.opened":
        return StoreState(
            slug=entry.stream.partition("/")[2],
            name=data["name"],
            role=data["role"],
            partner=data["partner"],
            locale=data["locale"],
            phone=data.get("phone", ""),
        )
    if state is None:
        return None
    if entry.event.kind == "store.changed":
        return replace(state, **{name: value for name, value in data.items()})
    if entry.event.kind == "hours.changed":
        return replace(
            state,
            hours=Hours(
                expression=data["hours"],
                zone=data["zone"],
                country=data.get("country", ""),
                region=data.get("region", ""),
                exceptions=tuple(data.get("exceptions", ())),
                night=data.get("night", "shift"),
            ),
        )
    return replace(state, methods=evolve_methods(state.methods, entry))
