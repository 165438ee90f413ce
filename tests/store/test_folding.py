"""States that are folded on from where they were: the same as from the start, and never another stream's."""

import pytest

from otklik.domain.streams import StreamState
from otklik.store import folding, journal
from tests.harness import Desk


@pytest.fixture
def desk(db) -> Desk:
    folding._memory.folded.clear()
    found = Desk("2026-03-19 11:02")
    found.store("tverskaya", "Mo-Fr 10:00-19:00")
    found.person("anna", "tverskaya")
    found.joins("anna", "tverskaya")
    return found


def rows_of(stream: str) -> list[tuple[bytes, bytes]]:
    return [(bytes(row["hash"]), bytes(row["body"])) for row in journal.stored_rows([stream])]


def whole(stream: str) -> StreamState:
    """The state from the start, past every memory."""
    return journal.fold(stream, journal.read_stream(stream))


def test_folding_on_gives_what_folding_from_the_start_gives(desk):
    order = desk.order("tverskaya")
    desk.takes("anna", order)
    desk.forward(minutes=3)
    desk.talks("anna", order)
    desk.forward(hours=20)
    rows = rows_of(order)
    assert len(rows) > 10
    folding._memory.folded.clear()
    for end in range(1, len(rows) + 1):
        on = folding.fold_stored(order, rows[:end])
        folding._memory.folded.clear()
        assert folding.fold_stored(order, rows[:end]) == on
    assert folding.fold_stored(order, rows) == whole(order)


def test_what_is_remembered_is_not_folded_again(desk, monkeypatch):
    order = desk.order("tverskaya")
    rows = rows_of(order)
    state = folding.fold_stored(order, rows)
    monkeypatch.setattr(folding.envelope, "unpack", lambda body: pytest.fail("folded again"))
    assert folding.fold_stored(order, rows) is state


def test_another_history_of_the_same_name_is_folded_from_the_start(desk):
    """The negative control: a remembered state with another hash at its place is not used."""
    order = desk.order("tverskaya")
    rows = rows_of(order)
    state = folding.fold_stored(order, rows)
    folding._memory.folded[order] = folding._Folded(b"x" * 32, StreamState(order, version=len(rows)))
    assert folding.fold_stored(order, rows) == state
    assert folding.fold_stored(order, rows[:1]).version == 1


def test_the_memory_has_an_end(desk, monkeypatch):
    monkeypatch.setattr(folding, "MOST", 2)
    for _ in range(4):
        order = desk.order("tverskaya")
        folding.fold_stored(order, rows_of(order))
    assert len(folding._memory.folded) == 2
    assert order in folding._memory.folded
