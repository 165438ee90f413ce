"""The processes that an order goes through, step by step: who, by when, done or late, and what has to come first.

Read from what is owed and from the standard; nothing here is kept. An instant is shown only where an obligation froze
it; a step that has not begun has no instant yet, but a length of time after what it waits for, and so the buyer's page
never says what may turn out otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from otklik.domain.events import Event
from otklik.domain.matching import holds
from otklik.domain.obligations import Obligation
from otklik.domain.orders import OrderState
from otklik.domain.parties import party_of, scene_of
from otklik.domain.standards import Duration, Kind, Process, Role, Standard
from otklik.domain.standards.vocabulary import SAID
from otklik.domain.steps import step_of
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

Standing = Literal["done", "late", "open", "paused", "ahead", "waived"]
"""Met; past its limit and owed; owed; its clock stands; not begun; fell away."""


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a process as it stands.

    Parameters
    ----------
    name, kind
        Short name within its process, and the kind of its obligation.
    standing
        See `Standing`.
    party
        Who owes it, as `<role>` or `<role>:<slug>`.
    limit_at
        By when, where it was opened; None = it has not begun.
    late
        Whether the limit passed before it was done.
    done_at
        When it was met, or fell away.
    until_at
        A later time that the party named itself; None = none.
    said_done_at
        When the party said that it did its part, where another fact is still waited for.
    takes
        How long it may take once it begins; None where a fact brings the instant.
    after
        Short names of the steps that come right before it.
    begins, met_by
        The first fact that may open it, empty where it waits for other steps; the first that meets it.
    words
        What people call it, where the standard says so itself.
    """

    name: str
    kind: str
    standing: Standing
    party: str
    limit_at: datetime | None
    late: bool
    done_at: datetime | None
    until_at: datetime | None
    said_done_at: datetime | None
    takes: Duration | None
    after: tuple[str, ...]
    begins: str = ""
    met_by: str = ""
    words: Role | None = None


@dataclass(frozen=True, slots=True)
class ProcessView:
    """One process of an order: its steps in the order in which they may begin."""

    name: str
    steps: tuple[StepView, ...]

    @property
    def owes(self) -> bool:
        """Whether it has a step of its own, beside the obligations that every order has."""
        return any("." in step.kind for step in self.steps)


def processes_of(state: StreamState, world: World) -> tuple[ProcessView, ...]:
    """The processes that an order goes through: the one of its payment and delivery first, then those that were begun.

    Parameters
    ----------
    state
        Of an `order/` stream.
    world
        With the holder's place, its parties and its standard.
    """
    order, standard = state.subject, standard_known(state, world)
    if not isinstance(order, OrderState) or standard is None:
        return ()
    last = {one.ref.kind: one for one in state.obligations.values()}
    found = [
        ProcessView(one.name, tuple(_views(one, standard, state, world, last)))
        for one in standard.processes.values()
        if _is_of(one, order, last)
    ]
    return tuple(
        sorted((one for one in found if one.steps), key=lambda one: not standard.processes[one.name].when)
    )


def standard_known(state: StreamState, world: World) -> Standard | None:
    """The standard of whoever holds the order, as far as it was loaded."""
    store = scene_of(state, world).store
    return world.standards.get(store.standard) if store else None


def _is_of(process: Process, order: OrderState, last: Mapping[str, Obligation]) -> bool:
    if process.when:
        return all(holds(one, order, _NOTHING) for one in process.when)
    return any(kind in last for kind in process.steps.values())


_NOTHING = Event(
    "custom.happened", datetime.min.replace(tzinfo=UTC), "system"
)  # conditions of a process read the order alone


def _views(
    process: Process,
    standard: Standard,
    state: StreamState,
    world: World,
    last: Mapping[str, Obligation],
) -> Iterator[StepView]:
    order: Any = state.subject
    shown: dict[str, str] = {}
    turned = False
    for name, kind_name in process.steps.items():
        kind, owed = standard.kinds[kind_name], last.get(kind_name)
        before = _before(kind, process, standard)
        if owed is None and not _may_come(kind, before, shown, order, turned=turned):
            continue
        turned = turned or _has_turned(kind, order)
        shown[name] = kind_name
        yield _view(name, kind, owed, state, world, tuple(one for one in before if one in shown), process)


def _before(kind: Kind, process: Process, standard: Standard) -> tuple[str, ...]:
    """Short names of the steps right before a kind: those it waits for, and those that are met by what opens it."""
    return tuple(
        name
        for name, other in process.steps.items()
        if other != kind.name and (other in kind.opens_after or _leads(standard.kinds[other], kind))
    )


def _leads(earlier: Kind, later: Kind) -> bool:
    return any(
        met.on == opens.on and met.what in (None, opens.what)
        for met in earlier.met_by
        for opens in later.opens_on
    ) or any(one.on.startswith("obligation.") and one.what == earlier.name for one in later.opens_on)


def _has_turned(kind: Kind, order: OrderState) -> bool:
    """Whether a step was answered by another word than the first, so that the way from it is another one."""
    return any(one.on in SAID and order.bank not in ("", SAID[one.on][0]) for one in kind.met_by)


def _may_come(
    kind: Kind, before: tuple[str, ...], shown: Mapping[str, str], order: OrderState, *, turned: bool
) -> bool:
    """Whether a step that has not begun is to be expected: not the way that the bank's other word would open.

    Notes
    -----
    Before the bank has spoken the way of its first word is shown. A step that only a breach opens is never expected.
    """
    if not order.is_open:
        return False
    if kind.opens_after:
        return any(name in shown for name in before)
    for pattern in kind.opens_on:
        if pattern.on.startswith("obligation."):
            return pattern.on == "obligation.met" and pattern.what in shown.values()
        if pattern.on in SAID and pattern.what is not None:
            return pattern.what == (order.bank or SAID[pattern.on][0])
    return any(name in shown for name in before) if before else not turned


def _view(
    name: str,
    kind: Kind,
    owed: Obligation | None,
    state: StreamState,
    world: World,
    before: tuple[str, ...],
    process: Process,
) -> StepView:
    order: Any = state.subject
    word = order.steps.get(step_of(kind) or name)
    waits = owed is None or owed.is_owed
    return StepView(
        name=name,
        kind=kind.name,
        standing=_standing(owed),
        party=owed.debtor if owed else _party_to_be(kind, process, state, world),
        limit_at=owed.limit_at if owed else None,
        late=owed is not None and owed.breached_at is not None,
        done_at=owed.closed_at if owed and not owed.is_owed else None,
        until_at=word.until_at if word and waits and word.happened == "delayed" else None,
        said_done_at=word.at if word and waits and word.happened == "done" else None,
        takes=kind.limit,
        after=before,
        begins=kind.opens_on[0].on if kind.opens_on else "",
        met_by=kind.met_by[0].on,
        words=process.words.get(name),
    )


def _party_to_be(kind: Kind, process: Process, state: StreamState, world: World) -> str:
    """Who will owe a step that has not begun; whom a fact will name is, until then, the person of `ready`."""
    role = kind.debtor
    if role.startswith("field:"):
        role = (process.ready.person if process.ready else "") or "store"
    return party_of(role, _NOTHING, scene_of(state, world))


def _standing(owed: Obligation | None) -> Standing:
    if owed is None:
        return "ahead"
    if owed.state in ("met", "waived"):
        return "done" if owed.state == "met" else "waived"
    if owed.state == "paused":
        return "paused"
    return "open" if owed.breached_at is None else "late" if owed.is_owed else "done"
