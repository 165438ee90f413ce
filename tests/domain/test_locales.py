"""Numbers, money, counts and phones as each language writes them."""

from __future__ import annotations

import pytest

from otklik.domain.locales import NOUNS, choose_locale, count_of, money, phone_text, plural_form, span_of

CASES = [
    # number, form in Russian, form in English
    (0, 2, 1), (1, 0, 0), (2, 1, 1), (4, 1, 1), (5, 2, 1), (10, 2, 1), (11, 2, 1), (12, 2, 1), (14, 2, 1), (20, 2, 1),
    (21, 0, 1), (22, 1, 1), (25, 2, 1), (101, 0, 1), (111, 2, 1), (112, 2, 1), (122, 1, 1), (1001, 0, 1),
]  # fmt: skip


@pytest.mark.parametrize(("number", "ru", "en"), CASES)
def test_plural_forms(number, ru, en):
    assert (plural_form(number, "ru"), plural_form(number, "en")) == (ru, en)


def test_every_noun_has_all_its_forms():
    assert {noun: (len(forms["ru"]), len(forms["en"])) for noun, forms in NOUNS.items()} == dict.fromkeys(
        NOUNS, (3, 2)
    )


@pytest.mark.parametrize(
    ("number", "ru", "en"),
    [
        (1, "1 заказ", "1 order"), (3, "3 заказа", "3 orders"), (5, "5 заказов", "5 orders"),
        (1234, "1 234 заказа", "1,234 orders"),
    ],
)  # fmt: skip
def test_counts(number, ru, en):
    assert count_of(number, "order", "ru").replace("\u00a0", " ") == ru
    assert count_of(number, "order", "en").replace("\u00a0", " ") == en
    assert " " not in count_of(number, "order", "ru"), "a number is not torn from its noun"


@pytest.mark.parametrize(
    ("minutes", "ru", "en"),
    [
        (0, "0 минут", "0 minutes"),
        (1, "1 минуту", "1 minute"),
        (42, "42 минуты", "42 minutes"),
        (60, "1 час", "1 hour"),
        (125, "2 часа 5 минут", "2 hours 5 minutes"),
    ],
)
def test_spans(minutes, ru, en):
    assert span_of(minutes, "ru").replace("\u00a0", " ") == ru
    assert span_of(minutes, "en").replace("\u00a0", " ") == en


@pytest.mark.parametrize(
    ("minor", "currency", "ru", "en"),
    [
        (349_000, "RUB", "3 490 ₽", "₽3,490"),
        (349_050, "RUB", "3 490,50 ₽", "₽3,490.50"),
        (5, "RUB", "0,05 ₽", "₽0.05"),
        (0, "EUR", "0 €", "€0"),
        (-120_000, "USD", "−1 200 $", "−$1,200"),
        (1500, "JPY", "1 500 ¥", "¥1,500"),
        (1500, "BHD", "1,500 BHD", "BHD 1.500"),
        (1250, "CHF", "12,50 CHF", "CHF 12.50"),
        (123_456_789_00, "RUB", "123 456 789 ₽", "₽123,456,789"),
    ],
)
def test_money(minor, currency, ru, en):
    assert money(minor, currency, "ru").replace("\u00a0", " ") == ru
    assert money(minor, currency, "en").replace("\u00a0", " ") == en
    assert " " not in money(minor, currency, "ru") + money(minor, currency, "en"), (
        "an amount is not torn over two lines"
    )


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("ru", "ru"), ("ru-RU", "ru"), ("RU_ru", "ru"), ("en", "en"), ("en_GB", "en"), ("de", "en"), ("", "en"),
        ("rus", "en"),
    ],
)  # fmt: skip
def test_choice_of_language(tag, locale):
    assert choose_locale(tag) == locale


def test_the_default_language_is_the_callers():
    assert choose_locale("", "ru") == "ru"


@pytest.mark.parametrize(
    ("e164", "text"),
    [("+79161234567", "+7 916 123-45-67"), ("+442079460958", "+44 20 7946 0958"), ("112", "112"), ("", "")],
)
def test_phones(e164, text):
    assert phone_text(e164) == text
