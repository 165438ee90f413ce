"""Orders and payments as the project's own API takes them: the body of `POST /api/v1/orders`.

`OrderBody` is the contract: OpenAPI shows it, and `parse` reads by it, so the two can't differ. Clamping the clock,
finding the store and splitting a cart are decided later; here nothing is guessed and nothing is cut off.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from otklik.domain.errors import DomainError
from otklik.domain.incoming import IncomingLine, IncomingOrder, IncomingPayment
from otklik.domain.money import parse_money
from otklik.domain.phones import normalise
from otklik.domain.zones import parse_zone
from otklik.intake.instants import parse_instant
from otklik.intake.json_input import path_of, read_object
from otklik.intake.texts import email_address, many_lines, one_line

NAME = "api"

Body = TypeVar("Body", bound="_Body")


def _custom(error: DomainError) -> PydanticCustomError:
    said = {"code": error.code, "message": error.message, "remedy": error.remedy}
    return PydanticCustomError("otklik", "{message}", said)


def _as_name(value: Any) -> Any:
    """Numbers and ids may come as JSON integers: 315 and "315" are one name."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _as_instant(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return parse_instant(value, place="").at
    except DomainError as error:
        raise _custom(error) from error


def _known_zone(value: str) -> str:
    try:
        return parse_zone(value).key if value else ""
    except DomainError as error:
        unreadable = DomainError("unreadable", error.message, remedy=error.remedy)
        raise _custom(unreadable) from error


Name = Annotated[str, BeforeValidator(_as_name, json_schema_input_type=str | int), AfterValidator(one_line)]
Text = Annotated[str, AfterValidator(one_line)]
Instant = Annotated[datetime, BeforeValidator(_as_instant, json_schema_input_type=str)]
Amount = Annotated[str, Field(description="Decimal string with a point", examples=["3490.00"], max_length=40)]


class _Body(BaseModel):
    """A JSON object of the API: known fields strictly, unknown ones kept, null the same as absent."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {
            key: member for key, member in value.items() if member is not None or key not in cls.model_fields
        }


class BuyerBody(_Body):
    """Who ordered; every field may be absent."""

    name: Text = Field(default="", max_length=200)
    phone: Text = Field(default="", max_length=100, description="As the buyer wrote it")
    email: Text = Field(default="", max_length=320)
    zone: Annotated[Text, AfterValidator(_known_zone)] = Field(
        default="", description="IANA zone of the buyer"
    )
    locale: Literal["ru", "en", ""] = ""


class AddressBody(_Body):
    """Where it is delivered; what is known of it."""

    place: Text = Field(default="", max_length=200, description="Town or district")
    postcode: Text = Field(default="", max_length=20)
    line: Text = Field(default="", max_length=500, description="Street, house, flat")
    point: Annotated[list[float], Field(min_length=2, max_length=2)] | None = Field(
        default=None, description="Latitude and longitude in degrees", examples=[[55.751, 37.618]]
    )
    zone: Text = Field(
        default="", max_length=48, description="Slug of the delivery zone, where the shop knows it"
    )


class LineBody(_Body):
    """One line of an order: a sku or a title, how many, and the price of one."""

    id: Name = Field(
        default="", max_length=64, description="Stable within the order; absent = its position, from 1"
    )
    sku: Text = Field(default="", max_length=100)
    title: Text = Field(default="", max_length=500)
    quantity: int = Field(default=1, ge=1, le=1_000_000)
    price: Amount
    store: Text = Field(default="", max_length=48, description="Slug; lines of several stores split the cart")
    reserved: bool = Field(default=True, description="Whether the goods are held for the buyer")


class OrderBody(_Body):
    """An order, as `POST /api/v1/orders` takes it."""

    number: Name = Field(min_length=1, max_length=64)
    store: Text = Field(default="", max_length=48, description="Slug; absent = the store of the key")
    channel: Text = Field(default="site", max_length=32)
    placed_at: Instant
    buyer: BuyerBody = Field(default_factory=BuyerBody)
    lines: Annotated[list[LineBody], Field(min_length=1, max_length=500)]
    total: Amount
    currency: Text = Field(max_length=16, description="ISO 4217", examples=["RUB"])
    payment: Literal["prepaid", "on_delivery", "credit"] = "on_delivery"
    paid_at: Instant | None = None
    delivery: Literal["courier", "pickup", "post", ""] = ""
    address: AddressBody = Field(default_factory=AddressBody)
    needed_by_at: Instant | None = Field(default=None, description="By when the buyer needs it")
    hold: Text = Field(default="", max_length=200, description="A window held by `POST /slots/hold`")
    comment: Annotated[str, AfterValidator(many_lines)] = Field(default="", max_length=10_000)
    campaign: Text = Field(default="", max_length=200)
    cart_key: Text = Field(default="", max_length=64)


class PaymentBody(_Body):
    """Money that came, as `POST /api/v1/orders/{id}/payments` takes it."""

    id: Name = Field(default="", max_length=64, description="The same payment twice is one")
    amount: Amount
    currency: Text = Field(max_length=16, description="ISO 4217", examples=["RUB"])
    paid_at: Instant | None = Field(default=None, description="Absent = now")


def parse(
    raw: bytes, *, received_at: datetime, default_store: str, region: str = "RU", zone: tzinfo | None = None
) -> IncomingOrder:
    """The order of an API body.

    Parameters
    ----------
    raw
        The request's body.
    received_at
        Aware UTC, when the request came.
    default_store
        Slug of the store where the body names none.
    region
        ISO 3166 code of the country whose local phone numbers are understood.
    zone
        Not used: the API's instants carry their zone.

    Raises
    ------
    DomainError
        `unreadable`, `zone_required`: with the JSON path and the remedy.

    Notes
    -----
    A phone that is no valid number stays in `phone_raw` alone; an e-mail address that no letter can be sent to
    stays in `extra["buyer"]["email"]` alone. Neither loses the order.
    """
    body = _checked(OrderBody, read_object(raw))
    names = [line.id or str(position) for position, line in enumerate(body.lines, start=1)]
    lines = tuple(
        _line(line, name, position, body.currency)
        for position, (line, name) in enumerate(zip(body.lines, names, strict=True))
    )
    _refuse_repeated_ids(names)
    return IncomingOrder(
        number=_not_blank(body.number, "number"),
        store=body.store or default_store,
        channel=body.channel or "site",
        placed_at=body.placed_at,
        received_at=received_at,
        lines=lines,
        total_minor=parse_money(body.total, body.currency, place="total"),
        currency=body.currency,
        payment=body.payment,
        paid_at=body.paid_at,
        delivery=body.delivery,
        campaign=body.campaign,
        cart_key=body.cart_key,
        buyer_name=body.buyer.name,
        phone_raw=body.buyer.phone,
        phone=normalise(body.buyer.phone, region),
        email=email_address(body.buyer.email),
        buyer_zone=body.buyer.zone,
        locale=body.buyer.locale,
        comment=body.comment,
        extra=_extra(body, names),
        zone=body.address.zone,
        place=body.address.place,
        postcode=body.address.postcode,
        address=body.address.line,
        point=_point(body.address.point),
        needed_by_at=body.needed_by_at,
        hold=body.hold,
    )


def parse_payment(raw: bytes, *, received_at: datetime) -> IncomingPayment:
    """The payment of an API body.

    Parameters
    ----------
    raw
        The request's body.
    received_at
        Aware UTC; stands in for a missing `paid_at`.

    Raises
    ------
    DomainError
        `unreadable`, `zone_required`: with the JSON path and the remedy.
    """
    body = _checked(PaymentBody, read_object(raw))
    return IncomingPayment(
        amount_minor=parse_money(body.amount, body.currency, place="amount"),
        currency=body.currency,
        paid_at=body.paid_at or received_at,
        payment_id=body.id,
        extra=dict(body.model_extra or {}),
    )


def _line(line: LineBody, name: str, position: int, currency: str) -> IncomingLine:
    place = path_of("lines", position)
    if not line.sku and not line.title:
        raise DomainError(
            "unreadable",
            "The line names no goods.",
            remedy="Send a title or a sku.",
            place=path_of(place, "title"),
        )
    return IncomingLine(
        id=name,
        sku=line.sku,
        title=line.title,
        quantity=line.quantity,
        price_minor=parse_money(line.price, currency, place=path_of(place, "price")),
        store=line.store,
        reserved=line.reserved,
    )


def _refuse_repeated_ids(names: list[str]) -> None:
    for position, name in enumerate(names):
        if name in names[:position]:
            raise DomainError(
                "unreadable",
                f"Two lines have the id {name!r}.",
                remedy="Give every line an id of its own, or none of them.",
                place=f"lines[{position}].id",
            )


def _point(point: list[float] | None) -> tuple[float, float] | None:
    if point is None:
        return None
    latitude, longitude = point
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise DomainError(
            "unreadable",
            "This is no point on earth.",
            remedy="Send latitude and longitude in degrees, in this order.",
            place="address.point",
        )
    return latitude, longitude


def _not_blank(text: str, place: str) -> str:
    if not text:
        raise DomainError("unreadable", "The field is blank.", remedy="Send 1 to 64 characters.", place=place)
    return text


def _extra(body: OrderBody, names: list[str]) -> dict[str, Any]:
    extra = dict(body.model_extra or {})
    buyer = dict(body.buyer.model_extra or {})
    if body.buyer.email and not email_address(body.buyer.email):
        buyer["email"] = body.buyer.email
    lines = {name: line.model_extra for name, line in zip(names, body.lines, strict=True) if line.model_extra}
    return extra | ({"buyer": buyer} if buyer else {}) | ({"lines": lines} if lines else {})


def _checked(model: type[Body], document: Mapping[str, Any]) -> Body:
    try:
        return model.model_validate(document)
    except ValidationError as error:
        raise _problem(error.errors(include_url=False, include_input=False)[0]) from error


REMEDIES = {
    "missing": ("The field is missing.", "Send it."),
    "string_type": ("This is not a string.", "Write it in quotes."),
    "int_type": ("This is not a whole number.", "Write it without quotes and without decimals."),
    "bool_type": ("This is neither true nor false.", "Write true or false without quotes."),
    "list_type": ("This is not a list.", "Write it in square brackets: […]."),
    "model_type": ("This is not an object.", "Write it in braces: {…}."),
    "datetime_type": ("This is not an instant.", 'Write "2026-03-02T10:00:00+03:00".'),
}
"""Pydantic's error type → what a person is told, and what to do; other types speak for themselves."""


def _problem(error: ErrorDetails) -> DomainError:
    place = ""
    for key in error["loc"]:
        place = path_of(place, key)
    if error["type"] == "otklik":
        context = error["ctx"]
        return DomainError(context["code"], context["message"], remedy=context["remedy"], place=place)
    message, remedy = REMEDIES.get(
        error["type"], (f"{error['msg']}.", "See the field's bounds in /api/v1/docs.")
    )
    return DomainError("unreadable", message, remedy=remedy, place=place)
