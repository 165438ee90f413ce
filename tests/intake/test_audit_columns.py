"""Headers of shops and CRMs tell an audit what they mean, and nothing that they don't."""

import pytest

from otklik.analytics.frames import INSTANTS
from otklik.domain.errors import DomainError
from otklik.intake.audit_columns import AUDIT_FIELDS, WORD_FIELDS, recognise_audit
from otklik.intake.audit_mapping import parse_mapping
from otklik.intake.columns import plain_name

HEADERS = {
    "olist": (
        ("order_id", "customer_id", "order_status", "order_purchase_timestamp", "order_approved_at",
         "order_delivered_carrier_date", "order_delivered_customer_date", "order_estimated_delivery_date"),
        {"number": 0, "status": 2, "placed_at": 3, "paid_at": 4, "handed_over_at": 5, "delivered_at": 6,
         "promised_at": 7},
    ),
    "woocommerce": (
        ("Order Number", "Order Status", "Order Date", "Paid Date", "Completed Date", "Phone (Billing)",
         "Payment Method Title", "Order Total Amount", "SKU", "Item Name", "Quantity", "Item Cost"),
        {"number": 0, "status": 1, "placed_at": 2, "paid_at": 3, "completed_at": 4, "phone": 5, "amount": 7,
         "sku": 8, "title": 9, "quantity": 10, "price": 11},
    ),
    "retailcrm": (
        ("Номер", "Дата и время", "Статус", "Магазин", "Менеджер", "Способ оформления", "Сумма", "Телефон",
         "Дата полной оплаты", "Дата доставки", "Причина отмены"),
        {"number": 0, "placed_at": 1, "status": 2, "store": 3, "seller": 4, "channel": 5, "amount": 6, "phone": 7,
         "paid_at": 8, "reason": 10},
    ),
    "bitrix24": (
        ("ID", "Название сделки", "Стадия сделки", "Дата создания", "Дата завершения", "Сумма", "Валюта", "Источник",
         "Ответственный"),
        {"number": 0, "status": 2, "placed_at": 3, "completed_at": 4, "amount": 5, "currency": 6, "channel": 7,
         "seller": 8},
    ),
    "1c": (
        ("Номер", "Дата", "Контрагент", "Сумма документа", "Валюта", "Состояние", "Дата отгрузки"),
        {"number": 0, "placed_at": 1, "amount": 3, "currency": 4, "status": 5, "handed_over_at": 6},
    ),
    "insales": (
        ("№ заказа", "Дата и время заказа", "Статус заказа", "Дата оплаты", "Источник заказа",
         "Ожидаемая дата доставки", "Полная стоимость", "Контактный телефон"),
        {"number": 0, "placed_at": 1, "status": 2, "paid_at": 3, "channel": 4, "promised_at": 5, "amount": 6,
         "phone": 7},
    ),
    "a call centre": (
        ("Заказ", "Время оформления", "Первый звонок", "Время подтверждения", "Количество попыток",
         "Подтверждено по телефону", "Дата отказа", "Исход"),
        {"number": 0, "placed_at": 1, "answered_at": 2, "confirmed_at": 3, "attempts": 4, "by_phone": 5, "outcome": 7},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADERS)
def test_headers_are_recognised(name: str) -> None:
    header, fields = HEADERS[name]
    assert recognise_audit(header, {}).index == fields


def test_each_name_means_one_field_and_is_written_plainly() -> None:
    names = [name for known in AUDIT_FIELDS.values() for name in known]
    assert [name for name in names if name != plain_name(name)] == []
    assert [name for name in {*names} if names.count(name) > 1] == []
    assert {*INSTANTS, *WORD_FIELDS} <= AUDIT_FIELDS.keys()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("zone = 3", "line 1, zone"),
        ("\nzoned = 'x'", "line 2, zoned"),
        ("dates = 'american'", "line 1, dates"),
        ("[columns]\nplaced = 'x'", "line 2, columns.placed"),
        ("[columns]\nplaced_at = ['x']", "line 2, columns.placed_at"),
        ("[statuses]\nnew = 'fresh'", "line 2, statuses.new"),
        ("[hours]\ndefault = 'often'", "line 2, hours.default"),
        ("[hours]\ndefault = 7", "line 2, hours.default"),
        ("[store.a]\nzone = 'UTC'", "line 1, store.a"),
        ("[store.a]\nhours = '24/7'\nexceptions = 'off'", "line 3, store.a.exceptions"),
        ("[store.a]\nhours = '24/7'\nclosed = true", "line 3, store.a.closed"),
        ("store = 'a'", "line 1, store"),
        ("zone = ", ""),
    ],
)
def test_a_mistake_in_a_mapping_is_told_with_its_line(text: str, place: str) -> None:
    with pytest.raises(DomainError) as refused:
        parse_mapping(text)
    assert (refused.value.code, refused.value.place) == ("mapping_invalid", place)
    assert refused.value.remedy
