"""Processes of a trial, forked in milliseconds from one that has imported everything and opened nothing.

A fresh process of the desk needs seconds of imports, and a trial needs dozens. `python -m tests.chaos.nursery` reads
one JSON line a process (`role`, `arguments`, `exit_at`, `control`, `output`) and answers with its id. No thread
runs and no connection is open when it forks.
"""

import importlib
import json
import os
import signal
import socketserver
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from wsgiref import simple_server

import django

from tests.chaos import audit, exits, town

LEASE_FOR = timedelta(seconds=2)
"""A dead sender's notices are somebody else's after this: minutes in life, too long for a trial."""


class _Server(socketserver.ThreadingMixIn, simple_server.WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class _Quiet(simple_server.WSGIRequestHandler):
    def log_message(self, *_: Any) -> None: ...


def serve_web(port: int) -> None:
    """Answer requests by the product's WSGI application until the process is ended."""
    from django.core.wsgi import get_wsgi_application

    from otklik.store import writer

    writer.start()
    simple_server.make_server("127.0.0.1", port, get_wsgi_application(), _Server, _Quiet).serve_forever()


def run_worker() -> None:
    """Run the loop until SIGTERM."""
    from otklik.store import writer
    from otklik.worker import loop

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    writer.start()
    loop.run(stop)
    writer.stop()


ROLES: Mapping[str, Callable[..., Any]] = {
    "web": serve_web,
    "worker": run_worker,
    "town": lambda: {"key": town.build()},
    "audit": audit.take_stock,
}


def play(planned: Mapping[str, Any]) -> int:
    """Exit code of a role that came to its end; what it returns is written to `output` as JSON."""
    with (Path(os.environ["OTKLIK_HOME"]) / f"{planned['role']}.log").open("ab", buffering=0) as log:
        for stream in (1, 2):
            os.dup2(log.fileno(), stream)
    if "control" in planned:
        exits.CONTROLS[planned["control"]]()
    if "exit_at" in planned:
        exits.exit_at(planned["exit_at"])
    exits.note_claims()
    try:
        answer = ROLES[planned["role"]](*planned.get("arguments", ()))
    except BaseException:
        traceback.print_exc()
        return 1
    if "output" in planned:
        Path(planned["output"]).write_text(json.dumps(answer))
    return 0


def main() -> None:
    """Fork a process for each line until the trial closes the pipe."""
    django.setup()
    importlib.import_module("otklik.config.urls")
    importlib.import_module("otklik.worker.loop").sender.LEASE_FOR = LEASE_FOR
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them here: the trial watches by pidfd
    print("ready", flush=True)
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os._exit(play(json.loads(line)))
        print(pid, flush=True)


if __name__ == "__main__":
    main()
