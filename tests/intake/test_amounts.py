from decimal import Decimal

import pytest

from otklik.domain.errors import DomainError
from otklik.intake.amounts import currency_code, parse_amount
from otklik.intake.quantities import minor_units, unit_price_minor, whole_quantity


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3490.00", "3490.00"),
        ("3490,5", "3490.5"),
        ("1 234,56 ₽", "1234.56"),
        ("1\u00a0234,56\u202fруб.", "1234.56"),
        ("R$ 1.234,56", "1234.56"),
        ("$1,234.56", "1234.56"),
        ("1,234,567", "1234567"),
        ("1.234.567,8", "1234567.8"),
        ("12'500.00", "12500.00"),
        ("0,125", "0.125"),
        ("1234.567", "1234.567"),
        ("5", "5"),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, number: str) -> None:
    assert parse_amount(text, place="2:Сумма") == Decimal(number)


@pytest.mark.parametrize("text", ["1,234", "1.234", "999,000"])
def test_a_number_that_can_be_read_in_two_ways_is_not_guessed(text: str) -> None:
    with pytest.raises(DomainError, match="two ways"):
        parse_amount(text, place="p")


@pytest.mark.parametrize(
    "text", ["", "-5", "1e3", "1,23,45", "1.234.56", "12,34.56", "NaN", "5 шт", "١٢", "1..2"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(DomainError) as refused:
        parse_amount(text, place="2:Сумма")
    assert (refused.value.code, refused.value.place) == ("unreadable", "2:Сумма")


@pytest.mark.parametrize(
    ("said", "code"), [("руб.", "RUB"), ("RUR", "RUB"), ("eur", "EUR"), ("R$", "BRL"), ("", "")]
)
def test_a_currency_is_known_by_its_code_or_its_own_sign(said: str, code: str) -> None:
    assert currency_code(said) == code


def test_a_dollar_may_be_of_several_countries() -> None:
    assert currency_code("$") == "$"


@pytest.mark.parametrize(
    ("line_minor", "quantity", "price_minor"),
    [(100000, 3, 33333), (200000, 3, 66667), (5, 2, 3), (0, 4, 0), (7, 1, 7)],
)
def test_a_unit_price_is_the_nearest_minor_unit(line_minor: int, quantity: int, price_minor: int) -> None:
    assert unit_price_minor(line_minor, quantity) == price_minor


def test_a_broken_quantity_becomes_one_line_that_says_so() -> None:
    assert whole_quantity(Decimal("2.50")) == (1, "× 2.5")
    assert whole_quantity(Decimal("3.0")) == (3, "")


def test_minor_units_say_whether_they_were_rounded() -> None:
    assert minor_units(Decimal("10.005"), "USD") == (1001, False)
    assert minor_units(Decimal("10.010"), "USD") == (1001, True)
    with pytest.raises(OverflowError):
        minor_units(Decimal("1e999999"), "USD")
