"""Acts on an order: as forms and by scripts, lost races, foreign orders, what can be undone."""

import pytest

from tests.api.caller import positions
from tests.web.reading import read

JSON = {"Accept": "application/json"}
ACTS = {
    "take": {},
    "hand": {"to": "boris"},
    "assign": {"store": "arbat"},
    "note": {"words": "просит после шести"},
    "outcome": {"outcome": "confirmed"},
    "refuse": {"reason": "changed_mind", "comment": "передумал"},
}


def url(order, act):
    return f"/orders/{order.partition('/')[2]}/{act}"


def send(town, person, order, act, **fields):
    return town.once(person).post(url(order, act), fields or ACTS.get(act, {}), headers=JSON)


def test_a_form_goes_back_to_where_it_came_from_and_says_what_was_done(town):
    order = town.desk.order("tverskaya", number="1")
    anna = town.once("anna")
    answer = anna.post(url(order, "take"), {"next": "/desk?show=free&said=old"})
    assert (answer.status_code, answer["Location"]) == (303, "/desk?show=free&said=take")
    assert "Заказ за вами. Позвоните покупателю." in read(anna.get(answer["Location"])).text
    assert town.desk.subject(order).owner == "anna"


@pytest.mark.parametrize("elsewhere", ["https://evil.test/", "//evil.test", ""])
def test_a_form_leads_nowhere_else(town, elsewhere):
    order = town.desk.order("tverskaya", number="1")
    answer = town.once("anna").post(url(order, "take"), {"next": elsewhere})
    assert answer["Location"] == f"/orders/{order.partition('/')[2]}?said=take"


def test_a_made_up_address_says_nothing_new(town):
    page = town.once("anna").get("/desk?said=<b>hello&undo=1.1").content.decode()
    assert 'class="toast"' not in page and "<b>hello" not in page


def test_a_script_gets_the_new_row(town):
    order = town.desk.order("tverskaya", number="1")
    answer = send(town, "anna", order, "take").json()
    assert (answer["done"], answer["said"], answer["gone"]) == (
        True,
        "№ 1 за вами. Позвоните покупателю.",
        False,
    )
    assert 'data-owner="anna"' in answer["row"]


def test_the_loser_is_told_who_won_and_gets_the_next_free_one(town):
    town.desk.joins("boris", "tverskaya")
    lost, free = town.desk.order("tverskaya", number="1"), town.desk.order("tverskaya", number="2")
    send(town, "boris", lost, "take")
    answer = send(town, "anna", lost, "take")
    body = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert (body["code"], body["said"], body["winner"]) == (
        "taken_by_other",
        "№ 1 уже у коллеги: Boris.",
        "Boris",
    )
    assert (body["next"]["number"], body["next"]["take"]) == ("№ 2", url(free, "take"))
    assert body["next"]["left"].replace("\xa0", " ") == "ещё 20 мин"
    assert 'data-owner="boris"' in body["row"]
    send(town, "boris", free, "take")
    assert send(town, "anna", lost, "take").json()["next"] is None
    plain = town.once("anna").post(url(lost, "take"), {"next": "/desk"})
    assert plain["Location"] == "/desk?said=taken_by_other"


def test_an_outcome_sets_the_next_step_and_can_be_undone_for_ten_seconds(town):
    order = town.desk.order("tverskaya", number="1")
    body = send(town, "anna", order, "outcome", outcome="no_answer").json()
    assert body["said"].replace("\xa0", " ") == "№ 1: не ответил. Следующий звонок в 11:32."
    assert body["undo"] == {
        "url": url(order, "undo"), "outcome": "1", "until": town.desk.now.timestamp() + 10,
    }  # fmt: skip
    undone = send(town, "anna", order, "undo", outcome="1")
    assert undone.json()["said"] == "Отменено: № 1 снова как был."
    assert town.desk.subject(order).contact_attempts == 0
    send(town, "anna", order, "outcome", outcome="confirmed")
    town.desk.forward(seconds=10)
    late = send(town, "anna", order, "undo", outcome="2")
    assert (late.status_code, late.json()["code"]) == (409, "undo_too_late")
    assert town.desk.subject(order).phase == "confirmed"


def test_the_form_of_an_outcome_shows_the_way_back(town):
    order = town.desk.order("tverskaya", number="1")
    anna = town.once("anna")
    answer = anna.post(url(order, "outcome"), {"outcome": "no_answer", "next": "/desk"})
    assert answer["Location"] == f"/desk?said=no_answer&undo={order.partition('/')[2]}.1"
    page = read(anna.get(answer["Location"]))
    assert page.one(".toast form").get("action") == url(order, "undo")
    assert page.one(".toast button").get("value") == "1"


def test_a_tap_that_is_sent_twice_counts_once_and_at_its_own_time(town):
    order = town.desk.order("tverskaya", number="1")
    town.desk.forward(minutes=3)
    tap = {"outcome": "no_answer", "request": "tap-1", "occurred_at": str(town.desk.now.timestamp() - 60)}
    first, second = (send(town, "anna", order, "outcome", **tap).json() for _ in range(2))
    assert first["undo"]["outcome"] == second["undo"]["outcome"] == "1"
    assert town.desk.subject(order).contact_attempts == 1
    attempts = [one for one in town.desk.journal(order) if one.event.kind == "contact.attempted"]
    assert [(town.desk.now - one.event.occurred_at).seconds for one in attempts] == [60]


def test_a_call_back_is_at_the_time_that_was_chosen(town):
    order = town.desk.order("tverskaya", number="1")
    body = send(town, "anna", order, "outcome", outcome="call_back", **{"in": "15"}).json()
    assert body["said"].replace("\xa0", " ") == "№ 1: перезвонить в 11:17."
    town.desk.forward("18:50")
    late = send(town, "anna", town.desk.order("tverskaya"), "outcome", outcome="call_back", **{"in": "30"})
    assert (late.status_code, late.json()["code"]) == (422, "promise_out_of_hours")


def test_a_refusal_needs_reason_and_words(town):
    order = town.desk.order("tverskaya", number="1")
    before = positions()
    for fields, code in (
        ({"reason": "nonsense", "comment": "x"}, "unknown_reason"),
        ({"reason": "changed_mind", "comment": " "}, "comment_missing"),
    ):
        answer = send(town, "anna", order, "refuse", **fields)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert positions() == before, "a refused act leaves nothing behind"
    body = send(town, "anna", order, "refuse", reason="changed_mind", comment="передумал").json()
    assert (body["gone"], town.desk.subject(order).parked_reason) == (False, "changed_mind")
    assert send(town, "anna", order, "undo", outcome=body["undo"]["outcome"]).json()["gone"] is False
    assert town.desk.subject(order).phase == "open"


def test_hand_over_to_a_colleague_and_to_another_store(town):
    order = town.desk.order("tverskaya", number="1")
    send(town, "anna", order, "take")
    assert send(town, "anna", order, "hand", to="boris").json()["said"] == "№ 1 теперь у коллеги: Boris."
    assert send(town, "anna", order, "hand", to="vera").json()["code"] == "unknown_person"
    body = send(town, "pavel", order, "assign", store="arbat").json()
    assert body["said"] == "№ 1 теперь отвечает магазин «Arbat»."
    # anna still sees it, since her store owed the first answer, but answers for it no more
    answer = send(town, "anna", order, "take")
    assert (answer.status_code, answer.json()["code"]) == (409, "not_holder")


def test_a_note_stands_in_the_journal(town):
    order = town.desk.order("tverskaya", number="1")
    assert (
        send(town, "anna", order, "note", words=" просит после шести ").json()["said"] == "Заметка записана."
    )
    assert send(town, "anna", order, "note", words=" ").json()["code"] == "empty_note"
    assert town.desk.kinds(order).count("order.noted") == 1


@pytest.mark.parametrize("act", ACTS)
def test_foreign_and_unknown_orders_are_one_answer(town, act):
    order = town.desk.order("tverskaya", number="1")
    before = positions()
    foreign, unknown = send(town, "vera", order, act), send(town, "vera", "order/x", act)
    assert (foreign.status_code, foreign.content) == (unknown.status_code, unknown.content)
    assert foreign.status_code == 404
    assert positions() == before


@pytest.mark.parametrize("act", [*ACTS, "undo"])
def test_an_act_needs_the_token_of_its_session(town, act):
    order = town.desk.order("tverskaya", number="1")
    before = positions()
    client = town.client("anna", enforce_csrf_checks=True)
    assert client.post(url(order, act), ACTS.get(act, {}), headers=JSON).status_code == 403
    assert positions() == before
