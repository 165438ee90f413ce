"""Many wall times at once are the instants that each alone would be, on both sides of every turn of the clocks."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from otklik.domain.zones import offset_segments
from otklik.intake.instants import resolve
from otklik.intake.wall_times import to_instants

FROM_S, TO_S = 1_262_304_000, 1_767_225_600  # 2010 to 2026


@pytest.mark.parametrize(
    "zone", ["Europe/Moscow", "Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Omsk", "UTC"]
)
def test_many_are_as_each_alone(zone: str) -> None:
    turns = [start for start, _, _ in offset_segments(zone, FROM_S, TO_S)[1:]]
    offsets = [offset for _, _, offset in offset_segments(zone, FROM_S, TO_S)]
    walls = np.array([
        turn + offset + step
        for turn in [*turns, FROM_S + 10_000_000] for offset in {*offsets}
        for step in (-7_200, -3_601, -3_600, -1_801, -1_800, -1, 0, 1, 1_799, 1_800, 3_599, 3_600, 7_200)
    ])  # fmt: skip
    instants, skipped, twice = to_instants(walls, zone)
    assert skipped.any() == twice.any() == (zone != "UTC")
    for wall_s, at_s, is_skipped, is_twice in zip(
        walls.tolist(), instants.tolist(), skipped.tolist(), twice.tolist(), strict=True
    ):
        alone = resolve(datetime.fromtimestamp(wall_s, UTC).replace(tzinfo=None), ZoneInfo(zone), place="")
        reading = "skipped" if is_skipped else "twice" if is_twice else "exact"
        assert (at_s, reading) == (int(alone.at.timestamp()), alone.reading)


def test_no_times_are_no_instants() -> None:
    assert [len(one) for one in to_instants(np.zeros(0, np.int64), "Europe/Moscow")] == [0, 0, 0]
