"""Which column of an export holds what: the names that shops and CRMs give them, Russian and English.

Only names that mean one thing are known: "Дата доставки" may be wished, promised or done, so it is left to the
person who imports. What is not recognised is reported and kept beside the order, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from otklik.domain.errors import DomainError

FIELDS: Mapping[str, tuple[str, ...]] = {
    "number": (
        "number", "order number", "номер заказа", "номер", "order id", "id заказа", "номер отправления",
        "posting number", "external id", "внешний номер", "заказ", "id",
    ),
    "placed_at": (
        "placed at", "order purchase timestamp", "order date", "дата и время заказа", "дата заказа",
        "дата оформления", "дата и время", "дата создания", "date created", "created at", "дата",
    ),
    "placed_time": ("placed time", "order time", "время заказа", "время"),
    "status": (
        "status", "order status", "source status", "статус заказа", "статус", "состояние", "стадия сделки", "стадия",
    ),
    "answered_at": (
        "answered at", "first contact at", "first response at", "дата первого контакта", "дата первого звонка",
        "дата первого ответа",
    ),
    "paid_at": ("paid at", "order approved at", "date paid", "paid date", "дата и время оплаты", "дата оплаты"),
    "handed_over_at": (
        "handed over at", "order delivered carrier date", "shipped at", "дата передачи в доставку", "дата отгрузки",
        "дата отправки",
    ),
    "delivered_at": (
        "delivered at", "order delivered customer date", "фактическая дата доставки", "дата вручения",
    ),
    "promised_at": (
        "promised at", "order estimated delivery date", "обещанная дата доставки", "плановая дата доставки",
    ),
    "completed_at": ("completed at", "date completed", "completed date", "дата выполнения", "дата завершения"),
    "cancelled_at": ("cancelled at", "canceled at", "date cancelled", "дата отмены"),
    "total": (
        "total", "order total amount", "order total", "сумма заказа", "итоговая сумма", "сумма документа",
        "сумма сделки", "стоимость заказа", "итого", "сумма",
    ),
    "currency": ("currency", "order currency", "валюта заказа", "валюта"),
    "payment": (
        "payment", "payment method title", "payment method", "payment type", "способ оплаты", "тип оплаты",
    ),
    "delivery": (
        "delivery", "shipping method title", "shipping method", "способ доставки", "тип доставки",
    ),
    "buyer_name": (
        "buyer name", "customer name", "фио", "покупатель", "имя покупателя", "контактное лицо", "контакт", "клиент",
        "контрагент",
    ),
    "first_name": ("first name billing", "billing first name", "first name", "имя"),
    "last_name": ("last name billing", "billing last name", "last name", "фамилия"),
    "phone": (
        "buyer phone", "phone billing", "billing phone", "customer phone", "phone", "телефон покупателя",
        "контактный телефон", "мобильный телефон", "контакт рабочий телефон", "рабочий телефон", "телефон",
    ),
    "email": (
        "buyer email", "email billing", "billing email", "customer email", "email", "e mail", "электронная почта",
        "контакт e mail рабочий",
    ),
    "comment": (
        "comment", "customer note", "order comments", "комментарий покупателя", "комментарий клиента", "комментарий",
        "примечание",
    ),
    "place": ("place", "shipping city", "city shipping", "город доставки", "населенный пункт"),
    "postcode": ("postcode", "shipping postcode", "postcode shipping", "индекс доставки", "почтовый индекс"),
    "address": (
        "address", "shipping address", "shipping address 1", "address 1&2 shipping", "адрес доставки",
    ),
    "store": ("store",),
    "channel": ("channel", "канал"),
    "campaign": ("campaign", "utm campaign", "рекламная кампания"),
    "cart_key": ("cart key",),
    "line_id": ("lines id", "line id", "order item id"),
    "sku": ("lines sku", "sku", "item sku", "артикул", "код товара"),
    "title": (
        "lines title", "item name", "product name", "title", "наименование товара", "название товара",
        "наименование", "номенклатура", "товар",
    ),
    "quantity": ("lines quantity", "quantity", "qty", "количество", "кол во"),
    "price": ("lines price", "item price", "item cost", "price", "цена продажи", "цена за единицу", "цена"),
    "line_total": ("line total", "item total", "order line total", "сумма по строке"),
    "line_store": ("lines store",),
    "line_reserved": ("lines reserved",),
}  # fmt: skip
"""Field of ours → names of columns, compared without case, ё and punctuation; the earlier name wins."""

LINE_FIELDS = frozenset({
    "line_id", "sku", "title", "quantity", "price", "line_total", "line_store", "line_reserved",
})  # fmt: skip
"""Fields of one line of an order: where a file has them, an order may take several rows."""

WITNESSES: Mapping[str, tuple[str, ...]] = {
    "answered_at": ("contact.reached",),
    "paid_at": ("payment.received",),
    "handed_over_at": ("delivery.handed_over",),
    "delivered_at": ("delivery.done",),
    "completed_at": ("order.completed",),
    "cancelled_at": ("order.refused",),
}
"""Column → the facts that a file with this column could have recorded, with their instants."""

_PUNCTUATION = re.compile(r"[\s_\-./\\:,;()\[\]#\"'«»]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of one file hold.

    Parameters
    ----------
    header
        Names as they stand in the file.
    index
        Field → position in the header.
    unknown
        Names that were not recognised, or that a better name of the same field outdid; kept beside each order.
    """

    header: tuple[str, ...]
    index: Mapping[str, int]
    unknown: tuple[str, ...]

    def name(self, field: str) -> str:
        """Name of the field's column as it stands in the file; the field itself where the file has none."""
        return self.header[self.index[field]] if field in self.index else field

    @property
    def has_lines(self) -> bool:
        """Whether the file describes the lines of its orders."""
        return any(field in LINE_FIELDS for field in self.index)

    @property
    def witnessed(self) -> tuple[str, ...]:
        """Event names, sorted, that a file with these columns could have recorded."""
        return tuple(sorted({kind for field in self.index for kind in WITNESSES.get(field, ())}))


def plain_name(name: str) -> str:
    """A column's name without case, ё, punctuation and doubled spaces: `E-mail (Billing)` → `e mail billing`."""
    return _PUNCTUATION.sub(" ", name.casefold().replace("ё", "е").replace("№", " номер ")).strip()


def recognise(
    header: tuple[str, ...],
    named: Mapping[str, str] | None = None,
    *,
    fields: Mapping[str, tuple[str, ...]] = FIELDS,
    needed: tuple[str, ...] = ("number", "placed_at"),
) -> Columns:
    """What the columns of a header hold.

    Parameters
    ----------
    header
        Names as they stand in the file.
    named
        Column → field, said by the person who imports; goes before all known names.
    fields
        Field → names of columns.
    needed
        Fields without which the file is of no use.

    Raises
    ------
    DomainError
        `unknown_columns`: no column for a needed field, or `named` names a column or a field that does not exist.
    """
    plain = {plain_name(name): position for position, name in reversed(list(enumerate(header)))}
    index: dict[str, int] = {}
    for column, field in (named or {}).items():
        if plain_name(column) not in plain or field not in fields:
            raise DomainError(
                "unknown_columns",
                f"The column {column[:60]!r} or the field {field[:60]!r} does not exist.",
                remedy=f"Fields are: {', '.join(fields)}.",
                place="header",
            )
        index[field] = plain[plain_name(column)]
    for field, names in fields.items():
        position = next(
            (plain[name] for name in names if name in plain and plain[name] not in index.values()), None
        )
        if field not in index and position is not None:
            index[field] = position
    missing = [field for field in needed if field not in index]
    if missing:
        raise DomainError(
            "unknown_columns",
            f"No column was recognised as {' and '.join(missing)}.",
            remedy=f'Rename a column to "{missing[0]}", or say which one it is.',
            place="header",
        )
    unknown = tuple(name for position, name in enumerate(header) if position not in index.values())
    return Columns(header, index, unknown)
