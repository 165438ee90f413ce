"""Callers: the name of a conversation, its ties to orders, and what lists and the desk show of it.

The number is read from the sealed values for what is shown; a conversation is found by its number's keyed fingerprint.
"""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from otklik.domain import clocks
from otklik.domain.desk import DeskStep, Group, group_of, next_step, sort_steps
from otklik.domain.phones import normalise
from otklik.store import directory, journal, keys, models, search, vendor
from otklik.store.desk import load_owed, load_places, spans_of

NAMESPACE = uuid.UUID("2f1c7a52-5b0e-5c1c-9d55-0a7c3b7f5b24")
"""Under which ids of conversations are derived; never changes."""

COLUMNS = (
    "stream", "id", "store", "episode", "is_open", "missed", "first_missed_at", "last_missed_at", "answered_at",
    "ring_s", "line", "caller_version", "owner", "taken_at", "attempts",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CallRow:
    """One caller as the desk and the lists show him.

    Parameters
    ----------
    id
        The last part of the stream's name.
    store_name, zone
        Of the store that he rang.
    missed
        His missed calls of the present episode; of whoever hides his number: of that day.
    phone
        His number, E.164; empty where he hides it, or after an erasure.
    owner_name
        Of who calls him back.
    owed, step, open_spans, is_open_now, next_opening_at, group
        As of a `DeskRow`.
    orders
        Numbers of his open orders that this store holds.
    """

    stream: str
    id: str
    store: str
    episode: int
    is_open: bool
    missed: int
    first_missed_at: datetime | None
    last_missed_at: datetime | None
    answered_at: datetime | None
    ring_s: int | None
    line: str
    caller_version: int
    owner: str
    taken_at: datetime | None
    attempts: int
    store_name: str
    zone: str
    phone: str
    owner_name: str
    owed: tuple[DeskStep, ...]
    step: DeskStep | None
    open_spans: tuple[tuple[datetime, datetime], ...]
    is_open_now: bool
    next_opening_at: datetime | None
    group: Group
    orders: tuple[str, ...]

    @property
    def placed_at(self) -> datetime:
        """Since when he waits: his first missed call; by it rows of one instant are sorted."""
        at = self.first_missed_at or self.answered_at
        assert at is not None, "a conversation begins with a call"
        return at


def fingerprint_of(number: str) -> str:
    """The keyed fingerprint of a number in E.164, by which its calls and orders meet; empty for none."""
    return keys.fingerprint("phone", number)[:32] if number else ""


def stream_of(store: str, fingerprint: str, *, day: str = "") -> str:
    """The stream of a caller at a store; callers who hide their number share one a day."""
    return f"conversation/{store}/{uuid.uuid5(NAMESPACE, f'{store}|{fingerprint or day}')}"


def load_ties(streams: Collection[str]) -> list[tuple[str, str]]:
    """Pairs of streams between which facts cross, in which one of these is: caller and order, or two carts."""
    orders = [one for one in streams if one.startswith("order/")]
    calls = [one for one in streams if one.startswith("conversation/")]
    mine = vendor.select(models.Tie, ("stream", "order"), "order", orders)
    pairs = [(stream, order) for stream, order in mine if not stream.startswith("buyer/")]
    pairs += [
        (stream, order) for stream, order in vendor.select(models.Tie, ("stream", "order"), "stream", calls)
    ]
    links = sorted({stream for stream, _ in mine if stream.startswith("buyer/")})
    members: dict[str, list[str]] = {}
    for link, order in vendor.select(models.Tie, ("stream", "order"), "stream", links):
        members.setdefault(link, []).append(order)
    return pairs + [(one, other) for link, one in mine for other in members.get(link, ()) if other != one]


def find_conversations(fingerprints: Iterable[str], *, since: datetime) -> dict[str, list[tuple[str, str]]]:
    """(stream, store) of the conversations with these numbers whose last missed call is no older, by fingerprint."""
    query = models.Conversation.objects.filter(
        phone__in=sorted(set(fingerprints) - {""}), last_missed_at__gte=since
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for stream, phone, store in query.order_by("stream").values_list("stream", "phone", "store"):
        found.setdefault(phone, []).append((stream, store))
    return found


def find_open_orders(number: str, stores: Collection[str] | None) -> tuple[str, ...]:
    """Streams of the open orders with this number (E.164) that these stores hold; None = any store."""
    streams = search.find_exact("phone", [number]).get(number, ()) if number else ()
    query = models.Order.objects.filter(stream__in=streams, closed_at__isnull=True, history=False)
    if stores is not None:
        query = query.filter(Q(holder__in=sorted(stores)))
    return tuple(query.order_by("placed_at", "stream").values_list("stream", flat=True))


def find_line(line: str) -> str:
    """Slug of the store whose own number a line is; empty for any other."""
    number = normalise(line) if line else ""
    shops = (
        models.Store.objects.exclude(phone="").order_by("slug").values_list("slug", "phone") if number else ()
    )
    return next((slug for slug, phone in shops if normalise(phone) == number), "")


def list_calls(stores: Collection[str] | None, *, now: datetime, limit: int = 200) -> list[CallRow]:
    """Callers who wait for a call from these stores (None = all), those who wait longest first."""
    query = _seen_by(models.Conversation.objects.filter(is_open=True), stores)
    return _rows(query.order_by("first_missed_at", "stream")[:limit], now)


def list_recent(
    stores: Collection[str] | None, *, since: datetime, now: datetime, limit: int = 200
) -> list[CallRow]:
    """Everybody whose call these stores missed since an instant, the last to ring first."""
    query = _seen_by(models.Conversation.objects.filter(last_missed_at__gte=since), stores)
    return _rows(query.order_by(F("last_missed_at").desc(), "stream")[:limit], now)


def search_calls(text: str, stores: Collection[str] | None, *, now: datetime) -> list[CallRow]:
    """The conversations of these stores (None = all) whose number matches a query, the last to ring first."""
    streams = search.find_callers(text)
    query = _seen_by(models.Conversation.objects.filter(stream__in=streams), stores)
    return _rows(query.order_by(F("last_missed_at").desc(nulls_last=True), "stream"), now) if streams else []


def load_call(call: str, stores: Collection[str] | None, *, now: datetime) -> CallRow | None:
    """The conversation of that id or stream, if these stores (None = all) may see it."""
    found = models.Conversation.objects.filter(Q(stream=call) | Q(id=call))
    return next(iter(_rows(_seen_by(found, stores), now)), None)


def load_calls(streams: Iterable[str], *, now: datetime) -> dict[str, CallRow]:
    """Conversations by stream."""
    query = models.Conversation.objects.filter(stream__in=list(streams))
    return {row.stream: row for row in _rows(query, now)}


def load_number(stream: str, version: int) -> str:
    """The number that an entry of a conversation holds; empty where there is none, or it was erased."""
    found = journal.load_personal([stream]).get(stream, {}).get(version, {})
    return str(found.get("caller", ""))


def load_ends(streams: Iterable[str]) -> dict[str, str]:
    """The last four digits of callers' numbers by stream, of those of the streams that are conversations."""
    query = models.Conversation.objects.filter(stream__in=list(streams)).exclude(phone="")
    versions = dict(query.values_list("stream", "caller_version"))
    personal = journal.load_personal(versions)
    return {
        stream: str(personal.get(stream, {}).get(version, {}).get("caller", ""))[-4:]
        for stream, version in versions.items()
    }


def list_tied(stream: str) -> list[str]:
    """Streams of the orders that a caller is tied to."""
    return sorted(order for _, order in load_ties([stream]))


def _seen_by(
    query: "QuerySet[models.Conversation]", stores: Collection[str] | None
) -> "QuerySet[models.Conversation]":
    return query if stores is None else query.filter(store__in=sorted(stores))


def _rows(query: "QuerySet[models.Conversation]", now: datetime) -> list[CallRow]:
    calls = [dict(zip(COLUMNS, row, strict=True)) for row in query.values_list(*COLUMNS)]
    if not calls:
        return []
    streams = [call["stream"] for call in calls]
    owed, hashes = load_owed(streams)
    places = load_places({call["store"] for call in calls}, now)
    owners = sorted({call["owner"] for call in calls} - {""})
    names = dict(vendor.select(models.Person, ("slug", "name"), "slug", owners))
    calendars = directory.load_calendars(hashes)
    personal = journal.load_personal(streams)
    orders = _open_numbers(calls)
    return [_row(call, owed, calendars, places, names, personal, orders, now) for call in calls]


def _open_numbers(calls: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Numbers of the open orders that a caller is tied to, by conversation; only of those that his store holds."""
    ties = load_ties([call["stream"] for call in calls])
    query = models.Order.objects.filter(stream__in=[order for _, order in ties], closed_at__isnull=True)
    held = {
        stream: (number, holder) for stream, number, holder in query.values_list("stream", "number", "holder")
    }
    found: dict[str, tuple[str, ...]] = {}
    for stream, order in sorted(ties):
        number, holder = held.get(order, ("", ""))
        if holder and holder == stream.split("/")[1]:
            found[stream] = (*found.get(stream, ()), number)
    return found


def _row(
    call: Mapping[str, Any],
    owed: Mapping[str, Sequence[tuple[DeskStep, str]]],
    calendars: Mapping[str, Any],
    places: Mapping[str, Any],
    names: Mapping[str, str],
    personal: Mapping[str, Mapping[int, Mapping[str, Any]]],
    orders: Mapping[str, tuple[str, ...]],
    now: datetime,
) -> CallRow:
    place = places[call["store"]]
    clocks_of = {step: calendars.get(digest) for step, digest in owed.get(call["stream"], ())}
    steps = sort_steps(clocks_of)
    step = next_step(steps)
    clock: clocks.Clock = clocks_of[step] if step else place.calendar
    values = personal.get(call["stream"], {}).get(call["caller_version"], {})
    return CallRow(
        **call,
        store_name=place.name,
        zone=place.calendar.zone,
        phone=str(values.get("caller", "")),
        owner_name=names.get(call["owner"], ""),
        owed=steps,
        step=step,
        open_spans=spans_of(clock, step, now),
        is_open_now=place.is_open,
        next_opening_at=place.next_opening_at,
        group=group_of(step, clock=clock, is_open=place.is_open, now=now),
        orders=orders.get(call["stream"], ()),
    )
