"""`python -m bench.plain.broadcast PORT`: streams as bare as they can be, on the product's server, without a database.

GET holds a stream; POST sends its body, as one event, to every stream.
"""

import asyncio
import sys
from typing import Any

streams: set["asyncio.Queue[bytes]"] = set()


def make_app() -> Any:
    """The application."""
    return app


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Answer one request."""
    headers = [(b"content-type", b"text/event-stream")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    if scope["method"] == "POST":
        body = (await receive())["body"]
        for queue in streams:
            queue.put_nowait(b"event: row\ndata: " + body + b"\n\n")
        await send({"type": "http.response.body", "body": b"", "more_body": False})
        return
    await send({"type": "http.response.body", "body": b"event: hello\ndata: {}\n\n", "more_body": True})
    queue: asyncio.Queue[bytes] = asyncio.Queue()
    streams.add(queue)
    sending = asyncio.ensure_future(_send(queue, send))
    while (await receive())["type"] != "http.disconnect":
        pass
    sending.cancel()
    streams.discard(queue)


async def _send(queue: "asyncio.Queue[bytes]", send: Any) -> None:
    while True:
        await send({"type": "http.response.body", "body": await queue.get(), "more_body": True})


if __name__ == "__main__":
    from otklik.cli import web_server

    web_server.APPLICATION = "bench.plain.broadcast:make_app"
    web_server.run_web_server(address="127.0.0.1", port=int(sys.argv[1]))
