"""Verification: whoever bends a row of the journal is found out, whatever he does to it."""

import json
import random

import pytest
from django.db import transaction

from otklik.store import envelope, models, verification
from tests.store import scene
from tests.store.bending import unguarded

pytestmark = pytest.mark.usefixtures("market")

COLUMNS = ("kind", "schema", "occurred_at", "recorded_at", "actor", "source", "grade", "algo", "body", "hash")


def test_a_whole_journal_verifies_and_so_does_one_stream():
    scene.receive(1, 2, 3)
    assert verification.verify() == []
    assert verification.verify(["order/2"]) == []


def test_a_verification_in_small_parts_finds_the_same(monkeypatch):
    scene.receive(1, 2, 3)
    models.Personal.objects.filter(stream="order/3", version=1).delete()
    models.Stream.objects.filter(stream="order/2").delete()
    whole = verification.verify()
    monkeypatch.setattr(verification, "STREAMS_AT_ONCE", 1)
    assert verification.verify() == whole
    assert [(one.stream, one.code) for one in whole] == [("order/2", "head"), ("order/3", "personal")]


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
            if not verification.verify(streams):
                missed.append((number, mutation.__name__))
            transaction.savepoint_rollback(point)
    assert missed == []
    assert verification.verify() == []


def test_the_search_for_mutations_would_notice_a_check_that_skips_columns(monkeypatch):
    scene.receive(1)
    monkeypatch.setattr(verification, "columns_of", lambda entry: {"kind": entry.event.kind})
    with unguarded():
        models.JournalRow.objects.filter(stream="order/1", version=1).update(actor="person:forger")
    assert verification.verify() == []
    monkeypatch.undo()
    assert [(one.stream, one.version, one.code) for one in verification.verify()] == [
        ("order/1", 1, "column")
    ]


def test_findings_name_place_and_kind():
    scene.receive(1)
    with unguarded():
        models.JournalRow.objects.filter(stream="order/1", version=1).update(grade="confirmed")
    (finding,) = verification.verify()
    assert str(finding.message) == "grade says 'confirmed', the entry 'recorded'"


def test_a_cut_tail_is_seen_by_the_head():
    done = scene.receive(1)[0]
    last = done.states["order/1"].version
    with unguarded():
        models.JournalRow.objects.filter(stream="order/1", version=last).delete()
    assert [(one.version, one.code) for one in verification.verify()] == [(0, "head")]


def test_altered_or_missing_personal_values_are_found():
    scene.receive(1, 2)
    row = models.Personal.objects.get(stream="order/1", version=1)
    models.Personal.objects.filter(stream="order/1", version=1).update(sealed=bytes(row.sealed)[:-1] + b"\0")
    models.Personal.objects.filter(stream="order/2", version=1).delete()
    found = {(one.stream, one.version, one.code) for one in verification.verify()}
    assert found == {("order/1", 1, "personal"), ("order/2", 1, "personal")}
