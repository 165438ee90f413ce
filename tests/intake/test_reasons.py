"""Reasons of other systems: each of theirs is one of ours, each of ours is one of theirs, and the party stays."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from otklik.domain.refusal_reasons import SHIPPED
from otklik.intake.reasons import BACK, ROWS, reason_from, reason_to


@pytest.mark.parametrize("system", ROWS)
def test_the_table_is_of_known_reasons_and_names_no_code_twice(system: str) -> None:
    theirs = [row[0] for row in ROWS[system]]
    assert len(theirs) == len(set(theirs))
    assert {row[1] for row in ROWS[system]} <= set(SHIPPED)
    assert set(BACK[system].values()) <= set(theirs)


@pytest.mark.parametrize(
    ("system", "theirs", "ours"),
    [
        ("retailcrm", "no-call", "unreachable"),
        ("retailcrm", "prices-did-not-suit", "price_unsuitable"),
        ("yandex_market", "USER_NOT_PAID", "not_paid"),
        ("yandex_market", "BROKEN_ITEM", "no_goods_damaged"),
        ("yandex_market", "LATE_CONTACT", "not_contacted"),
        ("ozon", "352", "no_goods"),
        ("ozon", "665", "not_collected"),
    ],
)
def test_there_and_back(system: str, theirs: str, ours: str) -> None:
    assert (reason_from(system, theirs), reason_to(system, ours)) == (ours, theirs)


@pytest.mark.parametrize("system", ROWS)
@pytest.mark.parametrize("code", SHIPPED)
def test_a_reason_that_goes_there_keeps_its_party_where_the_list_knows_one(system: str, code: str) -> None:
    home = reason_from(system, reason_to(system, code))
    assert home in SHIPPED
    if home not in ("other", "cancelled_at_source"):
        assert SHIPPED[home].by == SHIPPED[code].by


def test_what_says_nothing_is_not_guessed() -> None:
    assert reason_from("yandex_market", "READY_TO_SHIP") == reason_from("ozon", "1") == ""
    assert reason_to("ozon", "a_reason_of_their_own") == "402"
    assert reason_to("ozon", "other") == "402", "a seller can't give 401 himself"


@pytest.mark.realdata
def test_recorded_lists_are_covered(shared: Path) -> None:
    hooks = shared / "webhooks"
    statuses = json.loads(
        (hooks / "retailcrm/json/ReferencesTest.testStatuses.json").read_text(encoding="utf-8")
    )
    known = {code for code, one in statuses["statuses"].items() if one["group"] == "cancel"}
    assert known - {"testdubl", "abandoned-cart"} == {row[0] for row in ROWS["retailcrm"]}
    ozon = json.loads((hooks / "ozon/json/posting_fbs_cancel_reason_list.7.json").read_text(encoding="utf-8"))
    assert {str(one["id"]) for one in ozon["result"]} <= {row[0] for row in ROWS["ozon"]}
    yandex = (hooks / "yandex_market/openapi/components/schemas/OrderSubstatusType.yaml").read_text(
        encoding="utf-8"
    )
    assert {row[0] for row in ROWS["yandex_market"]} <= set(
        re.findall(r"^  - (\w+)", yandex, flags=re.MULTILINE)
    )
