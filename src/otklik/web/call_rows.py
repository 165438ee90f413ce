"""A missed call in words: its row on the desk among the orders, and its panel; whoever looks.

`render_call` is called once for a call and language, as `desk_rows.render_row` is for an order; scripts treat the two
alike (`data-order` is the call's id).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.template import Context, Template
from django.template.loader import get_template

from otklik.channels.wording.calls import RINGS
from otklik.domain.conversation_decisions import ENOUGH
from otklik.domain.desk import DeskRow
from otklik.domain.local_times import clock_text, moment_text
from otklik.domain.locales import NBSP, Locale, phone_text, plural_form
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.store.conversations import CallRow
from otklik.web.call_words import CALL
from otklik.web.desk_rows import NEVER_S, render_row
from otklik.web.desk_words import ROW
from otklik.web.dials import Dial, draw_answered, draw_dial, moment_of

Row = DeskRow | CallRow
"""What may stand on the desk."""

OUTCOMES = (("talked", "check"), ("no_answer", "nosig"), ("wrong_number", "x"), ("unreachable", "out"))
"""Outcomes by their keys, 1 to 4, with their icons; the last only after enough attempts."""


@dataclass(frozen=True, slots=True)
class CallCard:
    """A call as its templates show it; every text is ready. Fields as of `desk_rows.RowCard`."""

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
    placed: str
    placed_iso: str
    rings: str
    terms: str
    orders: str
    phone: str
    phone_href: str
    zone: str
    time: str
    owner_name: str
    owner_initials: str
    since: str
    action: str
    action_more: str
    take: str
    take_url: str
    outcome_url: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CallLine:
    """One call of the list, or of the search."""

    href: str
    number: str
    phone_href: str
    when: str
    rings: str
    store: str
    state: str
    tone: str


def render_any(row: Row, locale: Locale, *, now: datetime, person: str = "") -> str:
    """The HTML of a row of the desk, an order's or a call's; parameters as for `render_row`."""
    if isinstance(row, CallRow):
        return render_call(row, locale, now=now, person=person)
    return render_row(row, locale, now=now, person=person)


def render_call(row: CallRow, locale: Locale, *, now: datetime, person: str = "") -> str:
    """The row's HTML, an `<li>`; parameters as for `render_row`."""
    return _template().render(Context({"row": card_of_call(row, locale, now=now, person=person)}))


@lru_cache(maxsize=1)
def _template() -> Template:
    found: Template = get_template("call_row.html").template  # type: ignore[attr-defined]
    return found


def card_of_call(row: CallRow, locale: Locale, *, now: datetime, person: str = "") -> CallCard:
    """The call in words; parameters as for `render_row`."""
    zone = parse_zone(row.zone)
    words = {name: word[locale] for name, word in CALL.items()}
    situation = _situation(row, now=now)
    last = clock_text((row.last_missed_at or row.placed_at).astimezone(zone))
    terms = [words["line"].format(line=clean(row.line))] if row.line else []
    return CallCard(
        id=row.id,
        href=f"/calls/{row.id}",
        number=number_of(row, locale),
        store=row.store,
        store_name=clean(row.store_name),
        group=row.group,
        due_s=int(row.step.due_at.timestamp()) if row.step else NEVER_S,
        placed_s=int(row.placed_at.timestamp()),
        owner=row.owner,
        whose="free" if not row.owner else "mine" if row.owner == person else "other",
        tone="is-late" if situation == "late" else "is-quiet" if situation == "morning" else "",
        dial=_dial(row, locale, now=now),
        placed=clock_text(row.placed_at.astimezone(zone)),
        placed_iso=row.placed_at.astimezone(zone).isoformat(timespec="minutes"),
        rings=words["last"].format(rings=rings_of(row.missed, locale), at=last) if row.missed > 1 else "",
        terms=" · ".join(terms),
        orders=_orders(row, locale),
        phone=phone_text(row.phone),
        phone_href=f"tel:{row.phone}" if row.phone else "",
        zone=row.zone,
        time=clock_text(now.astimezone(zone)),
        owner_name=clean(row.owner_name),
        owner_initials="".join(word[0] for word in row.owner_name.split()[:2]).upper(),
        since=_since(row, words),
        action=words["act" if situation == "open" else f"act_{situation}"],
        action_more=_more(row, words, situation),
        take=words["take"],
        take_url=f"/calls/{row.id}/take",
        outcome_url=f"/calls/{row.id}/outcome",
        words=words,
    )


def number_of(row: CallRow, locale: Locale) -> str:
    """The caller's number, or that there is none."""
    if row.phone:
        return phone_text(row.phone)
    return CALL["withheld" if not row.caller_version and not row.episode else "erased"][locale]


def rings_of(count: int, locale: Locale) -> str:
    """How many calls, in words."""
    return f"{count}{NBSP}{RINGS[locale][plural_form(count, locale)]}"


def outcomes_of(row: CallRow, locale: Locale) -> list[tuple[int, str, str, str]]:
    """Key, name, icon and word of each outcome that may be recorded now."""
    open_to = [one for one in OUTCOMES if one[0] != "unreachable" or row.attempts >= ENOUGH]
    return [(key, name, icon, CALL[name][locale]) for key, (name, icon) in enumerate(open_to, start=1)]


def _situation(row: CallRow, *, now: datetime) -> str:
    if row.step is not None and now > row.step.limit_at:
        return "late"
    return "morning" if row.group == "morning" else "open"


def _dial(row: CallRow, locale: Locale, *, now: datetime) -> Dial:
    if row.step is not None:
        return draw_dial(row.step, spans=row.open_spans, zone=row.zone, locale=locale, now=now)
    return draw_answered(row.answered_at or row.placed_at, zone=row.zone, locale=locale, now=now)


def _orders(row: CallRow, locale: Locale) -> str:
    numbers = ", ".join(ROW["number"][locale].format(number=clean(one)) for one in row.orders)
    return CALL["order"][locale].format(number=numbers) if numbers else ""


def _since(row: CallRow, words: Mapping[str, str]) -> str:
    if row.taken_at is None:
        return ""
    return words["since"].format(at=clock_text(row.taken_at.astimezone(parse_zone(row.zone))))


def _more(row: CallRow, words: Mapping[str, str], situation: str) -> str:
    if situation == "late":
        return words["more_late"]
    return words["more_tried"].format(n=row.attempts + 1) if row.attempts else ""


def state_of(row: CallRow, locale: Locale, *, now: datetime) -> tuple[str, str]:
    """Where a call stands, and the tone of its tag: it waits, was answered, is closed, or is only counted."""
    words = {name: word[locale] for name, word in CALL.items()}
    if row.is_open:
        late = row.step is not None and now > row.step.limit_at
        return words["waits"], "is-late" if late else "is-warn"
    if not row.episode:
        return words["counted"], ""
    if row.answered_at is not None:
        return words["answered"].format(at=moment_of(row.answered_at, row.zone, locale, now=now)), "is-ok"
    return words["ended_state"], ""


def line_of(row: CallRow, locale: Locale, *, now: datetime) -> CallLine:
    """A call as a line of a list."""
    state, tone = state_of(row, locale, now=now)
    at = row.last_missed_at or row.placed_at
    return CallLine(
        href=f"/calls/{row.id}",
        number=number_of(row, locale),
        phone_href=f"tel:{row.phone}" if row.phone else "",
        when=moment_text(at, parse_zone(row.zone), locale, now=now),
        rings=rings_of(row.missed, locale) if row.missed > 1 else "",
        store=clean(row.store_name),
        state=state,
        tone=tone,
    )
