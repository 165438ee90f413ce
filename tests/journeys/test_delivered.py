"""Text 004 §4: the courier is 40 minutes late, the buyer knows before his window ends, and says how it was at the door."""

import pytest

from otklik.actions import delays, deliveries
from otklik.domain.errors import DomainError
from otklik.domain.events import Ref
from otklik.store import journal
from tests.harness import local, moscow
from tests.journeys.delivering import DAY, RUN, agreed, drives, ends, on_the_road


def test_late_by_forty_minutes_told_at_1520_at_the_door_and_confirmed(db):
    desk = on_the_road()
    _, first = agreed(desk, 12, away=1)
    order, key = agreed(desk, 14, away=2)
    desk.forward("13:40")
    deliveries.set_out(RUN, vehicle="van", person="damir", now=desk.now)
    desk.forward("14:40")
    assert desk.phones.at("+79000001122") == []
    # By his plan he is at the second door at 14:00: at 15:20 he says that he is 2 h 10 min behind it.
    desk.forward("15:20")
    delays.delay(RUN, vehicle="van", late_s=130 * 60, person="damir", now=desk.now)
    desk.tick()
    told = [one for one in desk.phones.at("maria@buyer.test") if "курьер" in one.subject]
    assert [(local(one.at)[11:16], one.subject) for one in told][-1] == ("15:20", "Заказ A-1002: курьер будет сегодня 16:00–17:00")
    window = desk.obligation(order, "window", key)
    assert local(window.limit_at)[11:16] == "17:00" and window.breached_at is None
