"""The till's tablet: a device of a place, whose rotating code proves that whoever scans it stands in the shop.

The journal knows a hash of the device's key and nothing else of it. A code holds for the step in which it was shown
and the next one; `step_of` is the only arithmetic. Making and checking codes needs our secret: `actions/devices.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry, Event
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

STEP_S = 30
"""A code changes so often."""

MOST_DEVICES = 20
"""Of one place: more tills than any shop has."""


@dataclass(frozen=True, slots=True)
class Device:
    """One place device: its id, what people call it, the SHA-256 (hex) of its key, and since when it is proved."""

    id: str
    name: str
    key_hash: str
    proved_at: datetime


def evolve_devices(devices: tuple[Device, ...], entry: Entry) -> tuple[Device, ...]:
    """The devices of a place after one more entry of its stream."""
    data = entry.event.data
    if entry.event.kind == "device.proved":
        rest = tuple(one for one in devices if one.id != data["device"])
        return (*rest, Device(data["device"], data["name"], data["key_hash"], entry.event.occurred_at))
    if entry.event.kind == "device.removed":
        return tuple(one for one in devices if one.id != data["device"])
    return devices


def step_of(at: datetime) -> int:
    """Number of the step of `STEP_S` seconds in which an instant lies."""
    return int(at.timestamp()) // STEP_S


def left_s(at: datetime) -> int:
    """Seconds until the next step, 1 to `STEP_S`."""
    return STEP_S - int(at.timestamp()) % STEP_S


def decide_prove(
    state: StreamState, world: World, now: datetime, *, actor: str, device: str, name: str, key_hash: str
) -> Sequence[Event]:
    """The fact that a tablet is a device of this place.

    Raises
    ------
    DomainError
        `unknown_store`; `too_many_devices`.
    """
    known = _devices_of(state)
    if len(known) >= MOST_DEVICES:
        raise DomainError(
            "too_many_devices",
            f"{state.stream} has {MOST_DEVICES} devices.",
            remedy="Remove those that are gone.",
        )
    name = " ".join(name.split())[:60] or device
    return [
        make(
            "device.proved",
            occurred_at=now,
            actor=actor,
            source="person",
            device=device,
            name=name,
            key_hash=key_hash,
        )
    ]


def decide_remove(
    state: StreamState, world: World, now: datetime, *, actor: str, device: str
) -> Sequence[Event]:
    """The fact that a tablet is no device of this place any more: its codes prove nothing from now on.

    Raises
    ------
    DomainError
        `unknown_store`, `unknown_device`.
    """
    if all(one.id != device for one in _devices_of(state)):
        raise DomainError("unknown_device", f"{state.stream} has no device {device!r}.", place="device")
    return [make("device.removed", occurred_at=now, actor=actor, source="person", device=device)]


def _devices_of(state: StreamState) -> tuple[Device, ...]:
    if state.subject is None:
        slug = state.stream.partition("/")[2]
        raise DomainError(
            "unknown_store", f"There is no store {slug!r}.", remedy="`otklik store list` shows the slugs."
        )
    devices: tuple[Device, ...] = state.subject.devices
    return devices
