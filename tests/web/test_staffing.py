"""A store's staffing plan: too little history, the plan, its roster taken and given back, and who may do it (R30)."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from otklik.actions import rosters
from otklik.domain.errors import DomainError
from otklik.store import models
from otklik.web import staffing_runs
from tests.web.town import Town

ADDRESS = "/setup/stores/tverskaya/staffing"


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """What would have been worked out in another process."""
    asked: list[tuple[str, int]] = []
    monkeypatch.setattr(staffing_runs, "start", lambda store, *, least: asked.append((store, least)))
    return asked


def past(town: Town, order: str, *, days: int = 28) -> None:
    """Four weeks of orders: on each day three in the night, eight at the opening hour, one an hour after that."""
    row = models.Order.objects.filter(stream=order).values().get()
    midnight = town.desk.now.replace(hour=21, minute=0, second=0) - timedelta(days=1)  # of Moscow
    made = []
    for day in range(1, days + 1):
        hours = [2, 3, 4, *[10.5] * 8, *range(11, 19)]
        for number, hour in enumerate(hours):
            at: datetime = midnight - timedelta(days=day) + timedelta(hours=hour)
            made.append(
                models.Order(**{**row, "stream": f"{order}-{day}-{number}", "placed_at": at, "history": True})
            )
    models.Order.objects.bulk_create(made)


def roster_now(town: Town) -> dict[str, Any]:
    return dict(town.desk.state("store/tverskaya").subject.roster)


def test_a_plan_is_made_taken_and_given_back(town: Town, runs: list[tuple[str, int]]) -> None:
    boris = town.client("boris")
    late = {"week": dict.fromkeys(("Mo", "Tu", "We", "Th", "Fr"), "14:00-19:00")}
    rosters.change("tverskaya", roster={"anna": late}, actor="person:boris", now=town.desk.now)
    order = town.desk.order("tverskaya")

    assert boris.post(ADDRESS, {"act": "plan", "least": "2"}).status_code == 303
    assert runs == [("tverskaya", 2)]
    boris.post(ADDRESS, {"act": "plan", "least": "2"})
    assert len(runs) == 1, "one at a time"
    assert "every 1500ms" in boris.get(ADDRESS).content.decode()
    with pytest.raises(DomainError) as short:
        town.desk.otklik("staffing plan tverskaya")
    assert short.value.code == "staffing_history_short"
    assert "14 days and 60 orders" in boris.get(ADDRESS, {"lang": "en"}).content.decode()

    past(town, order)
    said = json.loads(town.desk.otklik("staffing plan tverskaya --json"))
    assert (said["orders"], said["days"], said["within_s"]) == (28 * 19, 28, 1200)
    assert said["present"]["share"] < 0.5 < 0.85 < said["proposed"]["share"]
    assert said["needed"]["night"] >= 0.5
    page = boris.get(ADDRESS, {"lang": "ru"}).content.decode().replace("\u00a0", " ")
    assert f"Из 100 заказов {int(100 * said['proposed']['share'])} получат живой ответ за 20 минут" in page
    assert "Взять в график" in page

    assert roster_now(town) == {"anna": {**late, "exceptions": {}}}, "nothing changes by itself"
    assert boris.post(ADDRESS, {"act": "take"}).status_code == 303
    assert roster_now(town) == said["roster"] != said["base"]
    assert set(said["roster"]) <= {"anna", "boris"}, "people of the store alone"
    assert "Вернуть прежний график" in boris.get(ADDRESS, {"lang": "ru"}).content.decode()
    assert boris.post(ADDRESS, {"act": "give_back"}).status_code == 303
    assert roster_now(town) == said["base"]

    rosters.change("tverskaya", roster={}, actor="person:boris", now=town.desk.now)
    stale = boris.post(ADDRESS, {"act": "take"}, headers={"accept-language": "en"})
    assert stale.status_code == 422
    assert roster_now(town) == {}, "somebody's change is not overwritten"


def test_who_may_and_what_is_refused(town: Town, runs: list[tuple[str, int]]) -> None:
    assert reverse("setup_staffing", args=["tverskaya"]) == ADDRESS
    assert town.client("boris").get("/setup/stores/taganka/staffing").status_code == 404
    assert town.client("boris").post("/setup/stores/taganka/staffing", {"act": "plan"}).status_code == 404
    wrong = town.client("boris").post(ADDRESS, {"act": "plan", "least": "0"})
    assert wrong.status_code == 422
    assert town.client("boris").post(ADDRESS, {"act": "give_back"}).status_code == 422
    assert runs == []
    assert not models.StaffingPlan.objects.exists()


def test_the_other_process_tells_of_its_trouble(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that ends without a plan leaves no page waiting."""
    monkeypatch.setattr(staffing_runs, "command_of", lambda store, least: ["false"])
    monkeypatch.setattr(staffing_runs.connection, "close", lambda: None)
    from otklik.actions import staffing

    assert staffing.ask("tverskaya", least=1, now=town.desk.now)
    staffing_runs.run("tverskaya", 1)
    row = models.StaffingPlan.objects.get()
    assert (row.state, row.trouble) == ("failed", "staffing_broke")
