"""A process may end at any moment: what was acknowledged is there once, and everybody who must be told is told.

Each step ends the web or the worker process by `os._exit` at a named point (`exits.POINTS`) while orders come in, then
starts it again. The control is a worker that marks before it sends: the same reckoning must convict it.
"""

import itertools
import time
from collections.abc import Iterator, Mapping

import pytest

from tests.chaos.exits import POINTS, WEB_POINTS
from tests.chaos.trial import PATIENCE_S, Process, Trial, open_trial, reckon

KILLS = 5
SIDES = ("before", "after")
STEPS = (
    *(("web", f"{point} {side} 2") for point in WEB_POINTS for side in SIDES),
    *(("worker", f"{point} {side} 2") for point in POINTS for side in SIDES),
    ("web", "write after 5"),
    ("worker", "send after 5"),
)
"""Whom to end, and where: more than 20 steps."""


@pytest.fixture
def trial(installation: Mapping[str, str]) -> Iterator[Trial]:
    with open_trial(installation) as one:
        yield one


def test_every_end_of_a_process_is_survived(trial: Trial) -> None:
    numbers = (f"C-{n}" for n in itertools.count(1))
    processes = {role: trial.start(role) for role in ("web", "worker")}
    trial.place_until_acknowledged(next(numbers))
    for role, exit_at in STEPS:
        processes[role].kill()
        processes[role] = trial.start(role, exit_at=exit_at)
        owed = end_under_load(trial, processes[role], numbers)
        processes[role] = trial.start(role)
        for number in owed:
            trial.place_until_acknowledged(number)
    for _ in range(KILLS):
        kill_while_sending(trial, processes, numbers)
    trial.await_rest()
    reached = (trial.home / "exits.log").read_text().splitlines()
    assert reached == [exit_at.rpartition(" ")[0] for _, exit_at in STEPS]
    assert len(trial.acknowledged) > len(STEPS)
    assert trial.answered
    assert reckon(trial.take_stock(), trial.mailbox, trial.acknowledged, trial.answered) == []


def kill_while_sending(trial: Trial, processes: dict[str, Process], numbers: Iterator[str]) -> None:
    """SIGKILL the worker while letters go out; one order in two is answered meanwhile, and is told no more."""
    seen, deadline = len(trial.mailbox.letters), time.monotonic() + PATIENCE_S
    for number in (next(numbers), next(numbers)):
        trial.place_until_acknowledged(number)
    while not trial.answer(number):
        assert time.monotonic() < deadline, "nobody took the answer"
    while len(trial.mailbox.letters) == seen:
        assert time.monotonic() < deadline, "no letter went out"
        processes["worker"].is_gone(within_s=0.001)
    trial.end(processes["worker"])
    processes["worker"] = trial.start("worker")


def end_under_load(trial: Trial, process: Process, numbers: Iterator[str]) -> list[str]:
    """Numbers that nobody acknowledged while the process ran to its end."""
    owed, deadline = [], time.monotonic() + PATIENCE_S
    while not process.is_gone(within_s=0.05):
        number = next(numbers)
        if not trial.place(number):
            owed.append(number)
        assert time.monotonic() < deadline, "the process never came to its point"
    return owed


def test_a_worker_that_marks_before_it_sends_is_convicted(trial: Trial) -> None:
    trial.start("web")
    worker = trial.start("worker", exit_at="send before 1", control="mark_first")
    trial.place_until_acknowledged("M-1")
    assert worker.is_gone(PATIENCE_S)
    worker = trial.start("worker", control="mark_first")
    trial.await_rest()
    trial.end(worker)  # it marks before it has recorded: the outbox rests before the journal does
    wrong = reckon(trial.take_stock(), trial.mailbox, trial.acknowledged)
    assert {line.partition(":")[0] for line in wrong} == {"never sent", "never told"}
