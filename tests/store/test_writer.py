"""Turns at writing: what gathered is one transaction, errors reach their own caller, nobody waits for ever."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from otklik.store import models, writer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def running():
    writer.start()
    yield
    writer.stop()


def count():
    return models.Quota.objects.count()


def put(key):
    return models.Quota.objects.create(kind="t", key=str(key), left=1)


def test_without_the_thread_the_caller_writes_itself():
    names = []
    writer.run(lambda: names.append(threading.current_thread().name))
    assert names == [threading.current_thread().name]


def test_with_the_thread_it_writes(running):
    names = []
    writer.run(lambda: names.append(threading.current_thread().name))
    assert names == ["otklik writer"]


def test_what_gathered_meanwhile_is_handed_over_together(running):
    sizes, first, go_on = [], threading.Event(), threading.Event()

    def handler(items):
        sizes.append(len(items))
        first.set()
        assert go_on.wait(60)
        return [item * 10 for item in items]

    with ThreadPoolExecutor(20) as pool:
        answers = [pool.submit(writer.perform, handler, [0])]
        assert first.wait(60)
        answers += [pool.submit(writer.perform, handler, [n, n + 1]) for n in range(1, 11)]
        while writer._writer.jobs.qsize() < 10:
            threading.Event().wait(0.001)
        go_on.set()
        assert [answer.result() for answer in answers] == [
            [0],
            *([n * 10, n * 10 + 10] for n in range(1, 11)),
        ]
    assert sizes == [1, 20]


def test_no_batch_is_larger_than_the_bound(running):
    sizes, first, go_on = [], threading.Event(), threading.Event()

    def handler(items):
        sizes.append(len(items))
        first.set()
        assert go_on.wait(60)
        return items

    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(writer.perform, handler, [0])]
        assert first.wait(60)
        answers += [pool.submit(writer.perform, handler, [0] * 50) for _ in range(5)]
        while writer._writer.jobs.qsize() < 5:
            threading.Event().wait(0.001)
        go_on.set()
        for answer in answers:
            answer.result()
    assert sizes == [1, 100, 100, 50]


def test_an_error_reaches_its_caller_and_rolls_back_what_it_wrote(running):
    def broken():
        put("broken")
        raise KeyError("x")

    with pytest.raises(KeyError):
        writer.run(broken)
    writer.run(lambda: put("fine"))
    assert list(models.Quota.objects.values_list("key", flat=True)) == ["fine"]


def test_a_broken_handler_does_not_stop_the_thread(running):
    with pytest.raises(ZeroDivisionError):
        writer.perform(lambda items: 1 / 0, [1])
    assert writer.run(lambda: 7) == 7


def test_a_write_inside_a_write_is_an_error_and_no_deadlock():
    with pytest.raises(RuntimeError, match="inside another"):
        writer.run(lambda: writer.run(lambda: 1))
    assert writer.run(lambda: 1) == 1


def test_when_too_many_wait_the_next_is_told(running, monkeypatch):
    monkeypatch.setattr(writer, "WAITING", 0)
    with pytest.raises(writer.WriterBusy):
        writer.run(lambda: 1)


def test_stopping_writes_what_waits_and_starting_twice_is_one_thread():
    writer.start()
    first = writer._writer
    writer.start()
    assert writer._writer is first
    with ThreadPoolExecutor(8) as pool:
        for future in [pool.submit(writer.run, lambda n=n: put(n)) for n in range(20)]:
            future.result()
    writer.stop()
    writer.stop()
    assert count() == 20 and not first.thread.is_alive()


@pytest.mark.sqlite
def test_another_process_waits_for_its_turn_at_the_lock_file(tmp_path):
    lock = Path(settings.OTKLIK_HOME) / "writer.lock"
    lock.touch()
    code = (
        "import fcntl, sys\n"
        f"file = open({str(lock)!r}, 'wb')\n"
        "fcntl.flock(file, fcntl.LOCK_EX)\n"
        "print('held', flush=True)\n"
        "sys.stdin.readline()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "held\n"
        done = threading.Event()

        def write():
            writer.run(lambda: put("late"))
            connection.close()
            done.set()

        thread = threading.Thread(target=write)
        thread.start()
        assert not done.wait(0.2) and count() == 0
        other.stdin.write("\n")
        other.stdin.flush()
        assert done.wait(60)
        thread.join()
    assert count() == 1


def test_a_write_transaction_is_durable_or_nothing():
    # A durable block inside an ordinary one would be neither.
    with pytest.raises(RuntimeError), transaction.atomic(), writer.write_transaction():
        put("never")
    assert count() == 0


def test_a_caller_inside_a_transaction_writes_itself(running):
    with transaction.atomic():
        names = writer.perform(lambda items: [threading.current_thread().name for _ in items], [1])
    assert names == [threading.current_thread().name]
