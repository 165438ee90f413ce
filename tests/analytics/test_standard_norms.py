"""What past orders are judged by comes from a standard."""

from __future__ import annotations

from otklik.analytics.findings import Norms
from otklik.analytics.standard_norms import norms_of
from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.domain.standards.vocabulary import SHIPPED


def test_the_shipped_standard_has_the_missions_numbers() -> None:
    assert norms_of(parse_standard(DEFAULT_TEXT, capabilities=SHIPPED)) == Norms()


def test_a_trade_that_looks_once_a_day() -> None:
    text = DEFAULT_TEXT.replace(
        'bands       = ["10m", "20m", "60m", "2h", "3h", "1wd"]', 'bands = ["90s", "90m", "2wd"]'
    )
    text = text.replace('{ target = "20m", limit = "60m" }', '{ target = "0wd", limit = "1wd" }', 1)
    text = text.replace('floor = "60m"', 'floor = "90m"')
    found = norms_of(parse_standard(text, capabilities=SHIPPED), "stationery")
    assert found == Norms(
        bands=("90s", "90m", "2wd"), target_s=0, limit_s=0, premature_s=5_400, trade="stationery", target_days=0,
        limit_days=1,
    )  # fmt: skip
