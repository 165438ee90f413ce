"""Links of parties to their one page, outside the journal: the present one of each place, by its hash alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from otklik.store import models, writer

PER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class PartyLink:
    """The present link of a place; `revoked_at` None = it leads somewhere until `ends_at`."""

    store: str
    number: int
    made_at: datetime
    ends_at: datetime
    revoked_at: datetime | None

    def is_good(self, now: datetime) -> bool:
        """Whether it leads anywhere."""
        return self.revoked_at is None and now < self.ends_at


def find(store: str) -> PartyLink | None:
    """The present link of a place, or None: there never was one."""
    row = models.PartyLink.objects.filter(store=store).first()
    return _link(row) if row else None


def find_by_token(token: str) -> PartyLink | None:
    """The link of that hash, whether it is good or not."""
    row = models.PartyLink.objects.filter(token=token).first()
    return _link(row) if row else None


def put(link: PartyLink, *, token: str) -> None:
    """Keep a link as the present one of its place; the one before it leads nowhere."""
    row = {
        "number": link.number,
        "token": token,
        "made_at": link.made_at,
        "ends_at": link.ends_at,
        "revoked_at": None,
    }
    writer.run(lambda: models.PartyLink.objects.update_or_create(store=link.store, defaults=row))


def revoke(store: str, *, now: datetime) -> None:
    """Let the link of a place lead nowhere."""
    writer.run(lambda: models.PartyLink.objects.filter(store=store).update(revoked_at=now))


def count_act(store: str, *, most: int, now: datetime) -> bool:
    """Whether a place may act once more within the minute; it is counted at once, so that parallel acts are too."""

    def count() -> int:
        rows = models.PartyLink.objects.filter(store=store)
        if rows.filter(acts_since__gt=now - PER).exists():
            return rows.filter(acts__lt=most).update(acts=F("acts") + 1)
        return rows.update(acts=1, acts_since=now)

    return bool(writer.run(count))


def list_owed(store: str) -> list[str]:
    """Streams of the orders on which a place owes something now, those that are due first."""
    owed = models.Obligation.objects.filter(debtor__endswith=f":{store}", stream__startswith="order/")
    rows = owed.filter(state__in=("open", "paused", "breached"), closed_at=None).order_by(
        "limit_at", "stream"
    )
    return list(dict.fromkeys(rows.values_list("stream", flat=True)[:MOST_OWED]))


MOST_OWED = 200
"""So many are looked at; a page shows no more."""


def _link(row: models.PartyLink) -> PartyLink:
    return PartyLink(row.store, row.number, row.made_at, row.ends_at, row.revoked_at)
