"""Live desks: a thousand open streams of one process, and how soon the last of them has an order that came in.

The peer is a bare broadcast on the same server: no database, no rights, no rows to make. Both are up all the time and
are asked in turn.
"""

import json
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from bench.installations import ROOT
from bench.intake import OTKLIK, serving
from bench.load import body_of
from bench.rounds import interleave

STREAMS = 1000
ROUNDS = 15


def measure(product: Mapping[str, str], key: str, cookie: str) -> dict[str, Any]:
    """Medians of `desk` and `peer`, with memory for a stream.

    Parameters
    ----------
    product
        Environment of a filled installation.
    key
        An API key of it.
    cookie
        Of somebody who sees the orders of that key.
    """
    with ExitStack() as stack:
        desk = stack.enter_context(serving(product, lambda port: [str(OTKLIK), "web", "--port", port]))
        peer = stack.enter_context(
            serving(product, lambda port: [sys.executable, "-m", "bench.plain.broadcast", port])
        )
        ask_desk, desk_kib = stack.enter_context(_listening(desk, "/live", cookie))
        ask_peer, peer_kib = stack.enter_context(_listening(peer, "/", ""))
        size = int([ask_desk(_order(key)) for _ in range(2)][-1]["bytes"])
        variants = {
            "desk": lambda: ask_desk(_order(key)),
            "peer": lambda: ask_peer({"path": "/", "headers": {}, "body": "x" * size}),
        }
        medians = interleave(variants, rounds=ROUNDS)
    medians["desk"]["kib"], medians["peer"]["kib"] = desk_kib, peer_kib
    return {"streams": STREAMS, "bytes": size, "medians": medians}


def _order(key: str) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    return {"path": "/api/v1/orders", "headers": headers, "body": body_of(secrets.token_hex(6)).decode()}


@contextmanager
def _listening(server: tuple[str, int], path: str, cookie: str) -> Iterator[Any]:
    port, pid = server
    before = _resident_kib(pid)
    command = [sys.executable, "-m", "bench.listen", str(STREAMS)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as clients:

        def ask(question: Mapping[str, Any]) -> Any:
            assert clients.stdin is not None and clients.stdout is not None
            clients.stdin.write(json.dumps(question) + "\n")
            clients.stdin.flush()
            answer = clients.stdout.readline()
            if not answer:
                raise RuntimeError("the clients ended")
            return json.loads(answer)

        ask({"port": int(port), "path": path, "cookie": cookie})
        yield ask, (_resident_kib(pid) - before) / STREAMS
        clients.kill()


def _resident_kib(pid: int) -> int:
    """Memory of the serving process, the child of the one that was started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    sizes = [
        int(line.split()[1])
        for child in children
        for line in Path(f"/proc/{child}/status").read_text().splitlines()
        if line.startswith("VmRSS")
    ]
    return max(sizes)
