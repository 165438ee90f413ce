"""What the system does by itself when an obligation opens, is met or is breached: one table, effect → facts.

Each function looks at the state first and makes nothing when it is already done, so that it takes effect once however
often it is asked (law 8: goods go back exactly once). An effect happens when it is done: its facts bear `now`. There
is no effect that sends: ladders do. What each may append stands beside it and, for the check of standards, in
`standards/vocabulary.py`; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.appeals import finalise_verdict
from otklik.domain.catalogue import make
from otklik.domain.contact_methods import decide_failed
from otklik.domain.events import Event
from otklik.domain.obligations import Obligation
from otklik.domain.parties import scene_of
from otklik.domain.pauses import end_pause
from otklik.domain.promises import record_told
from otklik.domain.refusal_gate import Refusal, lacking_of
from otklik.domain.releases import goods_back
from otklik.domain.stream_state import StreamState
from otklik.domain.surveys import draw_survey
from otklik.domain.verdicts import propose_verdict
from otklik.domain.window_decisions import record_window_told
from otklik.domain.world import World

MAX_HANDOVERS = 3
"""By the system alone: goods whose order wanders from store to store would be held for ever (standard rule 5)."""

CLEARED = {"order": "order.owner_cleared", "conversation": "conversation.owner_cleared"}
"""What is recorded where a lease ends, by type of stream."""

Act = Callable[[StreamState, Obligation, World, datetime], Sequence[Event]]
"""(present state, the obligation that set it off, world, now) → facts; empty when there is nothing to do."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One effect: what it does, and the events (with sub-kind) that it may append."""

    act: Act
    appends: tuple[str, ...]


def _release_goods(state: StreamState, owed: Obligation, world: World, now: datetime) -> Sequence[Event]:
    order = scene_of(state, world).order
    if order is None or not order.goods_reserved:
        return ()
    return (goods_back(order, world, cause="hold_over", occurred_at=now),)


def _refuse_parked(state: StreamState, owed: Obligation, world: World, now: datetime) -> Sequence[Event]:
    order = scene_of(state, world).order
    if order is None or not order.is_open or not order.parked_reason:
        return ()
    asked = Refusal(order.parked_reason, "", order.parked_by or "system", order.parked_detail)
    refused = make(
        "order.refused",
        occurred_at=now,
        reason=asked.reason,
        detail=asked.detail or None,
        by=asked.by,
        mode="park",
        premature=order.asked_premature or None,
        unmet=list(lacking_of(state, world, asked)) or None,
        case=str(order.cases + 1),
    )
    if not order.goods_reserved:
        return (refused,)
    return (refused, goods_back(order, world, cause="refused", occurred_at=now, by_clock=True))


def _unpark(state: StreamState, owed: Obligation, world: World, now: datetime) -> Sequence[Event]:
    """The buyer has answered, so the refusal that waited for it is off; `heard` says how he did."""
    order = scene_of(state, world).order
    if order is None or not order.parked_reason:
        return ()
    parking = order.parking or None
    return (make("refusal.unparked", occurred_at=now, cause=order.heard or "talked", parking=parking),)


def _withdraw_order(state: StreamState, owed: Obligation, world: World, now: datetime) -> Sequence[Event]:
    order = scene_of(state, world).order
    if order is None or not order.is_open:
        return ()
    withdrawn = make(
        "order.withdrawn",
        occurred_at=now,
        grade="confirmed" if owed.state == "met" else "claimed",
        said_by="staff",
        live=order.live_contact_at is not None,
        case=str(order.cases + 1),
    )
    if not order.goods_reserved:
        return (withdrawn,)
    return (withdrawn, goods_back(order, world, cause="withdrawn", occurred_at=now))


def _reopen_order(state: StreamState, owed: Obligation, world: World, now: datetime) -> Sequence[Event]:
    order = scene_of(state, world).order
    if order is None or order.is_open:
        return ()
    return (make("order.reopened", occurred_at=now, cause=owed.ref.kind),)


def _hand_to_next_store(state: StreamState, owed: Obligation, world: World, now: datetime) -> Sequence[Event]:
    scene = scene_of(state, world)
    order, store = scene.order, scene.store
    if order is None or store is None or not order.is_open or order.live_contact_at is not None:
        return ()
    target = store.next_store
    if target not in world.stores or target == order.holder or order.reassignments >= MAX_HANDOVERS:
        return ()
    return (
        make(
            "order.assigned",
            occurred_at=now,
            cause="silence",
            store=target,
            previous=order.assignment or None,
            assignment=str(order.reassignments + 1),
            by="system",
        ),
    )


def clear_owner(
    state: StreamState, owed: Obligation, world: World, now: datetime, *, person: str = ""
) -> Sequence[Event]:
    """The fact that nobody has it any more; nothing where nobody had, or somebody else than `person`."""
    owner = scene_of(state, world).owner
    cleared = CLEARED.get(state.prefix)
    if cleared is None or not owner or (person and owner != person):
        return ()
    return (make(cleared, occurred_at=now, person=owner),)


def raise_alarm(
    state: StreamState, owed: Obligation, world: World, now: datetime, *, reason: str = "breached"
) -> Sequence[Event]:
    """A row on the administrator's screen about one obligation."""
    ref = owed.ref
    return (make("alarm.raised", occurred_at=now, reason=reason, kind=ref.kind, key=ref.key, n=ref.n),)


def _once(kind: str, *names: str) -> Act:
    """An effect that appends one fact carrying the named fields of the obligation's opening event."""

    def act(state: StreamState, owed: Obligation, world: World, now: datetime) -> Sequence[Event]:
        fields = {name: owed.ref_fields[name] for name in names if name in owed.ref_fields}
        return (make(kind, occurred_at=now, **fields),) if len(fields) == len(names) else ()

    return act


FREED_FOR = {"reservation": "unanswered", "reservation_kept": "over"}
"""Kind of obligation that was breached → why the goods are free again."""


def _free_reservation(state: StreamState, owed: Obligation, world: World, now: datetime) -> Sequence[Event]:
    """Goods that nobody put aside in time, or nobody fetched, are not kept for this order any longer."""
    order = scene_of(state, world).order
    one = order.reservations.get(owed.ref.key) if order is not None else None
    if one is None or not one.is_live:
        return ()
    cause = FREED_FOR.get(owed.ref.kind)
    return (make("reservation.freed", occurred_at=now, reservation=one.key, store=one.store, cause=cause),)


def _mark_method_unhealthy(
    state: StreamState, owed: Obligation, world: World, now: datetime
) -> Sequence[Event]:
    """A way from which nobody answers is passed over, unless it is the last that works: then somebody must know."""
    method = str(owed.ref_fields.get("method", owed.ref.key))
    others = [one for one in getattr(state.subject, "methods", ()) if one.healthy and one.id != method]
    if not others:
        return raise_alarm(state, owed, world, now, reason="method_unhealthy")
    return decide_failed(state, world, now, method=method, reason="probe_unanswered")


def _make_plan(state: StreamState, owed: Obligation, world: World, now: datetime) -> Sequence[Event]:
    """A row for the administrator where the morning's calls can't all be made in time; the plan itself is a page."""
    return (
        raise_alarm(state, owed, world, now, reason="plan_short")
        if owed.ref_fields.get("orders_late")
        else ()
    )


EFFECTS: Mapping[str, Effect] = {
    "release_goods": Effect(_release_goods, ("goods.released:hold_over",)),
    "refuse_parked": Effect(_refuse_parked, ("order.refused", "goods.released:refused")),
    "withdraw_order": Effect(_withdraw_order, ("order.withdrawn", "goods.released:withdrawn")),
    "free_reservation": Effect(_free_reservation, ("reservation.freed",)),
    "expire_survey": Effect(_once("survey.expired", "survey", "case"), ("survey.expired",)),
    "unpark": Effect(_unpark, ("refusal.unparked",)),
    "draw_survey": Effect(draw_survey, ("survey.drawn", "survey.passed")),
    "propose_verdict": Effect(
        propose_verdict, ("verdict.proposed", "order.reopened:contradicted", "goods.reserved")
    ),
    "finalise_verdict": Effect(finalise_verdict, ("verdict.final",)),
    "reopen_order": Effect(_reopen_order, ("order.reopened",)),
    "reassign:next_store": Effect(_hand_to_next_store, ("order.assigned",)),
    "clear_owner": Effect(clear_owner, tuple(CLEARED.values())),
    "alarm": Effect(raise_alarm, ("alarm.raised:breached",)),
    "mark_method_unhealthy": Effect(_mark_method_unhealthy, ("contact_method.failed", "alarm.raised")),
    "record_told": Effect(record_told, ("promise.told",)),
    "record_window_told": Effect(record_window_told, ("window.told",)),
    "end_pause": Effect(end_pause, ("pause.ended",)),
    "make_plan": Effect(_make_plan, ("alarm.raised:plan_short",)),
}
"""Every effect that a standard may name. The plan of a morning is made when it is shown; a shortfall is on record."""
