"""One case of the refusal court: three voices side by side, the rule and the verdict, both sides' words, the journal.

GET shows; POST judges, accepts, appeals or decides, and leads back. The rules are the domain's; who may is said by
what the page offers and checked again by the decision. A foreign case is 404.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from otklik.actions import verdicts
from otklik.domain.appeals import SPEAKERS, standing_verdict
from otklik.domain.court_cases import CourtCase
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry, Ref
from otklik.domain.local_times import floor_minute, until_text
from otklik.domain.locales import Locale
from otklik.domain.streams import stores_of
from otklik.domain.verdicts import RULES, VERDICTS, rule_of_case
from otklik.domain.wording import capitalised, clean
from otklik.domain.world import World
from otklik.domain.zones import parse_zone
from otklik.store import clock, directory, listings
from otklik.store.access import Viewer, access_order, stores_run
from otklik.store.order_files import OrderFile, load_file
from otklik.web.court import CourtSaying, is_judge, said_of
from otklik.web.court_lines import answer_text, case_address, reason_text, record_texts
from otklik.web.court_words import CASE, COURT, DECISIONS, MEANS, SAID
from otklik.web.court_words import VERDICTS as VERDICT_WORDS
from otklik.web.facts import slugs_in
from otklik.web.journal import Day, write_journal
from otklik.web.obligations import Reader
from otklik.web.screens import locale_of, render_screen
from otklik.web.unlisted import no_such_page
from otklik.web.viewers import viewer_of

BEHIND = (
    "order.received", "contact.", "buyer.said", "evidence.", "refusal.", "withdrawal.", "order.refused",
    "order.withdrawn", "goods.released", "order.reopened", "survey.", "verdict.", "appeal.",
)  # fmt: skip
"""Beginnings of the facts that a case rests on."""

WHY = {rule.id: rule.why for rule in RULES}
PLACES = {rule.id: place for place, rule in enumerate(RULES, 1)}
"""Each rule's number in the table."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One of the three columns: its title, the main words, lines below, somebody's own words, who says so."""

    title: str
    tone: str
    lead: str
    lines: tuple[str, ...]
    words: str
    who: str


@dataclass(frozen=True, slots=True)
class Word:
    """What a side said about the verdict: what it did, who and when, and the words."""

    lead: str
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """What `court_case.html` shows.

    Parameters
    ----------
    voices
        What was stated, what is on record, what the buyer said.
    tone, icon, verdict, why, how, rule
        The verdict, its reason in plain words, and by which rule or by whom; the rule's id.
    standard
        Which version the verdict names, and whether the partner had accepted it; empty = no verdict yet.
    final, reopened
        Sentences; empty = not so.
    said_words
        Both sides' words.
    judge, reply, decide
        Sentences above the forms; empty = the form is not there.
    other
        Why the viewer may not decide the appeal; empty = nothing to say.
    """

    title: str
    words: Mapping[str, str]
    href: str
    order_href: str
    store: str
    voices: tuple[Voice, ...]
    tone: str
    icon: str
    verdict: str
    why: str
    how: str
    rule: str
    standard: str
    final: str
    reopened: str
    said_words: tuple[Word, ...]
    judge: str
    verdicts: tuple[tuple[str, str], ...]
    reply: str
    decide: str
    decisions: tuple[tuple[str, str], ...]
    other: str
    days: tuple[Day, ...]
    said: CourtSaying | None


@require_http_methods(["GET", "HEAD", "POST"])
def show_case(request: HttpRequest, order: str, case: str) -> HttpResponse:
    """The page of a case, or an act on it; 404 where the viewer may not see the order.

    Parameters
    ----------
    order
        Id.
    case
        Which end of it.
    """
    viewer, now = viewer_of(request), clock.now()
    try:
        file = load_file(access_order(viewer, order))
    except DomainError:
        return no_such_page()
    found = file.order.court.get(case)
    if found is None:
        return no_such_page()
    if request.method == "POST":
        return _act(request, file, case, viewer, now=now)
    page = _write(request, file, found, viewer, now=now)
    return render_screen(request, "court_case.html", page, section="network")


def _act(request: HttpRequest, file: OrderFile, case: str, viewer: Viewer, *, now: datetime) -> HttpResponse:
    act = ACTS.get(request.POST.get("act", ""))
    said = "refused"
    if act is not None:
        try:
            said = act(request, file.row.stream, case, viewer, now)
        except DomainError as error:
            said = error.code if error.code in SAID else "refused"
    return HttpResponseRedirect(f"{case_address(file.row.id, case)}?said={said}", status=303)


def _judge(request: HttpRequest, stream: str, case: str, viewer: Viewer, now: datetime) -> str:
    verdict = request.POST.get("verdict", "")
    verdicts.propose(stream, case=case, verdict=verdict, by=viewer.person, home=viewer.home, now=now)
    return "judged"


def _accept(request: HttpRequest, stream: str, case: str, viewer: Viewer, now: datetime) -> str:
    words = request.POST.get("words", "")
    verdicts.accept(stream, case=case, by=viewer.person, home=viewer.home, words=words, now=now)
    return "accepted"


def _file(request: HttpRequest, stream: str, case: str, viewer: Viewer, now: datetime) -> str:
    words = request.POST.get("words", "")
    verdicts.appeal(stream, case=case, by=viewer.person, home=viewer.home, words=words, now=now)
    return "appealed"


def _decide(request: HttpRequest, stream: str, case: str, viewer: Viewer, now: datetime) -> str:
    verdicts.decide(
        stream,
        case=case,
        decision=request.POST.get("decision", ""),
        by=viewer.person,
        home=viewer.home,
        words=request.POST.get("words", ""),
        now=now,
    )
    return "decided"


ACTS: Mapping[str, Callable[[HttpRequest, str, str, Viewer, datetime], str]] = {
    "judge": _judge,
    "accept": _accept,
    "file": _file,
    "decide": _decide,
}
"""Name in the form → what it does; gives the name of the sentence to say (`court_words.SAID`)."""


def _write(
    request: HttpRequest, file: OrderFile, case: CourtCase, viewer: Viewer, *, now: datetime
) -> CasePage:
    locale = locale_of(request)
    words = {name: word[locale] for name, word in {**COURT, **CASE}.items()}
    frozen_under = {case.standard} - {""}
    world = directory.load_world({*stores_of(file.state), case.holder}, frozen_under, now=now)
    reader = _reader(file, case, viewer, world, locale, now=now)
    tone, icon, verdict = VERDICT_WORDS.get(case.verdict, VERDICT_WORDS[""])
    standing = case.final or standing_verdict(case)
    awaits = not case.verdict and bool(case.answer or case.expired)
    decide, other = _deciding(file, case, viewer, reader, words)
    return CasePage(
        title=words["title"].format(number=clean(file.row.number)),
        words=words,
        href=case_address(file.row.id, case.case),
        order_href=f"/orders/{file.row.id}",
        store=clean(reader.names.places.get(case.holder, case.holder)),
        voices=_voices(file, case, world, reader, words),
        tone=tone,
        icon=icon,
        verdict=words["person"] if awaits else capitalised(verdict[locale]),
        why=_why(case, world, locale),
        how=_how(case, reader, words),
        rule=case.rule,
        standard=_standard(case, world, words),
        final=words["final"].format(verdict=VERDICT_WORDS[standing][2][locale]) if case.final else "",
        reopened=words["reopened"] if _is_reopened(file, case) else "",
        said_words=_said_words(file, case, reader, words),
        judge=words["judge_why"] if awaits and is_judge(viewer) else "",
        verdicts=tuple((one, words[f"judge_{one}"]) for one in VERDICTS),
        reply=_reply(file, case, viewer, reader, words),
        decide=decide,
        decisions=tuple((code, capitalised(word[locale])) for code, word in DECISIONS.items()),
        other=other,
        days=_days(file, reader),
        said=said_of(request, locale),
    )


def _reader(
    file: OrderFile, case: CourtCase, viewer: Viewer, world: World, locale: Locale, *, now: datetime
) -> Reader:
    store = world.stores.get(case.holder)
    judges = {case.judged_by, case.accepted_by, case.appealed_by, case.decided_by, case.answered_by, case.by}
    return Reader(
        locale=locale,
        zone=store.calendar.zone if store else "UTC",
        now=now,
        names=listings.load_names((slugs_in(file.entries) | judges | {case.holder}) - {""}),
        person=viewer.person,
        store=case.holder,
    )


def _voices(
    file: OrderFile, case: CourtCase, world: World, reader: Reader, words: Mapping[str, str]
) -> tuple[Voice, ...]:
    means = MEANS[case.means][reader.locale] if case.means in MEANS else ""
    stated = " · ".join(filter(None, (_name(case.by, reader), reader.say(case.at))))
    asked = " · ".join(filter(None, (means, _name(case.answered_by, reader))))
    answer = capitalised(answer_text(case, reader.locale))
    record = record_texts(case, reader.locale)
    return (
        Voice(
            words["stated"],
            "warn",
            capitalised(reason_text(case, world, reader.locale)),
            (),
            _comment(file, case),
            stated,
        ),
        Voice(words["record"], "", record[0], record[1:], "", ""),
        Voice(words["said"], "info", answer, (), _words_of(file, case, "survey.answered"), asked),
    )


def _name(slug: str, reader: Reader) -> str:
    return clean(reader.names.people.get(slug, "")) if slug else ""


def _words_of(file: OrderFile, case: CourtCase, kind: str) -> str:
    """Somebody's own words beside a fact of the case; empty after an erasure."""
    for entry in reversed(file.entries):
        if entry.event.kind == kind and str(entry.event.data.get("case", "")) == case.case:
            return clean(str(entry.event.personal.get("words") or ""))
    return ""


def _comment(file: OrderFile, case: CourtCase) -> str:
    """The words with which the order was refused: of the refusal, or of what was asked for before it."""
    found: Sequence[Entry] = [
        one for one in file.entries if one.event.kind in ("refusal.asked", "refusal.parked", "order.refused")
    ]
    before = [one for one in found if one.event.occurred_at <= case.at and case.cause == "refused"]
    for entry in reversed(before):
        said = [entry.event.personal.get(name) for name in ("comment", "demanded")]
        if any(said):
            return clean(" · ".join(str(one) for one in said if one))
    return ""


def _why(case: CourtCase, world: World, locale: Locale) -> str:
    if case.rule in WHY:
        return WHY[case.rule][locale]
    if case.verdict or not (case.answer or case.expired):
        return ""
    return rule_of_case(case, world).why[locale]


def _how(case: CourtCase, reader: Reader, words: Mapping[str, str]) -> str:
    if not case.verdict:
        return ""
    if case.judged_by:
        return words["by_person"].format(name=_name(case.judged_by, reader))
    return words["by_rule"].format(rule=PLACES.get(case.rule, case.rule))


def _standard(case: CourtCase, world: World, words: Mapping[str, str]) -> str:
    if not case.verdict:
        return ""
    found = world.standards.get(case.standard)
    named = words["version"].format(name=found.name, version=found.version) if found else ""
    return " · ".join(filter(None, (named, words["agreed" if case.agreed else "not_agreed"])))


def _is_reopened(file: OrderFile, case: CourtCase) -> bool:
    latest = next(reversed(list(file.order.court))) == case.case
    return latest and file.order.is_open and case.verdict == "contradicted"


def _said_words(
    file: OrderFile, case: CourtCase, reader: Reader, words: Mapping[str, str]
) -> tuple[Word, ...]:
    decision = DECISIONS[case.decision][reader.locale] if case.decision in DECISIONS else ""
    rows = (
        ("verdict.accepted", case.accepted_by, words["accepted"]),
        ("appeal.filed", case.appealed_by, words["appealed"]),
        ("appeal.decided", case.decided_by, words["decided"].format(decision=decision)),
    )
    return tuple(Word(lead, _name(by, reader), _words_of(file, case, kind)) for kind, by, lead in rows if by)


def _reply(file: OrderFile, case: CourtCase, viewer: Viewer, reader: Reader, words: Mapping[str, str]) -> str:
    run = stores_run(viewer)
    if not viewer.roles & SPEAKERS or (run is not None and case.holder not in run):
        return ""
    if case.accepted_by or case.appealed_by or case.final:
        return ""
    return _due(file, case, "appeal", words["reply_until"], reader)


def _deciding(
    file: OrderFile, case: CourtCase, viewer: Viewer, reader: Reader, words: Mapping[str, str]
) -> tuple[str, str]:
    """The sentence above the decision, or why the viewer may not give it; both empty where none is owed or his."""
    if not case.appealed_by or case.decision or not is_judge(viewer):
        return "", ""
    if viewer.person in (case.judged_by, case.appealed_by):
        return "", words["decide_other"]
    return _due(file, case, "appeal_decision", words["decide_until"], reader), ""


def _due(file: OrderFile, case: CourtCase, kind: str, sentence: str, reader: Reader) -> str:
    """A sentence with the limit of what is owed to the case; empty where nothing is."""
    owed = file.state.obligations.get(Ref(kind, case.case, 1))
    if owed is None or not owed.is_owed:
        return ""
    at = until_text(floor_minute(owed.limit_at), parse_zone(reader.zone), reader.locale, now=reader.now)
    return sentence.format(at=at)


def _days(file: OrderFile, reader: Reader) -> tuple[Day, ...]:
    behind = [one for one in file.entries if one.event.kind.startswith(BEHIND)]
    return write_journal(behind, reader, part="all", whole=True).days
