"""The journal: what is written can be read back, and what is hashed has one form."""

import hashlib
import json

import pytest

from otklik.domain.events import Entry
from otklik.store import envelope, journal, models
from tests.store import scene
from tests.store.scene import event

pytestmark = pytest.mark.usefixtures("market")


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
