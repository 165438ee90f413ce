"""What new hours would change for open orders: said before they are saved, done only by a button of its own."""

from __future__ import annotations

import pytest

from otklik.store import journal
from tests.api.caller import positions
from tests.harness import local
from tests.web.test_setup_stores import DAYS, week

HOURS, PREVIEW = "/setup/stores/tverskaya/hours", "/setup/hours/preview"
RETIMING = "/setup/stores/tverskaya/retiming"
LATER = week(**dict.fromkeys(DAYS[:5], "12:00-19:00")) | {"place": "tverskaya"}


@pytest.fixture
def evening(town):
    """Thursday 18:30: an order whose hour ends on Friday at 10:30."""
    town.desk.forward("18:30")
    town.order = town.desk.order("tverskaya")
    return town


def limit(town):
    return local(town.desk.obligation(town.order, "first_answer").limit_at)[5:16]


def number(town):
    return town.desk.subject(town.order).number


def test_before_saving_the_form_says_which_deadlines_would_be_others(evening):
    boris, before = evening.client("boris"), positions()
    page = boris.post(PREVIEW, LATER).content.decode()
    assert 'были бы другими сроки открытых заказов: <b class="num">1</b>' in page
    assert (
        f'<a href="/orders/{evening.order.partition("/")[2]}">{number(evening)}</a> · первый ответ покупателю'
        in page
    )
    assert "завтра в 10:30 → <b>завтра в 12:30</b>" in page
    assert positions() == before
    same = boris.post(PREVIEW, week(**dict.fromkeys(DAYS[:5], "10:00-19:00")) | {"place": "tverskaya"})
    assert "сроки открытых заказов те же" in same.content.decode()
    # Without a script the form shows the same, and what can't be read shows no consequences.
    assert "завтра в 12:30" in boris.post(HOURS, LATER | {"act": "preview"}).content.decode()
    assert "открытых заказов" not in boris.post(PREVIEW, LATER | {"Mo_closes": ""}).content.decode()


def test_saving_moves_nothing_and_the_button_moves_exactly_what_was_shown(evening):
    boris = evening.client("boris")
    boris.post(HOURS, LATER)
    evening.desk.tick()
    assert limit(evening) == "03-20 10:30"
    store = boris.get("/setup/stores/tverskaya").content.decode()
    assert f'<b class="num">1</b>. <a href="{RETIMING}">' in store
    before = positions()
    page = boris.get(RETIMING).content.decode()
    assert "завтра в 10:30" in page
    assert 'name="count" value="1"' in page
    assert "Пересчитать сроки: 1" in page
    assert positions() == before

    # Another order came meanwhile: nothing is moved that nobody has seen.
    second = evening.desk.order("tverskaya", price_minor=1)
    evening.desk.tick()
    stale = boris.post(RETIMING, {"count": "2"})
    assert (stale.status_code, "Проверьте список ещё раз" in stale.content.decode()) == (422, True)
    assert limit(evening) == "03-20 10:30"

    answer = boris.post(RETIMING, {"count": "1"})
    assert (answer.status_code, answer["Location"]) == (303, "/setup/stores/tverskaya?done=retimed")
    assert limit(evening) == "03-20 12:30"
    # The second was opened under the new hours already.
    kinds = [entry.event.kind for entry in journal.read_stream(second)]
    assert "obligation.retimed" not in kinds
    fact = next(
        one.event for one in journal.read_stream(evening.order) if one.event.kind == "obligation.retimed"
    )
    assert fact.actor == "person:boris"
    said = boris.get(answer["Location"]).content.decode()
    assert "пересчитаны по нынешним часам" in said
    assert RETIMING not in said
    assert "те же" in boris.get(RETIMING).content.decode()


def test_only_who_runs_the_place_sees_or_moves_its_deadlines(evening):
    evening.client("boris").post(HOURS, LATER)
    before = positions()
    pavel, vera = evening.client("pavel"), evening.client("vera")
    assert pavel.get(RETIMING).status_code == 200
    assert vera.get(RETIMING).status_code == 403
    assert evening.client("boris").get("/setup/stores/taganka/retiming").status_code == 404
    assert evening.client("boris").post("/setup/stores/taganka/retiming", {"count": "0"}).status_code == 404
    assert evening.client("boris").post(PREVIEW, LATER | {"place": "taganka"}).status_code == 404
    assert evening.client("rita").post(RETIMING, {"count": "1"}).status_code == 403
    assert "Пересчитать сроки" not in evening.client("rita").get(RETIMING).content.decode()
    assert positions() == before


def test_what_would_be_over_by_now_is_shown_and_stays(town):
    town.desk.forward("2026-03-20 19:30")
    town.order = town.desk.order("tverskaya")
    town.desk.forward("2026-03-22 12:00")
    boris = town.client("boris")
    boris.post(HOURS, week(**dict.fromkeys(DAYS, "10:00-20:00")))
    page = boris.get(RETIMING).content.decode()
    assert "останется прежним" in page
    assert "Пересчитать сроки" not in page
    assert boris.post(RETIMING, {"count": "0"}).status_code == 303
    assert limit(town) == "03-23 11:00"


def test_a_year_that_is_not_known_is_said_beside_the_days(town):
    form = week(Mo="10:00-19:00") | {"holidays": "off", "country": "RU"}
    boris = town.client("boris")
    assert "Производственный календарь" not in boris.post(PREVIEW, form).content.decode()
    town.desk.now = town.desk.now.replace(month=11)
    assert (
        "Производственный календарь на 2027 год ещё не внесён" in boris.post(PREVIEW, form).content.decode()
    )
    english = boris.post(PREVIEW, form, headers={"Accept-Language": "en"}).content.decode()
    assert "2027" in english
