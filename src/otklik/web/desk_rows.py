"""One row of the desk in words, whoever looks: `render_row` is called once for an order and language.

Which rows are one's own, a browser sees from `data-owner`; at the first paint the server says it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from django.template import Context, Template
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse

from otklik.channels.wording.particulars import DELIVERIES, KINDS, PAYMENTS
from otklik.domain.desk import DeskRow, DeskStep
from otklik.domain.local_times import clock_text, day_text, floor_minute, until_text
from otklik.domain.locales import NBSP, Locale, money, phone_text, plural_form
from otklik.domain.wording import capitalised, clean, fill_first
from otklik.domain.zones import parse_zone
from otklik.web.desk_words import ACTION_MORE, ACTIONS, CHANNELS, ROW, TIMES
from otklik.web.dials import Dial, draw_answered, draw_dial, moment_of

COMMENT_SIGNS = 40
"""So much of a comment stands on a row."""

ANSWERS = ("first_answer", "holder_answer", "reopened_answer")
"""Kinds that ask for a talk with the buyer."""


NEVER_S = 2**40
"""Sorts after every instant."""

CALLS = (
    *ANSWERS,
    "incident",
    "next_attempt",
    "promise",
    "asked_call",
    "silence_claim",
    "visit_missed",
    "hand_over",
)
"""Kinds whose next step is a call."""


@dataclass(frozen=True, slots=True)
class RowCard:
    """A row as `desk_row.html` shows it; every text is ready.

    Parameters
    ----------
    whose
        free, mine or other.
    due_s, placed_s
        By which a browser sorts, seconds since 1970.
    tone
        Class of the row: is-late, is-quiet or empty.
    calls
        Whether the next step is a call.
    """

    id: str
    href: str
    number: str
    store: str
    store_name: str
    group: str
    due_s: int
    placed_s: int
    owner: str
    whose: str
    tone: str
    dial: Dial
    channel: str
    channel_icon: str
    placed: str
    placed_iso: str
    goods: str
    terms: str
    hint: str
    buyer: str
    phone: str
    phone_href: str
    buyer_zone: str
    buyer_time: str
    tried: str
    owner_name: str
    owner_initials: str
    since: str
    place: str
    action: str
    action_more: str
    take: str
    take_url: str
    calls: bool
    words: Mapping[str, str]
    held: str = ""


def render_row(row: DeskRow, locale: Locale, *, now: datetime, person: str = "") -> str:
    """The row's HTML, an `<li>`.

    Parameters
    ----------
    row
        As `store/desk.py` loads it.
    locale
        Language.
    now
        Aware UTC.
    person
        Slug of whoever looks, at the first paint; empty = anybody.
    """
    card = replace(card_of(row, locale, now=now, person=person), held=_held(row, locale, now=now))
    return _template().render(Context({"row": card}))


@lru_cache(maxsize=1)
def _template() -> Template:
    # Rendered a hundred times a page: looked up once, and without what a request would bring along.
    found: Template = get_template("desk_row.html").template  # type: ignore[attr-defined]
    return found


def card_of(row: DeskRow, locale: Locale, *, now: datetime, person: str = "") -> RowCard:
    """The row in words; parameters as for `render_row`."""
    situation = situation_of(row, now=now)
    icon, channel = CHANNELS.get(row.channel, ("globe", {"ru": row.channel, "en": row.channel}))
    return RowCard(
        id=row.id,
        href=order_address(row.id),
        number=ROW["number"][locale].format(number=clean(row.number)),
        store=row.store,
        store_name=clean(row.store_name),
        group=row.group,
        due_s=int(row.step.due_at.timestamp()) if row.step else NEVER_S,
        placed_s=int(row.placed_at.timestamp()),
        owner=row.owner,
        whose="free" if not row.owner else "mine" if row.owner == person else "other",
        tone=_tone(row, now=now),
        dial=draw_row_dial(row, locale, now=now),
        channel=clean(channel[locale]),
        channel_icon=icon,
        placed=_placed(row, locale, now=now),
        placed_iso=row.placed_at.astimezone(parse_zone(row.zone)).isoformat(timespec="minutes"),
        goods=goods_of(row, locale),
        terms=terms_of(row, locale),
        hint=_hint(row, locale, now=now),
        buyer=clean(row.buyer) or ROW["no_name"][locale],
        phone=phone_text(row.phone),
        phone_href=f"tel:{row.phone}" if row.phone else "",
        buyer_zone=row.buyer_zone or row.zone,
        buyer_time=clock_text(now.astimezone(parse_zone(row.buyer_zone or row.zone))),
        tried=_tried(row.contact_attempts, locale),
        owner_name=clean(row.owner_name),
        owner_initials="".join(word[0] for word in row.owner_name.split()[:2]).upper(),
        since=_since(row, locale),
        place=_place(row, locale),
        action=action_of(row, situation, locale),
        action_more=action_more_of(row, situation, locale, now=now),
        take=ROW["take_night" if row.group == "morning" else "take"][locale],
        take_url=act_address("take", row.id),
        calls=bool(row.phone) and row.step is not None and row.step.kind in CALLS,
        words={name: word[locale] for name, word in ROW.items()},
    )


def _hint(row: DeskRow, locale: Locale, *, now: datetime) -> str:
    """That a refusal waits; else what is known of other carts: answered elsewhere, or what this may repeat."""
    if row.parked_until_at is not None:
        return ROW["parked"][locale].format(at=moment_of(row.parked_until_at, row.zone, locale, now=now))
    if row.answered_elsewhere_at is not None and row.live_contact_at is None:
        return ROW["elsewhere"][locale]
    numbers = ", ".join(ROW["number"][locale].format(number=clean(one)) for one in row.doubles)
    return ROW["double"][locale].format(numbers=numbers) if numbers else ""


def order_address(order: str) -> str:
    """Address of an order's page."""
    return _address("order", order, f"/orders/{order}")


def act_address(act: str, order: str) -> str:
    """Address of an act on an order: take, hand, outcome, undo, note, refuse, assign."""
    return _address(f"order_{act}", order, f"/orders/{order}/{act}")


def _address(name: str, order: str, otherwise: str) -> str:
    try:
        return reverse(name, kwargs={"order": order})
    except NoReverseMatch:
        return otherwise


def situation_of(row: DeskRow, *, now: datetime) -> str:
    """Which row of `desk_words.ACTIONS` an order is in; a kind of obligation where it has no words of its own."""
    step = row.step
    if step is None:
        role = row.waiting_on.partition(":")[0]
        return "waits" if role == "buyer" else "waits_system" if role in ("", "system") else "waits_other"
    if step.kind in ANSWERS:
        if row.said_silent and row.live_contact_at is None:
            return "silent"
        if now >= step.limit_at:
            return "answer_late"
        if row.group == "morning":
            return "morning"
        return "reopened" if step.kind == "reopened_answer" else "answer"
    return step.kind


def draw_row_dial(row: DeskRow, locale: Locale, *, now: datetime) -> Dial:
    """The dial of a row: of its step, or of its answer where nothing is owed."""
    if row.step is not None:
        return draw_dial(row.step, spans=row.open_spans, zone=row.zone, locale=locale, now=now)
    return draw_answered(row.live_contact_at or row.received_at, zone=row.zone, locale=locale, now=now)


def _held(row: DeskRow, locale: Locale, *, now: datetime) -> str:
    """Until when the goods are held; empty where no hold runs."""
    hold = next((one for one in row.owed if one.kind == "settlement"), None)
    return ROW["held"][locale].format(until=_until(hold.limit_at, row.zone, locale, now=now)) if hold else ""


def goods_of(row: DeskRow, locale: Locale) -> str:
    """The first line's title, its pieces where there are several, and how many more lines there are."""
    if not row.lines:
        return ""
    first, *rest = row.lines
    parts = [clean(first.title)]
    if first.quantity > 1:
        parts.append(ROW["pieces"][locale].format(n=first.quantity).replace(" ", NBSP))
    if rest:
        parts.append(ROW["and_more"][locale].format(n=len(rest)))
    return " ".join(parts)


def terms_of(row: DeskRow, locale: Locale) -> str:
    """Price, delivery and payment in one line."""
    said = [money(row.total_minor, row.currency, locale)]
    said += [words[locale] for words in (DELIVERIES.get(row.delivery), PAYMENTS.get(row.payment)) if words]
    return " · ".join(said)


def action_of(row: DeskRow, situation: str, locale: Locale) -> str:
    """What is to be done next."""
    if situation in ACTIONS:
        return ACTIONS[situation][locale]
    words = KINDS.get(situation)
    return capitalised(words[locale] if words else situation.replace("_", " "))


def action_more_of(row: DeskRow, situation: str, locale: Locale, *, now: datetime) -> str:
    """What stands under it; empty where there is nothing to say."""
    comment = clean(row.comment)
    short = comment if len(comment) <= COMMENT_SIGNS else f"{comment[:COMMENT_SIGNS].rstrip()}…"
    step = row.step or next(iter(row.owed), None)
    theirs = next((one for one in row.owed if one.debtor.partition(":")[0] == "buyer"), None)
    values = {
        **{way: way if row.delivery == way else "" for way in DELIVERIES},
        "comment": short,
        "attempt": str(row.contact_attempts + 1),
        "at": moment_of(step.limit_at, row.zone, locale, now=now) if step else "",
        "until": _until(theirs.limit_at, row.zone, locale, now=now) if theirs else "",
        "until_step": _until(step.limit_at, row.zone, locale, now=now) if step else "",
        "party": clean(row.waiting_on.partition(":")[2]),
    }
    return fill_first(ACTION_MORE.get(situation, ACTION_MORE["waits_system"]), locale, values)


def _until(at: datetime, zone: str, locale: Locale, *, now: datetime) -> str:
    """A deadline: `до 18:40`, `завтра до 9:20`."""
    day_on, today_on = (one.astimezone(parse_zone(zone)).date() for one in (at, now))
    said = until_text(floor_minute(at), parse_zone(zone), locale, now=now)
    return (
        said.removeprefix(day_text(today_on, locale, today_on=today_on)).strip()
        if day_on == today_on
        else said
    )


PLACES = {"unknown": ROW["place_unknown"], "elsewhere": ROW["place_elsewhere"]}
"""What a row says of where it was taken; in the shop goes without saying."""


def _place(row: DeskRow, locale: Locale) -> str:
    return PLACES[row.taken_place][locale] if row.taken_place in PLACES else ""


def _since(row: DeskRow, locale: Locale) -> str:
    if row.taken_at is None:
        return ""
    return ROW["since"][locale].format(at=clock_text(row.taken_at.astimezone(parse_zone(row.zone))))


def _tone(row: DeskRow, *, now: datetime) -> str:
    step: DeskStep | None = row.step
    if step is not None and now >= step.limit_at:
        return "is-late"
    return "is-quiet" if row.group == "morning" else ""


def _placed(row: DeskRow, locale: Locale, *, now: datetime) -> str:
    zone = parse_zone(row.zone)
    local, today_on = row.placed_at.astimezone(zone), now.astimezone(zone).date()
    if local.date() == today_on:
        return clock_text(local)
    return f"{local.day}.{local.month:02d} {clock_text(local)}"


def _tried(attempts: int, locale: Locale) -> str:
    if not attempts:
        return ""
    forms = TIMES["times"][locale]
    return ROW["tried"][locale].format(n=f"{attempts}{NBSP}{forms[plural_form(attempts, locale)]}")
