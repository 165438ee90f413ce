"""The stories of delivery and of goods that are not there (002 §3, 004 §4). Data alone, as `stories.py`."""

from __future__ import annotations

from typing import Any

from otklik.simulation.story_steps import Step, Story

CARRIER = "quick"
WORKDAYS = frozenset({0, 1, 2, 3})
"""Days that a working day follows, but for Thursday's Friday: each is one."""


def _of(key: str) -> Any:
    """A maker of the steps of one order."""

    def step(day: int, at: str, says: str, does: str = "", who: str = "buyer", /, **data: Any) -> Step:
        return Step(day, at, says, key, does, who, data)

    return step


_late, _down, _size = _of("late"), _of("down"), _of("size")

COURIER_LATE = Story(
    "late-courier",
    WORKDAYS,
    (
        _late(0, "12:00", "late_ordered", "order", store="taganka", name="Ольга Кравец", delivery="courier"),
        _late(0, "12:08", "", "answer", "gleb", talk_s=95, then="confirm"),
        _late(
            0, "12:09", "late_agreed", "agree_window", "gleb",
            store="taganka", zone="south", starts=(1, "14:00"), until=(1, "16:00"),
        ),
        _late(1, "13:30", "late_set_out", "set_out", "courier"),
        _late(1, "15:20", "late_told", "is_late", "courier", until=(1, "16:40")),
        _late(1, "16:20", "late_coming", "approach", "courier", until=(1, "16:40")),
        _late(1, "16:40", "late_at_door", "at_door", "courier", how="door"),
        _late(1, "16:46", "", "witness", said="to_the_door", is_so=True),
        _late(1, "16:47", "late_witnessed", "witness", said="polite", is_so=True),
    ),
)  # fmt: skip
"""004 §4: the courier is late by forty minutes, and the buyer knows before her window ends."""

TO_THE_DOOR = Story(
    "to-the-door",
    WORKDAYS,
    (
        _down(0, "12:00", "down_ordered", "order", store="taganka", name="Пётр Лапин", delivery="courier"),
        _down(0, "12:09", "", "answer", "gleb", talk_s=80, then="confirm"),
        _down(
            0, "12:10", "down_agreed", "agree_window", "gleb",
            store="taganka", zone="centre", starts=(1, "12:00"), until=(1, "14:00"),
        ),
        _down(1, "09:30", "down_handed", "hand_over", "kirill", carrier=CARRIER),
        _down(1, "13:05", "down_done", "carrier_ends", "carrier", carrier=CARRIER, how="door"),
        _down(1, "13:20", "down_said", "witness", said="to_the_door", is_so=False),
        _down(1, "13:32", "down_seen_to", "see_to", "dina", action="apologised", words="Извинилась, передала службе."),
        _down(1, "15:00", "down_solved", "solve"),
    ),
)  # fmt: skip
"""002 §3: the carrier's courier did not come up, and the buyer's own word counts."""


def _boots(
    sku: str, title: str, pieces: int, price_minor: int = 199_000, insole_mm: int = 160
) -> dict[str, Any]:
    goods = {
        "sku": sku, "title": title, "model": title, "kind": "валенки", "material": "войлок", "season": "зима",
        "size": "25", "size_system": "eu", "insole_mm": insole_mm, "price_minor": price_minor, "currency": "RUB",
    }  # fmt: skip
    return {"goods": goods, "pieces": pieces}


SIZE_25 = Story(
    "size-25",
    WORKDAYS,
    (
        _size(
            0, "11:02", "size_ordered", "order",
            store="tverskaya", name="Мария Зуева", title="Валенки «Топотун», размер 25", sku="S-25",
            price_minor=199_000,
        ),
        _size(
            0, "11:03", "", "shelve", "system", store="tverskaya",
            rows=[_boots("S-25", "Топотун", 0), _boots("S-31", "Метелица", 2, 209_000)],
        ),
        _size(0, "11:03", "", "shelve", "system", store="taganka", rows=[_boots("T-907", "Топотун", 3)]),
        _size(0, "11:10", "size_missing", "answer", "roman", talk_s=64),
        _size(0, "11:11", "size_found", "offer_same", "roman"),
        _size(0, "11:15", "size_reserved", "put_aside", "gleb"),
        _size(0, "11:17", "size_passed", "pass_on", "roman", store="taganka"),
        _size(0, "11:25", "size_called", "answer", "gleb", talk_s=45, then="confirm"),
        _size(0, "17:40", "size_sold", "complete", "system"),
    ),
)  # fmt: skip
"""004 §4: size 25 is not on the shelf, the buyer is on the phone, and nobody refuses."""
