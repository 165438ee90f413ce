"""The words of the set-up screens: both languages, the same values, no words that we don't use; none missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from otklik.domain.people import ROLES as PEOPLE_ROLES
from otklik.domain.sources import TYPES
from otklik.domain.stores import ROLES as PLACE_ROLES
from otklik.web import (
    admission_words,
    agreement_words,
    card_words,
    channels_words,
    error_words,
    feed_words,
    fleet_words,
    maintenance_words,
    message_words,
    method_words,
    people_words,
    playbook_setup_words,
    playbook_words,
    process_words,
    quarantine_words,
    retiming_words,
    roster_words,
    round_words,
    setup,
    setup_words,
    source_words,
    staffing_words,
    standard_words,
    start_words,
    store_words,
    till_words,
)
from tests.docs.error_codes import product_codes
from tests.wording import complaints, tables_of

MODULES = (
    admission_words, agreement_words, card_words, channels_words, feed_words, fleet_words, maintenance_words,
    retiming_words, roster_words, round_words, error_words, message_words, method_words, people_words,
    playbook_setup_words, playbook_words, process_words, quarantine_words, setup_words, source_words,
    staffing_words, standard_words, start_words, store_words, till_words,
)  # fmt: skip
WEB = Path(setup.__file__).parent

LATIN = {
    "standard_words.STANDARDS.same_number": "version =",
    "method_words.CHANNEL_NAMES.apprise": "Apprise",
    "card_words.CARD.print_hint": "Ctrl",
    "playbook_setup_words.EDITOR.situation_why": "lost_parcel",
    "playbook_setup_words.EDITOR.may_why": "any",
    "till_words.TILL.offline_why": "Wi-Fi",
    "channels_words.WAYS.telegram": "Telegram",
    "channels_words.WAYS.apprise": "Apprise",
    "source_words.SOURCE.calls_where_1": "HTTP",
    "source_words.SOURCE.payments_where_1": "HTTP",
    "source_words.SOURCE.payments_where_2": "id, order, amount",
    "source_words.SOURCE.payments_where_3": "X-Otklik-Signature",
    "source_words.SOURCE.stock_hint": "https",
    "error_words.ERRORS.bad_stock_url": "https",
    "error_words.ERRORS.bad_feed_url": "https",
    "feed_words.FEEDS.url_hint": "https",
    "feed_words.FEEDS.file_hint": "YML, CSV, XLSX",
    "agreement_words.AGREEMENT.hash": "SHA-256",
    "source_words.SOURCE.calls_where_2": "number, started_at",
    "source_words.SOURCE.calls_where_3": "X-Otklik-Signature",
}
"""Words of a text that is itself Latin."""


@pytest.mark.parametrize(
    ("path", "pair"),
    [found for module in MODULES for found in tables_of(module)],
    ids=lambda value: str(value)[:60],
)
def test_each_pair_is_in_order(path, pair):
    wanted = ["Latin letters in Russian"] if path in LATIN else []
    assert complaints(pair) == wanted


def test_every_role_and_type_has_words():
    assert set(people_words.ROLE_NAMES) == set(people_words.ROLE_HINTS) == set(PEOPLE_ROLES)
    assert set(store_words.PLACE_ROLES) == set(PLACE_ROLES)
    assert set(source_words.SOURCE_TYPES) == set(TYPES)


def test_every_said_error_is_a_code_of_the_product():
    assert set(error_words.ERRORS) <= product_codes()
    assert set(error_words.FIELDS) <= set(error_words.ERRORS)


def test_everything_that_is_said_after_a_form_has_words():
    sources = "\n".join(path.read_text("utf-8") for path in WEB.glob("*.py"))
    said = set(re.findall(r'said="(\w+)"', sources)) | {"method_proved", "method_removed"}
    assert said <= set(setup_words.SAID)
    assert {"store_opened", "adopted", "letter_arrived"} <= said


def test_every_word_that_a_template_asks_for_is_there():
    """A missing word would be an empty place on the page, and nothing else would say so."""
    known = {
        name
        for module in MODULES
        for table in vars(module).values()
        if isinstance(table, dict)
        for name in table
    }
    missing = {}
    for path in sorted((WEB / "templates" / "setup").glob("*.html")):
        asked = set(
            re.findall(r"(?:\bpage\.words|\bpage\.hours\.words|\bw|\bwords)\.(\w+)", path.read_text("utf-8"))
        )
        if asked - known:
            missing[path.name] = sorted(asked - known)
    assert missing == {}
