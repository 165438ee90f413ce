"""What providers tell us: reports of delivery in any order, replies by SMS, buttons of Telegram; who is let in.

Payloads are shaped after the providers' public documentation: Twilio's status callback and incoming message (signed
forms), SMSC's handler of statuses and texts (forms), Telegram's updates (JSON with the header of `setWebhook`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from otklik.actions import method_codes, shifts, standards, stores
from otklik.api.callbacks import secret_of
from otklik.channels.message import Message, SendResult
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.intake import twilio
from otklik.store import delivery_reports, directory, listings, models, payloads
from otklik.worker import composing, loop
from tests.api.caller import House, positions, refused
from tests.channels import providers
from tests.channels.http_server import HttpServer, http_server
from tests.harness import ACTOR

BASE = "http://desk.test"
NUMBER = "+79161110001"
YOURS = "Заказ 5121 за вами. Позвоните: +7 900 000-11-22"
IN_TURN = 'by = ["webpush", "telegram", "sms", "email"], mode = "in_turn", each = "2m"'
TO_ALL = 'by = ["sms", "telegram", "email"]'


class Office:
    """The house of the API's tests; its people have an SMS number and a chat, its providers are real servers."""

    def __init__(self, house: House, sms: HttpServer, bot: HttpServer) -> None:
        self.house, self.desk, self.sms, self.bot = house, house.desk, sms, bot
        self.adopt(f'{IN_TURN}, say = "new_order"', f'{TO_ALL}, say = "new_order"')
        for owner, channel, address in (
            ("person/anna", "sms", NUMBER),
            ("person/anna", "telegram", "771234"),
            ("person/boris", "sms", "+79161110002"),
        ):
            stores.add_method(
                owner, actor=ACTOR, method=channel, channel=channel, address=address, now=self.desk.now
            )

    def adopt(self, old: str, new: str) -> None:
        """Let another standard hold from now on: the shipped one with another ladder."""
        assert old in DEFAULT_TEXT
        number = listings.load_standard("default").number + 1
        text = re.sub(r"(?m)^version .*", f"version = {number}", DEFAULT_TEXT.replace(old, new))
        standards.publish(text, actor=ACTOR, now=self.desk.now)
        standards.adopt("market", name="default", actor=ACTOR, now=self.desk.now)

    def carry(self, channel: str, message: Message) -> SendResult:
        """SMS and Telegram go out to the servers, letters to the test's mailbox."""
        return (
            self.desk.phones.send(channel, message)
            if channel == "email"
            else composing.send(channel, message)
        )

    def works(self) -> None:
        while loop.tick(read_now=lambda: self.desk.now, owner="test", carry=self.carry).busy:
            pass

    def order(self, number: str) -> str:
        order = f"order/{self.house.order(number=number)}"
        self.works()
        return order

    def provider_id(self, order: str, receiver: str, channel: str = "sms") -> str:
        row = models.Outbox.objects.get(stream=order, receiver=receiver, channel=channel)
        return row.provider_id.partition(":")[2] if channel == "sms" else row.key

    def smsc(self, *, secret: str | None = None, **fields: Any) -> Any:
        path = f"/api/callbacks/sms/smsc/{secret_of('sms', 'smsc') if secret is None else secret}"
        return self.house.client.post(path, fields)

    def twilio(self, *, token: str = "token", gateway: str = "twilio", **fields: str) -> Any:
        path = f"/api/callbacks/sms/{gateway}"
        signature = twilio.signature_of(f"{BASE}{path}", fields, token)
        return self.house.client.post(path, fields, headers={twilio.SIGNATURE: signature})

    def telegram(self, *, secret: str | None = None, **update: Any) -> Any:
        header = secret_of("telegram", "bot") if secret is None else secret
        return self.house.client.generic(
            "POST",
            "/api/callbacks/telegram/bot",
            json.dumps({"update_id": 1, **update}),
            "application/json",
            headers={"X-Telegram-Bot-Api-Secret-Token": header},
        )

    def presses(self, word: str, order: str, chat: int = 771234) -> Any:
        key = models.Outbox.objects.get(stream=order, receiver="anna", channel="telegram").key
        message = {"message_id": 42, "chat": {"id": chat}}
        return self.telegram(callback_query={"id": "9001", "data": f"{word}:{key}", "message": message})

    def told_back(self) -> str:
        """The text of the newest SMS."""
        return str(self.sms.asked[-1].said["mes"])

    def facts(self, order: str, kind: str) -> list[dict[str, Any]]:
        return [dict(one.event.data) for one in self.desk.journal(order) if one.event.kind == kind]


@pytest.fixture
def office(house: House, settings: Any) -> Iterator[Office]:
    with http_server(providers.smsc) as sms, http_server(providers.telegram) as bot:
        settings.OTKLIK_BASE_URL = BASE
        settings.OTKLIK_SMS_URLS = (
            f"smsc+http://desk:secret@127.0.0.1:{sms.port}?inbound=1"
            f" twilio+http://AC1:token@127.0.0.1:{sms.port}?inbound=1"
        )
        settings.OTKLIK_TELEGRAM_URL = f"telegram+http://123456:ABC@127.0.0.1:{bot.port}?bot=otklik_bot"
        yield Office(house, sms, bot)


# ── reports of delivery ──


def test_a_report_is_one_fact_however_often_it_comes(office: Office) -> None:
    order = office.order("5121")
    number = office.provider_id(order, "anna")
    assert office.smsc(id=number, phone="79161110001", status="0").json() == {"result": "underway"}
    assert office.facts(order, "message.delivered") == []
    assert office.smsc(id=number, phone="79161110001", status="1").json() == {"result": "recorded"}
    before = positions()
    assert office.smsc(id=number, phone="79161110001", status="1").json() == {"result": "known"}
    assert office.smsc(id=number, phone="79161110001", status="20").json() == {"result": "known"}
    assert positions() == before, "what arrived has arrived: a failure afterwards is no news"
    (fact,) = office.facts(order, "message.delivered")
    assert (fact["channel"], fact["provider_id"], fact["purpose"]) == ("sms", f"smsc:{number}", "new_order")


def test_a_message_that_will_never_arrive_is_a_failure_for_good_and_a_later_delivery_still_counts(
    office: Office,
) -> None:
    order = office.order("5121")
    number = office.provider_id(order, "anna")
    assert office.smsc(id=number, status="25").json() == {"result": "recorded"}
    fact = office.facts(order, "message.failed")[-1]
    assert (fact["receiver"], fact["method"], fact["permanent"], fact["reason"]) == (
        "anna",
        "sms",
        True,
        "receipt:25",
    )
    assert office.smsc(id=number, status="1").json() == {"result": "recorded"}
    assert len(office.facts(order, "message.delivered")) == 1


def test_a_report_that_is_faster_than_our_own_record_waits_for_it(office: Office) -> None:
    order = f"order/{office.house.order(number='5121')}"
    office.works()
    row = models.Outbox.objects.get(stream=order, receiver="anna", channel="sms")
    number = row.provider_id
    models.Outbox.objects.filter(key=row.key).update(provider_id="")  # the sender is not back yet
    assert office.smsc(id=number.partition(":")[2], status="1").json() == {"result": "unknown"}
    office.works()
    assert office.facts(order, "message.delivered") == []
    models.Outbox.objects.filter(key=row.key).update(provider_id=number)
    office.works()
    assert len(office.facts(order, "message.delivered")) == 1
    assert delivery_reports.list_parked(now=office.desk.now) == []


def test_a_report_of_a_message_that_is_none_of_ours_is_a_success_and_is_counted(office: Office) -> None:
    before = positions()
    for _ in range(2):
        assert office.twilio(MessageSid="SMforeign", MessageStatus="delivered").json() == {
            "result": "unknown"
        }
    assert positions() == before
    later = office.desk.now + timedelta(hours=1)
    assert delivery_reports.count_unknown(now=later) == 1
    delivery_reports.forget(now=later + timedelta(days=2))
    assert delivery_reports.count_unknown(now=later) == 0


# ── who is let in ──


def test_without_the_secret_or_the_signature_nothing_is_taken(office: Office) -> None:
    order = office.order("5121")
    before, number = positions(), office.provider_id(order, "anna")
    for wrong in ("", "x", "секрет", secret_of("sms", "twilio")):
        if wrong:
            refused(office.smsc(secret=wrong, id=number, status="1"), *_not_it(wrong))
    refused(
        office.house.client.post("/api/callbacks/sms/smsc", {"id": number, "status": "1"}),
        401,
        "unauthorized",
    )
    refused(office.twilio(token="other", From=NUMBER, Body="1"), 401, "unauthorized")
    unsigned = office.house.client.post("/api/callbacks/sms/twilio", {"From": NUMBER, "Body": "1"})
    refused(unsigned, 401, "unauthorized")
    signed = {
        twilio.SIGNATURE: twilio.signature_of(
            f"{BASE}/api/callbacks/sms/twilio", {"From": NUMBER, "Body": "1"}, "token"
        )
    }
    forged = office.house.client.post(
        "/api/callbacks/sms/twilio", {"From": NUMBER, "Body": "2"}, headers=signed
    )
    refused(forged, 401, "unauthorized")
    for wrong in ("", "x", "секрет"):
        refused(
            office.telegram(secret=wrong, message={"text": "1", "chat": {"id": 771234}}), 401, "unauthorized"
        )
    refused(office.twilio(gateway="nobody", From=NUMBER, Body="1"), 404, "unknown_hook")
    assert positions() == before
    # the negative control: the same with its signature is taken
    assert office.twilio(From=NUMBER, Body="1").status_code == 200
    assert positions() > before


def _not_it(secret: str) -> tuple[int, str]:
    """A secret that can't stand in an address at all is no address."""
    return (401, "unauthorized") if secret.isascii() else (404, "unknown_path")


@pytest.mark.parametrize(
    ("how", "fields"),
    [
        ("smsc", {"id": "5", "status": "banana"}),
        ("smsc", {"mes": "1", "phone": "5"}),
        ("twilio", {"MessageStatus": "teleported", "MessageSid": "SM1"}),
        ("twilio", {"From": "shop", "Body": "1"}),
        ("telegram", {"callback_query": {"id": 5}}),
        ("telegram", {"update_id": "x"}),
    ],
)  # fmt: skip
def test_what_is_authentic_and_unreadable_waits_in_quarantine(
    office: Office, how: str, fields: dict[str, Any]
) -> None:
    before = positions()
    answer = getattr(office, how)(**fields)
    assert (answer.status_code, answer.json()) == (202, {"result": "quarantined", "code": "unreadable"})
    (kept,) = payloads.list_quarantine()
    assert kept.source in ("sms-smsc", "sms-twilio", "telegram-bot")
    assert positions() == before


# ── answers ──


def test_one_by_sms_takes_the_only_order_that_waits_and_proves_that_the_phone_lives(office: Office) -> None:
    order = office.order("5121")
    assert office.sms.asked[0].said["mes"] == "Заказ 5121: ответить сегодня до 12:02. 1 беру, 2 занят"
    assert office.smsc(phone="79161110001", mes="1", to="79160000000").json() == {"result": "taken"}
    assert office.told_back() == YOURS
    (taken,) = office.facts(order, "order.taken")
    assert (taken["person"], taken["on_shift"], taken["stops"]) == ("anna", True, "run")
    assert office.desk.journal("person/anna")[-1].event.kind == "proof_of_life"
    assert office.smsc(phone="79161110001", mes="1").json() == {"result": "taken"}, "a repeat changes nothing"
    assert len(office.facts(order, "order.taken")) == 1
    assert office.smsc(phone="79161110002", mes="1").json() == {"result": "taken_by_other"}
    assert office.told_back() == "Заказ 5121 уже взяли: Anna."


def test_which_of_two_orders_is_meant_is_asked_and_never_guessed(office: Office) -> None:
    first, second = office.order("5121"), office.order("5133")
    office.desk.now += timedelta(minutes=2)
    office.works()  # the second word within a minute waits for its end
    answer = office.twilio(From=NUMBER, Body="1", MessageSid="SMin", SmsStatus="received")
    assert answer.content.decode() == (
        '<?xml version="1.0" encoding="UTF-8"?><Response><Message>Ждут 5133 и 5121. Ответьте, например, 1 5133'
        "</Message></Response>"
    )
    assert office.facts(first, "order.taken") == office.facts(second, "order.taken") == []
    assert "5121 за вами" in office.twilio(From=NUMBER, Body="1 5121").content.decode()
    assert len(office.facts(first, "order.taken")) == 1
    assert office.facts(second, "order.taken") == []
    assert "О заказе 9999 мы вам не писали" in office.twilio(From=NUMBER, Body="1 9999").content.decode()
    assert "Ответьте 1, чтобы взять заказ" in office.twilio(From=NUMBER, Body="чего?").content.decode()
    assert "5133 за вами" in office.twilio(From=NUMBER, Body="беру").content.decode(), "only one waits now"


def test_from_home_it_is_recorded_and_told_and_the_shop_is_called_on(office: Office) -> None:
    order = office.order("5121")
    shifts.leave("tverskaya", person="anna", actor="person:anna", now=office.desk.now)
    assert office.smsc(phone="79161110001", mes="1").json() == {"result": "not_on_shift"}
    assert office.told_back() == "Записано. Вы не на смене: магазин продолжаем звать."
    (taken,) = office.facts(order, "order.taken")
    assert (taken["on_shift"], taken["place"], taken["stops"]) == (False, "elsewhere", "own")
    assert all(run.stops != "run" for run in office.desk.state(order).runs.values())


def test_a_button_takes_the_order_of_its_message_and_goes_away(office: Office) -> None:
    order, other = office.order("5121"), office.order("5133")
    assert office.presses("take", order).json() == {"result": "taken"}
    assert len(office.facts(order, "order.taken")) == 1
    assert office.facts(other, "order.taken") == []
    said = [(one.path.rpartition("/")[2], one.said) for one in office.bot.asked][-2:]
    assert said == [
        ("answerCallbackQuery", {"callback_query_id": "9001", "text": YOURS, "show_alert": True}),
        ("editMessageReplyMarkup", {"chat_id": 771234, "message_id": 42, "reply_markup": {"inline_keyboard": []}}),
    ]  # fmt: skip
    before = positions()
    assert office.presses("take", other, chat=5550001).json() == {"result": "stranger"}
    assert positions() == before, "a key is worth nothing in another chat"


def test_a_stranger_learns_nothing_and_a_removed_method_is_a_strangers(office: Office) -> None:
    office.order("5121")
    before = positions()
    assert office.smsc(phone="79169999999", mes="1").json() == {"result": "stranger"}
    assert positions() == before
    stores.remove_method("person/anna", actor=ACTOR, method="sms", now=office.desk.now)
    assert office.smsc(phone="79161110001", mes="1").json() == {"result": "stranger"}


def test_the_shops_own_phone_takes_for_whoever_is_alone_on_shift(office: Office) -> None:
    stores.add_method(
        "store/taganka", actor=ACTOR, method="sms", channel="sms", address="+79163330001", now=office.desk.now
    )
    office.adopt(f'tell = "on_shift", {IN_TURN}', 'tell = "place", by = ["sms"]')
    order = f"order/{office.house.order(number='7001', key='b')}"
    office.works()
    assert office.smsc(phone="79163330001", mes="1").json() == {"result": "taken"}
    assert office.facts(order, "order.taken")[0]["person"] == "vera"
    shifts.leave("taganka", person="vera", actor="person:vera", now=office.desk.now)
    assert office.smsc(phone="79163330001", mes="1 7001").json() == {"result": "nobody"}


def test_opening_the_bot_by_a_link_connects_the_chat_once(office: Office) -> None:
    begun = method_codes.begin(
        "person/boris", channel="telegram", locale="ru",
        urls={"telegram": f"telegram+http://1:A@127.0.0.1:{office.bot.port}?bot=otklik_bot"}, now=office.desk.now,
    )  # fmt: skip
    where, _, code = begun.link.partition("?start=")
    assert (where, len(code) <= 64) == ("https://t.me/otklik_bot", True)
    start = {"text": f"/start {code}", "chat": {"id": 880001}}
    assert "telegram" not in {one.method for one in listings.list_methods("person/boris")}
    assert office.telegram(message=start).json() == {"result": "connected"}
    assert directory.load_address("person/boris", "telegram") == "880001"
    assert office.telegram(message=start).json() == {"result": "bad_code"}, "a link is good once"
    assert office.telegram(message={"text": "/start nonsense", "chat": {"id": 5}}).json() == {
        "result": "bad_code"
    }
    assert office.telegram(edited_message={"text": "x"}).json() == {"result": "ignored"}


# ── the buyer's receipt ──


def test_a_buyer_without_mail_gets_his_receipt_by_sms_and_one_with_mail_a_letter(office: Office) -> None:
    order = (
        f"order/{office.house.order(number='5121', buyer={'name': 'Мария', 'phone': '8 (900) 000-11-22'})}"
    )
    office.works()
    sent = [one.said["mes"] for one in office.sms.asked if one.said["phones"] == "+79000001122"]
    assert len(sent) == 1
    assert sent[0].startswith("Заказ 5121 принят, позвоним сегодня")
    assert len(sent[0]) <= 70
    owed = {ref.kind: one.state for ref, one in office.desk.state(order).obligations.items()}
    assert owed["receipt"] == "met"
    office.order("5122")
    assert len([one for one in office.sms.asked if one.said["phones"] == "+79000001122"]) == 1
    assert [one.subject[:18] for one in office.desk.phones.at("maria@example.com")] == ["Заказ 5122 принят:"]


def test_two_by_sms_says_busy_for_as_long_as_the_standard_says(office: Office) -> None:
    order = office.order("5121")
    assert office.smsc(phone="79161110001", mes="2").json() == {"result": "busy"}
    assert office.told_back() == "Записано: вы заняты до 11:22. Зовём других."
    assert office.facts(order, "order.taken") == []
    shifts.leave("tverskaya", person="anna", actor="person:anna", now=office.desk.now)
    assert office.smsc(phone="79161110001", mes="2").json() == {"result": "busy_off_shift"}
