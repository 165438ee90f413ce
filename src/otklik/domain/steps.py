"""Steps: what another party was asked to do for an order, did, or does later; the bank's answer; custom events (R23).

A step that is late changes nothing that is owed: its limit stays, and whoever owns the case is told, who tells the
buyer. Which facts a standard waits for is its own business; here is who may say them of which order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.obligations import Obligation
from otklik.domain.order_decisions import require_not_erased, require_order, source_of
from otklik.domain.orders import OrderState
from otklik.domain.parties import kind_of, scene_of
from otklik.domain.standards import Kind, Standard
from otklik.domain.standards.vocabulary import SAID
from otklik.domain.streams import StreamState
from otklik.domain.world import World

HAPPENED = ("requested", "done", "delayed")
DECISIONS = SAID["bank.decided"]

_EVENT_NAME = re.compile(r"[a-z][a-z0-9_]{0,47}")


def step_of(kind: Kind) -> str:
    """Name of the step that a kind of obligation is: what is said to be done; empty = it is no step of a party.

    Notes
    -----
    `credit.papers` is the step `papers` though another fact meets it: the bank may say that it did its part.
    """
    if "." in kind.name:
        return kind.name.partition(".")[2]
    return next((one.what or "" for one in kind.met_by if one.on == "step.done"), "")


def steps_known(standard: Standard | None) -> frozenset[str]:
    """Names of the steps that a standard speaks of."""
    if standard is None:
        return frozenset()
    asked = {
        one.what or ""
        for kind in standard.kinds.values()
        for one in (*kind.opens_on, *kind.met_by, *kind.waived_by)
        if one.on in ("step.requested", "step.done")
    }
    return frozenset(asked | {step_of(kind) for kind in standard.kinds.values()}) - {""}


def steps_owed(state: StreamState, world: World) -> Iterator[tuple[str, Obligation]]:
    """Every step of an order that somebody owes now, by its name."""
    for one in state.obligations.values():
        if one.is_owed and (step := step_of(kind_of(one, world))):
            yield step, one


def decide_step(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    step: str,
    happened: str,
    party: str = "",
    until_at: datetime | None = None,
    why: str = "",
) -> Sequence[Event]:
    """The fact that a step was requested of a party, done by it, or delayed (R23).

    Parameters
    ----------
    step
        One that the standard of the order names, such as `engraving`.
    happened
        requested, done or delayed.
    party
        Slug of the place that owes it; empty where the standard's role decides.
    until_at
        For `delayed`: by when, aware, ahead of now.
    why
        In the party's words, personal; empty = none.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`, `order_closed`, `unknown_store`; `bad_step`: no such word; `unknown_step`: said
        to be done or late, and neither the standard nor anybody ever asked for it;
        `step_in_the_past`: a delay names a time that lies ahead.
    """
    if happened not in HAPPENED:
        raise DomainError("bad_step", "A step is requested, done or delayed.", place="happened")
    _require_step(state, world, step, happened)
    if party:
        world.store(party)
    if happened == "delayed" and until_at is not None and until_at <= now:
        raise DomainError("step_in_the_past", "A delay names a time that lies ahead.", place="until_at")
    extra: dict[str, Any] = {"until_at": until_at, "why": why or None} if happened == "delayed" else {}
    return [
        make(
            f"step.{happened}",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            grade="claimed",
            step=step,
            party=party or None,
            **extra,
        )
    ]


def _require_step(state: StreamState, world: World, step: str, happened: str) -> None:
    """Return if the order is open, or still owes that step after its end, and somebody could have been asked for it."""
    owed = {name for name, _ in steps_owed(state, world)}
    if step in owed and happened != "requested" and isinstance(state.subject, OrderState):
        require_not_erased(state.subject)
        return
    order = require_order(state, "step")
    known = steps_known(scene_of(state, world).standard) | owed | set(order.steps)
    if happened != "requested" and step not in known:
        raise DomainError(
            "unknown_step",
            f"Nobody was ever asked for a step {step!r}.",
            remedy=f"It has: {', '.join(sorted(known))}." if known else "It has none.",
            place="step",
        )


def decide_bank(
    state: StreamState, world: World, now: datetime, *, actor: str, decision: str, by: str = ""
) -> Sequence[Event]:
    """The fact that the bank said yes or no; nothing where it has said the same before.

    Parameters
    ----------
    decision
        approved or declined.
    by
        Slug of who says so, or empty.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`, `order_closed`; `bad_decision`.
    """
    order = require_order(state, "step")
    if decision not in DECISIONS:
        raise DomainError(
            "bad_decision",
            f"A bank says {' or '.join(DECISIONS)}.",
            remedy="Say one of them.",
            place="decision",
        )
    if order.bank == decision:
        return []
    return [
        make(
            "bank.decided",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            grade="claimed",
            decision=decision,
            by=by or None,
        )
    ]


def decide_custom(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    name: str,
    party: str = "",
    words: str = "",
) -> Sequence[Event]:
    """A fact of somebody's own name, for whatever a standard waits for; also on an order that is over.

    Parameters
    ----------
    name
        a–z, 0–9 and _, a letter first, at most 48.
    party
        Slug of the place that it is about, or empty.
    words
        Personal; empty = none.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`, `unknown_store`; `bad_event_name`.
    """
    require_order(state, "custom")
    if not _EVENT_NAME.fullmatch(name):
        raise DomainError(
            "bad_event_name",
            f"{name!r} can't name an event.",
            remedy="Use a–z, 0–9 and _, a letter first, at most 48.",
            place="name",
        )
    if party:
        world.store(party)
    return [
        make(
            "custom.happened",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            grade="claimed",
            name=name,
            party=party or None,
            words=words or None,
        )
    ]
