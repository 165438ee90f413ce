"""What is known for choosing an alternative: where places are, how fast they answer, notes on competitors, weights."""

from __future__ import annotations

import json
import statistics
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from otklik.domain.alternatives import COMPETITOR
from otklik.planning.alternatives import Place
from otklik.store import directory, models, vendor, writer

SELLING = ("store", "supplier", "warehouse")
"""Roles of places that have goods."""

LOOK_BACK = timedelta(days=30)
NOTED_FOR = timedelta(days=14)
"""So long a note on a competitor's offer is shown again."""

ANSWERS = ("reservation", "first_answer", "holder_answer")
"""Obligations by which a place's speed is known: what it answers to other stores, and to buyers."""

MOST_ANSWERS = 600
MOST_NOTES = 5


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights in force: learnt at an instant from so many decisions, or the shipped ones (`learnt_at` None)."""

    weights: Mapping[str, float] = field(default_factory=dict)
    decisions: int = 0
    accepted: int = 0
    learnt_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody noted of a competitor."""

    title: str
    link: str
    price_minor: int | None
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """One offer that a buyer took or not, with the differences that it had."""

    stream: str
    rung: str
    terms: Mapping[str, float]
    accepted: bool


def list_places(now: datetime) -> dict[str, Place]:
    """Every place that may have goods, by slug, with how fast it answers (median of its working seconds, 30 days)."""
    rows = models.Store.objects.filter(role__in=SELLING).values_list("slug", "partner", "role", "point")
    speeds = _speeds([row[0] for row in rows], now)
    return {
        slug: Place(slug, partner, role, parse_point(point), speeds.get(slug))
        for slug, partner, role, point in rows
    }


def parse_point(text: str) -> tuple[float, float] | None:
    """Latitude and longitude as their column has them; None = unknown."""
    if not text:
        return None
    latitude, longitude = json.loads(text)
    return float(latitude), float(longitude)


def _speeds(slugs: Sequence[str], now: datetime) -> dict[str, int]:
    owed = models.Obligation.objects.filter(
        kind__in=ANSWERS,
        debtor__in=[f"store:{slug}" for slug in slugs],
        verdict="met",
        closed_at__gte=now - LOOK_BACK,
    )
    rows = list(
        owed.order_by("-closed_at").values_list("debtor", "calendar", "opened_at", "closed_at")[:MOST_ANSWERS]
    )
    calendars = directory.load_calendars({row[1] for row in rows} - {""})
    found: dict[str, list[float]] = {}
    for debtor, digest, opened_at, closed_at in rows:
        calendar = calendars.get(digest)
        span_s = (
            calendar.between(opened_at, closed_at) if calendar else (closed_at - opened_at).total_seconds()
        )
        found.setdefault(debtor.partition(":")[2], []).append(span_s)
    return {slug: int(statistics.median(spans)) for slug, spans in found.items()}


def list_notes(sku: str, now: datetime) -> list[Note]:
    """What was noted of competitors about goods, the newest first, each address once."""
    if not sku:
        return []
    rows = models.AlternativeOffer.objects.filter(
        rung=COMPETITOR, wanted=sku, offered_at__gte=now - NOTED_FOR
    ).order_by("-offered_at", "stream", "key")
    found: dict[str, Note] = {}
    for row in rows[:50]:
        link = str(json.loads(row.why or "{}").get("link", ""))
        found.setdefault(link, Note(row.title, link, row.price_minor, row.offered_at))
    return list(found.values())[:MOST_NOTES]


def list_decisions(limit: int = 20_000) -> list[Decision]:
    """The last offers that buyers took or not, oldest first; a competitor's, and those without terms, are left out."""
    rows = (
        models.AlternativeOffer.objects.filter(ended_at__isnull=False)
        .exclude(rung=COMPETITOR)
        .order_by("-ended_at", "stream", "key")
        .values_list("stream", "rung", "why", "state")[:limit]
    )
    found = [(stream, rung, _terms(why), state) for stream, rung, why, state in rows]
    return [
        Decision(stream, rung, terms, state == "accepted") for stream, rung, terms, state in found if terms
    ][::-1]


def count_decisions() -> int:
    """How many offers buyers took or did not, a competitor's left out."""
    ended = models.AlternativeOffer.objects.filter(ended_at__isnull=False)
    return ended.exclude(rung=COMPETITOR).count()


def _terms(why: str) -> Mapping[str, float]:
    terms: Any = json.loads(why or "{}").get("terms") or {}
    return {name: float(value) for name, value in terms.items()}


def load_weights() -> Weights:
    """The weights in force; empty ones where nothing was learnt."""
    row = models.AlternativeWeights.objects.order_by("-learnt_at").first()
    if row is None:
        return Weights()
    return Weights(json.loads(row.weights), row.decisions, row.accepted, row.learnt_at)


def save_weights(weights: Mapping[str, float], *, decisions: int, accepted: int, now: datetime) -> None:
    """Keep learnt weights as those in force."""
    row = {"weights": json.dumps(dict(weights), sort_keys=True), "decisions": decisions, "accepted": accepted}
    writer.run(lambda: models.AlternativeWeights.objects.update_or_create(learnt_at=now, defaults=row))


@dataclass(frozen=True, slots=True)
class MissingRow:
    """One line that was missing: of which store, when looked for, what the buyer took, how its order stands."""

    stream: str
    store: str
    sought_at: datetime
    rung: str
    offers: int
    phase: str
    number: str = ""


def list_missing(
    stores: Collection[str] | None, *, from_at: datetime, to_at: datetime, limit: int = 20_000
) -> list[MissingRow]:
    """Lines that were looked for elsewhere in a span, with how their orders stand now; the oldest first."""
    query = models.MissingLine.objects.filter(sought_at__gte=from_at, sought_at__lt=to_at)
    if stores is not None:
        query = query.filter(store__in=sorted(stores))
    rows = list(query.order_by("sought_at", "stream", "line")[:limit])
    streams = sorted({row.stream for row in rows})
    orders = {
        stream: (phase, number)
        for stream, phase, number in vendor.select(
            models.Order, ("stream", "phase", "number"), "stream", streams
        )
    }
    return [
        MissingRow(
            row.stream, row.store, row.sought_at, row.rung, row.offers, *orders.get(row.stream, ("", ""))
        )
        for row in rows
    ]
