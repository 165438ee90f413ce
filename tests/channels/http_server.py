"""A real HTTP server on loopback whose manners a test chooses, shaped like a provider."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs


@dataclass(frozen=True)
class Asked:
    """One request: its path, its form or JSON object, the Authorization header, the body as it came, all headers."""

    path: str
    said: Mapping[str, Any]
    login: str = ""
    raw: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class HttpServer:
    """What came in, and how the next request is answered: status and object, or a word for a manner.

    `hang` keeps the connection silent until the test ends; `drop` closes it without an answer; `redirect` leads away.
    `more` are further headers of every answer.
    """

    answer: Callable[[Asked], tuple[int, Any] | str]
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    more: dict[str, str] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]


def always(status: int, said: Any) -> Callable[[Asked], tuple[int, Any]]:
    return lambda asked: (status, said)


@contextmanager
def http_server(answer: Callable[[Asked], tuple[int, Any] | str]) -> Iterator[HttpServer]:
    server = HttpServer(answer)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.take()

        def do_POST(self) -> None:
            self.take()

        def take(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if "json" in self.headers.get("Content-Type", ""):
                said = json.loads(raw) if raw.startswith((b"{", b"[")) else {}
            else:
                said = {
                    name: values[0] for name, values in parse_qs(raw.decode(), keep_blank_values=True).items()
                }
            asked = Asked(self.path, said, self.headers.get("Authorization", ""), raw, dict(self.headers))
            server.asked.append(asked)
            answered = server.answer(asked)
            if answered == "hang":
                server.over.wait(20)
                self.close_connection = True
            elif answered == "drop":
                self.close_connection = True
            elif answered == "redirect":
                self.send_response(302)
                self.send_header("Location", f"http://127.0.0.1:{server.port}/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                status, said = answered
                body = said.encode() if isinstance(said, str) else json.dumps(said).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                for name, value in server.more.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        server.port = running.server_address[1]
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            running.shutdown()
            thread.join()
