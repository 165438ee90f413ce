"""A release in a browser: the buyer's one button without JavaScript, and late money before the administrator."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.house import House, Visit
from tests.e2e.test_buyer import page_of


def look(visit: Visit) -> None:
    """Nothing that assistive technology stumbles over, nothing that sticks out sideways."""
    assert visit.violations() == []
    assert visit.widths_that_scroll((320, 390, 1440)) == {}


def test_what_was_let_go_is_wanted_by_one_button_and_late_money_has_its_form(
    house: House, visit: Callable[..., Visit]
):
    wanted = house.send_order("R-1")
    house.send_order("R-2")
    seller = visit("anna", f"/orders/{wanted}")
    expect(seller.page.get_by_text("товар отложен завтра до").first).to_be_visible()
    house.turn(19 * 60)
    house.otklik("order pay R-2 1890.00 --id pay-1")

    address = page_of(house, wanted)
    look(visit("", address, screen="phone"))
    buyer = visit("", address, screen="phone", java_script_enabled=False)
    expect(buyer.page.get_by_text("Товар больше не отложен")).to_be_visible()
    buyer.page.get_by_role("button", name="Всё ещё хочу этот заказ").click()
    expect(buyer.page.get_by_role("status")).to_contain_text("Товар снова отложен для вас.")
    expect(buyer.page.get_by_role("button", name="Всё ещё хочу этот заказ")).to_have_count(0)

    office = visit("admin", "/orders?owed=late_money")
    office.page.get_by_role("link", name="R-2").click()
    expect(office.page.get_by_text("когда товар уже вернулся в продажу")).to_be_visible()
    look(office)
