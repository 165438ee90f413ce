"""SMS gateways: every documented refusal, fail-over between providers, and what an answer that never came means."""

from __future__ import annotations

import base64
import logging
from dataclasses import replace
from urllib.parse import quote

import pytest

from otklik.channels import sms
from otklik.channels.message import SendResult
from otklik.channels.sms import smsc, twilio
from otklik.domain.errors import DomainError
from tests.channels import providers
from tests.channels.http_server import always, http_server
from tests.channels.test_contract import message

KEY = "0123456789abcdef0123456789abcdef"
TEXT = replace(
    message("+79161234567"),
    short="48175: ответить до 12:02",
    receipts_url="https://desk.example/api/callbacks/sms",
)


def gateways(*servers: object, timeout: float = 5) -> sms.SmsSettings:
    """An SMSC-shaped gateway first, a Twilio-shaped one second."""
    dialects = ("smsc+http://desk:pa%20ss", "twilio+http://AC1:token")
    options = (f"?timeout={timeout}&from=SHOP", f"?timeout={timeout}&from={quote('+15550100')}")
    return sms.parse_settings(
        " ".join(
            f"{dialect}@127.0.0.1:{server.port}{option}"  # type: ignore[attr-defined]
            for server, dialect, option in zip(servers, dialects, options, strict=False)
        )
    )


def test_the_smsc_shaped_form_holds_the_short_text_our_id_and_the_sender() -> None:
    with http_server(providers.smsc) as server:
        assert sms.send(TEXT, gateways(server)) == SendResult("accepted", provider_id=f"smsc:{KEY}")
        assert sms.check(gateways(server)) == f"smsc (127.0.0.1:{server.port}) answers and knows us, one way"
    assert server.asked[0].said == {
        "login": "desk", "psw": "pa ss", "fmt": "3", "charset": "utf-8", "phones": "+79161234567",
        "mes": "48175: ответить до 12:02", "id": KEY, "sender": "SHOP",
    }  # fmt: skip


def test_the_twilio_shaped_form_names_where_receipts_go_and_logs_in() -> None:
    with http_server(providers.twilio) as server:
        url = f"twilio+http://AC1:token@127.0.0.1:{server.port}?from=+15550100&inbound=1"
        sent = sms.send(TEXT, sms.parse_settings(url))
        assert sms.check(sms.parse_settings(url)).endswith("answers and knows us, both ways")
    assert sent.outcome == "accepted"
    assert sent.provider_id.startswith("twilio:SM")
    (asked, _) = server.asked
    assert asked.path == "/2010-04-01/Accounts/AC1/Messages.json"
    assert base64.b64decode(asked.login.removeprefix("Basic ")) == b"AC1:token"
    assert asked.said == {
        "To": "+79161234567", "From": "+15550100", "Body": "48175: ответить до 12:02",
        "StatusCallback": "https://desk.example/api/callbacks/sms/twilio",
    }  # fmt: skip


@pytest.mark.parametrize("code", sorted(smsc.ERRORS))
def test_each_documented_error_of_smsc_is_a_failure_without_the_providers_words(code: int) -> None:
    with http_server(always(*providers.smsc_error(code))) as server:
        result = sms.send(TEXT, gateways(server))
    assert result == SendResult("failed", permanent=code in (6, 7, 8), reason=f"smsc:{code}")


@pytest.mark.parametrize(
    ("code", "permanent"),
    [
        *((code, True) for code in sorted(twilio.PERMANENT)),
        (20003, False),
        (21408, False),
        (21606, False),
        (20429, False),
    ],
)
def test_each_documented_error_of_twilio_is_of_the_number_or_of_the_account(
    code: int, permanent: bool
) -> None:
    with http_server(always(*providers.twilio_error(code))) as server:
        url = f"twilio+http://AC1:token@127.0.0.1:{server.port}"
        assert sms.send(TEXT, sms.parse_settings(url)) == SendResult(
            "failed", permanent=permanent, reason=f"twilio:{code}"
        )


@pytest.mark.parametrize(
    "answer", [(500, "oops"), (503, {}), providers.smsc_error(3), providers.smsc_error(7), "redirect"]
)
def test_whoever_certainly_did_not_take_it_leaves_it_to_the_next_gateway(answer: object) -> None:
    with http_server(lambda asked: answer) as first, http_server(providers.twilio) as second:  # type: ignore[arg-type, return-value]
        result = sms.send(TEXT, gateways(first, second))
    assert (result.outcome, result.provider_id[:9]) == ("accepted", "twilio:SM")
    assert (len(first.asked), len(second.asked)) == (1, 1)
    assert "/elsewhere" not in first.paths()


@pytest.mark.parametrize("answer", ["drop", "hang", (504, {}), (200, "who knows"), (200, {})])
def test_an_answer_that_never_came_is_unknown_and_no_other_gateway_is_asked(answer: object) -> None:
    with http_server(lambda asked: answer) as first, http_server(providers.twilio) as second:  # type: ignore[arg-type, return-value]
        result = sms.send(TEXT, gateways(first, second, timeout=0.3))
    assert (result.outcome, result.permanent, result.provider_id) == ("unknown", False, "")
    assert result.reason.startswith("smsc:")
    assert (len(first.asked), second.asked) == (1, [])


def test_a_number_that_nobody_can_reach_is_permanent_only_if_every_gateway_says_so() -> None:
    with http_server(always(*providers.smsc_error(7))) as first:
        with http_server(always(*providers.twilio_error(21211))) as second:
            assert sms.send(TEXT, gateways(first, second)) == SendResult(
                "failed", permanent=True, reason="smsc:7 twilio:21211"
            )
        with http_server(always(*providers.twilio_error(20003, 401))) as second:
            assert sms.send(TEXT, gateways(first, second)) == SendResult(
                "failed", permanent=False, reason="smsc:7 twilio:20003"
            )


@pytest.mark.parametrize(
    "to", ["79161234567", "+7 916 123-45-67", "+0", "anna@buyer.example", "+7٩161234567"]
)
def test_what_is_no_number_in_e164_is_never_sent(to: str) -> None:
    with http_server(providers.smsc) as server:
        assert sms.send(replace(TEXT, to=to), gateways(server)) == SendResult(
            "failed", "", True, "bad_address"
        )
    assert server.asked == []


def test_nothing_secret_stands_in_results_logs_or_the_settings_own_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    with http_server(always(*providers.twilio_error(21211))) as server:
        settings = sms.parse_settings(f"twilio+http://AC1:token-secret@127.0.0.1:{server.port}")
        result = sms.send(TEXT, settings)
    said = (
        f"{result} {settings} {[record.getMessage() for record in caplog.records if record.name != 'httpx']}"
    )
    assert "token-secret" not in said
    assert "9161234567" not in said.replace(KEY, "")


@pytest.mark.parametrize(
    "url",
    [
        "smsc+http://desk:secret@smsc.ru", "smsc://desk@smsc.ru", "smsc://desk:secret@smsc.ru/sys",
        "smsc://desk:secret@smsc.ru?sender=SHOP", "smsc://desk:secret@smsc.ru?inbound=yes",
        "smsc://desk:secret@smsc.ru?timeout=60", "smsc://desk:secret@smsc.ru smsc://two:secret@smsc.ru",
        "smpp://desk:secret@smsc.ru", "smsc://desk:secret@smsc.ru:0", "smsc://desk:secret@[::1",
    ],
)  # fmt: skip
def test_an_address_is_refused_without_repeating_its_password(url: str) -> None:
    with pytest.raises(DomainError) as error:
        sms.parse_settings(url)
    assert error.value.code == "bad_channel_url"
    assert "secret" not in f"{error.value} {error.value.remedy}"
