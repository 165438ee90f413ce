"""Several writers at once: one number is one order, nothing is lost, the chain holds, followers miss nothing."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.db.models import QuerySet

from otklik.actions.commit import Done, Duplicate, Take, commit
from otklik.store import bundles, journal, models, outbox, vendor, verification, writer
from tests.store import scene
from tests.store.scene import NOW, event, order_unit, unit
from tests.store.test_outbox import LEASE, notice

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 4


def together(act, count=THREADS):
    """Results of `act(n)` in threads that start at the same moment."""
    ready = threading.Barrier(count)

    def run(n):
        try:
            ready.wait(60)
            return act(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


@pytest.fixture(params=["each writes itself", "one writer thread"])
def door(request):
    scene.build()
    if request.param == "one writer thread":
        writer.start()
    yield
    writer.stop()


def test_one_number_is_one_order_whoever_is_faster(door):
    for number in range(10):
        results = together(
            lambda n, number=number: commit([order_unit(f"{number}-{n}", number=f"N-{number}")])[0]
        )
        assert sorted(type(result).__name__ for result in results) == ["Done"] + ["Duplicate"] * (THREADS - 1)
        (owner,) = {result.owner for result in results if isinstance(result, Duplicate)}
        assert models.Order.objects.get(number=f"N-{number}").stream == owner
    assert verification.verify() == []


def test_one_new_stream_made_by_all_at_once_has_every_fact_once(door):
    """The same order's stream from several sources at once: the loser of the primary key folds again."""

    def act(n):
        note = event("order.noted", words=f"note {n}")
        decide = lambda state, world, now: ([] if state.version else [scene.received("S-1")]) + [note]  # noqa: E731
        return commit([scene.Unit(NOW, (scene.Command("order/shared", decide),), ("tverskaya",))])[0]

    results = together(act)
    assert all(isinstance(result, Done) for result in results)
    kinds = Counter(entry.event.kind for entry in journal.read_stream("order/shared"))
    assert kinds["order.received"] == 1 and kinds["order.noted"] == THREADS
    assert verification.verify() == []


def test_overlapping_batches_lose_nothing_and_never_wait_in_a_circle(door):
    scene.receive(*range(8))

    def act(n):
        done = 0
        for turn in range(6):
            streams = [f"order/{(n + turn * 3 + k) % 8}" for k in range(5)]
            if n % 2:
                streams.reverse()
            units = [unit(stream, event("order.noted", words=f"{n} {turn}")) for stream in streams]
            done += sum(isinstance(result, Done) for result in commit(units))
        return done

    assert together(act) == [30] * THREADS
    assert models.JournalRow.objects.filter(kind="order.noted").count() == 30 * THREADS
    assert verification.verify() == []


def test_a_quota_is_never_overdrawn(door):
    models.Quota.objects.create(kind="slot", key="k", left=5)

    def act(n):
        units = [
            unit(
                f"order/{n}-{k}",
                scene.received(f"Q-{n}-{k}"),
                stores=("tverskaya",),
                takes=(Take("slot", "k"),),
            )
            for k in range(3)
        ]
        return sum(isinstance(result, Done) for result in commit(units))

    assert sum(together(act)) == 5
    assert models.Quota.objects.get(kind="slot", key="k").left == 0
    assert models.Order.objects.filter(number__startswith="Q-").count() == 5


def test_two_workers_never_hold_one_lease(door):
    scene.receive(1)
    models.Outbox.objects.all().delete()
    writer.run(lambda: outbox.enqueue([outbox.Queued(notice(f"n{n:02}"), 1) for n in range(40)]))

    def act(n):
        keys = []
        while leased := bundles.claim(NOW, owner=f"w{n}", limit=3, lease_for=LEASE):
            keys += [one.notice.key for one in leased]
        return keys

    claimed = [key for keys in together(act) for key in keys]
    assert sorted(claimed) == [f"n{n:02}" for n in range(40)]


@pytest.mark.pg
def test_without_the_lock_two_workers_would_claim_the_same(door, monkeypatch):
    """Control: claims that take no turn, lock no row and look at no state again are held twice."""
    scene.receive(1)
    models.Outbox.objects.all().delete()
    writer.stop()
    writer.run(lambda: outbox.enqueue([outbox.Queued(notice(f"n{n:02}"), 1) for n in range(40)]))
    monkeypatch.setattr(vendor, "lock_names", lambda names, *, most: set(names[:most]))
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows: rows)
    selected = threading.Barrier(2)
    gather = bundles._gather

    def wait_for_the_other(seen, now):
        found = gather(seen, now)
        selected.wait(60)
        return found

    monkeypatch.setattr(bundles, "_gather", wait_for_the_other)
    claimed = [
        key.notice.key
        for keys in together(lambda n: bundles.claim(NOW, owner=f"w{n}", limit=3, lease_for=LEASE), 2)
        for key in keys
    ]
    assert len(claimed) > len(set(claimed))
