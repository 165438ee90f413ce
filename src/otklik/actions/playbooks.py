"""Playbooks: publish a text as the next version, choose another one for an order, do a step of the one that is open."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import playbook_decisions, published_playbooks
from otklik.domain.errors import DomainError
from otklik.domain.playbooks import Playbook
from otklik.domain.shipped_playbooks import SHIPPED_PLAYBOOKS
from otklik.store import playbooks


def publish(playbook: Playbook, *, actor: str, now: datetime) -> Playbook:
    """Publish a playbook as the next version of its situation; the same text again changes nothing."""
    decide = partial(published_playbooks.decide_publish, actor=actor, playbook=playbook)
    commit_one(Unit(now=now, commands=(Command(f"playbook/{playbook.situation}", decide),)))
    return playbooks.load_book(playbook.situation)


def restore(situation: str, *, actor: str, now: datetime) -> Playbook:
    """Publish the shipped text of a situation as its next version.

    Raises
    ------
    DomainError
        `unknown_playbook`: none is shipped under that code.
    """
    if situation not in SHIPPED_PLAYBOOKS:
        raise DomainError(
            "unknown_playbook",
            f"No playbook {situation[:60]!r} is shipped.",
            remedy="Retire your own one instead.",
            place="situation",
        )
    return publish(SHIPPED_PLAYBOOKS[situation], actor=actor, now=now)


def choose(stream: str, *, situation: str, actor: str, now: datetime) -> Done:
    """Open another playbook on an order.

    Raises
    ------
    DomainError
        As `playbook_decisions.decide_choose`.
    """
    decide = partial(
        playbook_decisions.decide_choose, actor=actor, situation=situation, books=playbooks.list_books()
    )
    return commit_one(Unit(now=now, commands=(Command(stream, decide),)))


def follow(stream: str, *, situation: str, step: str, words: str = "", actor: str, now: datetime) -> Done:
    """Record that a step of the playbook that is open on an order was done.

    Raises
    ------
    DomainError
        As `playbook_decisions.decide_follow`.
    """
    decide = partial(
        playbook_decisions.decide_follow,
        actor=actor,
        situation=situation,
        step=step,
        words=words,
        books=playbooks.list_books(),
    )
    return commit_one(Unit(now=now, commands=(Command(stream, decide),)))
