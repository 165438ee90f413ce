"""The view that one writes in an hour: schema, one transaction, the ORM."""

import hashlib
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.http import HttpRequest
from django.urls import path
from ninja import NinjaAPI, Schema
from ninja.security import HttpBearer

from bench.plain.models import Happening, Key, Line, Order


class Buyer(Schema):
    name: str
    phone: str
    email: str


class LineIn(Schema):
    sku: str
    title: str
    quantity: int
    price: Decimal


class OrderIn(Schema):
    number: str
    placed_at: datetime
    buyer: Buyer
    lines: list[LineIn]
    total: Decimal
    currency: str
    payment: str
    delivery: str


class ByKey(HttpBearer):
    def authenticate(self, request: HttpRequest, token: str) -> Key | None:
        return Key.objects.filter(digest=hashlib.sha256(token.encode()).hexdigest()).first()


api = NinjaAPI(auth=ByKey(), docs_url=None, openapi_url=None)


@api.post("/orders", response={201: dict})
def receive(request: HttpRequest, body: OrderIn) -> tuple[int, dict[str, object]]:
    answer_by = body.placed_at + timedelta(hours=1)
    with transaction.atomic(durable=True):
        order = Order.objects.create(
            key=request.auth,
            number=body.number,
            store=request.auth.store,
            placed_at=body.placed_at,
            buyer=body.buyer.name,
            phone=body.buyer.phone,
            email=body.buyer.email,
            total=body.total,
            currency=body.currency,
            payment=body.payment,
            delivery=body.delivery,
            answer_by=answer_by,
        )
        Line.objects.bulk_create([Line(order=order, **line.dict()) for line in body.lines])
        Happening.objects.create(order=order, kind="order.received", body=request.body)
    return 201, {"id": order.pk, "number": order.number, "answer_by": answer_by}


urlpatterns = [path("api/v1/", api.urls)]
