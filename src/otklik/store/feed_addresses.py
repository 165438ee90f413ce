"""Which feeds are fetched when, and what is known of their last answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.store import models, writer


@dataclass(frozen=True, slots=True)
class Known:
    """What an address said of the catalogue that was read last, so that it need not send the same again."""

    etag: str = ""
    modified: str = ""


def claim_due(now: datetime, *, again_after: timedelta) -> str:
    """Name of a feed whose address is due, put off until `now + again_after` so that one worker asks; empty = none."""
    feeds = models.Source.objects.filter(type="feed", revoked=False).exclude(shop_url="")
    known = dict(models.FeedAddress.objects.values_list("source", "due_at"))
    for slug in feeds.order_by("slug").values_list("slug", flat=True):
        if (slug not in known or known[slug] <= now) and writer.run(lambda: _claim(slug, now, again_after)):  # noqa: B023
            return str(slug)
    return ""


def _claim(source: str, now: datetime, again_after: timedelta) -> bool:
    row, _ = models.FeedAddress.objects.select_for_update().get_or_create(
        source=source, defaults={"due_at": now}
    )
    if row.due_at > now:
        return False
    models.FeedAddress.objects.filter(source=source).update(due_at=now + again_after)
    return True


def load_known(source: str) -> Known:
    """What the address of a feed said last."""
    row = models.FeedAddress.objects.filter(source=source).first()
    return Known(row.etag, row.modified) if row else Known()


def note(source: str, known: Known, *, now: datetime) -> None:
    """Keep what an address said of the catalogue that was just read."""

    def write() -> None:
        models.FeedAddress.objects.get_or_create(source=source, defaults={"due_at": now})
        models.FeedAddress.objects.filter(source=source).update(etag=known.etag, modified=known.modified)

    writer.run(write)
