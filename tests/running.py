"""The product's own processes, started as a user starts them, for tests that talk to them from outside."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

OTKLIK = Path(sys.executable).with_name("otklik")
START_S, STOP_S = 180, 30  # far more than is needed, unless others keep the machine busy


@contextmanager
def running(
    environment: Mapping[str, str], command: str = "serve", port: int | None = None
) -> Iterator[tuple[str, subprocess.Popen]]:
    """Address and process of `otklik serve` or `otklik web`, until the block ends.

    Parameters
    ----------
    environment
        Of an installation; its OTKLIK_HOME gets the log, `server.log`.
    command
        `serve` or `web`.
    port
        Where to listen; by default where nobody does.
    """
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    log = Path(environment["OTKLIK_HOME"]) / "server.log"
    with (
        log.open("ab") as out,
        subprocess.Popen(
            [OTKLIK, command, "--port", str(port)],
            env={**environment, "OTKLIK_BASE_URL": address},
            stdout=out,
            stderr=out,
        ) as process,
    ):
        try:
            await_listener(port, process, log)
            yield address, process
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(STOP_S)
            process.kill()


def free_port() -> int:
    """A TCP port of the loopback interface that nobody uses now."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        return int(free.getsockname()[1])


def await_listener(port: int, process: subprocess.Popen, log: Path) -> None:
    """Return once something listens; the server has no other sign of being ready."""
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.05)
    raise AssertionError(f"nothing listens; exit code {process.poll()}:\n{log.read_text()}")
