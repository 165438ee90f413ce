"""The cards of the buyer's page: when to call him, whether he was called, how it was, what was promised to him."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.buyers import MOST_SCORE
from otklik.domain.call_times import CallTime, list_call_times
from otklik.domain.local_times import ceil_minute, clock_text, day_text, floor_minute, moment_text, until_text
from otklik.domain.locales import Locale, span_of
from otklik.domain.status import OrderStatus
from otklik.domain.surveys import ANSWERS
from otklik.domain.wording import fill_first
from otklik.domain.zones import parse_zone
from otklik.web.dials import moment_of
from otklik.web.question_words import CARD
from otklik.web.status_act_words import CARDS, MOVED, OUTCOMES, PROMISES, PURPOSES, SAID, TOLD, WITNESS

WRITE = "write"
"""The choice of a buyer who would rather be written to."""


@dataclass(frozen=True, slots=True)
class Bar:
    """How much of a promised time is gone, in per cent, and the words at its ends."""

    gone: int
    asked: str
    left: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One time that may be chosen: what the form sends, and its words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class CallCard:
    """The card on which a call is asked for; `set` says when it is, where it was asked for."""

    choices: tuple[Choice, ...]
    set: str
    hint: str


@dataclass(frozen=True, slots=True)
class WitnessCard:
    """The card on which he says whether he was called; an empty button is not there, `asks` puts the yes first."""

    title: str
    text: str
    yes: str
    no: str
    asks: bool = False


@dataclass(frozen=True, slots=True)
class RatingCard:
    """The card on which he rates us: what he chose before, 0 = nothing, and the sentence about it."""

    stars: int
    rated: str


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """The card with the one question about an order that ended: head, hint, code and words of each answer."""

    title: str
    why: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RecommendationCard:
    """The card on which he says whether he would recommend us: each score, whether it is his, and a sentence."""

    scores: tuple[tuple[int, bool], ...]
    said: str


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise and what became of it: kept, missed or ahead."""

    outcome: str
    words: str


@dataclass(frozen=True, slots=True)
class WantCard:
    """How the buyer says that he still wants what went back: the button, and what follows from it."""

    button: str
    note: str


@dataclass(frozen=True, slots=True)
class Saying:
    """What became of a tap: tone and words."""

    tone: str
    words: str


def saying_of(name: str, locale: Locale) -> Saying | None:
    """The sentence that an address asks for, or None; only those of the table can be said."""
    row = SAID.get(name)
    return Saying(row[0], row[1][locale]) if row else None


def call_text(status: OrderStatus, locale: Locale, *, now: datetime) -> str:
    """When the next call comes, as an adverb: `tomorrow at 10:00`, `сегодня до 18:40`; empty = none, or it is over."""
    call = status.call
    if call is None or now > call.limit_at:
        return ""
    zone = parse_zone(status.zone)
    if call.why == "promised" or call.from_at <= now:
        return until_text(ceil_minute(call.limit_at), zone, locale, now=now)
    return moment_text(floor_minute(call.from_at), zone, locale, now=now)


def claim_values(status: OrderStatus, locale: Locale, *, now: datetime) -> Mapping[str, str]:
    """The words about his "nobody contacted me"; empty = he never said so."""
    claim, zone = status.claim, parse_zone(status.zone)
    names = ("silent_since", "silent_by", "silent_missed", "silent_done")
    if claim is None:
        return dict.fromkeys(names, "")
    owed = claim.answered_at is None
    limit_at = ceil_minute(claim.limit_at)
    ahead = now <= claim.limit_at
    return {
        "silent_since": moment_text(claim.said_at, zone, locale, now=now),
        "silent_by": until_text(limit_at, zone, locale, now=now) if owed and ahead else "",
        "silent_missed": moment_text(limit_at, zone, locale, now=now) if owed and not ahead else "",
        "silent_done": moment_text(claim.answered_at, zone, locale, now=now) if claim.answered_at else "",
    }


def write_bar(status: OrderStatus, locale: Locale, *, now: datetime) -> Bar | None:
    """How much of the time until the answer is gone, while it is owed and the store is open."""
    opened_at, limit_at = status.answer_opened_at, status.answer_limit_at
    if status.phase != "open" or status.answered_at or status.call or status.claim:
        return None
    if opened_at is None or limit_at is None or now > limit_at or not status.calendar.is_open(now):
        return None
    whole_s = status.calendar.between(opened_at, limit_at)
    gone_s = status.calendar.between(opened_at, now)
    left_m = -int((now - ceil_minute(limit_at)).total_seconds() // 60)
    asked = moment_of(opened_at, status.zone, locale, now=now)
    return Bar(
        gone=min(100, 100 * gone_s // whole_s) if whole_s else 0,
        asked=CARDS["asked"][locale].format(at=asked),
        left=CARDS["left"][locale].format(span=span_of(left_m, locale)),
    )


def write_call(
    status: OrderStatus, locale: Locale, values: Mapping[str, str], *, now: datetime
) -> CallCard | None:
    """The card of a call; None for an order that is over, or that has no phone number."""
    if not status.is_open or not status.has_phone:
        return None
    times = list_call_times(status.calendar, status.zone, now=now)
    choices = [Choice(value_of(one), _time_words(one, status.zone, locale, now=now)) for one in times]
    choices.append(Choice(WRITE, CARDS["call_write"][locale]))
    hints = [CARDS["call_to"][locale].format_map(values)] if status.phone_end else []
    hints += [CARDS["store_number"][locale].format_map(values)] if status.store_phone else []
    return CallCard(
        choices=tuple(choices),
        set=CARDS["call_again"][locale].format_map(values) if values["call"] else "",
        hint=" ".join(hints),
    )


def value_of(time: CallTime) -> str:
    """What the form sends for a time: seconds since 1970, or `soon`, which is read when it arrives."""
    return "soon" if time.soon else str(int(time.from_at.timestamp()))


def _time_words(time: CallTime, zone: str, locale: Locale, *, now: datetime) -> str:
    if time.soon:
        return CARDS["call_soon"][locale]
    place = parse_zone(zone)
    start, end = time.from_at.astimezone(place), time.to_at.astimezone(place)
    hours = f"{clock_text(start)}–{clock_text(end)}"
    today_on = now.astimezone(place).date()
    if start.date() == today_on:
        return hours
    return f"{day_text(start.date(), locale, today_on=today_on)} {hours}"


def witness_of(status: OrderStatus) -> str:
    """Which card of `status_act_words.WITNESS` fits; empty = none: the sale is over and he was spoken to."""
    claim = status.claim
    if claim is not None and claim.answered_at is None:
        return "claimed" if status.is_open else ""
    if status.confirmed_talk:
        return "confirmed" if status.is_open else ""
    if claim is not None:
        return "settled"
    if status.answered_at is not None:
        return "recorded"
    return "waiting" if status.phase != "withdrawn" else ""


def write_witness(status: OrderStatus, locale: Locale, values: Mapping[str, str]) -> WitnessCard | None:
    """The card on which he says whether he was called."""
    name = witness_of(status)
    row = WITNESS.get(name)
    if row is None:
        return None
    return WitnessCard(
        title=row.title[locale],
        text=fill_first(row.text, locale, values),
        yes=row.yes[locale] if row.yes else "",
        no=row.no[locale] if row.no else "",
        asks=name == "recorded",
    )


def write_want(status: OrderStatus, words: Mapping[str, str]) -> WantCard | None:
    """The button of an order that was released, or refused though nobody spoke with him; None for any other."""
    unheard = status.phase == "refused" and status.answered_at is None
    if status.phase != "released" and not unheard:
        return None
    name = "want_gone" if status.goods_gone else "want"
    return WantCard(words[name], words[f"{name}_note"])


def write_withdrawal(status: OrderStatus, locale: Locale, values: Mapping[str, str]) -> WitnessCard | None:
    """The card on which he says whether he withdrew; None where nobody says that he did."""
    if not status.withdrawal_told:
        return None
    said = {name: word[locale].format_map(values) for name, word in TOLD.items()}
    return WitnessCard(title=said["title"], text=said["text"], yes=said["yes"], no=said["no"])


def write_rating(status: OrderStatus, locale: Locale) -> RatingCard:
    """The card on which he rates us."""
    said = CARDS["rated"][locale].format(stars=status.stars) if status.stars else ""
    return RatingCard(status.stars, said)


def write_question(status: OrderStatus, locale: Locale) -> QuestionCard | None:
    """The card with the question; None where he is not asked, or has answered."""
    if not status.survey:
        return None
    answers = tuple((code, words[locale]) for code, words in ANSWERS.items())
    return QuestionCard(CARD["title"][locale], CARD["why"][locale], answers)


def write_recommendation(status: OrderStatus, locale: Locale) -> RecommendationCard | None:
    """The card on which he says whether he would recommend us; None until he has his goods."""
    if status.phase != "completed":
        return None
    given = status.recommended
    said = "" if given is None else CARDS["recommended"][locale].format(score=given)
    return RecommendationCard(tuple((score, score == given) for score in range(MOST_SCORE + 1)), said)


def write_history(status: OrderStatus, locale: Locale, *, now: datetime) -> tuple[PromiseRow, ...]:
    """What was promised to him and what became of it, misses too."""
    zone, rows = parse_zone(status.zone), []
    for one in status.promises:
        until = until_text(ceil_minute(one.limit_at), zone, locale, now=now)
        row = PURPOSES.get(one.purpose) or PROMISES.get(one.kind)
        values = {
            "what": row[locale].format(until=until) if row else "",
            "done": moment_text(one.done_at, zone, locale, now=now) if one.done_at else "",
        }
        said = fill_first(OUTCOMES[one.outcome], locale, values)
        if said and one.first_at is not None:
            first = until_text(ceil_minute(one.first_at), zone, locale, now=now)
            said = MOVED[locale].format(said=said, first=first)
        if said:
            rows.append(PromiseRow("missed" if one.outcome == "moved_late" else one.outcome, said))
    return tuple(rows)
