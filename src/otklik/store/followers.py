"""Following the journal in the order of its positions without missing a row.

On SQLite there is one writer and no hole: a plain cursor does. On PostgreSQL positions are drawn in another order
than transactions end, so the reader stops before the first missing number, takes a transaction number of its own
once, and passes the hole when every transaction that is older has ended. ADR 0009.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from otklik.domain.events import Entry
from otklik.store import envelope, vendor


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a follower stands.

    Parameters
    ----------
    position
        Of the last row that was handed out; 0 = before the first.
    hole, marker
        First missing position that it waits at, and the transaction number that it took then; 0 = no hole.
    """

    position: int = 0
    hole: int = 0
    marker: int = 0


@dataclass(frozen=True, slots=True)
class Followed:
    """One row as followers get it."""

    position: int
    entry: Entry


def follow(cursor: Cursor, limit: int = 500) -> tuple[list[Followed], Cursor]:
    """The next rows in order, and where to go on.

    Parameters
    ----------
    cursor
        As the last call returned it.
    limit
        At most so many rows.

    Notes
    -----
    Sound because the door writes or locks `streams` before it draws positions, so that a writer has its
    transaction number before its positions, and because the sequence hands out numbers one by one (CACHE 1).
    """
    return (_follow_plain if vendor.is_sqlite() else _follow_holes)(cursor, limit)


def find_head() -> int:
    """Highest position that is stored, 0 for none; lower ones may still be on their way (`follow` waits for them)."""
    return _number("SELECT COALESCE(MAX(position), 0) FROM journal")


def settle_head() -> int:
    """Highest position that is stored, 0 for none, such that nothing at or below it can still come.

    Notes
    -----
    On PostgreSQL it waits for the writers that are under way and holds the next ones up meanwhile: a position is drawn
    only by who may write, so under this lock none is drawn and not yet ended.
    """
    if vendor.is_sqlite():
        return find_head()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE journal IN SHARE MODE")
        return find_head()


def _follow_plain(cursor: Cursor, limit: int) -> tuple[list[Followed], Cursor]:
    rows = _read(cursor.position, limit)
    return rows, Cursor(rows[-1].position if rows else cursor.position)


def _follow_holes(cursor: Cursor, limit: int) -> tuple[list[Followed], Cursor]:
    # The hole is judged before the rows are read: were it the other way round, a writer could end in between.
    passable = cursor.hole if cursor.marker and _oldest_running() > cursor.marker else 0
    rows = _read(cursor.position, limit)
    taken, expected = _unbroken(rows, cursor.position, passable)
    position = taken[-1].position if taken else cursor.position
    if len(taken) == len(rows):
        return taken, Cursor(position)
    if expected == cursor.hole and not passable:
        return taken, Cursor(position, cursor.hole, cursor.marker)
    return taken, Cursor(position, expected, _take_marker())


def _unbroken(rows: Sequence[Followed], position: int, passable: int) -> tuple[list[Followed], int]:
    # A hole may be several numbers wide: what was missing together when the marker was taken is passed together.
    taken: list[Followed] = []
    expected = position + 1
    for row in rows:
        if row.position != expected and expected != passable:
            break
        taken.append(row)
        expected = row.position + 1
    return taken, expected


def _read(position: int, limit: int) -> list[Followed]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT position, body FROM journal WHERE position > %s ORDER BY position LIMIT %s",
            [position, limit],
        )
        return [Followed(number, envelope.unpack(bytes(body))) for number, body in cursor.fetchall()]


def _take_marker() -> int:
    return _number("SELECT pg_current_xact_id()::text::bigint")


def _oldest_running() -> int:
    return _number("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")


def _number(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0])
