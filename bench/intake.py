"""Orders over HTTP: the product's `otklik web` against a plain view with the ORM, on the same server and database.

Both servers run all the time, each with its own database; in every round the clients ask one, then the other.
"""

import json
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from bench.installations import ROOT
from bench.rounds import interleave

CLIENTS = (1, 8, 32)
ROUNDS, SECONDS = 3, 2.0
START_S = 60
OTKLIK = Path(sys.executable).with_name("otklik")


def measure(product: Mapping[str, str], plain: Mapping[str, str], key: str) -> dict[str, dict[str, float]]:
    """Medians by variant, such as `desk c8`.

    Parameters
    ----------
    product, plain
        Environments of the two installations; the product's is filled, the other's is empty.
    key
        An API key of the product; the plain view gets the same.
    """
    with ExitStack() as stack:
        ports = {
            "desk": stack.enter_context(serving(product, lambda port: [str(OTKLIK), "web", "--port", port]))[
                0
            ],
            "plain": stack.enter_context(
                serving(plain, lambda port: [sys.executable, "-m", "bench.plain.serve", key, port])
            )[0],
        }
        for port in ports.values():
            _load(port, key, 8, 1.0)  # connections, caches
        variants = {
            f"{name} c{clients}": lambda port=port, clients=clients: _load(port, key, clients, SECONDS)
            for clients in CLIENTS
            for name, port in ports.items()
        }
        return interleave(variants, rounds=ROUNDS)


def _load(port: str, key: str, clients: int, seconds: float) -> Mapping[str, float]:
    command = [
        sys.executable,
        "-m",
        "bench.load",
        port,
        key,
        str(clients),
        str(seconds),
        secrets.token_hex(4),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return dict(json.loads(done.stdout))


@contextmanager
def serving(
    environment: Mapping[str, str], command_of: Callable[[str], list[str]]
) -> Iterator[tuple[str, int]]:
    """Port and process id of a server while the block runs."""
    port = free_port()
    log = Path(environment["OTKLIK_HOME"]) / "server.log"
    with log.open("wb") as out:
        server = subprocess.Popen(command_of(port), cwd=ROOT, env=environment, stdout=out, stderr=out)
    try:
        try:
            await_listener(port, server)
        except RuntimeError as error:
            raise RuntimeError(log.read_text()) from error
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(START_S)


def free_port() -> str:
    """A TCP port of the loopback interface that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return str(free.getsockname()[1])


def await_listener(port: str, process: "subprocess.Popen[bytes]") -> None:
    """Return once the process listens.

    Raises
    ------
    RuntimeError
        It has ended, or a minute is over.
    """
    deadline = time.monotonic() + START_S
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", int(port))):
            return
        time.sleep(0.05)
    raise RuntimeError("nothing listens")
