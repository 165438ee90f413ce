"""`python -m bench.listen STREAMS`: clients that listen, and how long news takes to each; asked on standard input.

First a line with port, path and cookie to listen to (JSON), answered by `ready` once all streams say something. Then
each line is a request to send (path, headers, body), answered by the milliseconds from its sending to its answer, and
to the median and the last stream that has the news. Bare sockets, one process: the clients are part of what is
measured, in the same way for everybody who is measured.
"""

import asyncio
import json
import resource
import sys
import time
from typing import Any

from bench.rounds import quantile

FAR_S = 30
AT_ONCE = 200
NEWS = b"event: row"


class Listeners:
    """Many streams of one server."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.ready: asyncio.Queue[int] = asyncio.Queue()
        self.news: asyncio.Queue[tuple[float, int]] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self, count: int, path: str, cookie: str) -> None:
        """Open so many streams, in groups; return once each has said something."""
        for begun in range(0, count, AT_ONCE):
            group = range(begun, min(begun + AT_ONCE, count))
            self._tasks += [asyncio.create_task(self._listen(path, cookie)) for _ in group]
            for _ in group:
                await asyncio.wait_for(self.ready.get(), FAR_S)

    async def _listen(self, path: str, cookie: str) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode())
        begun, size = False, 0
        while part := await reader.read(65_536):
            if not begun and b"event:" in part:
                begun = True
                self.ready.put_nowait(1)
            size += len(part)
            if NEWS in part:
                self.news.put_nowait((time.perf_counter(), size))
                size = 0

    async def hear(self, request: dict[str, Any]) -> dict[str, float]:
        """Send a request, and wait until every stream has the news of it."""
        while not self.news.empty():
            self.news.get_nowait()
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        body = request["body"].encode()
        headers = "".join(f"{name}: {value}\r\n" for name, value in request["headers"].items())
        began = time.perf_counter()
        writer.write(
            f"POST {request['path']} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}Content-Length: {len(body)}\r\n"
            "Connection: close\r\n\r\n".encode()
            + body
        )
        status = await reader.readline()
        answered = time.perf_counter()
        if b" 20" not in status:
            raise RuntimeError(status + await reader.read())
        writer.close()
        heard = [await asyncio.wait_for(self.news.get(), FAR_S) for _ in self._tasks]
        took = [(at - began) * 1000 for at, _ in heard]
        return {
            "answer_ms": (answered - began) * 1000,
            "p50_ms": quantile(took, 0.5),
            "max_ms": max(took),
            "bytes": float(heard[-1][1]),
        }


async def main(streams: int) -> None:
    """Serve standard input."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, streams + 256)), hard))
    loop = asyncio.get_running_loop()
    first = json.loads(await loop.run_in_executor(None, sys.stdin.readline))
    listeners = Listeners(first["port"])
    await listeners.open(streams, first["path"], first["cookie"])
    print(json.dumps("ready"), flush=True)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps(await listeners.hear(json.loads(line))), flush=True)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
