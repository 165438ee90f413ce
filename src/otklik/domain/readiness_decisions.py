"""What is said of the parts of a pickup: goods by scan, papers by hand or by system; never "ready" (law 12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.derived import wanted_of
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.order_decisions import require_order, source_of
from otklik.domain.orders import OrderState
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

LONGEST_CODE = 80


def lines_of(order: OrderState, code: str) -> tuple[str, ...]:
    """Ids of the lines that a scanned code means: the code on the goods, or the line's own id.

    Raises
    ------
    DomainError
        `unknown_code`: nothing of this order has it.
    """
    wanted = code.strip().casefold()
    by_sku = tuple(line.id for line in order.lines if wanted and line.sku.casefold() == wanted)
    found = by_sku or tuple(line.id for line in order.lines if line.id == code.strip())
    if not found:
        raise DomainError(
            "unknown_code",
            f"Nothing of order {order.number} has the code {code.strip()[:LONGEST_CODE]!r}.",
            remedy=f"Its goods: {', '.join(line.sku or line.id for line in order.lines)}.",
            place="code",
        )
    return found


def decide_arrived(
    state: StreamState, world: World, now: datetime, *, actor: str, code: str = "", store: str = ""
) -> Sequence[Event]:
    """The fact that goods are where the buyer collects them: some (`goods.scanned`), or with these all.

    What is known says nothing new.

    Parameters
    ----------
    code
        Scanned; empty = every line.
    store
        Slug of the place where it was scanned; empty = the store that holds the order.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`, `unknown_code`; `elsewhere`: scanned at another place than the buyer comes to.
    """
    order = require_order(state, "take")
    if store and store != order.holder:
        raise DomainError(
            "elsewhere",
            f"Order {order.number} is collected at {world.store(order.holder).name}.",
            remedy="Scan the goods where the buyer collects them.",
            place="store",
        )
    lines = lines_of(order, code) if code else tuple(line.id for line in order.lines)
    here = {line for line, at in order.readiness.goods.items() if at == order.holder}
    fresh = [line for line in lines if line not in here]
    if not fresh:
        return []
    kind = "goods.arrived" if {line.id for line in order.lines} <= here | set(fresh) else "goods.scanned"
    return [_said(kind, now, actor, lines=fresh, store=order.holder)]


def decide_missing(
    state: StreamState, world: World, now: datetime, *, actor: str, code: str = ""
) -> Sequence[Event]:
    """The fact that goods which were there are not found; of goods that never were there it says nothing.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`, `unknown_code`.
    """
    order = require_order(state, "take")
    lines = lines_of(order, code) if code else tuple(line.id for line in order.lines)
    gone = [line for line in lines if line in order.readiness.goods]
    return [_said("goods.missing", now, actor, lines=gone)] if gone else []


def decide_present(
    state: StreamState, world: World, now: datetime, *, actor: str, paper: str
) -> Sequence[Event]:
    """The fact that a paper is in place; said once.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`; `unknown_paper`: the order's process wants no such paper.
    """
    order = require_order(state, "take")
    _check_paper(order, world, paper)
    return [] if paper in order.readiness.papers else [_said("paper.present", now, actor, paper=paper)]


def decide_withdrawn(
    state: StreamState, world: World, now: datetime, *, actor: str, paper: str
) -> Sequence[Event]:
    """The fact that a paper is in place no longer; of one that was not there it says nothing.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`, `unknown_paper`.
    """
    order = require_order(state, "take")
    _check_paper(order, world, paper)
    return [_said("paper.withdrawn", now, actor, paper=paper)] if paper in order.readiness.papers else []


def _check_paper(order: OrderState, world: World, paper: str) -> None:
    wanted = wanted_of(order, world)
    papers = wanted.papers if wanted else ()
    if paper not in papers:
        raise DomainError(
            "unknown_paper",
            f"Order {order.number} needs no paper {paper[:LONGEST_CODE]!r}.",
            remedy=f"It needs: {', '.join(papers)}." if papers else "It needs no papers.",
            place="paper",
        )


def _said(kind: str, now: datetime, actor: str, **fields: Any) -> Event:
    return make(
        kind,
        occurred_at=now,
        actor=actor,
        source=source_of(actor),
        grade="claimed" if actor.startswith("person:") else "recorded",
        by=actor.partition(":")[2] or None,
        **fields,
    )
