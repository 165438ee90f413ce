"""Conduct: texts that a word list pointed at, judged by people, and talks scored on a card, with figures per person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from otklik.actions import conduct as acts
from otklik.analytics.complaints import mean_of, share_of_good_talks
from otklik.domain.conduct import CRITERIA, JUDGEMENTS
from otklik.domain.locales import Locale, group
from otklik.domain.rudeness import flags_in
from otklik.domain.wording import capitalised, clean
from otklik.store import clock, complaints, conduct, listings
from otklik.store.access import Viewer, access_order
from otklik.store.conduct import FlagRow
from otklik.store.queries import OrderRow
from otklik.web.conduct_words import CONDUCT, KINDS, SORTS
from otklik.web.conduct_words import JUDGEMENTS as JUDGEMENT_WORDS
from otklik.web.dials import moment_of
from otklik.web.findings_figures import decimal, interval, percent
from otklik.web.order_acts import act_on
from otklik.web.screens import locale_of, render_screen
from otklik.web.viewers import viewer_of

COUNTED_FOR = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and whether the list points at it."""

    words: str
    marked: bool


@dataclass(frozen=True, slots=True)
class FlagLine:
    """One text: where it stands, who wrote it when, its pieces, what the list says, and what a person found."""

    href: str
    order_href: str
    number: str
    who: str
    at: str
    sort: str
    kind: str
    pieces: tuple[Piece, ...]
    judged: str
    tone: str
    can_judge: bool
    note: str


@dataclass(frozen=True, slots=True)
class TalkRow:
    """Scored talks of one person."""

    name: str
    count: str
    mean: str
    share: str
    bounds: str
    few: bool


@dataclass(frozen=True, slots=True)
class ConductPage:
    """What `conduct.html` shows; `open` counts complaints that nobody has closed."""

    title: str
    words: Mapping[str, str]
    here: str
    waiting: tuple[FlagLine, ...]
    judged: tuple[FlagLine, ...]
    judgements: tuple[tuple[str, str], ...]
    talks: tuple[TalkRow, ...]
    open: int


@require_safe
def show_conduct(request: HttpRequest) -> HttpResponse:
    """The texts of the viewer's stores that wait for a judgement, and the scores of talks."""
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    return render_screen(request, "conduct.html", make_page(viewer, locale, now=now), section="orders")


@require_POST
def judge_text(request: HttpRequest, order: str, flag: str) -> HttpResponse:
    """Record what the viewer found in a text."""

    def judge(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        judgement, words = request.POST.get("judgement", ""), request.POST.get("words", "")
        acts.judge(
            row.stream,
            flag=flag,
            judgement=judgement,
            by=viewer.person,
            words=words,
            home=viewer.home,
            now=now,
        )
        return {}

    return act_on(request, order, "judged", judge, find=access_order)


@require_POST
def score_talk(request: HttpRequest, order: str) -> HttpResponse:
    """Record the points of a talk."""
    form = request.POST
    points = {name: int(value) for name in CRITERIA if (value := form.get(name, "")) in ("0", "1", "2")}
    of = form.get("of", "")

    def score(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        acts.score(
            row.stream,
            person=form.get("person", ""),
            by=viewer.person,
            points=points,
            of=int(of) if of.isascii() and of.isdigit() and len(of) < 7 else 0,
            words=form.get("words", ""),
            home=viewer.home,
            now=now,
        )
        return {}

    return act_on(request, order, "scored", score, find=access_order)


def make_page(viewer: Viewer, locale: Locale, *, now: datetime) -> ConductPage:
    """The page in words."""
    waiting, judged = conduct.list_waiting(viewer.stores), conduct.list_judged(viewer.stores)
    totals = conduct.list_totals(viewer.stores, since_at=now - COUNTED_FOR)
    slugs = {slug for one in (*waiting, *judged) for slug in (one.flag.person, one.flag.judged_by)}
    names = listings.load_names({*slugs, *totals} - {""})
    return ConductPage(
        title=CONDUCT["title"][locale],
        words={name: word[locale] for name, word in CONDUCT.items()},
        here=reverse("conduct"),
        waiting=tuple(_line(one, viewer, names, locale, now=now) for one in waiting),
        judged=tuple(_line(one, viewer, names, locale, now=now) for one in judged),
        judgements=tuple((code, JUDGEMENT_WORDS[code][locale]) for code in JUDGEMENTS),
        talks=tuple(_talks(slug, points, names, locale) for slug, points in totals.items()),
        open=complaints.count_open(viewer.stores),
    )


def _line(row: FlagRow, viewer: Viewer, names: listings.Names, locale: Locale, *, now: datetime) -> FlagLine:
    flag = row.flag
    own = bool(flag.person) and flag.person == viewer.person
    may_judge = bool(viewer.roles & {"head", "partner_manager", "administrator", "second_person"})
    return FlagLine(
        href=reverse("conduct_judge", args=[row.order.id, flag.key]),
        order_href=f"/orders/{row.order.id}",
        number=clean(row.order.number),
        who=clean(names.people.get(flag.person, flag.person)) if flag.person else CONDUCT["buyer"][locale],
        at=moment_of(flag.at, viewer.zone, locale, now=now),
        sort=SORTS[flag.where][locale] if flag.where in SORTS else clean(flag.where),
        kind=capitalised(KINDS[flag.kind][locale]) if flag.kind in KINDS else clean(flag.kind),
        pieces=_pieces(row.text, locale),
        judged=_judged(row, viewer, names, locale, now=now),
        tone={"rude": "late", "to_talk": "warn", "harmless": "ok"}.get(flag.judgement, "warn"),
        can_judge=may_judge and not own and not flag.judgement,
        note=CONDUCT["own"][locale] if own and not flag.judgement else "",
    )


def _judged(row: FlagRow, viewer: Viewer, names: listings.Names, locale: Locale, *, now: datetime) -> str:
    flag = row.flag
    if not flag.judgement or flag.judged_at is None:
        return ""
    return CONDUCT["judged_by"][locale].format(
        judgement=JUDGEMENT_WORDS[flag.judgement][locale],
        name=clean(names.people.get(flag.judged_by, flag.judged_by)),
        at=moment_of(flag.judged_at, viewer.zone, locale, now=now),
    )


def _pieces(text: str, locale: Locale) -> tuple[Piece, ...]:
    """The text cut where the list points, so that the eye finds the place."""
    shown = clean(text)
    made: list[Piece] = []
    done = 0
    for found in flags_in(shown, locale):
        made += [Piece(shown[done : found.start], False), Piece(shown[found.start : found.end], True)]
        done = found.end
    return tuple(one for one in (*made, Piece(shown[done:], False)) if one.words)


def _talks(slug: str, totals: Sequence[int], names: listings.Names, locale: Locale) -> TalkRow:
    share, mean = share_of_good_talks(slug, totals), mean_of(totals)
    return TalkRow(
        name=clean(names.people.get(slug, slug)),
        count=group(len(totals), locale),
        mean=decimal(mean, 1, locale) if mean is not None else "",
        share=percent(share.part / share.whole, locale) if share.whole else "",
        bounds=interval(share.low, share.high, locale),
        few=share.few,
    )
