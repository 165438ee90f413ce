"""Apprise: only services and hosts that the operator listed are ever called."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from otklik.channels import apprise
from otklik.channels.message import SendResult
from otklik.domain.errors import DomainError
from tests.channels.http_server import http_server
from tests.channels.test_contract import message


@pytest.mark.parametrize(
    "address",
    [
        "json://localhost:{port}/desk",  # the same place by a name that is not listed
        "json://127.1:{port}/desk",
        "json://127.0.0.1/desk",  # the host, but not its port
        "json://anna@127.0.0.1.evil.example:{port}/desk",
        "json://127.0.0.1:{port}/desk?redirect=yes",
        "json://127.0.0.1:{port}/desk?+X=http://10.0.0.1",
        "xml://127.0.0.1:{port}/desk",  # not listed
        "syslog://", "dbus://", "file:///etc/passwd", "mailto://anna:x@shop.example?smtp=127.0.0.1",
        "json://[::1", "", "nonsense",
    ],
)  # fmt: skip
def test_an_address_that_leads_elsewhere_is_refused_for_good_and_nobody_is_called(address: str) -> None:
    with http_server(lambda asked: (200, {})) as server:
        settings = apprise.parse_settings(f"apprise://?services=json&hosts=127.0.0.1:{server.port}")
        to = address.replace("{port}", str(server.port))
        assert apprise.send(message(to), settings) == SendResult(
            "failed", permanent=True, reason="not_allowed"
        )
    assert server.asked == []


@pytest.mark.parametrize("answer", [(500, {}), "redirect", "drop"])
def test_a_service_that_does_not_take_it_is_a_temporary_failure_and_no_redirect_is_followed(
    answer: Any,
) -> None:
    with http_server(lambda asked: answer) as server:
        settings = apprise.parse_settings(f"apprise://?services=json&hosts=127.0.0.1:{server.port}")
        sent = apprise.send(replace(message(f"json://127.0.0.1:{server.port}/desk")), settings)
    assert (sent.outcome, sent.permanent) == ("failed", False)
    assert set(server.paths()) == {"/desk"}


@pytest.mark.parametrize(
    "url",
    ["apprise://", "apprise://?services=", "apprise://?services=syslog", "apprise://?services=json,dbus",
     "apprise://?services=mailto", "apprise://host?services=json", "apprise://?services=json&timeout=99",
     "apprise://?services=json&private=1"],
)  # fmt: skip
def test_what_acts_on_this_machine_or_is_ours_already_can_not_be_allowed(url: str) -> None:
    with pytest.raises(DomainError) as error:
        apprise.parse_settings(url)
    assert error.value.code == "bad_channel_url"


def test_every_service_that_acts_on_this_machine_is_barred() -> None:
    """Whatever a newer Apprise brings: a service without a host, a token or a login is a local one."""
    known = apprise._apprise().manager_plugins.NotificationManager()
    local = set()
    for schema in known.schemas():
        tokens = known[schema].template_tokens
        if not any(token.get("required") or token.get("private") for token in tokens.values()):
            local.add(schema)
    assert local - {"json"} - apprise.ON_THIS_MACHINE - apprise.OWN == set()
