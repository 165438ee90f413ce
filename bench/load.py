"""`python -m bench.load PORT KEY CLIENTS SECONDS PREFIX`: clients that send orders one after another, then JSON.

Bare sockets: a client library would take more of the two processors than the server that is measured.
"""

import asyncio
import json
import sys
import time
import zlib
from datetime import UTC, datetime
from itertools import count

from bench.goods import GOODS
from bench.rounds import quantile


def body_of(number: str) -> bytes:
    """An order of three lines, placed now."""
    lines = [
        {"sku": sku, "title": title, "quantity": 1, "price": f"{price / 100:.2f}"}
        for sku, title, price in GOODS
    ]
    order = {
        "number": number,
        "placed_at": datetime.now(UTC).isoformat(),
        "buyer": {
            "name": "Pat Doe",
            "phone": f"+7916{zlib.crc32(number.encode()) % 10**7:07}",
            "email": f"{number}@buyer.test",
        },
        "lines": lines,
        "total": f"{sum(price for _, _, price in GOODS) / 100:.2f}",
        "currency": "RUB",
        "payment": "on_delivery",
        "delivery": "courier",
    }
    return json.dumps(order).encode()


async def _send_orders(
    port: int, key: str, numbers: "count[int]", prefix: str, until: float, took: list[float]
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < until:
        body = body_of(f"{prefix}-{next(numbers)}")
        began = time.perf_counter()
        writer.write(
            f"POST /api/v1/orders HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        said = await _read_body(reader, head)
        if not head.startswith("http/1.1 201"):
            raise RuntimeError(f"{head.splitlines()[0]}: {said[:300]!r}")
        took.append(time.perf_counter() - began)
    writer.close()


async def _read_body(reader: asyncio.StreamReader, head: str) -> bytes:
    if "content-length:" in head:
        return await reader.readexactly(int(head.partition("content-length:")[2].partition("\r\n")[0]))
    said = b""
    while size := int(await reader.readuntil(b"\r\n"), 16):
        said += (await reader.readexactly(size + 2))[:-2]
    await reader.readexactly(2)
    return said


async def run(port: int, key: str, clients: int, seconds: float, prefix: str) -> dict[str, float]:
    """Acknowledged orders a second, and how long each took."""
    took: list[float] = []
    numbers, began = count(1), time.perf_counter()
    sending = (_send_orders(port, key, numbers, prefix, began + seconds, took) for _ in range(clients))
    await asyncio.gather(*sending)
    per_s = len(took) / (time.perf_counter() - began)
    return {"per_s": per_s, "p50_ms": quantile(took, 0.5) * 1000, "p99_ms": quantile(took, 0.99) * 1000}


if __name__ == "__main__":
    port, key, clients, seconds, prefix = sys.argv[1:]
    print(json.dumps(asyncio.run(run(int(port), key, int(clients), float(seconds), prefix))))
