"""What is owed on one order, as rows: who, what, by what hour, and how much of the time is gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.domain.business_time import WorkCalendar
from otklik.domain.dials import Span, measure
from otklik.domain.events import Ref
from otklik.domain.local_times import clock_text, floor_minute, moment_text, until_text
from otklik.domain.locales import Locale
from otklik.domain.obligations import Obligation
from otklik.domain.wording import capitalised, clean
from otklik.domain.zones import parse_zone
from otklik.store.listings import Names
from otklik.web.dials import Dial, draw_dial, moment_of
from otklik.web.obligation_words import CLOSED, DUTIES, DUTY, PARTIES

AROUND_FOR = timedelta(days=1)
"""How much of a clock's opening hours is looked at around now, at least."""

FARTHEST_FOR = timedelta(days=9)
"""But no farther than this to either side."""


@dataclass(frozen=True, slots=True)
class Due:
    """What a dial needs to know of an obligation."""

    kind: str
    opened_at: datetime
    target_at: datetime | None
    limit_at: datetime


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One obligation that is owed.

    Parameters
    ----------
    tone
        Colour of the tokens.
    act
        What is to be done.
    who
        Who owes it.
    what
        The words of the promise, or empty.
    dial
        Its clock; None while it is paused.
    due
        By what hour, beside the clock's words; empty where those say it.
    gone
        Per cent of its time that is gone, 0 to 100; None = it has no bar.
    note
        Missed, moved or paused, or empty.
    mine
        Whether the viewer or his store owes it.
    """

    tone: str
    act: str
    who: str
    what: str
    dial: Dial | None
    due: str
    gone: int | None
    note: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom rows are written: language, zone, instant, names, and what is known of promises.

    Parameters
    ----------
    zone
        IANA zone in which instants are said.
    person, store
        Slugs of who reads and of the store that holds the order: what they owe is theirs.
    owner
        Slug of who has the order.
    promised
        The words of promises by key, personal.
    """

    locale: Locale
    zone: str
    now: datetime
    names: Names
    person: str = ""
    store: str = ""
    owner: str = ""
    promised: Mapping[str, str] | None = None

    def say(self, at: datetime) -> str:
        """Day and time of an instant."""
        return moment_text(floor_minute(at), parse_zone(self.zone), self.locale, now=self.now)


def list_duties(
    owed: Iterable[Obligation], calendars: Mapping[str, WorkCalendar], reader: Reader
) -> tuple[DutyRow, ...]:
    """What is owed, in the order in which it is due.

    Parameters
    ----------
    owed
        Obligations of one order; those that are closed are left out.
    calendars
        By hash, as frozen in them.
    reader
        For whom.
    """
    rows = sorted((one for one in owed if one.is_owed), key=due_order)
    return tuple(_row(one, calendars.get(one.calendar), reader) for one in rows)


def due_order(one: Obligation) -> tuple[datetime, int, Ref]:
    """The key by which obligations are sorted: when each is due, then its rank."""
    return one.target_at or one.limit_at, one.rank, one.ref


def _row(one: Obligation, calendar: WorkCalendar | None, reader: Reader) -> DutyRow:
    spans = spans_of(one, calendar, now=reader.now)
    paused = one.state == "paused"
    dial = None if paused else dial_of(one, spans, reader)
    return DutyRow(
        tone="night" if dial is None else dial.tone,
        act=act_of(one.ref.kind, reader.locale),
        who=_who(one, reader),
        what=clean((reader.promised or {}).get(one.ref.key, "")) if one.ref.kind == "promise" else "",
        dial=dial,
        due=_due(one, dial, reader),
        gone=_gone(one, spans, now=reader.now),
        note=_note(one, reader),
        mine=is_mine(one, reader),
    )


def _due(one: Obligation, dial: Dial | None, reader: Reader) -> str:
    """The hour in words; the words of a clock that is far from its limit say it already."""
    now = reader.now
    at = one.target_at if one.target_at is not None and now < one.target_at else one.limit_at
    clock = clock_text(floor_minute(at).astimezone(parse_zone(reader.zone)))
    if dial is not None and dial.lead.endswith(clock):
        return dial.more if dial.tone == "night" else ""
    if now > one.limit_at:
        return DUTY["was"][reader.locale].format(at=moment_of(at, reader.zone, reader.locale, now=now))
    return until_text(floor_minute(at), parse_zone(reader.zone), reader.locale, now=now)


def dial_of(one: Obligation, spans: tuple[Span, ...], reader: Reader) -> Dial:
    """The dial of an obligation on its own clock."""
    due = Due(one.ref.kind, one.opened_at, one.target_at, one.limit_at)
    return draw_dial(due, spans=spans, zone=reader.zone, locale=reader.locale, now=reader.now)


def spans_of(one: Obligation, calendar: WorkCalendar | None, *, now: datetime) -> tuple[Span, ...]:
    """When the clock of an obligation runs: from its opening to its limit, and around now."""
    from_at = max(min(one.opened_at, now - AROUND_FOR), now - FARTHEST_FOR)
    to_at = min(max(one.limit_at, now + AROUND_FOR), now + FARTHEST_FOR)
    return ((from_at, to_at),) if calendar is None else tuple(calendar.openings(from_at, to_at))


def _gone(one: Obligation, spans: tuple[Span, ...], *, now: datetime) -> int | None:
    """Per cent of the clock's time that is gone; None where too little of it is known, or nothing is left."""
    whole_s = measure(spans, one.opened_at, one.limit_at)
    if not whole_s or now >= one.limit_at or now - one.opened_at > FARTHEST_FOR:
        return None
    return min(100, 100 * measure(spans, one.opened_at, now) // whole_s)


def is_mine(one: Obligation, reader: Reader) -> bool:
    """Whether the reader, or the store that holds the order, owes it."""
    role, _, slug = one.debtor.partition(":")
    return (
        bool(slug) and slug in (reader.person, reader.store) and role in ("store", "person", "owner", "head")
    )


def _who(one: Obligation, reader: Reader) -> str:
    role, _, slug = one.debtor.partition(":")
    if slug and slug == reader.person and role not in ("store", "marketplace"):
        return DUTY["you"][reader.locale]
    if role == "store" and slug == reader.store and reader.owner:
        return reader.names.people.get(reader.owner, reader.owner)
    return party_name(one.debtor, reader.names, reader.locale)


def party_name(party: str, names: Names, locale: Locale) -> str:
    """A party as people call it: its name, else its role.

    Parameters
    ----------
    party
        `<role>` or `<role>:<slug>`.
    names
        By slug.
    locale
        Language.
    """
    role, _, slug = party.partition(":")
    known = names.places.get(slug) or names.people.get(slug)
    if known:
        return clean(known)
    return PARTIES[role][locale] if role in PARTIES else clean(slug or role)


def _note(one: Obligation, reader: Reader) -> str:
    said = []
    if one.breached_at is not None:
        said.append(DUTY["missed"][reader.locale].format(at=reader.say(one.limit_at)))
    if one.state == "paused" and one.paused_at is not None:
        said.append(f"{CLOSED['paused'][reader.locale]}, {reader.say(one.paused_at)}")
    if one.moves:
        said.append(DUTY["moved"][reader.locale].format(count=one.moves))
    return ", ".join(said)


def act_of(kind: str, locale: Locale) -> str:
    """What whoever owes this kind is to do."""
    return DUTIES[kind].act[locale] if kind in DUTIES else capitalised(clean(kind.replace("_", " ")))


def step_word(step: str, locale: Locale) -> str:
    """What a step of a party is called: as the kind of obligation that it is, else by its own name."""
    kind = next((one for one in DUTIES if one in (step, f"{one.partition('.')[0]}.{step}")), step)
    return name_of(kind, locale)


def name_of(kind: str, locale: Locale) -> str:
    """What this kind of obligation is called."""
    return DUTIES[kind].name[locale] if kind in DUTIES else clean(kind.replace("_", " "))
