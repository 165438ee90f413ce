"""Two orders of one buyer at one store: one of them was a duplicate, or both are wanted; one tap, ten seconds to undo.

What another store sells to the same buyer is never shown: that is not looked up at all (R33).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from otklik.actions import carts, outcomes
from otklik.actions.commit import Done
from otklik.domain.errors import DomainError
from otklik.domain.wording import clean
from otklik.store import clock
from otklik.store.access import Viewer
from otklik.store.queries import OrderRow
from otklik.web.answers import Undo, answer_refused, held_order, no_such_order
from otklik.web.desk_rows import act_address
from otklik.web.desk_words import ROW
from otklik.web.order_acts import refuse_act, say_done
from otklik.web.screens import locale_of
from otklik.web.viewers import viewer_of


@require_POST
def merge_orders(request: HttpRequest, order: str) -> HttpResponse:
    """Withdraw the other order (`other`) as a duplicate of this one."""

    def merge(row: OrderRow, viewer: Viewer, now: datetime) -> Done:
        into = held_order(viewer, order)
        return carts.merge(row.stream, into=into.stream, person=viewer.person, now=now)

    return _act_on(request, request.POST.get("other", ""), "merged", merge)


@require_POST
def keep_order(request: HttpRequest, order: str) -> HttpResponse:
    """Say that an order is no duplicate."""

    def keep(row: OrderRow, viewer: Viewer, now: datetime) -> Done:
        return carts.keep(row.stream, person=viewer.person, now=now)

    return _act_on(request, order, "kept", keep)


def _act_on(
    request: HttpRequest, order: str, name: str, act: Callable[[OrderRow, Viewer, datetime], Done]
) -> HttpResponse:
    now, viewer, locale = clock.now(), viewer_of(request), locale_of(request)
    try:
        row = held_order(viewer, order)
        values = {"number": ROW["number"][locale].format(number=clean(row.number))}
    except DomainError as error:
        return no_such_order(request) if error.code != "not_holder" else answer_refused(request, error, {})
    try:
        recorded = outcomes.recorded_in(act(row, viewer, now))
    except DomainError as error:
        return refuse_act(request, row, error, values, now=now)
    undo = None
    if recorded is not None:
        undo = Undo(row.id, recorded.id, recorded.undo_until_at, act_address("undo", row.id))
    return say_done(request, row, name, values, undo=undo, now=now)
