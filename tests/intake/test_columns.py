import pytest

from otklik.domain.errors import DomainError
from otklik.intake.columns import FIELDS, LINE_FIELDS, WITNESSES, plain_name, recognise

OURS = (
    "number",
    "placed_at",
    "buyer.phone",
    "lines.sku",
    "lines.quantity",
    "total",
    "currency",
    "answered_at",
)
OLIST = (
    "order_id", "customer_id", "order_status", "order_purchase_timestamp", "order_approved_at",
    "order_delivered_carrier_date", "order_delivered_customer_date", "order_estimated_delivery_date",
)  # fmt: skip
WOOCOMMERCE = (
    "Order Number", "Order Status", "Order Date", "Customer Note", "First Name (Billing)", "Last Name (Billing)",
    "Email (Billing)", "Phone (Billing)", "Payment Method Title", "Order Total Amount", "SKU", "Item Name",
    "Quantity", "Item Cost", "Coupon Code",
)  # fmt: skip
CRM = (
    "№ заказа",
    "Дата и время",
    "Статус",
    "ФИО",
    "Телефон",
    "E-mail",
    "Сумма заказа",
    "Способ оплаты",
    "Менеджер",
)
DEALS = (
    "ID",
    "Название сделки",
    "Стадия сделки",
    "Сумма",
    "Валюта",
    "Дата создания",
    "Контакт: Рабочий телефон",
)
ACCOUNTING = ("Номер", "Дата", "Контрагент", "Сумма документа", "Валюта", "Состояние", "Комментарий")
SHOP = (
    "Номер заказа",
    "Дата заказа",
    "Контактное лицо",
    "Наименование товара",
    "Артикул",
    "Кол-во",
    "Цена",
    "Итого",
)


@pytest.mark.parametrize(
    ("header", "fields", "unknown"),
    [
        (OURS, {"number", "placed_at", "phone", "sku", "quantity", "total", "currency", "answered_at"}, ()),
        (
            OLIST,
            {"number", "status", "placed_at", "paid_at", "handed_over_at", "delivered_at", "promised_at"},
            ("customer_id",),
        ),
        (
            WOOCOMMERCE,
            {
                "number", "status", "placed_at", "comment", "first_name", "last_name", "email", "phone", "payment",
                "total", "sku", "title", "quantity", "price",
            },
            ("Coupon Code",),
        ),
        (
            CRM,
            {"number", "placed_at", "status", "buyer_name", "phone", "email", "total", "payment"},
            ("Менеджер",),
        ),
        (DEALS, {"number", "status", "total", "currency", "placed_at", "phone"}, ("Название сделки",)),
        (ACCOUNTING, {"number", "placed_at", "buyer_name", "total", "currency", "status", "comment"}, ()),
        (SHOP, {"number", "placed_at", "buyer_name", "title", "sku", "quantity", "price", "total"}, ()),
    ],
    ids=["ours", "olist", "woocommerce", "crm", "deals", "accounting", "shop"],
)  # fmt: skip
def test_the_exports_of_known_systems_are_recognised(
    header: tuple[str, ...], fields: set[str], unknown: tuple[str, ...]
) -> None:
    columns = recognise(header)
    assert set(columns.index) == fields
    assert columns.unknown == unknown


def test_of_two_columns_of_one_field_the_better_name_wins_and_the_other_is_reported() -> None:
    columns = recognise(("ID", "Номер", "Дата", "Дата создания"))
    assert columns.name("number") == "Номер"
    assert columns.name("placed_at") == "Дата создания"
    assert columns.unknown == ("ID", "Дата")


def test_a_column_that_may_mean_several_things_is_left_to_the_person() -> None:
    header = ("number", "placed_at", "Дата доставки")
    assert recognise(header).unknown == ("Дата доставки",)
    assert recognise(header, {"дата доставки": "promised_at"}).index["promised_at"] == 2


def test_what_the_person_says_goes_before_known_names() -> None:
    columns = recognise(("number", "Наш номер", "placed_at"), {"Наш номер": "number"})
    assert (columns.name("number"), columns.unknown) == ("Наш номер", ("number",))


@pytest.mark.parametrize("named", [{"нет такой": "number"}, {"number": "нет такого"}])
def test_a_column_or_field_that_does_not_exist_is_refused(named: dict[str, str]) -> None:
    with pytest.raises(DomainError) as refused:
        recognise(("number", "placed_at"), named)
    assert refused.value.code == "unknown_columns"


@pytest.mark.parametrize("header", [("a", "b"), ("number", "b"), ("placed_at",)])
def test_a_file_needs_a_number_and_an_instant(header: tuple[str, ...]) -> None:
    with pytest.raises(DomainError) as refused:
        recognise(header)
    assert refused.value.code == "unknown_columns"


def test_a_file_witnesses_what_its_columns_can_hold() -> None:
    assert recognise(OLIST).witnessed == ("delivery.done", "delivery.handed_over", "payment.received")
    assert recognise(ACCOUNTING).witnessed == ()


def test_the_tables_hold_plain_names_each_of_one_field() -> None:
    names = [name for known in FIELDS.values() for name in known]
    assert all(name == plain_name(name) for name in names)
    assert len(set(names)) == len(names)
    assert FIELDS.keys() >= LINE_FIELDS
    assert FIELDS.keys() >= WITNESSES.keys()
