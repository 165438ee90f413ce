"""The product's own processes, started as a user starts them, for tests that talk to them from outside.

A process says itself when it is loaded: its output is read while it runs, and kept in a file.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

OTKLIK = Path(sys.executable).with_name("otklik")
START_S, STOP_S = 180, 30  # far more than is needed, unless others keep the machine busy
LOADED = b"Started worker-1"
"""What the web server says once its application is loaded, a moment before its socket is served."""


@contextmanager
def running(
    environment: Mapping[str, str], command: str = "serve", port: int | None = None
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
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
    with serving(
        [OTKLIK, command, "--port", str(port)],
        {**environment, "OTKLIK_BASE_URL": address},
        Path(environment["OTKLIK_HOME"]) / "server.log",
        port,
    ) as process:
        yield address, process


@contextmanager
def serving(
    command: Sequence[str | Path], environment: Mapping[str, str], log: Path, port: int
) -> Iterator[subprocess.Popen[bytes]]:
    """A command that serves, from when it answers until the block ends.

    Parameters
    ----------
    command
        Which in the end runs the web server.
    environment
        Whole.
    log
        Gets everything that it prints.
    port
        Where it will answer.
    """
    loaded = threading.Event()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        reader = threading.Thread(target=_keep_output, args=(process, log, loaded), daemon=True)
        reader.start()
        try:
            assert loaded.wait(START_S), "it says nothing"
            while not _answers(port):
                with suppress(subprocess.TimeoutExpired):
                    raise AssertionError(f"it ended with {process.wait(0.02)}:\n{log.read_text()}")
            yield process
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(STOP_S)
            process.kill()
            reader.join(STOP_S)


def _answers(port: int) -> bool:
    with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
        return True
    return False


def _keep_output(process: subprocess.Popen[bytes], log: Path, loaded: threading.Event) -> None:
    """Write what a process prints, until it ends; `loaded` is set when it is, or when it never will be."""
    assert process.stdout is not None
    with log.open("ab", buffering=0) as out:
        for line in process.stdout:
            out.write(line)
            if LOADED in line:
                loaded.set()
    loaded.set()


def free_port() -> int:
    """A TCP port of the loopback interface that nobody uses now."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        return int(free.getsockname()[1])
