"""Followers: no row is missed and none comes twice, in the order of positions, while several write and roll back."""

import random
import threading
import time

import pytest
from django.db import DatabaseError, connection, transaction

from otklik.domain.events import Entry
from otklik.store import followers, journal, models, writer
from otklik.store.followers import Cursor, follow
from tests.store import scene
from tests.store.scene import event

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, FOR_S = 4, 3.0


def _write(n, stop, rng):
    """Bare journal writers as the door writes: the stream first, then positions; some pause, some roll back."""
    number = 0
    while not stop.is_set():
        stream = f"buyer/{n}-{number}"
        number += 1
        try:
            with writer.write_transaction():
                heads = journal.lock_streams([stream])
                entry = _entry(stream)
                journal.append([entry], heads, {})
                if rng.random() < 0.3:
                    time.sleep(rng.random() * 0.01)
                if rng.random() < 0.1:
                    transaction.set_rollback(True)
        except DatabaseError:
            continue
    connection.close()


def _entry(stream):
    return Entry(stream, 1, scene.NOW, event("contact_method.removed", method="x"))


def _follow_while_writing(step):
    stop = threading.Event()
    threads = [threading.Thread(target=_write, args=(n, stop, random.Random(n))) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    seen, cursor = [], Cursor()
    end = time.monotonic() + FOR_S
    while time.monotonic() < end:
        rows, cursor = step(cursor)
        seen += [row.position for row in rows]
    stop.set()
    for thread in threads:
        thread.join()
    last = -1
    while last != len(seen) or cursor.hole:
        last = len(seen)
        rows, cursor = step(cursor)
        seen += [row.position for row in rows]
    return seen, list(models.JournalRow.objects.order_by("position").values_list("position", flat=True))


def test_nothing_is_missed_and_nothing_comes_twice():
    seen, written = _follow_while_writing(lambda cursor: follow(cursor, 50))
    assert len(written) > 100
    assert seen == written


@pytest.mark.pg
def test_a_plain_cursor_misses_rows_on_postgresql():
    seen, written = _follow_while_writing(lambda cursor: followers._follow_plain(cursor, 50))
    assert set(written) - set(seen)


@pytest.mark.pg
def test_a_settled_head_has_nothing_under_it_that_can_still_come():
    """A report's position: who has drawn a lower one is waited for; the plain head, asked meanwhile, would miss it."""
    drawn, may_end, told = threading.Event(), threading.Event(), []

    def write():
        with writer.write_transaction():
            heads = journal.lock_streams(["buyer/slow"])
            journal.append([_entry("buyer/slow")], heads, {})
            drawn.set()
            may_end.wait(60)
        connection.close()

    def settle():
        told.append(followers.settle_head())
        connection.close()

    slow, asking = threading.Thread(target=write), threading.Thread(target=settle)
    slow.start()
    assert drawn.wait(60)
    with writer.write_transaction():
        journal.append([_entry("buyer/quick")], journal.lock_streams(["buyer/quick"]), {})
    (quick,) = models.JournalRow.objects.values_list("position", flat=True)
    assert followers.find_head() == quick, "the control: the row below it is not there yet"
    asking.start()
    asking.join(0.3)
    assert told == []
    may_end.set()
    slow.join()
    asking.join(10)
    assert told == [quick]
    assert sorted(models.JournalRow.objects.values_list("position", flat=True)) == [quick - 1, quick]


@pytest.mark.pg
def test_a_hole_is_waited_at_and_passed_when_nobody_can_fill_it():
    scene.build()
    rows, cursor = follow(Cursor())
    last = rows[-1].position
    other = connection.copy()
    other.set_autocommit(False)
    with other.cursor() as late:
        late.execute("INSERT INTO streams VALUES ('buyer/late', 1, '', now())")
        late.execute("SELECT nextval(pg_get_serial_sequence('journal', 'position'))")
    scene.say("person/olga", event("contact_method.removed", method="mail"))
    rows, cursor = follow(cursor)
    assert rows == [] and cursor.hole == last + 1
    rows, cursor = follow(cursor)
    assert rows == [] and cursor.position == last
    other.rollback()
    other.close()
    # What other tests are writing in this cluster at this moment might fill the hole, for all that PostgreSQL knows.
    deadline = time.monotonic() + 20
    while not rows and time.monotonic() < deadline:
        rows, cursor = follow(cursor)
    assert [row.position for row in rows] == [last + 2]
    assert cursor == Cursor(last + 2)


def test_a_limit_is_kept():
    scene.build()
    rows, cursor = follow(Cursor(), 2)
    assert [row.position for row in rows] == [1, 2] and cursor.position == 2
