"""The page of ways to reach people: a way that failed is named, and one tap takes it off the ladder."""

from functools import partial

from otklik.actions import stores
from otklik.actions.commit import Command, Unit, commit_one
from otklik.domain.contact_methods import decide_failed
from tests.harness import ACTOR


def test_a_dead_way_is_named_and_taken_off_by_one_tap(town):
    now = town.desk.now
    stores.add_method(
        "person/anna", actor=ACTOR, method="phone", channel="sms", address="+79160000022", now=now
    )
    decide = partial(decide_failed, method="phone", reason="unknown_number")
    commit_one(Unit(now=now, commands=(Command("person/anna", decide),)))
    admin = town.client("admin")
    page = admin.get("/setup/channels").content.decode()
    assert "Anna · СМС +7…22: способ отказал" in page
    assert "мало, судить рано" in page
    assert town.client("rita").post("/setup/channels", {"owner": "person/anna"}).status_code == 403
    taken = admin.post("/setup/channels", {"owner": "person/anna", "method": "phone"})
    assert taken.status_code == 303
    assert town.desk.kinds("person/anna")[-1] == "contact_method.removed"
    assert "+7…22" not in admin.get("/setup/channels").content.decode()
