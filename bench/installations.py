"""Fresh installations to measure, on SQLite and on a private PostgreSQL, each gone at the end."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

from tests import postgres

ROOT = Path(__file__).resolve().parents[1]
_serial = count(1)


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """What to put in front of a new database's name, by vendor; empty for SQLite. PostgreSQL only if it is here."""
    binaries = postgres.find_postgres()
    if binaries is None:
        yield {"sqlite": ""}
        return
    with postgres.running_cluster(binaries) as url:
        yield {"sqlite": "", "postgresql": url.rpartition("/")[0] + "/"}


@contextmanager
def installed(prefix: str, *, tables: Sequence[str] = ("default",)) -> Iterator[dict[str, str]]:
    """Environment of an installation, and of a second database beside it (`BENCH_RAW_…`).

    Parameters
    ----------
    prefix
        From `databases`.
    tables
        Which get the product's tables: `default`, `raw`.
    """
    with (
        tempfile.TemporaryDirectory(prefix="otklik-bench-") as home,
        tempfile.TemporaryDirectory() as raw_home,
    ):
        urls = [_new_database(prefix), _new_database(prefix)]
        environment = {
            **os.environ,
            "OTKLIK_HOME": home,
            "DATABASE_URL": urls[0],
            "OTKLIK_SMTP_URL": "",
            "BENCH_RAW_HOME": raw_home,
            "BENCH_RAW_URL": urls[1],
            "DJANGO_SETTINGS_MODULE": "bench.settings",
        }
        for alias in tables:
            command = [sys.executable, "-m", "django", "migrate", "-v", "0", "--database", alias]
            subprocess.run(command, cwd=ROOT, env=environment, check=True)
        yield environment


def _new_database(prefix: str) -> str:
    if not prefix:
        return ""
    name = f"bench_{next(_serial)}"
    with psycopg.connect(f"{prefix}postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return prefix + name
