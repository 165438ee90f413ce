"""What every way in promises: an order that holds together, or a `DomainError`, whatever the bytes."""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from otklik.domain.errors import DomainError
from otklik.domain.incoming import IncomingOrder
from otklik.domain.money import MAX_MINOR, decimals
from otklik.intake.registry import HOOKS, INTAKES

NOW = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
PAYLOADS = Path(__file__).parent / "payloads"
EXAMPLES = [(name, path) for name in INTAKES for path in sorted((PAYLOADS / name).glob("*.json"))]

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FEW = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(order: IncomingOrder) -> None:
    """The invariants on which everything behind an intake relies."""
    assert 1 <= len(order.number) <= 64
    assert order.number == order.number.strip()
    assert order.number.isprintable()
    for at in (order.placed_at, order.received_at, order.paid_at, order.modified_at):
        assert at is None or at.tzinfo is UTC
    assert len({line.id for line in order.lines}) == len(order.lines)
    for line in order.lines:
        assert line.id
        assert type(line.quantity) is int
        assert line.quantity >= 1
        assert type(line.price_minor) is int
        assert 0 <= line.price_minor <= MAX_MINOR
    assert type(order.total_minor) is int
    assert 0 <= order.total_minor <= MAX_MINOR
    assert decimals(order.currency) >= 0
    assert order.payment in ("prepaid", "on_delivery", "credit")
    assert order.delivery in ("", "courier", "pickup", "post")
    assert order.locale in ("", "ru", "en")
    assert order.phone == "" or order.phone.startswith("+")
    assert "\n" not in f"{order.buyer_name}{order.email}{order.channel}{order.campaign}{order.source_status}"
    json.dumps(dict(order.extra), allow_nan=False).encode("utf-8")


def attempt(name: str, raw: bytes) -> IncomingOrder | DomainError:
    try:
        order = INTAKES[name].parse(raw, received_at=NOW, default_store="here", zone=UTC)
    except DomainError as error:
        assert error.code in ("unreadable", "zone_required")
        assert error.message
        assert error.remedy
        return error
    check(order)
    return order


@pytest.mark.parametrize("name", INTAKES)
def test_every_intake_says_its_name_and_has_examples(name: str) -> None:
    assert name == INTAKES[name].NAME
    assert [path for intake, path in EXAMPLES if intake == name]


@pytest.mark.parametrize(("name", "path"), EXAMPLES, ids=lambda value: getattr(value, "name", value))
def test_every_example_is_an_order(name: str, path: Path) -> None:
    order = attempt(name, path.read_bytes())
    assert isinstance(order, IncomingOrder)
    assert order.received_at == NOW
    assert order.lines


@pytest.mark.parametrize(("name", "path"), EXAMPLES, ids=lambda value: getattr(value, "name", value))
def test_reading_twice_gives_the_same(name: str, path: Path) -> None:
    raw = path.read_bytes()
    assert attempt(name, raw) == attempt(name, raw)


@pytest.mark.parametrize(("name", "path"), EXAMPLES, ids=lambda value: getattr(value, "name", value))
def test_a_cut_body_is_never_an_order(name: str, path: Path) -> None:
    raw = path.read_bytes().rstrip()
    for length in range(0, len(raw), 97):
        assert isinstance(attempt(name, raw[:length]), DomainError)


@pytest.mark.parametrize("name", INTAKES)
@FEW
@given(raw=st.binary(max_size=200))
def test_random_bytes_are_refused(name: str, raw: bytes) -> None:
    assert isinstance(attempt(name, raw), DomainError)


@pytest.mark.parametrize("name", INTAKES)
@FEW
@given(value=JSON)
def test_random_json_is_refused(name: str, value: Any) -> None:
    assert isinstance(attempt(name, json.dumps(value).encode()), DomainError)


def paths(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*here, key)
        yield from paths(inner, (*here, key))


@pytest.mark.parametrize(("name", "path"), EXAMPLES, ids=lambda value: getattr(value, "name", value))
@FEW
@given(data=st.data())
def test_a_mutated_body_is_an_order_that_holds_or_is_refused(
    name: str, path: Path, data: st.DataObject
) -> None:
    body = deepcopy(json.loads(path.read_bytes()))
    for _ in range(data.draw(st.integers(1, 3))):
        spots = sorted(paths(body), key=repr)
        *way, last = data.draw(st.sampled_from(spots))
        spot = body
        for key in way:
            spot = spot[key]
        if data.draw(st.booleans()):
            spot[last] = data.draw(JSON)
        else:
            del spot[last]
    attempt(name, json.dumps(body).encode())


@pytest.mark.parametrize("name", HOOKS)
@FEW
@given(
    raw=st.binary(max_size=80),
    headers=st.dictionaries(st.text(max_size=30), st.text(st.characters(codec=None))),
)
def test_a_hook_never_stumbles_over_headers(name: str, raw: bytes, headers: dict[str, str]) -> None:
    hook = HOOKS[name]
    assert hook.verify(raw, headers, "secret") is False
    assert hook.is_ping(raw, headers) in (True, False)
    assert isinstance(hook.topic(headers), str)


def test_the_check_itself_finds_a_broken_order() -> None:
    order = attempt("api", (PAYLOADS / "api" / "least.json").read_bytes())
    assert isinstance(order, IncomingOrder)
    broken = {
        "placed_at": datetime(2026, 3, 2),
        "total_minor": 1.5,
        "lines": order.lines * 2,
        "currency": "ZZZ",
    }
    for name, value in broken.items():
        with pytest.raises((AssertionError, DomainError)):
            check(replace(order, **{name: value}))
