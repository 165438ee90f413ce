"""What a carrier's system tells of its parcels: each mark is a fact of the order, told again it is the same fact."""

from __future__ import annotations

from datetime import datetime

from otklik.actions import deliveries
from otklik.actions.commit import Done
from otklik.domain.deliveries import APPROACHED, Delivery
from otklik.domain.delivery_decisions import Ending
from otklik.domain.errors import DomainError
from otklik.domain.orders import OrderState
from otklik.intake import tracking as intake
from otklik.intake.tracking import TrackingMark
from otklik.store import access, journal
from otklik.store.queries import OrderRow
from otklik.store.sources import SourceRow


def take_in(raw: bytes, source: SourceRow, *, now: datetime) -> tuple[str, OrderRow]:
    """What became of a carrier's body (`recorded`, or `known` where it is on record), and the order.

    Parameters
    ----------
    raw
        Authentic, whatever it holds.
    source
        That sent it; its store is the carrier, of whose parcels alone it tells.

    Raises
    ------
    DomainError
        `unreadable`, `zone_required`; `unknown_order`, `ambiguous_number`; `unknown_delivery`: the order has no parcel
        of this carrier; as `delivery_decisions` has it.
    """
    mark = intake.parse(raw)
    row = access.access_order(access.ALL, mark.order, origin=mark.shop)
    known = _parcel(row, mark, source)
    done = _record(row.stream, known, mark, source, now=now)
    return "recorded" if done.entries else "known", row


def _parcel(row: OrderRow, mark: TrackingMark, source: SourceRow) -> Delivery:
    """The newest parcel of the order that this carrier has or is to take; the one that is named."""
    order = journal.load_states([row.stream])[row.stream].subject
    known = order.deliveries.values() if isinstance(order, OrderState) else ()
    own = [one for one in known if one.carrier == source.store and mark.parcel in ("", one.key)]
    if not own:
        raise DomainError(
            "unknown_delivery",
            f"Order {row.number} has no parcel with {source.store}.",
            remedy="Hand it over on the day's page first.",
            place="order",
        )
    return own[-1]


def _record(stream: str, known: Delivery, mark: TrackingMark, source: SourceRow, *, now: datetime) -> Done:
    actor = f"source:{source.slug}"
    at = mark.at
    if mark.event == "taken":
        return deliveries.hand_over(
            stream, carrier=source.store, delivery=known.key, actor=actor, occurred_at=at, now=now
        )
    if mark.event in ("scanned", "coming"):
        return deliveries.scan(
            stream,
            actor=actor,
            delivery=known.key,
            status=APPROACHED if mark.event == "coming" else mark.status,
            due_at=mark.due_at,
            words=mark.words,
            occurred_at=at,
            now=now,
        )
    ending = Ending(how=mark.how, reason=mark.reason, carrier=source.store, words=mark.words)
    return deliveries.end(stream, delivery=known.key, actor=actor, ending=ending, occurred_at=at, now=now)
