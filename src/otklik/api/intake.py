"""Orders and money come in from a shop's own server: `POST /orders`, `POST /orders/{id}/payments`.

The hot path: the body is read once, as bytes, by the intake that also describes it, and the answer is written by
hand; OpenAPI shows the intake's models. Deciding is `actions/order_intake.py`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from otklik.actions import order_intake, orders, windows
from otklik.actions.order_intake import Arriving, Received
from otklik.api import order_documents
from otklik.api.examples import ORDER, ORDERS_SPLIT, PAYMENT, RECEIVED
from otklik.api.keys import access_order, caller_of, require_store
from otklik.api.router import router
from otklik.domain.errors import DomainError
from otklik.domain.events import instant_text
from otklik.domain.incoming import IncomingOrder
from otklik.domain.money import money_text
from otklik.domain.orders import OrderState
from otklik.domain.windows import current
from otklik.intake import api as intake
from otklik.store import clock, journal, keys
from otklik.store.payloads import RawPayload

TAGS = ["orders in"]

IDEMPOTENCY_KEY = re.compile(r"[\x21-\x7e]{1,255}", re.ASCII)


def _body(model: type[Any], example: Any) -> dict[str, Any]:
    """OpenAPI of a body that the intake reads by itself."""
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    definitions = schema.pop("$defs", {})
    return {
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _inlined(schema, definitions), "example": example}},
        }
    }


def _inlined(schema: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(schema, list):
        return [_inlined(one, definitions) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inlined(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    return {name: _inlined(value, definitions) for name, value in schema.items()}


def _answers(**examples: Any) -> dict[int, Any]:
    return {
        int(status[1:]): {"description": text, "content": {"application/json": {"example": example}}}
        for status, (text, example) in examples.items()
    }


@router.post(
    "/orders",
    tags=TAGS,
    summary="Send an order",
    openapi_extra={
        **_body(intake.OrderBody, ORDER),
        "parameters": [
            {
                "in": "header",
                "name": "Idempotency-Key",
                "schema": {"type": "string", "maxLength": 255},
                "description": "Optional. The same key with the same body is answered as the first time, "
                "with another body 409.",
            }
        ],
        "responses": _answers(
            _201=("The order is on record; by `answer_by` a person calls the buyer.", RECEIVED),
            _200=("It was on record already, or it was changed by this.", ORDERS_SPLIT),
        ),
    },
)
def receive_order(request: HttpRequest) -> HttpResponse:
    """Receive an order, or recognise one that is known.

    The same number again is 200 with the same body; with other content it is 200 too, and the journal keeps
    `order.changed_at_source`. Where lines name several stores the cart is split: the answer is `{"orders": […]}`.
    """
    now = clock.now()
    caller = caller_of(request)
    raw = request.body
    order = intake.parse(raw, received_at=now, default_store=caller.store)
    require_store(caller, order.store, *(line.store for line in order.lines))
    store = _store_of(order)
    arriving = Arriving(
        order=order,
        origin=caller.slug,
        store=store,
        idempotency=idempotency_of(request, raw),
        raw=RawPayload(
            caller.slug, now, raw, {"Content-Type": request.headers.get("Content-Type", "")[:200]}
        ),
    )
    received = order_intake.receive(arriving, now=now)
    window = _agree(received, order.hold, caller.actor, now=now) if order.hold else None
    return _answer(received, window)


def _agree(received: Sequence[Received], hold: str, actor: str, *, now: datetime) -> dict[str, Any]:
    """The window that was held is the order's now; or why not, and the order stands all the same."""
    first = f"order/{received[0].id}"
    try:
        done = windows.accept(first, actor=actor, hold=hold, now=now)
    except DomainError as error:
        agreed = current(journal.load_states([first])[first].subject.windows)
        if agreed is None or error.code != "window_agreed":
            return {"from": None, "to": None, "refused": error.code}
    else:
        agreed = current(done.states[first].subject.windows)
    return (
        {"from": instant_text(agreed.from_at), "to": instant_text(agreed.to_at), "refused": None}
        if agreed
        else {}
    )


def _store_of(order: IncomingOrder) -> str:
    if order.store or all(line.store for line in order.lines):
        return order.store or order.lines[0].store
    raise DomainError(
        "store_missing",
        "The key is for all stores, and the order names none.",
        remedy="Send the slug of the store.",
        place="store",
    )


def idempotency_of(request: HttpRequest, raw: bytes) -> tuple[str, str] | None:
    """The sender's key and a fingerprint of what he sent; None where he sends no key.

    Raises
    ------
    DomainError
        `unreadable`: no key, or one with other characters.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not IDEMPOTENCY_KEY.fullmatch(key):
        raise DomainError(
            "unreadable",
            "The key is empty, too long or has other characters.",
            remedy="Send 1 to 255 printable ASCII characters without spaces.",
            place="Idempotency-Key",
        )
    # Keyed, since a buyer is in the body, and short, since it is kept for ever.
    return key, keys.fingerprint("idempotent request", hashlib.sha256(raw).hexdigest())[:32]


def _answer(received: Sequence[Received], window: dict[str, Any] | None = None) -> HttpResponse:
    bodies = [
        {
            "id": one.id,
            "number": one.number,
            "status_url": order_documents.status_url(f"order/{one.id}"),
            "answer_by": instant_text(one.answer_by) if one.answer_by else None,
        }
        for one in received
    ]
    if len(bodies) > 1:
        stores = [one.store for one in received]
        said: Any = {"orders": [body | {"store": store} for body, store in zip(bodies, stores, strict=True)]}
    else:
        said = bodies[0]
    if window is not None:
        said["window"] = window
    status = 201 if any(one.created for one in received) else 200
    return HttpResponse(json.dumps(said, ensure_ascii=False), status=status, content_type="application/json")


@router.post(
    "/orders/{order}/payments",
    tags=TAGS,
    summary="Tell of money that came",
    openapi_extra={
        **_body(intake.PaymentBody, PAYMENT),
        "responses": _answers(
            _201=("On record.", {"order": RECEIVED["id"], "payment": PAYMENT["id"], "paid": "1890.00"}),
            _200=(
                "It was on record already.",
                {"order": RECEIVED["id"], "payment": PAYMENT["id"], "paid": "1890.00"},
            ),
        ),
    },
)
def receive_payment(request: HttpRequest, order: str) -> HttpResponse:
    """Record a payment of an order; the same `id` twice is one payment.

    Money that comes after the goods were released is a new fact: nothing is taken back by itself.
    """
    now = clock.now()
    row = access_order(request, order)
    payment = intake.parse_payment(request.body, received_at=now)
    done = orders.pay(
        row.stream,
        actor=caller_of(request).actor,
        amount_minor=payment.amount_minor,
        currency=payment.currency,
        payment_id=payment.payment_id,
        occurred_at=payment.paid_at,
        now=now,
    )
    state: OrderState = done.states[row.stream].subject
    said = {
        "order": row.id,
        "payment": payment.payment_id or None,
        "state": state.phase,
        "paid": money_text(state.paid_minor, state.currency),
        "currency": state.currency,
    }
    status = 201 if any(entry.event.kind == "payment.received" for entry in done.entries) else 200
    return HttpResponse(json.dumps(said), status=status, content_type="application/json")
