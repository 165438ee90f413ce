"""The ways to reach a person or a place, as their streams tell; addresses are personal and stay outside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry, Event
from otklik.domain.phones import normalise
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World


@dataclass(frozen=True, slots=True)
class Method:
    """One contact method: id within its owner, channel, and the version of the entry that holds its address.

    `healthy` is False from a failure for good until it is verified again or shows that it lives (ADR 0030);
    `alive_at` is when it did so last.
    """

    id: str
    channel: str
    version: int
    healthy: bool = True
    alive_at: datetime | None = None


PROBES = frozenset({"probe", "place_probe"})
"""Kinds of the shipped standard by which methods are tried."""

LIFE = frozenset({"proof_of_life", "probe.answered"})
"""Facts by which a method shows that it works."""


def evolve_methods(methods: tuple[Method, ...], entry: Entry) -> tuple[Method, ...]:
    """The methods after one more entry: verified ones are added or replaced, removed ones go."""
    data = entry.event.data
    if entry.event.kind == "contact_method.verified":
        rest = tuple(method for method in methods if method.id != data["method"])
        return (*rest, Method(data["method"], data["channel"], entry.version))
    if entry.event.kind == "contact_method.removed":
        return tuple(method for method in methods if method.id != data["method"])
    if entry.event.kind == "contact_method.failed":
        return _changed(methods, data["method"], healthy=False)
    if entry.event.kind in LIFE:
        return _changed(methods, data["method"], healthy=True, alive_at=entry.event.occurred_at)
    return methods


def _changed(methods: tuple[Method, ...], named: str, **fields: Any) -> tuple[Method, ...]:
    return tuple(replace(method, **fields) if method.id == named else method for method in methods)


def decide_failed(
    state: StreamState, world: World, now: datetime, *, method: str, reason: str
) -> Sequence[Event]:
    """The fact that a method failed for good; nothing where that is known, or the method is gone.

    Parameters
    ----------
    state
        Of a `person/` or `store/` stream.
    reason
        Machine words, nothing personal.
    """
    known = next((one for one in getattr(state.subject, "methods", ()) if one.id == method), None)
    if known is None or not known.healthy:
        return []
    return [
        make(
            "contact_method.failed",
            occurred_at=now,
            method=method,
            channel=known.channel,
            reason=reason[:200],
        )
    ]


def decide_add(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    method: str,
    channel: str,
    address: str,
    channels: Sequence[str],
) -> Sequence[Event]:
    """The fact that a person or a place can be reached by an address.

    Parameters
    ----------
    state
        Of a `person/` or `store/` stream.
    method
        Short id within the owner, such as `mail`.
    channels
        Names of the channels that this installation has.

    Raises
    ------
    DomainError
        `unknown_owner`, `unknown_channel`, `bad_address`.
    """
    if state.subject is None:
        raise DomainError("unknown_owner", f"There is no {state.stream}.", remedy="Create it first.")
    if channel not in channels:
        raise DomainError(
            "unknown_channel",
            f"There is no channel {channel!r}.",
            remedy=f"One of: {', '.join(sorted(channels))}.",
        )
    return [
        make(
            "contact_method.verified",
            occurred_at=now,
            actor=actor,
            source="person",
            method=method,
            channel=channel,
            address=clean_address(channel, address),
        )
    ]


def clean_address(channel: str, address: str) -> str:
    """An address as its channel writes it: numbers in E.164, the rest without spaces around.

    Raises
    ------
    DomainError
        `bad_address`.
    """
    text = address.strip()
    if channel == "sms":
        text = normalise(text)
    pattern = SHAPES.get(channel)
    if not text or (pattern is not None and not pattern.fullmatch(text)):
        raise DomainError("bad_address", "This is no address for that channel.", place="address")
    return text


MAIL = re.compile(r"[^@\s<>\"',;:]{1,64}@[^@\s<>\"',;:]{1,190}")
"""An address that can stand alone in a header; whether it works is for the mail server to say."""

SHAPES = {
    "email": MAIL,
    "sms": re.compile(r"\+[1-9][0-9]{6,14}"),
    "telegram": re.compile(r"-?[1-9][0-9]{0,18}"),
    "apprise": re.compile(r"[a-z][a-z0-9+]{1,31}://\S{1,480}"),
}
"""Channel → what its addresses look like; others take any text."""


def decide_alive(state: StreamState, world: World, now: datetime, *, method: str) -> Sequence[Event]:
    """The fact that somebody answered by a contact method: it lives, whatever was thought of it.

    Raises
    ------
    DomainError
        `unknown_method`.
    """
    _require(state, method)
    kind = "probe.answered" if is_probed(state, method) else "proof_of_life"
    return [make(kind, occurred_at=now, source="provider", method=method)]


def is_probed(state: StreamState, method: str) -> bool:
    """Whether a probe of the method has gone out and waits for its answer."""
    return any(
        ref.kind in PROBES and ref.key == method and one.is_owed and state.runs[ref].told
        for ref, one in state.obligations.items()
        if ref in state.runs
    )


def _require(state: StreamState, method: str) -> None:
    methods = getattr(state.subject, "methods", ())
    if all(known.id != method for known in methods):
        raise DomainError("unknown_method", f"{state.stream} has no contact method {method!r}.")


def decide_remove(
    state: StreamState, world: World, now: datetime, *, actor: str, method: str
) -> Sequence[Event]:
    """The fact that a contact method is no longer used.

    Raises
    ------
    DomainError
        `unknown_method`.
    """
    _require(state, method)
    return [make("contact_method.removed", occurred_at=now, actor=actor, source="person", method=method)]
