"""Places for the tests of working time: their hours, and instants at which something happens there."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from otklik.domain.business_time import WorkCalendar
from tests.domain import minute_oracle
from tests.domain.minute_oracle import WHOLE, Place, Season


def dates(texts):
    return frozenset(date.fromisoformat(text) for text in texts)


def _days(first, last):
    first_on, last_on = date.fromisoformat(first), date.fromisoformat(last)
    return [str(first_on + timedelta(days=n)) for n in range((last_on - first_on).days + 1)]


@dataclass(frozen=True)
class Scene:
    """A zone, a country's days, written by hand from what was published, and dates on which something happens."""

    zone: str
    anchors: tuple[str, ...]
    country: str | None = None
    region: str | None = None
    holidays: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    works: tuple[tuple[str, str], ...] = ()


DE_2026 = ("2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25")
DE_2026 += ("2026-10-03", "2026-12-25", "2026-12-26", "2027-01-01")

SCENES = {
    "Moscow 2026": Scene(
        "Europe/Moscow",
        ("2026-01-01", "2026-03-08", "2026-05-09", "2026-11-04"),
        "RU",
        holidays=(
            "2025-12-31", *_days("2026-01-01", "2026-01-09"), "2026-02-23", "2026-03-08", "2026-03-09", "2026-05-01",
            "2026-05-09", "2026-05-11", "2026-06-12", "2026-11-04", "2026-12-31",
        ),
        short=("2026-04-30", "2026-05-08", "2026-06-11", "2026-11-03"),
    ),
    "days moved in Russia": Scene(
        "Europe/Moscow",
        ("2024-11-02", "2024-12-28", "2025-11-01"),
        "RU",
        holidays=(
            "2024-11-04", *_days("2024-12-30", "2025-01-08"), "2025-11-03", "2025-11-04",
        ),
        short=("2024-11-02", "2025-11-01"),
        works=(("2024-11-02", "2024-04-30"), ("2024-12-28", "2024-12-30"), ("2025-11-01", "2025-11-03")),
    ),
    "days decreed in Russia": Scene(
        "Europe/Moscow",
        ("2020-03-30", "2020-05-12", "2020-06-24", "2021-05-01", "2021-11-01"),
        "RU",
        holidays=(
            *_days("2020-03-30", "2020-05-11"), "2020-06-12", "2020-06-24", "2020-07-01", "2021-05-01",
            *_days("2021-05-03", "2021-05-07"), "2021-05-09", "2021-05-10", *_days("2021-10-30", "2021-11-05"),
        ),
        short=("2020-06-11", "2021-04-30"),
    ),
    "Moscow 2014": Scene(
        "Europe/Moscow", ("2014-10-26", "2014-11-04"), "RU", holidays=("2014-11-03", "2014-11-04"),
    ),
    "Berlin": Scene(
        "Europe/Berlin", ("2026-03-29", "2026-10-25", "2026-05-01", "2026-12-25"), "DE", holidays=DE_2026,
    ),
    "Bavaria": Scene(
        "Europe/Berlin", ("2026-01-06", "2026-06-04", "2026-11-01"), "DE", "BY",
        holidays=(*DE_2026, "2026-01-06", "2026-06-04", "2026-08-15", "2026-11-01"),
    ),
    "New York": Scene("America/New_York", ("2026-03-08", "2026-11-01")),
    "Sao Paulo": Scene(
        "America/Sao_Paulo", ("2018-02-18", "2018-11-04", "2018-11-02"), "BR",
        holidays=("2018-11-02", "2018-11-15"),
    ),
    "Kolkata": Scene("Asia/Kolkata", ("2026-07-15",)),
    "Lord Howe": Scene("Australia/Lord_Howe", ("2026-04-05", "2026-10-04")),
}  # fmt: skip

SEASONS = [((6, 1), (8, 31)), ((3, 15), (5, 4)), ((10, 20), (10, 27)), ((11, 3), (1, 4))]


@st.composite
def shifts(draw):
    """One day: closed, plain, with a lunch break, a night, or round the clock."""
    kind = draw(st.sampled_from(["closed", "plain", "plain", "lunch", "night", "night", "whole"]))
    if kind == "closed":
        return ()
    if kind == "whole":
        return WHOLE
    if kind == "plain":
        start = draw(st.integers(0, 20 * 60))
        return ((start, draw(st.integers(start + 1, 1440))),)
    if kind == "lunch":
        a, b, c, d = sorted(draw(st.sets(st.integers(0, 1440), min_size=4, max_size=4)))
        return ((a, b), (c, d))
    start = draw(st.integers(17 * 60, 1439))
    return ((start, 1440 + draw(st.integers(1, 9 * 60))),)


@st.composite
def weeks(draw):
    """Seven days made of at most three kinds, or round the clock."""
    if draw(st.integers(0, 9)) == 0:
        return (WHOLE,) * 7
    kinds = draw(st.lists(shifts(), min_size=1, max_size=3))
    return tuple(draw(st.sampled_from(kinds)) for _ in range(7))


@st.composite
def places(draw, scene=None):
    """A place, its scene, and an instant near something that happens there."""
    scene = scene or draw(st.sampled_from(list(SCENES.values())))
    anchor_on = date.fromisoformat(draw(st.sampled_from(scene.anchors)))
    near = st.integers(-3, 3).map(lambda n: anchor_on + timedelta(days=n))
    follows = scene.country is not None
    season = draw(st.sampled_from([None, None, *SEASONS]))
    place = Place(
        zone=scene.zone,
        week=draw(weeks()),
        holidays=dates(scene.holidays),
        holiday_hours=draw(st.sampled_from([None, (), (), ((660, 900),), ((1260, 1560),)]))
        if follows
        else None,
        short=dates(scene.short),
        works={date.fromisoformat(day): date.fromisoformat(of) for day, of in scene.works},
        exceptions=draw(st.dictionaries(near, shifts(), max_size=2)),
        night=draw(st.sampled_from(["shift", "day"])),
        season=Season(*season, draw(weeks())) if season else None,
    )
    midnight_at = datetime(anchor_on.year, anchor_on.month, anchor_on.day, tzinfo=UTC)
    at = midnight_at + timedelta(seconds=draw(st.integers(-2 * 86_400, 2 * 86_400)))
    return place, scene, at


def calendar_of(place, scene, **changes):
    """The calendar of the product that says the same as the place."""
    written = {
        "expression": minute_oracle.write_expression(place),
        "zone": place.zone,
        "country": scene.country,
        "region": scene.region,
        "exceptions": minute_oracle.write_exceptions(place),
        "night": place.night,
    }
    return WorkCalendar.parse(**(written | changes))
