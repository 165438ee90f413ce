"""Who the buyer is: the newest personal values of an order's entries, or nothing after an erasure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from otklik.store import journal


@dataclass(frozen=True, slots=True)
class Buyer:
    """What an order says of its buyer; empty where it says nothing, or where it was erased."""

    name: str = ""
    phone: str = ""
    email: str = ""
    comment: str = ""


def load_buyer(stream: str) -> Buyer:
    """The buyer of one order."""
    personal = journal.load_personal([stream]).get(stream, {})
    return buyer_of(personal)


def load_buyers(streams: Iterable[str]) -> dict[str, Buyer]:
    """The buyers of some orders, by stream; an erased one is empty."""
    wanted = list(streams)
    personal = journal.load_personal(wanted)
    return {stream: buyer_of(personal.get(stream, {})) for stream in wanted}


def buyer_of(personal: Mapping[int, Mapping[str, Any]]) -> Buyer:
    """The buyer as the personal values by version tell, a change at the source over the first arrival."""
    said: dict[str, str] = {}
    for version in sorted(personal):
        values = personal[version]
        if version == 1:
            said = {
                "name": values.get("buyer_name") or "",
                "phone": values.get("phone") or values.get("phone_raw") or "",
                "email": values.get("email") or "",
                "comment": values.get("comment") or "",
            }
        changed = values.get("values")
        if isinstance(changed, dict):
            said |= {name: text for name, text in (changed.get("buyer") or {}).items() if text}
            said["comment"] = changed.get("comment", said.get("comment", ""))
    return Buyer(**said)
