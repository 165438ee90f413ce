"""A time in words is shown back as an instant in the buyer's zone, or asked back; nothing is kept."""

from tests.api.caller import positions
from tests.web.reading import read

JSON = {"Accept": "application/json"}


def ask(town, person="anna", **fields):
    return town.once(person).post("/spoken-time", fields, headers=JSON)


def test_a_line_is_understood_in_the_zone_of_the_buyer_and_nothing_is_kept(town):
    order = town.desk.order("tverskaya", number="1", buyer_zone="Asia/Vladivostok")
    before = positions()
    answer = ask(town, line="Позвоню завтра до 15:00", order=order)
    assert answer.json() == {
        "zone": "Asia/Vladivostok",
        "understood": True,
        "at": "2026-03-20T05:00:00Z",
        "words": "завтра до 15:00",
        "limit": True,
        "rest": "Позвоню",
    }
    assert answer["Cache-Control"] == "no-store"
    assert positions() == before


def test_what_may_be_two_things_is_asked_with_what_may_be_meant(town):
    order = town.desk.order("tverskaya", number="1")
    body = ask(town, line="до понедельника", order=order).json()
    assert (body["understood"], body["code"], body["question"]) == (
        False,
        "which_day",
        "Какой день имеется в виду?",
    )
    assert body["choices"] == [
        {"at": "2026-03-20T16:00:00Z", "words": "завтра до 19:00"},
        {"at": "2026-03-23T16:00:00Z", "words": "в понедельник до 19:00"},
    ]


def test_a_page_gets_its_fragment(town):
    order = town.desk.order("tverskaya", number="1")
    anna = town.once("anna")
    part = read(anna.post("/spoken-time", {"line": "в пятницу к обеду", "order": order}))
    assert " ".join(part.text.split()) == "По времени покупателя завтра до 13:00"
    ours = read(anna.post("/spoken-time", {"line": "завтра к обеду"}))
    assert " ".join(ours.text.split()) == "По времени магазина завтра до 13:00"
    asked = anna.post("/spoken-time", {"line": "к пятнице", "order": order}).content.decode()
    assert "Какой день имеется в виду?" in asked
    assert asked.count('name="until"') == 2
    assert anna.post("/spoken-time", {"line": " ", "order": order}).content.decode().strip() == ""


def test_without_an_order_the_hours_of_the_own_store_count(town):
    body = ask(town, line="до закрытия").json()
    assert (body["zone"], body["at"]) == ("Europe/Moscow", "2026-03-19T16:00:00Z")
    assert ask(town, "vera", line="до закрытия").json()["at"] == "2026-03-19T18:00:00Z"


def test_a_foreign_order_is_not_there(town):
    order = town.desk.order("taganka", number="1")
    for asked in (order, "order/nowhere"):
        assert ask(town, line="завтра", order=asked).status_code == 404
        assert town.once("anna").post("/spoken-time", {"line": "завтра", "order": asked}).status_code == 404
    assert ask(town, "vera", line="завтра", order=order).status_code == 200
    assert town.once("anna").get("/spoken-time").status_code == 405
