"""Places for the tests of working time: their hours, and instants at which something happens there."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from otklik.domain.business_time import WorkCalendar
from tests.domain import minute_oracle
from tests.domain.minute_oracle import Place

# Written by hand from the published calendars, not from the data that the product uses.
RU_2026 = ["2025-12-31"] + [f"2026-01-0{n}" for n in range(1, 10)]
RU_2026 += ["2026-02-23", "2026-03-08", "2026-03-09", "2026-05-01", "2026-05-09", "2026-05-11"]
RU_2026 += ["2026-06-12", "2026-11-04", "2026-12-31"]
RU_2026_SHORT = ["2026-04-30", "2026-05-08", "2026-06-11", "2026-11-03"]
DE_2026 = ["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25"]
DE_2026 += ["2026-10-03", "2026-12-25", "2026-12-26"]


def dates(texts):
    return frozenset(date.fromisoformat(text) for text in texts)


# Zone, country, its holidays and shortened days, and instants around which something happens.
SCENES = [
    ("Europe/Moscow", "RU", RU_2026, RU_2026_SHORT, ["2026-01-01", "2026-03-08", "2026-05-09", "2026-11-04"]),
    ("Europe/Moscow", None, [], [], ["2014-10-26"]),
    ("Europe/Berlin", "DE", DE_2026, [], ["2026-03-29", "2026-10-25", "2026-05-01", "2026-12-25"]),
    ("America/New_York", None, [], [], ["2026-03-08", "2026-11-01"]),
    ("America/Sao_Paulo", None, [], [], ["2018-02-18", "2018-11-04"]),
    ("Asia/Kolkata", None, [], [], ["2026-07-15"]),
    ("Australia/Lord_Howe", None, [], [], ["2026-04-05", "2026-10-04"]),
]


@st.composite
def shifts(draw):
    """One day: closed, plain, with a lunch break, a night, or round the clock."""
    kind = draw(st.sampled_from(["closed", "plain", "plain", "lunch", "night", "night", "whole"]))
    if kind == "closed":
        return ()
    if kind == "whole":
        return ((0, 1440),)
    if kind == "plain":
        start = draw(st.integers(0, 20 * 60))
        return ((start, draw(st.integers(start + 1, 1440))),)
    if kind == "lunch":
        a, b, c, d = sorted(draw(st.sets(st.integers(0, 1440), min_size=4, max_size=4)))
        return ((a, b), (c, d))
    start = draw(st.integers(17 * 60, 1439))
    return ((start, 1440 + draw(st.integers(1, 9 * 60))),)


@st.composite
def places(draw):
    """A place with a calendar that says the same, and an instant near something that happens."""
    zone, country, holidays, short, anchors = draw(st.sampled_from(SCENES))
    anchor_on = date.fromisoformat(draw(st.sampled_from(anchors)))
    near = st.integers(-3, 3).map(lambda n: anchor_on + timedelta(days=n))
    follows = country is not None
    place = Place(
        zone=zone,
        week=tuple(draw(shifts()) for _ in range(7)),
        holidays=dates(holidays),
        holiday_hours=draw(st.sampled_from([(), (), ((660, 900),), ((1260, 1560),)])) if follows else None,
        short=dates(short) if follows else frozenset(),
        exceptions=draw(st.dictionaries(near, shifts(), max_size=2)),
        night=draw(st.sampled_from(["shift", "day"])),
    )
    midnight_at = datetime(anchor_on.year, anchor_on.month, anchor_on.day, tzinfo=UTC)
    at = midnight_at + timedelta(seconds=draw(st.integers(-2 * 86_400, 2 * 86_400)))
    return place, country, at


def calendar_of(place, holidays_of, **changes):
    written = {
        "expression": minute_oracle.write_expression(place),
        "zone": place.zone,
        "country": holidays_of,
        "exceptions": minute_oracle.write_exceptions(place),
        "night": place.night,
    }
    return WorkCalendar.parse(**(written | changes))
