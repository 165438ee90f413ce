"""Several carts of one buyer on screen: the hint on the row, one tap to merge or keep, and nothing of a rival's."""

from datetime import timedelta

from otklik.actions import carts
from otklik.store import followers, past_orders
from tests.api.caller import positions
from tests.web.reading import read

JSON = {"Accept": "application/json"}
CANARIES = ("Секретный-55", "tverskaya", "Tverskaya", "анна", "Anna", "7 777", "777700")


def pages(client, order):
    """Every page on which an order of the viewer's can be seen."""
    paths = (
        "/desk",
        "/orders",
        f"/orders/{order}?whole",
        f"/desk/orders/{order}",
        "/search?q=9000001122",
        "/calls",
    )
    return "".join(
        client.get(f"{path}{'&' if '?' in path else '?'}lang=ru").content.decode() for path in paths
    )


def test_the_other_store_hears_that_he_was_answered_and_nothing_else(town):
    mine = town.desk.order("taganka", number="9").partition("/")[2]
    rival = town.desk.order("tverskaya", number="Секретный-55", price_minor=777_700)
    before = pages(town.once("vera"), mine)
    assert "дубль" not in before and "уже ответили" not in before, (
        "that there is another cart is nobody's business"
    )
    town.desk.talks("anna", rival)
    seen = pages(town.once("vera"), mine)
    assert "уже ответили в другом месте" in seen and "Покупателю уже ответили в другом месте" in seen
    for canary in (*CANARIES, rival.partition("/")[2]):
        assert canary not in seen, canary
    # the control: whoever sees all stores sees the rival's order
    assert "Секретный-55" in pages(town.once("admin"), mine)


def test_one_tap_merges_and_one_undoes(town):
    first = town.desk.order("tverskaya", number="1")
    second = town.desk.order("tverskaya", number="2")
    ids = [one.partition("/")[2] for one in (first, second)]
    anna = town.once("anna")
    desk = read(anna.get("/desk?lang=ru"))
    assert desk.one(f"#order-{ids[1]}").text_of(".q-hint") == "возможно, дубль № 1"
    page = read(anna.get(f"/orders/{ids[0]}?lang=ru"))
    assert page.one("form.twin input[name=other]").get("value") == ids[1]
    said = anna.post(f"/orders/{ids[0]}/merge", {"other": ids[1]}, headers=JSON).json()
    assert (said["said"], said["gone"]) == ("№ 2 снят как дубль.", True)
    assert town.desk.subject(second).phase == "withdrawn"
    assert (
        anna.post(said["undo"]["url"], {"outcome": said["undo"]["outcome"]}, headers=JSON).status_code == 200
    )
    assert town.desk.subject(second).phase == "open"
    anna.post(f"/orders/{ids[0]}/keep", {})
    assert "дубль" not in anna.get("/desk?lang=ru").content.decode()


def test_nobody_merges_what_is_not_his(town):
    mine = town.desk.order("tverskaya", number="1").partition("/")[2]
    other = town.desk.order("taganka", number="9").partition("/")[2]
    before = positions()
    assert town.once("anna").post(f"/orders/{mine}/merge", {"other": other}, headers=JSON).status_code == 404
    assert town.once("vera").post(f"/orders/{mine}/keep", headers=JSON).status_code == 404
    assert town.once("admin").post(f"/orders/{mine}/merge", {"other": other}, headers=JSON).status_code == 422
    assert positions() == before


def test_a_merged_order_is_no_silence(town):
    """It is in no figure of a report, and the report says that it was left out."""
    first = town.desk.order("tverskaya", number="1")
    second = town.desk.order("tverskaya", number="2")
    carts.merge(second, into=first, person="anna", now=town.desk.now)
    day = town.desk.now.replace(hour=0)
    past = past_orders.load_past(
        from_at=day, to_at=day + timedelta(days=1), stores=None, position=followers.find_head()
    )
    assert [one.state.number for one in past.duplicates] == ["2"]
    assert [one.state.number for one in past.orders] == ["1"]
