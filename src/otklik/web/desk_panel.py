"""The panel beside the desk: the order in work, with what is needed while one talks.

Buyer and his time, a telephone, goods, a script with the order's facts, the six outcomes, hand-over and refusal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from otklik.domain.desk import DeskRow
from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale, money
from otklik.domain.wording import clean
from otklik.store import clock, conversations, directory, journal
from otklik.store.access import Viewer, access_order
from otklik.store.desk import load_desk_row
from otklik.store.shifts import list_colleagues
from otklik.web.alternative_panel import MissingGoods, list_missing_goods
from otklik.web.answers import no_such_order
from otklik.web.call_panels import render_call_panel
from otklik.web.desk_rows import RowCard, act_address, card_of, order_address
from otklik.web.desk_words import ROW
from otklik.web.panel_words import PANEL
from otklik.web.playbook_cards import PlaybookLine, write_line
from otklik.web.refusals import RefusalStep, first_step
from otklik.web.screens import locale_of
from otklik.web.scripts import Call, Talk, write_script
from otklik.web.viewers import viewer_of

OUTCOMES = (
    ("confirmed", "check"),
    ("call_back", "clock"),
    ("no_answer", "nosig"),
    ("try_on", "home"),
    ("replacement", "swap"),
)
"""Outcomes by their keys, 1 to 5, with their icons; 6 is the refusal, which asks for more."""

CALL_BACK_IN_M = (15, 30, 180)
"""Minutes that the panel offers beside the hour which an outcome takes by itself."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One button of the six."""

    key: int
    name: str
    icon: str
    word: str


@dataclass(frozen=True, slots=True)
class Goods:
    """One line of the order."""

    title: str
    terms: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel as `desk_panel.html` shows it.

    Parameters
    ----------
    row
        The order's row.
    heading
        Whose it is, beside the number.
    initials
        Of the buyer.
    colleagues
        Slug and name of those to whom it may be handed, and whether they are on shift.
    refusal
        First step of the dialog of refusal; None for whoever only looks.
    may_act
        Whether the viewer acts at all; an auditor looks.
    """

    row: RowCard
    heading: str
    initials: str
    comment: str
    goods: tuple[Goods, ...]
    talk: Talk
    outcomes: tuple[Outcome, ...]
    later: tuple[tuple[int, str], ...]
    colleagues: tuple[tuple[str, str, bool], ...]
    refusal: RefusalStep | None
    acts: Mapping[str, str]
    words: Mapping[str, str]
    may_act: bool
    playbook: PlaybookLine | None = None
    missing: tuple[MissingGoods, ...] = ()


@require_safe
def show_panel(request: HttpRequest, order: str) -> HttpResponse:
    """The panel of one order as a fragment; 404 for one that is foreign or has left the desk."""
    now, viewer = clock.now(), viewer_of(request)
    call = conversations.load_call(order, viewer.stores, now=now)
    if call is not None and call.is_open:
        return render_call_panel(request, call, viewer, now=now, may_act=may_act(viewer))
    try:
        row = load_desk_row(access_order(viewer, order).stream, now=now)
    except DomainError:
        row = None
    if row is None:
        return no_such_order(request)
    panel = make_panel(row, viewer, locale_of(request), now=now, may_act=may_act(viewer))
    response = render(request, "desk_panel.html", {"panel": panel})
    response.headers["Cache-Control"] = "no-store"
    return response


def may_act(viewer: Viewer) -> bool:
    """Whether somebody of these roles does more than look."""
    return bool(viewer.roles & {"seller", "head", "partner_manager", "administrator"})


def make_panel(row: DeskRow, viewer: Viewer, locale: Locale, *, now: datetime, may_act: bool) -> Panel:
    """The panel of a row for whoever looks."""
    card = card_of(row, locale, now=now, person=viewer.person)
    words = {
        name: word[locale].format(name=card.owner_name, number=card.number) for name, word in PANEL.items()
    }
    colleagues = list_colleagues(row.store, now=now) if may_act else []
    return Panel(
        row=card,
        heading=words[card.whose],
        initials="".join(word[0] for word in clean(row.buyer).split()[:2]).upper() or "?",
        comment=clean(row.comment),
        goods=tuple(_goods(row, locale)),
        talk=talk_of(row, viewer.name, locale, now=now),
        outcomes=tuple(
            Outcome(key, name, icon, words[name]) for key, (name, icon) in enumerate(OUTCOMES, start=1)
        ),
        later=tuple((minutes, words[f"in_{minutes}"]) for minutes in CALL_BACK_IN_M),
        colleagues=tuple(one for one in colleagues if one[0] not in (row.owner, "")),
        refusal=_refusal(row, locale, now=now) if may_act else None,
        acts={act: act_address(act, row.id) for act in ("take", "hand", "outcome", "note")},
        words=words,
        may_act=may_act,
        playbook=_playbook(row, locale, now=now),
        missing=list_missing_goods(row.stream, locale) if may_act else (),
    )


def _refusal(row: DeskRow, locale: Locale, *, now: datetime) -> RefusalStep:
    world = directory.load_world({row.store}, now=now)
    return first_step(row.id, row.number, world.standards[world.store(row.store).standard], locale)


def _playbook(row: DeskRow, locale: Locale, *, now: datetime) -> PlaybookLine | None:
    state = journal.load_states([f"order/{row.id}"])[f"order/{row.id}"]
    world = directory.load_world({row.store}, now=now)
    return write_line(state, world, order_address(row.id), locale, now=now)


def _goods(row: DeskRow, locale: Locale) -> list[Goods]:
    found = []
    for line in row.lines:
        pieces = [ROW["pieces"][locale].format(n=line.quantity)] if line.quantity > 1 else []
        found.append(
            Goods(clean(line.title), " · ".join([*pieces, money(line.price_minor, row.currency, locale)]))
        )
    return found


def talk_of(row: DeskRow, me: str, locale: Locale, *, now: datetime) -> Talk:
    """The script for the next call, with the order's facts in it.

    Parameters
    ----------
    row
        The order.
    me
        Name of whoever calls.
    locale
        Language.
    now
        Aware UTC.
    """
    step = row.step
    duty, limit_at = (step.kind, step.limit_at) if step else ("", None)
    return write_script(row, Call(row.buyer, me, row.store_name, duty, limit_at, row.zone), locale, now=now)
