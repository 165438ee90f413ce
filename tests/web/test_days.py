"""A depot's day for its dispatcher: what is at the edge, what nobody drives, and moving without breaking a window."""

import pytest

from otklik.actions import deliveries, fleets
from otklik.store import clock
from tests.harness import ACTOR
from tests.journeys.delivering import DAY, FLEET, RUN, agreed, on_the_road
from tests.web.test_runs import log_in

PAGE, ACT = f"/delivery/depot/{DAY}", f"/delivery/depot/{DAY}/act"


@pytest.fixture
def road(db, monkeypatch, client):
    """Three doors of the van, of which the last is at the edge, one of a carrier's; a second van stands idle."""
    desk = on_the_road()
    bike = {"slug": "bike", "name": "Велокурьер", "from": "09:00", "to": "21:00"}
    fleets.change(
        "depot", actor=ACTOR, document={**FLEET, "vehicles": [*FLEET["vehicles"], bike]}, now=desk.now
    )
    monkeypatch.setattr(clock, "now", lambda: desk.now)
    desk.near, desk.far = agreed(desk, 14, away=1), agreed(desk, 14, away=11.4)
    desk.parcel = agreed(desk, 14, carrier="quick")
    desk.person("dina", "office", "dispatcher")
    desk.person("petr", "tverskaya", "dispatcher")
    desk.client = log_in(client, "dina")
    return desk


def test_what_is_at_the_edge_is_named_and_the_sketch_says_the_same_as_the_list(road):
    text = road.client.get(PAGE, {"lang": "ru"}).content.decode()
    assert "На грани: запас 5 мин" in text and "Не успевает" not in text
    assert text.count('class="way m-info"') == 1 and text.count('class="way m-night dash"') == 1
    assert text.count('class="mk"') == text.count('class="day-n"') == 3
    assert "Мария" not in text and "+7900" not in text, "a day needs no buyer's name"
    assert road.client.get(f"/delivery/tverskaya/{DAY}").status_code == 404
    assert road.client.get("/delivery/depot/some-day").status_code == 404


def test_a_stop_moves_where_every_window_holds_and_nowhere_else(road):
    (_, near), (_, far), (_, parcel) = road.near, road.far, road.parcel
    move = {"act": "move", "delivery": far, "to": "bike"}
    assert "said=day_moved" in road.client.post(ACT, move)["Location"]
    day = road.subject(RUN)
    assert (day.routes["van"], day.routes["bike"], day.carried) == ((near,), (far,), {parcel: "quick"})
    late = agreed(road, 14, away=-11)[1]
    before = road.kinds(RUN)
    assert (
        "said=does_not_fit"
        in road.client.post(ACT, {"act": "move", "delivery": late, "to": "bike"})["Location"]
    )
    deliveries.set_out(RUN, vehicle="bike", person="damir", now=road.now)
    assert "said=on_the_road" in road.client.post(ACT, {**move, "to": "van"})["Location"]
    assert road.kinds(RUN) == [*before, "run.started"]


def test_a_parcel_is_handed_over_and_marked_by_hand_and_an_own_door_is_not(road):
    order, parcel = road.parcel
    assert "said=day_handed" in road.client.post(ACT, {"act": "hand", "delivery": parcel})["Location"]
    mark = {"act": "mark", "delivery": parcel, "mark": "not_at_home"}
    assert "said=day_marked" in road.client.post(ACT, mark)["Location"]
    assert road.subject(order).deliveries[parcel].reason == "not_at_home"
    own, key = road.near
    assert "said=bad_ending" in road.client.post(ACT, {**mark, "delivery": key})["Location"]
    assert road.subject(own).deliveries[key].is_open
    assert "никого не было дома" not in road.client.get(PAGE, {"lang": "ru"}).content.decode()
    assert (
        "Не было дома"
        in road.client.get(f"/orders/{order.partition('/')[2]}", {"lang": "ru"}).content.decode()
    )
