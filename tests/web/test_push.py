"""What a notification carries and what its buttons do: one purpose each, once, for whoever was told."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from otklik.actions import people, pushes, standards, stores
from otklik.channels.message import Message
from otklik.channels.webpush import write_payload
from otklik.domain.notices import Notice
from otklik.store import clock, listings
from otklik.web import push, push_words
from otklik.worker import mailbox
from tests.channels.push_service import Browser, push_service
from tests.harness import ACTOR
from tests.pushing import NAME, push_standard
from tests.web.reading import read

PHONE = Browser().subscription("https://push.example/anna")


@pytest.fixture
def pushed(town):
    """The town, where anna's phone gets notifications first."""
    desk = town.desk
    standards.publish(push_standard(), actor=ACTOR, now=desk.now)
    standards.adopt("sever", name=NAME, actor=ACTOR, now=desk.now)
    stores.add_method(
        "person/anna", actor=ACTOR, method="push-1", channel="webpush", address=PHONE, now=desk.now
    )
    return town


def notifications(town) -> list[Message]:
    return [one for one in town.desk.phones.messages if one.to == PHONE]


def token(message: Message, name: str) -> str:
    (link,) = (link for link in message.links if link.name == name)
    assert urlsplit(link.url).path == f"/push/{name}"
    return urlsplit(link.url).fragment


def post(town, purpose, **fields):
    """A post of the service worker: no cookie, no form token."""
    return town.client(enforce_csrf_checks=True).post(f"/push/{purpose}", fields)


def said(answer) -> tuple[int, str, str]:
    told = answer.json()
    return answer.status_code, told["title"], told["body"]


def test_a_new_order_is_told_in_numbers_and_minutes_and_by_nobodys_name(pushed):
    order = pushed.desk.order("tverskaya", number="5121", comment="Позвоните Марии после шести")
    (first,) = notifications(pushed)
    assert (first.subject, first.short) == ("Новый заказ 5121: ответить сегодня до 12:02", "Ещё 1\xa0час")
    assert [(link.name, link.label) for link in first.links] == [
        ("open", "Открыть"),
        ("take", "Беру"),
        ("busy", "Занят"),
        ("received", ""),
    ]
    assert urlsplit(first.links[0].url).path == f"/orders/{order.partition('/')[2]}"
    payload = write_payload(first).decode()
    for word in ("Мари", "Петрова", "900", "maria", "Позвоните", "anna@"):
        assert word not in payload
    assert len(payload.encode()) < 2500


def test_every_word_about_one_obligation_has_one_name_and_the_hold_of_the_goods_another(pushed):
    pushed.desk.order("tverskaya", number="5121")
    pushed.desk.forward("11:30")
    words = notifications(pushed)
    assert len(words) > 1
    assert {one.about for one in words} == {words[0].about}
    assert len({one.key for one in words}) == len(words)


def test_take_takes_once_and_says_so(pushed):
    order = pushed.desk.order("tverskaya", number="5121")
    button = token(notifications(pushed)[0], "take")
    mine = (200, "Заказ 5121 ваш", "Позвоните покупателю сегодня до 12:02")
    assert said(post(pushed, "take", token=button)) == mine
    assert said(post(pushed, "take", token=button)) == mine
    assert pushed.desk.subject(order).owner == "anna"
    assert pushed.desk.kinds(order).count("order.taken") == 1
    assert pushes.seen_at("person/anna", "push-1") == pushed.desk.now


def test_from_off_shift_it_is_recorded_and_the_shop_is_still_called(pushed):
    desk = pushed.desk
    order = desk.order("tverskaya", number="5121")
    button = token(notifications(pushed)[0], "take")
    desk.otklik("shift leave tverskaya anna")
    answer = post(pushed, "take", token=button)
    assert said(answer) == (200, "Заказ 5121: записано", "Вы не на смене: магазин продолжаем звать")
    (taken,) = [one.event.data for one in desk.journal(order) if one.event.kind == "order.taken"]
    assert (taken["on_shift"], taken["stops"]) == (False, "own")


def test_the_slower_hand_learns_so_without_a_name(pushed):
    desk = pushed.desk
    desk.joins("boris", "tverskaya")
    order = desk.order("tverskaya", number="5121")
    desk.takes("boris", order)
    answer = post(pushed, "take", token=token(notifications(pushed)[0], "take"))
    assert said(answer) == (200, "Заказ 5121 уже взяли", "Коллега успел раньше")
    assert desk.subject(order).owner == "boris"


def test_a_tap_that_waited_is_done_for_a_quarter_of_an_hour_and_then_only_told(pushed):
    desk = pushed.desk
    order = desk.order("tverskaya", number="5121")
    button = token(notifications(pushed)[0], "take")
    late = post(pushed, "take", token=button, ago_s="901")
    assert said(late)[1] == "Заказ 5121: нажатие дошло поздно"
    assert desk.subject(order).owner == ""
    for odd in ("nan", "-5", "soon", "900"):
        assert said(post(pushed, "take", token=button, ago_s=odd))[1] == "Заказ 5121 ваш"
    assert desk.kinds(order).count("order.taken") == 1


def test_a_button_is_good_for_its_own_purpose_until_its_end(pushed):
    desk = pushed.desk
    order = desk.order("tverskaya", number="5121")
    first = notifications(pushed)[0]
    take, received = token(first, "take"), token(first, "received")
    before = desk.state(order).version
    for purpose, given in (
        ("take", received),
        ("received", take),
        ("take", take[:-1]),
        ("take", ""),
        ("proof", take),
        ("renew", take),
    ):
        assert post(pushed, purpose, token=given, lang="ru").status_code == 410, (purpose, given)
    assert said(post(pushed, "take", token="x", lang="ru")) == (
        410,
        "Кнопка больше не действует",
        "Откройте очередь заказов",
    )
    assert said(post(pushed, "take", token="x"))[1] == "This button is not good any more"
    assert post(pushed, "open", token=take).status_code == 404
    assert pushed.client().get("/push/take").status_code == 405
    assert desk.state(order).version == before
    desk.now += timedelta(hours=48)
    assert post(pushed, "take", token=take).status_code == 410


def test_a_storm_is_one_notification_that_counts_and_its_receipt_is_of_every_order(pushed):
    desk = pushed.desk
    orders = [desk.order("tverskaya", number=number) for number in ("5121", "5122", "5123")]
    desk.forward(minutes=2)
    bundle = notifications(pushed)[-1]
    assert bundle.subject == "Ждут 2\xa0заказа, старший 1\xa0мин"
    assert bundle.short == "№\xa05122, №\xa05123"
    assert [link.name for link in bundle.links] == ["open", "received"]
    assert urlsplit(bundle.links[0].url).path == "/desk"
    for _ in range(2):
        assert post(pushed, "received", token=token(bundle, "received")).status_code == 200
    assert [
        sum(one.event.kind == "message.delivered" for one in desk.journal(order)) for order in orders
    ] == [0, 1, 1]


def test_what_was_shown_is_on_record_once(pushed):
    desk = pushed.desk
    order = desk.order("tverskaya", number="5121")
    first = notifications(pushed)[0]
    for _ in range(2):
        assert post(pushed, "received", token=token(first, "received")).json() == {"said": "received"}
    told = [one.event.data for one in desk.journal(order) if one.event.kind == "message.delivered"]
    assert told == [{"purpose": "new_order", "notice": first.key, "channel": "webpush"}]
    page = read(pushed.once("boris").get(f"/orders/{order.partition('/')[2]}")).text
    assert "Доставлено «новый заказ»" in page


def test_busy_calls_the_others(pushed):
    desk = pushed.desk
    order = desk.order("tverskaya", number="5121")
    answer = post(pushed, "busy", token=token(notifications(pushed)[0], "busy"))
    status, title, body = said(answer)
    assert (status, body) == (200, "Зовём других")
    assert re.fullmatch(r"Вы заняты до 11:\d\d", title)
    assert desk.subject(order).owner == ""
    shift = desk.journal("shift/tverskaya/2026-03-19")
    assert shift[-1].event.kind == "busy.started"
    assert shift[-1].event.data["person"] == "anna"
    desk.otklik("shift leave tverskaya anna")
    answer = post(pushed, "busy", token=token(notifications(pushed)[0], "busy"))
    assert said(answer) == (200, "Вы не на смене", "Магазин продолжаем звать")


def test_the_tills_tablet_takes_for_whoever_is_alone_on_shift(pushed):
    desk = pushed.desk
    till = Browser().subscription("https://push.example/till")
    stores.add_method(
        "store/tverskaya", actor=ACTOR, method="push-2", channel="webpush", address=till, now=desk.now
    )
    order = desk.order("tverskaya", number="5121")
    desk.forward("11:11")
    (word,) = [one for one in desk.phones.messages if one.to == till]
    assert post(pushed, "received", token=token(word, "received")).status_code == 200
    assert pushes.seen_at("store/tverskaya", "push-2") == desk.now
    desk.joins("boris", "tverskaya")
    button = token(word, "take")
    assert said(post(pushed, "take", token=button))[1:] == (
        "Заказ 5121 ещё ничей",
        "На смене несколько человек: возьмите его на экране",
    )
    desk.otklik("shift leave tverskaya boris")
    assert said(post(pushed, "take", token=button))[1:] == ("Заказ 5121 ваш", "Позвоните покупателю")
    assert desk.subject(order).owner == "anna"


def test_a_browser_that_was_turned_off_can_not_act(pushed):
    order = pushed.desk.order("tverskaya", number="5121")
    button = token(notifications(pushed)[0], "take")
    stores.remove_method("person/anna", actor=ACTOR, method="push-1", now=pushed.desk.now)
    assert post(pushed, "take", token=button).status_code == 410
    assert pushed.desk.subject(order).owner == ""


# ── becoming a device ──


@pytest.fixture
def service():
    with push_service() as made:
        yield made


def trial(service) -> str:
    return urlsplit(service.came[-1].payload["links"]["proof"]["url"]).fragment


def turn_on(town, person, service, **fields):
    sent = {"act": "add", "subscription": service.subscription(), **fields}
    headers = {
        "Accept": "application/json",
        "User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/131.0 Mobile",
    }
    return town.once(person).post("/account/devices", sent, headers=headers)


def methods(owner: str) -> list[str]:
    return [one.method for one in listings.list_methods(owner) if one.channel == "webpush"]


def test_a_browser_becomes_a_device_when_a_trial_has_reached_it_and_not_before(town, service):
    assert turn_on(town, "anna", service).json() == {"told": "sent"}
    assert methods("person/anna") == []
    assert service.came[0].payload["title"] == "Уведомления включены"
    proved = post(town, "proof", token=trial(service)).json()
    (method,) = methods("person/anna")
    assert (proved["said"], method) == ("proved", pushes.method_of(service.subscription()))
    assert post(town, "proof", token=trial(service)).status_code == 200
    told = [one for one in town.desk.journal("person/anna") if one.event.kind == "contact_method.verified"]
    assert [one.event.data["method"] for one in told] == ["mail", method]
    assert told[-1].event.actor == "person:anna"
    page = read(town.once("anna").get("/account/devices")).text
    assert "Chrome · Android" in page and "отозвалось сегодня в 11:02" in page
    assert "push.example" not in json.dumps(told[-1].event.data)


def test_a_late_trial_and_one_for_somebody_who_left_make_no_device(town, service):
    turn_on(town, "anna", service)
    late = trial(service)
    town.desk.now += timedelta(hours=1)
    assert post(town, "proof", token=late).status_code == 410
    turn_on(town, "anna", service)
    people.dismiss("anna", actor=ACTOR, now=town.desk.now)
    assert post(town, "proof", token=trial(service)).status_code == 410
    assert methods("person/anna") == []


def test_a_browser_whose_address_changed_is_tried_and_takes_its_own_place(town, service):
    turn_on(town, "anna", service)
    renew = post(town, "proof", token=trial(service)).json()["renew"]
    moved = service.browser.subscription(f"{service.address}/push/new")
    assert post(town, "renew", token=renew, subscription="nonsense").status_code == 410
    assert post(town, "renew", token=renew, subscription=moved).json() == {"said": "trying"}
    assert methods("person/anna") == [pushes.method_of(service.subscription())]
    assert service.came[-1].path == "/push/new"
    post(town, "proof", token=trial(service))
    assert methods("person/anna") == [pushes.method_of(moved)]
    assert post(town, "renew", token=renew, subscription=moved).status_code == 410, "that one is gone"


def test_a_head_turns_on_the_till_and_nobody_turns_on_for_others(town, service):
    assert turn_on(town, "boris", service, owner="store/tverskaya").status_code == 200
    post(town, "proof", token=trial(service))
    (method,) = methods("store/tverskaya")
    came = len(service.came)
    for person, owner in (
        ("anna", "store/tverskaya"),
        ("anna", "person/boris"),
        ("boris", "person/anna"),
        ("boris", "store/taganka"),
        ("rita", "store/tverskaya"),
        ("admin", "store/none"),
        ("admin", "shift/tverskaya"),
    ):
        for act in ("add", "test", "remove"):
            answer = turn_on(town, person, service, owner=owner, act=act, method=method)
            assert answer.status_code == 404, (person, owner, act)
    assert (len(service.came), methods("store/tverskaya")) == (came, [method])
    page = town.once("boris").post(
        "/account/devices", {"act": "remove", "owner": "store/tverskaya", "method": method}
    )
    assert (page.status_code, page["Location"]) == (303, "/account/devices?done=removed")
    assert methods("store/tverskaya") == []
    for gone in (method, "mail"):
        assert turn_on(town, "boris", service, act="remove", method=gone).json() == {"told": "removed"}
    assert [one.method for one in listings.list_methods("person/boris")] == ["mail"], "only browsers go here"


@pytest.mark.parametrize(
    ("status", "told", "code"), [(201, "sent", 200), (410, "gone", 502), (500, "failed", 502)]
)
def test_a_test_says_what_the_push_service_said(town, service, status, told, code):
    stores.add_method(
        "person/anna",
        actor=ACTOR,
        method="push-1",
        channel="webpush",
        address=service.subscription(name="Мой телефон"),
        now=town.desk.now,
    )
    service.status = status
    assert turn_on(town, "anna", service, act="test", method="push-1").json() == {"told": told}
    assert turn_on(town, "anna", service, act="test", method="push-1").status_code == code
    assert turn_on(town, "anna", service, subscription="{}").status_code == 422
    assert turn_on(town, "anna", service, act="test", method="push-9").status_code == 422


# ── the app ──


def test_the_manifest_is_an_apps_in_both_languages(town):
    for locale, name in (("ru", "Отклик"), ("en", "Otklik")):
        answer = town.client().get(f"/manifest.webmanifest?lang={locale}")
        told = answer.json()
        assert answer["Content-Type"] == "application/manifest+json; charset=utf-8"
        assert (told["short_name"], told["lang"], told["start_url"], told["display"], told["scope"]) == (
            name,
            locale,
            "/desk",
            "standalone",
            "/",
        )
        for icon in told["icons"]:
            found = town.client().get(icon["src"])
            assert (found.status_code, found["Content-Type"]) == (200, icon["type"])
            body = b"".join(found)
            if icon["type"] == "image/png":
                size = int.from_bytes(body[16:20]), int.from_bytes(body[20:24])
                assert f"{size[0]}x{size[1]}" == icon["sizes"]


def test_the_service_worker_keeps_nobodys_page_and_is_new_when_what_it_keeps_is(town, monkeypatch):
    answer = town.client().get("/sw.js")
    first, _, rest = answer.content.decode().partition("\n")
    built = json.loads(first.removeprefix("const BUILD = ").removesuffix(";"))
    assert answer["Service-Worker-Allowed"] == "/"
    assert answer["Content-Type"].startswith("text/javascript")
    assert built["offline"] == {"ru": "/offline?lang=ru", "en": "/offline?lang=en"}
    assert built["files"][:2] == list(built["offline"].values())
    assert all(name.startswith("/static/otklik/") for name in built["files"][2:])
    for name in built["files"]:
        found = town.client().get(name)
        assert (found.status_code, len(b"".join(found)) > 500) == (200, True), name
    assert "// The service worker" in rest
    push.write_worker.cache_clear()
    monkeypatch.setitem(push.OFFLINE, "lead", {"ru": "Иначе", "en": "Otherwise"})
    changed = push.write_worker().partition("\n")[0]
    push.write_worker.cache_clear()
    assert built["version"] not in changed


def test_titles_after_a_tap_name_nobody():
    for title, body in push_words.SAID.values():
        for form in (*title, *body):
            assert not any(word in form["ru"] + form["en"] for word in ("{holder}", "{buyer", "{store_phone"))


def test_what_a_token_is_made_of(pushed):
    notice = Notice("k", "order/1", None, "anna", "webpush", "push-1", "new_order", "ru", pushed.desk.now)
    made = {
        pushes.make_token(purpose, [notice], now=pushed.desk.now) for purpose in ("take", "busy", "received")
    }
    assert len(made) == 3 and all(len(one) < 200 for one in made)


def test_the_demo_sends_notifications_for_real_and_signs_them_by_the_machines_clock(pushed, service):
    pushed.desk.order("tverskaya", number="5121")
    message = replace(notifications(pushed)[0], to=service.subscription(name="Мой телефон"))
    before = clock.machine_now()
    assert mailbox.carry("webpush", message).outcome == "accepted"
    kept = mailbox._bag.pop()
    assert (kept.address, kept.sent_at) == ("Мой телефон", message.at)
    signed_for = service.came[-1].claims["exp"] - before.timestamp()
    assert abs(signed_for - 12 * 3600) < 60
    assert mailbox.carry("webpush", replace(message, to="push:anna")).provider_id == f"kept-{message.key}"
    mailbox._bag.pop()
