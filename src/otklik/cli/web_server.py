"""The web server that `otklik web` and `otklik serve` start: one process of pages and API beside the caller.

The application is named, not imported: it belongs to the layer above, and the server
loads it in a process of its own. Nothing is checked here; commands verify the database
before they serve.
"""

import multiprocessing
import resource

from granian import Granian
from granian.constants import Interfaces

from otklik.web.live_messages import MOST_STREAMS

APPLICATION = "otklik.config.asgi:make_serving_app"

# An open stream would keep a stopping process alive for as long as its client likes. Clients come back by themselves.
KILL_AFTER_S = 2

REQUESTS_AT_ONCE = 1024
"""Beside the streams; the server counts both as connections, and beyond its bound it takes no more of either."""


def run_web_server(*, address: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT, then stop within about `KILL_AFTER_S` seconds.

    Parameters
    ----------
    address
        Interface to listen on, such as `127.0.0.1`.
    port
        TCP port, 1 to 65535.

    Notes
    -----
    The serving process is spawned, not forked: a forked one would share the caller's open database connection and
    end it for both (a child's `close()` cuts its parent's PostgreSQL session).
    """
    _raise_open_files()
    multiprocessing.set_start_method("spawn", force=True)
    Granian(
        target=APPLICATION,
        factory=True,
        address=address,
        port=port,
        interface=Interfaces.ASGINL,  # without the lifespan protocol, which the application doesn't speak
        workers=1,  # threads inside it, and one writer on SQLite; more processes are started as more `otklik web`
        backpressure=MOST_STREAMS + REQUESTS_AT_ONCE,
        workers_kill_timeout=KILL_AFTER_S,
        respawn_failed_workers=True,
        websockets=False,
    ).serve()


def _raise_open_files() -> None:
    """Let this process and those that it starts open as many files as the system allows: each stream is one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_STREAMS + 2 * REQUESTS_AT_ONCE
    if soft != resource.RLIM_INFINITY and soft < wanted:
        allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
