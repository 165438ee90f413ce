"""The real server on loopback: it answers, survives sloppy clients, and stops although somebody holds on."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import STOP_S, free_port, serving

SERVE = """
import sys
from otklik.cli.web_server import run_web_server
if __name__ == "__main__":
    run_web_server(address="127.0.0.1", port=int(sys.argv[1]))
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    port = free_port()
    script = tmp_path / "serve.py"
    script.write_text(SERVE)
    environment = os.environ | {
        "OTKLIK_HOME": str(tmp_path / "home"),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "otklik.config.settings",
    }
    with serving([sys.executable, str(script), str(port)], environment, tmp_path / "log", port) as process:
        yield port, process


def ask(port: int, target: bytes) -> str:
    with socket.create_connection(("127.0.0.1", port), timeout=STOP_S) as client:
        client.sendall(b"GET " + target + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        return client.makefile("rb").read().decode()


def test_the_server_answers_and_stops_although_a_client_holds_on(
    server: tuple[int, "subprocess.Popen[bytes]"],
) -> None:
    port, process = server
    answer = ask(port, b"/nothing-here")
    assert answer.startswith("HTTP/1.1 404 ")
    assert re.search(r"^content-security-policy: .*default-src 'none'", answer, flags=re.MULTILINE)
    assert ask(port, "/nothing-here?q=заказ".encode()).startswith("HTTP/1.1 404 ")
    with socket.create_connection(("127.0.0.1", port)) as holding:
        holding.sendall(b"GET /nothing-here HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        process.send_signal(signal.SIGTERM)
        assert process.wait(STOP_S) == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))
