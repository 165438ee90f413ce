"""Catalogues fetched from an address: asked if changed, bounded, and never from a machine that is not public."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from otklik.actions import feeds as actions
from otklik.domain.errors import DomainError
from otklik.store import feed_files, feeds, goods
from otklik.store.feed_addresses import claim_due
from otklik.worker import feed_fetching
from otklik.worker.feeds import EVERY, Readers
from tests.actions.test_feeds import LATER, facts, offer, yml
from tests.store import scene
from tests.store.scene import NOW

pytestmark = pytest.mark.django_db


class Shop(HTTPServer):
    """A shop that sends its catalogue, and says so where it has not changed."""

    def __init__(self) -> None:
        self.body, self.etag, self.status, self.asked = yml(offer("A"), date="").encode(), '"1"', 200, []
        super().__init__(("127.0.0.1", 0), Answering)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/goods.yml?key=1"


class Answering(BaseHTTPRequestHandler):
    def do_GET(self):
        shop = self.server
        shop.asked.append((self.path, self.headers.get("If-None-Match")))
        same = self.headers.get("If-None-Match") == shop.etag
        self.send_response(304 if same else shop.status)
        self.send_header("ETag", shop.etag)
        self.end_headers()
        self.wfile.write(b"" if same else shop.body)

    def log_message(self, *_):
        pass


@pytest.fixture
def shop(db):
    scene.build()
    with Shop() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        actions.connect(
            "arbat-feed", store="arbat", url=server.url, currency="RUB", actor="person:x", now=NOW
        )
        yield server
        server.shutdown()


def fetch(at=NOW):
    return feed_fetching.fetch(feeds.load_feed("arbat-feed"), read_now=lambda: at)


def test_an_address_is_asked_whether_its_catalogue_has_changed(shop):
    assert (fetch().outcome, fetch(LATER).outcome) == ("read", "unchanged")
    assert shop.asked == [("/goods.yml?key=1", None), ("/goods.yml?key=1", '"1"')]
    known = goods.stock_of("arbat", ["A"])["A"]
    assert (known.quantity, known.as_of_at) == (3, LATER), "what is unchanged is known as of now"
    shop.body, shop.etag = yml(offer("A", more="<count>1</count>"), date="").encode(), '"2"'
    assert fetch(LATER + EVERY).outcome == "read"
    assert goods.stock_of("arbat", ["A"])["A"].quantity == 1
    assert [fact.kind for fact in facts()] == ["feed.read", "feed.read"]


def test_an_address_that_fails_is_said_and_the_last_catalogue_stays(shop, monkeypatch):
    fetch()
    shop.status, shop.etag = 500, '"x"'
    with pytest.raises(DomainError, match="answers 500"):
        fetch(LATER)
    shop.status = 200
    monkeypatch.setattr(feed_fetching, "MAX_BYTES", 100)
    with pytest.raises(DomainError, match="longer than"):
        fetch(LATER)
    assert goods.stock_of("arbat", ["A"])["A"].quantity == 3
    assert [one.outcome for one in feeds.list_readings("arbat-feed")] == ["failed", "failed", "read"]
    assert [fact.kind for fact in facts()] == ["feed.read", "feed.failed", "feed.failed"]


def test_a_private_machine_is_not_asked(shop, settings):
    settings.OTKLIK_BASE_URL = "https://desk.example"
    with pytest.raises(DomainError, match="No public machine"):
        fetch()
    assert shop.asked == []
    with pytest.raises(DomainError, match="without TLS"):
        actions.connect("other", store="arbat", url="http://10.0.0.1/x.yml", actor="person:x", now=NOW)


def test_a_feed_is_due_each_hour_and_once(shop):
    assert claim_due(NOW, again_after=EVERY) == "arbat-feed"
    assert claim_due(NOW, again_after=EVERY) == ""
    assert claim_due(NOW + EVERY, again_after=EVERY) == "arbat-feed"


def test_files_wait_in_the_order_in_which_they_came(db, tmp_path, settings, monkeypatch):
    settings.OTKLIK_HOME = tmp_path
    upload = tmp_path / "upload"
    upload.write_bytes(b"sku;title\n")
    for name in ("one.csv", "two.yml.gz"):
        feed_files.keep(upload, source="arbat-feed", name=f"../{name}", by="person:olga")
    waiting = feed_files.list_waiting("arbat-feed")
    assert [(one.name, one.path.name) for one in waiting] == [
        ("one.csv", "catalogue.csv"),
        ("two.yml.gz", "catalogue.yml.gz"),
    ]
    begun = []

    class Process:
        def __init__(self, command, **_):
            begun.append(command[command.index("feed") :])

        def poll(self):
            return 0

    monkeypatch.setattr("otklik.worker.feeds.subprocess.Popen", Process)
    readers = Readers()
    assert [readers.keep_up(now=NOW) for _ in range(3)] == [True, True, False]
    assert [words[:3] + words[4:] for words in begun] == [
        ["feed", "import", "arbat-feed", "--name=one.csv", "--as=olga"],
        ["feed", "import", "arbat-feed", "--name=two.yml.gz", "--as=olga"],
    ]
    assert feed_files.list_waiting() == []
