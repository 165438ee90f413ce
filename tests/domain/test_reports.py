"""Windows of reports: whole days of a zone that are over."""

from datetime import UTC, date, datetime

import pytest

from otklik.domain.errors import DomainError
from otklik.domain.reports import Window, check_window, last_days, last_month, last_week

NOW = datetime(2026, 3, 18, 21, 30, tzinfo=UTC)  # Wednesday; in Moscow it is Thursday, half past midnight


def test_a_window_is_whole_days_of_its_zone() -> None:
    """The day on which the clocks change has 23 hours in Berlin."""
    window = Window(date(2026, 3, 29), date(2026, 3, 29), "Europe/Berlin")
    assert window.from_at == datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert window.to_at == datetime(2026, 3, 29, 22, tzinfo=UTC)
    assert window.days == 1


@pytest.mark.parametrize(
    ("window", "days"),
    [
        (last_days(2, zone="Europe/Moscow", now=NOW), (date(2026, 3, 17), date(2026, 3, 18))),
        (last_days(2, zone="UTC", now=NOW), (date(2026, 3, 16), date(2026, 3, 17))),
        (last_week(zone="Europe/Moscow", now=NOW), (date(2026, 3, 9), date(2026, 3, 15))),
        (last_month(zone="Europe/Moscow", now=NOW), (date(2026, 2, 1), date(2026, 2, 28))),
    ],
)
def test_the_latest_windows_are_over(window: Window, days: tuple[date, date]) -> None:
    """Yesterday is the zone's own; a week ends on Sunday."""
    assert (window.first_on, window.last_on) == days
    assert check_window(window, now=NOW) == window


@pytest.mark.parametrize(
    ("first_on", "last_on", "code"),
    [
        (date(2026, 3, 18), date(2026, 3, 19), "window_open"),
        (date(2026, 3, 18), date(2026, 3, 17), "window_empty"),
        (date(2022, 3, 18), date(2026, 3, 17), "window_long"),
    ],
)
def test_what_is_no_closed_window_is_refused(first_on: date, last_on: date, code: str) -> None:
    with pytest.raises(DomainError) as caught:
        check_window(Window(first_on, last_on, "Europe/Moscow"), now=NOW)
    assert caught.value.code == code
    assert caught.value.remedy
