"""What the demo's shops have on their shelves: each partner exports it as its own program would, numbers of its own.

A catalogue is written as YML and read by the same road as anybody's. Who is neat and who is not is invented, and the
same for everybody who asks with the same seed.
"""

from __future__ import annotations

import io
import random
from datetime import datetime, timedelta
from xml.sax.saxutils import quoteattr
from zoneinfo import ZoneInfo

from otklik.actions import feeds as actions
from otklik.simulation import cast
from otklik.simulation.goods import MODELS, Model
from otklik.store import feeds

ACTOR = "person:admin"
BRAND = "Первый шаг"
HAS = 0.72
"""Share of sizes that a shop has at all."""

AGES = {
    "sever": timedelta(hours=2, minutes=10),
    "yug": timedelta(hours=16, minutes=40),
    "vostok": timedelta(hours=40),
}
"""How old the stock of a partner's shops is: who exports each hour, each evening, and who forgot yesterday."""

KINDS = {
    "pinetki": ("Пинетки", "лето"), "sandal-luch": ("Сандалии", "лето"), "ked-most": ("Кеды", "весна"),
    "run-veter": ("Кроссовки", "весна"), "tufli-bal": ("Туфли", "лето"), "school-zvon": ("Полуботинки", "осень"),
    "boot-luzha": ("Сапоги", "осень"), "demi-list": ("Ботинки", "осень"), "winter-sneg": ("Ботинки", "зима"),
    "uggi-tep": ("Угги", "зима"), "val-metel": ("Валенки", "зима"), "dance-lebed": ("Балетки", "лето"),
}  # fmt: skip
"""Article → kind and season."""

UNITS = {"Длина стельки": ' unit="мм"'}
MATERIALS = ("кожа", "замша", "мембрана", "текстиль")


def tell(*, seed: int, now: datetime) -> int:
    """How many goods the demo's shops told of, all shops together.

    Parameters
    ----------
    seed
        Of the demo's life.
    now
        Aware UTC: its present; what is told then is as old as `AGES` says.
    """
    goods = 0
    for place in cast.SHOPS:
        slug = f"feed-{place.slug}"
        if any(one.source.slug == slug for one in feeds.list_feeds()):
            continue
        actions.connect(slug, store=place.slug, currency="RUB", actor=ACTOR, now=now)
        rng = random.Random(f"{seed} {place.slug}")  # noqa: S311 - a shelf, no secret
        text = catalogue_of(place, rng, now - AGES.get(place.partner, timedelta(hours=1)))
        file = io.BytesIO(text.encode("cp1251"))
        goods += actions.read_feed(
            feeds.load_feed(slug), file, "catalogue.yml", by="system", read_now=lambda: now
        ).offers
    return goods


def catalogue_of(place: cast.Place, rng: random.Random, at: datetime) -> str:
    """The YML of one shop, in Windows-1251 as old programs write it."""
    local = at.astimezone(ZoneInfo(place.hours.zone if place.hours else cast.MOSCOW))
    kinds = sorted({kind for kind, _ in KINDS.values()})
    categories = "".join(f'<category id="{n}">{kind}</category>' for n, kind in enumerate(kinds, 1))
    offers = "\n".join(
        _offer(place, model, size, kinds.index(KINDS[model.article][0]) + 1, rng)
        for model in MODELS
        for size in range(model.smallest, model.largest + 1)
    )
    return (
        '<?xml version="1.0" encoding="windows-1251"?>\n<!DOCTYPE yml_catalog SYSTEM "shops.dtd">\n'
        f'<yml_catalog date="{local:%Y-%m-%d %H:%M}"><shop><name>{place.name}</name>'
        f'<currencies><currency id="RUR" rate="1"/></currencies><categories>{categories}</categories>\n'
        f"<offers>\n{offers}\n</offers></shop></yml_catalog>\n"
    )


def _offer(place: cast.Place, model: Model, size: int, category: int, rng: random.Random) -> str:
    own = place.partner in ("market", "sever")
    number = f"{model.article}-{size}" if own else f"{MODELS.index(model) + 11}{place.slug[:2]}{size:03}"
    count = rng.choice((1, 1, 1, 2, 2, 3, 5)) if rng.random() < HAS else 0
    # Makers measure, and a pair may be longer or shorter than its size says.
    insole_mm = round(size * 20 / 3) + rng.choice((-2, -1, 0, 0, 1))
    season = KINDS[model.article][1]
    params = {"Размер": str(size), "Длина стельки": str(insole_mm), "Сезон": season}
    params["Материал верха"] = MATERIALS[(MODELS.index(model) + len(place.partner)) % len(MATERIALS)]
    told = "".join(
        f"<param name={quoteattr(name)}{UNITS.get(name, '')}>{value}</param>"
        for name, value in params.items()
    )
    return (
        f'<offer id="{number}"><name>{model.title}, размер {size}</name><vendor>{BRAND}</vendor>'
        f"<vendorCode>{model.article}</vendorCode><price>{model.price_minor / 100:.2f}</price>"
        f"<currencyId>RUR</currencyId><categoryId>{category}</categoryId><count>{count}</count>{told}</offer>"
    )
