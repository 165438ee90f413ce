"""Who lives in the demo's marketplace: places, people and goods, all invented.

Store S (`tverskaya`) is open on weekdays, store T (`taganka`) every day; they are the two stores of the five texts.
`vokzal` never closes, so that a visitor at any hour sees an order being answered.
"""

from __future__ import annotations

from dataclasses import dataclass

from otklik.domain.stores import Hours

ZONE = "Europe/Moscow"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the demo."""

    slug: str
    name: str
    role: str
    partner: str
    hours: Hours
    phone: str = ""
    next_store: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the demo; `prompt` is the share of orders that this person answers in time."""

    slug: str
    name: str
    store: str
    roles: tuple[str, ...]
    prompt: float = 0.8


PARTNERS = {"market": "Ярмарка", "sever": "Север", "yug": "Юг"}

PLACES = (
    Place(
        "office",
        "Ярмарка, офис",
        "marketplace",
        "market",
        Hours("Mo-Fr 09:00-20:00; Sa,Su 10:00-18:00", ZONE),
    ),
    Place("call-centre", "Колл-центр", "call_centre", "market", Hours("Mo-Su 08:00-22:00", ZONE)),
    Place(
        "tverskaya",
        "Север на Тверской",
        "store",
        "sever",
        Hours("Mo-Fr 10:00-19:00; PH off", ZONE, country="RU"),
        phone="+74950000101",
        next_store="taganka",
    ),
    Place(
        "taganka",
        "Юг на Таганке",
        "store",
        "yug",
        Hours("Mo-Su 09:00-21:00", ZONE),
        phone="+74950000202",
        next_store="tverskaya",
    ),
    Place(
        "vokzal",
        "Юг на вокзале",
        "store",
        "yug",
        Hours("24/7", ZONE),
        phone="+74950000303",
        next_store="taganka",
    ),
    Place("engraver", "Гравёр", "supplier", "market", Hours("Tu-Sa 12:00-18:00", ZONE)),
)

MEMBERS = (
    Member("admin", "Ирина Администратор", "office", ("administrator",)),
    Member("olga", "Ольга Сухова", "call-centre", ("seller",), 0.95),
    Member("anna", "Анна Белова", "tverskaya", ("seller",), 0.85),
    Member("boris", "Борис Голубев", "tverskaya", ("head",), 0.9),
    Member("vera", "Вера Ким", "taganka", ("seller",), 0.6),
    Member("gleb", "Глеб Орлов", "taganka", ("seller",), 0.75),
    Member("dina", "Дина Ахметова", "taganka", ("head",), 0.9),
    Member("petr", "Пётр Сомов", "vokzal", ("seller",), 0.8),
    Member("nina", "Нина Лебедева", "vokzal", ("head",), 0.9),
    Member("mark", "Марк Гравёр", "engraver", ("seller",), 0.9),
)

BUYERS = (
    "Мария Петрова", "Иван Сидоров", "Алёна Кузнецова", "Тимур Гафаров", "Екатерина Волкова", "Павел Ёлкин",
    "Софья Морозова", "Никита Жуков", "Лейла Мамедова", "Григорий Семёнов", "Ольга Щукина", "Денис Цой",
)  # fmt: skip

GOODS = (
    ("shoe-36", "Кроссовки детские, 36", 349_000),
    ("boot-41", "Ботинки зимние, 41", 789_000),
    ("phone-x", "Смартфон, 128 ГБ", 2_499_000),
    ("kettle", "Чайник электрический", 259_000),
    ("doll", "Кукла в коробке", 189_000),
    ("watch", "Часы наручные с гравировкой", 1_290_000),
    ("pen", "Ручка перьевая", 99_000),
)
"""SKU, title and price in kopecks."""
