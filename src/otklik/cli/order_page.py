"""One order on a terminal: a sentence, what is owed, who was told, what was ordered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from otklik.cli.printing import local, safe, span, table
from otklik.domain.events import Entry, Ref
from otklik.domain.money import money_text
from otklik.domain.obligations import Obligation
from otklik.store.order_files import OrderFile, buyer_in
from otklik.store.queries import NoticeRow, OrderRow


def page_of(file: OrderFile, *, zone: ZoneInfo, now: datetime) -> list[str]:
    """The whole page.

    Parameters
    ----------
    file
        Everything on record.
    zone
        Of the store that holds the order.
    now
        Aware UTC; how long is left is counted from it.
    """
    return [
        sentence_of(file, zone=zone, now=now),
        "",
        *_facts(file, zone),
        "",
        *table(("line", "sku", "title", "quantity", "price", "goods"), _lines(file)),
        "",
        *table(("owed", "by", "since", "target", "limit", "verdict"), _obligations(file, zone, now)),
        "",
        *table(("told", "by", "saying", "when", "what came of it"), _notices(file, zone)),
        "",
        f"Journal: {file.state.version} entries, `otklik journal show {file.row.number}`. Times: {zone.key}.",
    ]


def sentence_of(file: OrderFile, *, zone: ZoneInfo, now: datetime) -> str:
    """Where the order stands, who has it, what happens next by when, and which refusal or withdrawal waits."""
    return f"{_standing(file, zone, now)}{_waiting(file, zone)}"


def _waiting(file: OrderFile, zone: ZoneInfo) -> str:
    order = file.order
    parked = (
        f" A refusal ({order.parked_reason}) waits until {local(order.parked_until_at, zone)}."
        if order.parked_reason
        else ""
    )
    told = " The buyer is asked whether he withdrew." if order.withdrawal and order.is_open else ""
    return f"{parked}{told}"


def _standing(file: OrderFile, zone: ZoneInfo, now: datetime) -> str:
    order, row = file.order, file.row
    name = f"Order {order.number}"
    closed = {
        "refused": f"was refused ({order.refused_reason})",
        "withdrawn": "was withdrawn by the buyer",
        "released": "was released: its goods went back into circulation",
        "completed": "is completed",
    }
    if order.phase in closed:
        return f"{name} {closed[order.phase]} at {local(order.closed_at, zone)}; {row.holder} held it."
    whose = (
        f"{order.owner} of {row.holder} has it"
        if order.owner
        else f"{row.holder} holds it, nobody has taken it"
    )
    answer = file.state.obligations.get(Ref("first_answer"))
    if order.phase == "confirmed":
        return f"{name} is confirmed; {whose}."
    if order.live_contact_at:
        return f"{name} was answered at {local(order.live_contact_at, zone)}; {whose}."
    if answer is None:
        return f"{name} is open; {whose}."
    return f"{name} waits for an answer {_until(answer.limit_at, zone, now)}; {whose}."


def _until(limit_at: datetime, zone: ZoneInfo, now: datetime) -> str:
    if limit_at >= now:
        return f"by {local(limit_at, zone)} (in {span(limit_at - now)})"
    return f"since {local(limit_at, zone)} ({span(now - limit_at)} late)"


def _facts(file: OrderFile, zone: ZoneInfo) -> Iterator[str]:
    order, row = file.order, file.row
    buyer = buyer_in(file.entries)
    who = ", ".join(safe(said) for said in (buyer.name, buyer.phone, buyer.email) if said)
    yield f"placed   {local(order.placed_at, zone)}, received {local(order.received_at, zone)} from {order.origin}"
    yield f"buyer    {who or ('(erased)' if order.erased else '-')}"
    if buyer.comment:
        yield f"comment  {safe(buyer.comment)}"
    money = f"{money_text(order.total_minor, order.currency)} {order.currency}"
    yield f"money    {money}, {order.payment}, paid {money_text(order.paid_minor, order.currency)}"
    yield f"way      {order.delivery or '-'}"
    yield f"waiting  on {row.waiting_on or '-'}, next {local(row.next_at, zone)}"
    yield f"id       {row.id}"


def _lines(file: OrderFile) -> Iterator[tuple[str, ...]]:
    for line in file.order.lines:
        price = money_text(line.price_minor, file.order.currency)
        yield (line.id, safe(line.sku), safe(line.title), str(line.quantity), price, line.state)


def _obligations(file: OrderFile, zone: ZoneInfo, now: datetime) -> Iterator[tuple[str, ...]]:
    for one in sorted(file.state.obligations.values(), key=lambda one: (one.opened_at, one.rank)):
        kind = f"{one.ref.kind} {one.ref.key}".strip()
        at = [local(instant, zone) for instant in (one.opened_at, one.target_at, one.limit_at)]
        yield (kind, one.debtor, *at, _verdict(one, zone, now))


def _verdict(one: Obligation, zone: ZoneInfo, now: datetime) -> str:
    if one.closed_at is not None:
        later = f", later found {one.rejudged}" if one.rejudged else ""
        return f"{one.verdict} {local(one.closed_at, zone)}{later}"
    if one.state == "paused":
        return f"paused since {local(one.paused_at, zone)}"
    if one.breached_at is not None:
        return f"breached {local(one.breached_at, zone)}, still owed"
    return f"open, {span(one.limit_at - now)} left" if one.limit_at >= now else "open, overdue"


def _notices(file: OrderFile, zone: ZoneInfo) -> Iterator[tuple[str, ...]]:
    last = _last_word(file.entries)
    for one in file.notices:
        entry = last.get(one.key)
        at = entry.event.occurred_at if entry else one.not_before
        yield (one.receiver, one.channel, one.say, local(at, zone, seconds=True), _outcome(one, entry))


def _last_word(entries: Sequence[Entry]) -> dict[str, Entry]:
    """The newest fact about each notice."""
    return {
        str(entry.event.data["notice"]): entry
        for entry in entries
        if entry.event.kind.startswith("message.") and entry.event.data.get("notice")
    }


def _outcome(one: NoticeRow, entry: Entry | None) -> str:
    if entry is None:
        return {"due": "waiting", "cancelled": "not needed any more"}.get(one.state, one.state)
    data = entry.event.data
    tries = f", try {one.attempt}" if one.attempt > 1 else ""
    match entry.event.kind:
        case "message.accepted":
            return f"accepted{tries}"
        case "message.failed":
            for_good = "failed for good" if data.get("permanent") else "failed"
            return f"{for_good}{tries}: {safe(str(data.get('reason', '')))}"
        case "message.delivered":
            return f"delivered{tries}"
    return f"going out{tries}, outcome not known yet"


def rows_of(orders: Sequence[OrderRow], zones: dict[str, ZoneInfo]) -> list[str]:
    """Orders as lines, each on the wall clock of its own store."""
    return table(
        ("number", "store", "state", "owner", "placed", "next", "total", "id"),
        [
            (
                safe(row.number),
                row.holder,
                row.phase,
                row.owner or "-",
                local(row.placed_at, zones[row.holder]),
                local(row.next_at, zones[row.holder]),
                f"{money_text(row.total_minor, row.currency)} {row.currency}",
                row.id,
            )
            for row in orders
        ],
    )
