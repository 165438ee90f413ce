"""Cases of the refusal court that wait for somebody, and those that were judged lately."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.court_cases import CourtCase
from otklik.domain.orders import OrderState
from otklik.store import journal, models, queries
from otklik.store.queries import OrderRow

WAITING = ("verdict", "appeal", "appeal_decision")
"""What somebody may owe to a case: a verdict, the partner's reply, a decision about an appeal."""

MOST = 200


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """One case with what is owed to it.

    Parameters
    ----------
    kind
        Of `WAITING`.
    limit_at
        By when; of a case that waits for nobody, when the reply was due.
    """

    order: OrderRow
    case: CourtCase
    kind: str
    limit_at: datetime


def list_waiting(stores: Collection[str] | None) -> list[WaitingCase]:
    """Cases to which somebody owes something, the earliest limit in front.

    Parameters
    ----------
    stores
        Only cases that arose at these; None = all.
    """
    rows = models.Obligation.objects.filter(kind__in=WAITING, closed_at__isnull=True)
    return list(_cases(rows.order_by("limit_at", "stream")[:MOST], stores))


def list_judged(stores: Collection[str] | None, *, limit: int = 30) -> list[WaitingCase]:
    """The latest cases whose verdict waits for no reply any more."""
    rows = models.Obligation.objects.filter(kind="appeal", closed_at__isnull=False)
    found = _cases(rows.order_by("-closed_at", "stream")[:MOST], stores)
    return [one for one in found if one.case.final][:limit]


def _cases(rows: Iterable[models.Obligation], stores: Collection[str] | None) -> Iterable[WaitingCase]:
    found = list(rows)
    streams = {row.stream for row in found}
    orders, states = queries.load_orders(streams), journal.load_states(streams)
    for row in found:
        order = states[row.stream].subject
        case = order.court.get(row.key) if isinstance(order, OrderState) else None
        if case is None or row.stream not in orders or (stores is not None and case.holder not in stores):
            continue
        yield WaitingCase(orders[row.stream], case, row.kind, row.limit_at)
