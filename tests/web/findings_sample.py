"""Findings made by hand, with every section, and their kin: nothing known, nothing happened, huge, long names, few.

`python -m tests.web.findings_sample FOLDER` writes each as the file that is carried away, in both languages.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from otklik.analytics.findings import (
    Answers,
    Band,
    CurvePoint,
    DelayBin,
    Delivery,
    Findings,
    Group,
    Grouping,
    HourCell,
    LossCurve,
    Money,
    Norms,
    Outcome,
    Promises,
    Reason,
    Refusals,
    Share,
    Spread,
    WorstOrder,
)  # fmt: skip
from otklik.analytics.frames import DIMENSIONS, Flaw, Source
from otklik.analytics.measures import quoted

NORMS = Norms()


def share(figure: str, part: int, whole: int) -> Share:
    """A share with Wilson's interval."""
    if not whole:
        return Share(figure, 0, 0, 0.0, 1.0, few=True)
    z = 1.959964
    p, n = part / whole, whole
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Share(figure, part, whole, max(0.0, middle - half), min(1.0, middle + half), whole < NORMS.few)


WHOLE = 1_258
BANDS = ("10m", "20m", "60m", "2h", "3h", "1wd", "later", "never")
WORKING = (342, 331, 284, 96, 41, 22, 11, 131)
WALL = (310, 302, 251, 84, 52, None, 128, 131)

ANSWERS = Answers(
    bands=tuple(
        Band(
            name,
            share(f"answers/{name}", part, WHOLE),
            None if wall is None else share(f"answers/wall/{name}", wall, WHOLE),
        )
        for name, part, wall in zip(BANDS, WORKING, WALL, strict=True)
    ),
    in_target=share("answers/in_target", 673, WHOLE),
    in_limit=share("answers/in_limit", 957, WHOLE),
    working=Spread("answers/measured", 1_127, 1_080, 6_120, 11_400),
    wall=Spread("answers/measured", 1_127, 1_440, 40_200, 61_500),
    silent=share("answers/silent", 131, WHOLE),
    first_thing=share("answers/first_thing", 204, 297),
    completed_silently=share("answers/completed_silently", 9, 588),
)
REFUSALS = Refusals(
    refused=share("refusals/refused", 262, WHOLE),
    premature=share("refusals/premature", 65, 262),
    without_contact=share("refusals/without_contact", 58, 262),
    without_reason=share("refusals/without_reason", 7, 262),
    reasons=(
        Reason("not_paid", share("reason/not_paid", 148, 262), share("reason/not_paid/early", 41, 148)),
        Reason(
            "unreachable", share("reason/unreachable", 64, 262), share("reason/unreachable/early", 17, 64)
        ),
        Reason("no_goods", share("reason/no_goods", 43, 262), share("reason/no_goods/early", 7, 43)),
    ),
    wall=Spread("refusals/measured", 262, 23_400, 64_800, 71_000),
)
PROMISES = Promises(
    kept=share("promises/kept", 1_904, 2_266),
    late=share("promises/late", 301, 2_266),
    unknown=share("promises/unknown", 61, 2_266),
    late_by=Spread("promises/late", 301, 93_600, 380_000, 610_000),
    early_by=Spread("promises/kept", 1_904, 50_000, 120_000, 190_000),
)
DELIVERY = Delivery(
    handed_over=Spread("delivery/handed_over", 588, 72_000, 190_000, 290_000),
    handed_over_working=Spread("delivery/handed_over_working", 588, 28_000, 70_000, 101_000),
    delivered=Spread("delivery/delivered", 560, 216_000, 432_000, 640_000),
)
OUTCOMES = tuple(
    Outcome(name, share(f"outcome/{name}", part, WHOLE), part * 349_000)
    for name, part in (
        ("kept", 588), ("refused", 262), ("withdrawn", 171), ("released", 143), ("cancelled", 63), ("open", 31),
    )
)  # fmt: skip


def group(name: str, orders: int, good: float, dimension: str = "store") -> Group:
    """A group in which that part is answered in the target."""
    at = f"by/{dimension}/{quoted(name)}"
    return Group(
        name=name,
        orders=orders,
        in_target=share(f"{at}/in_target", round(orders * good), orders),
        silent=share(f"{at}/silent", round(orders * (1 - good) / 4), orders),
        p50_s=round(600 / good),
        premature=share(f"{at}/premature", round(orders * (1 - good) / 12), max(1, orders // 5)),
        kept=share(f"{at}/kept", round(orders * good * 0.8), orders),
        promises=share(f"{at}/promises", round(orders * 0.84), orders),
        amount_minor=orders * 349_000,
        lost_minor=round(orders * (1 - good)) * 349_000,
    )


STORES = Grouping(
    "store",
    (
        group("Шаг за шагом", 412, 0.76),
        group("Ёлка-обувь", 203, 0.24),
        group("Топотун", 188, 0.88),
        group("Кроха", 164, 0.52),
        group("Башмачок", 121, 0.14),
        group("Обувайка", 12, 0.42),
    ),
    0,
)
CHANNELS = Grouping(
    "channel", (group("сайт", 871, 0.58, "channel"), group("маркетплейс", 387, 0.41, "channel")), 0
)
WEEK = tuple(
    HourCell(
        day,
        hour,
        orders := 6 + (day * 7 + hour * 5) % 31 + (12 if 18 <= hour <= 21 else 0),
        share(f"week/{day}/{hour}", round(orders * (0.3 + ((day * 3 + hour * 2) % 11) / 16)), orders),
        900,
    )
    for day in range(7)
    for hour in range(8, 23)
    if (day, hour) != (6, 22)
)


def _curve() -> LossCurve:
    points = []
    for number in range(1, 400):
        delay_s = round(20 * 1.018 ** (number * 1.2))
        left = 0.1 + 0.9 * math.exp(-delay_s / 1_700)
        spread = 0.012 + 0.00005 * number
        at_risk = max(130, round(WHOLE * left))
        points.append(CurvePoint(delay_s, left, max(0.0, left - spread), min(1.0, left + spread), at_risk))
    bins = []
    edges = (0, 600, 1_200, 3_600, 7_200, 10_800, 32_400, 90_000)
    for name, part, whole, adjusted, place in zip(
        BANDS, (215, 188, 122, 24, 6, 3, 0, 17), WORKING, (0.61, 0.56, 0.45, 0.29, 0.2, None, None, 0.16), range(8),
        strict=True,
    ):  # fmt: skip
        bins.append(
            DelayBin(
                name,
                edges[place],
                edges[place + 1] if place < 7 else None,
                share(f"curve/{name}", part, whole),
                adjusted,
                None if adjusted is None else adjusted - 0.05,
                None if adjusted is None else adjusted + 0.06,
                0.83 if adjusted else 0.04,
            )
        )
    return LossCurve(
        tuple(points), tuple(bins), -0.142, -0.201, -0.083, ("observational", "survivors", "few_in_bins")
    )


MONEY = Money(
    currency="RUB",
    orders_minor=439_042_000,
    kept_minor=205_212_000,
    lost_minor=223_011_000,
    late_lost_minor=49_910_000,
    silent_lost_minor=39_786_000,
    premature_lost_minor=22_685_000,
    excess_minor=31_046_000,
    excess_low_minor=18_112_000,
    excess_high_minor=42_003_000,
)
WORST = tuple(
    WorstOrder(
        row=100 + number,
        number=f"48{number:03d}",
        placed_s=1_763_600_000 + number * 86_400 * 2,
        store=("Башмачок", "Ёлка-обувь")[number % 2],
        why=("silent_lost", "late_lost", "premature", "promise_broken")[number % 4],
        waited_s=190_000 - number * 17_000,
        outcome=("released", "withdrawn", "refused", "kept")[number % 4],
        amount_minor=1_290_000 - number * 83_000,
    )
    for number in range(10)
)
FULL = Findings(
    version=1,
    norms=(NORMS,),
    hours=("Mo-Sa 09:00-20:00; Su 10:00-18:00; PH off (RU, Europe/Samara)",),
    zone="Europe/Samara",
    from_s=1_763_496_000,
    until_s=1_766_088_000,
    orders=WHOLE,
    answers=ANSWERS,
    refusals=REFUSALS,
    promises=PROMISES,
    delivery=DELIVERY,
    outcomes=OUTCOMES,
    phone_left=share("phone/confirmed", 702, 1_102),
    groupings=(STORES, CHANNELS),
    week=WEEK,
    curve=_curve(),
    money=MONEY,
    worst=WORST,
    absent=("seller", "category", "attempts"),
)
SOURCE = Source(
    name="zakazy_2025.csv",
    form="CSV, windows-1251, ;",
    digest="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    rows_read=1_291,
    orders=WHOLE,
    columns={"placed_at": "Дата заказа", "answered_at": "Первый звонок", "amount_minor": "Сумма"},
    unknown=("Комментарий", "Менеджер 2"),
    readings=(("placed_at", "31.12.2025 9:05, Europe/Samara"), ("amount_minor", "1 290,00")),
    flaws=(
        Flaw("answered_before_placed", "answered_at", 19, dropped=False, examples=(17, 203, 204)),
        Flaw("duplicate", "", 21, dropped=True, examples=(88, 89, 412)),
        Flaw("unreadable", "placed_at", 12, dropped=True, examples=(7,)),
        Flaw("a_new_flaw", "Дата", 1, dropped=False, examples=(1_291,)),
    ),
)
JOURNAL = Source("", "", "", WHOLE, WHOLE, {}, (), (), ())
NOTHING = Findings(
    version=1,
    norms=(NORMS,),
    hours=("Mo-Fr 09:00-18:00 (BR, America/Sao_Paulo)",),
    zone="America/Sao_Paulo",
    from_s=1_475_000_000,
    until_s=1_540_000_000,
    orders=WHOLE,
    answers=None,
    refusals=None,
    promises=None,
    delivery=None,
    outcomes=None,
    phone_left=None,
    groupings=(),
    week=(),
    curve=None,
    money=None,
    worst=(),
    absent=("answered_at", "refused_at", "reason", "promised_at", "outcome", "amount", "phone", "store"),
)
EMPTY = replace(NOTHING, orders=0, from_s=0, until_s=0)
OLIST = replace(
    NOTHING,
    orders=99_441,
    promises=PROMISES,
    delivery=DELIVERY,
    outcomes=(Outcome("kept", share("outcome/kept", 97_000, 99_441), None),
              Outcome("cancelled", share("outcome/cancelled", 1_234, 99_441), None)),
    week=tuple(replace(one, in_target=None, p50_s=None) for one in WEEK),
    absent=("answered_at", "refused_at", "reason", "amount", "phone", "store"),
)  # fmt: skip


def _nobody(one: Share) -> Share:
    return share(one.figure, 0, 0)


ZEROS = replace(
    FULL,
    answers=replace(
        ANSWERS,
        bands=tuple(Band(one.name, _nobody(one.working), None) for one in ANSWERS.bands),
        **{name: _nobody(getattr(ANSWERS, name))
           for name in ("in_target", "in_limit", "silent", "first_thing", "completed_silently")},
        working=Spread("answers/measured", 0, None, None, None),
        wall=Spread("answers/measured", 0, None, None, None),
    ),
    curve=LossCurve((), (), None, None, None, ("no_strata",)),
    worst=(),
    week=(),
    groupings=(Grouping("store", (), 0),),
    money=Money("RUB", 0, 0, 0, 0, 0, 0, None, None, None),
)  # fmt: skip
HUGE = replace(
    FULL,
    orders=12_345_678,
    answers=replace(
        ANSWERS,
        silent=share("answers/silent", 3_456_789, 12_345_678),
        working=Spread("answers/measured", 8_888_889, 9_999_999, 99_999_999, 299_999_999),
    ),
    money=replace(
        MONEY, currency="VND", orders_minor=10**15, lost_minor=9 * 10**14, silent_lost_minor=8 * 10**14
    ),
)
LONG_NAME = "Общество с ограниченной ответственностью «Самарские-валенки-и-войлочная-обувь», склад № 3"
LONG = replace(
    FULL,
    groupings=tuple(
        Grouping(
            one,
            (
                group(LONG_NAME, 800, 0.5, one),
                group("Превысокомногорассмотрительствующий" * 3, 300, 0.5, one),
                group("", 158, 0.5, one),
            ),
            1_204,
        )
        for one in DIMENSIONS
    ),
)  # fmt: skip
FEW = replace(
    FULL,
    orders=9,
    answers=replace(
        ANSWERS,
        silent=share("answers/silent", 1, 9),
        in_limit=share("answers/in_limit", 7, 9),
        in_target=share("answers/in_target", 5, 9),
    ),
    groupings=(Grouping("store", (group("Топотун", 9, 0.55),), 0),),
)
CALM = replace(
    FULL,
    answers=replace(
        ANSWERS, silent=share("answers/silent", 0, WHOLE), in_limit=share("answers/in_limit", WHOLE, WHOLE)
    ),
    refusals=None,
    promises=None,
    money=None,
    worst=(),
)
HOSTILE_NAME = "<script>alert(1)</script>\"'&"
HOSTILE = (
    replace(
        FULL,
        groupings=(Grouping("store", (group(HOSTILE_NAME, 400, 0.5),), 0),),
        worst=tuple(replace(one, number=HOSTILE_NAME, store=HOSTILE_NAME) for one in WORST),
        hours=(HOSTILE_NAME,),
    ),
    replace(
        SOURCE, name=f"{HOSTILE_NAME}.csv", unknown=(HOSTILE_NAME,), columns={HOSTILE_NAME: HOSTILE_NAME},
        readings=((HOSTILE_NAME, HOSTILE_NAME),), flaws=(Flaw(HOSTILE_NAME, HOSTILE_NAME, 1, True, (1,)),),
    ),
)  # fmt: skip

SAMPLES: Mapping[str, tuple[Findings, Source]] = {
    "full": (FULL, SOURCE),
    "journal": (FULL, JOURNAL),
    "nothing": (NOTHING, SOURCE),
    "empty": (EMPTY, replace(SOURCE, orders=0)),
    "olist": (OLIST, replace(SOURCE, name="olist_orders_dataset.csv", form="CSV, UTF-8, ,", flaws=())),
    "zeros": (ZEROS, SOURCE),
    "huge": (HUGE, SOURCE),
    "long": (LONG, SOURCE),
    "few": (FEW, SOURCE),
    "calm": (CALM, SOURCE),
    "hostile": HOSTILE,
}


def main(folder: Path) -> None:
    """Write every sample as a file."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from otklik.web.findings_page import render_file

    folder.mkdir(parents=True, exist_ok=True)
    for name, (found, source) in SAMPLES.items():
        for locale in ("ru", "en"):
            path = folder / f"{name}-{locale}.html"
            path.write_text(render_file(found, source, locale=locale), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
