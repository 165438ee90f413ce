"""`python -m bench.plain.serve KEY PORT`: make the tables and the key, then serve as the product's server does."""

import hashlib
import sys
from typing import Any

import django


def make_app() -> Any:
    """The application in the shape that the product serves: WSGI on 16 threads inside ASGI."""
    from a2wsgi import WSGIMiddleware
    from django.core.wsgi import get_wsgi_application

    inner = WSGIMiddleware(get_wsgi_application(), workers=16)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        async def read() -> Any:
            return await receive()

        await inner(scope, read, send)

    return app


def main(key: str, port: int) -> None:
    """Serve until SIGTERM."""
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bench.plain.models import Key
    from otklik.cli import web_server

    call_command("migrate", run_syncdb=True, verbosity=0)
    Key.objects.create(digest=hashlib.sha256(key.encode()).hexdigest(), store="shop")
    connection.close()
    web_server.APPLICATION = "bench.plain.serve:make_app"
    web_server.run_web_server(address="127.0.0.1", port=port)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
