import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.domain.phones import is_valid, mask, normalise, search_digits


@pytest.mark.parametrize(
    ("raw", "region", "phone"),
    [
        ("8 (916) 123-45-67", "RU", "+79161234567"),
        ("+7 916 123-45-67", "RU", "+79161234567"),
        ("9161234567", "RU", "+79161234567"),
        ("79161234567", "RU", "+79161234567"),
        ("8 916 123 45 67, доб. 12", "RU", "+79161234567"),
        ("+7 916 123-45-67 ext 12", "RU", "+79161234567"),
        ("(11) 99123-4567", "BR", "+5511991234567"),
        ("+55 11 99123-4567", "RU", "+5511991234567"),
        ("0049 30 901820", "RU", "+4930901820"),
        ("(415) 555-2671", "us", "+14155552671"),
        ("112", "RU", ""),
        ("03", "RU", ""),
        ("8 916 123-45", "RU", ""),
        ("8 916 123-45-67, 8 903 111-22-33", "RU", ""),
        ("call me", "RU", ""),
        ("", "RU", ""),
        ("8 916 123-45-67", "XX", ""),
        ("8 916 123-45-67", "", ""),
        ("1" * 5000, "RU", ""),
    ],
)
def test_a_valid_number_becomes_e164_and_any_other_nothing(raw: str, region: str, phone: str) -> None:
    assert normalise(raw, region) == phone


@given(st.text(max_size=150), st.sampled_from(["RU", "BR", "US", "", "??"]))
def test_any_text_gives_a_number_or_nothing(raw: str, region: str) -> None:
    phone = normalise(raw, region)
    assert phone == "" or (phone[0] == "+" and phone[1:].isdecimal() and 7 <= len(phone[1:]) <= 15)
    assert normalise(phone, region) == phone


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("+79161234567", "+7••••••••67"),
        ("+5511991234567", "+55•••••••••67"),
        ("8 916 123-45-67", "•••••••••67"),
        ("112", "•••"),
        ("", ""),
    ],
)
def test_a_masked_number_shows_its_country_and_last_two_digits(phone: str, shown: str) -> None:
    assert mask(phone) == shown


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("8 (916) 123-45-67", "79161234567", "76543216197"),
        ("+7 916 12", "791612", "216197"),
        ("8916", "7916", "6198"),
        ("916", "7916", "619"),
        ("45-67", "74567", "7654"),
        ("Анна", "", ""),
    ],
)
def test_a_typed_part_is_looked_for_at_the_start_and_at_the_end(typed: str, start: str, end: str) -> None:
    assert search_digits(typed) == (start, end)


def test_the_last_digits_of_a_stored_number_find_it() -> None:
    stored = normalise("8 (916) 123-45-67")[1:]
    assert stored[::-1].startswith(search_digits("45-67")[1])
    assert stored.startswith(search_digits("8 916 12")[0])
    assert not stored.startswith(search_digits("8 915")[0])


@settings(max_examples=400, deadline=None)
@given(
    region=st.sampled_from(["RU", "KZ", "BY", "US", "DE", "BR", "GB", "XX"]),
    start=st.sampled_from(
        ["", "+", "8", "+7", "7", "+1", "0", "+49", "00", "8 800", "+55", "+7 (9", "89", "7 9"]
    ),
    rest=st.text(alphabet="0123456789 -()x.", max_size=13),
)
def test_the_quick_look_finds_what_the_thorough_one_finds(region: str, start: str, rest: str) -> None:
    assert is_valid(start + rest, region) == bool(normalise(start + rest, region))


def test_the_quick_look_finds_the_examples_of_every_region() -> None:
    for region in phonenumbers.SUPPORTED_REGIONS:
        example = phonenumbers.example_number(region)
        for form in (phonenumbers.PhoneNumberFormat.NATIONAL, phonenumbers.PhoneNumberFormat.E164):
            text = phonenumbers.format_number(example, form)
            assert is_valid(text, region) == bool(normalise(text, region)), (region, text)
