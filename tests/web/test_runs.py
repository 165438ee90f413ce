"""The courier's page: his own vehicle's day and nobody else's, and every button of it."""

import struct
import zlib
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from otklik.actions import deliveries, erasure
from otklik.domain.errors import DomainError
from otklik.intake.photos import parse_photo
from otklik.store import accounts, clock, photos
from tests.journeys.delivering import DAY, RUN, agreed, on_the_road
from tests.web.town import BACKEND, PASSWORD

ACT = f"/run/depot/{DAY}/van"


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


PIXEL = b"\x89PNG\r\n\x1a\n" + b"".join((
    chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
    chunk(b"tEXt", b"GPS\x0055.75,37.61"),
    chunk(b"IDAT", zlib.compress(b"\x00\x00")),
    chunk(b"IEND", b""),
))  # fmt: skip


@pytest.fixture
def road(db, monkeypatch, client):
    """Two doors of the van; the browser is its courier's."""
    desk = on_the_road()
    monkeypatch.setattr(clock, "now", lambda: desk.now)
    desk.doors = [agreed(desk, 14, away=1, payment="on_delivery"), agreed(desk, 14, away=2)]
    desk.person("gleb", "depot", "courier")
    desk.client, desk.other = log_in(client, "damir"), log_in(type(client)(), "gleb")
    return desk


def log_in(client, person):
    accounts.open_account(person, PASSWORD)
    client.force_login(accounts.load_user(person), backend=BACKEND)
    return client


def test_he_sees_his_own_day_and_another_sees_nothing(road):
    text = road.client.get("/run", {"lang": "ru"}).content.decode()
    assert "№\xa0A-1001" in text and "Мария Петрова" not in text and "Вручено у двери" not in text, (
        "not loaded yet"
    )
    road.client.post(ACT, {"says": "start"})
    text = road.client.get("/run", {"lang": "ru"}).content.decode()
    assert "Мария Петрова" in text and "Взять с покупателя 3\xa0490" in text and "Вручено у двери" in text
    assert "A-1001" not in road.other.get("/run", {"lang": "ru"}).content.decode()
    assert road.other.post(ACT, {"says": "back"}).status_code == 404
    assert road.kinds(RUN)[-1] == "run.started"


def test_a_day_from_the_depot_to_the_last_door(road):
    (first, key), (second, other) = road.doors
    answer = road.client.post(ACT, {"says": "start", "asked": [key, other], "loaded": [key]})
    assert answer["Location"] == "/run?said=run_start"
    assert road.subject(first).deliveries[key].handed_over_at == road.now
    assert road.subject(second).deliveries[other].reason == "not_loaded"
    road.forward("13:50")
    assert (
        road.client.post(ACT, {"says": "approach", "delivery": key})["Location"] == "/run?said=run_approach"
    )
    photo = SimpleUploadedFile("door.png", PIXEL, "image/png")
    done = {"says": "door", "delivery": key, "paid": "349000", "photo": photo}
    assert road.client.post(ACT, done)["Location"] == "/run?said=run_done"
    delivery = road.subject(first).deliveries[key]
    assert (delivery.how, road.subject(first).paid_minor) == ("door", 349_000)
    body, kind = photos.load(first, delivery.proof)
    assert (kind, b"GPS" in body) == ("image/png", False)
    assert "Отменить последнее" in road.client.get("/run", {"lang": "ru"}).content.decode()
    assert road.client.post(ACT, {"says": "door", "delivery": other})["Location"] == "/run?said=delivery_over"
    assert road.client.post(ACT, {"says": "back"})["Location"] == "/run?said=run_back"
    road.forward(seconds=11)
    erasure.erase(first, ground="asked", actor="person:admin", now=road.now)
    with pytest.raises(DomainError, match="no such picture"):
        photos.load(first, delivery.proof)


def test_a_tap_that_waited_for_a_connection_counts_once_and_when_it_was_done(road):
    (first, key), _ = road.doors
    deliveries.set_out(RUN, vehicle="van", person="damir", now=road.now)
    road.forward("14:05")
    done_at = road.now
    road.forward("14:45")
    tap = {
        "says": "down",
        "delivery": key,
        "request": str(UUID(int=7)),
        "occurred_at": f"{done_at.timestamp():.3f}",
    }
    for _ in range(2):
        answer = road.client.post(ACT, tap, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json()["name"]) == (200, "run_done")
    assert road.subject(first).deliveries[key].ended_at == done_at
    assert road.kinds(first).count("delivery.done") == 1


@pytest.mark.parametrize("body", [b"", b"GIF89a", PIXEL[:40], b"\xff\xd8\xff\xe1\x00\x10Exif"])
def test_what_is_no_picture_is_not_kept(body):
    with pytest.raises(DomainError, match="no picture"):
        parse_photo(body)


def test_a_vehicle_with_no_doors_is_asked_to_load_nothing(db, monkeypatch, client):
    desk = on_the_road()
    monkeypatch.setattr(clock, "now", lambda: desk.now)
    text = log_in(client, "damir").get("/run", {"lang": "ru"}).content.decode()
    assert ("На сегодня доставок нет" in text, "Погрузка" in text) == (True, False)
