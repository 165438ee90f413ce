"""Sessions in the database, written in this process's turn; Django finds the class by this module's name.

A session is outside the journal (architecture §5): who logged in where is the operator's business, and it ends.
"""

from collections.abc import Callable

from django.contrib.sessions.backends import db

from otklik.store import writer


class SessionStore(db.SessionStore):
    """Django's own, whose writes wait for their turn with everybody else's (ADR 0008)."""

    def save(self, must_create: bool = False) -> None:
        """Keep the session.

        Raises
        ------
        CreateError, UpdateError
            As Django's: the key exists already, or the session was ended meanwhile.
        """
        if self.session_key is None:
            self.create()  # draws a key and comes back here with it: one turn, not one within another
            return
        _in_turn(lambda: db.SessionStore.save(self, must_create))

    def delete(self, session_key: str | None = None) -> None:
        """End the session."""
        _in_turn(lambda: db.SessionStore.delete(self, session_key))


def _in_turn(write: Callable[[], object]) -> None:
    writer.run(write)
