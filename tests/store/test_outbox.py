"""The outbox: leased once, claimed again after the lease, marked only by who holds it, poisoned rows aside."""

from datetime import timedelta

import pytest

from otklik.actions.commit import Conflict, Done, commit
from otklik.domain.events import Ref
from otklik.domain.notices import Notice
from otklik.store import bundles, journal, models, outbox, queries, writer
from otklik.store.outbox import Mark
from tests.store import scene
from tests.store.scene import NOW, event, later, unit

pytestmark = pytest.mark.usefixtures("market")
LEASE = timedelta(seconds=30)


def notice(key, *, at=NOW, stream="order/1", **values):
    return Notice(
        key, stream, Ref("first_answer", "", 1), "anna", "email", "mail", "new_order", "ru", at, values
    )


@pytest.fixture(autouse=True)
def queue(market):
    scene.receive(1)
    models.Outbox.objects.all().delete()
    put(notice("a", minutes=9), notice("b", at=later(minutes=5)))


def put(*notices):
    writer.run(lambda: outbox.enqueue([outbox.Queued(one, 1) for one in notices]))


def claim(now=NOW, owner="w1", limit=10):
    return bundles.claim(now, owner=owner, limit=limit, lease_for=LEASE)


def mark(*marks):
    return commit([unit("order/1", event("order.noted", words="x"), marks=marks)])[0]


def state(key):
    return models.Outbox.objects.get(key=key).state


def test_a_claim_gives_the_notice_as_it_was_queued():
    (leased,) = claim()
    assert leased.notice == notice("a", minutes=9)
    assert (leased.attempt, leased.unknown, leased.version) == (0, False, 1)
    assert claim(owner="w2") == []


def test_what_is_not_due_waits():
    assert outbox.next_due_at() == NOW
    claim()
    assert outbox.next_due_at() == NOW + LEASE
    assert [one.notice.key for one in claim(later(minutes=5), owner="w2")] == ["a", "b"]


def test_the_oldest_first_and_no_more_than_asked():
    put(*(notice(f"n{n}", at=later(seconds=-n)) for n in range(1, 6)))
    assert [one.notice.key for one in claim(limit=3)] == ["n5", "n4", "n3"]


def test_an_attempt_is_counted_and_a_lease_that_ran_out_is_an_unknown_outcome():
    claim()
    assert isinstance(mark(Mark("a", "sending", "w1")), Done)
    (again,) = claim(NOW + LEASE, owner="w2")
    assert (again.unknown, again.attempt, again.notice.key) == (True, 1, "a")


def test_only_the_holder_of_the_lease_may_say_what_became_of_it():
    claim()
    claim(NOW + LEASE, owner="w2")
    result = mark(Mark("a", "sent", "w1"))
    assert isinstance(result, Conflict) and result.stream == "outbox/a"
    assert "order.noted" not in [entry.event.kind for entry in _entries()]
    assert isinstance(mark(Mark("a", "sent", "w2", provider_id="x@y")), Done)
    row = queries.list_notices("order/1")[0]
    assert (row.state, row.provider_id) == ("sent", "x@y")
    assert claim(later(hours=9), owner="w3", limit=1)[0].notice.key == "b"


def _entries():
    return journal.read_stream("order/1")


def test_a_temporary_failure_tries_again_later():
    claim()
    mark(Mark("a", "sending", "w1"))
    mark(Mark("a", "due", "w1", not_before=later(minutes=2), error="451"))
    assert claim(later(minutes=1)) == []
    (again,) = claim(later(minutes=2))
    assert (again.attempt, again.unknown) == (1, False)


def test_two_marks_of_one_batch_see_each_other():
    claim()
    units = [
        unit("order/1", event("order.noted", words="x"), marks=(Mark("a", "sent", "w1"),)) for _ in range(2)
    ]
    first, second = commit(units)
    assert isinstance(first, Done) and isinstance(second, Conflict)


@pytest.mark.parametrize(
    ("before", "after", "fits"),
    [
        ("due", "cancelled", True),
        ("due", "sent", False),
        ("sent", "due", False),
        ("cancelled", "sending", False),
    ],
)
def test_moves_that_do_not_exist_are_conflicts(before, after, fits):
    models.Outbox.objects.filter(key="a").update(state=before)
    assert isinstance(mark(Mark("a", after)), Done) == fits
    assert state("a") == (after if fits else before)


def test_an_unknown_notice_is_a_conflict():
    assert mark(Mark("nobody", "cancelled")) == Conflict("outbox/nobody", 0, -1)


def test_the_same_key_again_is_the_same_message():
    put(notice("a", minutes=77))
    assert models.Outbox.objects.filter(key="a").count() == 1
    assert claim()[0].notice.values == {"minutes": 9}


def test_a_poisoned_notice_stands_aside_and_blocks_nobody():
    claim()
    outbox.set_aside("a", "KeyError: say")
    assert [(row.key, row.error) for row in queries.list_set_aside()] == [("a", "KeyError: say")]
    assert [one.notice.key for one in claim(later(hours=1))] == ["b"]
    assert isinstance(mark(Mark("a", "due", not_before=NOW)), Done)
    assert state("a") == "due"
