"""Sizes as catalogues write them, and the insole that a shoe size stands for."""

from decimal import Decimal

import pytest

from otklik.domain.sizes import Size, insole_of, read_size, size_in, size_of


@pytest.mark.parametrize(
    ("text", "unit", "child", "size"),
    [
        ("25", "", True, Size("25", "EU", 167)),
        ("25,5", "", True, Size("25.5", "EU", 170)),
        ("25 1/2", "EU", True, Size("25.5", "EU", 170)),
        ("EU 38", "", False, Size("38", "EU", 253)),
        ("38", "RU", False, Size("38", "RU", 253)),
        ("5", "UK", False, Size("5 UK", "UK", 254)),
        ("8", "UK", True, Size("8 UK child", "UK child", 169)),
        ("9 US", "", False, Size("9 US men", "US men", 279)),
        ("US women 7.5", "", False, Size("7.5 US women", "US women", 254)),
        ("16,5 см", "", True, Size("165 mm", "insole", 165, True)),
        ("ХL", "INT", False, Size("XL", "letters")),
        ("xxl", "", False, Size("XXL", "letters")),
        ("2XL", "", False, Size("XXL", "letters")),
        ("рост 104", "", True, Size("104 cm", "height")),
        ("116", "", True, Size("116 cm", "height")),
        ("24-25", "", True, Size("24-25", "unknown")),
        ("one size", "", False, Size("one size", "unknown")),
        ("99 EU", "", False, Size("99 EU", "unknown")),
        ("  ", "", False, None),
    ],
)
def test_a_size_is_read_or_kept_as_written(text, unit, child, size):
    assert read_size(text, unit=unit, child=child) == size


@pytest.mark.parametrize(
    ("params", "title", "size"),
    [
        ([("Размер", "25", "RU"), ("Длина стельки", "16,3", "см")], "", Size("25", "RU", 163, True)),
        ([("Длина стельки", "165", "мм")], "", Size("165 mm", "insole", 165, True)),
        ([("Размер", "б/р", ""), ("Размер обуви", "25", "")], "", Size("25", "EU", 167)),
        ([("Цвет", "25", "")], "Ботинки «Снегирь», размер 25", Size("25", "EU", 167)),
        ([], "Куртка 'Метель' р. XL", Size("XL", "letters")),
        ([], "Набор 25 предметов", None),
    ],
)
def test_params_go_before_the_title_and_a_stated_length_before_a_computed_one(params, title, size):
    assert size_of(params, title=title, child=True) == size


def test_scales_meet_where_makers_say_so():
    """UK adult 1 follows child 13 1/2; EU 42 is 280 mm; a half size up and back is the same size."""
    assert insole_of("UK", Decimal(1)) - insole_of("UK child", Decimal("13")) in (8, 9)
    assert insole_of("EU", Decimal(42)) == 280
    assert all(size_in("EU", insole_of("EU", Decimal(n) / 2)) == Decimal(n) / 2 for n in range(30, 100))
    assert insole_of("EU", Decimal(60)) is None and insole_of("JP", Decimal(25)) is None
