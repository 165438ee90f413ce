"""Choosing another playbook for an order, and doing a step of one: facts of the order, and of nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.order_decisions import require_not_erased, source_of
from otklik.domain.order_state import OrderState
from otklik.domain.playbooks import Playbook, by_rule, playbook_of
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World


def decide_choose(
    state: StreamState, world: World, now: datetime, *, actor: str, situation: str, books: Sequence[Playbook]
) -> Sequence[Event]:
    """The fact that somebody chose a playbook; the one that is open already says nothing new.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`, `unknown_playbook`.
    """
    _require_order(state)
    book = _find(books, situation)
    present = playbook_of(state, world, now, books=books)
    if present is not None and present.playbook.situation == situation:
        return []
    named = by_rule(state, now, books=books)
    return [
        make(
            "playbook.chosen",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            grade="claimed",
            situation=book.situation,
            by=actor.partition(":")[2] or None,
            instead=named.playbook.situation if named else None,
        )
    ]


def decide_follow(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    situation: str,
    step: str,
    books: Sequence[Playbook],
    words: str = "",
) -> Sequence[Event]:
    """The fact that somebody did a step of the playbook that is open; a second time says nothing new.

    Parameters
    ----------
    situation
        Of the playbook that he saw: where another one is open by now, he is told so.
    words
        What came of it, free text.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`, `unknown_playbook`, `another_playbook`, `unknown_step`, `step_by_fact`.
    """
    _require_order(state)
    _find(books, situation)
    opened = playbook_of(state, world, now, books=books)
    if opened is None or opened.playbook.situation != situation:
        raise DomainError(
            "another_playbook",
            "Another playbook is open on this order by now.",
            remedy="Look at the order again.",
            place="situation",
        )
    _require_step(opened.playbook, step)
    if step in opened.done:
        return []
    return [
        make(
            "playbook.followed",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            grade="claimed",
            situation=situation,
            step=step,
            by=actor.partition(":")[2] or None,
            version=str(opened.playbook.number),
            words=words.strip() or None,
        )
    ]


def _require_order(state: StreamState) -> None:
    order = state.subject
    if not isinstance(order, OrderState):
        raise DomainError("unknown_order", "There is no such order.", remedy="Check the number.")
    require_not_erased(order)


def _require_step(book: Playbook, step: str) -> None:
    found = next((one for one in book.steps if one.id == step), None)
    if found is None:
        raise DomainError("unknown_step", f"The playbook has no step {step[:60]!r}.", place="step")
    if found.by_fact:
        raise DomainError(
            "step_by_fact",
            "This step is done by recording what was agreed.",
            remedy="Record an outcome, a promise or a refusal.",
            place="step",
        )


def _find(books: Sequence[Playbook], situation: str) -> Playbook:
    for book in books:
        if book.situation == situation and not book.retired:
            return book
    raise DomainError(
        "unknown_playbook",
        f"There is no playbook {situation[:60]!r}.",
        remedy="`otklik playbook list` shows them.",
        place="situation",
    )
