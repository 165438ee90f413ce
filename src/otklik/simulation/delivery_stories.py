"""The stories of delivery and of goods that are not there (002 §3–§4, 004 §4). Data alone, as `stories.py`."""

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
    sku: str, title: str, pieces: int, price_minor: int = 199_000, insole_mm: int = 160, size: str = "25"
) -> dict[str, Any]:
    goods = {
        "sku": sku, "title": title, "model": title, "kind": "валенки", "material": "войлок", "season": "зима",
        "size": size, "size_system": "eu", "insole_mm": insole_mm, "price_minor": price_minor, "currency": "RUB",
    }  # fmt: skip
    return {"goods": goods, "pieces": pieces}


FAR = "beyond"
POSTCODE = "141400"
"""The zone of the holiday, and a postcode there."""

NEEDED = (5, "00:00")
"""The end of the day by which it is needed: four days from the first, two from the third."""


def _holiday(key: str, day: int, at: str, name: str, says: str = "", **more: Any) -> Step:
    data = {"store": "taganka", "name": name, "delivery": "courier", "postcode": POSTCODE, **more}
    return Step(day, at, says, key, "order", data=data)


def _called(key: str, day: int, at: str) -> Step:
    return Step(day, at, "", key, "answer", "gleb", {"talk_s": 80, "then": "confirm"})


def _driven(key: str, day: int, at: str, *, sets_out: bool = False) -> tuple[Step, ...]:
    """The courier is at the door, when the page has told its story; `sets_out`: his day begins."""
    begins = Step(day, "09:50", "", key, "set_out", "courier")
    return (*((begins,) if sets_out else ()), Step(day, at, "", key, "at_door", "courier", {"how": "door"}))


FEBRUARY_14 = Story(
    "february-14",
    frozenset({0, 1, 2}),
    (
        Step(
            0, "11:50", "feb_limited", "shift", "limit", "kirill", {"zone": FAR, "more": [0, 0, 0, 0, 2]},
            opens=("delivery",),
        ),
        _holiday("any", 0, "12:00", "Семён Гуров", "feb_any"),
        _called("any", 0, "12:06"),
        Step(0, "12:07", "feb_any_agreed", "any", "agree_first", "gleb"),
        _holiday("other", 0, "12:10", "Ася Ломова"),
        _called("other", 0, "12:15"),
        Step(0, "12:16", "feb_kept", "other", "agree_first", "gleb"),
        _holiday("needs", 0, "12:20", "Илья Рощин", "feb_needs"),
        Step(0, "12:21", "", "needs", "name_deadline", data={"until": NEEDED}),
        _called("needs", 0, "12:28"),
        Step(0, "12:29", "feb_needs_agreed", "needs", "agree_first", "gleb"),
        _holiday(
            "late", 2, "12:00", "Павел Шаров", "feb_late",
            title="Валенки «Сердечко», размер 31", sku="F-31", price_minor=249_000,
        ),
        Step(
            2, "12:00", "", "late", "shelve", "system",
            {"store": "taganka", "rows": [_boots("F-31", "Сердечко", 4, 249_000, 200, "31")]},
        ),
        Step(2, "12:01", "feb_told", "late", "name_deadline", data={"until": NEEDED}),
        Step(2, "12:08", "feb_called", "late", "answer", "gleb", {"talk_s": 70, "then": "confirm"}),
        Step(2, "18:10", "feb_collected", "late", "complete", "system"),
        *_driven("needs", 4, "10:40", sets_out=True),
        *_driven("any", 4, "11:20"),
        *_driven("other", 5, "10:50", sets_out=True),
    ),
    store="taganka",
)  # fmt: skip
"""002 §4: who asks in time has a place that was kept for him; who asks too late is told so at once, and where it is."""


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
