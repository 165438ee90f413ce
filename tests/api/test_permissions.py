"""Who may do what: every address × method × caller, from the resolver itself; an address without a row fails.

Foreign and unknown are one answer (404), and a forbidden request leaves no fact behind.
"""

import json
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from otklik.api.examples import ACTS, GOODS, PAYMENT, STOCK_LEVELS
from tests.api.caller import ORDER, positions

CALLERS = ("none", "a", "b", "all")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
OWN = {"none": 401, "a": 200, "b": 404, "all": 200}
"""The order of the matrix is shop A's."""

AT_HOME = {**ACTS, "assign": {"store": "taganka"}, "hand": {"to": "boris"}}
BODIES = {
    act: {
        **body,
        **({"person": "anna"} if "person" in body else {}),
        **({"by": "tverskaya"} if "by" in body else {}),
    }
    for act, body in AT_HOME.items()
}

# route → method → caller → status. A method that is not named must be 405 for everybody.
MATRIX = {
    "api/v1/orders": {
        "GET": {"none": 401, "a": 200, "b": 200, "all": 200},
        "POST": {"none": 401, "a": 201, "b": 404, "all": 201},
    },
    "api/v1/orders/<order>": {"GET": OWN},
    "api/v1/orders/<order>/journal": {"GET": OWN},
    "api/v1/orders/<order>/payments": {"POST": {**OWN, "a": 201, "all": 201}},
    **{f"api/v1/orders/<order>/{act}": {"POST": OWN} for act in ACTS},
    # what the order itself has no room for is refused to its own keys, and unknown to a stranger's all the same
    **{
        f"api/v1/orders/<order>/{act}": {"POST": {**OWN, "a": status, "all": status}}
        for act, status in (("pause", 409), ("resume", 409), ("papers", 422), ("appointment", 422))
    },
    "api/v1/orders/<order>/promises/<promise>/move": {"POST": OWN},
    "api/v1/orders/<order>/promises/<promise>/keep": {"POST": OWN},
    "api/v1/orders/<order>/promises/read": {"POST": OWN},
    "api/v1/orders/<order>/slots": {"GET": OWN},
    # nobody delivers for the stores of this house: a key of its own is told so
    "api/v1/orders/<order>/window": {"POST": {**OWN, "a": 422, "all": 422}},
    "api/v1/slots": {"GET": {"none": 401, "a": 422, "b": 422, "all": 422}},
    "api/v1/slots/hold": {"POST": {"none": 401, "a": 422, "b": 422, "all": 422}},
    "api/v1/slots/free": {"POST": {"none": 401, "a": 404, "b": 404, "all": 404}},
    "api/v1/stock": {
        "POST": {"none": 401, "a": 200, "b": 200, "all": 200},
        "PUT": {"none": 401, "a": 200, "b": 404, "all": 200},
    },
    "api/v1/goods": {"PUT": {"none": 401, "a": 200, "b": 404, "all": 200}},
    # open to everybody: the description of the API, and the sign of life
    "api/v1/": None,
    "api/v1/docs": None,
    "api/v1/openapi.json": None,
    "health": None,
    # signed, not keyed: test_hooks.py
    "hooks/<slug:type>/<slug:source>": None,
    # signed, or under an address that holds a secret: test_callbacks.py
    "api/callbacks/<slug:channel>/<slug:gateway>": None,
    "api/callbacks/<slug:channel>/<slug:gateway>/<slug:secret>": None,
}

MACHINES = ("api/", "hooks/", "health")
"""What machines ask; pages for people have their matrix in tests/web/test_permissions.py."""


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for one in resolver.url_patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route
        else:
            yield from routes(one, route)


def machine_routes() -> set[str]:
    return {route for route in routes(get_resolver()) if route.startswith(MACHINES)}


def test_every_address_has_a_row():
    assert machine_routes() == set(MATRIX)


def test_an_address_without_a_row_would_be_seen():
    added = URLPattern(get_resolver().url_patterns[-1].pattern, lambda request: None)
    added.pattern._route = "api/v2/new"
    try:
        assert machine_routes() != set(MATRIX)
    finally:
        added.pattern._route = "health"


def cases() -> Iterator[tuple[str, str, str, int]]:
    for route, methods in MATRIX.items():
        for method, callers in (methods or {}).items():
            for caller, status in callers.items():
                yield route, method, caller, status


def test_a_method_without_a_row_is_405_for_everybody(house):
    order = house.order()
    before = positions()
    others = [
        (route, method)
        for route, methods in MATRIX.items()
        if methods
        for method in METHODS
        if method not in methods
    ]
    assert len(others) > 60
    for route, method in others:
        path = "/" + route.replace("<order>", order).replace("<promise>", "1")
        answers = {caller: house.send(method, path, {}, key=caller).status_code for caller in CALLERS}
        assert answers == dict.fromkeys(CALLERS, 405), (route, method)
    assert positions() == before


@pytest.mark.parametrize(("route", "method", "caller", "status"), list(cases()))
def test_the_matrix(house, route, method, caller, status):
    order = house.order(number="A-1")
    act = route.rpartition("/")[2]
    if act == "confirm":
        house.post(f"/orders/{order}/contact", BODIES["contact"])
    if act == "undo":
        assert house.post(f"/orders/{order}/outcome", BODIES["outcome"]).status_code == 200
    if act == "goods":
        house.desk.forward("2026-03-20 12:00")
    if "<promise>" in route:
        assert house.post(f"/orders/{order}/promises", BODIES["promises"]).status_code == 200
    before = positions()
    path = "/" + route.replace("<order>", order).replace("<promise>", "1")
    answer = house.send(
        method,
        path,
        body_of(f"{method} {act}" if method == "PUT" else act) if method != "GET" else None,
        key=caller,
    )
    assert answer.status_code == status, answer.content
    if status >= 400:
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert positions() == before


def body_of(act: str) -> dict:
    special = {
        "orders": {**ORDER, "store": "tverskaya"},
        "payments": {**PAYMENT, "paid_at": "2026-03-19T11:02:00+03:00"},
        "move": {"until_at": "2030-03-19T17:00:00+03:00"},
        "keep": {},
        "PUT stock": {**STOCK_LEVELS, "store": "tverskaya"},
        "PUT goods": {**GOODS, "store": "tverskaya"},
        "read": {"line": "позвоню завтра до 17:00"},
        "hold": {"from_at": "2030-03-19T14:00:00+03:00", "to_at": "2030-03-19T16:00:00+03:00"},
        "free": {"hold": "none"},
        "window": {"from_at": "2030-03-19T14:00:00+03:00", "to_at": "2030-03-19T16:00:00+03:00"},
    }
    return special.get(act) or BODIES.get(act, {})


def test_nothing_of_another_store_is_in_any_answer(house):
    secret = "канарейка"
    house.order(number="SECRET-77", comment=secret, buyer={"name": secret, "phone": "+79165550077"})
    for path in (
        "/orders",
        "/orders?number=SECRET-77",
        "/orders?phone=79165550077",
        "/orders/SECRET-77",
        "/orders/SECRET-77/journal",
    ):
        answer = house.get(path, key="b")
        text = json.dumps(answer.json(), ensure_ascii=False)
        assert secret not in text
        assert "9165550077" not in text
        assert "tverskaya" not in text
    # the control: its own shop reads it
    assert secret in json.dumps(house.get("/orders/SECRET-77").json(), ensure_ascii=False)
