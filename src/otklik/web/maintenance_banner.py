"""What every screen says while somebody works on the system."""

from __future__ import annotations

from datetime import datetime

from otklik.domain.local_times import moment_text
from otklik.domain.locales import Locale
from otklik.domain.zones import parse_zone
from otklik.store import directory
from otklik.store.access import Viewer
from otklik.web.maintenance_words import BANNER


def write_banner(viewer: Viewer, locale: Locale, *, now: datetime) -> tuple[str, ...]:
    """A line for each work that concerns the viewer: on everything, or on a place that he sees."""
    running = directory.list_maintenance(now=now)
    if not running:
        return ()
    office, zone = directory.find_marketplace(), parse_zone(viewer.zone)
    lines = []
    for slug, name, until_at in running:
        when = moment_text(until_at, zone, locale, now=now)
        if slug == office:
            lines.append(BANNER["everywhere"][locale].format(when=when))
        elif viewer.stores is None or slug in viewer.stores:
            lines.append(BANNER["place"][locale].format(place=name, when=when))
    return tuple(lines)
