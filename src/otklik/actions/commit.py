"""The one door: every change of state is a unit, and many units share one durable transaction.

Lock the streams; one SELECT each for events, secrets and claims; fold the units one by one in memory, where a
refused one adds no rows; one bulk write a table in a fixed order. A refusal, duplicate or conflict is that unit's
result and never its neighbour's trouble; no result leaves before the transaction is on disk. ADR 0003.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.db import IntegrityError

from otklik.actions.bridges import cross, other_sides
from otklik.actions.units import (
    Command,
    Conflict,
    ConflictError,
    Decide,
    Done,
    Duplicate,
    DuplicateError,
    Failed,
    Refused,
    Result,
    Unit,
)
from otklik.domain import conduct_decisions, engine, notices, rudeness
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry
from otklik.domain.streams import StreamState, stores_of
from otklik.domain.world import World
from otklik.store import (
    claims,
    conversations,
    directory,
    erasure,
    journal,
    outbox,
    payloads,
    projections,
    wakeups,
    writer,
)
from otklik.store.claims import Claim, Take
from otklik.store.outbox import Mark
from otklik.store.payloads import RawPayload

__all__ = [
    "Claim",
    "Command",
    "Conflict",
    "ConflictError",
    "Decide",
    "Done",
    "Duplicate",
    "DuplicateError",
    "Failed",
    "Mark",
    "RawPayload",
    "Refused",
    "Result",
    "Take",
    "Unit",
    "commit",
    "commit_one",
]

log = logging.getLogger(__name__)

RERUNS = 3
"""How often a batch is tried when another process makes the same stream or claim at the same moment."""

DIRECTORY = frozenset({"store", "person", "shift", "partner", "standard", "source"})
"""Streams that the world is made of: a unit that changed one ends its transaction, so that the next unit sees it."""

BESIDE_THE_WORLD = (
    "alarm.", "calendar.", "ladder.", "message.", "notice.", "obligation.", "plan.", "presence.", "round.",
)  # fmt: skip
"""Facts on such streams that no other stream's decision asks about: two hundred stores open in one transaction."""


@dataclass(slots=True)
class _Batch:
    """What one transaction works on: as locked and read, then as its units leave it."""

    heads: dict[str, journal.Head]
    before: dict[str, StreamState]
    states: dict[str, StreamState]
    secrets: dict[str, bytes]
    snapshot: directory.Snapshot
    owners: dict[tuple[str, str], str]
    left: dict[tuple[str, str], int]
    standings: dict[str, outbox.Standing]
    tied: Mapping[str, Sequence[str]] = field(default_factory=dict)
    worlds: dict[datetime, World] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    entries: list[Entry] = field(default_factory=list)
    queued: list[outbox.Queued] = field(default_factory=list)
    payloads: list[RawPayload] = field(default_factory=list)
    claimed: dict[tuple[str, str], str] = field(default_factory=dict)
    taken: set[tuple[str, str]] = field(default_factory=set)

    def world(self, now: datetime) -> World:
        """The world at a unit's now, made once."""
        if now not in self.worlds:
            self.worlds[now] = directory.world_at(self.snapshot, now=now)
        return self.worlds[now]


def commit(units: Sequence[Unit]) -> list[Result]:
    """What became of each unit, in order, once it is durable.

    Parameters
    ----------
    units
        Any number; those of one stream fold in order.

    Notes
    -----
    Never raises for a unit. With the writer thread running, units of several callers share a transaction.
    """
    return writer.perform(_commit_all, units)


def commit_one(unit: Unit) -> Done:
    """The done unit.

    Raises
    ------
    DomainError
        What the unit was refused for; `duplicate` (`DuplicateError`); `conflict` (`ConflictError`).
    Exception
        Whatever broke in it.
    """
    (result,) = commit([unit])
    if isinstance(result, Done):
        return result
    if isinstance(result, Duplicate):
        raise DuplicateError(result)
    if isinstance(result, Conflict):
        raise ConflictError(result)
    raise result.error


def _commit_all(units: Sequence[Unit]) -> list[Result]:
    results: list[Result] = []
    while len(results) < len(units):
        results += _commit_some(units[len(results) : len(results) + writer.BATCH])
    return results


def _commit_some(units: Sequence[Unit]) -> list[Result]:
    """Results of the first units, at least one: as many as one transaction could take."""
    for _ in range(RERUNS):
        try:
            results = _transact(units)
        except IntegrityError as error:
            broken: Exception = error
        except Exception as error:
            broken = error
            break
        else:
            return _woken(results)
    if writer.is_cut_off():
        # The connection may have broken after the commit: doing it again here could record facts twice. The callers
        # ask again in ways that recognise a repeat: claims, leases, a clock that finds nothing left.
        log.error("the database went away under %d units", len(units), exc_info=broken)
        return [Failed(broken)] * len(units)
    if len(units) > 1:
        return [_commit_some([unit])[0] for unit in units]
    log.error("a unit failed and is not stored: %s", _name(units[0]), exc_info=broken)
    return [Failed(broken)]


def _woken(results: list[Result]) -> list[Result]:
    """The results, after telling the worker that there may be something to do."""
    if any(isinstance(result, Done) and result.entries for result in results):
        wakeups.wake()
    return results


def _transact(units: Sequence[Unit]) -> list[Result]:
    with writer.write_transaction():
        batch = _load(units)
        results: list[Result] = []
        for unit in units:
            if not _covered(unit, batch):
                break
            results.append(_apply(unit, batch))
            erased = erasure.erased_streams(batch.entries)
            if erased or _changes_world(results[-1]):
                break
        _write(batch, erased)
    if erased:
        erasure.sweep()
    return results


def _changes_world(result: Result) -> bool:
    """Whether a unit said anything that the world of the units after it is made of."""
    return isinstance(result, Done) and any(
        entry.stream.partition("/")[0] in DIRECTORY and not entry.event.kind.startswith(BESIDE_THE_WORLD)
        for entry in result.entries
    )


def _load(units: Sequence[Unit]) -> _Batch:
    """Step 1 and 2: lock the streams in order, then one SELECT each."""
    streams = {command.stream for unit in units for command in unit.commands}
    decided = {command.stream for unit in units for command in unit.commands if command.decide is not None}
    tied = other_sides([*conversations.load_ties(decided), *(tie for unit in units for tie in unit.ties)])
    streams.update(stream for unit in units for stream in unit.expected)
    streams.update(tied)
    heads = journal.lock_streams(streams)
    states = journal.load_states(streams)
    secrets = journal.load_secrets({*streams, *(one.stream for unit in units for one in unit.payloads)})
    owed = [one for state in states.values() for one in state.obligations.values()]
    slugs = {slug for unit in units for slug in _slugs(unit, states, tied)}
    return _Batch(
        heads=heads,
        before=dict(states),
        states=states,
        secrets=secrets,
        snapshot=directory.load_snapshot(
            slugs, {one.standard for one in owed}, {one.calendar for one in owed}
        ),
        owners=claims.load_all(claim for unit in units for claim in unit.claims),
        left=claims.lock_quotas(take for unit in units for take in unit.takes),
        standings=outbox.lock_standings(mark.key for unit in units for mark in unit.marks),
        tied=tied,
    )


def _slugs(unit: Unit, states: Mapping[str, StreamState], tied: Mapping[str, Sequence[str]]) -> set[str]:
    own = [command.stream for command in unit.commands]
    streams = {*own, *(other for stream in own for other in tied.get(stream, ()))}
    return set(unit.stores).union(*(stores_of(states[stream]) for stream in streams))


def _covered(unit: Unit, batch: _Batch) -> bool:
    """Whether the world that was read names every place of the unit; an earlier unit may have brought new ones."""
    return _slugs(unit, batch.states, batch.tied) <= batch.snapshot.asked | batch.snapshot.stores.keys()


def _apply(unit: Unit, batch: _Batch) -> Result:
    """Step 3: fold one unit onto the batch, or leave the batch as it was."""
    found = _check(unit, batch)
    if found is not None:
        return found
    try:
        states, entries, queued = _fold(unit, batch)
    except DomainError as error:
        return Refused(error)
    except Exception as error:
        log.error("a unit failed and is not stored: %s", _name(unit), exc_info=True)
        return Failed(error)
    batch.states.update(states)
    batch.touched.update(states)
    batch.entries += entries
    batch.queued += queued
    if entries:
        batch.payloads += [one for one in unit.payloads if not _is_erased(batch.states.get(one.stream))]
    for claim in unit.claims:
        batch.owners[claim.kind, claim.key] = batch.claimed[claim.kind, claim.key] = claim.owner
    for take in unit.takes:
        batch.left[take.kind, take.key] -= take.amount
        batch.taken.add((take.kind, take.key))
    for mark in unit.marks:
        batch.standings[mark.key] = outbox.after(batch.standings[mark.key], mark)
    return Done(tuple(entries), states)


def _is_erased(state: StreamState | None) -> bool:
    """Whether nothing personal may be kept beside a stream any more."""
    return state is not None and getattr(state.subject, "erased", False)


def _check(unit: Unit, batch: _Batch) -> Result | None:
    """Why the unit can't be folded: a version, a claim, a quota or a lease that is not as it must be."""
    for stream, expected in unit.expected.items():
        actual = batch.states[stream].version
        if actual != expected:
            return Conflict(stream, expected, actual)
    claimed: dict[tuple[str, str], str] = {}
    for claim in unit.claims:
        owner = batch.owners.get((claim.kind, claim.key), claimed.get((claim.kind, claim.key)))
        if owner is not None:
            return Duplicate(claim, owner)
        claimed[claim.kind, claim.key] = claim.owner
    left = dict(batch.left)
    for take in unit.takes:
        left[take.kind, take.key] = left.get((take.kind, take.key), -1) - take.amount
        if (take.kind, take.key) not in batch.left or left[take.kind, take.key] < 0:
            return Refused(DomainError("no_capacity", f"Nothing is left of {take.kind} {take.key}."))
    for mark in unit.marks:
        standing = batch.standings.get(mark.key)
        if not outbox.may(standing, mark):
            return Conflict(f"outbox/{mark.key}", 0, standing.attempt if standing else -1)
    return None


def _fold(unit: Unit, batch: _Batch) -> tuple[dict[str, StreamState], list[Entry], list[outbox.Queued]]:
    world = batch.world(unit.now)
    states: dict[str, StreamState] = {}
    entries: list[Entry] = []
    for command in unit.commands:
        state = states.get(command.stream, batch.states[command.stream])
        if command.decide is None:
            state, made = _run_clock(state, world, unit.now)
            entries += made
        else:
            state, made = engine.perform(state, command.decide, world, now=unit.now)
            if conduct_decisions.has_texts(made):
                state, more = engine.perform(state, _flagging(made), world, now=unit.now)
                made = [*made, *more]
            entries += made
            others = batch.tied.get(command.stream, ())
            known = {stream: states.get(stream, batch.states[stream]) for stream in others}
            carried, more = cross(made, state, known, others, world, now=unit.now)
            states |= carried
            entries += more
        states[command.stream] = state
    queued = [
        outbox.Queued(notice, entry.version)
        for entry in entries
        for notice in notices.plan_notices(entry, states[entry.stream], world)
    ]
    return states, entries, queued


def _flagging(entries: Sequence[Entry]) -> Decide:
    """The decision that texts of these entries are to be looked at, where the word list finds something (R17)."""
    return partial(conduct_decisions.decide_flag, entries=tuple(entries), find=rudeness.flags_in)


def _run_clock(state: StreamState, world: World, now: datetime) -> tuple[StreamState, list[Entry]]:
    state, made = engine.advance(state, world, now=now)
    due_at = engine.due_at(state)
    if due_at is not None and due_at <= now:
        # The worker would find it again at once, for ever: it is set aside instead.
        raise RuntimeError(f"{state.stream} is still due at {due_at} after its clock ran until {now}")
    return state, made


def _write(batch: _Batch, erased: Sequence[str]) -> None:
    """Step 4: one bulk write a table, the tables in a fixed order, `streams` first."""
    secrets: Mapping[str, bytes] = batch.secrets
    if batch.entries:
        secrets = journal.append(batch.entries, batch.heads, batch.secrets)
    claims.insert_claims(batch.claimed)
    claims.write_quotas({key: batch.left[key] for key in batch.taken})
    projections.write(_changes(batch))
    outbox.enqueue(batch.queued)
    outbox.write_standings(batch.standings)
    payloads.insert_payloads(batch.payloads, secrets)
    erasure.erase(erased)


def _changes(batch: _Batch) -> list[projections.Change]:
    # A stream on which the clock found nothing to do is written too: its timer was early, and is set right.
    by_stream: dict[str, list[Entry]] = {stream: [] for stream in sorted(batch.touched)}
    for entry in batch.entries:
        by_stream[entry.stream].append(entry)
    return [
        projections.Change(batch.before[stream], batch.states[stream], entries)
        for stream, entries in by_stream.items()
    ]


def _name(unit: Unit) -> str:
    streams: Iterable[str] = dict.fromkeys(command.stream for command in unit.commands)
    return ", ".join(streams) or "no stream"
