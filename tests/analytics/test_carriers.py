"""Own against outside: exact figures, too few said, a difference only where intervals lie apart, rows behind each."""

import pytest

from otklik.analytics.carriers import Delivered, compare, find_difference, rows_behind


def rows(carrier, kept, missed, *, zone="east", from_h=18, **more):
    return [
        Delivered(f"order/{carrier}-{zone}-{n}", carrier, zone, "2026-03-10", from_h, kept=n < kept, **more)
        for n in range(kept + missed)
    ]


def test_shares_and_means_count_only_what_is_known():
    known = [
        Delivered(
            "order/1", "own", "east", "2026-03-10", 12, kept=True, door=True, stars=5, price_minor=20_000
        ),
        Delivered("order/2", "own", "east", "2026-03-11", 12, kept=False, told=True, door=False, stars=4),
        Delivered("order/3", "own", "east", "2026-03-12", 12),
        Delivered("order/4", "quick", "east", "2026-03-12", 12, kept=True, price_minor=30_000),
    ]
    own, outside = compare(known)
    assert {name: (one.part, one.whole) for name, one in own.shares.items()} == {
        "kept": (1, 2), "told": (1, 1), "door": (1, 2), "polite": (0, 0),
    }  # fmt: skip
    assert own.shares["kept"].few and (own.count, outside.count) == (3, 1)
    assert (own.means["stars"].value, own.means["price"].value, own.means["price"].count) == (4.5, 20_000, 1)
    behind = {
        name: [row.order for row in rows_behind(known, "own", name)] for name in ("kept", "kept/not", "n")
    }
    assert behind == {
        "kept": ["order/1"], "kept/not": ["order/2"], "n": ["order/3", "order/2", "order/1"],
    }  # fmt: skip
    with pytest.raises(ValueError, match="nonsense"):
        rows_behind(known, "own", "nonsense")


def test_a_difference_is_said_where_intervals_lie_apart_and_nowhere_else():
    same = rows("own", 36, 4) + rows("quick", 38, 2)
    assert find_difference(same) is None
    few = rows("own", 4, 12) + rows("quick", 19, 0)
    assert find_difference(few) is None
    apart = rows("own", 20, 20) + rows("quick", 39, 1) + rows("own", 58, 2, zone="west", from_h=12)
    found = find_difference(apart + rows("quick", 19, 1, zone="west", from_h=12))
    assert (found.zone, found.part, found.own_is_worse) == ("east", "evening", True)
    assert (found.worse.part, found.better.part) == (20, 39)
