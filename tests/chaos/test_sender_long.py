"""900 ends of the sender at named points and 100 SIGKILLs while messages go out: what law 6 promises, at length.

The product's own loop, forked so that an end costs milliseconds and not seconds of imports; its lease is shortened to
2 s. Orders come in all the while, some are answered at once. At the end: none never sent, no attempt unrecorded, each
message under one key, repeats no more than were in flight, nothing after an answer.
"""

import itertools
import random
from collections.abc import Iterator, Mapping

import pytest

from otklik.worker.sender import BATCH
from tests.chaos.exits import POINTS
from tests.chaos.test_exits import SIDES, end_under_load, kill_while_sending
from tests.chaos.trial import Trial, open_trial, reckon

EXITS, KILLS, SEED = 900, 100, 29
SENDER = ("claim", "attempt", "gather", "send", "result", "write", "commit")
"""Points that a sender comes by."""
DRAIN_S = 900


@pytest.fixture
def trial(installation: Mapping[str, str]) -> Iterator[Trial]:
    with open_trial(installation) as one:
        yield one


@pytest.mark.long
def test_a_thousand_ends_of_the_sender_lose_nothing(trial: Trial) -> None:
    assert set(SENDER) <= POINTS.keys()
    rng, numbers = random.Random(SEED), (f"S-{n}" for n in itertools.count(1))
    processes = {"web": trial.start("web"), "worker": trial.start("worker")}
    trial.place_until_acknowledged(next(numbers))
    for n in range(EXITS):
        point = f"{SENDER[n % len(SENDER)]} {rng.choice(SIDES)} {rng.randint(1, 3)}"
        trial.end(processes["worker"])
        processes["worker"] = trial.start("worker", exit_at=point)
        owed = end_under_load(trial, processes["worker"], numbers)
        trial.end(processes["worker"])
        processes["worker"] = trial.start("worker")
        for number in owed:
            trial.place_until_acknowledged(number)
    for _ in range(KILLS):
        kill_while_sending(trial, processes, numbers)
    trial.await_rest(patience_s=DRAIN_S)
    stock, copies = trial.take_stock(), trial.mailbox.copies()
    repeats = copies.total() - len(copies)
    print(
        f"\n{EXITS} exits, {KILLS} kills; {len(trial.acknowledged)} orders, {len(trial.answered)} answered; "
        f"{len(stock['notices'])} notices in {len(copies)} messages, {repeats} came again, "
        f"{sum(stock['attempts'].values())} attempts on record"
    )
    assert reckon(stock, trial.mailbox, trial.acknowledged, trial.answered) == []
    assert max(copies.values()) - 1 <= EXITS + KILLS
    assert repeats <= BATCH * (EXITS + KILLS)
