"""One case of the refusal court in words: what was stated, what is on record, what the buyer said, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from otklik.domain.appeals import standing_verdict
from otklik.domain.court_cases import CourtCase
from otklik.domain.local_times import floor_minute, moment_text, until_text
from otklik.domain.locales import Locale
from otklik.domain.refusal_reasons import reason_words
from otklik.domain.standards import Standard
from otklik.domain.surveys import ANSWERS
from otklik.domain.wording import capitalised, clean
from otklik.domain.world import World
from otklik.domain.zones import parse_zone
from otklik.store.verdicts import WaitingCase
from otklik.web.court_words import CASE, COURT, ENDS, EVIDENCE, VERDICTS


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A row of the queue: address, number, store, reason and answer, the verdict's tone, icon and word, the limit."""

    href: str
    number: str
    store: str
    reason: str
    answer: str
    tone: str
    icon: str
    verdict: str
    due: str
    is_late: bool


def case_address(order_id: str, case: str) -> str:
    """Address of a case's page."""
    return f"/court/{order_id}/{case}"


def reason_text(case: CourtCase, world: World, locale: Locale) -> str:
    """The stated reason and the one below it, or how it ended where none was stated.

    Parameters
    ----------
    world
        With the store that held the order: its standard may have a list of reasons of its own.
    """
    place = world.stores.get(case.holder)
    standard = world.standards.get(place.standard) if place else None
    codes = dict.fromkeys(filter(None, (case.reason, case.detail)))
    return ": ".join(reason_words_of(code, locale, standard) for code in codes)


def reason_words_of(code: str, locale: Locale, standard: Standard | None = None) -> str:
    """The words of a reason's code, or of an end for which none was stated."""
    return ENDS[code][locale] if code in ENDS else clean(reason_words(code, locale, standard))


def answer_text(case: CourtCase, locale: Locale) -> str:
    """What the buyer said, or why nothing is known."""
    if case.answer:
        return ANSWERS[case.answer][locale] if case.answer in ANSWERS else clean(case.answer)
    if case.drawn is False:
        return CASE["not_asked"][locale]
    return COURT["no_answer" if case.expired else "waiting"][locale]


def record_texts(case: CourtCase, locale: Locale) -> tuple[str, ...]:
    """What was on record when the order ended, a line each."""
    found = [capitalised(EVIDENCE[case.evidence][locale])]
    if case.attempts:
        found.append(capitalised(CASE["attempts"][locale].format(n=case.attempts)))
    found += [capitalised(CASE[name][locale]) for name in ("premature", "silent") if getattr(case, name)]
    return tuple(found)


def line_of(one: WaitingCase, world: World, zone: str, locale: Locale, *, now: datetime) -> CaseLine:
    """The row of a case.

    Parameters
    ----------
    world
        With the stores of the cases.
    zone
        IANA zone in which the limit is said.
    now
        Aware UTC.
    """
    verdict = one.case.final or standing_verdict(one.case)
    tone, icon, word = VERDICTS.get(verdict, VERDICTS[""])
    late, place = one.limit_at < now, world.stores.get(one.case.holder)
    at = floor_minute(one.limit_at)
    due = (
        COURT["missed"][locale].format(at=moment_text(at, parse_zone(zone), locale, now=now))
        if late
        else until_text(at, parse_zone(zone), locale, now=now)
    )
    return CaseLine(
        href=case_address(one.order.id, one.case.case),
        number=COURT["order"][locale].format(number=clean(one.order.number)),
        store=clean(place.name if place else one.case.holder),
        reason=reason_text(one.case, world, locale),
        answer=answer_text(one.case, locale),
        tone=tone,
        icon=icon,
        verdict=word[locale],
        due="" if one.case.final else due,
        is_late=late and not one.case.final,
    )
