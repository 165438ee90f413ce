"""The browser's side of the live desk: its clock to the second, and a stream that comes back by itself."""

from __future__ import annotations

import json
import time

from tests.harness import moscow
from tests.running import running

CLOCK = "import('/static/otklik/clock.js')"
OPEN = "[[1000, 2000], [3000, 4000]]"


def test_working_time_is_counted_to_the_second(visit):
    page = visit("", "/login/").page
    wanted = [
        (1000, 2000, 1000),
        (1500, 2000, 500),
        (500, 1200, 200),
        (1500, 3500, 1000),
        (2000, 3000, 0),
        (2500, 9999, 1000),
        (3500, 3500, 0),
        (3500, 1500, -1000),
        (4000, 500, -2000),
        (9999, 4000, 0),
        (9999, 3999, -1),
    ]
    left = page.evaluate(
        f"(asked) => {CLOCK}.then((it) => asked.map(([now, until]) => it.workingLeft(now, until, {OPEN})))",
        [one[:2] for one in wanted],
    )
    assert [(now, until, found) for (now, until, _), found in zip(wanted, left, strict=True)] == wanted


def test_spans_are_read_and_the_end_of_one_is_outside(visit):
    page = visit("", "/login/").page
    assert page.evaluate(f"{CLOCK}.then((it) => it.spansOf('1000-2000,3000-4000'))") == [
        [1000, 2000],
        [3000, 4000],
    ]
    assert page.evaluate(f"{CLOCK}.then((it) => it.spansOf(''))") == []
    asked = f"{CLOCK}.then((it) => [999, 1000, 1999, 2000, 3000].map((at) => it.isOpen(at, {OPEN})))"
    assert page.evaluate(asked) == [False, True, True, False, True]


def test_the_browser_ticks_from_the_servers_instant_and_speed(visit):
    page = visit("", "/login/").page
    told = page.evaluate(
        f"""{CLOCK}.then(async (it) => {{
          const body = Number(document.body.dataset.now);
          const stands = it.now();
          it.set({{ now: 1000, speed: 60 }});
          const from = performance.now();
          await new Promise((done) => setTimeout(done, 200));
          const real = (performance.now() - from) / 1000;
          return {{ body, stands, speed: it.speed(), gone: it.now() - 1000, real }};
        }})"""
    )
    assert told["stands"] == told["body"], "the demo's clock stands"
    assert told["speed"] == 60
    assert abs(told["gone"] - 60 * told["real"]) < 0.5


LISTEN = """async () => {
  window.heard = [];
  const note = (name) => (...what) => heard.push([name, ...what]);
  const names = ['row', 'reset', 'clock', 'shift', 'store', 'state'];
  const { subscribe } = await import('/static/otklik/live.js');
  subscribe(Object.fromEntries(names.map((name) => [name, note(name)])));
}"""
HEARD = "(wanted) => heard.filter(([name]) => name === wanted).length"
TOLD = "(id) => heard.filter(([name, data]) => name === 'row' && data.order === id).length"
TWICE = """(id) => {
  const rows = heard.filter(([name, data]) => name === 'row' && data.order === id).map(JSON.stringify);
  return rows.length - new Set(rows).size;
}"""
BECAME = "(wanted) => heard.find(([name, state]) => name === 'state' && state === wanted)"


def listen(visit, person="anna"):
    made = visit(person, "/account/")
    made.page.evaluate(LISTEN)
    made.until(HEARD, "clock")
    return made


def test_an_order_comes_without_a_reload_and_only_to_its_store(house, visit):
    anna, vera = listen(visit), listen(visit, "vera")
    order = house.send_order("L-1")
    anna.until(TOLD, order)
    assert anna.page.evaluate("heard[0].slice(0, 2)") == ["state", "live"]
    assert vera.page.evaluate(TOLD, order) == 0
    assert anna.page.evaluate(HEARD, "reset") == 0, "the page named its position"


def test_the_clock_is_turned_for_everybody(house, visit):
    anna = listen(visit)
    now = f"() => {CLOCK}.then((it) => it.now())"
    before = anna.page.evaluate(now)
    house.otklik("clock advance 2m")
    anna.until(f"async (at) => await ({now})() === at", before + 120)
    assert anna.page.evaluate(HEARD, "clock") > 1


def test_who_works_here_no_more_is_told_so_and_not_that_the_stream_is_lost(house, visit):
    olga = listen(visit, "olga")
    olga.allow("401")
    house.otklik("person dismiss olga --successor anna")
    assert olga.until(BECAME, "out")
    assert olga.page.evaluate(BECAME, "lost") is None


SHOWS = f"(at) => {CLOCK}.then((it) => Math.floor(it.now()) === at)"
SHOWN = """(order) => {
  const row = document.getElementById(`order-${order}`), ring = row?.querySelector('.ring');
  return row && {
    group: row.closest('.q-group').dataset.group,
    ring: ring.getAttribute('class'),
    arc: ring.querySelector('.a').getAttribute('stroke-dasharray'),
    inside: ring.querySelector('text')?.textContent ?? ring.querySelector('use').getAttribute('href').split('#')[1],
    words: [...row.querySelectorAll('.clk > *')].map((one) => one.textContent.replaceAll('\u00a0', ' ')),
  };
}"""


def test_closing_time_comes_to_the_open_desk_to_the_minute(house, visit):
    """The store closes at 20:00: a minute before, then and a minute after, an open desk shows what a new one does."""
    anna = visit("anna", "/desk?show=free")
    anna.page.evaluate(LISTEN)
    anna.until(BECAME, "live")  # the desk listened before us: what it has heard of the clock may be past
    now_s = anna.page.evaluate(f"() => {CLOCK}.then((it) => it.now())")
    house.otklik(f"clock advance {(at('19:52') - int(now_s)) // 60}m")
    anna.until(SHOWS, at("19:52"))
    order = house.send_order("L-7", placed_at="2026-03-19T19:52:00+03:00")
    anna.until(SHOWN, order)
    found = {}
    for minute, turn in (("19:59", "7m"), ("20:00", "1m"), ("20:01", "1m")):
        house.otklik(f"clock advance {turn}")
        anna.until(SHOWS, at(minute))
        new = visit("anna", "/desk?show=free", java_script_enabled=False)
        found[minute] = new.page.evaluate(SHOWN, order)
        anna.until(
            f"([order, wanted]) => JSON.stringify(({SHOWN})(order)) === wanted",
            [order, compact(found[minute])],
        )
    night = {
        "group": "morning",
        "ring": "ring is-night",
        "arc": "0 60",
        "inside": "i-moon",
        "words": ["завтра до 10:12", "старт в 10:00"],
    }
    assert found == {
        "19:59": {
            "group": "in_time",
            "ring": "ring is-ok",
            "arc": "7 60",
            "inside": "13",
            "words": ["ещё 13 мин", "до 20-й минуты"],
        },
        "20:00": night,
        "20:01": night,
    }


def at(minute: str) -> int:
    return int(moscow(f"2026-03-19 {minute}").timestamp())


def compact(shown: dict) -> str:
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":"))


def test_a_lost_stream_is_said_after_five_seconds_and_comes_back_without_a_gap(house, visit):
    """Last in this module: the desk is stopped and started anew."""
    anna = listen(visit)
    anna.allow("Failed to load resource", "ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING")
    began = time.monotonic()
    house.process.terminate()
    since = anna.until(BECAME, "lost")[2]
    assert time.monotonic() - began >= 5
    assert house.process.wait(20) == 0
    assert since == anna.page.evaluate(f"() => {CLOCK}.then((it) => it.now())"), "the demo's clock stands"
    with running(house.environment, port=int(house.address.rpartition(":")[2])):
        order = house.send_order("L-9")
        anna.until(BECAME, "back")
        anna.until(TOLD, order)
        assert (
            anna.page.evaluate(TWICE, order) == 0
        )  # a fact that follows, such as its receipt, is another row
        assert anna.page.evaluate(HEARD, "reset") == 0
