"""Text 002 §5: the fortnight before New Year is known on 8 December, and no promise of it is broken."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from otklik.actions import demand, fleets, places
from otklik.domain.errors import DomainError
from otklik.domain.fleet_writing import document_of
from otklik.simulation.december import DECIDED_ON, draw_shop, fleet_of, live_december
from otklik.store import accounts
from otklik.store.demand import load_plan
from otklik.worker.demand_runs import make
from tests.harness import ACTOR, moscow
from tests.web.town import BACKEND, PASSWORD

SEED = 2


def test_the_gap_is_known_on_8_december_and_closed_in_time(open_desk):
    desk = open_desk("2026-12-08 09:00")
    desk.store("depot", "Mo-Su 08:00-22:00", role="warehouse", country="RU")
    desk.store("quick", "Mo-Su 08:00-22:00", role="carrier")
    desk.person("dora", "depot", "dispatcher")
    fleets.change("depot", actor=ACTOR, document=document_of(fleet_of()), now=desk.now)
    assert load_plan("depot", desk.now) is None
    with pytest.raises(DomainError, match="28 days"):
        make("depot", now=desk.now)

    shop = draw_shop(SEED)
    demand.tell_counts(
        "depot", counts=[one for one in shop.counts if one.on < DECIDED_ON], actor=ACTOR, now=desk.now
    )
    demand.plan_advertising("depot", budgets=shop.budgets, actor=ACTOR, now=desk.now)
    make("depot", now=desk.now)
    (gap,) = load_plan("depot", desk.now).plan.gaps
    assert (gap.from_on, gap.until_on) == (date(2026, 12, 26), date(2026, 12, 29))
    assert gap.act_by_at == moscow("2026-12-22 18:00")

    client = Client()
    accounts.open_account("dora", PASSWORD)
    client.force_login(accounts.load_user("dora"), backend=BACKEND)
    text = client.get("/delivery/plan?depot=depot&lang=ru").content.decode()
    assert "26–29 декабря" in text
    assert "31 декабря" in text
    tried = client.get("/delivery/plan?depot=depot&p=100&lang=en").content.decode()
    assert "There are places enough on every day of the forecast." in tried

    buy = gap.proposals[0]
    with pytest.raises(DomainError, match="takes no more"):
        places.buy("depot", carrier=buy.carrier, days=buy.days, actor=ACTOR, now=moscow("2026-12-22 18:00"))
    assert len(load_plan("depot", desk.now).plan.gaps) == 1
    places.buy("depot", carrier=buy.carrier, days=buy.days, actor=ACTOR, now=moscow("2026-12-22 17:59"))
    assert load_plan("depot", desk.now).plan.gaps == ()


def test_december_replayed_breaks_no_promise_where_counters_do():
    december = live_december(SEED, from_on=date(2026, 12, 26))
    sold, broken = (sum(getattr(one, name) for one in december.opened) for name in ("sold", "broken"))
    assert broken / sold >= 0.03
    assert [one.broken for one in december.planned] == [0] * 6
    assert sum(one.sold for one in december.planned) > sold - broken
    assert sum(one.asked - one.sold for one in december.planned) < sum(
        one.asked - one.sold for one in december.unplanned
    )


def test_a_file_of_budgets_is_loaded_whole_or_not_at_all(open_desk):
    desk = open_desk("2026-12-08 09:00")
    desk.store("depot", "Mo-Su 08:00-22:00", role="warehouse")
    desk.store("quick", "Mo-Su 08:00-22:00", role="carrier")
    desk.person("dora", "depot", "dispatcher")
    fleets.change("depot", actor=ACTOR, document=document_of(fleet_of()), now=desk.now)
    client = Client()
    accounts.open_account("dora", PASSWORD)
    client.force_login(accounts.load_user("dora"), backend=BACKEND)
    address = "/delivery/advertising?depot=depot&lang=en"
    wrong = client.post(address, {"text": "дата;бюджет\n12.12.2026;15 000\n32.12.2026;x\n12.12.2026;1"})
    assert wrong.status_code == 422
    said = wrong.content.decode()
    assert [
        said.count(one) for one in ("Line 3.", "Line 4.", "“32.12.2026” is no date", "“x” is no amount")
    ] == [2, 1, 1, 1]
    assert desk_budgets() == {}
    assert (
        client.post(address, {"text": "дата;бюджет\n12.12.2026;15 000\n13.12.2026;0,50 ₽"}).status_code == 303
    )
    assert desk_budgets() == {date(2026, 12, 12): 15_000_00, date(2026, 12, 13): 50}
    client.post(address, {"text": "date,budget\n2026-12-13,7"})
    assert desk_budgets() == {date(2026, 12, 12): 15_000_00, date(2026, 12, 13): 7_00}
    assert (
        client.post("/delivery/advertising?depot=quick", {"text": "date,budget\n2026-12-13,7"}).status_code
        == 404
    )


def desk_budgets():
    from otklik.store.demand import load_budgets

    return load_budgets("depot")
