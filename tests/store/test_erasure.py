"""Erasure: nothing personal of the order is left anywhere in the database, and the chain still verifies."""

from pathlib import Path

import pytest
from django.db import connection

from otklik.domain.events import Ref
from otklik.domain.notices import Notice
from otklik.store import claims, erasure, journal, models, outbox, queries, verification, writer
from otklik.store.claims import Claim
from otklik.store.payloads import RawPayload
from tests.store import scene
from tests.store.scene import NOW, PHONE, event, order_unit
from tests.store.tables import execute

DIGITS = PHONE.lstrip("+").encode()
SPOKEN = "скажите курьеру код 4321"


def _fill():
    scene.build()
    body = f'{{"phone": "{PHONE}"}}'.encode()
    scene.commit_one(order_unit(1, payloads=(RawPayload("shop", NOW, body, stream="order/1"),)))
    scene.receive(2)
    scene.say(
        "order/1",
        event("order.noted", words=SPOKEN),
        claims=(Claim("phone", "fingerprint", "order/1"), Claim("number", "A-1", "order/1")),
    )
    notice = Notice(
        "k1", "order/1", Ref("receipt"), "buyer", "email", "", "receipt", "ru", NOW, {"name": "Пётр"}
    )
    writer.run(lambda: outbox.enqueue([outbox.Queued(notice, 1)]))


def _erase():
    return scene.say("order/1", event("order.erased", ground="request"))


@pytest.mark.django_db
def test_every_place_is_emptied_and_the_journal_stays():
    _fill()
    entries = models.JournalRow.objects.filter(stream="order/1").count()
    _erase()
    for model in (models.Secret, models.Personal, models.Payload):
        assert not model.objects.filter(stream="order/1").exists(), model
        assert model is models.Payload or model.objects.filter(stream="order/2").exists(), model
    notice = models.Outbox.objects.get(key="k1")
    assert (notice.fields, notice.state) == ("{}", "cancelled")
    assert models.JournalRow.objects.filter(stream="order/1").count() == entries + 1
    assert verification.verify() == []
    assert claims.load_claims("phone", ["fingerprint"]) == {}
    assert claims.load_claims("number", ["A-1"]) == {"A-1": "order/1"}
    assert [row.number for row in queries.search_orders("Иванов")] == ["A-2"]
    assert [row.number for row in queries.search_orders("A-1")] == ["A-1"]


@pytest.mark.django_db
def test_the_order_goes_on_living_without_its_past():
    _fill()
    _erase()
    scene.say("order/1", event("order.noted", words="после"))
    assert verification.verify() == []
    values = journal.load_personal(["order/1"])["order/1"]
    assert list(values.values()) == [{"words": "после"}]


@pytest.mark.django_db
def test_a_failed_erasure_erases_nothing(monkeypatch):
    _fill()
    monkeypatch.setattr(claims, "delete_personal", lambda owners: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        _erase()
    assert models.Secret.objects.filter(stream="order/1").exists()
    assert not models.JournalRow.objects.filter(kind="order.erased").exists()


def _files():
    name = Path(connection.settings_dict["NAME"])
    return b"".join(path.read_bytes() for path in (name, Path(f"{name}-wal")) if path.exists())


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_an_erased_telephone_is_nowhere_in_the_file():
    _fill()
    execute("DELETE FROM search_terms WHERE stream = 'order/2'")
    assert DIGITS in _files()
    _erase()
    assert DIGITS not in _files() and DIGITS[::-1] not in _files() and SPOKEN.encode() not in _files()
    assert erasure.sweep()


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_without_secure_delete_or_the_sweep_the_telephone_would_be_found(monkeypatch):
    _fill()
    execute("DELETE FROM search_terms WHERE stream = 'order/2'")
    monkeypatch.setattr(erasure, "sweep", lambda: True)
    _erase()
    assert DIGITS in _files()
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert DIGITS not in _files()


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_reader_in_the_middle_makes_the_sweep_say_so():
    _fill()
    other = connection.copy()
    execute("PRAGMA busy_timeout = 50")
    with other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT count(*) FROM orders")
        cursor.fetchall()
        _erase()
        assert not erasure.sweep()
        cursor.execute("COMMIT")
    other.close()
    assert erasure.sweep()
    assert SPOKEN.encode() not in _files()
