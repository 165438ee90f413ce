"""The words of the Monday letter to a partner, in the tone of a colleague: what was saved, what went, one advice.

`write_view` gives a letter its words; page, plain text, HTML mail and PDF lay out the same view, so that they say the
same. Nothing here reads the clock: the same letter gives the same bytes for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.template import Context, Engine

from otklik.analytics.partner_letters import LetterOrder, Part, PartnerLetter
from otklik.domain.local_times import date_text
from otklik.domain.locales import Locale, Words, count_of, group, money
from otklik.domain.wording import capitalised, clean

_ENGINE = Engine(dirs=[str(Path(__file__).parent)], autoescape=True)

LETTER: Mapping[str, Words] = {
    "subject": {"ru": "{name}: неделя {days}", "en": "{name}: the week of {days}"},
    "title": {"ru": "Неделя {days}", "en": "The week of {days}"},
    "lead": {
        "ru": "Коллеги, это «{name}» за неделю: {orders}.",
        "en": "Colleagues, this is {name} in a week: {orders}.",
    },
    "share": {
        "ru": "Вовремя ответили на {part} из {whole}.",
        "en": "Answered in time: {part} of {whole}.",
    },
    "few": {
        "ru": "Для долей этого мало, поэтому ниже сами заказы.",
        "en": "Too few for a share, so here are the orders themselves.",
    },
    "saved": {"ru": "Удалось спасти", "en": "Saved"},
    "saved_none": {
        "ru": "Спасённых отказов на этой неделе не записано.",
        "en": "No refusal was averted this week.",
    },
    "lost": {"ru": "Ушло без разговора", "en": "Gone without a talk"},
    "lost_none": {
        "ru": "Ни один заказ не ушёл без разговора с покупателем.",
        "en": "No order went without somebody having spoken with the buyer.",
    },
    "sum": {"ru": "{orders} на {money}", "en": "{orders}, {money}"},
    "more": {"ru": "Показаны самые дорогие.", "en": "The dearest are shown."},
    "advice": {"ru": "Один совет на эту неделю", "en": "One piece of advice for this week"},
    "cost": {
        "ru": "Дороже всего обошлось вот что: {cause}. {orders} на {money}.",
        "en": "What cost most: {cause}. {orders}, {money}.",
    },
    "guidance": {
        "ru": "Стандарт с площадкой пока не согласован, поэтому это подсказка, а не счёт.",
        "en": "The standard is not agreed on yet, so this is guidance and no score.",
    },
    "open": {"ru": "Открыть письмо на сайте", "en": "Open the letter on the site"},
    "foot": {
        "ru": "Каждую цифру можно открыть до заказа и спорить с ней. Письмо приходит по понедельникам.",
        "en": "Each figure opens down to its order and may be disputed. This letter comes on Mondays.",
    },
}

SAVED: Mapping[str, Words] = {
    "reopened": {"ru": "открыли снова и продали", "en": "opened anew and sold"},
    "pay_on_delivery": {"ru": "предложили оплату при получении", "en": "offered payment on delivery"},
    "fitting": {"ru": "пригласили на примерку", "en": "invited to try on"},
    "other_store": {"ru": "нашли в другом магазине", "en": "found in another store"},
    "call_again": {"ru": "договорились о новом звонке", "en": "agreed on another call"},
}
OTHERWISE: Words = {"ru": "отказ не понадобился", "en": "no refusal was needed"}

LOST: Mapping[str, Words] = {
    "premature": {
        "ru": "отказ попросили в первый час, без звонка",
        "en": "refusal asked within the first hour, no call",
    },
    "waited_out": {"ru": "бронь кончилась, никто не позвонил", "en": "the hold ran out, nobody called"},
    "gave_up": {
        "ru": "покупатель отозвал, разговора не было",
        "en": "the buyer withdrew, nobody had spoken with him",
    },
    "no_goods": {"ru": "отказ «нет товара», разговора не было", "en": "refused as “no goods”, no talk"},
    "not_paid": {"ru": "отказ «не оплачен», без звонка", "en": "refused as “not paid”, no call"},
    "never_tried": {"ru": "отказ без звонка", "en": "refused, no call"},
    "not_reached": {
        "ru": "не дозвонились, попыток: {attempts}",
        "en": "not reached, attempts: {attempts}",
    },
}

CAUSES: Mapping[str, Words] = {
    "premature": {
        "ru": "отказы в первый час, без звонка",
        "en": "refusals within the first hour, without a call",
    },
    "waited_out": {
        "ru": "бронь кончалась, а покупателю никто не звонил",
        "en": "holds that ran out while nobody called the buyer",
    },
    "gave_up": {
        "ru": "покупатели отзывали заказ, не дождавшись разговора",
        "en": "buyers who withdrew before anybody spoke with them",
    },
    "no_goods": {"ru": "нет товара, и разговора не было", "en": "no goods, and no talk about it"},
    "not_paid": {"ru": "«не оплачен» без единого звонка", "en": "“not paid” without a single call"},
    "never_tried": {"ru": "отказы без единого звонка", "en": "refusals without a single call"},
    "not_reached": {"ru": "звонили, но не дозвонились", "en": "called, but not reached"},
}

ADVICE: Mapping[str, Words] = {
    "": {
        "ru": "Продолжайте звонить сразу: на этой неделе это сработало на каждом заказе.",
        "en": "Go on calling at once: this week it worked for every order.",
    },
    "premature": {
        "ru": "Не отказывайте про запас. Бронь вернётся в продажу сама, а до её конца есть время позвонить трижды.",
        "en": "Don't refuse as insurance. The hold returns the goods by itself, and until then there is time for three "
        "calls.",
    },
    "waited_out": {
        "ru": "Звоните по каждому заказу в первые двадцать минут, даже когда уточнять нечего.",
        "en": "Call about each order within twenty minutes, even if there is nothing to clear up.",
    },
    "gave_up": {
        "ru": "Звоните раньше, чем покупатель начнёт искать другой магазин: первый звонок решает.",
        "en": "Call before the buyer looks for another shop: the first call decides.",
    },
    "no_goods": {
        "ru": "Нет пары? Всё равно позвоните и предложите соседний магазин или похожую модель.",
        "en": "No such pair? Call all the same, and offer the next store or a similar model.",
    },
    "not_paid": {
        "ru": "Прежде чем писать «не оплачен», позвоните и предложите оплату при получении.",
        "en": "Before you write “not paid”, call and offer payment on delivery.",
    },
    "never_tried": {
        "ru": "Прежде чем отказать, позвоните один раз: часть покупателей ждёт именно звонка.",
        "en": "Before you refuse, call once: some buyers are waiting for just that.",
    },
    "not_reached": {
        "ru": "Звоните в другое время дня и пришлите покупателю выбор времени: днём трубку берут не все.",
        "en": "Call at another time of day, and let the buyer choose one: not everybody picks up at noon.",
    },
}
"""By cause; the letter gives that of the cause that cost most, and the first where nothing was lost."""


@dataclass(frozen=True, slots=True)
class ViewOrder:
    """One order of a letter in words."""

    number: str
    href: str
    why: str
    amount: str


@dataclass(frozen=True, slots=True)
class ViewPart:
    """Orders saved or lost in words.

    Parameters
    ----------
    total
        How many and worth what; empty where there are none.
    nothing
        The sentence where there are none; else empty.
    more
        A sentence where not all are shown; else empty.
    """

    name: str
    title: str
    total: str
    nothing: str
    more: str
    orders: tuple[ViewOrder, ...]


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter in words, before it has a form; `href` is its page."""

    locale: Locale
    subject: str
    title: str
    lead: str
    parts: tuple[ViewPart, ...]
    advice_title: str
    advice: str
    cost: str
    guidance: str
    foot: str
    open: str
    href: str


def write_view(letter: PartnerLetter, locale: Locale, *, base: str) -> LetterView:
    """A letter in words.

    Parameters
    ----------
    base
        Address of the desk, without a slash at its end; empty for a page of its own.
    """
    week = letter.week
    days = days_of(week.monday, locale)
    name = clean(week.name)
    said = {key: word[locale] for key, word in LETTER.items()}
    return LetterView(
        locale=locale,
        subject=said["subject"].format(name=name, days=days),
        title=said["title"].format(days=days),
        lead=_lead(letter, locale),
        parts=(
            _part("saved", letter.saved, letter, locale, base),
            _part("lost", letter.lost, letter, locale, base),
        ),
        advice_title=said["advice"],
        advice=ADVICE[letter.advice][locale],
        cost=_cost(letter, locale),
        guidance="" if week.agreed else said["guidance"],
        foot=said["foot"],
        open=said["open"],
        href=f"{base}/network/{week.partner}/letters/{week.monday}",
    )


def days_of(monday: str, locale: Locale) -> str:
    """The days of a week: `16–22 ноября`, `30 November – 6 December`; the same whenever somebody reads it."""
    first_on = date.fromisoformat(monday)
    last_on = first_on + timedelta(days=6)
    last = date_text(last_on, locale, today_on=first_on)
    if first_on.month == last_on.month:
        return f"{first_on.day}–{last}"
    return f"{date_text(first_on, locale, today_on=first_on)} – {last}"


def _lead(letter: PartnerLetter, locale: Locale) -> str:
    week = letter.week
    said = LETTER["lead"][locale].format(name=clean(week.name), orders=count_of(week.orders, "order", locale))
    if letter.says_share:
        part, whole = group(week.in_limit, locale), group(week.owed, locale)
        return f"{said} {LETTER['share'][locale].format(part=part, whole=whole)}"
    return f"{said} {LETTER['few'][locale]}"


def _cost(letter: PartnerLetter, locale: Locale) -> str:
    part = letter.advice_part
    if not letter.advice:
        return ""
    return LETTER["cost"][locale].format(
        cause=CAUSES[letter.advice][locale],
        orders=count_of(part.count, "order", locale),
        money=money(part.amount_minor, letter.week.currency, locale),
    )


def _part(name: str, part: Part, letter: PartnerLetter, locale: Locale, base: str) -> ViewPart:
    currency = letter.week.currency
    total = LETTER["sum"][locale].format(
        orders=count_of(part.count, "order", locale), money=money(part.amount_minor, currency, locale)
    )
    return ViewPart(
        name=name,
        title=LETTER[name][locale],
        total=total if part.count else "",
        nothing="" if part.count else LETTER[f"{name}_none"][locale],
        more=LETTER["more"][locale] if part.count > len(part.shown) else "",
        orders=tuple(_order(one, name, currency, locale, base) for one in part.shown),
    )


def _order(one: LetterOrder, name: str, currency: str, locale: Locale, base: str) -> ViewOrder:
    words = SAVED.get(one.why, OTHERWISE) if name == "saved" else LOST[one.why]
    why = words[locale].format(attempts=one.attempts)
    return ViewOrder(
        number=clean(one.number),
        href=f"{base}/orders/{one.id}",
        why=why,
        amount=money(one.amount_minor, currency, locale),
    )


def to_text(view: LetterView) -> str:
    """The letter as plain text, complete by itself, ended by a line break."""
    blocks = [view.title, view.lead]
    for part in view.parts:
        head = f"{part.title}: {part.total}" if part.total else part.title
        rows = [f"{one.number}, {one.amount}: {one.why}\n  {one.href}" for one in part.orders]
        blocks.append("\n".join([head, *rows, *filter(None, (part.nothing, part.more))]))
    blocks += [
        "\n".join(filter(None, (view.advice_title, view.cost, view.advice))),
        view.guidance,
        f"{view.open}:\n{view.href}",
        f"-- \n{view.foot}",
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def to_html(view: LetterView) -> str:
    """The letter as one HTML page without anything to load: inline styles, light and dark."""
    return _ENGINE.get_template("partner_letter.html").render(Context({"letter": view}))


def name_of_file(view: LetterView, week: str) -> str:
    """Name of the letter's PDF."""
    return f"otklik-{week}.{view.locale}.pdf"


def short_of(view: LetterView) -> str:
    """The letter in one line."""
    return capitalised(view.subject)
