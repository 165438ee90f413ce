"""Acts of the order's page on goods that are not there: look, offer, reserve, taken or not, note a competitor's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_POST

from otklik.actions import alternatives, reservations
from otklik.domain.alternative_decisions import Proposal
from otklik.domain.alternatives import COMPETITOR
from otklik.domain.errors import DomainError
from otklik.domain.orders import OrderState
from otklik.store import journal
from otklik.store.access import Viewer
from otklik.store.queries import OrderRow
from otklik.web.order_acts import act_on

CALL = "call"


@require_POST
def act_on_alternatives(request: HttpRequest, order: str) -> HttpResponse:
    """Do the act that the form names; what is said depends on it."""
    act = request.POST.get("act", "")

    def do(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        if act not in ACTS:
            raise DomainError("unknown_act", f"{act!r} is no act.", place="act")
        return ACTS[act](row.stream, request.POST, viewer.person, now)

    return act_on(request, order, f"alternative_{act}" if act in ACTS else "alternative_seek", do)


def _seek(order: str, form: QueryDict, person: str, now: datetime) -> Mapping[str, str]:
    found = alternatives.seek(order, line=form.get("line", ""), actor=f"person:{person}", by=person, now=now)
    return {"n": str(len(found.choices) + len(found.notes))}


def _found(order: str, form: QueryDict) -> Proposal:
    subject = journal.load_states([order])[order].subject
    assert isinstance(subject, OrderState)
    return alternatives.proposal_of(
        subject,
        form.get("line", ""),
        rung=form.get("rung", ""),
        store=form.get("store", ""),
        sku=form.get("sku", ""),
    )


def _offer(order: str, form: QueryDict, person: str, now: datetime) -> Mapping[str, str]:
    alternatives.offer(order, proposal=_found(order, form), actor=f"person:{person}", by=person, now=now)
    return {}


def _reserve(order: str, form: QueryDict, person: str, now: datetime) -> Mapping[str, str]:
    found = _found(order, form)
    alternatives.offer(order, proposal=found, actor=f"person:{person}", by=person, reserve=True, now=now)
    return {}


def _note(order: str, form: QueryDict, person: str, now: datetime) -> Mapping[str, str]:
    proposal = Proposal(
        line=form.get("line", ""),
        rung=COMPETITOR,
        title=form.get("title", "")[:200],
        why={"link": form.get("link", "").strip()},
    )
    alternatives.offer(order, proposal=proposal, actor=f"person:{person}", by=person, now=now)
    return {}


def _accept(order: str, form: QueryDict, person: str, now: datetime) -> Mapping[str, str]:
    offer = form.get("offer", "")
    alternatives.accept(order, offer=offer, actor=f"person:{person}", by=person, means=CALL, now=now)
    return {}


def _decline(order: str, form: QueryDict, person: str, now: datetime) -> Mapping[str, str]:
    alternatives.decline(order, offer=form.get("offer", ""), actor=f"person:{person}", by=person, now=now)
    return {}


def _free(order: str, form: QueryDict, person: str, now: datetime) -> Mapping[str, str]:
    reservations.free(order, reservation=form.get("reservation", ""), actor=f"person:{person}", now=now)
    return {}


ACTS: Mapping[str, Callable[[str, QueryDict, str, datetime], Mapping[str, str]]] = {
    "seek": _seek,
    "offer": _offer,
    "reserve": _reserve,
    "note": _note,
    "accept": _accept,
    "decline": _decline,
    "free": _free,
}
"""Name in the form → what it does, as whom, and the values of its sentence (`act_words.SAID`)."""
