"""The morning on which the demo starts: orders by hand, so that the first desk that anybody sees is worth seeing.

Urgent ones, ones in time, ones that wait for a shop that is still closed, the visitor's own, a promise that is due
soon, and a store that sleeps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from otklik.domain.events import instant_text
from otklik.simulation import cast, deeds
from otklik.simulation.deeds import Deed


@dataclass(frozen=True, slots=True)
class Coming:
    """An order so many minutes before the start, and what was done about it: `(minutes before, deed, who, data)`."""

    store: str
    before_m: int
    done: tuple[tuple[int, str, str, Mapping[str, Any]], ...] = field(default=())


MORNING = (
    # the visitor's store: urgent, in time, her own
    Coming("tverskaya", 640),
    Coming("tverskaya", 125),
    Coming("tverskaya", 16),
    Coming("tverskaya", 6),
    Coming("tverskaya", 2),
    Coming("tverskaya", 70, ((4, "take", cast.VISITOR, {}),)),
    Coming("tverskaya", 12, ((1, "take", cast.VISITOR, {}),)),
    Coming(
        "tverskaya",
        1060,
        (
            (
                1045,
                "answer",
                cast.VISITOR,
                {"talk_s": 95, "then": "promise", "store": "tverskaya", "soon_m": 30},
            ),
        ),
    ),
    Coming("tverskaya", 985, ((966, "outcome", cast.VISITOR, {"outcome": "no_answer", "again_m": 986}),)),
    # refused as insurance this morning and last night: parked, to be seen in the list of parked refusals
    Coming("tverskaya", 17, ((4, "refuse", "roman", {"reason": "not_paid", "comment": "Оплаты нет."}),)),
    Coming("tverskaya", 900, ((17, "refuse", "roman", {"reason": "unreachable", "comment": "Не берёт."}),)),
    # others
    Coming("taganka", 46),
    Coming("taganka", 8),
    Coming("taganka", 3),
    Coming("vokzal", 5, ((2, "take", "petr", {}),)),
    Coming("vokzal", 9),
    Coming("neva", 700),
    Coming("neva", 19),
    Coming("baltika", 620),
    Coming("baltika", 95),
    Coming("baltika", 14),
    Coming("ural", 68),
    Coming("ural", 11),
)


def plan(seed: int, number: int, at: datetime) -> list[Deed]:
    """The deeds of the morning, each order's after its arrival.

    Parameters
    ----------
    seed, number
        Which life; number of the first of these orders.
    at
        Aware UTC; the start.
    """
    found: list[Deed] = []
    for place, coming in enumerate(MORNING):
        arrival = deeds.ordering(
            seed, number + place, at=at - timedelta(minutes=coming.before_m), store=coming.store
        )
        found.append(arrival)
        for before_m, does, who, given in coming.done:
            data = {name: value for name, value in given.items() if name != "soon_m"}
            if "soon_m" in given:
                data["until_at"] = instant_text(at + timedelta(minutes=given["soon_m"]))
                data["what"] = "Узнать, есть ли 31-й размер на складе"
            found.append(Deed(at - timedelta(minutes=before_m), does, arrival.stream, who, data))
    return found
