"""Shifts: join and leave today's shift of a store, prove the place, be busy and free; on shift = joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from otklik.actions.appointments import see_joined
from otklik.actions.commit import Command, Decide, Done, Unit, commit_one
from otklik.domain import busy as busy_rules
from otklik.domain import order_decisions, shifts
from otklik.domain.events import Event
from otklik.domain.stream_state import StreamState
from otklik.domain.world import Store, World
from otklik.store import queries
from otklik.store.directory import load_world


def _stream(store: str, now: datetime) -> str:
    """The shift of the store's own local day: where somebody joins."""
    day = load_world([store], now=now).store(store).calendar.local_day(now)
    return f"shift/{store}/{day.isoformat()}"


def _present_stream(store: Store) -> str:
    """The shift that is on now: past midnight still yesterday's, until the store closes."""
    return f"shift/{store.slug}/{store.shift_on}"


def _act(stream: str, store: str, decide: Decide, now: datetime) -> Done:
    return commit_one(Unit(now=now, commands=(Command(stream, decide),), stores=(store,)))


def join(
    store: str, *, person: str, place: str = "unknown", device: str = "", actor: str, now: datetime
) -> Done:
    """Join the shift of a store; with a device, whoever has joined already proves his place.

    See `shifts.decide_join`.
    """
    found = load_world([store], now=now).store(store)
    stream = _present_stream(found) if person in found.on_shift else _stream(store, now)
    decide = partial(shifts.decide_join, actor=actor, person=person, place=place, device=device)
    done = _act(stream, store, decide, now)
    see_joined(person, now=now)
    return done


def take_over(
    store: str,
    *,
    person: str,
    leaver: str,
    place: str = "unknown",
    device: str = "",
    with_orders: bool = False,
    actor: str,
    now: datetime,
) -> Done:
    """Relieve somebody: the person joins and the leaver leaves, both or neither. See `shifts.decide_take_over`.

    Parameters
    ----------
    with_orders
        Whether the open orders that the leaver has taken are handed to the person in the same unit.
    """
    stream = _present_stream(load_world([store], now=now).store(store))
    decide = partial(
        shifts.decide_take_over, actor=actor, person=person, leaver=leaver, place=place, device=device
    )
    hand = partial(order_decisions.decide_hand, actor=actor, to=person)
    held = queries.list_held(store, leaver) if with_orders else ()
    commands = (Command(stream, decide), *(Command(order, hand) for order in held))
    done = commit_one(Unit(now=now, commands=commands, stores=(store,)))
    see_joined(person, now=now)
    return done


def leave(store: str, *, person: str, actor: str, now: datetime) -> Done:
    """Leave the shift of a store. See `shifts.decide_leave`."""
    stream = _present_stream(load_world([store], now=now).store(store))
    return _act(stream, store, partial(shifts.decide_leave, actor=actor, person=person), now)


@dataclass(slots=True)
class _Cause:
    """Remembers which entry a decision makes, so that copies of it in other streams can name it.

    The door folds the commands of a unit in order, and asks a decision again where something was due before it: the
    last answer is the one that counts.
    """

    entry: str = ""

    def of(self, decide: Decide) -> Decide:
        """The decision, remembered."""

        def remembered(state: StreamState, world: World, now: datetime) -> Sequence[Event]:
            made = decide(state, world, now)
            self.entry = f"{state.stream}@{state.version + 1}" if made else ""
            return made

        return remembered

    def then(self, decide: Decide) -> Decide:
        """A copy's decision; nothing where there is nothing to copy."""

        def caused(state: StreamState, world: World, now: datetime) -> Sequence[Event]:
            return decide(state, world, now) if self.entry else []

        return caused


def busy(store: str, *, person: str, actor: str, now: datetime) -> Done:
    """Record that somebody is busy with customers, for as long as the standard says; his orders are passed on.

    Notes
    -----
    Where nobody on shift is left free, the ladders of the store's unanswered orders go on at once to whoever beside
    the shop can answer: one unit, the shift's fact and its copies. See `busy.decide_pass_on`.
    """
    world = load_world([store], now=now)
    until_at = now + busy_rules.busy_for(world, store)
    cause = _Cause()
    said = partial(shifts.decide_busy, actor=actor, person=person, until_at=until_at)

    def copied(state: StreamState, world: World, now: datetime) -> Sequence[Event]:
        return busy_rules.decide_pass_on(
            state, world, now, actor=actor, person=person, until_at=until_at, cause=cause.entry
        )

    full = busy_rules.with_busy(world, store, person, until_at).store(store)
    orders = queries.list_unanswered(store) if shifts.is_full(full, now) else ()
    commands = [Command(_present_stream(full), cause.of(said))]
    commands += [Command(order, cause.then(copied)) for order in orders]
    return commit_one(Unit(now=now, commands=tuple(commands), stores=(store,)))


def free(store: str, *, person: str, actor: str, now: datetime) -> Done:
    """Record that somebody is free again. See `shifts.decide_free`."""
    stream = _present_stream(load_world([store], now=now).store(store))
    return _act(stream, store, partial(shifts.decide_free, actor=actor, person=person), now)
