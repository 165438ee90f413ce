"""The morning's plan as a page: whom to call in which order, whether that can be done in time, and what would mend it.

The list can be printed; one tap accepts it (R31).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from otklik.actions import rounds
from otklik.domain.errors import DomainError
from otklik.domain.local_times import clock_text, day_text
from otklik.domain.locales import NBSP, Locale, phone_text, plural_form, span_of
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.planning.mornings import PlannedCall
from otklik.store import clock, shifts
from otklik.store.access import Viewer
from otklik.store.mornings import StoreMorning, load_morning
from otklik.store.rounds import load_day
from otklik.web.answers import answer_done, answer_refused
from otklik.web.desk_panel import may_act
from otklik.web.morning_words import COUNTED, MORNING
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup import scoped
from otklik.web.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class CallLine:
    """One call of the list in words; `href` leads to its order."""

    at: str
    number: str
    href: str
    goods: str
    buyer: str
    phone: str
    dial: str
    due: str
    late: bool
    said: str


@dataclass(frozen=True, slots=True)
class MorningPage:
    """Everything that `morning.html` shows.

    Parameters
    ----------
    verdict, tone
        Whether it can be done, in one sentence.
    notes
        What else is to be known, a sentence each.
    mends
        What would mend a shortfall.
    may_accept
        Whether the viewer can accept the plan now.
    """

    title: str
    words: Mapping[str, str]
    lead: str
    verdict: str
    tone: str
    notes: tuple[str, ...]
    mends: tuple[str, ...]
    calls: tuple[CallLine, ...]
    may_accept: bool


@require_safe
@scoped
def show_morning(request: HttpRequest) -> HttpResponse:
    """The plan of the viewer's store, or of one that he sees and names."""
    viewer, now = viewer_of(request), clock.now()
    store = store_of(viewer, request.GET.get("store", ""))
    page = make_page(load_morning(store, now=now), viewer, locale_of(request), now=now)
    return render_screen(request, "morning.html", page, section="desk")


def store_of(viewer: Viewer, asked: str) -> str:
    """The store that is asked for, else the viewer's own.

    Raises
    ------
    DomainError
        `unknown_store`: there is none, or it is not his to see.
    """
    store = asked or viewer.home
    if not store or (viewer.stores is not None and store not in viewer.stores):
        raise DomainError("unknown_store", f"There is no store {store!r}.", remedy="Check the name.")
    return store


@require_POST
def accept_plan(request: HttpRequest) -> HttpResponse:
    """The viewer accepts the plan of his own store."""
    viewer = viewer_of(request)
    try:
        rounds.accept_plan(viewer.home, person=viewer.person, now=clock.now())
    except DomainError as error:
        return answer_refused(request, error, {}, otherwise=reverse("morning"))
    return answer_done(request, "plan_accept", {}, otherwise=reverse("desk"))


def make_page(morning: StoreMorning, viewer: Viewer, locale: Locale, *, now: datetime) -> MorningPage:
    """The page in words for whoever looks."""
    words = {name: word[locale] for name, word in MORNING.items()}
    say = Said(morning, words, locale, now)
    verdict, tone = say.verdict()
    day = load_day(morning.store, now=now)
    present = shifts.load_presence(morning.store, now=now)
    is_here = present is not None and viewer.person in dict(present.people)
    return MorningPage(
        title=words["title"],
        words=words,
        lead=words["lead"].format(
            name=clean(morning.name), calls=say.count(len(morning.plan.calls), "calls"), at=say.at(now)
        ),
        verdict=verdict,
        tone=tone,
        notes=tuple(say.notes()),
        mends=tuple(say.mends()),
        calls=tuple(say.line(call) for call in morning.plan.calls),
        may_accept=bool(day and day.owes_plan and may_act(viewer) and is_here),
    )


@dataclass(frozen=True, slots=True)
class Said:
    """The sentences of one plan in one language."""

    morning: StoreMorning
    words: Mapping[str, str]
    locale: Locale
    now: datetime

    def at(self, at: datetime) -> str:
        """A time of the day; another day is named."""
        local = at.astimezone(parse_zone(self.morning.zone))
        if local.date() == self.now.astimezone(local.tzinfo).date():
            return clock_text(local)
        day = day_text(local.date(), self.locale, today_on=self.now.astimezone(local.tzinfo).date())
        return f"{day}, {clock_text(local)}"

    def count(self, number: int, noun: str) -> str:
        """A number with its noun."""
        return f"{number}{NBSP}{COUNTED[noun][self.locale][plural_form(number, self.locale)]}"

    def verdict(self) -> tuple[str, str]:
        """Whether everything can be in time, and the tone of that."""
        plan, first = self.morning.plan, self.morning.plan.first_late
        if first is not None:
            row = self.morning.rows.get(first.owed.name)
            form = "short" if row else "short_unnamed"
            count = self.count(plan.shortfall, "calls")
            number = (
                f"№{NBSP}{clean(row.number)}"
                if row and self.locale == "ru"
                else clean(row.number)
                if row
                else ""
            )
            return self.words[form].format(count=count, number=number, at=self.at(first.owed.due_at)), "late"
        ends = [one.ends_at for one in plan.calls if one.ends_at is not None]
        if not ends or plan.hopeless == len(plan.calls):
            return "", "warn"
        form = "feasible_rest" if plan.hopeless else "feasible"
        in_time = [one.ends_at for one in plan.calls if one.ends_at is not None and not one.late]
        return self.words[form].format(at=self.at(max(in_time))), "ok"

    def notes(self) -> list[str]:
        """Who calls, how long a call takes, and whom nobody can call in time any more."""
        morning = self.morning
        minutes = int(morning.call_for.total_seconds()) // 60
        each = self.words["each"].format(span=span_of(minutes, self.locale))
        who = self.words["people"].format(names=", ".join(map(clean, morning.people)))
        notes = [
            f"{who}, {each}" if morning.people else f"{self.words['nobody']} {each[:1].upper()}{each[1:]}."
        ]
        if morning.plan.hopeless:
            count = self.count(morning.plan.hopeless, "calls")
            notes.append(self.words["hopeless"].format(count=count))
        return notes

    def mends(self) -> list[str]:
        """What would mend the shortfall."""
        found, morning = self.morning.plan.help, self.morning
        if morning.plan.is_feasible:
            return []
        if found is None:
            return [self.words["no_mend"]]
        people = self.count(found.people, "people")
        at, until = self.at(found.from_at), self.at(found.until_at)
        more = [self.words["more_people"].format(people=people, at=at, until=until)]
        more += [self.words["call_centre"]] * morning.has_call_centre
        return more + [self.words["next_store"]] * morning.has_next_store

    def _state(self, call: PlannedCall) -> str:
        if not call.late:
            return "in_time"
        return "late" if call.owed.due_at >= self.morning.plan.hopeless_before else "over"

    def line(self, call: PlannedCall) -> CallLine:
        """One row of the list."""
        row = self.morning.rows.get(call.owed.name)
        return CallLine(
            at=self.at(call.starts_at) if call.starts_at else self.words["no_one"],
            number=clean(row.number) if row else self.words["call"],
            href=reverse("order", args=(row.id,)) if row else "",
            goods=", ".join(clean(one.title) for one in row.lines[:2]) if row else "",
            buyer=clean(row.buyer) if row else "",
            phone=phone_text(row.phone) if row else "",
            dial=row.phone if row else "",
            due=self.at(call.owed.due_at),
            late=call.late,
            said=self.words[self._state(call)],
        )
