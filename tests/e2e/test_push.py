"""Notifications in a browser: turned on by one that arrives, shown, taken from, and what happens without a connection.

The browser's push service is a peer on loopback that opens what it carries; what it got is delivered to the service
worker as the browser's own push client would. Only `subscribe` is the test's: the browser has no network.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import CDPSession

from tests.channels.push_service import Pushed, PushService, push_service
from tests.e2e.house import UNTIL_S, House, Visit
from tests.pushing import NAME, push_standard

SUBSCRIBED = """(text) => {
  const unsubscribe = async () => ((sessionStorage.on = ''), true);
  const made = { ...JSON.parse(text), toJSON: () => JSON.parse(text), unsubscribe };
  PushManager.prototype.subscribe = async (options) => {
    if (!options.userVisibleOnly || !options.applicationServerKey) throw new TypeError('options');
    sessionStorage.on = '1';
    return made;
  };
  PushManager.prototype.getSubscription = async () => (sessionStorage.on ? made : null);
}"""

SHOWN = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  const found = await registration.getNotifications();
  const words = (one) => one.actions.map((act) => act.title);
  return found.map((one) => ({ title: one.title, body: one.body, tag: one.tag, lang: one.lang, actions: words(one) }));
}"""

CLICK = """async ([title, action]) => {
  const notification = (await self.registration.getNotifications()).find((one) => one.title === title);
  const event = new NotificationEvent('notificationclick', { notification, action });
  let done = Promise.resolve();
  event.waitUntil = (promise) => (done = promise);  // what a script makes can't be waited for in the browser's own way
  self.dispatchEvent(event);
  await done;
}"""

CUT_OFF = (
    "() => { self.really = self.fetch; self.fetch = () => Promise.reject(new TypeError('no network')); }"
)
CONNECT = "() => { self.fetch = self.really; }"


LISTEN = """() => {
  window.heard = 0;
  navigator.serviceWorker.addEventListener('message', () => (window.heard += 1));
}"""

KEPT = """async () => {
  const names = await caches.keys();
  const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return lists.flat().map((one) => new URL(one.url).pathname);
}"""

OFFER = """() => {
  const event = new Event('beforeinstallprompt', { cancelable: true });
  event.prompt = () => (window.prompted = (window.prompted ?? 0) + 1);
  dispatchEvent(event);
}"""

TITLE = "Новый заказ 5121: ответить сегодня до 12:02"

STATIC = ("tokens.css", "components.css", "public.css", "icons.svg", "icon-192.png")


class Phone:
    """A browser that gets notifications: its page, its push service, and the way into its service worker."""

    def __init__(self, visit: Visit, service: PushService) -> None:
        self.visit, self.service = visit, service
        self.cdp: CDPSession = visit.context.new_cdp_session(visit.page)
        self.registrations: list[str] = []
        self.cdp.on("ServiceWorker.workerRegistrationUpdated", self._see)
        self.cdp.send("ServiceWorker.enable")

    def _see(self, told: dict[str, Any]) -> None:
        self.registrations += [one["registrationId"] for one in told["registrations"] if not one["isDeleted"]]

    @property
    def origin(self) -> str:
        return "/".join(self.visit.page.url.split("/")[:3])

    def deliver(self, plain: str) -> None:
        """Hand a payload to the service worker, once there is one that runs."""
        self.visit.until("async () => !!(await navigator.serviceWorker.ready).active")
        self.wait(lambda: self.registrations)
        told = {"origin": self.origin, "registrationId": self.registrations[-1], "data": plain}
        self.cdp.send("ServiceWorker.deliverPushMessage", told)

    def wait(self, holds: Callable[[], Any]) -> Any:
        deadline = time.monotonic() + UNTIL_S
        while not (found := holds()):
            assert time.monotonic() < deadline
            self.visit.page.wait_for_timeout(25)
        return found

    def shows(self, title: str) -> dict[str, Any]:
        """The notification with that title, once it is shown."""

        def found() -> Any:
            return next((one for one in self.visit.page.evaluate(SHOWN) if one["title"] == title), None)

        return dict(self.wait(found))

    def worker(self, script: str, *given: str) -> Any:
        """What a script says in the service worker."""
        self.wait(lambda: self.visit.context.service_workers)
        return self.visit.context.service_workers[-1].evaluate(script, list(given))

    def click(self, title: str, action: str = "") -> None:
        self.worker(CLICK, title, action)


@pytest.fixture(scope="module")
def service() -> Iterator[PushService]:
    """The push service of anna's phone: one for the module, so that each test's phone is the same device."""
    with push_service() as made:
        yield made


@pytest.fixture(scope="module")
def running_house(running_house: House, tmp_path_factory: pytest.TempPathFactory) -> House:
    """The desk, where sever's orders are told by Web Push first."""
    text = tmp_path_factory.mktemp("standard") / "push.toml"
    text.write_text(push_standard(), encoding="utf-8")
    running_house.otklik(f"standard publish {text}")
    running_house.otklik(f"standard adopt sever {NAME}")
    return running_house


@pytest.fixture
def phone(visit: Callable[..., Visit], service: PushService) -> Phone:
    """Anna's phone, on the page where notifications are turned on."""
    anna = visit("anna", "/offline", screen="phone", permissions=["notifications"])
    anna.context.add_init_script(f"({SUBSCRIBED})({json.dumps(service.subscription())})")
    anna.open("/account/devices")
    anna.page.locator("[data-state=off]").wait_for()
    return Phone(anna, service)


def turn_on(phone: Phone) -> None:
    came, page = len(phone.service.came), phone.visit.page
    page.locator("[data-when=off] .btn").click()
    page.locator("[data-state=sent]").wait_for()
    phone.deliver(phone.service.came[came].plain.decode())
    page.locator("[data-state=on]").wait_for()


def told(phone: Phone, number: str) -> Pushed:
    """The notification about an order, as the push service got it and the browser gets it."""
    came = phone.wait(lambda: [one for one in phone.service.came if f" {number}:" in one.payload["title"]])
    phone.visit.page.evaluate(LISTEN)
    phone.deliver(came[0].plain.decode())
    phone.visit.until("() => window.heard > 0")
    return came[0]


def test_a_browser_is_turned_on_by_a_notification_that_arrives_and_off_by_its_owner(phone):
    page = phone.visit.page
    assert page.locator(".dev").count() == 0
    turn_on(phone)
    assert phone.shows("Уведомления включены")["body"] == "Так вы узнаете о новом заказе"
    page.get_by_text("Уведомление дошло: устройство включено.").wait_for()
    assert page.locator(".dev [data-here]").is_visible()
    assert phone.visit.violations() == []
    page.locator(".dev .btn-d").click()
    page.get_by_text("Устройство отключено.").wait_for()
    page.locator("[data-state=off]").wait_for()
    assert page.locator(".dev").count() == 0


def test_an_order_is_shown_received_and_taken_without_the_page_or_a_connection(house, visit, phone):
    turn_on(phone)
    olga = visit("olga", "/desk")
    order = house.send_order("5121")
    pushed = told(phone, "5121")
    shown = phone.shows(TITLE)
    assert (shown["actions"], shown["lang"]) == (["Беру", "Занят"], "ru")
    assert shown["body"] in ("Ещё 1\xa0час", "Ещё 59\xa0минут"), "the clock stands a breath after 11:02"
    assert "Ершов" not in pushed.plain.decode(), "of the buyer"
    phone.click(TITLE, "busy")
    busy = phone.shows("Вы заняты до 11:22")
    assert (busy["tag"], busy["actions"]) == (shown["tag"], []), "it takes the place of the first"
    phone.deliver(pushed.plain.decode())
    phone.shows(TITLE)
    phone.worker(CUT_OFF)
    phone.click(TITLE, "take")
    assert phone.shows("Нет связи, запомнили")["body"] == "Отправим, как только появится сеть"
    assert olga.page.locator(f"[data-order='{order}']").get_attribute("data-owner") == ""
    phone.worker(CONNECT)
    phone.visit.page.evaluate("dispatchEvent(new Event('online'))")
    phone.shows("Заказ 5121 ваш")
    assert len([one for one in phone.visit.page.evaluate(SHOWN) if one["tag"] == shown["tag"]]) == 1
    olga.page.locator(f"[data-order='{order}'][data-owner=anna]").wait_for()
    phone.worker("() => { clients.openWindow = async (path) => { self.opened = path; }; }")
    phone.click("Заказ 5121 ваш")
    assert phone.worker("() => self.opened") == f"/orders/{order}"
    olga.open(f"/orders/{order}")
    olga.page.get_by_text("Доставлено «новый заказ»").first.wait_for()


def test_without_a_connection_a_page_says_so_and_nothing_of_anybodys_is_kept(phone):
    turn_on(phone)
    phone.visit.open("/desk")
    phone.worker(CUT_OFF)
    phone.visit.open("/account/devices")
    assert phone.visit.page.locator("h1").inner_text() == "Нет связи с Откликом"
    assert phone.visit.violations() == []
    kept = phone.visit.page.evaluate(KEPT)
    assert sorted(kept) == sorted(["/offline", "/offline", *(f"/static/otklik/{name}" for name in STATIC)])
    phone.worker(CONNECT)
    phone.visit.page.get_by_role("link", name="Повторить").click()
    phone.visit.page.locator("h1", has_text="Мои устройства").wait_for()


@pytest.mark.parametrize(
    ("script", "state"),
    [
        ("delete window.PushManager", "unsupported"),
        ("Object.defineProperty(Notification, 'permission', { get: () => 'denied' })", "denied"),
        ("Object.defineProperty(navigator, 'onLine', { get: () => false })", "offline"),
        (
            "delete window.PushManager; Object.defineProperty(navigator, 'userAgent', { get: () => 'iPhone' })",
            "ios",
        ),
        ("Object.defineProperty(window, 'isSecureContext', { get: () => false })", "insecure"),
    ],
)
def test_a_browser_that_can_not_says_what_to_do(visit, script, state):
    anna = visit("anna", "/offline", screen="phone")
    anna.context.add_init_script(script)
    anna.open("/account/devices")
    anna.page.locator(f"[data-state={state}]").wait_for()
    assert anna.page.locator("#device .btn:visible").count() == 0
    assert anna.page.locator("[data-state]:visible").count() == 1


def test_installing_is_offered_once_and_the_icon_counts_what_nobody_took(house, visit):
    anna = visit("anna", "/offline")
    anna.context.add_init_script("navigator.setAppBadge = async (n) => { window.badge = n; }")
    anna.open("/desk")
    free = int(anna.page.locator("[data-tab-count=free]").inner_text())
    anna.until("(n) => window.badge === n", free)
    house.send_order("5123")
    anna.until("(n) => window.badge === n", free + 1)
    for offered in (1, 0):
        anna.page.evaluate(OFFER)
        assert anna.page.get_by_text("Поставьте Отклик на экран телефона").count() == offered
        if offered:
            anna.page.get_by_role("button", name="Поставить").click()
            anna.until("() => window.prompted === 1")
        anna.open("/desk")
