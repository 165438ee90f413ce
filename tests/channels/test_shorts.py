"""Short texts: one SMS each in every language, whatever the values are, and no number or time is ever cut."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.channels.wording import Particulars, compose, shorts
from otklik.channels.wording.particulars import values_of
from otklik.channels.wording.shorts import REPLIES, SHORTS, units
from otklik.channels.wording.tables import SAYS
from otklik.domain.locales import LOCALES, Locale
from tests.channels.test_wording import FULL, NOW
from tests.wording import complaints, tables_of

LONG = replace(
    FULL,
    number="WB-0000000000000000-2026",
    store="Обувной салон «Шаг за шагом» на Большой Красносельской",
    debtor="Константинопольская-Водопьянова Александра Всеволодовна",
    what="позвонить и рассказать про рассрочку без переплаты",
    call_by="в понедельник, 5 октября 2026 года, с 10:00 до 10:30",
    store_phone="+4915112345678901",
    status_url="https://orders.long-name-of-a-shop.example/s/" + "a2b3" * 8,
)
CASES: list[tuple[str, Locale]] = [(say, locale) for say in (*SAYS, "something_new") for locale in LOCALES]


def test_every_template_has_a_short_text_of_its_own() -> None:
    assert set(SHORTS) == set(SAYS)


def test_the_last_form_of_each_needs_nothing_and_fits_with_the_digits_to_answer() -> None:
    for say, forms in SHORTS.items():
        for locale in ("ru", "en"):
            last = forms[-1][locale]
            assert "{" not in last, say
            assert units(last) + units(REPLIES[locale]) <= 70, say


@pytest.mark.parametrize("about", [FULL, LONG, replace(LONG, call_by="", status_url=""), Particulars()])
def test_the_longest_plausible_values_fit_into_one_sms_as_a_whole_sentence_with_nothing_cut(
    about: Particulars,
) -> None:
    link = about.status_url.partition("://")[2]
    for say, locale in CASES:
        for now in (NOW, NOW + timedelta(hours=3)):
            values = {**values_of(about, locale, now=now), "link": link}
            values["question_link"] = about.question_url.partition("://")[2]
            values["party_link"] = about.party_url.partition("://")[2]
            text = compose(say, locale, about, now=now, replies=True).short
            assert units(text) <= 70
            bare = text.removesuffix(REPLIES[locale])
            links = (link, values["question_link"], values["store_phone"], values["party_link"])
            assert bare[-1] in ".?" or bare.endswith(links), text
            assert bare[0].upper() == bare[0]
            whole = " ".join(values.values())
            for number in re.findall(r"\d+(?::\d+)*", bare):
                assert re.search(rf"(?<![\d:]){number}(?![\d:])", whole), text


@settings(max_examples=300, deadline=None)
@given(
    say=st.sampled_from([*SHORTS, "something_new"]),
    locale=st.sampled_from(["ru", "en"]),
    number=st.text(max_size=80),
    store=st.text(max_size=120),
    phone=st.text(max_size=40),
    call_by=st.text(max_size=80),
    url=st.text(max_size=120),
    late=st.booleans(),
    replies=st.booleans(),
)
def test_no_short_text_is_ever_longer_than_one_sms(
    say: str,
    locale: str,
    number: str,
    store: str,
    phone: str,
    call_by: str,
    url: str,
    late: bool,
    replies: bool,
) -> None:
    about = replace(
        FULL, number=number, store=store, store_phone=phone, call_by=call_by, status_url=f"https://{url}"
    )
    text = compose(say, locale, about, now=NOW + timedelta(hours=3 * late), replies=replies).short
    assert 0 < units(text) <= 70


def test_what_a_seller_and_a_buyer_read() -> None:
    def short(say: str, locale: str = "ru", about: Particulars = FULL, *, replies: bool = False) -> str:
        return compose(say, locale, about, now=NOW, replies=replies).short

    assert short("new_order", replies=True) == "Заказ 48175: ответить сегодня до 12:02. 1 беру, 2 занят"
    assert short("new_order", "en", replies=True) == "Order 48175: answer today before 12:02. 1 take, 2 busy"
    assert short("still_waiting") == "Заказ 48175 никто не взял: сегодня до 12:02."
    assert short("receipt", replies=True) == "Заказ 48175 принят, позвоним завтра с 10:00 до 11:00."
    near = replace(FULL, call_by="до 10:26", status_url="https://otklik.example/7Kq2")
    assert short("receipt", about=near) == "Заказ 48175 принят, позвоним до 10:26. otklik.example/7Kq2"


def test_the_words_of_the_table_keep_the_rules_of_words() -> None:
    assert [(path, found) for path, pair in tables_of(shorts) if (found := complaints(pair))] == []
