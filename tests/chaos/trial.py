"""One trial: an installation, its processes, orders that come in by HTTP, and the reckoning at the end.

The buyer's side is a shop that repeats each order, under the same number and key, until it is acknowledged; only
what was answered with 2xx is expected to be there.
"""

import json
import os
import select
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import psycopg

from tests.chaos.mailbox import Mailbox, free_port, open_mailbox
from tests.chaos.town import TOLD

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 180.0
"""How long anything that must happen may take on a busy machine."""
SOON = timedelta(seconds=5)
"""Longer than the hold of `town.py`, which begins and so ends a little later than the answer is owed."""
ROLE_PATIENCE_S = 300.0
"""The same for a role that looks through a whole journal."""


@dataclass(frozen=True)
class Process:
    """One process of a trial; not a child of this one, so it is watched by a descriptor."""

    pid: int
    watch: int

    @classmethod
    def of(cls, pid: int) -> "Process":
        """The process of that id, which must still be there."""
        return cls(pid, os.pidfd_open(pid))

    def is_gone(self, within_s: float = 0) -> bool:
        """Whether it has ended, or ends within the time."""
        return bool(select.select([self.watch], [], [], within_s)[0])

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End it, and return when it is gone."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.watch, how)
        assert self.is_gone(PATIENCE_S), f"{self.pid} does not end"


@dataclass
class Trial:
    """What the processes of a trial share."""

    environment: Mapping[str, str]
    mailbox: Mailbox
    nursery: "subprocess.Popen[str]"
    port: int = field(default_factory=free_port)
    key: str = ""
    acknowledged: dict[str, int] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    bodies: dict[str, bytes] = field(default_factory=dict)
    running: list[Process] = field(default_factory=list)

    @property
    def home(self) -> Path:
        """The data directory."""
        return Path(self.environment["OTKLIK_HOME"])

    def start(self, role: str, **planned: Any) -> Process:
        """A process that plays a role of `nursery.py`."""
        if role == "web":
            planned["arguments"] = [self.port]
        self.nursery.stdin.write(json.dumps({"role": role, **planned}) + "\n")
        self.nursery.stdin.flush()
        process = Process.of(int(self.nursery.stdout.readline()))
        self.running.append(process)
        return process

    def end(self, process: Process) -> None:
        """End a process and let go of it: a long trial has more of them than descriptors."""
        process.kill()
        os.close(process.watch)
        self.running.remove(process)

    def take_stock(self) -> dict[str, Any]:
        """What the installation holds once nobody works on it any more: a worker would change it between two looks."""
        for process in list(self.running):
            self.end(process)
        return self.ask("audit")

    def ask(self, role: str) -> dict[str, Any]:
        """What a role returns."""
        output = self.home / f"{role}.json"
        process = self.start(role, output=str(output))
        assert process.is_gone(ROLE_PATIENCE_S), f"{role} does not end"
        assert output.exists(), (self.home / f"{role}.log").read_text()
        return dict(json.loads(output.read_text()))

    def place(self, number: str) -> bool:
        """Send one order once; whether it was acknowledged."""
        body = self.bodies.setdefault(number, body_of(number))
        headers = {
            "Authorization": f"Bearer {self.key}",
            "Idempotency-Key": number,
            "Content-Type": "application/json",
        }
        # Not httpx: a client of it for each order costs more than the order.
        try:
            with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
                connection.request("POST", "/api/v1/orders", body, headers)
                answer = connection.getresponse()
                status, said = answer.status, answer.read()
        except (OSError, HTTPException):
            return False
        if 200 <= status < 300:
            self.acknowledged[number] = status
        elif status != 503:
            raise AssertionError(f"{number}: {status} {said!r}")
        return number in self.acknowledged

    def answer(self, number: str) -> bool:
        """Say once that somebody has talked with the buyer; whether that was acknowledged."""
        body = json.dumps({"talk_s": 60}).encode()
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        try:
            with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
                connection.request("POST", f"/api/v1/orders/{number}/contact", body, headers)
                answer = connection.getresponse()
                status, said = answer.status, answer.read()
        except (OSError, HTTPException):
            return False
        if 200 <= status < 300:
            self.answered.add(number)
        elif status != 503:
            raise AssertionError(f"{number}: {status} {said!r}")
        return number in self.answered

    def place_until_acknowledged(self, number: str) -> None:
        """Send one order until somebody answers for it."""
        deadline = time.monotonic() + PATIENCE_S
        while not self.place(number):
            assert time.monotonic() < deadline, f"nobody acknowledged {number}"
            time.sleep(0.05)

    def await_rest(self, *, patience_s: float = PATIENCE_S) -> None:
        """Return once everybody was written to about every order, nothing is on its way and no clock about to end."""
        wanted = len(TOLD) * (len(self.acknowledged) - len(self.answered)) + len(self.answered)
        deadline = time.monotonic() + patience_s
        while True:
            found = self.count_notices()
            at_rest = sum(found.values()) >= wanted and not found.keys() & {"due", "sending"}
            if at_rest and self.count_due() == 0:
                return
            assert time.monotonic() < deadline, f"the outbox did not come to rest: {found}, wanted {wanted}"
            time.sleep(0.2)

    def count_notices(self) -> dict[str, int]:
        """Notices by state, read past the product."""
        return dict(self._read("SELECT state, count(*) FROM outbox GROUP BY state"))

    def count_due(self) -> int:
        """Streams whose clock has to be looked at by now or soon, read past the product."""
        soon = datetime.now(UTC) + SOON  # noqa: TID251
        return sum(
            datetime.fromisoformat(str(at)).replace(tzinfo=UTC) <= soon
            for (at,) in self._read("SELECT due_at FROM timers WHERE error = ''")
        )

    def _read(self, query: str) -> list[Any]:
        url = self.environment["DATABASE_URL"]
        opened = (
            psycopg.connect(url, options="-c timezone=UTC")
            if url
            else sqlite3.connect(self.home / "otklik.sqlite3")
        )
        with closing(opened) as connection:
            return connection.execute(query).fetchall()


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


def reckon(
    stock: Mapping[str, Any],
    mailbox: Mailbox,
    acknowledged: Iterable[str],
    answered: Collection[str] = (),
) -> list[str]:
    """Everything that is wrong after a trial, a line each that begins with its kind; empty is the good answer.

    Parameters
    ----------
    stock
        From `audit.py`.
    mailbox
        What the mail server took.
    acknowledged
        Numbers of the orders that were answered with 2xx.
    answered
        Those of them whose buyers somebody talked with: nobody need hear of them any more.
    """
    copies = mailbox.copies()
    carried = carriers_of(stock)
    streams: dict[str, list[str]] = {}
    for number, stream in stock["orders"]:
        streams.setdefault(number, []).append(stream)
    told: dict[str, set[str]] = {}
    for notice in stock["notices"]:
        if any(copies[key] for key in carried.get(notice["key"], ())):
            told.setdefault(notice["stream"], set()).add(notice["receiver"])
    wrong = [
        f"{name}: {row}"
        for name in ("findings", "bent", "doubles", "released", "set_aside", "after_answer")
        for row in stock[name]
    ]
    for number in acknowledged:
        found = streams.get(number, [])
        if len(found) != 1:
            wrong.append(f"{'doubled' if found else 'lost'}: {number} {found}")
        owed = {"buyer"} if number in answered else TOLD
        wrong += [f"never told: {number} {one}" for one in sorted(owed - told.get("".join(found), set()))]
    wrong += _wrong_notices(stock, mailbox)
    names = Counter(key for key, _ in set(mailbox.letters))
    wrong += [f"several names: {key}" for key, number in names.items() if number > 1]
    return wrong


def carriers_of(stock: Mapping[str, Any]) -> dict[str, list[str]]:
    """Notice → keys of the messages that carried it, by the attempts on record."""
    found: dict[str, list[str]] = {}
    for notice, message in stock["messages"]:
        found.setdefault(notice, []).append(message)
    return found


NEEDLESS = {("cancelled", "met"), ("cancelled", "superseded")}
"""How a notice may rest that nobody needs any more."""


def _wrong_notices(stock: Mapping[str, Any], mailbox: Mailbox) -> list[str]:
    """What is wrong with single notices.

    Several may share one message, and a repeat of it leaves out whoever needs it no more: a letter counts for the
    notices of those orders that it speaks of.
    """
    wrong = []
    copies = mailbox.copies()
    about = {stream: mailbox.copies_about(number) for number, stream in stock["orders"]}
    names = Counter((one["stream"], one["receiver"], one["say"]) for one in stock["notices"])
    wrong += [f"several keys: {name}" for name, number in names.items() if number > 1]
    carried = carriers_of(stock)
    known = {key for keys in carried.values() for key in keys}
    wrong += [f"unknown key: {key}" for key in copies if key not in known]
    for one in stock["notices"]:
        key = one["key"]
        sent = sum(about.get(one["stream"], copies)[message] for message in carried.get(key, ()))
        if one["state"] != "sent" and (one["state"], one["error"]) not in NEEDLESS:
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
        environment = {**installation, "OTKLIK_SMTP_URL": smtp_url}
        with subprocess.Popen(
            [sys.executable, "-m", "tests.chaos.nursery"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as nursery:
            assert nursery.stdout.readline() == "ready\n"
            trial = Trial(environment, mailbox, nursery)
            try:
                trial.key = trial.ask("town")["key"]
                yield trial
            finally:
                for process in trial.running:
                    process.kill()
                    os.close(process.watch)
                nursery.stdin.close()
