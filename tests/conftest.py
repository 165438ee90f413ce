"""What every test may rely on: which tests run where, and how the database is left behind."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from tests.installation import copied_installation
from tests.standing import Standing
from tests.wipe import wipe

ROOT = Path(__file__).parents[1]
DATABASE_FIXTURES = frozenset({"db", "transactional_db", "live_server", "installation"})
STANDING = pytest.StashKey[Standing]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run the tests that take minutes")


def pytest_configure(config: pytest.Config) -> None:
    # No deadline, and no check of how long making examples takes: other processes share the machine, and a slow
    # example is no wrong one.
    patient: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
    hypothesis_settings.register_profile("short", print_blob=True, **patient)
    hypothesis_settings.register_profile("long", print_blob=True, max_examples=2000, **patient)
    hypothesis_settings.register_profile("fixed", print_blob=True, derandomize=True, **patient)
    short = "fixed" if os.environ.get("OTKLIK_EXAMPLES") == "fixed" else "short"
    hypothesis_settings.load_profile("long" if config.option.long else short)
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


@pytest.fixture(scope="session")
def standing(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, pytestconfig: pytest.Config
) -> Iterator[Standing]:
    """What many tests begin with, built once."""
    made = pytestconfig.stash[STANDING] = Standing(django_db_blocker)
    yield made
    made.leave()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let no test of the database meet what other tests begin with."""
    stands = item.config.stash.get(STANDING, None)
    if stands and item.get_closest_marker("db") and "standing" not in getattr(item, "fixturenames", ()):
        stands.leave()


@pytest.fixture
def installation(tmp_path: Path, transactional_db: None) -> Iterator[dict[str, str]]:
    """Environment of a separate installation with a migrated database, for tests that start processes.

    By way of `transactional_db`: without it pytest-django makes no test database when such tests run alone, and
    the copy would be an empty file.
    """
    folder = tmp_path / "home"
    folder.mkdir()
    with copied_installation(folder) as environment:
        yield environment


@pytest.fixture
def shared() -> Path:
    """Folder of recorded data; the test is skipped with the reason where it is missing."""
    folder = Path(os.environ.get("OTKLIK_SHARED") or ROOT.parent / "shared")
    if not (folder / "data").is_dir():
        pytest.skip("no recorded data: OTKLIK_SHARED names no folder with data/")
    return folder / "data"
