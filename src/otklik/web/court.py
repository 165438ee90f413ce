"""The refusal court: what waits for a person, a partner or a second person; the rule table; planning the sample anew.

What a viewer sees is his stores' (`access.stores_run`): a partner finds his own cases here, an administrator all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from otklik.actions import samples
from otklik.domain.locales import Locale
from otklik.domain.surveys import ANSWERS
from otklik.domain.verdicts import NO_ANSWER, RULES, Rule
from otklik.store import clock, directory, verdicts
from otklik.store.access import Viewer, stores_run
from otklik.store.verdicts import WAITING, WaitingCase
from otklik.web.court_lines import CaseLine, line_of, reason_words_of
from otklik.web.court_words import COURT, EVIDENCE, RULE_WORDS, SAID, VERDICTS
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup import may_open
from otklik.web.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class CourtSaying:
    """What came of an act: tone and sentence."""

    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class CaseList:
    """Cases that wait for the same: name, title, rows."""

    name: str
    title: str
    lines: tuple[CaseLine, ...]


@dataclass(frozen=True, slots=True)
class CourtPage:
    """What `court.html` shows."""

    title: str
    words: Mapping[str, str]
    lists: tuple[CaseList, ...]
    said: CourtSaying | None
    may_call: bool
    may_plan: bool


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One row of the rule table in words."""

    id: str
    reasons: str
    evidence: str
    answers: str
    tone: str
    icon: str
    verdict: str
    why: str


@dataclass(frozen=True, slots=True)
class RulesPage:
    """What `court_rules.html` shows."""

    title: str
    words: Mapping[str, str]
    rows: tuple[RuleRow, ...]


def said_of(request: HttpRequest, locale: Locale) -> CourtSaying | None:
    """The sentence that the address asks for; only those of the table can be said."""
    row = SAID.get(request.GET.get("said", ""))
    return CourtSaying(row[0], row[1][locale]) if row else None


def is_judge(viewer: Viewer) -> bool:
    """Whether the viewer sees every store and may decide; an auditor only looks."""
    return viewer.stores is None and bool(viewer.roles & {"administrator", "second_person"})


@require_safe
def show_court(request: HttpRequest) -> HttpResponse:
    """What waits, and what was decided lately."""
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    stores = None if viewer.stores is None else stores_run(viewer)
    waiting: list[WaitingCase] = verdicts.list_waiting(stores)
    groups = {kind: [one for one in waiting if one.kind == kind] for kind in WAITING}
    groups["judged"] = verdicts.list_judged(stores)
    shown = {one.case.holder for cases in groups.values() for one in cases}
    world = directory.load_world(shown, now=now)
    page = CourtPage(
        title=COURT["title"][locale],
        words={name: word[locale] for name, word in COURT.items()},
        lists=tuple(
            CaseList(
                name,
                COURT[name][locale],
                tuple(line_of(one, world, viewer.zone, locale, now=now) for one in cases),
            )
            for name, cases in groups.items()
            if cases
        ),
        said=said_of(request, locale),
        may_call=may_open(viewer, "court_calls"),
        may_plan="administrator" in viewer.roles,
    )
    return render_screen(request, "court.html", page, section="network")


@require_POST
def plan_sample(request: HttpRequest) -> HttpResponse:
    """Plan whom to ask anew for every partner; earlier draws stand."""
    samples.plan_anew([], actor=f"person:{viewer_of(request).person}", now=clock.now())
    return HttpResponseRedirect(f"{reverse('court')}?said=planned", status=303)


@require_safe
def show_rules(request: HttpRequest) -> HttpResponse:
    """The whole rule table on one page."""
    locale = locale_of(request)
    page = RulesPage(
        title=RULE_WORDS["title"][locale],
        words={name: word[locale] for name, word in {**COURT, **RULE_WORDS}.items()},
        rows=tuple(write_rule(rule, locale) for rule in RULES),
    )
    return render_screen(request, "court_rules.html", page, section="network")


def write_rule(rule: Rule, locale: Locale) -> RuleRow:
    """One row of the table in words."""
    any_word = RULE_WORDS["any"][locale]
    answers = [
        RULE_WORDS["no_answer"][locale] if code == NO_ANSWER else ANSWERS[code][locale]
        for code in rule.answers
    ]
    tone, icon, word = VERDICTS.get(rule.verdict, ("info", "user", RULE_WORDS["person"]))
    return RuleRow(
        id=rule.id,
        reasons=", ".join(reason_words_of(code, locale) for code in rule.reasons) or any_word,
        evidence=", ".join(EVIDENCE[one][locale] for one in rule.evidence) or any_word,
        answers=", ".join(answers) or any_word,
        tone=tone,
        icon=icon,
        verdict=word[locale],
        why=rule.why[locale],
    )
