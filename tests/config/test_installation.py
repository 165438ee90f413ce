"""A test that starts processes has a database of its own, copied and apart."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.installation import copied_installation

ADD = """
import django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("INSERT INTO origin SELECT max(id) + 1 FROM origin")
    cursor.execute("SELECT id FROM origin ORDER BY id")
    print([row[0] for row in cursor.fetchall()])
"""


@pytest.fixture
def origin(transactional_db: None) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE origin (id integer)")
        cursor.execute("INSERT INTO origin VALUES (1)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE origin")


@pytest.mark.usefixtures("origin")
def test_processes_share_a_copy_and_never_write_into_the_database_of_the_run(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ADD]
    with copied_installation(tmp_path) as environment:
        first = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        again = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (first.stdout, first.stderr) == ("[1, 2]\n", "")
    assert (again.stdout, again.stderr) == ("[1, 2, 3]\n", "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM origin")
        assert cursor.fetchall() == [(1,)]


def test_the_fixture_gives_a_home_of_its_own(installation: dict[str, str], tmp_path: Path) -> None:
    assert installation["OTKLIK_HOME"] == str(tmp_path / "home")
    assert (installation["DATABASE_URL"] == "") is (connection.vendor == "sqlite")
