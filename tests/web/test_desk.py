"""The desk as a page: what stands on it for whom, in which order, and what it says where there is nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from otklik.actions import outcomes
from otklik.store import desk as rows
from otklik.web.desk_rows import card_of, render_row, situation_of
from tests.harness import moscow
from tests.web.reading import read, texts


def desk(town, person="anna", query=""):
    return read(town.once(person).get(f"/desk?lang=ru{query}"))


def groups(page):
    """Numbers of the orders by group, as they stand."""
    return {
        one.get("data-group"): texts(one, "a.q-n") for one in page.select(".q-group") if not one.has("hidden")
    }


def test_rows_stand_in_the_order_in_which_they_are_due(town):
    late = town.desk.order("tverskaya", number="1")
    town.desk.forward(minutes=50)
    town.desk.order("tverskaya", number="2")
    town.desk.forward(minutes=16)
    town.desk.order("tverskaya", number="3")
    town.desk.order("taganka", number="9")
    page = desk(town)
    assert groups(page) == {"urgent": ["№ 1", "№ 2"], "in_time": ["№ 3"]}
    row = page.one(f"#order-{late.partition('/')[2]}")
    assert row.classes >= {"q-row", "is-free", "is-late"}
    assert row.text_of(".clk b") == "+6 мин"
    assert row.text_of(".q-a p.b") == "Позвонить и извиниться"


def test_a_foreign_store_is_not_there_and_nobody_sees_what_he_may_not(town):
    town.desk.order("tverskaya", number="1")
    town.desk.order("taganka", number="9")
    assert groups(desk(town, "vera")) == {"in_time": ["№ 9"]}
    assert sorted(groups(desk(town, "admin"))["in_time"]) == ["№ 1", "№ 9"]
    assert town.client().get("/desk")["Location"] == "/login/?next=/desk"
    assert town.client("kirill").get("/desk").status_code == 403


def test_tabs_count_and_choose(town):
    mine, _, _ = (town.desk.order("tverskaya", number=str(n)) for n in (1, 2, 3))
    town.desk.takes("anna", mine)
    page = desk(town)
    assert {one.get("data-tab-count"): one.text for one in page.select("[data-tab-count]")} == {
        "all": "3", "mine": "1", "free": "2",
    }  # fmt: skip
    assert groups(desk(town, query="&show=mine")) == {"in_time": ["№ 1"]}
    assert groups(desk(town, query="&show=free")) == {"in_time": ["№ 2", "№ 3"]}
    assert groups(desk(town, query="&show=nonsense")) == groups(page)


def test_a_row_is_the_same_for_everybody_but_for_whose_it_is(town):
    order = town.desk.order("tverskaya", number="1", buyer_name="Елена <b>", comment="к субботе")
    town.desk.takes("anna", order)
    row = rows.load_desk_row(order, now=town.desk.now)
    told = render_row(row, "ru", now=town.desk.now)
    assert 'data-owner="anna"' in told and "is-other" in told and "is-mine" not in told
    assert "Елена &lt;b&gt;" in told and "csrf" not in told
    mine = render_row(row, "ru", now=town.desk.now, person="anna")
    assert mine == told.replace("is-other", "is-mine")
    assert "No. 1" in render_row(row, "en", now=town.desk.now)


def test_what_is_next_is_said_in_each_situation(town):
    order = town.desk.order("tverskaya", number="1", delivery="pickup")

    def card(**later):
        row = rows.load_desk_row(order, now=town.desk.now + timedelta(**later))
        return card_of(row, "ru", now=town.desk.now + timedelta(**later))

    assert (card().action, card().action_more) == ("Позвонить и подтвердить", "спросить, когда заберёт")
    assert card(minutes=61).action == "Позвонить и извиниться"
    assert card(hours=9).action == "Ничего до утра" or card(hours=9).group == "urgent"
    outcomes.record(order, outcome="no_answer", person="anna", now=town.desk.now)
    tried = card(minutes=1)
    assert tried.tried.replace("\xa0", " ") == "не ответил 1 раз"
    outcomes.record(order, outcome="call_back", person="anna", now=town.desk.now + timedelta(minutes=11))
    assert card(minutes=12).action == "Сдержать обещание"
    outcomes.record(order, outcome="confirmed", person="anna", now=town.desk.now + timedelta(minutes=30))
    confirmed = card(minutes=31)
    assert (confirmed.action, confirmed.dial.icon, confirmed.group) == (
        "Выдать или отправить заказ", "cal", "in_time",
    )  # fmt: skip


def test_where_nothing_is_owed_the_row_says_whose_turn_it_is(town):
    row = rows.load_desk_row(town.desk.order("tverskaya", number="1"), now=town.desk.now)
    said = {}
    for waiting_on in ("buyer", "system", "supplier:engraver"):
        idle = replace(row, step=None, waiting_on=waiting_on, live_contact_at=town.desk.now)
        card = card_of(idle, "ru", now=town.desk.now)
        said[situation_of(idle, now=town.desk.now)] = (card.action, card.action_more, card.dial.lead)
    assert said == {
        "waits": ("Ждём покупателя", "оплата или подтверждение завтра до 5:02", "ответ дан"),
        "waits_system": ("Ничего не нужно", "", "ответ дан"),
        "waits_other": ("Ждём партнёра", "engraver", "ответ дан"),
    }


def test_at_night_the_rows_wait_for_the_morning_and_say_so(town):
    town.desk.forward("20:30")
    town.desk.order("tverskaya", number="1")
    page = desk(town)
    assert groups(page) == {"morning": ["№ 1"]}
    assert page.text_of(".clk.is-night b") == "завтра до 10:20"
    assert "«Tverskaya» закрыт, часы пойдут завтра в 10:00" in page.text
    assert page.one(".ring.is-night use").get("href").endswith("#i-moon")


@pytest.mark.parametrize(
    ("minute", "moon"), [("18:59", False), ("19:01", True)], ids=["before closing", "after closing"]
)
def test_at_closing_time_the_clock_turns_into_a_moon(town, minute, moon):
    town.desk.forward(minute)
    town.desk.order("tverskaya", number="1")
    page = desk(town)
    assert (len(page.select(".q .ring.is-night")) == 1) is moon
    assert groups(page) == ({"morning": ["№ 1"]} if moon else {"in_time": ["№ 1"]})
    # one of today's twenty minutes is gone before the other nineteen are tomorrow's
    due = moscow("2026-03-20 10:20" if moon else "2026-03-20 10:19")
    assert page.one(".q [data-dial]").get("data-target") == str(int(due.timestamp()))


def test_empty_states_say_what_to_do(town):
    first = desk(town)
    assert first.one("[data-void]").get("data-void") == "first"
    assert "Здесь появится первый заказ" in first.text
    order = town.desk.order("tverskaya", number="1")
    assert desk(town).select("[data-void]") == []
    mine = desk(town, query="&show=mine")
    assert mine.one("[data-void]").get("data-void") == "mine"
    outcomes.record(order, outcome="call_back", person="anna", now=town.desk.now)
    done = desk(town)
    assert done.one("[data-void]").get("data-void") == "done"
    assert "Ближайшее обещание: № 1, в 12:02." in done.text.replace("\xa0", " ")
    town.desk.forward("19:30")
    assert desk(town, "pavel", "&show=free").one("[data-void]").get("data-void") == "free"


def test_the_shift_is_joined_and_left_and_an_empty_one_warns(town):
    client = town.once("boris")
    page = desk(town, "boris")
    assert page.one("[data-shift]").get("data-shift") == "join"
    assert "Вы не на смене" in page.text and "На смене: Anna" in page.text
    answer = client.post("/shift/join", {"next": "/desk?show=all"})
    assert (answer.status_code, answer["Location"]) == (303, "/desk?show=all&said=shift_join")
    assert "Вы на смене. Новые заказы приходят вам." in read(client.get(f"{answer['Location']}&lang=ru")).text
    assert "На смене: Anna, Boris" in desk(town, "boris").text
    for person in ("boris", "anna"):
        done = town.once(person).post("/shift/leave", headers={"Accept": "application/json"})
        assert done.json() == {"done": True, "said": "Вы ушли со смены."}
    assert "На смене никого" in desk(town).text
    refused = client.post("/shift/leave", headers={"Accept": "application/json"})
    assert (refused.status_code, refused.json()["code"]) == (409, "not_on_shift")


def test_figures_are_counts_until_there_are_five(town):
    for n in range(5):
        order = town.desk.order("tverskaya", number=str(n))
        town.desk.forward(minutes=10 + n)
        outcomes.record(order, outcome="confirmed", person="anna", now=town.desk.now)
        page = desk(town)
        figures = [one.replace("\xa0", " ") for one in texts(page, ".pulse-kpi dd")]
        if n < 4:
            assert figures == [f"{n + 1} из {n + 1}", "мало заказов", "пока нет"]
    assert figures == ["100 % из 5 ответов", "12 мин", "пока нет"]


def test_a_long_desk_shows_a_hundred_rows_and_the_way_to_more(town, monkeypatch):
    from otklik.web import desk as page_of

    monkeypatch.setattr(page_of, "SHOWN", 2)
    for n in range(5):
        town.desk.order("tverskaya", number=str(n))
    page = desk(town)
    assert len(page.select(".q-row")) == 2
    assert texts(page, "h2 .count")[1] == "5"
    assert page.one(".q-more a").get("href") == "/desk?show=all&shown=4"
    assert len(desk(town, query="&shown=6").select(".q-row")) == 5


def test_the_panel_has_what_is_needed_while_one_talks(town):
    order = town.desk.order("tverskaya", number="1", buyer_zone="Asia/Yekaterinburg", comment="к субботе")
    town.desk.takes("anna", order)
    page = desk(town)
    panel = page.one(".work")
    assert panel.text_of("h2") == "№ 1 · в работе у вас"
    assert panel.one("[data-call]").get("href") == "tel:+79000001122"
    assert panel.text_of("[data-zone-clock]") == "13:02"
    assert "«Мария, здравствуйте. Это Anna, магазин „Tverskaya“. Вы заказали: Кроссовки.»" in panel.text
    assert "к субботе" in panel.text
    assert [one.get("value") for one in panel.select("button[name=outcome]")] == [
        "confirmed", "call_back", "no_answer", "try_on", "replacement",
    ]  # fmt: skip
    steps = [one.get("href") for one in page.one("#refuse").select("a[data-next]")]
    assert f"/orders/{order.partition('/')[2]}/refusal?reason=not_paid" in steps
    assert not any("cancelled_at_source" in step for step in steps)


def test_an_auditor_looks_and_acts_on_nothing(town):
    order = town.desk.order("tverskaya", number="1")
    panel = read(town.client("rita").get(f"/desk/orders/{order.partition('/')[2]}"))
    assert panel.select("form") == []
    page = desk(town, "rita")
    assert page.select("[data-shift]") == []
    assert "На смене: 2 человека в 2 магазинах" in page.text.replace("\xa0", " ")


def test_a_panel_of_a_foreign_or_unknown_order_is_404(town):
    order = town.desk.order("tverskaya", number="1").partition("/")[2]
    vera = town.client("vera")
    assert vera.get(f"/desk/orders/{order}").status_code == 404
    assert vera.get("/desk/orders/x").status_code == 404
    assert town.client("anna").get(f"/desk/orders/{order}").status_code == 200


def test_a_page_has_nothing_that_its_policy_forbids(town):
    town.desk.takes("anna", town.desk.order("tverskaya", number="1"))
    answer = town.client("anna").get("/desk")
    text = answer.content.decode()
    assert " style=" not in text and "onclick" not in text and "<script>" not in text
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"
