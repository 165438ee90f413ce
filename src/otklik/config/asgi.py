"""The one entrance for requests: an ASGI application around Django's WSGI one.

Django's own ASGI handler costs three times the processor time of its WSGI handler, so
pages and the API run as WSGI on a pool of threads. Live streams, which would hold a
thread each, stand beside it here as raw ASGI. The server is started by
`otklik web` and `otklik serve`; the start-up checks are theirs too.
"""

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, cast

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

from otklik.store import writer

if TYPE_CHECKING:
    from a2wsgi.asgi_typing import Receive, Scope, Send

THREADS = 16
LIVE = "/live"

_django = WSGIMiddleware(cast(Any, get_wsgi_application()), workers=THREADS)

from otklik.web import audit_runs  # noqa: E402 - the line above loads the applications
from otklik.web.live import live  # noqa: E402


def make_serving_app() -> Callable[["Scope", "Receive", "Send"], Awaitable[None]]:
    """The application of a serving process, with its writer thread, its live streams' follower, and waiting audits."""
    writer.start()
    live.start()
    audit_runs.resume()
    return app


async def app(scope: "Scope", receive: "Receive", send: "Send") -> None:
    """Answer one ASGI connection: a live stream, or whatever Django answers.

    Notes
    -----
    WSGI knows text where ASGI has bytes: raw bytes beyond ASCII in a query string are percent-encoded first,
    or a sloppy client would get a 500.
    """

    async def read() -> Any:
        # ASGI promises an awaitable, the middleware needs a coroutine, and the server's own is none.
        return await receive()

    if scope["type"] == "http" and scope["path"] == LIVE:
        await live(scope, receive, send)
        return
    if scope["type"] == "http":
        scope = {**scope, "query_string": _escape(scope["query_string"])}
    await _django(scope, read, send)


def _escape(query: bytes) -> bytes:
    def encode(match: Any) -> bytes:
        return b"%%%02X" % match[0][0]

    return re.sub(rb"[^\x21-\x7e]", encode, query)
