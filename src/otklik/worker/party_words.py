"""What a message about a step says of it in words, and the address of the page on which its party answers."""

from __future__ import annotations

from datetime import datetime

from otklik.actions import party_links
from otklik.channels.wording.particulars import KINDS
from otklik.domain.locales import choose_locale
from otklik.domain.notices import Notice
from otklik.domain.obligations import Obligation
from otklik.domain.parties import kind_of
from otklik.domain.steps import step_of
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

STEP, AWAITED = "delay_told", "buyer_awaited"


def what_of(owed: Obligation | None, state: StreamState, world: World, locale: str) -> str:
    """What is owed, in words, where the kind's own name does not say it; else empty.

    Parameters
    ----------
    owed
        What the message is about.
    locale
        Of the reader.
    """
    if owed is None:
        return ""
    standard, language = world.standards.get(owed.standard), choose_locale(locale)
    if owed.ref.kind == AWAITED and standard is not None:
        rule = standard.pauses.get(str(owed.ref_fields.get("reason", "")))
        return (rule.ru if language == "ru" else rule.en) if rule else ""
    if owed.ref.kind == STEP:
        return _step(owed.ref.key, state, world, locale)
    process, _, step = owed.ref.kind.partition(".")
    found = standard.processes.get(process) if standard else None
    words = found.words.get(step) if found else None
    return (words.ru if language == "ru" else words.en) if words else ""


def _step(step: str, state: StreamState, world: World, locale: str) -> str:
    """A step by the words of its own kind."""
    for one in state.obligations.values():
        if one.ref.kind != STEP and step_of(kind_of(one, world)) == step:
            kind = one.ref.kind
            own = what_of(one, state, world, locale) if "." in kind else ""
            return own or (KINDS[kind][choose_locale(locale)] if kind in KINDS else step.replace("_", " "))
    return step.replace("_", " ")


def page_of(notice: Notice, owed: Obligation | None, world: World, *, now: datetime) -> str:
    """Address of the party's page, for a message to the party that owes a step; empty for everybody else."""
    if owed is None:
        return ""
    role, _, slug = owed.debtor.partition(":")
    place = world.stores.get(slug)
    if place is None or role in ("store", "marketplace", "owner", "head", "person"):
        return ""
    theirs = {f"store:{slug}", *(person.slug for person in place.people)}
    return party_links.offer(slug, now=now) if notice.receiver in theirs else ""
