"""A store's staffing plan as a page: who is needed by half hours against the roster, what that achieves, one tap.

It only asks for a plan and shows the latest; the work is done by `staffing_runs.py` in another process.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from otklik.actions import staffing as acts
from otklik.domain.errors import DomainError
from otklik.domain.local_times import moment_text
from otklik.domain.locales import NBSP, Locale, group, plural_form, span_of
from otklik.domain.rosters import roster_of
from otklik.domain.staffing import Gap, HalfHour, Proposal, Reached
from otklik.domain.week_grid import DAYS, clock_text
from otklik.domain.wording import clean
from otklik.domain.work_weeks import WorkWeek
from otklik.domain.zones import parse_zone
from otklik.store import clock, staffing
from otklik.store.access import access_people, access_place
from otklik.store.listings import PlaceRow
from otklik.store.staffing import FAILED, WAITING, PlanRow
from otklik.web import staffing_runs
from otklik.web.drawings import Drawing
from otklik.web.rosters import SHORT, say_week
from otklik.web.screens import locale_of
from otklik.web.setup import Framed, actor_of, done, framed, said_wrong, scoped, show
from otklik.web.staffing_charts import draw_day
from otklik.web.staffing_words import COUNTED, STAFFING
from otklik.web.store_words import DAY_NAMES
from otklik.web.viewers import viewer_of

MOST_GAPS = 4
NOBODY = WorkWeek()


@dataclass(frozen=True, slots=True)
class Figure:
    """One staff: its name, how many of 100 orders are answered in time, and what else is known of it."""

    label: str
    count: str
    more: str
    tone: str


@dataclass(frozen=True, slots=True)
class Block:
    """A drawing with a name of its own on the page."""

    name: str
    day: str
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Change:
    """One person's week now and then."""

    name: str
    was: str
    becomes: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """One half hour: its time, and for each weekday needed and rostered and whether that is too few."""

    at: str
    cells: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal in words and pictures."""

    verdict: str
    tone: str
    figures: tuple[Figure, ...]
    gaps: str
    learnt: str
    blocks: tuple[Block, ...]
    days: tuple[str, ...]
    rows: tuple[TableRow, ...]
    changes: tuple[Change, ...]
    taken: str
    has_roster: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffingPage(Framed):
    """The page of one place."""

    place: PlaceRow
    least: str
    is_waiting: bool
    trouble: str
    shown: Shown | None


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def show_staffing(request: HttpRequest, slug: str) -> HttpResponse:
    """The latest plan of a place; its forms ask for another, take it, and give it back."""
    place, locale, now = access_place(viewer_of(request), slug), locale_of(request), clock.now()
    if request.method != "POST":
        return show(request, "staffing.html", _page(request, place, locale, now=now))
    try:
        said = _act(request, slug, now=now)
    except DomainError as error:
        errors = said_wrong(error, locale)
        return show(request, "staffing.html", _page(request, place, locale, errors, now=now))
    return done("setup_staffing", slug, said=said)


def _act(request: HttpRequest, slug: str, *, now: datetime) -> str:
    """What to say after the act that a form asked for."""
    act = request.POST.get("act", "")
    if act == "take":
        acts.take(slug, actor=actor_of(request), now=now)
        return "staffing_taken"
    if act == "give_back":
        acts.give_back(slug, actor=actor_of(request), now=now)
        return "staffing_given_back"
    typed = request.POST.get("least", "1").strip()
    least = int(typed) if typed.isascii() and typed.isdigit() else 0
    if acts.ask(slug, least=least, now=now):
        staffing_runs.start(slug, least=least)
    return ""


def _page(
    request: HttpRequest,
    place: PlaceRow,
    locale: Locale,
    errors: Mapping[str, str] | None = None,
    *,
    now: datetime,
) -> StaffingPage:
    row = staffing.load_plan(place.slug, now=now)
    words = {name: word[locale] for name, word in STAFFING.items()}
    names = {one.slug: clean(one.name) for one in access_people(viewer_of(request), store=place.slug)}
    zone = place.hours.zone if place.hours else "UTC"
    shown = None
    if row is not None and row.proposal is not None:
        shown = Said(row, row.proposal, words, locale, names, zone, now).shown()
    failed = row is not None and row.state == FAILED
    return StaffingPage(
        **framed(request, STAFFING, here="setup_stores", above="setup_stores"),
        errors=errors or {},
        place=place,
        least=request.POST.get("least", str(row.least if row else 1)),
        is_waiting=row is not None and row.state == WAITING,
        trouble=words.get(row.trouble, words["staffing_broke"]) if row and failed else "",
        shown=shown,
    )


@dataclass(frozen=True, slots=True)
class Said:
    """The sentences and drawings of one proposal in one language."""

    row: PlanRow
    proposal: Proposal
    words: Mapping[str, str]
    locale: Locale
    names: Mapping[str, str]
    zone: str
    now: datetime

    def shown(self) -> Shown:
        """Everything about it."""
        proposal = self.proposal
        verdict, tone = self._verdict()
        days = tuple(dict.fromkeys(one.day for one in proposal.halves))
        taken = self.row.taken_at
        return Shown(
            verdict=verdict,
            tone=tone,
            figures=self._figures(),
            gaps=self._gaps(),
            learnt=self._learnt(),
            blocks=self._blocks(days),
            days=tuple(SHORT[DAYS[day]][self.locale] for day in days),
            rows=self._rows(days),
            changes=self._changes(),
            taken=self.words["taken"].format(when=self._moment(taken)) if taken else "",
            has_roster=proposal.present is not None,
        )

    def _moment(self, at: datetime) -> str:
        return moment_text(at, parse_zone(self.zone), self.locale, now=self.now)

    def _of_100(self, one: Reached) -> int:
        return int(100 * one.share)

    def _verdict(self) -> tuple[str, str]:
        proposal = self.proposal
        form = "verdict_both" if proposal.present else "verdict_one"
        planned = self._of_100(proposal.proposed)
        said = self.words["verdict_taken" if self.row.taken_at else form].format(
            planned=planned,
            present=self._of_100(proposal.present) if proposal.present else "",
            span=span_of(proposal.within_s // 60, self.locale),
        )
        return said, "warn" if proposal.gaps else "ok"

    def _figures(self) -> tuple[Figure, ...]:
        proposal = self.proposal
        found = []
        for name, one, tone in (
            ("before" if self.row.taken_at else "present", proposal.present, ""),
            ("proposed", proposal.proposed, "ok"),
            ("needed", proposal.needed, ""),
        ):
            if one is None:
                found.append(Figure(self.words[name], self.words["no_roster"], "", ""))
                continue
            night = self.words["of_100"].format(count=int(100 * one.night))
            more = self.words["night"].format(hours=group(round(one.hours), self.locale), count=night)
            count = self.words["of_100"].format(count=self._of_100(one))
            found.append(Figure(self.words[name], count, more, tone))
        return tuple(found)

    def _gaps(self) -> str:
        gaps = self.proposal.gaps
        if not gaps:
            return ""
        said = [self._gap(one) for one in gaps[:MOST_GAPS]]
        rest = len(gaps) - MOST_GAPS
        said += [self.words["more_gaps"].format(count=rest)] if rest > 0 else []
        return self.words["gaps"].format(gaps="; ".join(said))

    def _gap(self, one: Gap) -> str:
        day = SHORT[DAYS[one.day]][self.locale]
        at, until = clock_text(one.from_s), clock_text(one.to_s)
        return self.words["gap"].format(day=day, at=at, until=until, count=one.people)

    def _count(self, number: int, noun: str) -> str:
        return f"{group(number, self.locale)}{NBSP}{COUNTED[noun][self.locale][plural_form(number, self.locale)]}"

    def _learnt(self) -> str:
        proposal = self.proposal
        return self.words["learnt"].format(
            when=self._moment(self.row.made_at) if self.row.made_at else "",
            orders=self._count(proposal.orders, "orders"),
            days=self._count(proposal.days, "days"),
            call=span_of(proposal.call_s // 60, self.locale),
            least=self._count(proposal.least, "people"),
        )

    @property
    def _by_plan(self) -> bool:
        """Whether the plan alone is shown: it is the roster, or there is no other."""
        return self.row.taken_at is not None or self.proposal.present is None

    def _there(self, one: HalfHour) -> int:
        return one.proposed if self._by_plan else one.rostered

    def _blocks(self, days: tuple[int, ...]) -> tuple[Block, ...]:
        halves = self.proposal.halves
        most = max(max(one.needed, one.rostered, one.proposed) for one in halves) or 1
        made = []
        for day in days:
            of_day = [one for one in halves if one.day == day]
            peak = max(of_day, key=lambda one: one.needed)
            name = DAY_NAMES[DAYS[day]][self.locale]
            about = self.words["chart_about"].format(
                day=name,
                most=self._count(peak.needed, "people"),
                at=clock_text(peak.from_s),
                short=sum(self._there(one) < one.needed for one in of_day),
                all=len(of_day),
            )
            drawing = draw_day(name, about, of_day, most=most, taken=self._by_plan)
            made.append(Block(f"day-{DAYS[day].lower()}", name, drawing))
        return tuple(made)

    def _rows(self, days: tuple[int, ...]) -> tuple[TableRow, ...]:
        by_time = {(one.from_s, one.day): one for one in self.proposal.halves}
        made = []
        for from_s in sorted({one.from_s for one in self.proposal.halves}):
            found = [by_time.get((from_s, day)) for day in days]
            cells = [
                (f"{one.needed} / {self._there(one)}", self._there(one) < one.needed) if one else ("", False)
                for one in found
            ]
            made.append(TableRow(clock_text(from_s), tuple(cells)))
        return tuple(made)

    def _changes(self) -> tuple[Change, ...]:
        base, proposed = roster_of(self.proposal.base), roster_of(self.proposal.roster)
        people = sorted({*base, *proposed}, key=lambda slug: self.names.get(slug, slug))
        weeks = [(slug, base.get(slug, NOBODY), proposed.get(slug, NOBODY)) for slug in people]
        return tuple(
            Change(self.names.get(slug, slug), say_week(was, self.locale), say_week(becomes, self.locale))
            for slug, was, becomes in weeks
            if was.days != becomes.days
        )
