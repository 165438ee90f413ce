"""What a stock system is told: the goods of one order as they are now, and why (`docs/howto/tell-a-stock-system.md`).

Nothing of the buyer is in it. The address and the secret are read here, at the last moment.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from otklik.channels import webhook
from otklik.channels.message import Message
from otklik.domain.errors import DomainError
from otklik.domain.events import instant_text
from otklik.domain.notices import Notice
from otklik.domain.orders import OrderState
from otklik.domain.stream_state import StreamState
from otklik.store import sources


def compose_call(notice: Notice, state: StreamState, *, now: datetime) -> Message:
    """The call of a notice: its body is written anew for each attempt, so that the last word is the true one.

    Raises
    ------
    DomainError
        `no_address`: nobody listens behind the order's source any more.
    """
    order: OrderState = state.subject
    url, secret = sources.load_stock(order.origin)
    if not url or not secret:
        raise DomainError("no_address", f"No stock system listens behind {order.origin}.")
    return Message(
        key=notice.key,
        to=webhook.address_of(url, secret),
        subject="",
        text=json.dumps(body_of(order, state, notice), ensure_ascii=False, separators=(",", ":")),
        html="",
        locale="en",
        at=now,
    )


def body_of(order: OrderState, state: StreamState, notice: Notice) -> dict[str, Any]:
    """What is told of an order's goods."""
    owed = state.obligations[notice.ref] if notice.ref else None
    held = order.goods_reserved
    return {
        "event": "goods.reserved" if held else "goods.released",
        "version": state.version,
        "cause": str(owed.ref_fields.get("cause", "")) if owed and not held else "",
        "occurred_at": instant_text(owed.opened_at) if owed else None,
        "source": order.origin,
        "order": {"id": state.stream.partition("/")[2], "number": order.number},
        "lines": [
            {
                "id": line.id,
                "sku": line.sku,
                "title": line.title,
                "quantity": line.quantity,
                "state": line.state,
            }
            for line in order.lines
        ],
    }
