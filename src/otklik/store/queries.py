"""Reads for screens, the API and the command line, as plain frozen rows.

Nothing here locks or writes. Scoping to what somebody may see is `access.py`; these functions are for it, for
administrators and for machines.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from otklik.domain.orders import CLOSED
from otklik.store import claims, gaps, models, search
from otklik.store.outbox import notice_of

MOST = 500
"""Largest page."""


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order as lists show it; nothing personal."""

    stream: str
    number: str
    origin: str
    first_store: str
    holder: str
    partner: str
    phase: str
    owner: str
    waiting_on: str
    placed_at: datetime
    received_at: datetime
    closed_at: datetime | None
    live_contact_at: datetime | None
    total_minor: int
    currency: str
    payment: str
    channel: str
    history: bool
    next_at: datetime | None
    cart: str = ""

    @property
    def id(self) -> str:
        """The stream's name after `order/`."""
        return self.stream.partition("/")[2]


@dataclass(frozen=True, slots=True)
class ObligationRow:
    """One obligation as the desk shows it."""

    stream: str
    kind: str
    key: str
    n: int
    state: str
    verdict: str
    debtor: str
    creditor: str
    opened_at: datetime
    target_at: datetime | None
    limit_at: datetime
    closed_at: datetime | None
    breached_at: datetime | None
    paused_at: datetime | None
    rank: int


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One message about an order: to whom, how, and what became of it."""

    key: str
    receiver: str
    channel: str
    say: str
    not_before: datetime
    state: str
    attempt: int
    error: str
    provider_id: str
    orders: int = 1
    """Of how many orders the message spoke that carried it."""


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """One row on the administrator's screen."""

    stream: str
    version: int
    reason: str
    kind: str
    key: str
    n: int
    raised_at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """Which orders of a list, newest first.

    Parameters
    ----------
    phases
        Only these; None = all.
    number
        Only this number.
    store, owner
        Only orders that this store holds, that this person has; empty = any.
    owed
        Only orders of which something of this kind is owed: `settlement` = whose goods are held; empty = any.
    before
        The last row of the page before: its `placed_at` and stream.
    limit
        1 to 500.
    """

    phases: tuple[str, ...] | None = None
    number: str = ""
    store: str = ""
    owner: str = ""
    owed: str = ""
    before: tuple[datetime, str] | None = None
    limit: int = 50


def find_orders(name: str) -> list[OrderRow]:
    """Orders of that stream, id or exact number: one, or several where shops share a number."""
    stream = name if name.startswith("order/") else f"order/{name}"
    return _order_rows(models.Order.objects.filter(Q(stream=stream) | Q(number=name)).order_by("placed_at"))


def load_orders(streams: Collection[str]) -> dict[str, OrderRow]:
    """Orders by their streams, of those that there are."""
    return {row.stream: row for row in _order_rows(models.Order.objects.filter(stream__in=streams))}


def list_orders(
    page: Page, *, stores: Collection[str] | None = None, parties: Collection[str] = ()
) -> list[OrderRow]:
    """One page of orders, newest first.

    Parameters
    ----------
    page
        Filters and place.
    stores
        Only orders held or first owed by these; None = all.
    parties
        Beside those of `stores`, orders in which one of these owes something now.
    """
    query = models.Order.objects.order_by("-placed_at", "stream")
    if stores is not None:
        mine = Q(holder__in=stores) | Q(first_store__in=stores)
        query = query.filter(mine | Q(stream__in=_owing(parties)) if parties else mine)
    if page.phases is not None:
        query = query.filter(phase__in=page.phases)
    if page.number:
        query = query.filter(number=page.number)
    if page.store:
        query = query.filter(holder=page.store)
    if page.owner:
        query = query.filter(owner=page.owner)
    if page.owed:
        owed = models.Obligation.objects.filter(
            stream=OuterRef("stream"), kind=page.owed, closed_at__isnull=True
        )
        query = query.filter(Exists(owed))
    if page.before is not None:
        at, stream = page.before
        query = query.filter(Q(placed_at__lt=at) | Q(placed_at=at, stream__gt=stream))
    return _order_rows(query[: max(1, min(page.limit, MOST))])


def list_of_channel(channel: str, *, origin: str = "", limit: int = 20) -> list[OrderRow]:
    """The newest orders of a channel, such as `test`, of one source or of all of them."""
    query = models.Order.objects.filter(channel=channel).order_by("-placed_at", "stream")
    return _order_rows((query.filter(origin=origin) if origin else query)[:limit])


def list_held(store: str, person: str, *, limit: int = 200) -> list[str]:
    """Streams of the open orders of a store that a person has taken, oldest first."""
    query = models.Order.objects.filter(holder=store, owner=person, history=False, closed_at__isnull=True)
    return list(query.order_by("placed_at", "stream").values_list("stream", flat=True)[:limit])


def list_owned(person: str, *, limit: int = 200) -> list[str]:
    """Streams of the open orders that a person owns, at whichever store, oldest first."""
    query = models.Order.objects.filter(owner=person, history=False, closed_at__isnull=True)
    return list(query.order_by("placed_at", "stream").values_list("stream", flat=True)[:limit])


def list_unanswered(store: str, *, limit: int = 200) -> list[str]:
    """Streams of the open orders of a store that nobody has answered yet, oldest first."""
    query = models.Order.objects.filter(
        holder=store, history=False, closed_at__isnull=True, live_contact_at__isnull=True
    )
    return list(query.order_by("placed_at", "stream").values_list("stream", flat=True)[:limit])


def _owing(parties: Collection[str]) -> QuerySet[models.Obligation, str]:
    owed = models.Obligation.objects.filter(debtor__in=list(parties), closed_at__isnull=True)
    return owed.values_list("stream", flat=True)


def is_party(stream: str, parties: Collection[str]) -> bool:
    """Whether one of these, named as obligations name them, owes or is owed something in an order, or ever was."""
    if not parties:
        return False
    either = Q(debtor__in=list(parties)) | Q(creditor__in=list(parties))
    return models.Obligation.objects.filter(either, stream=stream).exists()


def search_orders(
    text: str, *, stores: Collection[str] | None = None, parties: Collection[str] = (), limit: int = 20
) -> list[OrderRow]:
    """Orders that match every word of a query, newest first; see `search.find_streams`."""
    streams = search.find_streams(
        text, stores=None if stores is None else sorted(stores), parties=sorted(parties), limit=limit
    )
    rows = load_orders(streams)
    return [rows[stream] for stream in streams if stream in rows]


def load_status(token_hash: str) -> str | None:
    """Stream of the order whose status link has this hash (SHA-256, hex), or None."""
    if not token_hash:
        return None
    query = models.Order.objects.filter(status_token=token_hash).exclude(status_token="")
    return query.values_list("stream", flat=True).first()


def load_lines(stream: str) -> list[dict[str, Any]]:
    """Lines of an order: line, sku, title, quantity, price_minor, state."""
    return list(
        models.Line.objects.filter(stream=stream)
        .order_by("line")
        .values("line", "sku", "title", "quantity", "price_minor", "state")
    )


def list_obligations(stream: str) -> list[ObligationRow]:
    """Obligations of one stream, by limit."""
    return _obligation_rows(models.Obligation.objects.filter(stream=stream).order_by("limit_at", "rank"))


def list_owed(debtor: str, *, limit: int = MOST) -> list[ObligationRow]:
    """What a party still owes, the most urgent first; `debtor` is `<role>:<slug>`."""
    owed = models.Obligation.objects.filter(debtor=debtor, closed_at__isnull=True)
    return _obligation_rows(owed.order_by("limit_at", "rank", "stream")[:limit])


def list_of_kind(kind: str, *, limit: int = MOST) -> list[ObligationRow]:
    """What is owed of one kind by whomever, the most urgent first."""
    owed = models.Obligation.objects.filter(kind=kind, closed_at__isnull=True)
    return _obligation_rows(owed.order_by("limit_at", "stream", "key", "n")[:limit])


def holds_of(streams: Iterable[str]) -> dict[str, datetime]:
    """Until when the goods of orders are held, of those where a hold runs."""
    held = models.Obligation.objects.filter(
        stream__in=list(streams), kind="settlement", closed_at__isnull=True
    )
    return dict(held.values_list("stream", "limit_at"))


def list_notices(stream: str) -> list[NoticeRow]:
    """Messages about one stream, in the order in which they were to go out."""
    rows = list(models.Outbox.objects.filter(stream=stream).order_by("not_before", "id"))
    shared = [row.message for row in rows if row.message not in ("", row.key)]
    carried = models.Outbox.objects.filter(
        message__in=shared, receiver__in={row.receiver for row in rows}, sent_at__isnull=False
    )
    streams: dict[str, set[str]] = {}
    for message, about in carried.values_list("message", "stream") if shared else ():
        streams.setdefault(message, set()).add(about)
    return [
        NoticeRow(
            row.key,
            row.receiver,
            row.channel,
            row.say,
            row.not_before,
            row.state,
            row.attempt,
            row.error,
            row.provider_id,
            len(streams.get(row.message, ())) or 1,
        )
        for row in rows
    ]


def load_notice(key: str) -> Any:
    """The notice of that key as it was enqueued, or None."""
    row = models.Outbox.objects.filter(key=key).first()
    return notice_of(row) if row else None


def list_set_aside() -> list[NoticeRow]:
    """Messages that stand aside with an error."""
    rows = models.Outbox.objects.filter(state="set_aside").order_by("id").values_list("stream", flat=True)
    streams = dict.fromkeys(rows)
    return [row for stream in streams for row in list_notices(stream) if row.state == "set_aside"]


def list_alarms(*, limit: int = 100) -> list[AlarmRow]:
    """Alarms that still stand, newest first, the newest of a kind on each stream.

    Notes
    -----
    One about an obligation stands while that is owed; one about an order while the order is open; any other
    until a later one of its kind replaces it; what an open order lacks until a check finds it mended.
    """
    owed = models.Obligation.objects.filter(
        stream=OuterRef("stream"), kind=OuterRef("kind"), key=OuterRef("key"), n=OuterRef("n")
    ).filter(closed_at__isnull=True)
    closed = models.Order.objects.filter(stream=OuterRef("stream"), phase__in=sorted(CLOSED))
    later = models.Alarm.objects.filter(
        stream=OuterRef("stream"),
        reason=OuterRef("reason"),
        kind=OuterRef("kind"),
        key=OuterRef("key"),
        version__gt=OuterRef("version"),
    )
    rows = (
        models.Alarm.objects.filter(Q(n=0) & ~Exists(closed) | Q(n__gt=0) & Exists(owed))
        .filter(~Exists(later))
        .order_by("-raised_at", "stream", "version")[:limit]
    )
    found = [
        AlarmRow(row.stream, row.version, row.reason, row.kind, row.key, row.n, row.raised_at) for row in rows
    ]
    found += [AlarmRow(one.stream, 0, one.reason, "", "", 0, one.found_at) for one in gaps.list_gaps()]
    return sorted(found, key=lambda one: one.raised_at, reverse=True)[:limit]


def load_claims(kind: str, keys: Iterable[str]) -> dict[str, str]:
    """Owners by key, of those keys of one kind that are claimed."""
    return claims.load_claims(kind, keys)


def count_orders() -> dict[str, int]:
    """How many orders there are in each phase."""
    return dict(models.Order.objects.values_list("phase").annotate(Count("stream")).order_by("phase"))


def _order_rows(query: QuerySet[models.Order]) -> list[OrderRow]:
    names = OrderRow.__slots__
    return [OrderRow(*(getattr(row, name) for name in names)) for row in query]


def _obligation_rows(query: QuerySet[models.Obligation]) -> list[ObligationRow]:
    names = ObligationRow.__slots__
    return [ObligationRow(*(getattr(row, name) for name in names)) for row in query]
