"""The dialog in which an order is refused: why, what keeps the order, what the gate will do, and only then the refusal.

It shows exactly what `domain/refusals.weigh` says (law 7). Each step is a page of its own, so it works without a
script; with one the same steps are shown in the dialog, and what the gate says is read anew while one looks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale, phone_text
from otklik.domain.orders import OrderState
from otklik.domain.refusal_reasons import MACHINES_ALONE, reasons_of
from otklik.domain.refusals import Refusal, Weighing, weigh
from otklik.domain.standards import Reason, Standard
from otklik.domain.streams import stores_of
from otklik.domain.wording import capitalised, clean
from otklik.domain.world import World
from otklik.store import clock, directory
from otklik.store.access import Viewer
from otklik.store.order_files import OrderFile, buyer_in, load_file
from otklik.web.answers import held_order
from otklik.web.desk_rows import act_address, order_address
from otklik.web.dials import moment_of, span_text
from otklik.web.evidence import Evidence, list_evidence
from otklik.web.obligations import Reader
from otklik.web.readers import read_for
from otklik.web.refusal_words import REFUSE, SUBMIT, VERDICT
from otklik.web.rescues import Remedy, hint_for, offer_remedies
from otklik.web.screens import render_screen
from otklik.web.unlisted import no_such_page
from otklik.web.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class Choice:
    """One reason to choose: its words and the step that it leads to."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Bar:
    """How much of the waiting is over: its words, and per cent."""

    gone: int
    words: str


@dataclass(frozen=True, slots=True)
class GateView:
    """What the gate will do, in words.

    Parameters
    ----------
    tone, icon, title, why
        Colour and icon of the tokens, heading, one sentence.
    bar
        The time that runs; None where none does.
    evidence, missing
        What is missing or there, and whether anything is missing.
    locked
        Whether a refusal is stopped.
    submit, direct
        The button's word, and whether its form is shown at once.
    """

    tone: str
    icon: str
    title: str
    why: str
    bar: Bar | None
    evidence: tuple[Evidence, ...]
    missing: bool
    locked: bool
    submit: str
    direct: bool = False


@dataclass(frozen=True, slots=True)
class RefusalStep:
    """One step of the dialog.

    Parameters
    ----------
    choices
        Reasons to choose from; empty in the last step.
    reason, detail
        Codes that are chosen.
    chosen
        They, in words.
    again
        Address of this step, to be read anew; empty where nothing changes by itself.
    first
        Address of the first step.
    call_first
        Whether the remedy is to call.
    is_parked
        Whether this very refusal waits already.
    details
        Code and words of what may be said more closely, where nothing asks for it.
    may_override
        Whether the reader may let a locked refusal pass.
    """

    number: str
    title: str
    lead: str
    words: Mapping[str, str]
    choices: tuple[Choice, ...]
    first: str
    href: str
    acts: Mapping[str, str]
    again: str = ""
    reason: str = ""
    detail: str = ""
    chosen: str = ""
    gate: GateView | None = None
    remedies: tuple[Remedy, ...] = ()
    hint: str = ""
    call_href: str = ""
    call: str = ""
    call_first: bool = False
    is_parked: bool = False
    asks_demanded: bool = False
    needs_comment: bool = False
    details: tuple[tuple[str, str], ...] = ()
    may_override: bool = False


@require_safe
def show_refusal(request: HttpRequest, order: str) -> HttpResponse:
    """A step of the dialog: a page, or its inside alone for a script; 404 for a foreign order.

    Parameters
    ----------
    order
        Id.

    Notes
    -----
    `?reason` and `?detail` choose; an order that is over leads back to its page.
    """
    now, viewer = clock.now(), viewer_of(request)
    try:
        row = held_order(viewer, f"order/{order}")
    except DomainError:
        return no_such_page()
    file = load_file(row)
    if not file.order.is_open or file.order.history or file.order.erased:
        return HttpResponseRedirect(order_address(row.id))
    world = directory.load_world({*stores_of(file.state), file.order.first_store}, now=now)
    reader = read_for(file, viewer, world, request, (), now=now)
    step = write_refusal(file, world, reader, viewer, request.GET)
    if "HX-Request" in request.headers:
        response = render(request, "refusal_step.html", {"step": step})
        response.headers["Cache-Control"] = "no-store"
        return response
    return render_screen(request, "refusal.html", step, section="orders")


def first_step(order: str, number: str, standard: Standard, locale: Locale) -> RefusalStep:
    """The first step of an order: the reasons.

    Parameters
    ----------
    order, number
        Id and number.
    standard
        Whose reasons are in force.
    locale
        Language.
    """
    reasons = reasons_of(standard)
    top = {code: one for code, one in reasons.items() if not one.of and code not in MACHINES_ALONE}
    words = _words(number, locale)
    return RefusalStep(
        number=clean(number),
        title=words["why"],
        lead=words["lead"],
        words=words,
        choices=tuple(Choice(_said(one, locale), _step(order, reason=code)) for code, one in top.items()),
        first=_step(order),
        href=order_address(order),
        acts={name: act_address(name, order) for name in ("refuse", "rescue", "unpark")},
    )


def write_refusal(
    file: OrderFile, world: World, reader: Reader, viewer: Viewer, chosen: Mapping[str, str]
) -> RefusalStep:
    """The step that a choice leads to.

    Parameters
    ----------
    file, world
        The order, and what it stands in.
    reader, viewer
        For whom.
    chosen
        `reason` and `detail`, as the address has them; unknown codes choose nothing.
    """
    order, locale = file.order, reader.locale
    standard = world.standards[world.store(order.holder).standard]
    reasons = reasons_of(standard)
    start = first_step(file.row.id, order.number, standard, locale)
    code, detail = chosen.get("reason", ""), chosen.get("detail", "")
    reason = reasons.get(code)
    if reason is None or reason.of or code in MACHINES_ALONE:
        return start
    more = {name: one for name, one in reasons.items() if one.of == code}
    if reason.asks == "why" and more and detail not in more:
        return _second_step(start, file.row.id, code, reason, more, locale)
    return _last_step(start, file, world, reader, viewer, (code, detail if detail in more else ""))


def _second_step(
    start: RefusalStep, order: str, code: str, reason: Reason, more: Mapping[str, Reason], locale: Locale
) -> RefusalStep:
    """The reasons of the second level."""
    said = _said(reason, locale)
    return replace(
        start,
        title=start.words["detail"].format(reason=said),
        lead=start.words["detail_lead"],
        choices=tuple(
            Choice(_said(one, locale), _step(order, reason=code, detail=name)) for name, one in more.items()
        ),
        reason=code,
        chosen=said,
    )


def _last_step(
    start: RefusalStep, file: OrderFile, world: World, reader: Reader, viewer: Viewer, chosen: tuple[str, str]
) -> RefusalStep:
    """What keeps the order, what the gate will do, and the refusal itself."""
    order, locale = file.order, reader.locale
    code, detail = chosen
    reasons = reasons_of(world.standards[world.store(order.holder).standard])
    asked = Refusal(reason=code, comment="", by=viewer.person, detail=detail)
    weighing = weigh(file.state, world, reader.now, asked)
    gate = _gate(order, weighing, reader)
    last = reasons[detail or code]
    remedy = last.remedy if last.remedy != "none" else reasons[code].remedy
    remedies = offer_remedies(remedy, order, world, reader)
    phone = buyer_in(file.entries).phone
    said = [_said(reasons[code], locale), _said(reasons[detail], locale) if detail else ""]
    return replace(
        start,
        title=gate.title,
        lead=gate.why,
        choices=(),
        again=_step(file.row.id, reason=code, detail=detail),
        reason=code,
        detail=detail,
        chosen=": ".join(one for one in said if one),
        gate=gate,
        remedies=remedies,
        hint="" if remedies else hint_for(code, reader),
        call_href=f"tel:{phone}" if phone else "",
        is_parked=(order.parked_reason, order.parked_detail) == (code, detail),
        call_first=bool(phone and remedies and remedies[0].name == "call_again"),
        call=start.words["call"].format(phone=phone_text(phone)) if phone else "",
        asks_demanded="demanded" in (last.asks, reasons[code].asks),
        needs_comment="required" in (last.comment, reasons[code].comment),
        details=_details(reasons, code, locale) if not detail else (),
        may_override=gate.locked and "administrator" in viewer.roles,
    )


def _details(reasons: Mapping[str, Reason], code: str, locale: Locale) -> tuple[tuple[str, str], ...]:
    return tuple((name, _said(one, locale)) for name, one in reasons.items() if one.of == code)


def _gate(order: OrderState, weighing: Weighing, reader: Reader) -> GateView:
    """What the gate will do, in words."""
    locale = reader.locale
    name = verdict_of(weighing)
    verdict = VERDICT[name]
    at = moment_of(weighing.passes_at, reader.zone, locale, now=reader.now)
    evidence = list_evidence(order, weighing, locale)
    kind = "park" if name.startswith(("hold", "instant")) else "block" if name.startswith("block") else name
    return GateView(
        tone=verdict.tone,
        icon=verdict.icon,
        title=verdict.title[locale].format(at=at),
        why=verdict.why[locale].format(at=at),
        bar=None if weighing.is_open else _bar(order.placed_at, weighing.passes_at, reader),
        evidence=evidence,
        missing=any(not one.good for one in evidence),
        locked=kind == "block",
        submit=SUBMIT.get(kind, SUBMIT["passes"])[locale],
        direct=name == "lawful",
    )


def verdict_of(weighing: Weighing) -> str:
    """Which row of `refusal_words.VERDICT` says what the gate will do."""
    if weighing.lawful:
        return "lawful"
    if weighing.is_open:
        return "passes"
    if weighing.mode == "warn":
        return "warn"
    name = weighing.ends if weighing.mode == "park" else "block"
    return f"{name}_missing" if weighing.unmet and weighing.ends != "hold" else name


def _bar(from_at: datetime, to_at: datetime, reader: Reader) -> Bar | None:
    """How much of the waiting is over; None once it is."""
    whole_s = int((to_at - from_at).total_seconds())
    gone_s = int((reader.now - from_at).total_seconds())
    if not 0 <= gone_s < whole_s:
        return None
    said = REFUSE["elapsed"][reader.locale].format(
        gone=span_text(gone_s, reader.locale), whole=span_text(whole_s, reader.locale)
    )
    return Bar(100 * gone_s // whole_s, said)


def _said(reason: Reason, locale: Locale) -> str:
    return capitalised(reason.ru if locale == "ru" else reason.en)


def _step(order: str, **chosen: str) -> str:
    query = urlencode({name: value for name, value in chosen.items() if value})
    address = reverse("order_refusal", kwargs={"order": order})
    return f"{address}?{query}" if query else address


def rescue_address(order_id: str, order: OrderState) -> str:
    """The step that keeps an order whose refusal waits."""
    return _step(order_id, reason=order.parked_reason, detail=order.parked_detail)


def _words(number: str, locale: Locale) -> dict[str, str]:
    words = {name: word[locale] for name, word in REFUSE.items()}
    return words | {name: words[name].format(number=clean(number)) for name in ("title", "order")}
