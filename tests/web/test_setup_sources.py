"""Sources on the set-up screens: a key shown once, a shop in four steps, test orders, quarantine."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re

import pytest

from otklik.actions.links import token_hash
from otklik.store import listings, payloads, proofs, queries, sources
from tests.api.caller import positions


def value_of(page, name):
    (found,) = re.findall(rf'id="f-{name}" value="([^"]*)"', page)
    return found


def connected(town, **more):
    """The page of a shop that the administrator has just connected."""
    client = town.client("admin")
    answer = client.post("/setup/sources/shop", {"store": "tverskaya", **more})
    assert answer.status_code == 303, answer.content.decode()
    return client, answer["Location"]


def hook(town, page, order):
    """What the shop's server sends, by the address and the secret that stand on the page."""
    body = json.dumps(order).encode()
    digest = hmac.new(value_of(page, "secret").encode(), body, hashlib.sha256).digest()
    return town.client().generic(
        "POST",
        value_of(page, "url"),
        body,
        "application/json",
        headers={
            "X-WC-Webhook-Signature": base64.b64encode(digest).decode(),
            "X-WC-Webhook-Topic": "order.created",
        },
    )


def real_order(**more):
    return {
        "id": 7, "number": "7001", "status": "processing", "currency": "RUB", "total": "100.00",
        "date_created_gmt": "2026-03-19T08:01:00", "payment_method": "cod", "billing": {"first_name": "Мария"},
        "line_items": [{"id": 1, "name": "Тапки", "quantity": 1, "total": "100.00"}], **more,
    }  # fmt: skip


def test_a_key_is_shown_once(town):
    client = town.client("admin")
    answer = client.post("/setup/sources/key", {"store": "tverskaya"})
    page = answer.content.decode()
    key = value_of(page, "key")
    assert (answer.status_code, answer["Cache-Control"], key[:4]) == (200, "no-store", "otk_")
    assert sources.find_key(token_hash(key)).slug == "api-tverskaya"
    assert key not in client.get("/setup/sources/api-tverskaya/view").content.decode()
    assert client.post("/setup/sources/key", {"slug": "Ключ"}).status_code == 422


def test_a_shop_in_four_steps(town):
    client, where = connected(town)
    assert where == "/setup/sources/woocommerce-tverskaya/view"
    page = client.get(where).content.decode()
    assert value_of(page, "url").endswith("/hooks/woocommerce/woocommerce-tverskaya")
    assert "WooCommerce → Настройки → Дополнительно → Вебхуки" in page
    sign = "/setup/sources/woocommerce-tverskaya/sign"
    assert 'hx-trigger="every 3s"' in client.get(sign).content.decode()
    assert "Пока тихо" in client.get(sign).content.decode()

    town.client().generic("POST", value_of(page, "url"), b"webhook_id=5", "application/x-www-form-urlencoded")
    assert "Пробный сигнал пришёл сегодня в 11:02" in client.get(sign).content.decode()

    assert hook(town, page, real_order()).status_code == 200
    heard = client.get(sign).content.decode()
    assert "Первое подписанное сообщение пришло сегодня в 11:02" in heard
    assert "hx-trigger" not in heard, "it stops asking"
    after = client.get(where).content.decode()
    assert 'id="f-secret"' not in after
    assert "Секрет больше не показываем" in after


def test_the_secret_is_the_administrator_s(town):
    _, where = connected(town)
    assert 'id="f-secret"' not in town.client("rita").get(where).content.decode()


def test_a_ping_writes_the_instant_alone_and_not_often(town):
    client, where = connected(town)
    url, before = value_of(client.get(where).content.decode(), "url"), positions()
    for seconds, seen in ((0, 0), (30, 0), (60, 60)):
        town.desk.now = town.desk.now.replace(second=0, minute=2 + seconds // 60)
        town.client().generic("POST", url, b"webhook_id=5", "application/x-www-form-urlencoded")
        assert proofs.proved_at("ping woocommerce-tverskaya").minute == 2 + seen // 60
    assert positions() == before
    unknown = url.replace("tverskaya", "nowhere")
    town.client().generic("POST", unknown, b"webhook_id=5", "application/x-www-form-urlencoded")
    assert proofs.proved_at("ping woocommerce-nowhere") is None


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"store": ""}, "Выберите магазин из списка"),
        ({"store": "tverskaya", "shop_url": "https://shop.test"}, "нужны и адрес, и ключ, и секрет"),
        (
            {"store": "tverskaya", "shop_url": "shop", "consumer_key": "ck", "consumer_secret": "cs"},
            "Это не адрес магазина",
        ),
        ({"store": "tverskaya", "slug": "Мой магазин"}, "строчными латинскими"),
    ],
)
def test_what_does_not_connect_a_shop(town, given, sentence):
    before = positions()
    answer = town.client("admin").post("/setup/sources/shop", given)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert positions() == before


def test_the_keys_of_the_catch_up_are_sealed(town):
    keys = {"shop_url": "https://shop.test", "consumer_key": "ck_1", "consumer_secret": "cs_2"}
    client, where = connected(town, **keys)
    (source,) = sources.list_sources("woocommerce")
    assert sources.load_secrets(source).credentials == {"consumer_key": "ck_1", "consumer_secret": "cs_2"}
    assert "cs_2" not in client.get(where).content.decode()


def test_a_test_order_takes_the_real_way_and_is_withdrawn(town):
    client, where = connected(town)
    answer = client.post("/setup/sources/woocommerce-tverskaya/trial", {"act": "send"})
    assert answer["Location"] == f"{where}?done=test_sent"
    (order,) = queries.list_of_channel("test")
    assert (order.number, order.origin, order.holder, order.channel) == (
        "TEST-19080200", "woocommerce-tverskaya", "tverskaya", "test",
    )  # fmt: skip
    town.desk.tick()
    assert [one.say for one in queries.list_notices(order.stream) if one.receiver == "anna"] == ["new_order"]
    assert all(one.receiver != "buyer" for one in queries.list_notices(order.stream))
    assert "Первое подписанное" not in client.get(where).content.decode(), (
        "our own order is no sign of the shop"
    )
    back = client.post("/setup/sources/woocommerce-tverskaya/trial", {"act": "withdraw", "order": order.id})
    assert back["Location"] == f"{where}?done=test_withdrawn"
    assert town.desk.subject(order.stream).phase == "withdrawn"
    assert town.desk.journal(order.stream)[-1].event.actor != "person:buyer"


def test_only_test_orders_are_withdrawn_here(town):
    connected(town)
    order = town.desk.order("tverskaya")
    before = positions()
    answer = town.client("admin").post(
        "/setup/sources/woocommerce-tverskaya/trial",
        {"act": "withdraw", "order": order.removeprefix("order/")},
    )
    assert answer.status_code == 422
    assert positions() == before


def test_a_source_ends_after_a_question(town):
    client, where = connected(town)
    page, end = client.get(where).content.decode(), "/setup/sources/woocommerce-tverskaya/end"
    before = positions()
    assert "сразу перестанут приниматься" in client.get(end).content.decode()
    assert positions() == before
    assert client.post(end, {"why": "закрылись"})["Location"] == "/setup/sources?done=source_revoked"
    assert hook(town, page, real_order()).status_code == 404
    assert client.post("/setup/sources/woocommerce-tverskaya/trial", {"act": "send"}).status_code == 422
    assert client.post(end).status_code == 404


BAD = real_order(total="много", line_items="<script>alert(1)</script>")


def test_what_cannot_be_read_is_looked_at_and_let_go_with_a_reason(town):
    client, where = connected(town)
    assert hook(town, client.get(where).content.decode(), BAD).status_code == 202
    (waiting,) = payloads.list_quarantine()
    assert "в карантине: 1" in client.get("/setup/sources").content.decode()
    page = client.get(f"/quarantine/{waiting.id}").content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    missing = client.post(f"/quarantine/{waiting.id}", {"act": "discard", "why": " "})
    assert (missing.status_code, "Напишите причину" in missing.content.decode()) == (422, True)
    still = client.post(f"/quarantine/{waiting.id}", {"act": "retry"})
    assert (still.status_code, "Всё ещё не читается" in still.content.decode()) == (422, True)
    assert payloads.list_quarantine() == [waiting]
    gone = client.post(f"/quarantine/{waiting.id}", {"act": "discard", "why": "проба плагина"})
    assert gone["Location"] == "/quarantine?done=discarded"
    assert payloads.list_quarantine() == []
    assert b"alert(1)" in payloads.load_body(waiting.id), "the body stays"
    (settled,) = payloads.list_settled()
    assert (settled.by, settled.why, settled.error) == ("person:admin", "проба плагина", waiting.error)
    assert "проба плагина" in client.get("/quarantine").content.decode()
    assert client.get(f"/quarantine/{waiting.id}").status_code == 404


def test_what_can_be_read_by_now_becomes_an_order(town, monkeypatch):
    from otklik.domain.errors import DomainError
    from otklik.intake import woocommerce

    client, where = connected(town)
    page, parse = client.get(where).content.decode(), woocommerce.parse

    def broken(*args, **kwargs):
        raise DomainError("unreadable", "A plugin has changed it.")

    monkeypatch.setattr(woocommerce, "parse", broken)
    assert hook(town, page, real_order()).status_code == 202
    (waiting,) = payloads.list_quarantine()
    monkeypatch.setattr(woocommerce, "parse", parse)
    town.desk.forward(minutes=30)
    assert (
        client.post(f"/quarantine/{waiting.id}", {"act": "retry"})["Location"]
        == "/quarantine?done=read_again"
    )
    (order,) = queries.find_orders("7001")
    assert order.holder == "tverskaya"
    assert (payloads.list_quarantine(), payloads.list_settled()[0].why) == ([], "order 7001")


def test_a_huge_body_is_cut(town):
    client, where = connected(town)
    hook(town, client.get(where).content.decode(), BAD | {"note": "я" * 30_000})
    (waiting,) = payloads.list_quarantine()
    page = client.get(f"/quarantine/{waiting.id}").content.decode()
    assert f"otklik quarantine show {waiting.id}" in page
    assert len(page) < 60_000


def test_an_auditor_looks_and_does_not_act(town):
    client, where = connected(town)
    hook(town, client.get(where).content.decode(), BAD)
    (waiting,) = payloads.list_quarantine()
    rita = town.client("rita")
    page = rita.get(f"/quarantine/{waiting.id}").content.decode()
    assert "Прочитать ещё раз" not in page
    assert rita.post(f"/quarantine/{waiting.id}", {"act": "discard", "why": "x"}).status_code == 403
    assert listings.only_shop() == ""
