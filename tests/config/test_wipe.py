"""The suite's own broom: it empties what `flush` can't, and leaves the guards as they were."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection

from tests.wipe import wipe

MAKE = {
    "sqlite": (
        "CREATE TABLE broom (id INTEGER PRIMARY KEY AUTOINCREMENT, word TEXT)",
        "CREATE TRIGGER broom_no_delete BEFORE DELETE ON broom BEGIN SELECT RAISE(ABORT, 'kept'); END",
    ),
    "postgresql": (
        "CREATE TABLE broom (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, word text)",
        "CREATE FUNCTION broom_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'kept'; END $$",
        "CREATE TRIGGER broom_no_delete BEFORE DELETE ON broom FOR EACH ROW EXECUTE FUNCTION broom_keep()",
        "CREATE TRIGGER broom_no_truncate BEFORE TRUNCATE ON broom EXECUTE FUNCTION broom_keep()",
        "ALTER TABLE broom ENABLE ALWAYS TRIGGER broom_no_delete",
    ),
}
DROP = {
    "sqlite": ("DROP TABLE broom",),
    "postgresql": ("DROP TABLE broom", "DROP FUNCTION broom_keep"),
}
GUARDS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'broom' ORDER BY 1",
    "postgresql": "SELECT tgname, tgenabled::text FROM pg_trigger WHERE tgrelid = 'broom'::regclass ORDER BY 1",
}


def run(*statements: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def broom(transactional_db: None) -> Iterator[None]:
    run(*MAKE[connection.vendor])
    yield
    run(*DROP[connection.vendor])


@pytest.mark.usefixtures("broom")
def test_a_guarded_table_is_emptied_and_guarded_again() -> None:
    before = run(GUARDS[connection.vendor])
    run("INSERT INTO broom (word) VALUES ('kept')")
    wipe()
    assert run("SELECT count(*) FROM broom") == [(0,)]
    assert run(GUARDS[connection.vendor]) == before != []
    run("INSERT INTO broom (word) VALUES ('first again')")
    assert run("SELECT id FROM broom") == [(1,)]
    with pytest.raises(DatabaseError, match="kept"):
        run("DELETE FROM broom")


@pytest.mark.usefixtures("broom")
def test_djangos_own_flush_would_have_been_refused() -> None:
    run("INSERT INTO broom (word) VALUES ('kept')")
    flush = {"sqlite": "DELETE FROM broom", "postgresql": "TRUNCATE broom"}
    with pytest.raises(DatabaseError, match="kept"):
        run(flush[connection.vendor])
