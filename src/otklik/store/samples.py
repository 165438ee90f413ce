"""What the plans of whom to ask are made of and checked against: cases that were drawn, and the plans on record."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.court_cases import CourtCase
from otklik.domain.events import Entry
from otklik.domain.orders import OrderState
from otklik.domain.world import Sampling
from otklik.store import journal, models

DRAWS = ("survey.drawn", "survey.passed")
"""Facts that say whether a case fell into the sample."""

STREAMS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class DrawnCase:
    """One case that was drawn or passed over, with the order's stream and the partner whose plan it fell under."""

    stream: str
    partner: str
    case: CourtCase


@dataclass(frozen=True, slots=True)
class Planned:
    """A partner and the ISO date of the last day that its plan was made for; empty = nobody planned."""

    partner: str
    until_on: str


def list_planned() -> list[Planned]:
    """Every partner, by slug."""
    rows = models.Partner.objects.order_by("slug").values_list("slug", "sampling")
    return [Planned(slug, json.loads(text)["until_on"] if text else "") for slug, text in rows]


def list_drawn(*, since: datetime | None = None, until: datetime | None = None) -> Iterator[DrawnCase]:
    """Cases whose draw was recorded in a span, in the order of streams; undone refusals are not among them.

    Parameters
    ----------
    since, until
        First instant, and the first one after; None = without that end.
    """
    rows = models.JournalRow.objects.filter(kind__in=DRAWS)
    rows = rows.filter(recorded_at__gte=since) if since else rows
    rows = rows.filter(recorded_at__lt=until) if until else rows
    partners = dict(models.Store.objects.values_list("slug", "partner"))
    streams = sorted(set(rows.values_list("stream", flat=True)))
    for start in range(0, len(streams), STREAMS_AT_ONCE):
        states = journal.load_states(streams[start : start + STREAMS_AT_ONCE])
        for stream in sorted(states):
            order = states[stream].subject
            if isinstance(order, OrderState):
                for case in order.court.values():
                    if case.drawn is not None and _is_within(case.at, since, until):
                        yield DrawnCase(stream, partners.get(case.holder, ""), case)


def _is_within(at: datetime, since: datetime | None, until: datetime | None) -> bool:
    return (since is None or at >= since) and (until is None or at < until)


def load_plans() -> dict[tuple[str, str], Sampling]:
    """Every plan that was ever recorded, by partner and the plan's id."""
    rows = models.JournalRow.objects.filter(kind="sample.planned").values_list("stream", flat=True)
    entries: Mapping[str, list[Entry]] = journal.load_entries(set(rows))
    found = {}
    for stream, told in entries.items():
        for entry in told:
            if entry.event.kind == "sample.planned":
                data = entry.event.data
                sampling = Sampling(data["plan"], data["seed"], data["shares"])
                found[stream.partition("/")[2], sampling.plan] = sampling
    return found
