"""The contract that every channel of the registry keeps, whatever it sends by."""

from __future__ import annotations

import io
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from otklik.channels import apprise, console, email, sms, telegram, webhook, webpush
from otklik.channels.message import Channel, Link, Message, SendResult
from otklik.channels.registry import CHANNELS
from otklik.config.home import keep_push_key
from otklik.domain.errors import DomainError
from tests.channels import providers
from tests.channels.http_server import HttpServer, http_server
from tests.channels.mail_server import mail_server
from tests.channels.push_service import Browser, push_service


@dataclass(frozen=True)
class Peer:
    """The other side of a channel in tests: settings that work, settings that don't, a good address, a URL."""

    alive: Callable[[], AbstractContextManager[Any]]
    dead: Callable[[], Any]
    to: Callable[[Any], str]
    url: str
    seen: Callable[[Any], int]


@contextmanager
def alive_email() -> Iterator[tuple[Any, Any]]:
    with mail_server() as server:
        yield email.parse_settings(server.url()), server


def dead_email() -> email.EmailSettings:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return email.EmailSettings(
            "127.0.0.1", listening.getsockname()[1], "desk@shop.example", timeout_s=0.5
        )


@contextmanager
def alive_console() -> Iterator[tuple[Any, Any]]:
    stream = io.StringIO()
    yield console.ConsoleSettings(stream), stream


def dead_console() -> console.ConsoleSettings:
    stream = io.StringIO()
    stream.close()
    return console.ConsoleSettings(stream)


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


@contextmanager
def alive_sms() -> Iterator[tuple[Any, Any]]:
    with http_server(providers.smsc) as server:
        yield sms.parse_settings(f"smsc+http://desk:secret@127.0.0.1:{server.port}"), server


@contextmanager
def alive_telegram() -> Iterator[tuple[Any, Any]]:
    with http_server(providers.telegram) as server:
        yield telegram.parse_settings(f"telegram+http://123456:ABC@127.0.0.1:{server.port}"), server


@contextmanager
def alive_apprise() -> Iterator[tuple[Any, Any]]:
    with http_server(lambda asked: (200, {})) as server:
        yield apprise.parse_settings(f"apprise://?services=json&hosts=127.0.0.1:{server.port}"), server


def sent_to(path: str) -> Callable[[HttpServer], int]:
    return lambda server: sum(one.path.endswith(path) for one in server.asked)


STOCK: list[int] = []
"""Port of the stock system that listens now or did last: its address stands in the message."""


@contextmanager
def alive_webhook() -> Iterator[tuple[Any, Any]]:
    with http_server(lambda asked: (200, {})) as server:
        STOCK.append(server.port)
        yield webhook.parse_settings("webhook://?loopback=1"), server


def stock_address(settings: webhook.WebhookSettings) -> str:
    return webhook.address_of(f"http://127.0.0.1:{(STOCK or [closed_port()])[-1]}/stock", "s3cret")


BROWSER = Browser()
PUSH = socket.create_server(("127.0.0.1", 0))
"""Where the browser's push service listens as long as the process lives: its address stands in the subscription."""


@contextmanager
def alive_webpush() -> Iterator[tuple[Any, Any]]:
    with tempfile.TemporaryDirectory() as home, push_service(listening=PUSH, browser=BROWSER) as service:
        key = keep_push_key(Path(home), "a secret")
        yield webpush.PushSettings(str(key), "mailto:desk@shop.example", loopback=True), service


def dead_webpush() -> webpush.PushSettings:
    return webpush.PushSettings("/nowhere/push.key", "mailto:desk@shop.example", loopback=True)


PEERS = {
    "sms": Peer(
        alive_sms,
        lambda: sms.parse_settings(f"smsc+http://desk:secret@127.0.0.1:{closed_port()}?timeout=0.5"),
        lambda settings: "+79161234567",
        "smsc://desk:secret@smsc.ru?from=SHOP twilio://AC1:token@api.twilio.com?from=+15550100",
        sent_to("/sys/send.php"),
    ),
    "telegram": Peer(
        alive_telegram,
        lambda: telegram.parse_settings(f"telegram+http://123456:ABC@127.0.0.1:{closed_port()}?timeout=0.5"),
        lambda settings: "771234",
        "telegram://123456:ABC-DEF@api.telegram.org?bot=otklik_bot",
        sent_to("/sendMessage"),
    ),
    "apprise": Peer(
        alive_apprise,
        lambda: apprise.parse_settings(f"apprise://?services=json,nosuch&hosts=127.0.0.1:{closed_port()}"),
        lambda settings: f"json://{next(iter(settings.hosts))}/desk",
        "apprise://?services=ntfys,pover&hosts=ntfy.shop.example",
        sent_to("/desk"),
    ),
    "email": Peer(
        alive_email,
        dead_email,
        lambda settings: "anna@buyer.example",
        "smtp://localhost:25",
        lambda server: len(server.letters),
    ),
    "webpush": Peer(
        alive_webpush,
        dead_webpush,
        lambda settings: BROWSER.subscription(f"http://127.0.0.1:{PUSH.getsockname()[1]}/push/abc"),
        "webpush:///var/lib/otklik/push.key?contact=mailto:desk@shop.example",
        lambda service: len(service.came),
    ),
    "webhook": Peer(
        alive_webhook,
        lambda: webhook.parse_settings("webhook://?loopback=1&ca=/no/such/file&timeout=0.5"),
        stock_address,
        "webhook://?timeout=10",
        sent_to("/stock"),
    ),
    "console": Peer(
        alive_console,
        dead_console,
        lambda settings: "anna",
        "console://stdout",
        lambda stream: stream.getvalue().count("── console"),
    ),
}


def message(to: str) -> Message:
    return Message(
        key="0123456789abcdef0123456789abcdef",
        to=to,
        subject="Новый заказ 48175: ответить сегодня до 12:02",
        text="Новый заказ.",
        html="<p>Новый заказ.</p>",
        locale="ru",
        at=datetime(2026, 3, 19, 8, 2, tzinfo=UTC),
        links=(Link("take", "Беру заказ", "https://desk.example/l/abc"),),
    )


def test_every_channel_has_a_peer_to_be_tested_against():
    assert set(PEERS) == set(CHANNELS)


@pytest.fixture(params=sorted(CHANNELS))
def named(request: pytest.FixtureRequest) -> tuple[Channel, Peer]:
    return CHANNELS[request.param], PEERS[request.param]


def test_the_module_bears_the_name_it_is_registered_under():
    assert {name: channel.NAME for name, channel in CHANNELS.items()} == {name: name for name in CHANNELS}


def test_a_sent_message_is_accepted_arrives_once_and_repeats_under_one_id(named):
    channel, peer = named
    with peer.alive() as (working, other_side):
        first = channel.send(message(peer.to(working)), working)
        assert peer.seen(other_side) == 1
        second = channel.send(message(peer.to(working)), working)
        assert peer.seen(other_side) == 2
    assert first == second == SendResult("accepted", provider_id=first.provider_id)
    assert first.provider_id


def test_a_dead_peer_is_a_temporary_failure_with_a_reason(named):
    channel, peer = named
    dead = peer.dead()
    result = channel.send(message(peer.to(dead)), dead)
    assert (result.outcome, result.permanent, result.provider_id) == ("failed", False, "")
    assert result.reason
    assert peer.to(dead) not in result.reason


def test_check_says_that_it_works_and_refuses_what_does_not(named):
    channel, peer = named
    with peer.alive() as (working, other_side):
        assert channel.check(working)
        assert peer.seen(other_side) == 0, "a check sends nothing"
    with pytest.raises(DomainError) as error:
        channel.check(peer.dead())
    assert error.value.code == "channel_unreachable"
    assert error.value.remedy


def test_settings_come_from_a_url_and_from_nothing_else(named):
    channel, peer = named
    assert channel.parse_settings(peer.url)
    for wrong in ("", "nonsense", "gopher://x", peer.url.replace("://", "")):
        with pytest.raises(DomainError) as error:
            channel.parse_settings(wrong)
        assert error.value.code == "bad_channel_url"
        assert error.value.remedy


UGLY = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(to=UGLY, subject=UGLY, text=UGLY, html=UGLY, key=UGLY)
def test_nothing_in_a_message_makes_send_raise(named, to, subject, text, html, key):
    channel, peer = named
    dead = peer.dead()
    for address in (to, peer.to(dead)):
        ugly = replace(message(address), subject=subject, text=text, html=html, key=key)
        result = channel.send(ugly, dead)
        assert result.outcome == "failed"
