"""The start-up check refuses a database that might lose or alter what was acknowledged."""

import pytest
from django.core.checks import run_checks
from django.db import connection

from otklik.config.startup import (
    NEEDS,
    WeakDatabase,
    check_databases,
    find_weaknesses,
    read_settings,
    verify_database,
)

STRONG = {
    "sqlite": {
        "journal_mode": "wal",
        "synchronous": "2",
        "foreign_keys": "1",
        "secure_delete": "1",
        "busy_timeout": "20000",
    },
    "postgresql": {
        "fsync": "on",
        "full_page_writes": "on",
        "synchronous_commit": "on",
        "server_encoding": "UTF8",
    },
}
WEAK = [
    ("sqlite", "journal_mode", "delete"),
    ("sqlite", "journal_mode", "memory"),
    ("sqlite", "synchronous", "1"),
    ("sqlite", "synchronous", "0"),
    ("sqlite", "foreign_keys", "0"),
    ("sqlite", "secure_delete", "0"),
    ("sqlite", "secure_delete", "2"),  # "fast" leaves copies in free pages
    ("sqlite", "busy_timeout", "19999"),
    ("postgresql", "fsync", "off"),
    ("postgresql", "full_page_writes", "off"),
    ("postgresql", "synchronous_commit", "off"),
    ("postgresql", "server_encoding", "SQL_ASCII"),
]


@pytest.mark.parametrize("vendor", sorted(STRONG))
def test_strong_settings_are_accepted(vendor: str) -> None:
    assert find_weaknesses(vendor, STRONG[vendor]) == []


@pytest.mark.parametrize(("vendor", "setting", "found"), WEAK)
def test_each_weaker_setting_is_named_with_its_remedy(vendor: str, setting: str, found: str) -> None:
    (weakness,) = find_weaknesses(vendor, STRONG[vendor] | {setting: found})
    need = next(need for need in NEEDS[vendor] if need.setting == setting)
    assert str(weakness) == f"{setting} is {found}, and must be {need.wanted}: {need.remedy}"


@pytest.mark.parametrize("vendor", sorted(STRONG))
def test_every_need_has_a_weak_value_among_these_cases(vendor: str) -> None:
    assert {setting for named, setting, _ in WEAK if named == vendor} == {n.setting for n in NEEDS[vendor]}


@pytest.mark.parametrize("vendor", sorted(STRONG))
def test_what_could_not_be_read_counts_as_weak(vendor: str) -> None:
    assert [weak.found for weak in find_weaknesses(vendor, {})] == ["not known"] * len(NEEDS[vendor])


@pytest.mark.django_db
def test_the_database_of_this_run_is_strong() -> None:
    assert set(read_settings(connection)) == set(STRONG[connection.vendor])
    verify_database(connection)
    assert run_checks(databases=["default"]) == []


@pytest.mark.django_db
@pytest.mark.sqlite
def test_a_connection_opened_weaker_is_refused() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete=OFF")
    try:
        with pytest.raises(WeakDatabase, match=r"^secure_delete is 0, and must be 1 \(on\): ") as refusal:
            verify_database(connection)
        assert [weak.setting for weak in refusal.value.weaknesses] == ["secure_delete"]
        (message,) = check_databases(["default"])
        assert (message.id, message.msg) == ("otklik.E001", "secure_delete is 0, and must be 1 (on)")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")


@pytest.mark.django_db
@pytest.mark.pg
def test_a_session_with_asynchronous_commit_is_refused() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
    with pytest.raises(WeakDatabase, match=r"^synchronous_commit is off, and must be on, local, "):
        verify_database(connection)


@pytest.mark.django_db
def test_missing_triggers_are_refused_by_name() -> None:
    with pytest.raises(WeakDatabase, match=r"^trigger journal_no_update is missing.*otklik setup"):
        verify_database(connection, missing_triggers=lambda _: ["journal_no_update"])


@pytest.mark.django_db
def test_no_missing_trigger_is_no_weakness() -> None:
    verify_database(connection, missing_triggers=lambda _: [])
