"""Which column of an export tells an audit what: the names of shops, CRMs and marketplaces, Russian and English.

As in `columns.py` only names that mean one thing are known. A payment, its approval or a change of status is never
taken for an answer to the buyer.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.errors import DomainError
from otklik.intake.columns import FIELDS, Columns, plain_name, recognise

_SHARED = (
    "number", "placed_at", "placed_time", "status", "answered_at", "paid_at", "handed_over_at", "delivered_at",
    "promised_at", "completed_at", "cancelled_at", "currency", "phone", "channel", "store", "line_id", "sku", "title",
    "quantity", "price", "line_total",
)  # fmt: skip
_MORE: Mapping[str, tuple[str, ...]] = {
    "number": ("номер сделки", "deal id"),
    "placed_at": ("createdat", "date create", "дата и время оформления", "время оформления"),
    "status": ("stage id", "этап", "статус сделки"),
    "answered_at": (
        "first answer at", "first reply at", "first call at", "answered", "первый звонок", "первый ответ",
        "время первого ответа", "время первого звонка", "время первого контакта", "дата и время первого ответа",
        "дата и время первого звонка", "дата и время первого контакта",
    ),
    "confirmed_at": (
        "confirmed at", "date confirmed", "confirmation date", "дата подтверждения", "время подтверждения",
        "дата и время подтверждения",
    ),
    "refused_at": ("refused at", "rejected at", "declined at", "дата отказа магазина"),
    "withdrawn_at": ("withdrawn at", "cancelled by buyer at", "дата отказа покупателя", "дата отказа клиента"),
    "released_at": ("released at", "hold expired at", "дата снятия резерва", "дата снятия с резерва"),
    "paid_at": ("fullpaidat", "дата полной оплаты"),
    "handed_over_at": ("shipped date", "date shipped", "fulfilled at"),
    "promised_at": (
        "estimated delivery date", "ожидаемая дата доставки", "планируемая дата доставки", "обещанная дата",
    ),
    "outcome": ("outcome", "исход", "исход заказа"),
    "reason": (
        "reason", "refusal reason", "cancel reason", "cancellation reason", "причина отказа", "причина отмены",
        "причина провала",
    ),
    "amount": ("amount", *FIELDS["total"], "grand total", "opportunity", "totalsumm", "полная стоимость"),
    "currency": ("currency id",),
    "store": ("store name", "shop", "site", "магазин", "торговая точка", "точка продаж"),
    "seller": ("seller", "manager", "assigned by", "assigned by id", "продавец", "менеджер", "ответственный"),
    "partner": ("partner", "merchant", "партнер"),
    "channel": (
        "order source", "source", "source id", "order method", "sales channel", "источник заказа", "источник",
        "способ оформления", "канал продаж",
    ),
    "category": (
        "category", "product category", "product category name", "категория товара", "категория", "группа товаров",
        "товарная группа",
    ),
    "trade": ("trade", "вид торговли"),
    "attempts": ("attempts", "call attempts", "contact attempts", "попытки", "количество попыток", "число попыток"),
    "has_phone": ("has phone", "phone left", "телефон оставлен", "есть телефон"),
    "by_phone": ("confirmed by phone", "by phone", "подтвержден по телефону", "подтверждено по телефону"),
    "hours": ("hours",),
}  # fmt: skip

AUDIT_FIELDS: Mapping[str, tuple[str, ...]] = {
    field: (*(FIELDS[field] if field in _SHARED else ()), *_MORE.get(field, ()))
    for field in (*_SHARED, *(name for name in _MORE if name not in _SHARED))
}
"""Field → names of columns, the earlier name first."""

WORD_FIELDS = (
    "status", "outcome", "reason", "store", "seller", "partner", "channel", "category", "trade", "currency", "hours",
)  # fmt: skip


def is_audit_header(names: tuple[str, ...], named: Mapping[str, str]) -> bool:
    """Whether a row names the column of the instant of the order, and one more that an audit knows.

    Parameters
    ----------
    names
        Values of the row.
    named
        Field → column, as somebody said it.
    """
    plain = {plain_name(name) for name in names}
    said = {plain_name(column) for column in named.values()}
    placed = {plain_name(named["placed_at"])} if "placed_at" in named else {*AUDIT_FIELDS["placed_at"]}
    others = said.union(*AUDIT_FIELDS.values()) - placed
    return bool(plain & placed) and bool(plain & others)


def recognise_audit(header: tuple[str, ...], named: Mapping[str, str]) -> Columns:
    """What the columns of a header tell an audit.

    Parameters
    ----------
    header
        Names as they stand in the file.
    named
        Field → column, as somebody said it.

    Raises
    ------
    DomainError
        `unknown_columns`: none says when an order was placed, or a name does not exist. The remedy shows the columns
        and what to write.
    """
    columns = {column: field for field, column in named.items()}
    try:
        return recognise(header, columns, fields=AUDIT_FIELDS, needed=("placed_at",))
    except DomainError as error:
        if "placed_at" in named or "was recognised" not in error.message:
            raise
        shown = ", ".join(name[:40] for name in header[:30])
        raise DomainError(
            "unknown_columns",
            "No column was recognised as the one that says when an order was placed.",
            remedy=f'The file has: {shown}. Say --column "placed_at=…", or in a mapping [columns] placed_at = "…".',
            place="header",
        ) from error
