"""The README's first five minutes: `make demo` as the Makefile has it, then every command of the tour, as typed."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
WAIT_S = 90  # far more than anything takes, on a machine that does much else


def outside() -> dict[str, str]:
    """The environment of somebody who has set nothing."""
    ours = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "PORT", "VENV")
    return {
        name: value
        for name, value in os.environ.items()
        if name not in ours and not name.startswith("OTKLIK_")
    }


pytestmark = pytest.mark.sqlite  # as `make demo`: the embedded database


def tour() -> list[str]:
    """Commands of the tour in order, comments left out; one that spans lines ends where its quotes close."""
    block = re.search(r"<!-- tour: .*? -->\n```sh\n(.*?)```", README, flags=re.DOTALL)
    assert block is not None
    found, open_part = [], ""
    for line in block[1].splitlines():
        if not open_part and (not line or line.startswith("#")):
            continue
        open_part += f"{line}\n"
        if open_part.count("'") % 2 == 0:
            found.append(open_part.strip())
            open_part = ""
    assert not open_part
    return found


class Terminals:
    """The two terminals of the tour: the served demo, whose mails are printed, and a shell."""

    def __init__(self, home: Path, port: int, shell: subprocess.Popen[bytes]) -> None:
        self.home, self.port, self.shell = home, port, shell
        self.log = home.with_suffix(".log")
        self.types("set -eu; shopt -s expand_aliases")

    def here(self, text: str) -> str:
        """A command of the documentation with this test's folder, port and interpreter."""
        text = text.replace(".home/demo", str(self.home)).replace("127.0.0.1:8000", f"127.0.0.1:{self.port}")
        return text.replace(".venv/bin/", f"{Path(sys.executable).parent}/")

    @contextmanager
    def served(self) -> Iterator[None]:
        """`make demo`, with a short past and without the orders that go on arriving."""
        recipe = subprocess.run(
            ["make", "-n", "demo", f"PORT={self.port}"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            env=outside(),
        ).stdout
        setup, serve = (
            self.here(line) for line in recipe.splitlines() if re.search(r"otklik (setup|serve)", line)
        )
        assert setup.endswith(" --demo")
        setup = setup.replace("--demo", "--quiet-demo --days 2")
        with self.log.open("wb") as log:
            subprocess.run(["bash", "-c", setup], cwd=ROOT, env=outside(), check=True, stdout=log, stderr=log)
            with subprocess.Popen(
                ["bash", "-c", f"exec env {serve}"],
                cwd=ROOT,
                env=outside(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            ) as server:
                try:
                    await_server(self.port, server)
                    yield
                    server.send_signal(signal.SIGTERM)
                    assert server.wait(WAIT_S) == 0
                finally:
                    if server.poll() is None:
                        os.killpg(server.pid, signal.SIGKILL)

    def types(self, command: str) -> str:
        """What a command prints in the shell; it must end well."""
        assert self.shell.stdin is not None
        assert self.shell.stdout is not None
        self.shell.stdin.write(f"{self.here(command)}\necho; echo 'done:'\n".encode())
        self.shell.stdin.flush()
        said = []
        for line in self.shell.stdout:
            if line == b"done:\n":
                return b"".join(said).decode().strip()
            said.append(line)
        raise AssertionError(f"{command!r} ended the shell:\n{b''.join(said).decode()}")

    def reads(self, *words: str) -> str:
        """The newest letter of the first terminal that says all these words, as soon as it is there."""
        deadline = time.monotonic() + WAIT_S
        while time.monotonic() < deadline:
            letters = self.log.read_text(encoding="utf-8").split("── console")
            for letter in reversed(letters):
                if all(word in letter for word in words):
                    return letter
            time.sleep(0.05)
        raise AssertionError(f"no letter says {words}:\n{self.log.read_text(encoding='utf-8')[-3000:]}")


@pytest.fixture
def terminals(tmp_path: Path) -> Iterator[Terminals]:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    with subprocess.Popen(
        ["bash"],
        cwd=ROOT,
        env=outside(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as shell:
        both = Terminals(tmp_path / "demo", port, shell)
        with both.served():
            yield both
        shell.stdin.close()


def await_server(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + WAIT_S
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            with suppress(subprocess.TimeoutExpired):
                server.wait(0.05)
        else:
            return
    raise AssertionError(f"the demo is not served; exit code {server.poll()}")


def test_the_tour_of_the_readme_is_what_happens(terminals: Terminals) -> None:
    """Order in, mail out, taken, lapsed, the ladder on, taken by link, answered, the journal shown and verified."""
    home, alias, key, order, take, later, later_still, link, tap, talk, confirm, *looks = tour()
    for command in (home, alias, key):
        terminals.types(command)

    answer = terminals.types(order)
    assert f'"status_url":"http://127.0.0.1:{terminals.port}/s/' in answer.replace(" ", "")
    assert "Мария Петрова" in terminals.reads("To: petr@otklik.test", "Новый заказ A-1001")
    assert "позвонит вам" in terminals.reads("To: maria@example.com", "Заказ A-1001 принят")

    assert "petr of vokzal has it" in terminals.types(take)
    terminals.types(later)
    terminals.reads("To: petr@otklik.test", "Заказ A-1001 никто не взял")
    terminals.types(later_still)
    letter = terminals.reads("To: nina@otklik.test", "Заказ A-1001 никто не взял")
    printed = re.search(r"Беру заказ:\s+(http\S+)", letter)
    assert printed is not None
    assert link.endswith("/l/take/…'"), "the line that a reader fills in"
    terminals.types(re.sub(r"'.*'", f"'{printed[1]}'", link))
    assert terminals.types(tap) == "<h1>Заказ A-1001 за вами</h1>"

    assert re.fullmatch(
        r"Order A-1001 was answered at .*; nina of vokzal has it\.", terminals.types(talk).splitlines()[0]
    )
    assert "Order A-1001 is confirmed" in terminals.types(confirm)
    shown, journal, verified = map(terminals.types, looks)
    assert re.search(r"^first_answer +store:vokzal .* met \d{4}", shown, flags=re.MULTILINE)
    facts = (
        "order.received",
        "order.taken",
        "ladder.lapsed",
        "order.owner_cleared",
        "contact.reached",
        "order.confirmed",
    )
    assert [fact for fact in re.findall(r" ((?:order|contact|ladder)\.\w+)", journal) if fact in facts] == [
        "order.received",
        "order.taken",
        "ladder.lapsed",
        "order.owner_cleared",
        "order.taken",
        "contact.reached",
        "order.confirmed",
    ]
    assert verified == "The journal is as it was written."


def test_what_the_tour_promises_is_what_it_prints() -> None:
    """The arrows in the comments name the very words that the test above expects."""
    for said in ("<h1>Заказ A-1001 за вами</h1>", "Order A-1001 was answered at …; nina of vokzal has it."):
        assert f"# → {said}" in README
