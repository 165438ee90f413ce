"""Further cards of an order's page, noun by noun: one table; each card's noun has its own file and template."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from otklik.web.alternatives import write_alternatives
from otklik.web.appointments import write_appointment
from otklik.web.handling import write_handling_card
from otklik.web.order_complaints import write_complaints, write_talks
from otklik.web.order_deliveries import write_deliveries
from otklik.web.order_scenes import OrderScene
from otklik.web.playbook_cards import write_playbook_card
from otklik.web.process_cards import write_processes
from otklik.web.promise_cards import write_promises
from otklik.web.readiness import write_readiness
from otklik.web.windows import write_window

Column = Literal["top", "main", "side"]
"""Under the next step over the whole width, in the wide column, or in the narrow one."""


@dataclass(frozen=True, slots=True)
class CardKind:
    """One row: in which column, with which template, and what writes its content; None = the order has no such card."""

    column: Column
    template: str
    write: Callable[[OrderScene], Any]


CARDS: tuple[CardKind, ...] = (
    CardKind("main", "order_process.html", write_processes),
    CardKind("main", "order_readiness.html", write_readiness),
    CardKind("main", "order_appointment.html", write_appointment),
    CardKind("main", "order_window.html", write_window),
    CardKind("main", "order_delivery.html", write_deliveries),
    CardKind("main", "order_promises.html", write_promises),
    CardKind("main", "order_complaints.html", write_complaints),
    CardKind("side", "order_alternatives.html", write_alternatives),
    CardKind("side", "order_playbook.html", write_playbook_card),
    CardKind("side", "order_talks.html", write_talks),
    CardKind("side", "order_handling.html", write_handling_card),
)
"""In the order in which they stand in their column."""


@dataclass(frozen=True, slots=True)
class OrderCard:
    """One card as the page shows it: its template sees `content` as `card`."""

    column: Column
    template: str
    content: Any


def write_cards(scene: OrderScene) -> tuple[OrderCard, ...]:
    """The cards that this order has for this viewer."""
    written = ((kind, kind.write(scene)) for kind in CARDS)
    return tuple(OrderCard(kind.column, kind.template, one) for kind, one in written if one is not None)
