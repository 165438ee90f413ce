"""Clients of live streams for tests: what they got, in order, as they would read it."""

from __future__ import annotations

import asyncio
import json
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from otklik.store.access import Viewer
from otklik.web.live import Live
from otklik.web.viewers import NOBODY

WAIT_S = 60
"""Far more than anything takes; a test that waits so long fails."""


@dataclass(frozen=True)
class Heard:
    """One event of a stream."""

    name: str
    data: Any
    id: int


def parse(text: str) -> Iterator[Heard]:
    """The events of a text of server-sent events; `retry` and comments are none."""
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
        if "event" in fields:
            yield Heard(fields["event"], json.loads(fields["data"]), int(fields.get("id", 0)))


class Client:
    """One client of an application, that reads as fast as it can until `hold` is called."""

    def __init__(self, ground: Ground, query: str = "", method: str = "GET", **headers: str) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.raw = ""
        self.heard: queue.Queue[Heard] = queue.Queue()
        self._ground = ground
        self._gone: asyncio.Event
        self._reads: asyncio.Event
        self._begun = threading.Event()
        self.over = threading.Event()
        scope = {
            "type": "http",
            "method": method,
            "path": "/live",
            "query_string": query.encode(),
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        }
        self._future = asyncio.run_coroutine_threadsafe(self._run(scope), ground.loop)
        assert self._begun.wait(WAIT_S)

    async def _run(self, scope: Any) -> None:
        self._gone, self._reads = asyncio.Event(), asyncio.Event()
        self._reads.set()

        async def receive() -> Any:
            await self._gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            await self._reads.wait()
            if message["type"] == "http.response.start":
                self.status = message["status"]
                self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
                return
            self.raw += message["body"].decode()
            for one in parse(message["body"].decode()):
                self.heard.put(one)
            self._begun.set()
            if not message["more_body"]:
                self._gone.set()

        await self._ground.live(scope, receive, send)
        self.over.set()

    def next(self, *names: str) -> Heard:
        """The next event, or the next of these names."""
        while True:
            one = self.heard.get(timeout=WAIT_S)
            if not names or one.name in names:
                return one

    def waiting(self) -> list[Heard]:
        """What came and was not asked for yet."""
        return [self.heard.get_nowait() for _ in range(self.heard.qsize())]

    def hold(self) -> None:
        """Read no more, as a phone in a tunnel does."""
        self._ground.loop.call_soon_threadsafe(self._reads.clear)

    def read_on(self) -> None:
        """Read again."""
        self._ground.loop.call_soon_threadsafe(self._reads.set)

    def leave(self) -> None:
        """Close the connection."""
        self._ground.loop.call_soon_threadsafe(self._gone.set)
        self._future.result(WAIT_S)


class Ground:
    """An event loop in a thread, with live streams on it; who is who is told by the cookie."""

    def __init__(self, make_rows: Any, **more: Any) -> None:
        self.viewers: dict[str, Viewer] = {}
        self.live = Live(lambda cookie: self.viewers.get(cookie, NOBODY), make_rows, **more)
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, name="test loop")

    def listen(self, who: str, query: str = "", **headers: str) -> Client:
        """A new client of that person."""
        return Client(self, query, cookie=who, **headers)

    def in_loop(self, call: Callable[[], Any]) -> Any:
        """What a call in the event loop returns."""

        async def run() -> Any:
            return call()

        return asyncio.run_coroutine_threadsafe(run(), self.loop).result(WAIT_S)


@contextmanager
def ground(make_rows: Any, **more: Any) -> Iterator[Ground]:
    """Live streams that follow the test's database while the block runs."""
    made = Ground(make_rows, **more)
    made._thread.start()
    made.live.start()
    try:
        yield made
    finally:
        made.live.stop()
        made.loop.call_soon_threadsafe(made.loop.stop)
        made._thread.join()
        for task in asyncio.all_tasks(made.loop):
            task.cancel()
        made.loop.run_until_complete(asyncio.sleep(0))
        made.loop.close()
