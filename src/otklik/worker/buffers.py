"""Each night, once, the worker lets every depot learn its buffers from its couriers' marks."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import date, datetime

from otklik.actions import buffers
from otklik.domain.zones import parse_zone
from otklik.store import fleets
from otklik.store.directory import load_world

log = logging.getLogger(__name__)

NIGHT_H = range(2, 5)
"""Hours of the depot's wall clock in which nobody buys and nobody drives."""


@dataclass(slots=True)
class Nights:
    """On which day each depot learnt last; a restart learns once more and finds nothing new."""

    learnt: dict[str, date] = field(default_factory=dict)

    def keep_up(self, *, now: datetime) -> int:
        """How many depots plan with other buffers now."""
        changed = 0
        for slug, _ in fleets.list_depots():
            zone = load_world((slug,), now=now).store(slug).calendar.zone
            local = now.astimezone(parse_zone(zone))
            if local.hour not in NIGHT_H or self.learnt.get(slug) == local.date():
                continue
            self.learnt[slug] = local.date()
            done = buffers.learn(slug, now=now)
            if done is not None and done.entries:
                changed += 1
                log.info("the zones of %s have other buffers", slug)
        return changed
