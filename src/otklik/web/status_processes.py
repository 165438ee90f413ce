"""The section of the buyer's page with every step of his order: who does it and by when, from the first minute on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.local_times import ceil_minute, moment_text, until_text
from otklik.domain.locales import Locale
from otklik.domain.status import OrderStatus
from otklik.domain.zones import parse_zone
from otklik.web.obligation_words import PARTIES
from otklik.web.process_lines import StepLine, write_lines
from otklik.web.process_words import PAUSED, SECTION


@dataclass(frozen=True, slots=True)
class ProcessSection:
    """What `status_process.html` shows."""

    words: Mapping[str, str]
    paused: str
    lines: tuple[tuple[StepLine, ...], ...]


def write_steps(status: OrderStatus, locale: Locale, now: datetime) -> ProcessSection | None:
    """The section; None where the order goes through nothing beside what every order does."""
    steps = status.steps
    found = [one for one in steps.processes if one.owes]
    if not found and steps.awaited is None:
        return None
    zone = parse_zone(status.zone)
    until = ""
    if steps.awaited_until_at is not None:
        until = until_text(ceil_minute(steps.awaited_until_at), zone, locale, now=now)
    what = (steps.awaited.ru if locale == "ru" else steps.awaited.en) if steps.awaited else ""
    return ProcessSection(
        words={name: word[locale] for name, word in SECTION.items()},
        paused=PAUSED["buyer"][locale].format(what=what, until=until) if what else "",
        lines=tuple(
            write_lines(
                one,
                locale,
                say=lambda at: moment_text(ceil_minute(at), zone, locale, now=now),
                until=lambda at: until_text(ceil_minute(at), zone, locale, now=now),
                who=lambda party: _who(party, status, locale),
                to_buyer=True,
            )
            for one in found
        ),
    )


def _who(party: str, status: OrderStatus, locale: Locale) -> str:
    """A party by its role: the buyer is told of the bank, not of a name that he does not know."""
    role = party.partition(":")[0]
    if role == "buyer":
        return SECTION["you"][locale]
    if role in ("store", "owner", "head", "system"):
        return status.store
    if role in PARTIES:
        return PARTIES[role][locale]
    words = status.steps.roles.get(role)
    return (words.ru if locale == "ru" else words.en) if words else status.store
