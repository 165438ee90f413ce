"""What every test may rely on: which tests run where, and how the database is left behind."""

import pytest
from django.db import connection
from django.test import TransactionTestCase

from tests.wipe import wipe

DATABASE_FIXTURES = frozenset({"db", "transactional_db", "live_server"})


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run the tests that take minutes")


def pytest_configure() -> None:
    # Here and not in a fixture: a fixture's patch would be undone before the teardown that needs it.
    TransactionTestCase._fixture_teardown = lambda self: [wipe(alias) for alias in self._databases_names()]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if _touches_database(item):
            item.add_marker("db")
    gone = [item for item in items if not _belongs_here(config, item)]
    if gone:
        config.hook.pytest_deselected(items=gone)
        left_out = set(gone)
        items[:] = [item for item in items if item not in left_out]


def _touches_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    by_class = issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
    return by_class or item.get_closest_marker("django_db") is not None or bool(DATABASE_FIXTURES & fixtures)


def _belongs_here(config: pytest.Config, item: pytest.Item) -> bool:
    elsewhere = {"sqlite": "pg", "postgresql": "sqlite"}[connection.vendor]
    if item.get_closest_marker(elsewhere):
        return False
    return bool(config.option.long or not item.get_closest_marker("long"))


from tests import engine_double  # noqa: E402

engine_double.install()
