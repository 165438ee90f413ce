"""The buyer's page of one order: who does what by when, in one sentence, then the rest (R15, R24, R31).

The page is read-only here: what a buyer does on it is `status_acts.py`, its further cards are `status_cards.py`. It
knows nothing that `domain/status.py` does not give.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from otklik.actions import links
from otklik.channels.wording.particulars import CALLS, DELIVERIES, PAYMENTS
from otklik.domain.business_time import WorkCalendar
from otklik.domain.errors import CalendarClosed
from otklik.domain.local_times import ceil_minute, floor_minute, moment_text, until_text
from otklik.domain.locales import LOCALES, NBSP, Locale, Words, group, money, phone_text
from otklik.domain.promised_time import call_by
from otklik.domain.status import OrderStatus
from otklik.domain.wording import capitalised, clean, fill_first
from otklik.domain.zones import parse_zone
from otklik.store import clock
from otklik.web.status_act_words import CARDS
from otklik.web.status_cards import (
    Bar,
    CallCard,
    PromiseRow,
    QuestionCard,
    RatingCard,
    RecommendationCard,
    Saying,
    WantCard,
    WitnessCard,
    call_text,
    claim_values,
    saying_of,
    write_bar,
    write_call,
    write_history,
    write_question,
    write_rating,
    write_recommendation,
    write_want,
    write_withdrawal,
    write_witness,
)
from otklik.web.status_sections import Section, write_sections
from otklik.web.status_words import HOLD, HOURS, SITUATIONS, STATUS, STEP_STATES, STEPS
from otklik.web.unlisted import no_such_page, unlisted_page

LOOK_FOR = timedelta(days=2)
"""A store that doesn't close within this time is said to be open, without an end."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the order: done, now, next, missed or ended; its words; when."""

    state: str
    state_word: str
    name: str
    when: str


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """One line of the order in words."""

    title: str
    quantity: str
    amount: str


@dataclass(frozen=True, slots=True)
class StatusPage:
    """Everything that `status.html` shows, in words.

    Parameters
    ----------
    locale, other_locale
        Language of the page, and the one that its language link leads to.
    title
        Of the browser's window.
    words
        Fixed words of the page by name (`wording.STATUS`).
    tone
        Colour of the badge: info, ok, warn, late or night.
    badge, lead, sentences
        The situation: two words, the first sentence, the rest.
    store, owner, hours, phone, phone_href
        Who answers, whether the store is open now, and its number.
    steps, goods, total, facts
        Where the order is, what it holds, what it costs, how it is paid and handed over.
    bar
        How much of the promised time is gone; None where nothing is promised or the store is closed.
    question, call, withdrawal, witness, rating, recommendation, history
        The cards on which the buyer acts, and what was promised to him.
    said
        What became of his last tap; None = nothing to say.
    want
        How the buyer says that he still wants what went back on sale.
    hold
        Until when the goods are kept for him, as a sentence.
    base
        Address of the page, to which its acts are appended; empty = the page only shows.
    sections
        Those of `status_sections.SECTIONS` that the order has.
    """

    locale: Locale
    other_locale: Locale
    title: str
    words: Mapping[str, str]
    tone: str
    badge: str
    lead: str
    sentences: tuple[str, ...]
    store: str
    owner: str
    hours: str
    phone: str
    phone_href: str
    steps: tuple[Step, ...]
    goods: tuple[GoodsRow, ...]
    total: str
    facts: tuple[tuple[str, str], ...]
    bar: Bar | None = None
    question: QuestionCard | None = None
    call: CallCard | None = None
    withdrawal: WitnessCard | None = None
    witness: WitnessCard | None = None
    rating: RatingCard | None = None
    recommendation: RecommendationCard | None = None
    history: tuple[PromiseRow, ...] = ()
    can_withdraw: bool = False
    want: WantCard | None = None
    hold: str = ""
    said: Saying | None = None
    base: str = ""
    sections: tuple[Section, ...] = ()

    @property
    def kept(self) -> int:
        """How many promises were kept."""
        return sum(one.outcome == "kept" for one in self.history)

    @property
    def missed(self) -> int:
        """How many were not."""
        return sum(one.outcome == "missed" for one in self.history)


@require_safe
def show_status(
    request: HttpRequest,
    token: str,
    *,
    load: Callable[[str, datetime], OrderStatus | None] = links.load_status,
) -> HttpResponse:
    """The buyer's page for the token of his link; 404 for any token that isn't good.

    Parameters
    ----------
    request
        `?lang=ru` or `en` shows the page in the other language.
    token
        As in the link.
    load
        Gives the order for a token and the present instant, or None: wrong, expired and revoked are one answer.
    """
    now = clock.now()
    status = load(token, now)
    if status is None:
        return no_such_page()
    locale = asked_locale(request.GET.get("lang", ""), status.locale)
    page = write_page(status, locale, now=now)
    return render_status(
        replace(page, said=saying_of(request.GET.get("said", ""), locale), base=f"/s/{token}")
    )


def asked_locale(asked: str, own: Locale) -> Locale:
    """The language that was asked for, else the order's own."""
    return next((one for one in LOCALES if one == asked), own)


def render_status(page: StatusPage) -> HttpResponse:
    """The page as a response that nobody keeps or indexes."""
    return unlisted_page("status.html", page)


def situation_of(status: OrderStatus, *, now: datetime) -> str:
    """Which row of `wording.SITUATIONS` the order is in.

    Parameters
    ----------
    status
        The order.
    now
        Aware UTC.
    """
    claim = status.claim
    if status.is_open and claim is not None and claim.answered_at is None:
        return "silent"
    if status.phase != "open":
        return status.phase
    if status.call is not None and now <= status.call.limit_at:
        return status.call.why
    if status.answered_at is not None:
        return "answered"
    if status.answer_limit_at is not None and now > status.answer_limit_at:
        return "late"
    return "waiting" if status.calendar.is_open(now) else "waiting_closed"


def write_page(status: OrderStatus, locale: Locale, *, now: datetime) -> StatusPage:
    """The page in words.

    Parameters
    ----------
    status
        The order.
    locale
        Language.
    now
        Aware UTC: decides "today" and whether the store is open.
    """
    row = SITUATIONS[situation_of(status, now=now)]
    values = values_of(status, locale, now=now)
    sentences = (fill_first(forms, locale, values) for forms in row.sentences)
    words = words_of(values, locale)
    return StatusPage(
        locale=locale,
        other_locale="en" if locale == "ru" else "ru",
        title=f"{words['title']} · {values['store']}",
        words=words,
        tone=row.tone,
        badge=row.badge[locale],
        lead=capitalised(fill_first(row.lead, locale, values)),
        sentences=tuple(sentence for sentence in sentences if sentence),
        store=values["store"],
        owner=values["owner"],
        hours=fill_first(HOURS["open" if status.calendar.is_open(now) else "closed"], locale, values),
        phone=values["store_phone"],
        phone_href=f"tel:{status.store_phone}" if status.store_phone else "",
        steps=_steps(status, locale, values),
        goods=_goods(status, locale),
        total=money(status.total_minor, status.currency, locale),
        facts=_facts(status, locale, words),
        bar=write_bar(status, locale, now=now),
        question=write_question(status, locale),
        call=write_call(status, locale, values, now=now),
        withdrawal=write_withdrawal(status, locale, values),
        witness=write_witness(status, locale, values),
        rating=write_rating(status, locale),
        recommendation=write_recommendation(status, locale),
        history=write_history(status, locale, now=now),
        can_withdraw=status.is_open,
        want=write_want(status, words),
        hold=fill_first(HOLD, locale, values),
        sections=write_sections(status, locale, now=now),
    )


def words_of(values: Mapping[str, str], locale: Locale) -> dict[str, str]:
    """The fixed words of the page and of its cards, by name."""
    return {name: word[locale].format_map(values) for name, word in {**STATUS, **CARDS}.items()}


def values_of(status: OrderStatus, locale: Locale, *, now: datetime) -> Mapping[str, str]:
    """The words that stand for the placeholders of `wording.SITUATIONS` and `wording.STATUS`; empty = not known."""
    zone = parse_zone(status.zone)

    def moment(at: datetime | None) -> str:
        return moment_text(at, zone, locale, now=now) if at is not None else ""

    limit_at = status.answer_limit_at
    owed = limit_at is not None and status.phase == "open" and status.answered_at is None
    return {
        "stars": str(status.stars or ""),
        "score": "" if status.recommended is None else str(status.recommended),
        "end": "-".join(part for part in (status.phone_end[:-2], status.phone_end[-2:]) if part),
        "span": "",
        "at": "",
        "number": clean(status.number),
        "store": clean(status.store),
        "store_phone": phone_text(status.store_phone),
        "owner": clean(status.owner),
        "calls": CALLS[status.has_phone][locale],
        "call_by": _call_by(status, locale, now=now) if owed else "",
        "missed": moment(ceil_minute(limit_at)) if owed and limit_at and now > limit_at else "",
        "opens": moment(_opens_at(status.calendar, now)),
        "closes": _closes(status, locale, now=now),
        "received": moment(status.received_at),
        "answered": moment(status.answered_at),
        "confirmed": moment(status.confirmed_at),
        "closed": moment(status.closed_at),
        "silence": "" if status.answered_at else "silence",
        "call": call_text(status, locale, now=now),
        "held": _held_until(status, zone, locale, now=now),
        **claim_values(status, locale, now=now),
    }


def _held_until(status: OrderStatus, zone: ZoneInfo, locale: Locale, *, now: datetime) -> str:
    """`до 20:00` while a hold runs; a whole minute that is surely within it."""
    at = status.held_until_at
    return until_text(floor_minute(at), zone, locale, now=now) if at is not None and at > now else ""


def _call_by(status: OrderStatus, locale: Locale, *, now: datetime) -> str:
    opened_at, limit_at = status.answer_opened_at, status.answer_limit_at
    if opened_at is None or limit_at is None:
        return ""
    return call_by(opened_at, limit_at, status.calendar, status.zone, now=now, locale=locale)


def _closes(status: OrderStatus, locale: Locale, *, now: datetime) -> str:
    """Until when the store is open, as an adverb; empty where it doesn't close within days."""
    spans = status.calendar.openings(now, now + LOOK_FOR)
    if not spans or spans[0][0] > now or spans[0][1] >= now + LOOK_FOR:
        return ""
    return until_text(spans[0][1], parse_zone(status.zone), locale, now=now)


def _opens_at(calendar: WorkCalendar, now: datetime) -> datetime | None:
    """The next opening, or None: while it is open, and for a place that doesn't open within a year."""
    try:
        return None if calendar.is_open(now) else calendar.next_opening(now)
    except CalendarClosed:
        return None


def _steps(status: OrderStatus, locale: Locale, values: Mapping[str, str]) -> tuple[Step, ...]:
    """The road from received to handed over; an order that ended otherwise shows where it ended."""
    answered, confirmed = status.answered_at is not None, status.confirmed_at is not None
    answer_when = values["answered"] or values["call_by"]
    ended = status.phase not in ("open", "confirmed")
    rows = [("received", "done", values["received"])]
    if ended:
        rows.append(("answer", "done" if answered else "missed", values["answered"]))
        if confirmed:
            rows.append(("confirm", "done", values["confirmed"]))
        rows.append((status.phase, "done" if status.phase == "completed" else "ended", values["closed"]))
    else:
        rows.append(("answer", "done" if answered else "now", answer_when))
        rows.append(("confirm", "done" if confirmed else "now" if answered else "next", values["confirmed"]))
        rows.append(("handover", "now" if confirmed else "next", _word(DELIVERIES, status.delivery, locale)))
    return tuple(
        Step(state, STEP_STATES[state][locale], STEPS[name][locale], when) for name, state, when in rows
    )


def _goods(status: OrderStatus, locale: Locale) -> tuple[GoodsRow, ...]:
    return tuple(
        GoodsRow(
            clean(line.title) or "—",
            group(line.quantity, locale),
            money(line.price_minor * line.quantity, status.currency, locale),
        )
        for line in status.lines
    )


def _facts(status: OrderStatus, locale: Locale, words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    facts = (
        (words["payment"], _word(PAYMENTS, status.payment, locale)),
        (words["delivery"], _word(DELIVERIES, status.delivery, locale)),
    )
    return tuple(fact for fact in facts if fact[1])


def _word(table: Mapping[str, Words], name: str, locale: Locale) -> str:
    return table[name][locale] if name in table else clean(name).replace(" ", NBSP)
