"""A database server that cuts every connection: web and worker go on with new ones, and nothing is lost."""

from collections.abc import Mapping

import psycopg
import pytest

from tests.chaos.trial import open_trial, reckon

CUT = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.mark.pg
def test_cut_connections_are_made_anew(installation: Mapping[str, str]) -> None:
    with open_trial(installation) as trial:
        processes = [trial.start("web"), trial.start("worker")]
        for number in range(3):
            trial.place_until_acknowledged(f"K-{number}")
            trial.await_rest()  # the worker sleeps now, waiting for a notification
            with psycopg.connect(trial.environment["DATABASE_URL"], autocommit=True) as connection:
                assert len(connection.execute(CUT).fetchall()) >= len(processes)
        trial.place_until_acknowledged("K-last")
        trial.await_rest()
        assert not any(process.is_gone() for process in processes)
        assert reckon(trial.take_stock(), trial.mailbox, trial.acknowledged) == []
