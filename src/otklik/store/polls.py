"""Which connected shops are to be asked for missed orders, and from where on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.store import models, writer


@dataclass(frozen=True, slots=True)
class DuePoll:
    """One shop to ask: its source, its store, its address, and the latest change known (None = never asked)."""

    source: str
    store: str
    shop_url: str
    cursor_at: datetime | None


def claim_due(now: datetime, *, again_after: timedelta) -> list[DuePoll]:
    """The shops that are due, each of them put off until `now + again_after` so that one worker asks it.

    Parameters
    ----------
    now
        Aware UTC.
    again_after
        When each is due next, whatever becomes of this question.
    """
    sources = list(
        models.Source.objects.filter(type="woocommerce", revoked=False).exclude(shop_url="").order_by("slug")
    )
    known = dict(models.Poll.objects.values_list("source", "due_at"))
    due = [source for source in sources if source.slug not in known or known[source.slug] <= now]
    return writer.run(lambda: [_claim(one, now, again_after) for one in due]) if due else []


def _claim(source: models.Source, now: datetime, again_after: timedelta) -> DuePoll:
    row, _ = models.Poll.objects.select_for_update().get_or_create(
        source=source.slug, defaults={"due_at": now}
    )
    models.Poll.objects.filter(source=source.slug).update(due_at=now + again_after)
    return DuePoll(source.slug, source.store, source.shop_url, row.cursor_at)


def advance(source: str, *, cursor_at: datetime | None) -> None:
    """Remember the latest change that a shop told of."""
    writer.run(lambda: models.Poll.objects.filter(source=source).update(cursor_at=cursor_at))
