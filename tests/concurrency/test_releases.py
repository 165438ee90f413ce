"""Payments and the hold's end, raced: each order is settled or released, once and never both (laws 7 and 8).

Orders whose holds end at one instant, three hundred of them and with `--long` a thousand. Two workers, whose clocks
jump, and two payers act on them at once, in orders of their own and in transactions of random sizes; some payments came
before the limit, some in its second, some after it, and some messages are late. What each order became is read from the
journal alone.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta
from functools import partial

import pytest

from otklik.actions.clock import run_clock
from otklik.actions.commit import Command, Done, Unit, commit
from otklik.domain import payments
from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.vocabulary import SHIPPED
from otklik.store import journal, verification
from tests.concurrency.test_door import together
from tests.store import scene
from tests.store.scene import NOW, event, order_unit, say

pytestmark = pytest.mark.django_db(transaction=True)

STANDARD = parse_standard(
    """
name = "default"
version = 1
[obligation.first_answer]
debtor = "store"
opens_on = "order.received"
after = "60m"
met_by = "contact.reached"
breached_by = "goods.released:hold_over"
waived_by = "goods.released"
late = "over"
[obligation.settlement]
debtor = "buyer"
creditor = "store"
opens_on = "goods.reserved"
after = "18h"
clock = "wall"
not_before = ["first_answer.limit"]
met_by = ["payment.received", "order.confirmed"]
waived_by = "goods.released"
grace = "2m"
late = "over"
on_breach = "release_goods"
[obligation.late_money]
debtor = "marketplace"
opens_on = "payment.received"
when = "goods_released"
after = "1wd"
met_by = "money.resolved"
""",
    capabilities=SHIPPED,
)
LIMIT = NOW + timedelta(hours=18)


@pytest.fixture
def held(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """So many orders whose holds end at `LIMIT`."""
    monkeypatch.setattr(scene, "STANDARD", STANDARD)
    scene.build()
    results = commit([order_unit(number, has_email=False) for number in range(request.param)])
    assert all(isinstance(result, Done) for result in results)
    return tuple(f"order/{number}" for number in range(request.param))


def around(dice: random.Random, before_s: int, after_s: int) -> datetime:
    """An instant around the limit; every third in its very second."""
    return LIMIT + timedelta(
        seconds=dice.choice((0, dice.randint(-before_s, after_s), dice.randint(-3, 125)))
    )


def payment(stream: str, at: datetime, told_at: datetime) -> Unit:
    decide = partial(
        payments.decide_pay,
        actor="key:bank",
        amount_minor=349_000,
        currency="RUB",
        payment_id=f"pay-{stream}",
        occurred_at=min(at, told_at),
    )
    return Unit(now=told_at, commands=(Command(stream, decide),))


def act(held: tuple[str, ...], seed: int, hand: int) -> None:
    """One of two workers (0, 1) or two payers (2, 3): each order once, in its own order, a few a transaction."""
    dice = random.Random(f"{seed} {hand}")
    streams = list(held)
    dice.shuffle(streams)
    while streams:
        size = dice.randint(1, 40)
        taken, streams = streams[:size], streams[size:]
        if hand < 2:
            run_clock(taken, now=around(dice, 600, 1800))
            continue
        came_at = around(dice, 300, 300)
        told_at = came_at + timedelta(seconds=dice.choice((0, 0, 1, 60, 119, 600)))
        commit([payment(stream, came_at, told_at) for stream in taken])


def ends(held: tuple[str, ...]) -> Counter[str]:
    """What became of the orders: how many were settled, how many released, and everything that must not be."""
    found: Counter[str] = Counter()
    for stream in held:
        state = journal.load_states([stream])[stream]
        kinds = Counter(entry.event.kind for entry in journal.read_stream(stream))
        hold = next(one for ref, one in state.obligations.items() if ref.kind == "settlement")
        late = any(ref.kind == "late_money" for ref in state.obligations)
        released, settled = kinds["goods.released"], hold.state == "met"
        if (released, settled) not in ((0, True), (1, False)):
            found[f"{stream}: released {released} times, settled {settled}"] += 1
        if kinds["payment.received"] != 1 or late != bool(released):
            found[f"{stream}: paid {kinds['payment.received']} times, late money is a task: {late}"] += 1
        found["released" if released else "settled"] += 1
    return found


@pytest.mark.parametrize("held", [300, pytest.param(1000, marks=pytest.mark.long)], indirect=True)
def test_each_race_settles_or_releases_an_order_once(held: tuple[str, ...]) -> None:
    together(partial(act, held, 20_260_319), count=4)
    run_clock(held, now=LIMIT + timedelta(hours=1))
    found = ends(held)
    assert found.total() == found["settled"] + found["released"] == len(held)
    assert min(found["settled"], found["released"]) > len(held) // 10, "both happen, or nothing was raced"
    assert verification.verify() == []


@pytest.mark.parametrize("held", [3], indirect=True)
def test_goods_that_are_let_go_beside_the_engine_are_found(held: tuple[str, ...]) -> None:
    """Control: whoever appends a release by his own hand lets goods go that are paid, and twice."""
    commit([payment(stream, LIMIT, LIMIT) for stream in held])
    for _ in range(2):
        say(held[0], event("goods.released", LIMIT, cause="hold_over"))
    assert [name for name in ends(held) if name.startswith("order/")] == [
        "order/0: released 2 times, settled True",
        "order/0: paid 1 times, late money is a task: False",
    ]
