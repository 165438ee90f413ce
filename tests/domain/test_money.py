import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.domain.errors import DomainError
from otklik.domain.money import DECIMALS, MAX_MINOR, decimals, money_text, parse_money


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("3490.00", "RUB", 349000),
        ("3490", "RUB", 349000),
        ("0.5", "RUB", 50),
        ("1200", "JPY", 1200),
        ("1200.00", "JPY", 1200),
        ("12.345", "BHD", 12345),
        ("12.3450", "BHD", 12345),
        ("0", "RUB", 0),
        ("1.0001", "CLF", 10001),
    ],
)
def test_amounts_have_the_decimals_of_their_currency(text: str, currency: str, minor: int) -> None:
    assert parse_money(text, currency, place="total") == minor


@pytest.mark.parametrize(
    "text", ["", "-1", "+1", "1,5", "1 000", "1e3", ".5", "5.", "NaN", "1.005", "١", "1" * 16, "9" * 15]
)
def test_what_is_no_amount_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(DomainError) as refused:
        parse_money(text, "RUB", place="lines[0].price")
    assert (refused.value.code, refused.value.place) == ("unreadable", "lines[0].price")
    assert refused.value.remedy


def test_nothing_is_rounded_silently() -> None:
    with pytest.raises(DomainError, match="finer"):
        parse_money("10.5", "JPY", place="total")


@pytest.mark.parametrize("currency", ["", "rub", "RUR", "ZZZ"])
def test_an_unknown_currency_has_no_decimals_to_guess(currency: str) -> None:
    with pytest.raises(DomainError) as refused:
        decimals(currency)
    assert refused.value.place == "currency"


def test_the_table_is_of_three_letter_codes_each_once() -> None:
    assert all(len(code) == 3 and code.isupper() for code in DECIMALS)
    assert {code for code, places in DECIMALS.items() if places == 3} == {
        "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND",
    }  # fmt: skip


@given(st.integers(0, MAX_MINOR), st.sampled_from(sorted(DECIMALS)))
def test_text_and_minor_units_are_each_others_inverse(minor: int, currency: str) -> None:
    text = money_text(minor, currency)
    if len(text.partition(".")[0]) <= 15:
        assert parse_money(text, currency, place="total") == minor


def test_a_refund_is_written_with_its_sign() -> None:
    assert (money_text(-5, "RUB"), money_text(-5, "JPY"), money_text(5, "BHD")) == ("-0.05", "-5", "0.005")
