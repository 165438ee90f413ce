"""A desk with one open store, whose clock the test turns."""

import pytest

from tests.harness import Desk


@pytest.fixture
def desk(db: None) -> Desk:
    """Tuesday 17 March 2026, 12:00: store T open, Vera on shift, Dina its head."""
    desk = Desk("2026-03-17 08:55")
    desk.store("taganka", "Mo-Su 09:00-21:00")
    desk.person("vera", "taganka")
    desk.person("dina", "taganka", "head")
    desk.joins("vera", "taganka")
    desk.forward("12:00")
    return desk
