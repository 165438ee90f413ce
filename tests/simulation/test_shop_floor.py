"""The simulated month, small: four shops, two days."""

from __future__ import annotations

import pytest

from otklik.simulation.shop_floor import figures
from otklik.simulation.shop_floor.month import Month
from otklik.simulation.shop_floor.setting import Setting


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("off", ["", "second_channel", "in_shop", "busy"])
def test_x(off):
    import time

    t = time.time()
    m = Month(Setting(stores=12, days=3, orders_a_day=3.0, off=off))
    m.live(lambda x: None)
    c = figures.count_answers(m)
    print(
        off,
        len(m.orders),
        m.accepted.total(),
        m.refused,
        time.time() - t,
        figures.share(c, 1),
        figures.share(c, 2),
        list(figures.list_faults(m))[:5],
    )
