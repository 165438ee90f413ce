"""The desk as it is installed, `otklik web` and `otklik worker`, killed 50 times at random under 20 orders a second.

Nothing is wrapped here and no lease is shortened: a killed worker's letters wait for the product's own minutes.
Victims are the worker, the web server with its children, or the serving child alone, which the server must replace.
"""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from otklik.worker.sender import BATCH, LEASE_FOR
from tests.chaos.trial import PATIENCE_S, Trial, open_trial, reckon

KILLS, ORDERS_PER_S, SEED = 50, 20, 2026
DRAIN_S = 900
"""What a worker that was dead half of the time may need for what has gathered."""
COMMANDS = {"web": ("web", "--port"), "worker": ("worker",)}


def start(trial: Trial, name: str) -> "subprocess.Popen[bytes]":
    """One command of the product, in a group of its own with whatever it starts."""
    command = [str(Path(sys.executable).with_name("otklik")), *COMMANDS[name]]
    command += [str(trial.port)] if name == "web" else []
    with (trial.home / f"{name}.log").open("ab") as log:
        return subprocess.Popen(
            command, env={**trial.environment}, stdout=log, stderr=log, start_new_session=True
        )


def end(process: "subprocess.Popen[bytes]") -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(PATIENCE_S)


def serving_children(process: "subprocess.Popen[bytes]") -> list[int]:
    """Processes that the web server has started to serve."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def await_work(trial: Trial, *, starts: int) -> None:
    """Return once the web server listens and the worker has come up so often: killing what only starts is easy."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        assert time.monotonic() < deadline, "the desk does not come up"
        time.sleep(0.05)
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", trial.port)):
            if (trial.home / "worker.log").read_text().count("The worker runs") == starts:
                return


def kill_at_random(
    trial: Trial, processes: dict[str, "subprocess.Popen[bytes]"], buying: threading.Event
) -> dict[str, int]:
    """How often each was killed, while buyers were at it; each is started again at once."""
    rng, killed = random.Random(SEED), {"web": 0, "child": 0, "worker": 0}
    while sum(killed.values()) < KILLS:
        buying.clear()
        await_work(trial, starts=killed["worker"] + 1)
        buying.set()
        time.sleep(rng.uniform(0.2, 3))
        victim = rng.choice(("web", "child", "worker", "worker"))
        if victim == "child":
            serving = serving_children(processes["web"])
            for pid in serving:
                os.kill(pid, signal.SIGKILL)
            killed["child"] += bool(serving)
            continue
        end(processes[victim])
        processes[victim] = start(trial, victim)
        killed[victim] += 1
    return killed


def place_steadily(trial: Trial, buying: threading.Event, stop: threading.Event) -> None:
    """New orders at an even pace while people are buying, each repeated until it is acknowledged."""
    with ThreadPoolExecutor(16) as buyers:
        waiting = []
        while not stop.wait(1 / ORDERS_PER_S):
            if buying.is_set():
                waiting.append(buyers.submit(trial.place_until_acknowledged, f"L-{len(waiting) + 1}"))
        for one in waiting:
            one.result()


@pytest.mark.long
def test_fifty_kills_lose_nothing(installation: Mapping[str, str]) -> None:
    with open_trial(installation) as trial, ThreadPoolExecutor(1) as load:
        processes = {name: start(trial, name) for name in COMMANDS}
        stop, buying = threading.Event(), threading.Event()
        try:
            trial.place_until_acknowledged("L-0")
            placed = load.submit(place_steadily, trial, buying, stop)
            killed = kill_at_random(trial, processes, buying)
            stop.set()
            placed.result(PATIENCE_S)
            trial.await_rest(patience_s=LEASE_FOR.total_seconds() + DRAIN_S)
        finally:
            stop.set()
            for process in processes.values():
                end(process)
        stock, copies = trial.take_stock(), trial.mailbox.copies()
    repeats = copies.total() - len(copies)
    answers = list(trial.acknowledged.values())
    print(
        f"\nkilled {killed}; {len(answers)} orders acknowledged, {answers.count(200)} of them by a repeat; "
        f"{len(copies)} messages, {repeats} came again, {sum(stock['attempts'].values())} attempts on record"
    )
    assert reckon(stock, trial.mailbox, trial.acknowledged) == []
    assert repeats <= BATCH * killed["worker"]
