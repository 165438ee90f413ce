"""Which orders may be one buyer's: by phone and address in the search terms, within a span of time.

The terms go with an erasure, so that nobody who was erased is found again.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.domain.orders import CLOSED
from otklik.store import models, search, vendor


@dataclass(frozen=True, slots=True)
class Cart:
    """One order that may be the same buyer's.

    Parameters
    ----------
    link
        The link that it belongs to already, a `buyer/` stream; empty = none.
    by
        phone or email, by which it was found; empty for the order itself.
    """

    stream: str
    number: str
    holder: str
    placed_at: datetime
    is_open: bool
    link: str
    by: str


def find_others(addresses: Mapping[str, tuple[str, str]]) -> dict[str, dict[str, str]]:
    """Other orders of the same phone or e-mail by order, each with the kind of what they share.

    Parameters
    ----------
    addresses
        Phone (E.164) and e-mail by order; empty = it has none.
    """
    numbers = {phone for phone, _ in addresses.values() if phone}
    mails = {search.normalise(email) for _, email in addresses.values() if email}
    phones = search.find_exact("phone", numbers)
    emails = search.find_exact("email", mails)
    return {
        stream: {
            **{one: "email" for one in emails.get(search.normalise(email), ()) if _is_other(one, stream)},
            **{one: "phone" for one in phones.get(phone, ()) if _is_other(one, stream)},
        }
        for stream, (phone, email) in addresses.items()
    }


def _is_other(found: str, stream: str) -> bool:
    return found != stream and found.startswith("order/")


def find_carts(stream: str, others: Mapping[str, str], *, within: timedelta, limit: int) -> list[Cart]:
    """An order with those of the same phone or address that were placed within a span of it, oldest first.

    Parameters
    ----------
    others
        As `find_others` gives them for it.
    within
        To either side.
    limit
        At most so many; beyond that the oldest are left out.

    Notes
    -----
    Parts of one split cart are one order to its buyer, and history is nobody's present cart: both are left out.
    """
    found = {stream: "", **others}
    rows = {row.stream: row for row in models.Order.objects.filter(stream__in=list(found), history=False)}
    mine = rows.get(stream)
    if mine is None:
        return []
    near = [
        row
        for row in rows.values()
        if abs(row.placed_at - mine.placed_at) <= within
        and (row.stream == stream or (row.origin, row.number) != (mine.origin, mine.number))
    ]
    near = sorted(near, key=lambda row: (row.placed_at, row.stream))[-limit:]
    ties = vendor.select(models.Tie, ("stream", "order"), "order", [row.stream for row in near])
    links = {order: link for link, order in ties if link.startswith("buyer/")}
    return [
        Cart(
            row.stream,
            row.number,
            row.holder,
            row.placed_at,
            row.phase not in CLOSED,
            links.get(row.stream, ""),
            found[row.stream],
        )
        for row in near
    ]


def load_duplicates(carts: Collection[str]) -> dict[str, list[tuple[str, str, str]]]:
    """Stream, number and holder of the open orders of each link that nobody kept or merged."""
    query = models.Order.objects.filter(cart__in=sorted(set(carts) - {""}), closed_at__isnull=True)
    found: dict[str, list[tuple[str, str, str]]] = {}
    for cart, stream, number, holder in query.order_by("placed_at", "stream").values_list(
        "cart", "stream", "number", "holder"
    ):
        found.setdefault(cart, []).append((stream, number, holder))
    return found
