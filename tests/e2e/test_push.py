"""Notifications in a browser: turned on by one that arrives, shown, taken from, and what happens without a connection.

The browser's push service is a peer on loopback that opens what it carries; what it got is delivered to the service worker
as the browser's own push client would. Only `subscribe` is the test's: the browser has no network.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import CDPSession

from tests.channels.push_service import PushService, push_service
from tests.e2e.house import UNTIL_S, House, Visit

SUBSCRIBED = """(text) => {
  const made = { ...JSON.parse(text), toJSON: () => JSON.parse(text), unsubscribe: async () => (sessionStorage.on = '', true) };
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
  return found.map((one) => ({ title: one.title, body: one.body, tag: one.tag, lang: one.lang, actions: one.actions.map((act) => act.title) }));
}"""

CLICK = """async (action) => {
  const [notification] = await self.registration.getNotifications();
  const event = new NotificationEvent('notificationclick', { notification, action });
  let done = Promise.resolve();
  event.waitUntil = (promise) => (done = promise);  // what a script makes can't be waited for in the browser's own way
  self.dispatchEvent(event);
  await done;
}"""


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

    def click(self, action: str) -> None:
        self.wait(lambda: self.visit.context.service_workers)
        self.visit.context.service_workers[-1].evaluate(CLICK, action)


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as made:
        yield made


def test_it(house: House, visit: Callable[..., Visit], service: PushService) -> None:
    anna = visit("anna", "/account/devices", permissions=["notifications"])
    anna.context.add_init_script(f"({SUBSCRIBED})({json.dumps(service.subscription())})")
    anna.open("/account/devices")
    phone = Phone(anna, service)
    anna.page.locator("[data-state=off]").wait_for()
    anna.page.locator("[data-when=off] .btn").click()
    anna.page.locator("[data-state=sent]").wait_for()
    phone.deliver(service.came[0].plain.decode())
    print(phone.shows("Уведомления включены"))
    anna.page.locator("[data-state=on]").wait_for()
    print(anna.page.locator("main").inner_text())
    anna.page.screenshot(path="/tmp/dev_on.png")
