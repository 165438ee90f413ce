"""Two workers and a web process at once, on one database: nothing fires twice, nothing is sent twice.

Orders wait before the workers start, so that both find the same work. The control forgets its leases: then the same
letters go out from both.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from tests.chaos.town import TOLD
from tests.chaos.trial import Trial, open_trial, reckon

WAITING, COMING = 20, 20


@pytest.fixture
def trial(installation: Mapping[str, str]) -> Iterator[Trial]:
    with open_trial(installation) as one:
        yield one


def place_orders(trial: Trial, **options: str) -> None:
    """Start two workers between orders that wait and orders that come, and return when all is told."""
    trial.start("web")
    for number in range(WAITING):
        trial.place_until_acknowledged(f"T-{number}")
    workers = [trial.start("worker", **options), trial.start("worker", **options)]
    for number in range(WAITING, WAITING + COMING):
        trial.place_until_acknowledged(f"T-{number}")
    trial.await_rest()
    claims = Counter((trial.home / "claims.log").read_text().split())
    assert claims.keys() == {str(worker.pid) for worker in workers}, "one of them did all the work"


def test_two_workers_do_nothing_twice(trial: Trial) -> None:
    place_orders(trial)
    stock, copies = trial.ask("audit"), trial.mailbox.copies()
    assert reckon(stock, trial.mailbox, trial.acknowledged) == []
    assert stock["kinds"]["obligation.breached"] == WAITING + COMING
    assert list(stock["attempts"].values()) == [1] * len(TOLD) * (WAITING + COMING)
    assert copies.total() == len(copies)
    assert len(copies) < len(stock["attempts"]), "storms were told in one message"


def test_workers_that_forget_their_leases_send_twice(trial: Trial) -> None:
    place_orders(trial, control="forget_leases")
    copies = trial.mailbox.copies()
    assert copies.total() > len(copies)
