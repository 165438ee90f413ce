"""What a pickup needs, on the order's page: each part, who owes it by when, and the acts on goods and papers.

There is no button for "ready": it is derived (law 12). The scan page has one field that a scanner types into.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from otklik.actions import readiness
from otklik.domain.derived import is_in_place, list_parts
from otklik.domain.errors import DomainError
from otklik.domain.obligations import Obligation
from otklik.domain.orders import OrderState
from otklik.domain.readiness import Part
from otklik.domain.standards import Kind
from otklik.domain.wording import clean
from otklik.store import clock, directory
from otklik.store.access import Viewer
from otklik.store.order_files import OrderFile, load_file
from otklik.store.queries import OrderRow
from otklik.web.answers import held_order, no_such_order
from otklik.web.desk_rows import order_address
from otklik.web.obligations import Reader, party_name
from otklik.web.order_acts import act_on
from otklik.web.order_scenes import OrderScene
from otklik.web.readiness_words import PAPERS, PERSONS, READY
from otklik.web.screens import locale_of, render_screen
from otklik.web.viewers import viewer_of

FACTS = {"goods": "goods.arrived", "paper": "paper.present", "person": "appointment.booked"}
"""Which fact puts a part in place: who owes that fact owes the part."""


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part in words.

    Parameters
    ----------
    kind, value
        goods, paper or person, and what an act on it sends: the code of the goods, the paper's name.
    who
        Who owes it and by when; empty where nobody does.
    """

    kind: str
    value: str
    name: str
    in_place: bool
    state: str
    who: str


@dataclass(frozen=True, slots=True)
class ReadinessCard:
    """The card; acts are addresses, empty where the viewer only looks."""

    words: Mapping[str, str]
    is_ready: bool
    parts: tuple[PartRow, ...]
    note: str
    regressed: str
    goods: str
    paper: str
    scan: str
    href: str


def write_readiness(scene: OrderScene) -> ReadinessCard | None:
    """The card of an order; None where nothing is to be ready, or the order is over."""
    file, reader = scene.file, scene.reader
    order = file.order
    parts = list_parts(order, scene.world) if order.is_open and not order.history else ()
    if not parts:
        return None
    base = f"/orders/{file.row.id}"
    words = {name: word[reader.locale] for name, word in READY.items()}
    known = order.readiness
    note = ""
    if known.is_ready and known.ready_at is not None:
        said = words["since"].format(at=reader.say(known.ready_at))
        note = f"{said} · {words['told' if known.told else 'untold']}"
    return ReadinessCard(
        words=words,
        is_ready=known.is_ready,
        parts=tuple(_row(part, scene) for part in parts),
        note=note,
        regressed=_regressed(order, words),
        goods=f"{base}/goods" if scene.may_act else "",
        paper=f"{base}/paper" if scene.may_act else "",
        scan=f"{base}/scan" if scene.may_act else "",
        href=f"{base}#ready",
    )


def _regressed(order: OrderState, words: Mapping[str, str]) -> str:
    """How often it was ready and then was not; empty = never."""
    count = len(order.readiness.regressions)
    told = sum(one.told for one in order.readiness.regressions)
    if not count:
        return ""
    return words["regressed_told" if told else "regressed"].format(count=count, told=told)


def _row(part: Part, scene: OrderScene) -> PartRow:
    order, reader = scene.file.order, scene.reader
    in_place = is_in_place(part, order, scene.world, reader.now)
    return PartRow(
        kind=part.kind,
        value=_value(part, order),
        name=part_name(part, order, reader),
        in_place=in_place,
        state=READY["in_place" if in_place else "missing"][reader.locale],
        who="" if in_place else _who(part, scene),
    )


def _value(part: Part, order: OrderState) -> str:
    line = next((one for one in order.lines if part.kind == "goods" and one.id == part.name), None)
    return (line.sku or line.id) if line else part.name


def part_name(part: Part, order: OrderState, reader: Reader) -> str:
    """A part as people call it."""
    if part.kind == "goods":
        line = next(one for one in order.lines if one.id == part.name)
        return clean(line.title) or clean(line.sku) or line.id
    table = PAPERS if part.kind == "paper" else PERSONS
    return table[part.name][reader.locale] if part.name in table else clean(part.name.replace("_", " "))


def _who(part: Part, scene: OrderScene) -> str:
    """Who owes a part, and by when; empty where nobody owes it."""
    standard = scene.world.standards.get(scene.world.store(scene.file.order.holder).standard)
    kinds = standard.kinds if standard else {}
    owed = [
        one
        for one in scene.file.state.obligations.values()
        if one.is_owed and one.ref.kind in kinds and _brings(kinds[one.ref.kind], part)
    ]
    first = min(owed, key=lambda one: one.limit_at, default=None)
    return _owes(first, scene.reader) if first else ""


def _brings(kind: Kind, part: Part) -> bool:
    return any(one.on == FACTS[part.kind] and one.what in (None, part.name) for one in kind.met_by)


def _owes(one: Obligation, reader: Reader) -> str:
    who = party_name(one.debtor, reader.names, reader.locale)
    return READY["owes"][reader.locale].format(who=who, until=reader.say(one.limit_at))


@dataclass(frozen=True, slots=True)
class ScanPage:
    """The page of one field: a scanner types the code and sends it."""

    title: str
    words: Mapping[str, str]
    href: str
    act: str
    here: str
    parts: tuple[tuple[str, str, bool], ...]


@require_safe
def show_scan(request: HttpRequest, order: str) -> HttpResponse:
    """The page on which goods are scanned; 404 for a foreign order."""
    now, viewer, locale = clock.now(), viewer_of(request), locale_of(request)
    try:
        file = load_file(held_order(viewer, order))
    except DomainError:
        return no_such_order(request)
    words = {name: word[locale] for name, word in READY.items()}
    world = directory.load_world([file.order.holder], now=now)
    href = order_address(file.row.id)
    page = ScanPage(
        title=words["scan_page"],
        words=words | {"back": words["back"].format(number=clean(file.order.number))},
        href=href,
        act=f"{href}/goods",
        here=f"{href}/scan",
        parts=_goods(file, world.store(file.order.holder).slug),
    )
    return render_screen(request, "scan.html", page, section="orders")


def _goods(file: OrderFile, store: str) -> tuple[tuple[str, str, bool], ...]:
    there = file.order.readiness.goods
    return tuple(
        (clean(one.title) or one.id, one.sku or one.id, there.get(one.id) == store)
        for one in file.order.lines
    )


@require_POST
def mark_goods(request: HttpRequest, order: str) -> HttpResponse:
    """Goods are here, by a code; or, where the form says so, they are not found."""
    lost, code = request.POST.get("happened") == "missing", request.POST.get("code", "").strip()
    said = "lost" if lost else "scanned"

    def mark(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        nonlocal said
        if not code:
            raise DomainError("unknown_code", "No code was sent.", place="code")
        act = readiness.miss if lost else readiness.scan
        done = act(row.stream, actor=f"person:{viewer.person}", code=code, now=now)
        said = said if done.entries else "known_scan"
        return {}

    return act_on(request, order, lambda: said, mark)


@require_POST
def mark_paper(request: HttpRequest, order: str) -> HttpResponse:
    """A paper is in place, or not any more."""
    gone, paper = request.POST.get("happened") == "withdrawn", request.POST.get("paper", "")

    def mark(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        act = readiness.withdraw if gone else readiness.present
        act(row.stream, actor=f"person:{viewer.person}", paper=paper, now=now)
        return {}

    return act_on(request, order, "paper_gone" if gone else "paper", mark)
