"""Hooks of shops, exchanges and payment services: `POST /hooks/<type>/<source>`, signed over the raw bytes.

A shop that isn't answered 2xx switches its hook off after a few times, so everything authentic is taken: a repeat, a
change, what is of no use here, and what can't be read, which waits in quarantine for a person. An unsigned ping stores
nothing but when it came. Reading the payload is the intake's business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from otklik.actions import order_intake
from otklik.actions.order_intake import Arriving
from otklik.api.calls import is_signed, take_call
from otklik.api.payments import take_payment
from otklik.api.tracking import take_mark
from otklik.domain.errors import DomainError
from otklik.intake import calls, payments, tracking
from otklik.intake.registry import HOOKS, Hook
from otklik.store import clock, payloads, proofs, sources
from otklik.store.payloads import RawPayload
from otklik.store.sources import SourceRow

KEPT_HEADERS = ("Content-Type", "X-WC-Webhook-Topic", "X-WC-Webhook-Delivery-ID", "X-WC-Webhook-Source")
"""Headers kept beside a body: what it is about and where it came from, never its signature."""

SIGNED: Mapping[str, Callable[..., HttpResponse]] = {
    calls.NAME: take_call,
    payments.NAME: take_payment,
    tracking.NAME: take_mark,
}
"""Types of sources that are no shops, all signed alike → what takes a body of theirs."""


@csrf_exempt
@require_POST
def receive_hook(request: HttpRequest, type: str, source: str) -> HttpResponse:
    """Take one hook of a connected shop.

    Parameters
    ----------
    type
        Kind of shop, a key of `intake.registry.HOOKS`, or of `SIGNED`.
    source
        Slug of the source.

    Raises
    ------
    DomainError
        `unknown_hook` (404): no such source, or it was revoked; `unauthorized` (401): not its signature.
    """
    if type in SIGNED:
        return _receive_signed(request, type, source)
    hook = HOOKS.get(type)
    known = sources.find_source(source, type) if hook else None
    if hook is None or known is None:
        raise _unknown_hook()
    raw = request.body
    if hook.is_ping(raw, request.headers):
        proofs.prove(f"ping {known.slug}", now=clock.now())
        return JsonResponse({"result": "pong"})
    if not hook.verify(raw, request.headers, sources.load_secrets(known).secret):
        raise _unsigned()
    return _take(request, hook, known, raw, now=clock.now())


def _receive_signed(request: HttpRequest, type: str, source: str) -> HttpResponse:
    known = sources.find_source(source, type)
    if known is None:
        raise _unknown_hook()
    if not is_signed(request, sources.load_secrets(known).secret):
        raise _unsigned()
    return SIGNED[type](request, known, now=clock.now())


def _unknown_hook() -> DomainError:
    return DomainError(
        "unknown_hook", "No shop is connected here.", remedy="`otklik source list` shows the addresses."
    )


def _unsigned() -> DomainError:
    return DomainError(
        "unauthorized",
        "The signature is missing or wrong.",
        remedy="Type the source's secret into the shop's hook.",
    )


def _take(request: HttpRequest, hook: Hook, source: SourceRow, raw: bytes, *, now: datetime) -> HttpResponse:
    topic = hook.topic(request.headers)
    if topic and topic not in hook.ORDER_TOPICS:
        return JsonResponse({"result": "ignored", "topic": topic[:64]})
    payload = payload_of(request, source, raw, now=now)
    try:
        order = hook.parse(raw, received_at=now, default_store=source.store)
        if order.source_status in hook.DRAFT_STATUSES:
            return JsonResponse({"result": "ignored", "status": order.source_status})
        arriving = Arriving(order=order, origin=source.slug, store=source.store, raw=payload)
        received = order_intake.receive(arriving, now=now)
    except DomainError as error:
        return _set_aside(payload, error)
    created = any(one.created for one in received)
    changed = any(one.changed for one in received)
    result = "created" if created else "changed" if changed else "known"
    return JsonResponse({"result": result, "orders": [one.id for one in received]})


def payload_of(request: HttpRequest, source: SourceRow, raw: bytes, *, now: datetime) -> RawPayload:
    """The body as it came, with the headers that say what it is."""
    kept = {name: request.headers[name][:200] for name in KEPT_HEADERS if name in request.headers}
    return RawPayload(source.slug, now, raw, kept)


def _set_aside(payload: RawPayload, error: DomainError) -> HttpResponse:
    """Keep what is authentic and can't be received, durably, and say so with a success."""
    payloads.quarantine(
        RawPayload(payload.source, payload.received_at, payload.body, payload.headers, error=str(error)[:500])
    )
    return JsonResponse({"result": "quarantined", "code": error.code}, status=202)
