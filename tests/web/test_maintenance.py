"""Maintenance on screen: begun and ended by an administrator, seen by everybody whom it concerns."""


def test_an_administrator_begins_and_ends_it_and_everybody_sees_it(town):
    admin, vera = town.client("admin"), town.client("vera")
    assert 'class="works"' not in vera.get("/orders").content.decode()
    assert admin.post("/setup/maintenance", {"store": "", "until": "13:30", "why": "диск"}).status_code == 303
    page = vera.get("/orders").content.decode()
    assert "Идут работы, конец сегодня в 13:30" in page
    assert 'class="works"' in page and "Сотрудникам не пишем" in page
    assert town.desk.kinds("store/office")[-1] == "maintenance.started"
    assert admin.post("/setup/maintenance", {"end": "office"}).status_code == 303
    assert 'class="works"' not in vera.get("/orders").content.decode()


def test_what_cannot_be_is_said_beside_the_field_and_leaves_nothing(town):
    admin = town.client("admin")
    for until, said in (("20:03", "не больше 8 часов"), ("скоро", "Напишите время: 15:30")):
        page = admin.post("/setup/maintenance", {"store": "", "until": until})
        assert page.status_code == 422
        assert said in page.content.decode()
    assert town.client("vera").post("/setup/maintenance", {"until": "15:30"}).status_code == 403
    assert town.desk.kinds("store/office")[-1] != "maintenance.started"
