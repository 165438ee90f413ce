"""A marketplace with two shops, and callers who send to its API: one key a shop, one for all, one connected shop."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime

from django.test import Client

from otklik.actions import sources
from otklik.store.models import JournalRow
from tests.harness import ACTOR, Desk

STARTS = "2026-03-19 11:02"
NOW = datetime(2026, 3, 19, 8, 2, tzinfo=UTC)

ORDER = {
    "number": "A-1001",
    "placed_at": "2026-03-19T11:02:00+03:00",
    "buyer": {"name": "Мария Петрова", "phone": "8 (900) 000-11-22", "email": "maria@example.com"},
    "lines": [{"sku": "doll", "title": "Кукла", "quantity": 1, "price": "1890.00"}],
    "total": "1890.00",
    "currency": "RUB",
}


class House:
    """The marketplace of the API's tests: `tverskaya` is shop A, `taganka` shop B."""

    def __init__(self) -> None:
        self.desk = desk = Desk(STARTS)
        desk.store("tverskaya", "Mo-Fr 10:00-19:00")
        desk.store("taganka", "Mo-Su 09:00-21:00")
        desk.store("engraver", "Tu-Sa 12:00-18:00", role="supplier")
        for slug, store in (("anna", "tverskaya"), ("boris", "tverskaya"), ("vera", "taganka")):
            desk.person(slug, store)
            desk.joins(slug, store)
        self.keys = {
            "a": sources.create_api_key("key-a", actor=ACTOR, store="tverskaya", now=desk.now),
            "b": sources.create_api_key("key-b", actor=ACTOR, store="taganka", now=desk.now),
            "all": sources.create_api_key("key-all", actor=ACTOR, now=desk.now),
        }
        self.secret = sources.connect_woocommerce("woo", actor=ACTOR, store="tverskaya", now=desk.now)
        self.client = Client(raise_request_exception=False)

    def send(self, method: str, path: str, body=None, *, key: str = "a", **headers: str):
        """One request; `key` names one of `keys`, `none`, or is a key itself."""
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        given = {"Authorization": f"Bearer {self.keys.get(key, key)}"} if key != "none" else {}
        return self.client.generic(method, path, data, "application/json", headers={**given, **headers})

    def get(self, path: str, *, key: str = "a", **headers: str):
        return self.send("GET", f"/api/v1{path}", key=key, **headers)

    def post(self, path: str, body=None, *, key: str = "a", **headers: str):
        return self.send("POST", f"/api/v1{path}", body, key=key, **headers)

    def order(self, *, key: str = "a", **fields) -> str:
        """An order arrives by the API; its id."""
        answer = self.post("/orders", {**ORDER, **fields}, key=key)
        assert answer.status_code == 201, answer.content
        return answer.json()["id"]

    def hook(
        self, body: bytes, *, source: str = "woo", signature: str | None = None, topic: str = "order.created"
    ):
        """A hook of the connected shop, signed by its secret unless a signature is given; "" sends none."""
        signed = sign(body, self.secret) if signature is None else signature
        headers = {"X-WC-Webhook-Topic": topic} | ({"X-WC-Webhook-Signature": signed} if signed else {})
        return self.client.generic(
            "POST", f"/hooks/woocommerce/{source}", body, "application/json", headers=headers
        )

    def kinds(self, order: str) -> list[str]:
        return self.desk.kinds(f"order/{order}")


def sign(body: bytes, secret: str) -> str:
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def positions() -> int:
    """How many facts there are: a forbidden act leaves this as it was."""
    return JournalRow.objects.count()


def refused(answer, status: int, code: str, place: str = "") -> dict:
    """Check that an answer is this problem, whole; gives it."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.content
    said = answer.json()
    assert (answer.status_code, said["code"], said.get("place", "")) == (status, code, place), said
    assert said["type"] == f"urn:otklik:problem:{code}"
    assert said["status"] == status
    assert said["title"]
    assert said["detail"]
    assert answer.headers["Cache-Control"] == "no-store"
    return said
