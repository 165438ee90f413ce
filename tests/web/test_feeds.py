"""Catalogues on the set-up screens: connected, sent, told what was wrong with, and nobody's but their own."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from otklik.actions import feeds as actions
from otklik.store import feed_files, feeds, goods
from otklik.web.feed_fault_words import RUSSIAN, say_fault
from tests.actions.test_feeds import offer, yml

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


@pytest.fixture
def town(town, settings, tmp_path):
    settings.OTKLIK_HOME = tmp_path
    for slug, owner in (("sever-feed", {"partner": "sever"}), ("taganka-feed", {"store": "taganka"})):
        actions.connect(slug, **owner, currency="RUB", actor="person:admin", now=town.desk.now)
    return town


def send(client, slug, content, name="goods.yml"):
    return client.post(f"/setup/feeds/{slug}", {"file": SimpleUploadedFile(name, content.encode())})


def test_a_head_connects_the_catalogue_of_his_store_and_sends_it(town):
    client = town.client("boris")
    answer = client.post("/setup/feeds/new", {"owner": "store/tverskaya", "currency": "RUB"})
    assert answer["Location"] == "/setup/feeds/feed-tverskaya?done=feed_connected"
    assert client.post("/setup/feeds/new", {"owner": "store/taganka"}).status_code == 422
    assert send(client, "feed-tverskaya", yml(offer("A"), offer("B", "б/р"))).status_code == 303
    assert goods.stock_of("tverskaya", ["A"])["A"].quantity == 3
    page = client.get("/setup/feeds/feed-tverskaya", headers={"Accept-Language": "ru"}).content.decode()
    assert "остатки сегодня в 10:30" in page and "взято 2, не взято 0, замечаний 1" in page
    assert "Размер «б/р» не узнан" in page
    broken = send(client, "feed-tverskaya", yml(offer("Z"))[:-30])
    assert broken.status_code == 422 and goods.stock_of("tverskaya", ["A", "Z"])["A"].quantity == 3
    town.desk.forward("2026-03-21 11:02")
    assert "старше суток" in client.get("/setup/feeds", headers={"Accept-Language": "ru"}).content.decode()


def test_a_foreign_catalogue_does_not_exist(town):
    for person in ("boris", "pavel"):
        client = town.client(person)
        page = client.get("/setup/feeds").content.decode()
        assert "taganka-feed" not in page and ("sever-feed" in page) == (person == "pavel")
        assert client.get("/setup/feeds/taganka-feed").status_code == 404
        assert send(client, "taganka-feed", yml(offer("A"))).status_code == 404
    assert feeds.list_readings("taganka-feed") == []
    assert town.client("rita").get("/setup/feeds/taganka-feed").status_code == 200
    assert send(town.client("rita"), "taganka-feed", yml(offer("A"))).status_code == 403


def test_a_large_file_waits_for_its_turn(town, monkeypatch):
    monkeypatch.setattr(feed_files, "DIRECT_BYTES", 100)
    client = town.client("admin")
    assert send(client, "taganka-feed", yml(offer("A"))).status_code == 303
    (waiting,) = feed_files.list_waiting()
    assert (waiting.source, waiting.name, waiting.by) == ("taganka-feed", "goods.yml", "person:admin")
    assert waiting.path.read_text() == yml(offer("A"))
    assert "goods.yml" in client.get("/setup/feeds/taganka-feed").content.decode()
    assert goods.stock_of("taganka", ["A"]) == {}


def test_what_is_wrong_is_said_in_russian():
    source = "".join(path.read_text() for path in feeds_sources())
    assert len(RUSSIAN) > 30 and all(CYRILLIC.search(text) for text in RUSSIAN.values())
    for pattern in RUSSIAN:
        start = " ".join(re.split(r"[(\\'.]", pattern)[0].split()[:3])
        assert start in source, pattern
    assert say_fault("There is no price.", "Fill it in.", "en") == "There is no price. Fill it in."


def feeds_sources():
    from pathlib import Path

    import otklik

    root = Path(otklik.__file__).parent
    names = (
        "intake/goods_rows",
        "intake/yml_feed",
        "intake/catalogue_files",
        "intake/columns",
        "intake/amounts",
    )
    return [
        root / f"{name}.py" for name in (*names, "actions/feeds", "store/catalogues", "worker/feed_fetching")
    ]
