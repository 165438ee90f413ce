"""The days that the demo's marketplace has lived before it is set up, in virtual time.

The same deeds, door, engine and clock as in life, many units in one durable transaction: a stride of time is lived in
rounds, and in each round every stream does the next thing that it has before it, at that thing's own instant. Streams
don't meet, so each journal is what one by one would have made of it. Nothing is sent: a message of the past is on
record as sent and taken over. The same seed and the same end give the same life.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from otklik.actions.commit import Command, Done, Failed, Mark, Refused, Unit, commit
from otklik.domain import messages
from otklik.domain.errors import DomainError
from otklik.domain.stores import calendar_of
from otklik.simulation import cast, characters, credit_past, deeds, mornings, rounds
from otklik.simulation.deeds import Deed
from otklik.store import outbox, timers
from otklik.store.outbox import Leased
from otklik.worker import mailbox, sender

ORDERS_A_DAY = 22
"""How many orders the demo's shop brings."""

WEEK = (1.0, 1.05, 1.0, 0.95, 1.0, 1.15, 1.2)
"""How busy the days are, Monday first."""

HOURS = (2, 1, 1, 1, 1, 2, 4, 8, 12, 16, 20, 22, 22, 20, 18, 18, 18, 19, 20, 22, 24, 22, 14, 6)
"""How busy the hours of a Moscow day are."""

STRIDE = timedelta(days=3)
LAST_STRIDE = timedelta(hours=2)
"""The last day is lived in smaller strides, so that what was recorded last also happened last."""

KEPT_FOR = timedelta(hours=20)
"""Letters of so long before the end lie in the mailbox; older ones are on record alone."""

OWNER = "life"
FIRST_NUMBER = 1001

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Rest:
    """What the past leaves to the present: deeds that lie ahead, and the number of the next order."""

    deeds: list[Deed]
    number: int


@dataclass(slots=True)
class _Diary:
    """What people are going to do, by stream; and how far each stream has lived."""

    deeds: dict[str, list[Deed]] = field(default_factory=lambda: defaultdict(list))
    lived_to: dict[str, datetime] = field(default_factory=dict)

    def write(self, planned: Sequence[Deed]) -> None:
        """Add deeds, each stream's in order of time."""
        for deed in planned:
            self.deeds[deed.stream].append(deed)
        for stream in {deed.stream for deed in planned}:
            self.deeds[stream].sort(key=lambda deed: deed.at, reverse=True)


def live(*, seed: int, until: datetime, days: int, tell: Tell = print) -> Rest:
    """What is left to do at the end, after living the demo's days up to an instant.

    Parameters
    ----------
    seed
        Which life.
    until
        Aware UTC; the `days` days before it are lived.
    days
        How many, at least 1.
    tell
        Gets a line about every few days.
    """
    since = until - timedelta(days=days)
    arrivals = plan_arrivals(seed, since, until)
    number = FIRST_NUMBER + len(arrivals)
    morning = mornings.plan(seed, number, until)
    arrivals += [deed for deed in morning if deed.does == "order"]
    planned = [
        deed for arrival in arrivals[: number - FIRST_NUMBER] for deed in characters.plan_order(arrival)
    ]
    planned += [
        *credit_past.plan_past(seed, since, until),
        *comings(since, until),
        *rounds.plan_morning(until),
        *arrivals,
        *(deed for deed in morning if deed.does != "order"),
    ]
    diary = _Diary()
    diary.write([deed for deed in planned if deed.at <= until])
    _live(diary, since, until, tell)
    return Rest([deed for deed in planned if deed.at > until], FIRST_NUMBER + len(arrivals))


def _live(diary: _Diary, since: datetime, until: datetime, tell: Tell) -> None:
    at, told = since, 0
    while at < until:
        at = min(at + (STRIDE if until - at > STRIDE else LAST_STRIDE), until)
        while _round(diary, at, keep_from=until - KEPT_FOR):
            pass
        done = (at - since) * 10 // (until - since)
        if done > told:
            told = done
            tell(f"  {done * 10:3} %  {at.astimezone(ZoneInfo(cast.MOSCOW)):%d.%m.%Y}")


def plan_arrivals(seed: int, since: datetime, until: datetime) -> list[Deed]:
    """The orders of a span of time, by the busy hours of a shop for children's shoes."""
    rng = random.Random(f"{seed}/arrivals")  # noqa: S311 - a simulated life, no secret
    zone = ZoneInfo(cast.MOSCOW)
    found: list[Deed] = []
    busiest = max(HOURS) * max(WEEK)
    mean_s = 86_400 / ORDERS_A_DAY * (sum(HOURS) / 24) / busiest
    at = since
    while (at := at + timedelta(seconds=round(rng.expovariate(1 / mean_s)))) < until:
        local = at.astimezone(zone)
        if rng.random() < HOURS[local.hour] * WEEK[local.weekday()] / busiest:
            found.append(deeds.ordering(seed, FIRST_NUMBER + len(found), at=at))
    return found


def comings(since: datetime, until: datetime) -> list[Deed]:
    """Sellers' coming to work on every day of a span; where a place is open at its start, they come then."""
    found = []
    for place in cast.PLACES:
        if not cast.comers(place.slug):
            continue
        calendar = calendar_of(place.hours)
        if calendar.is_open(since):
            found.append(_coming(place, calendar.local_day(since), since))
        at = since
        while (coming := next_coming(place, at)).at <= until:
            found.append(coming)
            at = coming.at
    return found


def next_coming(place: cast.Place, after: datetime) -> Deed:
    """The next time after an instant that a place's sellers come to work: at the day's opening, or at midnight.

    Parameters
    ----------
    place
        Has sellers, and opens within a year.
    after
        Aware UTC.
    """
    calendar, zone = calendar_of(place.hours), ZoneInfo(place.hours.zone)
    day = calendar.local_day(after)
    while True:
        opens_at = calendar.next_opening(datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC))
        if opens_at > after:
            return _coming(place, calendar.local_day(opens_at), opens_at)
        day += timedelta(days=1)


def _coming(place: cast.Place, day: date, at: datetime) -> Deed:
    people = [member.slug for member in cast.comers(place.slug)]
    return deeds.joining(place.slug, day.isoformat(), people, at=at, till=place.till)


def _round(diary: _Diary, end: datetime, *, keep_from: datetime) -> int:
    """How many streams did their next thing of those that happen until `end`."""
    due: dict[str, tuple[datetime, int]] = {}
    for rank, coming in enumerate((timers.list_until(end), outbox.list_until(end), _planned(diary, end))):
        for stream, at in coming:
            at = max(at, diary.lived_to.get(stream, at))
            if stream not in due or (at, rank) < due[stream]:
                due[stream] = (at, rank)
    if not due:
        return 0
    diary.lived_to.update({stream: at for stream, (at, _) in due.items()})
    units = [_unit(diary, stream, at, rank) for stream, (at, rank) in due.items() if rank != 1]
    sent = {stream: at for stream, (at, rank) in due.items() if rank == 1}
    leased = outbox.claim_of(sent, owner=OWNER, lease_until=end + sender.LEASE_FOR) if sent else []
    units += [_sending(one, sent[one.notice.stream]) for one in leased]
    went = _commit(sorted(units, key=lambda unit: unit.now))
    mailbox.keep_letters(
        (one, sent[one.notice.stream])
        for one in leased
        if one.notice.key in went and sent[one.notice.stream] >= keep_from
    )
    return len(due)


def _planned(diary: _Diary, end: datetime) -> list[tuple[str, datetime]]:
    return [(stream, rest[-1].at) for stream, rest in diary.deeds.items() if rest and rest[-1].at <= end]


def _unit(diary: _Diary, stream: str, at: datetime, rank: int) -> Unit:
    if rank == 0:
        return Unit(now=at, commands=(Command(stream),))
    return deeds.unit_of(diary.deeds[stream].pop())


def _commit(units: Sequence[Unit]) -> set[str]:
    """Keys of the notices that went out; what came too late for somebody's deed is refused, as in life."""
    went, unwanted = set(), []
    for unit, result in zip(units, commit(units), strict=True):
        if isinstance(result, Failed):
            raise result.error
        if unit.marks and isinstance(result, Done):
            went.add(unit.marks[0].key)
        elif unit.marks and isinstance(result, Refused):
            unwanted.append(_cancellation(unit, result.error))
        elif unit.marks:
            raise RuntimeError(f"nobody else sends in the past, but {result!r}")
    if unwanted:
        commit(unwanted)
    return went


def _cancellation(unit: Unit, error: DomainError) -> Unit:
    reason = error.reason if isinstance(error, messages.NotWanted) else error.code
    mark = Mark(unit.marks[0].key, "cancelled", lease_owner=OWNER, error=reason)
    return Unit(now=unit.now, commands=(), marks=(mark,))


def _sending(one: Leased, at: datetime) -> Unit:
    notice = one.notice
    sent = partial(messages.decide_send, notice=notice, attempt=1)
    taken = partial(messages.decide_accepted, notice=notice, attempt=1, provider_id=f"past-{notice.key}")
    marks = (
        Mark(notice.key, "sending", lease_owner=OWNER),
        Mark(notice.key, "sent", lease_owner=OWNER, provider_id=f"past-{notice.key}"),
    )
    return Unit(now=at, commands=(Command(notice.stream, sent), Command(notice.stream, taken)), marks=marks)
