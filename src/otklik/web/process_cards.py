"""The card of an order's processes: every step, who and by when, what its party said, and the acts on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from otklik.domain.local_times import floor_minute, until_text
from otklik.domain.pauses import rules_of
from otklik.domain.processes import ProcessView, processes_of
from otklik.domain.zones import parse_zone
from otklik.web.obligations import party_name
from otklik.web.process_lines import StepLine, process_name, write_lines
from otklik.web.process_words import CARD, PAUSED

if TYPE_CHECKING:
    from otklik.web.order_scenes import OrderScene

BANK = "bank.decided"


@dataclass(frozen=True, slots=True)
class ProcessLines:
    """One process: its name, its lines, and the short names of the steps that may be answered here.

    Parameters
    ----------
    by_bank
        Of those, the ones that the bank answers with yes or no.
    """

    name: str
    lines: tuple[StepLine, ...]
    open: frozenset[str]
    by_bank: frozenset[str]


@dataclass(frozen=True, slots=True)
class ProcessCard:
    """What `order_process.html` shows.

    Parameters
    ----------
    paused
        That the order waits for its buyer, in words; empty = it does not.
    pauses
        Code and words of each pause that may be made now.
    """

    words: Mapping[str, str]
    owner: str
    processes: tuple[ProcessLines, ...]
    paused: str
    pauses: tuple[tuple[str, str], ...]
    base: str
    back: str
    may_act: bool


def write_processes(scene: OrderScene) -> ProcessCard | None:
    """The card; None for an order that goes through nothing of its own beside what every order owes."""
    state, reader, order = scene.file.state, scene.reader, scene.file.order
    found = processes_of(state, scene.world)
    if order.history or not any(one.owes for one in found):
        return None
    locale = reader.locale
    owner = reader.names.people.get(order.owner, order.owner)
    lead = CARD["lead"][locale].format(owner=owner) if owner else CARD["no_owner"][locale]
    may_act = scene.may_act
    return ProcessCard(
        words={name: word[locale] for name, word in CARD.items()},
        owner=lead,
        processes=tuple(_lines(one, scene) for one in found),
        paused=_paused(scene),
        pauses=_pauses(scene) if may_act and order.pause is None else (),
        base=f"/orders/{scene.file.row.id}",
        back=f"/orders/{scene.file.row.id}",
        may_act=may_act,
    )


def _lines(process: ProcessView, scene: OrderScene) -> ProcessLines:
    reader = scene.reader
    zone = parse_zone(reader.zone)
    lines = write_lines(
        process,
        reader.locale,
        say=reader.say,
        until=lambda at: until_text(floor_minute(at), zone, reader.locale, now=reader.now),
        who=lambda party: party_name(party, reader.names, reader.locale),
        to_buyer=False,
    )
    waiting = [one for one in process.steps if "." in one.kind and one.standing in ("open", "late", "paused")]
    return ProcessLines(
        process_name(process, reader.locale),
        lines,
        frozenset(one.name for one in waiting if one.met_by == "step.done"),
        frozenset(one.name for one in waiting if one.met_by == BANK),
    )


def _paused(scene: OrderScene) -> str:
    pause, reader = scene.file.order.pause, scene.reader
    if pause is None:
        return ""
    rule = rules_of(scene.file.state, scene.world).get(pause.reason)
    what = (rule.ru if reader.locale == "ru" else rule.en) if rule else pause.reason
    zone = parse_zone(reader.zone)
    until = (
        until_text(floor_minute(pause.until_at), zone, reader.locale, now=reader.now)
        if pause.until_at
        else ""
    )
    return PAUSED["staff"][reader.locale].format(until=until, what=what)


def _pauses(scene: OrderScene) -> tuple[tuple[str, str], ...]:
    """The pauses whose clocks run now and that this viewer may make."""
    state, locale = scene.file.state, scene.reader.locale
    running = {one.ref.kind for one in state.obligations.values() if one.state == "open"}
    return tuple(
        (reason, rule.ru if locale == "ru" else rule.en)
        for reason, rule in rules_of(state, scene.world).items()
        if running & set(rule.kinds) and (not rule.who or set(rule.who) & set(scene.viewer.roles))
    )
