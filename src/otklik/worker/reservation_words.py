"""What a message about goods put aside says of them; to the store that has them nothing of the order or buyer (R36)."""

from __future__ import annotations

from django.conf import settings

from otklik.channels.wording import Particulars
from otklik.domain.obligations import Obligation
from otklik.domain.orders import OrderState
from otklik.domain.parties import place_of_party
from otklik.domain.reservations import Reservation
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World
from otklik.store.outbox import Leased

ABOUT = ("reservation", "reservation_kept")

ASKED = "reservation_asked"
"""Template of the message that goes to another store than the order's."""


def goods_of(owed: Obligation | None, order: OrderState) -> str:
    """The goods in words, where an obligation is about a reservation; else empty."""
    one = order.reservations.get(owed.ref.key) if owed is not None and owed.ref.kind in ABOUT else None
    return "" if one is None else words_of(one)


def words_of(one: Reservation) -> str:
    """Title and how many."""
    title = one.title or one.sku
    return f"{title} × {one.quantity}" if one.quantity != 1 else title


def compose_asked(leased: Leased, state: StreamState, world: World) -> Particulars:
    """What the store that is asked may read."""
    ref = leased.notice.ref
    owed = state.obligations.get(ref) if ref else None
    store = place_of_party(owed.debtor, world) if owed else None
    return Particulars(
        zone=store.calendar.zone if store else "UTC",
        opened_at=owed.opened_at if owed else None,
        limit_at=owed.limit_at if owed else None,
        kind=ABOUT[0],
        what=goods_of(owed, state.subject),
        desk_url=f"{settings.OTKLIK_BASE_URL}/reservations",
        repeat=leased.unknown,
    )
