"""The two stores of the five texts, on a desk whose clock the test turns."""

from collections.abc import Callable

import pytest

from otklik.store import clock
from tests.harness import Desk


@pytest.fixture
def open_desk(db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Desk]:
    """Opens a desk at a Moscow time, by whose clock commands and pages go too."""

    def opened(starts: str) -> Desk:
        desk = Desk(starts)
        monkeypatch.setattr(clock, "now", lambda: desk.now)
        return desk

    return opened


@pytest.fixture
def store_s(open_desk: Callable[[str], Desk]) -> Desk:
    """Thursday 19 March 2026, 09:00: store S (Mo–Fr 10–19), Anna on shift, Boris its head."""
    desk = open_desk("2026-03-19 09:00")
    desk.store("tverskaya", "Mo-Fr 10:00-19:00", phone="+74950000101")
    desk.person("anna", "tverskaya")
    desk.person("boris", "tverskaya", "head")
    desk.joins("anna", "tverskaya")
    return desk


@pytest.fixture
def store_t(open_desk: Callable[[str], Desk]) -> Desk:
    """Tuesday 17 March 2026, 08:55: store T (Mo–Su 9–21), Vera on shift, Dina its head, a call centre beside it."""
    desk = open_desk("2026-03-17 08:55")
    desk.store("call-centre", "Mo-Su 08:00-22:00", role="call_centre")
    desk.store("taganka", "Mo-Su 09:00-21:00", phone="+74950000202")
    desk.person("olga", "call-centre")
    desk.person("vera", "taganka")
    desk.person("dina", "taganka", "head")
    desk.joins("vera", "taganka")
    desk.joins("olga", "call-centre")
    return desk
