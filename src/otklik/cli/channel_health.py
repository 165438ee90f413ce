"""How each contact method fared, for a terminal; addresses are not said."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from otklik.analytics.channel_health import WINDOW, Telling, assess
from otklik.store.channel_health import list_methods, list_tellings


def health_of(*, now: datetime) -> list[dict[str, Any]]:
    """One row a method: messages of the window, how many were taken, how many brought somebody within 20 minutes."""
    by_way: dict[tuple[str, str], list[Telling]] = {}
    for telling in list_tellings(since=now - WINDOW):
        by_way.setdefault((telling.owner, telling.method), []).append(telling)
    rows = []
    for one in list_methods():
        health = assess(by_way.get((one.owner, one.method), ()))
        finding = "too few to judge" if health.taken.few else "nobody reacts" if health.is_absent else None
        rows.append(
            {
                "owner": one.owner,
                "method": one.method,
                "channel": one.channel,
                "works": one.healthy,
                "told": health.told,
                "taken": health.taken.part,
                "in_time": health.in_time.part,
                "reaction_s": health.reaction_s,
                "finding": finding,
            }
        )
    return rows
