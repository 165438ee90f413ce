"""Who lives in the demo's marketplace of children's shoes: partners, places and people, all invented.

Store S (`tverskaya`) is open on weekdays, store T (`taganka`) every day; they are the two stores of the five texts.
`vokzal` never closes, so that a visitor at any hour sees an order being answered. The stores lie in three zones.
"""

from __future__ import annotations

from dataclasses import dataclass

from otklik.domain.stores import Hours

MOSCOW = "Europe/Moscow"
KALININGRAD = "Europe/Kaliningrad"
URAL = "Asia/Yekaterinburg"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the demo; `share` is its part of the marketplace's orders, `trade` what it sells (R39).

    Parameters
    ----------
    till
        Whether a tablet at its till proves who stands in the shop: then its sellers scan it as they come.
    inboxes
        What a round looks through; None as it follows from how the place is reached.
    mail
        Whether the place itself is written to: an outside party hears of its step there.
    """

    slug: str
    name: str
    role: str
    partner: str
    hours: Hours
    phone: str = ""
    next_store: str = ""
    share: int = 0
    trade: str = ""
    till: bool = False
    inboxes: tuple[str, ...] | None = None
    mail: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the demo: a row of `characters.CHARACTERS`, and his addresses beside his mailbox, if he has any."""

    slug: str
    name: str
    store: str
    roles: tuple[str, ...]
    character: str = "prompt"
    sms: str = ""
    telegram: str = ""


POINTS: dict[str, tuple[float, float]] = {
    "tverskaya": (55.7646, 37.6053),
    "taganka": (55.7412, 37.6534),
    "vokzal": (55.7766, 37.6557),
    "neva": (59.9343, 30.3351),
    "baltika": (54.7104, 20.4522),
    "ural": (56.8389, 60.6057),
    "warehouse": (55.8100, 37.7300),
}
"""Where places are, latitude and longitude: how far another store is from the one that lacks a pair."""

PARTNERS = {"market": "Первый шаг", "sever": "Север", "yug": "Юг", "vostok": "Восток"}
AGREED = {"sever": "sofia", "yug": "dina"}
"""Partner → who of it has accepted the standard; the third has not answered, and is judged by nobody (R12)."""
"""The marketplace itself, then its three partners."""

PLACES = (
    Place(
        "office",
        "Первый шаг, офис",
        "marketplace",
        "market",
        Hours("Mo-Fr 09:00-20:00; Sa,Su 10:00-18:00", MOSCOW),
        phone="+74950000100",
    ),
    Place("call-centre", "Колл-центр", "call_centre", "market", Hours("Mo-Su 08:00-22:00", MOSCOW)),
    Place(
        "tverskaya",
        "Север на Тверской",
        "store",
        "sever",
        Hours("Mo-Fr 10:00-19:00; PH off", MOSCOW, country="RU"),
        phone="+74950000101",
        next_store="taganka",
        share=5,
        trade="shoes",
    ),
    Place(
        "taganka",
        "Юг на Таганке",
        "store",
        "yug",
        Hours("Mo-Su 09:00-21:00", MOSCOW),
        phone="+74950000202",
        next_store="tverskaya",
        share=6,
        trade="shoes",
        till=True,
        inboxes=("desk", "mailbox", "missed_calls"),
    ),
    Place(
        "vokzal",
        "Юг на вокзале",
        "store",
        "yug",
        Hours("24/7", MOSCOW),
        phone="+74950000303",
        next_store="taganka",
        share=3,
        trade="express",
    ),
    Place(
        "neva",
        "Север на Невском",
        "store",
        "sever",
        Hours("Mo-Su 10:00-20:00", MOSCOW),
        phone="+78120000404",
        next_store="tverskaya",
        share=3,
        trade="shoes",
    ),
    Place(
        "baltika",
        "Север в Калининграде",
        "store",
        "sever",
        Hours("Mo-Sa 10:00-19:00; Su 11:00-17:00", KALININGRAD),
        phone="+74012000505",
        next_store="neva",
        share=2,
        trade="orthopaedic",
    ),
    Place(
        "ural",
        "Восток в Екатеринбурге",
        "store",
        "vostok",
        Hours("Mo-Fr 10:00-20:00; Sa,Su 10:00-18:00", URAL),
        phone="+73430000606",
        next_store="taganka",
        share=4,
        trade="orthopaedic",
    ),
    Place(
        "engraver",
        "Мастерская именных бирок",
        "supplier",
        "market",
        Hours("Tu-Sa 12:00-18:00", MOSCOW),
        mail=True,
    ),
    Place(
        "bank",
        "Банк «Причал»",
        "bank",
        "market",
        Hours("Mo-Fr 09:00-19:00; PH off", MOSCOW, country="RU"),
        phone="+74950000707",
        mail=True,
    ),
    Place(
        "credit-desk",
        "Кредитный отдел",
        "credit_expert",
        "market",
        Hours("Mo-Sa 09:30-19:00", MOSCOW),
        phone="+74950000808",
        mail=True,
    ),
    Place(
        "warehouse",
        "Центральный склад",
        "warehouse",
        "market",
        Hours("Mo-Fr 08:00-17:00; PH off", MOSCOW, country="RU"),
        mail=True,
    ),
    Place(
        "delivery",
        "Служба доставки",
        "courier",
        "market",
        Hours("Mo-Su 08:00-22:30", MOSCOW),
        phone="+74950000909",
    ),
    Place(
        "quick",
        "«Быстро-Курьер»",
        "carrier",
        "market",
        Hours("Mo-Su 09:00-21:00", MOSCOW),
        phone="+74950001010",
        mail=True,
    ),
)

MEMBERS = (
    Member("admin", "Ирина Ветрова", "office", ("administrator",)),
    Member("lidia", "Лидия Чернова", "office", ("auditor",)),
    Member("oleg", "Олег Назаров", "office", ("second_person",)),
    Member("sofia", "София Рябова", "tverskaya", ("partner_manager",)),
    Member("kirill", "Кирилл Дёмин", "office", ("dispatcher",)),
    Member("timur", "Тимур Валиев", "delivery", ("courier",)),
    Member("damir", "Дамир Сафин", "delivery", ("courier",)),
    Member("pavel", "Павел Туров", "delivery", ("courier",)),
    Member("olga", "Ольга Сухова", "call-centre", ("seller",), "prompt"),
    Member("ilya", "Илья Громов", "call-centre", ("seller",), "steady"),
    Member("anna", "Анна Белова", "tverskaya", ("seller",), "steady"),
    Member("roman", "Роман Ежов", "tverskaya", ("seller",), "hasty"),
    Member("boris", "Борис Голубев", "tverskaya", ("head",), "prompt"),
    Member("vera", "Вера Ким", "taganka", ("seller",), "slow", telegram="20000221"),
    Member("gleb", "Глеб Орлов", "taganka", ("seller",), "prompt", telegram="20000222"),
    Member("dina", "Дина Ахметова", "taganka", ("head",), "prompt", sms="+79000000220"),
    Member("petr", "Пётр Сомов", "vokzal", ("seller",), "steady"),
    Member("nina", "Нина Лебедева", "vokzal", ("head",), "prompt"),
    Member("lev", "Лев Карпов", "neva", ("seller",), "asleep"),
    Member("zoya", "Зоя Королёва", "neva", ("head",), "slow"),
    Member("egor", "Егор Балашов", "baltika", ("seller",), "wary"),
    Member("raisa", "Раиса Юдина", "baltika", ("head",), "steady"),
    Member("alia", "Алия Хасанова", "ural", ("seller",), "prompt"),
    Member("stepan", "Степан Бажов", "ural", ("seller",), "forgetful"),
    Member("marina", "Марина Уварова", "ural", ("head",), "steady"),
    Member("mark", "Марк Штерн", "engraver", ("seller",), "steady"),
    Member("ksenia", "Ксения Лосева", "credit-desk", ("seller",), "steady"),
)

_WORKDAYS = ("Mo", "Tu", "We", "Th", "Fr")

ROSTERS = {
    "tverskaya": {
        who: {"week": dict.fromkeys(_WORKDAYS, "10:00-19:00")} for who in ("anna", "roman", "boris")
    },
    "taganka": {
        who: {"week": dict.fromkeys((*_WORKDAYS, "Sa", "Su"), "09:00-21:00")}
        for who in ("gleb", "vera", "dina")
    },
    "credit-desk": {
        "ksenia": {"week": dict.fromkeys(("Mo", "Tu", "We", "Th", "Fr", "Sa"), "09:30-19:00")},
    },
}
"""Place → who is to work there when, as `domain/rosters.py` reads it: with an expert one makes an appointment."""

VISITOR = "anna"
"""The seller whom a visitor plays: in the present she does nothing by herself."""

SHOPS = tuple(place for place in PLACES if place.role == "store")
"""Those that sell; the others help."""


def sellers(store: str) -> list[Member]:
    """Who speaks with the buyers of a place; its head does so in the heads' own turns only."""
    return [member for member in MEMBERS if member.store == store and "seller" in member.roles]


def comers(store: str) -> list[Member]:
    """Who joins the shift of a place as it opens; a credit expert checks in for each appointment instead."""
    place = next(one for one in PLACES if one.slug == store)
    return [] if place.role == "credit_expert" else sellers(store)


def head(store: str) -> Member | None:
    """The head of a place, if it has one."""
    return next((one for one in MEMBERS if one.store == store and "head" in one.roles), None)
