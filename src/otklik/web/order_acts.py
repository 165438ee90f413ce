"""Acts of the desk on one order: take, hand to a colleague, hand to another store, note, refuse.

Each is a POST, as a form or by a script (`answers.py`). The rules are the domain's; what was done is said in one
sentence. Outcomes of calls are `outcomes.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from otklik.actions import orders
from otklik.domain.desk import DeskRow
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry
from otklik.domain.locales import Locale
from otklik.domain.wording import clean
from otklik.store import clock
from otklik.store.access import Viewer
from otklik.store.desk import list_desk, load_desk_row
from otklik.store.listings import load_place
from otklik.store.queries import OrderRow
from otklik.store.shifts import list_colleagues
from otklik.web.answers import Undo, answer_done, answer_refused, held_order, no_such_order, wants_json
from otklik.web.desk_rows import act_address, draw_row_dial, order_address, render_row
from otklik.web.desk_words import ROW
from otklik.web.devices import place_proved_by
from otklik.web.screens import locale_of
from otklik.web.viewers import viewer_of

Act = Callable[[OrderRow, Viewer, datetime], Mapping[str, str]]
"""Does it, and gives the values of its sentence."""


@require_POST
def take_order(request: HttpRequest, order: str) -> HttpResponse:
    """The viewer takes the order; whoever comes second is told who won and which is the next free one.

    Notes
    -----
    At the till's own browser it is taken in the shop. A take that stops nothing is recorded, and he is told so (law 5).
    """
    said = "take"

    def take(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        nonlocal said
        done = orders.take(
            row.stream, person=viewer.person, place=place_proved_by(request, row.holder), now=now
        )
        said = said_of_take(done.entries)
        return {}

    return act_on(request, order, lambda: said, take)


@require_POST
def assign_order(request: HttpRequest, order: str) -> HttpResponse:
    """Another store answers from now on; the buyer's clock goes on (law 2)."""

    def assign(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        store = request.POST.get("store", "")
        orders.assign(row.stream, store=store, actor=f"person:{viewer.person}", now=now)
        return {"name": clean(load_place(store).name)}

    return act_on(request, order, "assign", assign)


@require_POST
def note_order(request: HttpRequest, order: str) -> HttpResponse:
    """Words for whoever opens the order next."""

    def note(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        words = request.POST.get("words", "")
        orders.note(row.stream, words=words, actor=f"person:{viewer.person}", now=now)
        return {}

    return act_on(request, order, "note", note)


def said_of_take(entries: Sequence[Entry]) -> str:
    """Which sentence a take deserves: it is his, or it is recorded and the shop is told on, and why."""
    taken = next((one.event.data for one in entries if one.event.kind == "order.taken"), None)
    if taken is None or taken["stops"]:
        return "take"
    if not taken["on_shift"]:
        return "take_off_shift"
    return "take_elsewhere" if taken["place"] == "elsewhere" else "take_spent"


def act_on(
    request: HttpRequest,
    order: str,
    name: str | Callable[[], str],
    act: Act,
    *,
    find: Callable[[Viewer, str], OrderRow] = held_order,
) -> HttpResponse:
    """Do an act on an order of the viewer and answer: what was done, or why not; 404 for a foreign order.

    Parameters
    ----------
    order
        Id or number.
    name
        Of its sentence in `act_words.SAID`; asked for after the act where that decides it.
    act
        Does it.
    find
        By which the order is looked up.
    """
    now, viewer, locale = clock.now(), viewer_of(request), locale_of(request)
    try:
        row = find(viewer, order)
    except DomainError as error:
        return no_such_order(request) if error.code != "not_holder" else answer_refused(request, error, {})
    values = {"number": ROW["number"][locale].format(number=clean(row.number))}
    try:
        values |= act(row, viewer, now)
    except DomainError as error:
        return refuse_act(request, row, error, values, now=now)
    return say_done(request, row, name() if callable(name) else name, values, now=now)


def say_done(
    request: HttpRequest,
    row: OrderRow,
    name: str,
    values: Mapping[str, str],
    *,
    undo: Undo | None = None,
    now: datetime,
) -> HttpResponse:
    """The answer to an act that was done, with the order's new row where a script asks."""
    more = row_of(row.stream, locale_of(request), now=now) if wants_json(request) else {}
    return answer_done(request, name, values, undo=undo, more=more, otherwise=order_address(row.id))


def refuse_act(
    request: HttpRequest, row: OrderRow, error: DomainError, values: Mapping[str, str], *, now: datetime
) -> HttpResponse:
    """The answer to an act that the rules refuse; the loser of a race is told who won and what comes next."""
    more: dict[str, Any] = {}
    if wants_json(request):
        locale, viewer = locale_of(request), viewer_of(request)
        more = row_of(row.stream, locale, now=now)
        if error.code == "taken_by_other":
            winner = load_desk_row(row.stream, now=now)
            more["winner"] = clean(winner.owner_name) if winner else ""
            more["next"] = next_free(viewer, row.id, locale, now=now)
            values = {**values, "winner": more["winner"]}
    return answer_refused(request, error, values, more=more, otherwise=order_address(row.id))


def row_of(stream: str, locale: Locale, *, now: datetime) -> dict[str, Any]:
    """The order's row as it is now: `row`, its HTML, or `gone`."""
    found = load_desk_row(stream, now=now)
    return {"row": render_row(found, locale, now=now) if found else "", "gone": found is None}


def next_free(viewer: Viewer, beside: str, locale: Locale, *, now: datetime) -> dict[str, str] | None:
    """The first order that nobody took, other than this one: id, number, where to take it, time left."""
    free = (row for row in list_desk(viewer.stores, now=now) if not row.owner and row.id != beside)
    found: DeskRow | None = next(free, None)
    if found is None:
        return None
    return {
        "id": found.id,
        "number": ROW["number"][locale].format(number=clean(found.number)),
        "take": act_address("take", found.id),
        "left": draw_row_dial(found, locale, now=now).lead,
    }


def colleague_name(store: str, person: str, *, now: datetime) -> str:
    """Name of somebody who works for a store; empty if he doesn't."""
    return next((clean(name) for slug, name, _ in list_colleagues(store, now=now) if slug == person), "")
