"""Telegram: what a message looks like, what each refusal means, and answers to what was pressed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from otklik.channels import telegram
from otklik.channels.message import Link, SendResult
from otklik.domain.errors import DomainError
from tests.channels import providers
from tests.channels.http_server import HttpServer, always, http_server
from tests.channels.test_contract import message

LINKS = (
    Link("take", "Беру заказ", "https://desk.example/l/take/abc"),
    Link("answered", "Покупателю уже ответили", "https://desk.example/l/answered/abc"),
)
LETTER = (
    "Новый заказ 48175: ответить до 12:02.\n\nБеру заказ:\nhttps://desk.example/l/take/abc"
    "\n\nПокупателю уже ответили:\nhttps://desk.example/l/answered/abc\n\n-- \nОтправлено автоматически.\n"
)
MESSAGE = replace(message("771234"), text=LETTER, links=LINKS)


def bot(server: HttpServer, timeout: float = 5) -> telegram.TelegramSettings:
    return telegram.parse_settings(f"telegram+http://123456:ABC@127.0.0.1:{server.port}?timeout={timeout}")


def test_a_message_has_its_words_without_the_foot_and_buttons_that_name_the_notice() -> None:
    with http_server(providers.telegram) as server:
        assert telegram.send(MESSAGE, bot(server)) == SendResult("accepted", provider_id="42")
    (asked,) = server.asked
    assert asked.path == "/bot123456:ABC/sendMessage"
    assert asked.said == {
        "chat_id": 771234,
        "text": "Новый заказ 48175: ответить до 12:02.",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {
            "inline_keyboard": [
                [
                    {"text": "Беру", "callback_data": f"take:{MESSAGE.key}"},
                    {"text": "Занят", "callback_data": f"busy:{MESSAGE.key}"},
                ],
                [{"text": "Открыть заказ", "url": LINKS[0].url}],
                [{"text": "Покупателю уже ответили", "url": LINKS[1].url}],
            ]
        },
    }
    for button in asked.said["reply_markup"]["inline_keyboard"][0]:
        assert len(button["callback_data"].encode()) <= telegram.LONGEST_DATA


def test_links_that_are_not_https_stay_in_the_text_because_telegram_refuses_such_buttons() -> None:
    plain = replace(
        MESSAGE,
        text=LETTER.replace("https:", "http:"),
        links=tuple(replace(one, url=one.url.replace("https:", "http:")) for one in LINKS),
    )
    with http_server(providers.telegram) as server:
        telegram.send(plain, bot(server))
    (asked,) = server.asked
    assert "http://desk.example/l/take/abc" in asked.said["text"]
    assert len(asked.said["reply_markup"]["inline_keyboard"]) == 1


def test_a_letter_longer_than_telegram_allows_is_said_short_and_not_cut() -> None:
    with http_server(providers.telegram) as server:
        telegram.send(replace(MESSAGE, text="я" * 5000, short="48175: ответить до 12:02"), bot(server))
    assert server.asked[0].said["text"] == "48175: ответить до 12:02"


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        (
            providers.telegram_error(429, "Too Many Requests", retry_after=7),
            SendResult("failed", reason="429", retry_after_s=7),
        ),
        (providers.telegram_error(403, "Forbidden: bot was blocked"), SendResult("failed", "", True, "403:blocked")),
        (providers.telegram_error(400, "Bad Request: chat not found"), SendResult("failed", "", True, "400:no_chat")),
        (providers.telegram_error(400, "Bad Request: too long"), SendResult("failed", "", True, "400:refused")),
        (providers.telegram_error(401, "Unauthorized"), SendResult("failed", reason="401")),
        (providers.telegram_error(500, "oops"), SendResult("failed", reason="500")),
        ((200, {"ok": True}), SendResult("unknown", reason="answer:unreadable")),
        ("hang", SendResult("unknown", reason="answer:ReadTimeout")),
    ],
)  # fmt: skip
def test_each_refusal_says_whether_to_try_again(answer: Any, result: SendResult) -> None:
    with http_server(lambda asked: answer) as server:
        assert telegram.send(MESSAGE, bot(server, timeout=0.3)) == result


def test_after_an_answer_the_box_says_what_came_of_it_and_the_buttons_go() -> None:
    with http_server(providers.telegram) as server:
        telegram.end_press(bot(server), "9001", "Заказ 48175 за вами")
        telegram.take_buttons_away(bot(server), "771234", 42)
        telegram.set_hook(bot(server), "https://desk.example/hook", "s3cret")
        assert telegram.bot_name(bot(server)) == "otklik_bot"
        assert (
            telegram.check(bot(server))
            == f"@otklik_bot answers at 127.0.0.1:{server.port}, buttons come back"
        )
    assert [one.said for one in server.asked[:3]] == [
        {"callback_query_id": "9001", "text": "Заказ 48175 за вами", "show_alert": True},
        {"chat_id": 771234, "message_id": 42, "reply_markup": {"inline_keyboard": []}},
        {
            "url": "https://desk.example/hook",
            "secret_token": "s3cret",
            "allowed_updates": ["message", "callback_query"],
        },
    ]  # fmt: skip


def test_a_hook_that_telegram_refuses_is_said() -> None:
    refused = always(*providers.telegram_error(400, "Bad Request: bad webhook"))
    with http_server(refused) as server, pytest.raises(DomainError) as error:
        telegram.set_hook(bot(server), "http://desk.example/hook", "s3cret")
    assert error.value.code == "channel_unreachable"


@pytest.mark.parametrize(
    "url",
    ["telegram://api.telegram.org", "telegram://ABC:ABC@api.telegram.org", "telegram+http://1:SECRET@api.telegram.org",
     "telegram://1:SECRET@api.telegram.org/bot", "telegram://1:SECRET@api.telegram.org?chat=5",
     "telegram://1:SECRET@api.telegram.org?timeout=x", "telegram://1:SECRET@api.telegram.org?bot=a b"],
)  # fmt: skip
def test_an_address_is_refused_without_repeating_its_token(url: str) -> None:
    with pytest.raises(DomainError) as error:
        telegram.parse_settings(url)
    assert error.value.code == "bad_channel_url"
    assert "SECRET" not in str(error.value)
