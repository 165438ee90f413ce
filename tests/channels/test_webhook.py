"""Calls to stock systems: what they bear, what an answer means, and whom nobody can make us call."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
from datetime import UTC, datetime

import pytest

from otklik.channels import webhook
from otklik.channels.message import Message, SendResult
from otklik.domain.errors import DomainError
from tests.channels.http_server import HttpServer, http_server

AT = datetime(2026, 3, 20, 2, 4, tzinfo=UTC)
HERE = webhook.parse_settings("webhook://?loopback=1&timeout=2")
BODY = json.dumps({"event": "goods.released", "order": {"number": "A-1"}}, ensure_ascii=False)


def message(url: str, secret: str = "s3cret", key: str = "order/1 stock_told 1") -> Message:
    return Message(key, webhook.address_of(url, secret), "", BODY, "", "en", AT)


def call(server: HttpServer, **fields: str) -> SendResult:
    return webhook.send(message(f"http://127.0.0.1:{server.port}/goods?shop=1", **fields), HERE)


def test_a_call_is_signed_over_its_instant_and_its_bytes_and_bears_one_name_in_each_repeat() -> None:
    with http_server(lambda asked: (204, "")) as server:
        results = {call(server), call(server)}
    assert [one.outcome for one in results] == ["accepted"]
    first, second = server.asked
    assert first.path == "/goods?shop=1"
    assert first.raw.decode() == BODY
    assert first.headers["Otklik-Delivery"] == second.headers["Otklik-Delivery"]
    seconds, _, signature = first.headers["Otklik-Signature"].partition(",v1=")
    assert seconds == f"t={int(AT.timestamp())}"
    signed = f"{int(AT.timestamp())}.".encode() + first.raw
    assert signature == hmac.new(b"s3cret", signed, hashlib.sha256).hexdigest()
    assert signature != hmac.new(b"other", signed, hashlib.sha256).hexdigest()


@pytest.mark.parametrize(
    ("status", "result"),
    [
        (400, SendResult("failed", permanent=True, reason="http:400")),
        (404, SendResult("failed", permanent=True, reason="http:404")),
        (410, SendResult("failed", permanent=True, reason="http:410")),
        (408, SendResult("failed", reason="http:408", retry_after_s=90)),
        (429, SendResult("failed", reason="http:429", retry_after_s=90)),
        (500, SendResult("failed", reason="http:500", retry_after_s=90)),
        (503, SendResult("failed", reason="http:503", retry_after_s=90)),
    ],
)
def test_what_an_answer_means(status: int, result: SendResult) -> None:
    with http_server(lambda asked: (status, {"error": "Анна, +79001112233"})) as server:
        server.more["Retry-After"] = "90"
        assert call(server) == result


@pytest.mark.parametrize(
    ("text", "wait_s"),
    [("Fri, 20 Mar 2026 02:09:00 GMT", 300), ("999999", 21_600), ("-5", None), ("soon", None), ("", None)],
)
def test_how_long_an_answer_asks_us_to_wait(text: str, wait_s: int | None) -> None:
    with http_server(lambda asked: (503, {})) as server:
        server.more["Retry-After"] = text
        assert call(server).retry_after_s == wait_s


def test_a_redirect_is_not_followed_and_a_broken_line_may_have_been_heard() -> None:
    with http_server(lambda asked: "redirect") as server:
        assert call(server) == SendResult("failed", reason="http:302")
        assert server.paths() == ["/goods?shop=1"]
    with http_server(lambda asked: "drop") as server:
        assert call(server).outcome == "unknown"
    with http_server(lambda asked: (502, {})) as server:
        assert call(server).outcome == "unknown"


@pytest.mark.parametrize(
    "host", ["10.0.0.1", "192.168.1.1", "169.254.169.254", "[::ffff:10.0.0.1]", "0.0.0.0", "[64:ff9b::a00:1]"]
)
def test_no_machine_of_our_own_network_is_called(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *given: pytest.fail(f"called {given}"))
    for url in (f"https://{host}/x", f"http://{host}/x"):
        result = webhook.send(message(url), HERE)
        assert result == SendResult("failed", permanent=True, reason="address:not_public")


def test_this_machine_is_called_where_the_operator_allows_it_alone() -> None:
    with http_server(lambda asked: (200, {})) as server:
        elsewhere = webhook.parse_settings("webhook://")
        address = f"http://127.0.0.1:{server.port}/goods"
        assert webhook.send(message(address), elsewhere).reason == "address:not_public"
        assert server.asked == []
        assert webhook.send(message(address), HERE).outcome == "accepted"


def test_a_name_that_leads_here_is_looked_at_before_it_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """One answer is asked for, and what was looked at is what is called."""
    asked: list[str] = []

    def resolve(host: str, port: int, **options: object) -> list[object]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.168.0.7", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert webhook.send(message("https://stock.example/x"), HERE).reason == "address:not_public"
    assert asked == ["stock.example"]


@pytest.mark.parametrize("url", ["webhook://host", "webhook://?x=1", "webhook://?timeout=99", "http://?", ""])
def test_wrong_settings_are_named(url: str) -> None:
    with pytest.raises(DomainError) as caught:
        webhook.parse_settings(url)
    assert caught.value.code == "bad_channel_url"
