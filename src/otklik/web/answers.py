"""How an act answers: a form goes back to where it was sent from, a script gets JSON (done, or a problem).

The contract with scripts: 200 `{"done": true, "said", "row", "gone", "undo"}`, or a problem with `code`, `said` and for
a lost race `winner` and `next`. Acts are looked up here once: foreign and unknown orders are one answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme

from otklik.domain.errors import DomainError
from otklik.store.access import Viewer, access_order
from otklik.store.queries import OrderRow
from otklik.web.sayings import sentence, with_saying
from otklik.web.screens import locale_of
from otklik.web.unlisted import no_such_page

CONFLICTS = frozenset(
    {
        "taken_by_other", "order_closed", "order_erased", "not_holder", "same_store", "not_on_shift",
        "undo_too_late", "undo_not_yours", "undo_overtaken", "call_answered", "refusal_blocked",
        "pause_running", "no_pause", "may_not_pause", "nothing_to_pause",
    }
)  # fmt: skip
"""Codes that are 409: the order is not as the sender thought. The others are 422."""

HEADERS = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class Undo:
    """What can be undone: the order's id, the outcome's id, until when, and where to send it."""

    order: str
    outcome: str
    until_at: datetime
    url: str


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks."""
    return "application/json" in request.headers.get("Accept", "")


def no_such_order(request: HttpRequest) -> HttpResponse:
    """404, for what is foreign and what is not there alike."""
    if not wants_json(request):
        return no_such_page()
    return _problem(404, "unknown_order", sentence("unknown_order", locale_of(request)))


def held_order(viewer: Viewer, order: str) -> OrderRow:
    """The order, if one of the viewer's stores answers for it now.

    Raises
    ------
    DomainError
        `unknown_order`, `ambiguous_number`; `not_holder`: it was handed to another store.
    """
    row = access_order(viewer, order)
    if viewer.stores is not None and row.holder not in viewer.stores:
        raise DomainError("not_holder", f"Order {row.number} was handed to another store.")
    return row


def answer_done(
    request: HttpRequest,
    name: str,
    values: Mapping[str, str],
    *,
    undo: Undo | None = None,
    more: Mapping[str, Any] | None = None,
    otherwise: str = "/",
) -> HttpResponse:
    """The answer to an act that was done.

    Parameters
    ----------
    name
        Of the sentence in `act_words.SAID`.
    values
        For its placeholders.
    undo
        What can be undone.
    more
        More fields of the JSON answer, such as `row` and `gone`.
    otherwise
        Where a form leads that names no page of ours.
    """
    if wants_json(request):
        answer: dict[str, Any] = {
            "done": True,
            "said": sentence(name, locale_of(request), values),
            **(more or {}),
        }
        if undo:
            answer["undo"] = {"url": undo.url, "outcome": undo.outcome, "until": undo.until_at.timestamp()}
        return JsonResponse(answer, headers=HEADERS)
    back = with_saying(_back(request, otherwise), name, f"{undo.order}.{undo.outcome}" if undo else "")
    return HttpResponseRedirect(back, status=303, headers=HEADERS)


def answer_refused(
    request: HttpRequest,
    error: DomainError,
    values: Mapping[str, str],
    *,
    more: Mapping[str, Any] | None = None,
    otherwise: str = "/",
) -> HttpResponse:
    """The answer to an act that the rules refuse; parameters as for `answer_done`."""
    if error.code in ("unknown_order", "ambiguous_number"):
        return no_such_order(request)
    if wants_json(request):
        status = 409 if error.code in CONFLICTS else 422
        return _problem(status, error.code, sentence(error.code, locale_of(request), values), more)
    return HttpResponseRedirect(
        with_saying(_back(request, otherwise), error.code), status=303, headers=HEADERS
    )


def _problem(status: int, code: str, said: str, more: Mapping[str, Any] | None = None) -> JsonResponse:
    return JsonResponse(
        {"type": "about:blank", "status": status, "title": said, "code": code, "said": said, **(more or {})},
        status=status,
        content_type="application/problem+json",
        headers=HEADERS,
    )


def _back(request: HttpRequest, otherwise: str) -> str:
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and not urlsplit(back).netloc
    return back if safe else otherwise
