"""One trial: an installation, its processes, orders that come in by HTTP, and the reckoning at the end.

The buyer's side is a shop that repeats each order, under the same number and key, until it is acknowledged; only
what was answered with 2xx is expected to be there.
"""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import psycopg

from tests.chaos.mailbox import Mailbox, free_port, open_mailbox
from tests.chaos.town import TOLD

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60.0
"""How long anything that must happen may take on a busy machine."""


@dataclass
class Trial:
    """What the processes of a trial share."""

    environment: Mapping[str, str]
    mailbox: Mailbox
    port: int
    key: str
    acknowledged: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, bytes] = field(default_factory=dict)
    running: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    @property
    def home(self) -> Path:
        """The data directory."""
        return Path(self.environment["OTKLIK_HOME"])

    def start(self, command: Sequence[str], **environment: str) -> "subprocess.Popen[bytes]":
        """A process of the trial in a group of its own, so that it can be killed with its children."""
        with (self.home / f"{Path(command[-1]).name}.log").open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**self.environment, **environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.running.append(process)
        return process

    def start_role(self, role: str, *, exit_at: str = "", control: str = "") -> "subprocess.Popen[bytes]":
        """`web` or `worker` of `exits.py`, ending at the named point if one is named."""
        command = [sys.executable, "-m", "tests.chaos.exits", role]
        if role == "web":
            command.append(str(self.port))
        return self.start(command, CHAOS_EXIT=exit_at, CHAOS_CONTROL=control)

    def kill(self, process: "subprocess.Popen[bytes]", how: signal.Signals = signal.SIGKILL) -> None:
        """End a process with everything that it started."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        process.wait(PATIENCE_S)

    def place(self, number: str) -> bool:
        """Send one order once; whether it was acknowledged."""
        body = self.bodies.setdefault(number, body_of(number))
        headers = {"Authorization": f"Bearer {self.key}", "Idempotency-Key": number, "Content-Type": "application/json"}
        try:
            answer = httpx.post(f"http://127.0.0.1:{self.port}/api/v1/orders", content=body, headers=headers, timeout=30)
        except httpx.TransportError:
            return False
        if answer.is_success:
            self.acknowledged[number] = answer.status_code
        elif answer.status_code != 503:
            raise AssertionError(f"{number}: {answer.status_code} {answer.text}")
        return answer.is_success

    def place_until_acknowledged(self, number: str) -> None:
        """Send one order until somebody answers for it."""
        deadline = time.monotonic() + PATIENCE_S
        while not self.place(number):
            assert time.monotonic() < deadline, f"nobody acknowledged {number}"
            time.sleep(0.05)

    def take_stock(self) -> dict[str, Any]:
        """What `audit.py` finds."""
        command = [sys.executable, "-m", "tests.chaos.audit"]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return dict(json.loads(done.stdout))

    def await_rest(self) -> None:
        """Return once everybody was written to about every order, and nothing is on its way."""
        wanted, deadline = len(TOLD) * len(self.acknowledged), time.monotonic() + PATIENCE_S
        while True:
            found = self.count_notices()
            if sum(found.values()) >= wanted and not found.keys() & {"due", "sending"}:
                return
            assert time.monotonic() < deadline, f"the outbox did not come to rest: {found}, wanted {wanted}"
            time.sleep(0.2)

    def count_notices(self) -> dict[str, int]:
        """Notices by state, read past the product."""
        query = "SELECT state, count(*) FROM outbox GROUP BY state"
        url = self.environment["DATABASE_URL"]
        opened = psycopg.connect(url) if url else sqlite3.connect(self.home / "otklik.sqlite3")
        with closing(opened) as connection:
            return dict(connection.execute(query).fetchall())


def body_of(number: str) -> bytes:
    """The body of an order that is placed now, by the clock that the processes under trial go by."""
    order = {
        "number": number,
        "placed_at": datetime.now(UTC).isoformat(),  # noqa: TID251
        "buyer": {"name": "Pat Doe", "phone": "+79161234567", "email": f"{number.lower()}@buyer.test"},
        "lines": [{"sku": "K-7", "title": "Kettle", "quantity": 1, "price": "1890.00"}],
        "total": "1890.00",
        "currency": "RUB",
        "payment": "on_delivery",
        "delivery": "courier",
    }
    return json.dumps(order).encode()


def reckon(stock: Mapping[str, Any], mailbox: Mailbox, acknowledged: Iterable[str]) -> list[str]:
    """Everything that is wrong after a trial, a line each that begins with its kind; empty is the good answer.

    Parameters
    ----------
    stock
        From `audit.py`.
    mailbox
        What the mail server took.
    acknowledged
        Numbers of the orders that were answered with 2xx.
    """
    copies = mailbox.copies()
    streams: dict[str, list[str]] = {}
    for number, stream in stock["orders"]:
        streams.setdefault(number, []).append(stream)
    told: dict[str, set[str]] = {}
    for notice in stock["notices"]:
        if copies[notice["key"]]:
            told.setdefault(notice["stream"], set()).add(notice["receiver"])
    wrong = [f"{name}: {row}" for name in ("findings", "bent", "doubles", "set_aside") for row in stock[name]]
    for number in acknowledged:
        found = streams.get(number, [])
        if len(found) != 1:
            wrong.append(f"{'doubled' if found else 'lost'}: {number} {found}")
        wrong += [f"never told: {number} {one}" for one in sorted(TOLD - told.get("".join(found), set()))]
    wrong += _wrong_notices(stock, copies)
    wrong += [f"several names: {key}" for key, number in Counter(k for k, _ in set(mailbox.letters)).items() if number > 1]
    return wrong


def _wrong_notices(stock: Mapping[str, Any], copies: Counter[str]) -> list[str]:
    wrong = []
    names = Counter((one["stream"], one["receiver"], one["say"]) for one in stock["notices"])
    wrong += [f"several keys: {name}" for name, number in names.items() if number > 1]
    known = {one["key"] for one in stock["notices"]}
    wrong += [f"unknown key: {key}" for key in copies if key not in known]
    for one in stock["notices"]:
        key, sent = one["key"], copies[one["key"]]
        if one["state"] != "sent":
            wrong.append(f"at rest as {one['state']}: {key} {one['say']} {one['error']}")
        if one["state"] == "sent" and not sent:
            wrong.append(f"never sent: {key} {one['say']}, recorded as sent")
        if sent > stock["attempts"].get(key, 0):
            wrong.append(f"unrecorded: {key} came {sent} times, {stock['attempts'].get(key, 0)} attempts")
    return wrong


@contextmanager
def open_trial(installation: Mapping[str, str]) -> Iterator[Trial]:
    """A marketplace with its mail server and nobody at work yet; whatever was started is killed at the end."""
    with open_mailbox() as (mailbox, smtp_url):
        environment = {**installation, "OTKLIK_SMTP_URL": smtp_url, "PYTHONWARNINGS": "default"}
        command = [sys.executable, "-m", "tests.chaos.town"]
        made = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stderr
        trial = Trial(environment, mailbox, free_port(), json.loads(made.stdout)["key"])
        try:
            yield trial
        finally:
            for process in trial.running:
                trial.kill(process)
