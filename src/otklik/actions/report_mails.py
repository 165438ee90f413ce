"""Mailing a report: the headline figures to one person, in his language, by the outbox like any message."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.actions.reports import Report
from otklik.domain import reports as domain
from otklik.domain.errors import DomainError
from otklik.domain.reports import Headline
from otklik.store import listings
from otklik.store.access import load_viewer, stores_run
from otklik.store.reports import may_see

READERS = frozenset({"administrator", "auditor", "partner_manager", "head"})
"""Roles whose people open reports."""


def mail_report(report: Report, person: str, *, actor: str, now: datetime) -> Done:
    """Send a person the headline figures of a report and the link to it.

    Parameters
    ----------
    person
        Slug.
    actor
        Who asks: `person:<slug>`.

    Raises
    ------
    DomainError
        `unknown_person`; `report_foreign`: he may not see it; `no_address`.
    """
    viewer = load_viewer(person)
    if viewer is None:
        raise DomainError(
            "unknown_person",
            f"There is no person {person!r} here.",
            remedy="`otklik person list` shows the slugs.",
            place="mail",
        )
    if not viewer.roles & READERS or not may_see(report.row, stores_run(viewer)):
        raise DomainError(
            "report_foreign",
            f"{person} may not see this report.",
            remedy="Make one of his own stores, or choose somebody who runs all of these.",
            place="mail",
        )
    decide = partial(domain.decide_mail, actor=actor, headline=headline_of(report))
    command = Command(f"person/{person}", decide)
    return commit_one(Unit(now=now, commands=(command,), stores=(viewer.home,)))


def headline_of(report: Report) -> Headline:
    """The figures of a report that a letter speaks of."""
    row, findings = report.row, report.findings
    answers, money = findings.answers, findings.money
    return Headline(
        report=row.id,
        digest=row.digest,
        window=row.window,
        scope=row.scope,
        name=_name(report),
        orders=findings.orders,
        owed=answers.in_limit.whole if answers else None,
        in_limit=answers.in_limit.part if answers else None,
        silent=answers.silent.part if answers else None,
        lost_minor=money.lost_minor if money else None,
        currency=money.currency if money else "",
    )


def _name(report: Report) -> str:
    scope = report.row.scope
    if scope.kind == "store":
        return next((one.name for one in listings.list_places() if one.slug == scope.slug), scope.slug)
    if scope.kind == "partner":
        return next((one.name for one in listings.list_partners() if one.slug == scope.slug), scope.slug)
    return scope.slug
