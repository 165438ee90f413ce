"""The rows that an order's complaints, flags and scores make; one of the projections (`projections.py`)."""

from collections.abc import Iterator
from typing import Any

from django.db import models as django_models

from otklik.domain.orders import OrderState
from otklik.store import models

TABLES: tuple[type[django_models.Model], ...] = (models.Complaint, models.Flag, models.Score)


def list_rows(stream: str, order: OrderState) -> Iterator[tuple[type[django_models.Model], dict[str, Any]]]:
    """Each row with its table."""
    for complaint in order.complaints.values():
        same = ("store", "about", "means", "person", "acted_at", "acted_by", "closed_at", "closed_by", "how")
        row = {name: getattr(complaint, name) for name in same}
        yield (
            models.Complaint,
            {"stream": stream, "complaint": complaint.key, "received_at": complaint.at, **row},
        )
    for flag in order.flags.values():
        row = {
            name: getattr(flag, name)
            for name in ("store", "kind", "person", "judgement", "judged_by", "judged_at")
        }
        yield (
            models.Flag,
            {
                "stream": stream,
                "flag": flag.key,
                "version": flag.of,
                "sort": flag.where,
                "flagged_at": flag.at,
                **row,
            },
        )
    for score in order.scores.values():
        row = {name: getattr(score, name) for name in ("store", "person", "total")}
        yield (
            models.Score,
            {"stream": stream, "score": score.key, "scored_by": score.by, "scored_at": score.at, **row},
        )
