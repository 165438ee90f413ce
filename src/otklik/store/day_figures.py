"""Today's answers and promises of some stores, for the figures of their desk (`domain/day_figures.py`)."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from otklik.domain import clocks
from otklik.domain.day_figures import Answer, DayFigures, figures_of
from otklik.store import directory, models

ANSWER, PROMISE = "first_answer", "promise"


def load_figures(stores: Collection[str] | None, *, from_at: datetime, now: datetime) -> DayFigures:
    """The figures since an instant.

    Parameters
    ----------
    stores
        Slugs; None = all.
    from_at
        Beginning of the day, aware.
    now
        Aware UTC.
    """
    rows = list(
        _of(stores, ANSWER)
        .filter(opened_at__gte=from_at, opened_at__lte=now)
        .exclude(state="waived")
        .values_list("calendar", "opened_at", "target_at", "limit_at", "closed_at", "verdict")
    )
    calendars = directory.load_calendars({row[0] for row in rows if row[0]})
    answers = []
    for calendar, opened_at, target_at, limit_at, closed_at, verdict in rows:
        answered = closed_at is not None and verdict in ("met", "early", "met_late")
        took_s = clocks.between(calendars.get(calendar), opened_at, closed_at) if answered else None
        answers.append(Answer(took_s, answered and closed_at <= (target_at or limit_at)))
    promises = _of(stores, PROMISE).filter(
        Q(closed_at__gte=from_at) | Q(limit_at__gte=from_at, limit_at__lte=now)
    )
    verdicts = promises.values_list("verdict", "breached_at", "closed_at")
    kept = [
        verdict in ("met", "early")
        for verdict, breached_at, closed_at in verdicts
        if breached_at or closed_at
    ]
    return figures_of(answers, kept)


def _of(stores: Collection[str] | None, kind: str) -> QuerySet[models.Obligation]:
    query = models.Obligation.objects.filter(kind=kind)
    return query if stores is None else query.filter(debtor__in=[f"store:{slug}" for slug in sorted(stores)])
