"""The demo's marketplace on a test's database, as `otklik setup --demo` makes it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta

from otklik.actions import partners, standards
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.simulation import marketplace
from otklik.simulation.cast import PARTNERS
from otklik.store import directory, journal
from tests.harness import unwatched

STARTS = datetime(2026, 3, 17, 7, 20, tzinfo=UTC)
"""Tuesday, 10:20 in Moscow."""


def open_marketplace(since: datetime, *, watched: bool = False) -> None:
    """Partners, places and people, from an instant on; `watched`: rounds and presence are owed as well."""
    text = DEFAULT_TEXT if watched else unwatched(DEFAULT_TEXT)
    partners.join("market", actor=marketplace.ACTOR, name=PARTNERS["market"], now=since)
    standards.publish(text, actor=marketplace.ACTOR, now=since)
    standards.adopt("market", name="default", actor=marketplace.ACTOR, now=since)
    marketplace.build(now=since)
    marketplace.connect_phones(now=since)
    directory.record_calendars()


def days_before(days: int) -> datetime:
    """The instant so many days before the demo starts."""
    return STARTS - timedelta(days=days)


def fingerprint() -> str:
    """SHA-256 of everything in the journal but what stands under secrets that each order draws anew."""
    digest = hashlib.sha256()
    for line in journal.export():
        envelope = json.loads(json.loads(line)["envelope"])
        digest.update(json.dumps({**envelope, "mac": ""}, sort_keys=True).encode())
    return digest.hexdigest()
