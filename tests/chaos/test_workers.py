"""Two workers and a web process at once, on one database: nothing fires twice, nothing is sent twice.

Orders wait before the workers start, so that both find the same work. The control forgets its leases: then the same
letters go out from both.
"""

from collections.abc import Iterator, Mapping

import pytest

from tests.chaos.town import TOLD
from tests.chaos.trial import Trial, open_trial, reckon

WAITING, COMING, MOST = 20, 20, 400


@pytest.fixture
def trial(installation: Mapping[str, str]) -> Iterator[Trial]:
    with open_trial(installation) as one:
        yield one


def place_orders(trial: Trial, **options: str) -> int:
    """Start two workers between orders that wait and orders that come; how many orders, once all is told.

    Orders come until both have had work: on a busy machine one may begin much later than the other.
    """
    trial.start("web")
    for number in range(WAITING):
        trial.place_until_acknowledged(f"T-{number}")
    workers = [trial.start("worker", **options), trial.start("worker", **options)]
    placed = WAITING
    while placed < WAITING + COMING or (claimed(trial) < len(workers) and placed < MOST):
        trial.place_until_acknowledged(f"T-{placed}")
        placed += 1
    trial.await_rest()
    assert claimed(trial) == len(workers), "one of them did all the work"
    return placed


def claimed(trial: Trial) -> int:
    """How many workers have leased anything."""
    log = trial.home / "claims.log"
    return len(set(log.read_text().split())) if log.exists() else 0


def test_two_workers_do_nothing_twice(trial: Trial) -> None:
    placed = place_orders(trial)
    stock, copies = trial.take_stock(), trial.mailbox.copies()
    assert reckon(stock, trial.mailbox, trial.acknowledged) == []
    assert stock["kinds"]["obligation.breached"] == 2 * placed, "the answer's limit and the hold's"
    assert stock["kinds"]["goods.released"] == placed
    # A mail server that is slow to answer on a busy machine is tried again: that is one more attempt, and no letter.
    taken = [number - stock["failures"].get(key, 0) for key, number in stock["attempts"].items()]
    assert taken == [1] * len(TOLD) * placed
    assert copies.total() == len(copies)
    assert len(copies) < len(stock["attempts"]), "storms were told in one message"


def test_workers_that_forget_their_leases_send_twice(trial: Trial) -> None:
    place_orders(trial, control="forget_leases")
    copies = trial.mailbox.copies()
    assert copies.total() > len(copies)
