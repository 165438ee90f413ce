"""Past orders from the rows of an export: the order, what became of it, and what could not be read.

An order may take several rows, one a line of goods. Nothing impossible is believed: a fact before the order was placed
or after the file was read is left out and reported, the order stands. A row that can't be read is one `RowError`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from otklik.domain.errors import DomainError
from otklik.domain.incoming import HistoryFacts, HistoryOrder, IncomingOrder, RowError
from otklik.domain.phones import normalise
from otklik.intake.columns import plain_name
from otklik.intake.goods import currency_of, lines_of, total_of
from otklik.intake.instants import Instant, is_date_alone, parse_instant
from otklik.intake.records import Reading, Record, clash_of, leave_out, place_of, refused, text_of
from otklik.intake.statuses import DELIVERIES, PAYMENTS, outcome_of
from otklik.intake.tables import Row
from otklik.intake.texts import email_address, one_line

FACTS = ("paid_at", "answered_at", "handed_over_at", "delivered_at", "completed_at", "cancelled_at")
"""Columns whose instants must lie between the order and the reading of the file."""


def parse_history_order(rows: Sequence[Row], reading: Reading) -> HistoryOrder | RowError:
    """One past order.

    Parameters
    ----------
    rows
        Its rows, at least one, as `group_rows` gives them.
    reading
        How the file is read.

    Returns
    -------
    HistoryOrder or RowError
        The order, or the first thing in it that can't be read.
    """
    record = Record(rows, reading)
    if clash := clash_of(record):
        return clash
    try:
        incoming, facts = _incoming(record)
    except DomainError as error:
        line, _, column = error.place.partition(":")
        return RowError(int(line), column, error.message, error.remedy)
    return HistoryOrder(
        line=rows[0].line,
        order=incoming,
        facts=facts,
        witnessed=reading.columns.witnessed,
        left_out=tuple(record.left_out),
    )


def _incoming(record: Record) -> tuple[IncomingOrder, HistoryFacts]:
    placed_at = _placed_at(record)
    instants = {name: _fact(record, name, placed_at) for name in FACTS}
    currency = currency_of(record)
    lines = lines_of(record, currency)
    number = text_of(record, "number")
    if len(number) > 64:
        raise refused(record, "number", "The number is longer than 64 characters.", "Check the column.")
    payment = _word(record, "payment", PAYMENTS) or _payment_by_facts(instants)
    name = text_of(record, "buyer_name") or one_line(
        f"{text_of(record, 'first_name')} {text_of(record, 'last_name')}"
    )
    incoming = IncomingOrder(
        number=number,
        store=text_of(record, "store"),
        channel=text_of(record, "channel") or "site",
        placed_at=placed_at,
        received_at=record.reading.received_at,
        lines=lines,
        total_minor=total_of(record, lines, currency),
        currency=currency,
        payment=payment,
        paid_at=instants["paid_at"],
        delivery=_word(record, "delivery", DELIVERIES),
        campaign=text_of(record, "campaign"),
        cart_key=text_of(record, "cart_key"),
        buyer_name=name,
        phone_raw=text_of(record, "phone"),
        phone=normalise(text_of(record, "phone"), record.reading.region),
        email=email_address(text_of(record, "email")),
        comment=text_of(record, "comment"),
        source_status=text_of(record, "status"),
        extra=_extra(record),
        place=text_of(record, "place"),
        postcode=text_of(record, "postcode"),
        address=text_of(record, "address"),
    )
    return incoming, _facts(record, instants, placed_at)


# ── instants ──


def _placed_at(record: Record) -> datetime:
    text = text_of(record, "placed_at")
    if is_date_alone(text) and text_of(record, "placed_time"):
        text = f"{text} {text_of(record, 'placed_time')}"
    if not text:
        raise refused(
            record, "placed_at", "The order does not say when it was placed.", "Fill in the column."
        )
    at = _settled(record, "placed_at", _instant(record, "placed_at", text))
    if at > record.reading.received_at:
        raise refused(
            record, "placed_at", "The order was placed in the future.", "Check the column and the zone."
        )
    return at


def _instant(record: Record, name: str, text: str) -> Instant:
    return parse_instant(text, place=place_of(record, name), zone=record.reading.zone)


def _settled(record: Record, name: str, instant: Instant) -> datetime:
    if instant.reading != "exact":
        said = "was skipped by" if instant.reading == "skipped" else "came twice with"
        taken = "a later time is taken" if instant.reading == "skipped" else "the first is taken"
        leave_out(
            record,
            name,
            f"The local time {said} the change of the clocks; {taken}.",
            "Export the times with their zone.",
        )
    return instant.at


def _fact(record: Record, name: str, placed_at: datetime) -> datetime | None:
    """The instant of a fact; one that can't be is left out."""
    text = text_of(record, name)
    if not text:
        return None
    at = _settled(record, name, _instant(record, name, text))
    if not placed_at <= at <= record.reading.received_at:
        when = "before the order was placed" if at < placed_at else "in the future"
        leave_out(
            record, name, f"It happened {when}; the value is left out.", "Check the column and the zone."
        )
        return None
    return at


def _promised_at(record: Record, placed_at: datetime) -> datetime | None:
    """The promise; a date, or exactly midnight, promises that day: it ends with the day."""
    text = text_of(record, "promised_at")
    if not text:
        return None
    if is_date_alone(text):
        text = f"{text} 00:00"
    at = _settled(record, "promised_at", _instant(record, "promised_at", text))
    if record.reading.zone is not None and _is_midnight(text):
        next_on = at.astimezone(record.reading.zone).date() + timedelta(days=1)
        at = _instant(record, "promised_at", f"{next_on} 00:00").at
    if at < placed_at:
        leave_out(
            record, "promised_at", "The promise lies before the order; it is left out.", "Check the column."
        )
        return None
    return at


def _is_midnight(text: str) -> bool:
    clock = text.replace("T", " ").rpartition(" ")[2]
    return clock in ("00:00", "0:00", "00:00:00", "0:00:00")


def _facts(record: Record, instants: dict[str, datetime | None], placed_at: datetime) -> HistoryFacts:
    said = outcome_of(text_of(record, "status"))
    if said is None:
        leave_out(
            record,
            "status",
            f"The status {text_of(record, 'status')[:40]!r} is not known; the order counts as open.",
            "Write completed or cancelled where the order is over.",
        )
    outcome, reason = said or ("", "")
    if not outcome and instants["cancelled_at"]:
        outcome = "cancelled"
    if not outcome and instants["completed_at"]:
        outcome = "completed"
    ended = {
        "completed": instants["completed_at"] or instants["delivered_at"],
        "cancelled": instants["cancelled_at"],
    }
    return HistoryFacts(
        answered_at=instants["answered_at"],
        handed_over_at=instants["handed_over_at"],
        delivered_at=instants["delivered_at"],
        promised_at=_promised_at(record, placed_at),
        outcome=outcome,
        outcome_at=ended.get(outcome),
        reason=reason,
    )


# ── words ──


def _payment_by_facts(instants: dict[str, datetime | None]) -> str:
    """Money that came before the goods left was a prepayment, whatever nobody called it; else none is assumed."""
    paid_at = instants["paid_at"]
    left_at = instants["handed_over_at"] or instants["delivered_at"]
    return "prepaid" if paid_at and (left_at is None or paid_at < left_at) else "on_delivery"


def _word(record: Record, name: str, words: Mapping[str, str]) -> str:
    return words.get(plain_name(text_of(record, name)), "")


def _extra(record: Record) -> dict[str, object]:
    """Columns without a place of their own, and words that were not understood, under the file's names."""
    columns = record.reading.columns
    extra: dict[str, object] = {}
    for name in columns.unknown:
        index = columns.header.index(name)
        values = [one_line(row.values[index]) for row in record.rows if row.values[index]]
        if values:
            extra[name] = values[0] if len(set(values)) == 1 else values
    for name, words in (("payment", PAYMENTS), ("delivery", DELIVERIES)):
        if text_of(record, name) and not _word(record, name, words):
            extra[columns.name(name)] = text_of(record, name)
    if text_of(record, "email") and not email_address(text_of(record, "email")):
        extra[columns.name("email")] = text_of(record, "email")
    return extra
