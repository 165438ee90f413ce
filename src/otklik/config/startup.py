"""Is this database fit to keep promises in? Asked before anything is served.

The durability of an acknowledged order rests on a handful of settings that somebody
else may have changed. They are read back from the open connection and compared with
the table below; whatever is weaker is refused, by name and with the remedy. Judging
is a pure function over the values that were read, so it is tested for both databases
on either. Nothing is changed here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from otklik.config.addresses import SQLITE_TIMEOUT_S

MissingTriggers = Callable[[BaseDatabaseWrapper], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Need:
    """One setting that must hold: how it is read, when it will do, what to do when it doesn't."""

    setting: str
    read: str
    holds: Callable[[str], bool]
    wanted: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Weakness:
    """A setting that is weaker than the laws of the journal allow."""

    setting: str
    found: str
    wanted: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.setting} is {self.found}, and must be {self.wanted}: {self.remedy}"


class WeakDatabase(ImproperlyConfigured):
    """The database might lose or alter what was acknowledged; the desk doesn't serve from it."""

    def __init__(self, weaknesses: Sequence[Weakness]) -> None:
        super().__init__("; ".join(str(weakness) for weakness in weaknesses))
        self.weaknesses = tuple(weaknesses)


def _one_of(*values: str) -> Callable[[str], bool]:
    return lambda found: found.lower() in values


def _at_least(least: int) -> Callable[[str], bool]:
    return lambda found: found.isdigit() and int(found) >= least


_SQLITE_REMEDY = (
    "the desk sets it on every connection; look for a wrapper, a read-only disk or a network share"
)
_POSTGRESQL_REMEDY = "set it in postgresql.conf, or with ALTER SYSTEM and SELECT pg_reload_conf()"

NEEDS: Mapping[str, tuple[Need, ...]] = {
    "sqlite": (
        Need("journal_mode", "PRAGMA journal_mode", _one_of("wal"), "wal", _SQLITE_REMEDY),
        Need("synchronous", "PRAGMA synchronous", _at_least(2), "2 (FULL) or 3 (EXTRA)", _SQLITE_REMEDY),
        Need("foreign_keys", "PRAGMA foreign_keys", _one_of("1"), "1 (on)", _SQLITE_REMEDY),
        Need("secure_delete", "PRAGMA secure_delete", _one_of("1"), "1 (on)", _SQLITE_REMEDY),
        Need(
            "busy_timeout",
            "PRAGMA busy_timeout",
            _at_least(SQLITE_TIMEOUT_S * 1000),
            f"{SQLITE_TIMEOUT_S * 1000} ms or more",
            _SQLITE_REMEDY,
        ),
    ),
    "postgresql": (
        Need("fsync", "SHOW fsync", _one_of("on"), "on", _POSTGRESQL_REMEDY),
        Need("full_page_writes", "SHOW full_page_writes", _one_of("on"), "on", _POSTGRESQL_REMEDY),
        Need(
            "synchronous_commit",
            "SHOW synchronous_commit",
            # Each of these returns once the commit is on this server's disk; they differ in the standby.
            _one_of("on", "local", "remote_write", "remote_apply"),
            "on, local, remote_write or remote_apply",
            f"{_POSTGRESQL_REMEDY}; a role or database may also have its own value (ALTER ROLE … RESET)",
        ),
        Need(
            "server_encoding",
            "SHOW server_encoding",
            _one_of("utf8"),
            "UTF8",
            "make the database anew with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
        ),
    ),
}


def read_settings(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Return what the open connection says about each setting of `NEEDS`."""
    found = {}
    with connection.cursor() as cursor:
        for need in NEEDS[connection.vendor]:
            cursor.execute(need.read)
            found[need.setting] = str(cursor.fetchone()[0])
    return found


def find_weaknesses(vendor: str, found: Mapping[str, str]) -> list[Weakness]:
    """Return the settings in `found` that are weaker than needed; a setting not named counts as weak.

    Parameters
    ----------
    vendor
        `sqlite` or `postgresql`.
    found
        Values by setting, as the database writes them.
    """
    return [
        Weakness(need.setting, value or "not known", need.wanted, need.remedy)
        for need in NEEDS[vendor]
        if not need.holds(value := found.get(need.setting, ""))
    ]


def verify_database(
    connection: BaseDatabaseWrapper, *, missing_triggers: MissingTriggers | None = None
) -> None:
    """Return if the database keeps what it acknowledges and refuses changes of the journal.

    Parameters
    ----------
    connection
        Django's connection; it is opened if need be.
    missing_triggers
        Names of the journal's guards that aren't in the database, as `store` knows them.

    Raises
    ------
    WeakDatabase
        A setting is weaker than needed, or a guard is missing; all of them are named at once.
    """
    weaknesses = find_weaknesses(connection.vendor, read_settings(connection))
    for trigger in missing_triggers(connection) if missing_triggers else ():
        remedy = "run `otklik setup`, which makes it anew, and find out who dropped it"
        weaknesses.append(Weakness(f"trigger {trigger}", "missing", "present", remedy))
    if weaknesses:
        raise WeakDatabase(weaknesses)


def check_databases(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Return Django check messages for every weakness of the named databases."""
    messages: list[CheckMessage] = []
    for alias in databases or ():
        try:
            verify_database(connections[alias])
        except WeakDatabase as refusal:
            messages += [
                Error(
                    f"{weak.setting} is {weak.found}, and must be {weak.wanted}",
                    hint=weak.remedy,
                    id="otklik.E001",
                )
                for weak in refusal.weaknesses
            ]
    return messages
