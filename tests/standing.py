"""What many tests begin with, built once: it stands in an open transaction, and each test works in a savepoint of it.

One fixture asks `standing` for it, and the test's own asks for that one and then for `db`, which makes the savepoint
(`tests/web/conftest.py`). What stands does so as long as tests that
run one after another ask for the same; before any other test of the database `tests/conftest.py` takes it back, so
that nobody meets what he did not build.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import TypeVar

from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

T = TypeVar("T")


class Standing:
    """One thing at most stands at a time.

    Parameters
    ----------
    blocker
        Lets this module into the database outside a test.
    """

    def __init__(self, blocker: DjangoDbBlocker) -> None:
        self._blocker = blocker
        self._made: tuple[Callable[[], object], object] | None = None
        self._atomic: transaction.Atomic | None = None

    def give(self, build: Callable[[], T]) -> T:
        """A copy of what `build` makes, whose rows stand in the database; built anew where something else stood."""
        if self._made is None or self._made[0] is not build:
            self.leave()
            with self._blocker.unblock():
                assert not connection.in_atomic_block, "ask for it before `db`"
                self._atomic = transaction.atomic()
                self._atomic._from_testcase = True  # transactions of the product count as the outermost ones
                self._atomic.__enter__()
                self._made = (build, build())
        made: T = copy.deepcopy(self._made[1])
        return made

    def leave(self) -> None:
        """Take back what stands."""
        if self._atomic is not None:
            with self._blocker.unblock():
                transaction.set_rollback(True)
                self._atomic.__exit__(None, None, None)
        self._atomic = self._made = None
