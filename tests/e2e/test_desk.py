"""The desk in a browser: live, by mouse, key and thumb, connected and not."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from otklik.domain.dials import read_dial
from tests.harness import moscow

ROW = "#order-{}"


def row(visit, order):
    return visit.page.locator(ROW.format(order))


def wait_for(visit, selector):
    return visit.until("(one) => document.querySelector(one) !== null", selector)


def wait_text(visit, selector, text):
    visit.until(
        "([one, text]) => [...document.querySelectorAll(one)].some((node) => node.textContent.includes(text))",
        [selector, text],
    )


def press(visit, code, key, **modifiers):
    """A real key of a layout: what arrives is the code of the place and the letter of the layout."""
    visit.page.evaluate(
        """([code, key, more]) => (document.activeElement ?? document.body).dispatchEvent(
          new KeyboardEvent('keydown', {code, key, bubbles: true, cancelable: true, ...more}))""",
        [code, key, modifiers],
    )


class Held:
    """Requests of a page that are on their way until they are let go."""

    def __init__(self, visit, pattern):
        self._page, self.routes, self._is_open = visit.page, [], False
        visit.page.route(pattern, self._take)

    def _take(self, route):
        if self._is_open:
            route.continue_()
        else:
            self.routes.append(route)

    def first(self):
        """The first of them, as soon as there is one."""
        while not self.routes:
            self._page.wait_for_timeout(10)
        return self.routes[0]

    def let_go(self, but=0):
        """Send them on but the first ones, and whatever comes after them at once."""
        self._is_open = True
        while len(self.routes) > but:
            self.routes.pop().continue_()


@pytest.fixture
def told(house):
    """Sends an order and gives its id; numbers are never used twice in a house."""

    def send(number, **fields):
        return house.send_order(number, **fields)

    return send


def test_an_order_appears_is_taken_answered_undone_and_answered(house, visit, told):
    anna = visit("anna", "/desk")
    olga = visit("olga", "/desk")
    order = told("B-1")
    for one in (anna, olga):
        wait_for(one, ROW.format(order))
    row(anna, order).locator("[data-act=take]").click()
    wait_for(anna, f"{ROW.format(order)}.is-mine")
    wait_for(olga, f"{ROW.format(order)}.is-other")
    wait_for(anna, f"[data-panel='{order}'] [data-act=outcome]")
    anna.page.locator("#panel [value=no_answer]").click()
    anna.until_said("не ответил")
    wait_text(olga, f"{ROW.format(order)} .q-b", "не ответил 1")
    anna.page.locator("#said .toast .btn").first.click()
    anna.until_said("Отменено")
    anna.until(
        f"() => !document.querySelector('{ROW.format(order)} .q-b').textContent.includes('не ответил')"
    )
    wait_for(anna, f"[data-panel='{order}'] [data-act=outcome]")
    anna.page.locator("#panel [value=confirmed]").click()
    anna.until_said("покупатель подтвердил")
    wait_text(olga, f"{ROW.format(order)} .q-a", "Выдать или отправить")


def test_two_take_at_once_and_the_loser_is_offered_the_next(house, visit, told):
    anna, olga = visit("anna", "/desk"), visit("olga", "/desk")
    order = told("B-2")
    for one in (anna, olga):
        wait_for(one, ROW.format(order))
        one.allow("409")
    take = f"document.querySelector('{ROW.format(order)} [data-act=take]').click()"
    held = Held(olga, "**/take")
    olga.page.evaluate(f"() => {{ {take} }}")
    held.first()
    anna.page.evaluate(f"() => {{ {take} }}")
    anna.until_said("за вами")
    held.let_go()
    olga.until_said("уже у коллеги: Анна Павлова")
    wait_for(olga, f"{ROW.format(order)}.is-other")
    wait_text(olga, "#said .toast .btn", "Взять №")


LAYOUTS = {
    "latin": {"KeyJ": "j", "KeyT": "t", "KeyR": "r", "KeyZ": "z", "KeyA": "a"},
    "cyrillic": {"KeyJ": "о", "KeyT": "е", "KeyR": "к", "KeyZ": "я", "KeyA": "ф"},
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_keys_work_by_their_place(house, visit, told, layout):
    order = told(f"K-{layout}")
    anna = visit("anna", "/desk?show=free")
    wait_for(anna, ROW.format(order))
    letters = LAYOUTS[layout]
    while anna.page.evaluate("document.querySelector('.q-row[aria-current]')?.dataset.order") != order:
        before = anna.page.evaluate("document.querySelector('.q-row[aria-current]')?.dataset.order ?? ''")
        press(anna, "KeyJ", letters["KeyJ"])
        after = anna.page.evaluate("document.querySelector('.q-row[aria-current]')?.dataset.order ?? ''")
        assert after != before, "the end of the list"
    press(anna, "KeyT", letters["KeyT"])
    wait_for(anna, f"[data-panel='{order}'][data-whose=mine] [data-act=outcome]")
    press(anna, "Digit3", "3")
    anna.until_said("не ответил")
    press(anna, "KeyZ", letters["KeyZ"])
    anna.until_said("Отменено")
    press(anna, "KeyR", letters["KeyR"])
    wait_for(anna, "#refuse.open")
    press(anna, "KeyJ", letters["KeyJ"])
    press(anna, "Escape", "Escape")
    anna.until("() => document.querySelector('#refuse.open') === null")
    press(anna, "KeyA", letters["KeyA"])
    wait_for(anna, "[data-hand][open]")


PANELS = "**/desk/orders/*"


def asked(visit):
    """Addresses to which the page posts from now on."""
    found = []
    visit.page.on("request", lambda request: request.method == "POST" and found.append(request.url))
    return found


@pytest.mark.parametrize("show", ["all", "free"])
def test_a_key_waits_for_the_panel_that_is_on_its_way(house, visit, told, show):
    order = told(f"P-{show}")
    anna = visit("anna", f"/desk?show={show}")
    wait_for(anna, ROW.format(order))
    row(anna, order).click(position={"x": 5, "y": 5})
    wait_for(anna, f"[data-panel='{order}'][data-whose=free]")
    held = Held(anna, PANELS)
    posts = asked(anna)
    press(anna, "KeyT", "t")
    press(anna, "Digit1", "1")  # before the server has heard of the take
    anna.until_said("за вами")
    held.first()
    press(anna, "Digit3", "3")  # the newest alone counts
    assert [url for url in posts if url.endswith("/outcome")] == []
    held.let_go()
    anna.until_said("не ответил")
    wait_for(anna, f"[data-panel='{order}'][data-whose=mine]")
    assert [url.rpartition("/")[2] for url in posts] == ["take", "outcome"]


def test_a_key_that_waits_is_dropped_with_its_order(house, visit, told):
    first, second = told("P-1"), told("P-2")
    anna = visit("anna", "/desk")
    wait_for(anna, ROW.format(second))
    held = Held(anna, PANELS)
    posts = asked(anna)
    row(anna, first).click(position={"x": 5, "y": 5})
    press(anna, "Digit3", "3")
    row(anna, second).click(position={"x": 5, "y": 5})
    held.let_go()
    wait_for(anna, f"[data-panel='{second}']")
    assert posts == []
    press(anna, "Digit3", "3")
    anna.until_said("не ответил")
    assert [url.split("/")[-2:] for url in posts] == [[second, "outcome"]]


NOTE_PANELS = """() => {
  window.panels = [];
  new MutationObserver((changes) => {
    const added = changes.flatMap(({ addedNodes }) => [...addedNodes]);
    panels.push(...added.map((one) => one.dataset?.whose).filter(Boolean));
  }).observe(document.getElementById('panel'), { childList: true });
}"""


def test_a_panel_that_comes_late_replaces_no_newer_one(house, visit, told):
    order = told("P-3")
    anna = visit("anna", "/desk")
    wait_for(anna, ROW.format(order))
    old = Held(anna, PANELS)
    row(anna, order).click(position={"x": 5, "y": 5})
    answer = old.first().fetch()
    old.let_go(but=1)
    press(anna, "KeyT", "t")
    wait_for(anna, f"[data-panel='{order}'][data-whose=mine]")
    anna.page.evaluate(NOTE_PANELS)
    with anna.page.expect_response(PANELS):
        old.first().fulfill(response=answer)
    press(anna, "Digit3", "3")
    anna.until_said("не ответил")
    anna.until("() => panels.includes('mine')")
    assert "free" not in anna.page.evaluate("panels")


def test_keys_are_silent_in_fields_and_can_be_switched_off(visit):
    anna = visit("anna", "/desk")
    press(anna, "Slash", "?", shiftKey=True)
    wait_for(anna, "dialog#keys[open]")
    anna.page.locator("#keys input").check()
    anna.page.locator("#keys .btn-p").click()
    press(anna, "KeyJ", "j")
    chosen = "document.querySelector('.q-row[aria-current]')?.dataset.order ?? ''"
    before = anna.page.evaluate(chosen)
    press(anna, "KeyJ", "j")
    assert anna.page.evaluate(chosen) == before
    anna.page.evaluate("localStorage.clear()")
    press(anna, "KeyJ", "j")
    assert anna.page.evaluate(chosen) != before
    after = anna.page.evaluate(chosen)
    wait_for(anna, f"[data-panel='{after}']")
    anna.page.evaluate("document.querySelector('#panel select').focus()")
    press(anna, "KeyJ", "j")
    press(anna, "Digit1", "1")
    assert anna.page.evaluate(chosen) == after
    assert anna.page.evaluate("said_so_far") == ["Клавиши выключены"]


def test_a_row_under_the_pointer_does_not_move(house, visit, told):
    olga = visit("olga", "/desk")
    target = olga.page.locator(".q-row").nth(1)
    box = target.bounding_box()
    order_of = "([x, y]) => document.elementFromPoint(x, y).closest('.q-row').dataset.order"
    at = [box["x"] + 40, box["y"] + 20]
    olga.page.mouse.move(*at)
    under = olga.page.evaluate(order_of, at)
    order = told("B-3")
    olga.until("() => !document.getElementById('pill').hidden")
    assert olga.page.evaluate(order_of, at) == under
    assert row(olga, order).count() == 0
    assert "Новых заказов: 1" in olga.page.locator("#pill").inner_text()
    olga.page.mouse.move(700, 5)
    wait_for(olga, ROW.format(order))
    olga.until("() => document.getElementById('pill').hidden")


PUT_AS_FREE = """(order) => import('/static/otklik/rows.js').then((rows) => {
  const row = document.getElementById(`order-${order}`).cloneNode(true);
  row.dataset.owner = '';
  row.classList.remove('is-mine', 'is-provisional');
  rows.put(order, row.outerHTML, false);
})"""

LOSE_ANSWERS = """() => {
  const real = fetch;
  window.loses = true;
  window.fetch = async (url, ...more) => {
    const answer = await real(url, ...more);
    if (!loses || !String(url).includes('/outcome')) return answer;
    throw new TypeError('the answer was lost on its way');
  };
}"""


def test_without_a_connection_nothing_is_lost_or_doubled(house, visit, told):
    order = told("B-4")
    anna = visit("anna", "/desk")
    anna.allow("ERR_INTERNET_DISCONNECTED", "Failed to fetch")
    wait_for(anna, ROW.format(order))
    anna.context.set_offline(True)
    wait_text(anna, "#link", "Нет сети с")
    row(anna, order).locator("[data-act=take]").click()
    wait_for(anna, f"{ROW.format(order)}.is-provisional")
    wait_text(anna, "#link", "ждут отправки: 1")
    # what the server shows meanwhile, before it has heard of the tap, doesn't take it off the row
    anna.page.evaluate(PUT_AS_FREE, order)
    wait_for(anna, f"{ROW.format(order)}.is-mine.is-provisional")
    anna.context.set_offline(False)
    anna.until_said("за вами")
    wait_for(anna, f"{ROW.format(order)}.is-mine:not(.is-provisional)")
    anna.until("() => document.getElementById('link').hidden")
    wait_for(anna, f"[data-panel='{order}'] [data-act=outcome]")
    # the answer gets lost on its way back: the tap is sent again, and counts once
    anna.page.evaluate(LOSE_ANSWERS)
    anna.page.locator("#panel [value=no_answer]").click()
    wait_text(anna, "#link", "ждут отправки: 1")
    anna.page.evaluate("loses = false; dispatchEvent(new Event('online'))")
    anna.until_said("не ответил")
    wait_text(anna, f"{ROW.format(order)} .q-b", "не ответил 1")
    assert (
        anna.page.evaluate("Object.keys(localStorage).filter((one) => one.startsWith('otklik-queue'))") == []
    )


def test_whoever_was_logged_out_is_told_and_keeps_what_waits(house, visit, told):
    order = told("B-5")
    anna = visit("anna", "/desk")
    anna.allow("401")
    wait_for(anna, ROW.format(order))
    anna.context.clear_cookies(name="sessionid")
    row(anna, order).locator("[data-act=take]").click()
    wait_text(anna, "#link", "Вы вышли из системы")
    assert anna.page.evaluate("Object.keys(localStorage).some((one) => one.startsWith('otklik-queue'))")


def test_it_works_without_scripts(house, visit, told):
    order = told("B-6")
    anna = visit("anna", "/desk?show=free", java_script_enabled=False)
    said = anna.page.locator("#said")
    row(anna, order).locator("[data-act=take]").click()
    expect(said).to_contain_text("Заказ за вами")
    anna.open(f"/desk?order={order}")
    anna.page.locator("#panel [value=no_answer]").click()
    expect(said).to_contain_text("не ответил")
    said.locator("button").click()
    expect(said).to_contain_text("Отменено")


@pytest.mark.parametrize("path", ["/desk", "/orders", "/search?q=A-10"])
def test_everybody_can_use_it_with_a_thumb(visit, path):
    """Where nothing hovers; test_pages.py looks at the rest."""
    anna = visit("anna", path, screen="phone", theme="dark", locale="en")
    assert anna.violations() == []
    assert anna.widths_that_scroll() == {}
    assert anna.unseen_focus() == []


def test_search_opens_what_was_found(house, visit, told):
    order = told("S-77", buyer={"name": "Зоя Щукина", "phone": "8 (916) 555-44-33"})
    anna = visit("anna", "/orders")
    press(anna, "Slash", ".")
    field = anna.page.locator(".search input")
    assert field.evaluate("(one) => one === document.activeElement")
    field.fill("ыыыы")
    wait_text(anna, "#found", "Ничего не найдено")
    field.fill("916 555")
    wait_text(anna, "#found", "Зоя Щукина")
    field.press("ArrowDown")
    field.press("Enter")
    anna.until("(order) => location.pathname === `/orders/${order}`", order)
    anna.open("/desk")
    press(anna, "KeyK", "л", ctrlKey=True)
    assert field.evaluate("(one) => one === document.activeElement")


def seconds(*instants):
    return [int(one.timestamp()) for one in instants]


def test_the_browser_reads_a_dial_as_the_server_does(visit):
    """Every minute around the target, the limit, closing time and the morning after."""
    opened, closes = moscow("2026-03-19 18:50"), moscow("2026-03-19 19:00")
    opens, ends = moscow("2026-03-20 10:00"), moscow("2026-03-20 19:00")
    spans = [(moscow("2026-03-19 10:00"), closes), (opens, ends)]
    target, limit = opens + timedelta(minutes=10), opens + timedelta(minutes=50)
    text = ",".join("{}-{}".format(*seconds(*span)) for span in spans)
    page = visit("", "/login/").page
    for goal in (target, None):
        data = dict(zip(("opened", "limit"), map(str, seconds(opened, limit)), strict=True), open=text)
        data |= {"target": str(seconds(goal)[0])} if goal else {}
        nows = [
            opened + timedelta(minutes=m)
            for m in (0, 4, 5, 9, 10, 11, 60, 909, 910, 915, 920, 921, 959, 960, 972)
        ]
        told = page.evaluate(
            "([data, nows]) => import('/static/otklik/dial.js').then((it) => nows.map((now) => it.read(data, now)))",
            [data, seconds(*nows)],
        )
        for now, found in zip(nows, told, strict=True):
            wanted = read_dial(opened, goal, limit, spans=spans, now=now)
            assert (found["stretch"], found["elapsed"], found["left"], round(found["arc"], 3), found["soon"]) == (
                wanted.stretch, wanted.elapsed_s, wanted.left_s, round(wanted.arc, 3), wanted.is_soon,
            ), now  # fmt: skip
    assert {"target", "limit", "late", "moment", "night"} >= {one["stretch"] for one in told}


def test_a_long_desk_shows_its_first_hundred_rows(house, visit):
    """What a browser has to hold is bounded, however many orders wait; `make bench` scrolls through 500."""
    for number in range(110):
        house.send_order(f"N-{number}", store="arbat")
    page = visit("pavel", "/desk").page
    expect(page.locator(".q-row")).to_have_count(100)
    assert page.evaluate("document.querySelectorAll('*').length") < 6_500
    page.locator(".q-more .btn").click()
    page.wait_for_url("**shown=200*")
    assert 110 <= page.locator(".q-row").count() <= 200
