"""Projections: after any history the tables are what a rebuild from the journal makes, erased or not."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from otklik.actions.commit import Command, Unit, commit
from otklik.store import directory, models, projected_rows, projections, verification
from tests.store import scene
from tests.store.scene import NOW, event, facts
from tests.store.tables import dump, dump_projections

ORDERS = st.sampled_from(["order/1", "order/2", "order/3"])
PEOPLE = st.sampled_from(["anna", "boris"])


CHANGED = {"name": "Фёдор", "phone": "+79990001122", "email": ""}


def _act(kind, **fields):
    return lambda now: event(kind, now, **fields)


ORDER_FACTS = st.sampled_from(
    [
        _act(
            "order.changed_at_source",
            content="total=2",
            changed=["total"],
            total_minor=1,
            values={"lines": []},
        ),
        _act("order.changed_at_source", content="buyer=1", changed=["buyer"], values={"buyer": CHANGED}),
        _act("order.assigned", cause="handed_over", store="arbat", previous="", assignment="1", by="x"),
        _act("order.taken", person="anna", on_shift=True, place="unknown", addressee=False, stops="run"),
        _act("contact.reached", means="call", live=True, talk_s=64, by="anna", note="взял"),
        _act("contact.attempted", means="call", attempt="1", outcome="no_answer"),
        _act("order.confirmed", by="anna"),
        _act("order.refused", reason="not_paid", by="anna", comment="не платит"),
        _act("order.withdrawn", said_by="buyer"),
        _act("goods.released", cause="refusal", lines=["2"]),
        _act("payment.received", amount_minor=349_000, currency="RUB", payment_id="p"),
        _act("alarm.raised", reason="nobody_to_tell"),
        *(
            _act(
                "promise.made", promise=key, by="tverskaya", until_at=NOW + timedelta(hours=3), person="anna"
            )
            for key in ("1", "2")
        ),
        _act(
            "promise.moved", promise="1", until_at=NOW + timedelta(hours=9), due_at=NOW + timedelta(hours=3)
        ),
        _act("promise.told", promise="1", until_at=NOW + timedelta(hours=9), by="tverskaya"),
        _act("promise.handed", promise="2", person="boris", previous="anna"),
        _act("promise.kept", promise="1"),
        _act("order.noted", words="заметка"),
        _act("complaint.received", about="rude", complaint="1", person="anna", means="page", words="грубо"),
        _act("complaint.acted", complaint="1", action="called", by="boris"),
        _act("complaint.closed", complaint="1", how="solved", by="buyer"),
        _act("conduct.flagged", where="note", flag="1", of=2, person="anna"),
        _act("conduct.judged", judgement="harmless", flag="1", by="boris"),
        _act("talk.scored", score="1", person="anna", by="boris", points={"greeted": 2}, total=2),
        _act("order.erased", ground="request"),
    ]
)


def _receive(stream, now):
    number = stream.replace("order/", "R-")

    def decide(state, world, at):
        return [] if state.version else [scene.received(number, at)]

    return Unit(now, (Command(stream, decide),), ("tverskaya",))


def _order_fact(stream, make, now):
    def decide(state, world, at):
        return [make(at)] if state.version else []

    return Unit(now, (Command(stream, decide),), ("arbat",))


def _clock(stream, now):
    return Unit(now, (Command(stream),))


def _directory_fact(stream, kind, fields, now):
    return Unit(now, (Command(stream, facts(event(kind, now, **fields))),))


SHIFT = "shift/tverskaya/2026-03-19"
DIRECTORY = st.one_of(
    st.builds(
        lambda person: (SHIFT, "shift.joined", {"store": "tverskaya", "person": person, "place": "unknown"}),
        PEOPLE,
    ),
    st.builds(lambda person: (SHIFT, "shift.left", {"store": "tverskaya", "person": person}), PEOPLE),
    st.builds(
        lambda person: (SHIFT, "busy.started", {"person": person, "until_at": NOW + timedelta(hours=1)}),
        PEOPLE,
    ),
    st.builds(
        lambda person: (
            SHIFT,
            "shift.place_proved",
            {"store": "tverskaya", "person": person, "place": "in_shop", "device": "till"},
        ),
        PEOPLE,
    ),
    st.builds(
        lambda person, name: (f"person/{person}", "person.changed", {"name": name, "roles": ["head"]}),
        PEOPLE,
        st.text("абв", min_size=1, max_size=3),
    ),
    st.builds(lambda person: (f"person/{person}", "contact_method.removed", {"method": "mail"}), PEOPLE),
    st.builds(lambda person: (f"person/{person}", "person.dismissed", {}), PEOPLE),
    st.sampled_from(
        [
            ("store/tverskaya", "hours.changed", {"hours": "Mo-Su 09:00-21:00", "zone": "Europe/Moscow"}),
            ("person/anna", "admission.granted", {"subjects": ["orders"], "until_on": "2026-12-31"}),
            ("person/anna", "admission.withdrawn", {"cause": "other", "subjects": ["orders"]}),
            ("store/tverskaya", "device.proved", {"device": "till", "name": "Касса", "key_hash": "0" * 64}),
            ("store/tverskaya", "device.removed", {"device": "till"}),
            ("store/tverskaya", "roster.changed", {"roster": {"anna": {"week": {"Mo": "10:00-19:00"}}}}),
            ("store/tverskaya", "fleet.changed", {"document": {"point": [55.7, 37.6]}}),
            ("store/arbat", "store.changed", {"name": "Арбат", "parties": {"warehouse": "office"}}),
            ("source/shop", "source.connected", {"type": "api", "token_hash": "f" * 64, "secret": "s"}),
            ("source/shop", "source.revoked", {}),
        ]
    ),
)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just(_receive), st.tuples(ORDERS)),
        st.tuples(st.just(_order_fact), st.tuples(ORDERS, ORDER_FACTS)),
        st.tuples(st.just(_clock), st.tuples(ORDERS)),
        st.tuples(st.just(_directory_fact), DIRECTORY),
    ),
    min_size=4,
    max_size=14,
)


def _rebuilt():
    before = dump_projections()
    projections.rebuild()
    return before, dump_projections()


def _snapshots():
    """The directory as the process remembers it, and as it is."""
    asked = frozenset({"tverskaya", "arbat"})
    return directory.load_snapshot(asked), directory._read_snapshot(asked, frozenset(), frozenset())


@pytest.fixture
def undone(market):
    """Each example starts from the same marketplace."""

    @contextmanager
    def example():
        point = transaction.savepoint()
        yield
        transaction.savepoint_rollback(point)

    return example


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, cuts=st.sets(st.integers(1, 14)))
def test_any_history_equals_its_rebuild(undone, steps, cuts):
    with undone():
        units = [
            make(*arguments, NOW + timedelta(minutes=20 * number))
            for number, (make, arguments) in enumerate(steps)
        ]
        edges = [0, *sorted(cut for cut in cuts if cut < len(units)), len(units)]
        results = []
        for a, b in zip(edges, edges[1:], strict=False):
            results += commit(units[a:b])
            remembered, read = _snapshots()
            assert remembered == read
        assert [result for result in results if type(result).__name__ != "Done"] == []
        before, after = _rebuilt()
        assert before == after
        assert verification.verify() == []


@pytest.mark.usefixtures("market")
def test_the_property_above_notices_a_projection_that_forgets(monkeypatch):
    scene.receive(1)
    monkeypatch.setattr(projected_rows, "_obligations", lambda state: iter(()))
    monkeypatch.setattr(
        projections, "TABLES", tuple(model for model in projections.TABLES if model is not models.Line)
    )
    scene.say("order/1", event("goods.released", cause="refusal", lines=["1"]))
    monkeypatch.undo()
    before, after = _rebuilt()
    assert before != after


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize(("stream", "kind", "fields"), [
    (SHIFT, "shift.joined", {"store": "tverskaya", "person": "boris", "place": "unknown"}),
    ("person/anna", "contact_method.removed", {"method": "mail"}),
    ("store/tverskaya", "hours.changed", {"hours": "24/7", "zone": "Europe/Moscow"}),
])  # fmt: skip
def test_the_property_above_notices_a_directory_that_is_remembered_too_long(
    monkeypatch, stream, kind, fields
):
    _snapshots()
    monkeypatch.setattr(projections.directory_stamps, "renew", lambda: None)
    scene.say(stream, event(kind, **fields))
    remembered, read = _snapshots()
    assert remembered != read


@pytest.mark.usefixtures("market")
def test_a_rebuild_before_and_after_an_erasure():
    scene.receive(1, 2)
    before, after = _rebuilt()
    assert before == after and any(row[0] == "иванов" for row in before["search_terms"])
    scene.say("order/1", event("order.erased", ground="request"))
    scene.say("order/2", event("order.noted", words="ещё"))
    before, after = _rebuilt()
    assert before == after
    assert {row[2] for row in after["search_terms"] if row[1] != "number"} == {"order/2"}


@pytest.mark.usefixtures("market")
def test_a_rebuild_leaves_what_is_no_projection_alone():
    scene.receive(1)
    others = [
        models.Stream,
        models.JournalRow,
        models.Secret,
        models.Personal,
        models.Outbox,
        models.Claim,
    ]
    before = dump(*others)
    models.Order.objects.all().delete()
    projections.rebuild()
    assert dump(*others) == before
    assert models.Order.objects.filter(stream="order/1").exists()


@pytest.mark.usefixtures("market")
def test_people_keep_their_names_when_something_else_changes():
    scene.say("person/anna", event("person.changed", roles=["head"]))
    assert models.Person.objects.get(slug="anna").name == "Anna"
    scene.say("person/anna", event("person.changed", name="Анна Петровна"))
    scene.say("person/anna", event("contact_method.removed", method="mail"))
    anna = models.Person.objects.get(slug="anna")
    assert (anna.name, anna.roles) == ("Анна Петровна", '["head"]')
    assert not models.ContactMethod.objects.filter(owner="person/anna").exists()


@pytest.mark.usefixtures("market")
def test_standards_and_calendars_are_only_added():
    old = set(models.Calendar.objects.values_list("digest", flat=True))
    scene.say("store/tverskaya", event("hours.changed", hours="Mo-Su 09:00-21:00", zone="Europe/Moscow"))
    new = set(models.Calendar.objects.values_list("digest", flat=True))
    assert old < new and len(new - old) == 1
    calendars = directory.load_calendars(new)
    assert {calendar.hash for calendar in calendars.values()} == new
    scene.say(
        "standard/default", event("standard.published", name="default", number=2, digest="d" * 64, text="x")
    )
    assert models.Standard.objects.count() == 2


@pytest.mark.usefixtures("market")
def test_a_closed_order_has_no_timer_and_an_open_one_has():
    scene.receive(1)
    assert models.Timer.objects.filter(stream="order/1").exists()
    scene.commit_one(
        Unit(NOW, (Command("order/9", facts(scene.received("H-1", history=True))),), ("tverskaya",))
    )
    assert not models.Timer.objects.filter(stream="order/9").exists()
