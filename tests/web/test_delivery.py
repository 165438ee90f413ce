"""The delivery page and the set-up of a fleet: who sees what, exact figures, forms with mistakes at their fields."""

import pytest

from otklik.actions import fleets
from otklik.domain.runs import run_of, stream_of
from otklik.store import journal
from otklik.store.directory import load_world
from tests.harness import ACTOR
from tests.web.reading import read

ZONES = [
    {"slug": "centre", "names": {"ru": "Центр", "en": "Centre"}, "centre": [55.75, 37.61], "radius_km": 4},
    {"slug": "north", "names": {"ru": "Север"}, "centre": [55.85, 37.58], "radius_km": 6},
]
DOCUMENT = {
    "point": [55.74, 37.65],
    "serves": ["tverskaya"],
    "zones": ZONES,
    "windows": [{"from": "10:00", "to": "12:00"}],
    "vehicles": [{"slug": "van", "name": "Фургон", "courier": "kirill", "zones": ["centre"]}],
}
SETUP = "/setup/stores/depot/fleet"


@pytest.fixture
def depot(town):
    town.desk.store("depot", "Mo-Su 08:00-22:00", role="warehouse", partner="market")
    fleets.change("depot", actor=ACTOR, document=DOCUMENT, now=town.desk.now)
    return town


def day(on):
    stream = stream_of("depot", on)
    return run_of(journal.load_states([stream])[stream].subject, stream)


def test_a_dispatcher_limits_a_day_and_sees_it(depot):
    dina, today = depot.once("dina"), depot.desk.now.date()
    page = read(dina.get("/delivery?lang=ru&day=2026-03-20"))
    assert "Прогноза пока нет" in page.text and "За 30 дней доставок нет" in page.text
    assert "никто" not in page.text and len(page.select(".slots tbody tr")) == len(ZONES)
    north = page.select(".slots tbody tr")[1]
    assert {frozenset(cell.classes) for cell in north.select("td")} == {frozenset({"sl", "closed"})}
    told = {"act": "caps", "day": "2026-03-20", "cap_centre": "3", "cap_north": ""}
    assert dina.post("/delivery/depot/act", told).status_code == 303
    assert day(today.replace(day=20)).caps == {"centre": 3}
    cell = read(dina.get("/delivery?lang=ru")).select(".slots tbody tr")[0].select("td")[1]
    assert "свободно 3 из 3" in cell.text and "ограничено" in cell.text
    wrong = dina.post("/delivery/depot/act?lang=ru", {**told, "cap_centre": "много"})
    assert "Напишите число" in read(wrong, 422).text
    assert day(today.replace(day=20)).caps == {"centre": 3}


def test_a_seller_sees_what_is_free_and_no_more(depot):
    page = read(depot.once("anna").get("/delivery?lang=ru"))
    assert page.select(".slots") and not page.select(".cch") and not page.select(".slots a")
    assert " из " not in page.select(".slots")[0].text
    assert "Своя и внешняя" not in page.text
    refused = depot.once("anna").post(
        "/delivery/depot/act", {"act": "caps", "day": "2026-03-20", "cap_centre": "0"}
    )
    assert refused.status_code == 403 and day(depot.desk.now.date().replace(day=20)).caps == {}
    assert "не доставляет ни один склад" in read(depot.once("vera").get("/delivery?lang=ru")).text
    assert depot.once("boris").get("/delivery/depot/orders").status_code == 404


def test_a_run_is_added_with_mistakes_at_its_fields(depot):
    dina, run = depot.once("dina"), {"act": "run", "day": "2026-03-20", "name": "Запасной", "slug": "spare"}
    wrong = dina.post(
        "/delivery/depot/act?lang=ru", {**run, "from": "18:00", "to": "10:00", "capacity": "20"}
    )
    assert "Конец раньше начала" in read(wrong, 422).text
    right = {**run, "from": "10:00", "to": "18:00", "capacity": "20", "per_hour": "240,50"}
    assert dina.post("/delivery/depot/act", right).status_code == 303
    added = day(depot.desk.now.date().replace(day=20)).added["spare"]
    assert (added["from_time"], added["per_hour_minor"]) == ("10:00", 24_050)


def fleet_of():
    from tests.web.town import NOW

    return load_world(["depot"], now=NOW).store("depot").fleet


def form(page, table, row):
    for one in page.select("form"):
        values = {field.get("name"): field.get("value") for field in one.select("input[type=hidden]")}
        if (values.get("table"), values.get("row")) == (table, row):
            return {name: values[name] for name in ("table", "row", "was")}
    raise AssertionError((table, row))


def test_rows_of_a_fleet_are_added_changed_and_removed_by_forms(depot):
    admin = depot.once("admin")
    window = {
        "from": "14:00",
        "to": "12:00",
        "weekdays": ["Mo"],
        "price": "100,50",
        "cutoff_h": "2",
        "act": "save",
    }
    wrong = admin.post(f"{SETUP}?lang=ru", form(read(admin.get(SETUP)), "windows", "new") | window)
    (field,) = read(wrong, 422).select("[aria-invalid=true]")
    assert (field.get("name"), "Конец раньше начала" in read(wrong, 422).text) == ("to", True)
    old = form(read(admin.get(SETUP)), "windows", "new")
    assert admin.post(SETUP, old | window | {"to": "16:00"}).status_code == 303
    assert [(one.price_minor, sorted(one.weekdays)) for one in fleet_of().windows][1] == (10_050, [0])
    stale = admin.post(f"{SETUP}?lang=ru", old | window | {"to": "18:00"})
    assert "уже поменял кто-то другой" in read(stale, 422).text and len(fleet_of().windows) == 2
    gone = form(read(admin.get(SETUP)), "zones", "0") | {"act": "remove"}
    kept = admin.post(f"{SETUP}?lang=ru", gone)
    assert "Машины и курьеры: Такой зоны нет" in read(kept, 422).text and len(fleet_of().zones) == 2
    assert (
        admin.post(SETUP, form(read(admin.get(SETUP)), "windows", "1") | {"act": "remove"}).status_code == 303
    )
    assert len(fleet_of().windows) == 1


def test_whose_fleet_it_is_not_does_not_find_it(depot):
    assert [depot.once(who).get(SETUP).status_code for who in ("boris", "dina", "rita")] == [404, 200, 200]
    assert depot.once("boris").post(SETUP, {"table": "zones"}).status_code == 404
    assert depot.once("rita").post(SETUP, {"table": "zones"}).status_code == 403
