"""The one entrance for requests: an ASGI application around Django's WSGI one.

Django's own ASGI handler costs three times the processor time of its WSGI handler, so
pages and the API run as WSGI on a pool of threads. Live streams, which would hold a
thread each, will stand beside it here as raw ASGI. The server is started by
`otklik web` and `otklik serve`; the start-up checks are theirs too.
"""

import re
from typing import TYPE_CHECKING, Any, cast

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

from otklik.store import writer

if TYPE_CHECKING:
    from a2wsgi.asgi_typing import ASGIApp, Receive, Scope, Send

THREADS = 16

_django = WSGIMiddleware(cast(Any, get_wsgi_application()), workers=THREADS)


async def app(scope: "Scope", receive: "Receive", send: "Send") -> None:
    """Answer one ASGI connection.

    Notes
    -----
    WSGI knows text where ASGI has bytes: raw bytes beyond ASCII in a query string are percent-encoded first,
    or a sloppy client would get a 500. The middleware needs a coroutine where ASGI promises an awaitable only, and
    the server's own is none: without the wrapping no body could be read.
    """

    async def read() -> Any:
        return await receive()

    if scope["type"] == "http":
        scope = {**scope, "query_string": _escape(scope["query_string"])}
    await _django(scope, read, send)


def start() -> "ASGIApp":
    """The application, with the writer thread of this process running: what the server loads, once a process.

    Notes
    -----
    Without that thread every request would be a transaction of its own, in turn with all the others.
    """
    writer.start()
    return app


def _escape(query: bytes) -> bytes:
    def encode(match: Any) -> bytes:
        return b"%%%02X" % match[0][0]

    return re.sub(rb"[^\x21-\x7e]", encode, query)
