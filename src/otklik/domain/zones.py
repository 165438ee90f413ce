"""Which offset from UTC a shop's wall clock has, and when that changes.

Zones are IANA names resolved by the pinned `tzdata` package, so that one version of Otklik gives one
result on every machine. It must not compute with local datetimes: arithmetic inside a zone that changes
its clocks is wrong in Python, so everything here is whole seconds since 1970, UTC or wall.
"""

import difflib
import functools
import zoneinfo
from datetime import UTC, datetime

import tzdata  # type: ignore[import-untyped]

from otklik.domain.errors import DomainError

TZDATA_VERSION: str = tzdata.IANA_VERSION

DAY_S = 86_400

Segment = tuple[int, int, int]
"""From (UTC seconds, included), to (excluded), offset: wall seconds = UTC seconds + offset."""


def use_pinned_zones() -> None:
    """Make zoneinfo read the pinned `tzdata` package alone, never the machine's files.

    Notes
    -----
    Call it once, at start-up, before a zone is used. It is process-wide.
    """
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()
    offset_segments.cache_clear()


def parse_zone(name: str) -> zoneinfo.ZoneInfo:
    """Return the IANA zone of that name.

    Parameters
    ----------
    name
        An IANA name, for example ``Europe/Moscow``.

    Raises
    ------
    DomainError
        ``zone_unknown``: no such zone in the pinned data.
    """
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError, TypeError):
        near = difflib.get_close_matches(str(name), sorted(zoneinfo.available_timezones()), n=1)
        hint = f"Did you mean {near[0]}?" if near else "Write an IANA name such as Europe/Moscow."
        message = f"There is no time zone named {name!r}."
        raise DomainError("zone_unknown", message, remedy=hint, place="zone") from None


@functools.lru_cache(maxsize=4096)
def offset_segments(zone: str, from_s: int, to_s: int) -> tuple[Segment, ...]:
    """Cut a span of UTC time into stretches of one offset each.

    Parameters
    ----------
    zone
        A known IANA name.
    from_s, to_s
        Seconds since 1970 UTC, `from_s` < `to_s`.

    Returns
    -------
    tuple of Segment
        In order, without holes, exact to the second.

    Notes
    -----
    zoneinfo does not publish its transitions. They are found by a sample a day and bisecting: the two nearest
    changes of any zone since 1970 lie 166 hours apart (tzdata 2026f).
    """
    info = parse_zone(zone)

    def offset_s(at_s: int) -> int:
        offset = datetime.fromtimestamp(at_s, UTC).astimezone(info).utcoffset()
        return 0 if offset is None else offset.days * DAY_S + offset.seconds

    segments: list[Segment] = []
    start_s, current_s = from_s, offset_s(from_s)
    sample_s = from_s
    while sample_s < to_s:
        next_s = min(sample_s + DAY_S, to_s)
        if offset_s(next_s) != current_s:
            low_s, high_s = sample_s, next_s
            while high_s - low_s > 1:
                middle_s = (low_s + high_s) // 2
                low_s, high_s = (middle_s, high_s) if offset_s(middle_s) == current_s else (low_s, middle_s)
            segments.append((start_s, high_s, current_s))
            start_s, current_s = high_s, offset_s(high_s)
            next_s = high_s
        sample_s = next_s
    if start_s < to_s:
        segments.append((start_s, to_s, current_s))
    return tuple(segments)
