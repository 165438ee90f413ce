"""The application answers through its ASGI entrance, with the headers that every answer carries."""

import asyncio
import threading
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path

from otklik.config.asgi import app, make_serving_app
from otklik.store import writer
from otklik.web.live import live


def show_query(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.GET.get("q", ""), content_type="text/plain; charset=utf-8")


urlpatterns = [path("query", show_query, name="status")]  # a name that opens to anybody


def ask(where: str, query: bytes = b"") -> tuple[int, dict[str, str], bytes]:
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": where,
        "raw_path": where.encode(),
        "query_string": query,
        "root_path": "",
        "headers": [(b"host", b"127.0.0.1:8000")],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8000),
    }
    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    start, *body = sent
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], headers, b"".join(part["body"] for part in body)


def test_an_unknown_address_is_answered_404_under_the_strict_policy() -> None:
    status, headers, _ = ask("/nothing-here")
    assert status == 404
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("query", "value"),
    [
        (b"q=%D0%B7%D0%B0%D0%BA%D0%B0%D0%B7", "заказ"),
        ("q=заказ".encode(), "заказ"),
        (b"q=\xff", "\ufffd"),
        (b"q=a+b%20c", "a b c"),
    ],
)
def test_any_bytes_in_a_query_are_read_not_refused_with_an_error(query: bytes, value: str) -> None:
    status, _, body = ask("/query", query)
    assert (status, body.decode()) == (200, value)


def test_files_of_the_packages_are_served_without_a_collecting_step() -> None:
    status, headers, body = ask("/static/ninja/swagger-ui-init.js")
    assert (status, headers["content-type"]) == (200, 'text/javascript; charset="utf-8"')
    assert b"SwaggerUIBundle" in body


def test_the_server_starts_its_writer_and_its_follower(transactional_db: None) -> None:
    def threads() -> int:
        names = ("otklik writer", "otklik live")
        return sum(thread.name in names for thread in threading.enumerate())

    assert threads() == 0, "importing the application must start nothing"
    try:
        assert make_serving_app() is app
        assert threads() == 2
    finally:
        live.stop()
        writer.stop()
    assert threads() == 0
