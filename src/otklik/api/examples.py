"""The examples that OpenAPI shows; docs/howto/connect-your-shop.md uses the same ones, and tests send them."""

from __future__ import annotations

from typing import Any

ORDER: dict[str, Any] = {
    "number": "A-1001",
    "store": "taganka",
    "placed_at": "2026-03-19T11:02:00+03:00",
    "buyer": {"name": "Мария Петрова", "phone": "8 (900) 000-11-22", "email": "maria@example.com"},
    "lines": [{"sku": "doll", "title": "Кукла в коробке", "quantity": 1, "price": "1890.00"}],
    "total": "1890.00",
    "currency": "RUB",
    "payment": "on_delivery",
    "delivery": "courier",
}

RECEIVED: dict[str, Any] = {
    "id": "0e4f7bfa-32f4-5b7f-9f0c-5a2f7f1c7c11",
    "number": "A-1001",
    "status_url": "https://desk.example.org/s/mzxw6ytboi4dqmrtgq2tmnzyhe3dqmru",
    "answer_by": "2026-03-19T09:02:00Z",
}

ORDERS_SPLIT: dict[str, Any] = {
    "orders": [
        RECEIVED | {"store": "taganka"},
        {
            "id": "6a1d2b5e-9a4d-57f9-8a31-0d5f6b1c2e77",
            "number": "A-1001",
            "status_url": "https://desk.example.org/s/gezdgnbvgy3tqojqgezdgnbvgy3tqojq",
            "answer_by": "2026-03-19T09:02:00Z",
            "store": "tverskaya",
        },
    ]
}

PAYMENT: dict[str, Any] = {
    "id": "pay-77",
    "amount": "1890.00",
    "currency": "RUB",
    "paid_at": "2026-03-19T11:20:00+03:00",
}

STOCK_LEVELS: dict[str, Any] = {
    "as_of_at": "2026-03-19T10:40:00+03:00",
    "items": [{"sku": "SN-21-25", "quantity": 3}, {"sku": "SN-21-26", "quantity": 0}],
}

GOODS: dict[str, Any] = {
    "currency": "RUB",
    "items": [
        {
            "sku": "SN-21-25",
            "title": "Ботинки зимние «Снегирь»",
            "model": "SN-21",
            "brand": "Метелица",
            "kind": "Ботинки зимние",
            "size": "25",
            "insole_mm": 163,
            "season": "зима",
            "price": "5890.00",
            "quantity": 3,
        }
    ],
}

STOCK: dict[str, Any] = {"url": "https://stock.example/otklik"}

ACTS: dict[str, dict[str, Any]] = {
    "take": {"person": "vera"},
    "contact": {"person": "vera", "means": "call", "talk_s": 64, "grade": "recorded"},
    "attempts": {"person": "vera", "outcome": "no_answer", "next_at": "2030-03-19T12:00:00+03:00"},
    "confirm": {"person": "vera"},
    "refuse": {"person": "vera", "reason": "changed_mind", "comment": "Передумала: подарили такую же."},
    "withdraw": {"said_by": "staff", "words": "Позвонила сама и отказалась.", "person": "vera"},
    "complete": {"person": "vera"},
    "assign": {"store": "tverskaya", "person": "vera"},
    "outcome": {"person": "vera", "outcome": "call_back", "next_at": "2030-03-19T18:00:00+03:00"},
    "undo": {"person": "vera", "outcome": "1"},
    "rescue": {
        "person": "vera",
        "remedy": "fitting",
        "reason": "wanted_try_on",
        "next_at": "2030-03-19T18:30:00+03:00",
    },
    "unpark": {"person": "vera"},
    "hand": {"to": "vera"},
    "goods": {"gone": True},
    "complaints": {
        "about": "not_to_the_door",
        "means": "call",
        "words": "Курьер не поднялся.",
        "person": "vera",
    },
    "notes": {"words": "Просит звонить после 18:00.", "person": "vera"},
    "steps": {"step": "engraving", "happened": "requested", "party": "engraver", "person": "vera"},
    "bank": {"decision": "approved", "person": "vera"},
    "events": {"name": "exchange_asked", "words": "Принесёт чек.", "person": "vera"},
    "pause": {"reason": "choice", "person": "vera"},
    "resume": {"person": "vera"},
    "scans": {"code": "doll", "person": "vera"},
    "papers": {"paper": "bank", "person": "vera"},
    "appointment": {"starts_at": "2026-03-20T12:00:00+03:00", "expert": "vera", "person": "vera"},
    "visits": {"happened": "came", "person": "vera"},
    "promises": {"by": "taganka", "until_at": "2030-03-19T18:00:00+03:00", "what": "Перезвоним с ценой."},
}
"""Act → example of its body."""
