"""Hooks of a telephone exchange: signed ones are taken whatever they hold, a repeat is one call, others are 401."""

import hashlib
import hmac
import json

import pytest

from otklik.actions import quarantine, sources
from otklik.store import models, payloads
from tests.api.caller import positions, refused
from tests.harness import ACTOR

CALL = {
    "id": "c-1",
    "number": "8 (916) 123-45-67",
    "started_at": "2026-03-19T11:00:00+03:00",
    "kind": "missed",
}


@pytest.fixture
def exchange(house):
    """Sends a body as the exchange of tverskaya does."""
    secret = sources.connect_calls("pbx", actor=ACTOR, store="tverskaya", now=house.desk.now)

    def send(body, signature=None):
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        signed = (
            hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest() if signature is None else signature
        )
        headers = {"X-Otklik-Signature": signed} if signed else {}
        return house.client.generic("POST", "/hooks/calls/pbx", raw, "application/json", headers=headers)

    return send


def waiting():
    return list(models.Conversation.objects.filter(is_open=True).values_list("stream", "missed"))


def test_a_call_is_recorded_once_whatever_is_repeated(house, exchange):
    assert exchange(CALL).json() == {"result": "recorded"}
    ((stream, missed),) = waiting()
    assert missed == 1 and stream.startswith("conversation/tverskaya/")
    before = positions()
    assert exchange(CALL).json() == {"result": "known"}
    assert positions() == before
    assert exchange({**CALL, "id": "c-2", "number": "+7 916 123 45 67"}).json() == {"result": "recorded"}
    assert waiting() == [(stream, 2)]
    body = models.JournalRow.objects.filter(stream=stream).values_list("body", flat=True)
    assert all(b"9161234567" not in bytes(one) for one in body), "the number is nowhere in the hashed rows"


def test_a_call_that_was_answered_meets_the_call_back(house, exchange):
    exchange(CALL)
    ((stream, _),) = waiting()
    exchange(
        {**CALL, "id": "c-2", "kind": "answered", "started_at": "2026-03-19T11:01:30+03:00", "duration_s": 45}
    )
    assert waiting() == []
    assert house.desk.obligation(stream, "call_back", "1").verdict == "met"


def test_a_late_message_of_a_call_before_the_talk_opens_nothing(house, exchange):
    exchange(CALL)
    exchange(
        {**CALL, "id": "c-2", "kind": "answered", "started_at": "2026-03-19T11:01:30+03:00", "duration_s": 45}
    )
    assert (
        exchange({**CALL, "id": "c-3", "started_at": "2026-03-19T11:00:30+03:00"}).json()["result"]
        == "recorded"
    )
    assert waiting() == []


@pytest.mark.parametrize("signature", ["", "00", "не подпись"])
def test_a_call_without_its_signature_is_401_and_stores_nothing(house, exchange, signature):
    before = positions()
    refused(exchange(CALL, signature), 401, "unauthorized")
    assert positions() == before and models.Payload.objects.count() == 0
    assert exchange(CALL).json() == {"result": "recorded"}, "the control: the same body, signed"


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"number": "101"}, {"result": "ignored"}),
        ({"number": "8 916 123-45-67", "internal": True}, {"result": "ignored"}),
        ({"number": "anonymous"}, {"result": "withheld"}),
        ({"number": None}, {"result": "withheld"}),
        ({"number": "кто-то"}, {"result": "quarantined", "code": "unreadable"}),
        ({"started_at": "2026-03-19 11:00"}, {"result": "quarantined", "code": "zone_required"}),
        ({"kind": "voicemail"}, {"result": "quarantined", "code": "unreadable"}),
        ({"store": "taganka"}, {"result": "quarantined", "code": "unknown_store"}),
        ({"ring_s": -1}, {"result": "quarantined", "code": "unreadable"}),
    ],
)
def test_whatever_is_authentic_is_taken(house, exchange, changes, answer):
    assert exchange({**CALL, **changes}).json() == answer
    assert waiting() == []
    assert len(payloads.list_quarantine(9)) == (answer["result"] == "quarantined")


def test_what_waited_in_quarantine_is_read_again(house, exchange):
    """Here a body that names a store which is opened later."""
    secret = sources.connect_calls("all", actor=ACTOR, now=house.desk.now)
    raw = json.dumps({**CALL, "store": "new-shop"}).encode()
    signed = hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
    headers = {"X-Otklik-Signature": f"sha256={signed}"}
    answer = house.client.generic("POST", "/hooks/calls/all", raw, "application/json", headers=headers)
    assert answer.status_code == 202
    (one,) = payloads.list_quarantine(9)
    house.desk.store("new-shop", "Mo-Fr 10:00-19:00")
    assert quarantine.read_again(one.id, actor=ACTOR, now=house.desk.now) == "call"
    assert [stream.split("/")[1] for stream, _ in waiting()] == ["new-shop"]


def test_the_line_says_which_store_was_rung(house):
    """A source of several stores: the store's own number is its line; an unknown line is the marketplace's."""
    secret = sources.connect_calls("all", actor=ACTOR, now=house.desk.now)
    house.desk.store("arbat", "Mo-Fr 10:00-19:00", phone="+74950000303")
    for number, line in (("8 916 000-00-01", "8 495 000-03-03"), ("8 916 000-00-02", "8 495 999-99-99")):
        raw = json.dumps({**CALL, "id": number, "number": number, "line": line}).encode()
        signed = hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
        headers = {"X-Otklik-Signature": signed}
        house.client.generic("POST", "/hooks/calls/all", raw, "application/json", headers=headers)
    assert sorted(stream.split("/")[1] for stream, _ in waiting()) == ["arbat", "office"]
