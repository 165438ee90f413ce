import json, re, os
import pytest
from playwright.sync_api import sync_playwright
from axe_playwright_python.sync_playwright import Axe
from tests.browser import ARGUMENTS, find_chromium
from tests.web.town import Town
from tests.web.test_setup_sources import BAD, hook
from tests.web.test_setup_start import mail

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]="1"

def test_shoot(transactional_db, live_server, monkeypatch, settings):
    settings.OTKLIK_BASE_URL = live_server.url
    town = Town(monkeypatch)
    admin = town.client("admin")
    admin.post("/setup/sources/shop", {"store": "tverskaya"})
    page = admin.get("/setup/sources/woocommerce-tverskaya/view").content.decode()
    hook(town, page.replace(live_server.url, ""), BAD)
    admin.post("/setup/sources/shop", {"store": "arbat"})
    admin.post("/setup/sources/woocommerce-arbat/trial", {"act": "send"})
    for n in range(3): town.desk.order("tverskaya", number=f"N-{n}")
    town.desk.forward(hours=1)
    from otklik.store import payloads
    q = payloads.list_quarantine()[0].id
    urls = ["/setup", "/setup/stores", "/setup/stores/tverskaya", "/setup/stores/tverskaya/hours", "/setup/stores/tverskaya/hours?mode=text", "/setup/new/store", "/setup/people", "/setup/people/anna", "/setup/new/person", "/setup/people/anna/dismissal", "/setup/sources", "/setup/sources/shop", "/setup/sources/key", "/setup/sources/woocommerce-arbat/view", "/setup/sources/woocommerce-tverskaya/end", "/setup/standards", "/setup/standards/default/1", "/setup/standards/default/next", "/quarantine", f"/quarantine/{q}", "/alarms", "/messages", "/setup/start", "/setup/start?step=people", "/setup/start?step=hours","/setup/start?step=mail", "/setup/start?step=order", "/setup/start?step=shop"]
    from otklik.store import listings
    n = listings.load_standard("default").number
    urls = [u.replace("default/1", f"default/{n}") for u in urls]
    bad = {}
    wide = []
    errors = []
    with sync_playwright() as p:
        b = p.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        for w, theme, lang in ((1440, "light", "ru"), (390, "dark", "ru"), (390, "light", "en"), (1440,"dark","en"), (320, "light", "ru")):
            c = b.new_context(viewport={"width": w, "height": 900}, color_scheme=theme)
            c.add_cookies([{"name": "sessionid" if settings.SESSION_COOKIE_NAME=="sessionid" else settings.SESSION_COOKIE_NAME, "value": admin.cookies[settings.SESSION_COOKIE_NAME].value, "url": live_server.url}, {"name": settings.LANGUAGE_COOKIE_NAME, "value": lang, "url": live_server.url}])
            pg = c.new_page()
            pg.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
            for u in urls:
                pg.goto(live_server.url + u)
                if pg.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"): wide.append((w, u))
                if w in (1440, 390):
                    v = Axe().run(pg).response["violations"]
                    if v: bad[(w, theme, u)] = [(x["id"], x["nodes"][0]["html"][:200], len(x["nodes"])) for x in v]
                if os.environ.get("SHOTS", "1") == "1":
                    pg.screenshot(path=f"/tmp/shots/{w}-{theme}-{u.strip('/').replace('/','_').replace('?','-')}.png", full_page=True)
        b.close()
    print("WIDE", wide); print("ERRORS", set(errors))
    for k, v in bad.items(): print(k, v)
