"""One live stream: what waits to be sent to one client, and sending it without ever waiting for him elsewhere."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from otklik.store.access import Viewer
from otklik.web.live_messages import bye, reset

Send = Callable[[Any], Awaitable[None]]

MOST_WAITING = 256
"""Messages that may wait for a slow client; beyond that he gets one `reset` instead of all of them."""

MOST_BYTES = 65_536
"""Waiting messages go out together up to about this size."""


class Stream:
    """A client who listens. Belongs to the event loop.

    Parameters
    ----------
    viewer
        Whose it is.
    locale
        Language of his rows.
    cookie
        The header by which he was recognised; his rights are looked up again by it.
    send
        ASGI's; waits while the client doesn't read.
    """

    def __init__(self, viewer: Viewer, locale: str, cookie: bytes, send: Send) -> None:
        self.viewer = viewer
        self.locale = locale
        self.cookie = cookie
        self.joined = False
        self.looked_up_s = 0.0
        self._send = send
        self._waiting: deque[bytes] = deque()
        self._sending: asyncio.Task[None] | None = None
        self._ending = False

    def offer(self, message: bytes, position: int) -> None:
        """Send a message as soon as the client takes it; it never waits.

        Parameters
        ----------
        message
            Of `live_messages`.
        position
            Up to where the client knows everything once he has read anew.
        """
        if self._ending:
            return
        if len(self._waiting) >= MOST_WAITING:
            self._waiting.clear()
            message = reset(position)
        self._waiting.append(message)
        self._start()

    def end(self, why: str) -> None:
        """Say good-bye, whatever waited, and end the stream; nothing more is sent."""
        self._waiting.clear()
        self._waiting.append(bye(why))
        self._ending = True
        self._start()

    def drop(self) -> None:
        """Forget what waits: the client is gone."""
        self._ending = True
        self._waiting.clear()
        if self._sending is not None:
            self._sending.cancel()

    def _start(self) -> None:
        if self._sending is None:
            self._sending = asyncio.get_running_loop().create_task(self._send_all())

    async def _send_all(self) -> None:
        # A task that lives only while something waits: a thousand idle clients cost no task each.
        try:
            while self._waiting:
                parts, size = [], 0
                while self._waiting and size < MOST_BYTES:
                    parts.append(self._waiting.popleft())
                    size += len(parts[-1])
                last = self._ending and not self._waiting
                await self._send(
                    {"type": "http.response.body", "body": b"".join(parts), "more_body": not last}
                )
        finally:
            self._sending = None
