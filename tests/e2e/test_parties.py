"""A party's page on a phone, the steps on the order's page and on the buyer's: one order on credit, three readers."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.e2e.house import House, Visit
from tests.e2e.test_buyer import page_of


def test_a_party_answers_on_its_phone_and_everybody_sees_it(
    house: House, visit: Callable[..., Visit]
) -> None:
    for slug, role, hours in (
        ("bank", "bank", "Mo-Fr_10:00-17:00"),
        ("expert", "credit_expert", "Mo-Sa_10:00-19:00"),
        ("depot", "warehouse", "Mo-Fr_08:00-16:00"),
    ):
        made = f"store create {slug} --partner sever --role {role} --zone Europe/Moscow --hours".split()
        house.command([*made, hours.replace("_", " ")])
    order = house.send_order("K-77", payment="credit", delivery="pickup")
    for said in ("contact --talk 64", "confirm", "step application done"):
        verb, _, rest = said.partition(" ")
        house.command(["order", verb, "K-77", *rest.split(), "--person", "anna"])
    path = urlsplit(house.otklik("party link expert").strip()).path

    phone = visit("", path, screen="phone", java_script_enabled=False)
    page = phone.page
    expect(page.get_by_role("heading", level=2)).to_have_text("Позвонить покупателю о кредите")
    assert not re.search("Лев|Ершов|000-77-66|lev@", page.content())
    page.get_by_text("Ещё нет, будет…").click()
    page.get_by_role("button", name=re.compile("19:00")).first.click()
    expect(page.get_by_role("status")).to_have_text("Записано. Спасибо.")
    expect(page.get_by_text("Вы назвали срок:")).to_be_visible()
    looked = visit("", path, screen="phone")
    assert looked.violations() == []
    assert looked.widths_that_scroll() == {}

    seller = visit("anna", f"/orders/{order}")
    card = seller.page.locator("#process")
    expect(card.get_by_text("новый срок от участника")).to_be_visible()
    card.get_by_text("Ждём покупателя").click()
    card.get_by_label("Чего ждём").select_option("papers")
    card.get_by_role("button", name="Остановить часы").click()
    expect(card.get_by_text("Ждём покупателя: пришлите")).to_be_visible()
    assert seller.violations() == []
    assert seller.widths_that_scroll() == {}

    buyer = visit("", page_of(house, order), screen="phone")
    expect(buyer.page.get_by_text("Нужны вы:")).to_be_visible()
    assert buyer.violations() == []
    assert buyer.widths_that_scroll() == {}
