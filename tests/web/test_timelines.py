"""The timeline of an order's messages on screen: whom each step told, what came of it, and nothing to strangers."""


def test_the_page_says_who_was_told_and_what_came_of_it(town):
    order = town.desk.order("tverskaya", number="W-1")
    town.desk.takes("anna", order)
    page = town.client("anna").get(f"/orders/{order.partition('/')[2]}/notices").content.decode()
    for said in (
        "Кому, когда и почему сообщали",
        "Первый ответ",
        "Шаг 1",
        "Anna",
        "новый заказ",
        "принято",
        "заказ взят",
    ):
        assert said in page
    assert town.client("vera").get(f"/orders/{order.partition('/')[2]}/notices").status_code == 404
    whole = town.client("anna").get(f"/orders/{order.partition('/')[2]}").content.decode()
    assert f"/orders/{order.partition('/')[2]}/notices" in whole
