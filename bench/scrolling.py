"""The desk with 500 open orders in a browser: what scrolling through all of them costs, frame by frame. Prints JSON.

Half a window a turn of the wheel, down to the last row; a frame is the time between two animation frames. Without a
browser nothing is measured, and the report says so.
"""

import json
import sys
from datetime import timedelta
from typing import Any

from bench.installations import installed
from bench.intake import OTKLIK, serving
from bench.rounds import interleave, quantile

OPEN = 500
WIDTH, HEIGHT = 1440, 900
ROUNDS = 3

WATCH = """() => {
  window.seen = { frames: [], tasks: [0] };
  new PerformanceObserver((list) => list.getEntries().forEach((one) => seen.tasks.push(one.duration)))
    .observe({ type: 'longtask' });
  let last = performance.now();
  const note = (at) => { seen.frames.push(at - last); last = at; requestAnimationFrame(note); };
  requestAnimationFrame(note);
}"""
REST = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
AT_END = "() => scrollY + innerHeight >= document.documentElement.scrollHeight - 2"


def fill() -> None:
    """Five hundred open orders of one shop; prints the cookie of its seller."""
    import django

    django.setup()
    from bench.town import build, log_in, order_unit
    from otklik.actions.commit import commit
    from otklik.store import clock

    now = clock.now()
    build(now=now - timedelta(days=1))
    commit([order_unit(f"W-{n}", now=now - timedelta(seconds=3 * n)) for n in range(OPEN)])
    print(json.dumps({"cookie": log_in("anna")}))


def measure() -> dict[str, Any]:
    """Medians of the first page and of all rows: nodes, milliseconds of frames, the longest task; or why not."""
    from tests.browser import find_chromium

    if find_chromium() is None:
        return {"absent": "no browser"}
    from playwright.sync_api import sync_playwright

    from bench.__main__ import ask
    from tests.e2e.house import launch

    with installed("") as environment:
        environment = {**environment, "DJANGO_SETTINGS_MODULE": "otklik.config.settings"}
        name, _, value = ask("scrolling", "fill", environment=environment)["cookie"].partition("=")
        command = [str(OTKLIK), "web", "--port"]
        with (
            serving(environment, lambda port: [*command, port]) as (port, _),
            sync_playwright() as playwright,
        ):
            address = f"http://127.0.0.1:{port}"
            context = launch(playwright).new_context(viewport={"width": WIDTH, "height": HEIGHT})
            context.add_cookies([{"name": name, "value": value, "url": address}])
            pages = {"its first page": "/desk", f"all {OPEN} rows": f"/desk?shown={OPEN}"}
            variants = {
                what: lambda path=path: _scroll(context.new_page(), address + path)
                for what, path in pages.items()
            }
            return {"medians": interleave(variants, rounds=ROUNDS)}


def _scroll(page: Any, address: str) -> dict[str, float]:
    page.goto(address, wait_until="load")
    page.evaluate(WATCH)
    page.mouse.move(WIDTH / 2, HEIGHT / 2)
    turns = 0
    while not page.evaluate(AT_END) and turns < 2 * OPEN:
        page.mouse.wheel(0, HEIGHT / 2)
        page.evaluate(REST)
        turns += 1
    seen = page.evaluate("seen")
    found = {
        "rows": page.locator(".q-row").count(),
        "nodes": page.evaluate("document.querySelectorAll('*').length"),
        "turns": turns,
        "p50_ms": quantile(seen["frames"], 0.5),
        "p95_ms": quantile(seen["frames"], 0.95),
        "longest_task_ms": max(seen["tasks"]),
    }
    page.close()
    return found


if __name__ == "__main__":
    if sys.argv[1:] == ["fill"]:
        fill()
    else:
        print(json.dumps(measure()))
