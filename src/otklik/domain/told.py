"""Whom a step of a climb tells: the rows of `ladder.stepped`, now or when they are free again (ADR 0026).

Where everybody on shift is busy with customers, the step that asks next store and call centre goes ahead: here stands
which one that is. What goes on afterwards is `escalation.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from otklik.domain import shifts
from otklik.domain.climbs import Climb, Position, is_stopped
from otklik.domain.events import instant_text
from otklik.domain.notice_keys import notice_key
from otklik.domain.receivers import Receiver, Telling, list_helpers, list_receivers, list_waiting


def helping_step(climb: Climb, at: datetime) -> int | None:
    """The step that goes ahead because everybody on shift is busy: the first that asks somebody who can answer.

    Notes
    -----
    None while somebody on shift is free, where nobody beside the shop can answer, and once they were told. Only
    ladders with a lease have one: those are about somebody who must take it now.
    """
    if climb.ladder.lease is None or not shifts.is_full(climb.scene.store, at):
        return None
    telling = Telling(climb.scene, climb.obligation, at)
    for index, step in enumerate(climb.ladder.steps):
        if step.edge != "after" or is_stopped(climb, index):
            continue
        helpers = [
            one for one in list_helpers(step.tell, telling) if not one.methods.keys().isdisjoint(step.by)
        ]
        if helpers:
            return index if any(one.slug not in climb.run.told for one in helpers) else None
    return None


def told_now(climb: Climb, stream: str, position: Position, at: datetime) -> list[dict[str, str]]:
    """The rows of whom a position tells, each receiver and channel once."""
    step = climb.ladder.steps[position.step]
    channels: Sequence[str] = (step.by[position.turn],) if step.mode == "in_turn" else step.by
    receivers = list_receivers(step.tell, Telling(climb.scene, climb.obligation, at))
    most = 1 if step.mode == "first" else None
    return [
        _told_row(climb, stream, position, at, receiver, channel)
        for receiver in receivers
        for channel in [one for one in channels if one in receiver.methods][:most]
    ]


def _told_row(
    climb: Climb, stream: str, position: Position, at: datetime, receiver: Receiver, channel: str
) -> dict[str, str]:
    step = climb.ladder.steps[position.step]
    where, opened_by = (position.step, position.turn, position.round), climb.obligation.opened_by
    return {
        "to": receiver.slug,
        "channel": channel,
        "method": receiver.methods[channel],
        "say": step.say or climb.ladder.name + ("_late" if step.edge == "past" else "_soon"),
        "key": notice_key(stream, climb.run.ref, where, at, receiver.slug, channel, opened_by=opened_by),
    }


def told_later(
    climb: Climb, stream: str, position: Position, at: datetime
) -> dict[tuple[str, str], dict[str, str]]:
    """The rows of those who are busy with customers, by receiver and channel: each waits `until` he is free."""
    step = climb.ladder.steps[position.step]
    found = {}
    for receiver, until_at in list_waiting(step.tell, Telling(climb.scene, climb.obligation, at)):
        channels = [channel for channel in step.by if channel in receiver.methods]
        for channel in channels[: None if step.mode == "together" else 1] if not position.turn else ():
            row = _told_row(climb, stream, position, at, receiver, channel)
            found[receiver.slug, channel] = {**row, "until": instant_text(until_at)}
    return found
