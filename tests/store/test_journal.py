"""The journal: what is written can be read back, and whoever bends a row is found out."""

import hashlib
import json
import random

import pytest
from django.db import transaction

from otklik.domain.events import Entry
from otklik.store import envelope, journal, models
from tests.store import scene
from tests.store.bending import unguarded
from tests.store.scene import event

pytestmark = pytest.mark.usefixtures("market")

COLUMNS = ("kind", "schema", "occurred_at", "recorded_at", "actor", "source", "grade", "algo", "body", "hash")


def test_entries_come_back_as_they_were_made():
    done = scene.receive(1)[0]
    assert [entry.event.kind for entry in journal.read_stream("order/1")] == [
        entry.event.kind for entry in done.entries
    ]
    assert journal.read_stream("order/1", personal=True) == list(done.entries)


def test_without_personal_values_their_names_stand():
    scene.receive(1)
    first = journal.read_stream("order/1")[0]
    assert first.event.personal == dict.fromkeys(("buyer_name", "phone", "email", "comment"))
    assert scene.PHONE.encode() not in bytes(models.JournalRow.objects.get(stream="order/1", version=1).body)


def test_consequences_survive_the_way_to_disk_and_back():
    scene.receive(1)
    entries = journal.read_stream("order/1", personal=True)
    assert [envelope.unpack(envelope.pack(entry, "")) for entry in entries] == [
        Entry(
            entry.stream,
            entry.version,
            entry.recorded_at,
            type(entry.event)(**{
                **{name: getattr(entry.event, name) for name in entry.event.__slots__},
                "personal": dict.fromkeys(entry.event.personal),
            }),
            entry.consequences,
        )
        for entry in entries
    ]  # fmt: skip


def test_a_whole_journal_verifies_and_so_does_one_stream():
    scene.receive(1, 2, 3)
    assert journal.verify() == []
    assert journal.verify(["order/2"]) == []


def test_an_export_can_be_checked_without_this_program():
    scene.receive(1, 2)
    last = {}
    for line in map(json.loads, journal.export()):
        body = line["envelope"].encode()
        envelope_ = json.loads(body)
        digest = hashlib.sha256(last.get(envelope_["stream"], bytes(32)) + body).digest()
        assert digest.hex() == line["hash"]
        last[envelope_["stream"]] = digest
    assert {"order/1", "order/2"} <= set(last)
    assert scene.PHONE not in "".join(journal.export())


def _other(value, rng):
    if isinstance(value, int):
        return value + rng.choice((-1, 1))
    if isinstance(value, str):
        return value + "x" if rng.random() < 0.5 else value[:-1] + chr(ord(value[-1]) ^ 1)
    if hasattr(value, "replace") and hasattr(value, "year"):
        return value.replace(microsecond=(value.microsecond + 1) % 1_000_000)
    raw = bytearray(bytes(value))
    raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
    return bytes(raw)


def flip(rng, rows):
    row = rng.choice(rows)
    column = rng.choice(COLUMNS)
    value = _other(getattr(row, column), rng)
    models.JournalRow.objects.filter(position=row.position).update(**{column: value})


def renumber(rng, rows):
    row = rng.choice(rows)
    models.JournalRow.objects.filter(position=row.position).update(version=row.version + 1000)


def move(rng, rows):
    row = rng.choice(rows)
    models.JournalRow.objects.filter(position=row.position).update(stream="order/other")


def delete(rng, rows):
    models.JournalRow.objects.filter(position=rng.choice(rows).position).delete()


def insert(rng, rows):
    row = rng.choice(rows)
    last = max(one.version for one in rows if one.stream == row.stream)
    row.pk, row.position, row.version = None, None, last + 1
    row.save(force_insert=True)


def swap(rng, rows):
    one, other = rng.sample(rows, 2)
    for row, place in (
        (one, (-1, "-")),
        (other, (one.version, one.stream)),
        (one, (other.version, other.stream)),
    ):
        models.JournalRow.objects.filter(position=row.position).update(version=place[0], stream=place[1])


def rehash(rng, rows):
    """A clever forger: another body, a hash that fits it, columns in step; the next entry or the head tells."""
    row = rng.choice(rows)
    body = json.loads(bytes(row.body))
    body["actor"] = "person:forger"
    before = [one for one in rows if one.stream == row.stream and one.version == row.version - 1]
    new = envelope.canonical(body)
    digest = envelope.chain(bytes(before[0].hash) if before else envelope.NO_HASH, new)
    models.JournalRow.objects.filter(position=row.position).update(
        actor="person:forger", body=new, hash=digest
    )


MUTATIONS = (flip, flip, flip, renumber, move, delete, insert, swap, rehash)


def test_every_one_of_a_thousand_mutations_is_found():
    scene.receive(1, 2)
    streams = ["order/1", "order/2", "order/other", "-"]
    rng = random.Random(20260319)
    missed = []
    with unguarded():
        for number in range(1000):
            mutation = MUTATIONS[number % len(MUTATIONS)]
            point = transaction.savepoint()
            mutation(rng, list(models.JournalRow.objects.filter(stream__in=streams).order_by("position")))
            if not journal.verify(streams):
                missed.append((number, mutation.__name__))
            transaction.savepoint_rollback(point)
    assert missed == []
    assert journal.verify() == []


def test_the_search_for_mutations_would_notice_a_check_that_skips_columns(monkeypatch):
    scene.receive(1)
    monkeypatch.setattr(journal, "_columns", lambda entry: {"kind": entry.event.kind})
    with unguarded():
        models.JournalRow.objects.filter(stream="order/1", version=1).update(actor="person:forger")
    assert journal.verify() == []
    monkeypatch.undo()
    assert [(one.stream, one.version, one.code) for one in journal.verify()] == [("order/1", 1, "column")]


def test_findings_name_place_and_kind():
    scene.receive(1)
    with unguarded():
        models.JournalRow.objects.filter(stream="order/1", version=1).update(grade="confirmed")
    (finding,) = journal.verify()
    assert str(finding.message) == "grade says 'confirmed', the entry 'recorded'"


def test_a_cut_tail_is_seen_by_the_head():
    done = scene.receive(1)[0]
    last = done.states["order/1"].version
    with unguarded():
        models.JournalRow.objects.filter(stream="order/1", version=last).delete()
    assert [(one.version, one.code) for one in journal.verify()] == [(0, "head")]


def test_altered_or_missing_personal_values_are_found():
    scene.receive(1, 2)
    row = models.Personal.objects.get(stream="order/1", version=1)
    models.Personal.objects.filter(stream="order/1", version=1).update(sealed=bytes(row.sealed)[:-1] + b"\0")
    models.Personal.objects.filter(stream="order/2", version=1).delete()
    found = {(one.stream, one.version, one.code) for one in journal.verify()}
    assert found == {("order/1", 1, "personal"), ("order/2", 1, "personal")}


def test_personal_values_of_another_entry_do_not_open():
    scene.receive(1)
    scene.say("order/1", event("order.noted", words="другое"))
    rows = list(models.Personal.objects.filter(stream="order/1").order_by("version"))
    models.Personal.objects.filter(stream="order/1", version=rows[0].version).update(
        sealed=bytes(rows[1].sealed)
    )
    with pytest.raises(ValueError, match="does not open"):
        journal.load_personal(["order/1"])


def test_equal_values_have_other_macs_elsewhere():
    secret = envelope.new_secret()
    one = envelope.sign(secret, "order/1", 1, {"phone": scene.PHONE})
    assert one == envelope.sign(secret, "order/1", 1, {"phone": scene.PHONE})
    assert (
        len(
            {
                one,
                envelope.sign(secret, "order/1", 2, {"phone": scene.PHONE}),
                envelope.sign(secret, "order/2", 1, {"phone": scene.PHONE}),
            }
        )
        == 3
    )


def test_canonical_bytes_do_not_depend_on_order_and_refuse_what_json_has_not():
    assert envelope.canonical({"б": 1, "a": [True, None]}) == '{"a":[true,null],"б":1}'.encode()
    for value in (float("nan"), "\ud800"):
        with pytest.raises(ValueError):
            envelope.canonical(value)
