"""The fortnight before New Year as figures, for the demo's page of texts: `python -m otklik.simulation.new_year`.

A process of its own, without a database: it takes seconds of computing. Prints JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from otklik.domain.events import instant_text
from otklik.simulation.december import DECIDED_ON, UNTIL_ON, Lived, live_december

SEED = 2
FROM_ON = date(2026, 12, 26)
"""The days of the peak: the others hold what is asked of them."""


def main() -> None:
    """Print the figures."""
    december = live_december(SEED, from_on=FROM_ON)
    gap = december.plan.gaps[0]
    print(
        json.dumps(
            {
                "known_on": DECIDED_ON.isoformat(),
                "from_on": FROM_ON.isoformat(),
                "until_on": UNTIL_ON.isoformat(),
                "gap_from_on": gap.from_on.isoformat(),
                "gap_until_on": gap.until_on.isoformat(),
                "missing": gap.missing,
                "act_by_at": instant_text(gap.act_by_at) if gap.act_by_at else "",
                "bought": sum(december.bought.values()),
                "cost_minor": december.cost_minor,
                "counters": _told(december.opened),
                "unplanned": _told(december.unplanned),
                "planned": _told(december.planned),
            }
        )
    )


def _told(days: Iterable[Lived]) -> dict[str, Any]:
    days = tuple(days)
    return {name: sum(getattr(one, name) for one in days) for name in ("asked", "sold", "broken")}


if __name__ == "__main__":
    main()
