"""What a story ends with, then and now: then as its text says, now as the product counts it from the journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from otklik.actions.deadlines import Dates, find_dates
from otklik.actions.slots import scene_at, where_of
from otklik.analytics.failure_demand import OwnContact, own_contacts
from otklik.analytics.touches import touches_of
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry
from otklik.domain.local_times import clock_text
from otklik.domain.locales import Locale, Words, money, span_of
from otklik.domain.orders import OrderState
from otklik.domain.promise_state import Promise
from otklik.domain.runs import run_of
from otklik.domain.stream_state import StreamState
from otklik.domain.wording import clean
from otklik.store import directory, journal, listings
from otklik.web.demo_bar import ZONE, day_words

WORDS: Mapping[str, Words] = {
    "title": {"ru": "Тогда и теперь", "en": "Then and now"},
    "what": {"ru": "Что посчитано", "en": "What is counted"},
    "then": {"ru": "Тогда", "en": "Then"},
    "now": {"ru": "Теперь", "en": "Now"},
    "how": {
        "ru": "«Теперь» посчитано по журналу этого заказа теми же функциями, что в отчётах.",
        "en": "“Now” is counted from this order's journal by the same functions as in the reports.",
    },
}

NONE: Words = {"ru": "нет", "en": "none"}


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One figure: what it is, as it was, and as it is."""

    what: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The table at a story's end."""

    words: Mapping[str, str]
    rows: tuple[OutcomeRow, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    """An order as its figures are counted."""

    order: OrderState
    state: StreamState
    entries: Sequence[Entry]
    contacts: Sequence[OwnContact]
    staff: frozenset[str]
    now: datetime

    @property
    def promises(self) -> tuple[Promise, ...]:
        """Those that were made to the buyer."""
        return tuple(self.order.promises.values())


Count = Callable[[_Case, Locale], str]


def _people(case: _Case, locale: Locale) -> str:
    """Those of the store; what an outside party does at its own desk is nobody's of the store."""
    return str(sum(one.who in case.staff for one in touches_of(case.entries).people))


def _own_calls(case: _Case, locale: Locale) -> str:
    return str(sum(one.way == "call" for one in case.contacts))


def _trips(case: _Case, locale: Locale) -> str:
    return str(sum(one.was_wasted for one in case.order.visits.values()))


def _waited(case: _Case, locale: Locale) -> str:
    """What counts as a wait is the rule of failure demand; the queue has a row of its own."""
    waited = sum((timedelta(seconds=one.waited_s) for one in case.contacts if one.way == "wait"), timedelta())
    return span_of(int(waited.total_seconds()) // 60, locale) if waited else NONE[locale]


def _queued(case: _Case, locale: Locale) -> str:
    queued = [one.queued_s or 0 for one in case.order.visits.values() if one.served_at is not None]
    return span_of(sum(queued) // 60, locale)


def _papers(case: _Case, locale: Locale) -> str:
    """How long before the buyer came the last paper did."""
    present = [one.event.occurred_at for one in case.entries if one.event.kind == "paper.present"]
    came = [one.came_at for one in case.order.visits.values()]
    if not present or not came:
        return NONE[locale]
    minutes = int((min(came) - max(present)).total_seconds()) // 60
    return BEFORE_TRIP[locale].format(span=span_of(minutes, locale))


BEFORE_TRIP: Words = {"ru": "за {span} до поездки", "en": "{span} before the trip"}


def _kept(case: _Case, locale: Locale) -> str:
    return str(sum(not one.is_open for one in case.promises))


def _moved(case: _Case, locale: Locale) -> str:
    return str(sum(move.is_in_time for one in case.promises for move in one.told))


def _lapsed(case: _Case, locale: Locale) -> str:
    return str(sum(one.outcome(case.now) in ("lapsed", "moved_late") for one in case.promises))


def _told_before(case: _Case, locale: Locale) -> str:
    """How long before the end of her window the buyer knew of another."""
    told = [one for window in case.order.windows.values() for one in window.told]
    if not told:
        return NONE[locale]
    minutes = int((told[0].due_at - told[0].told_at).total_seconds()) // 60
    return BEFORE_END[locale].format(span=span_of(minutes, locale))


BEFORE_END: Words = {"ru": "за {span} до конца окна", "en": "{span} before the window's end"}


def _windows_moved(case: _Case, locale: Locale) -> str:
    return str(sum(one.is_in_time for window in case.order.windows.values() for one in window.told))


def _door(case: _Case, locale: Locale) -> str:
    """The buyer's own word."""
    said = [one.witness.to_the_door for one in case.order.deliveries.values()]
    return YES[locale] if True in said else NOT_DOOR[locale] if False in said else NONE[locale]


YES: Words = {"ru": "да", "en": "yes"}
NOT_DOOR: Words = {"ru": "нет, и это записано за службой", "en": "no, and it counts against the carrier"}


def _complaint_acted(case: _Case, locale: Locale) -> str:
    """How long after it came somebody with authority acted on the first complaint."""
    came, acted = (_first(case, kind) for kind in ("complaint.received", "complaint.acted"))
    return _after(came, acted, locale)


def _reserved(case: _Case, locale: Locale) -> str:
    return _after(_first(case, "contact.reached"), _first(case, "reservation.made"), locale)


def _first(case: _Case, kind: str) -> datetime | None:
    return next((one.event.occurred_at for one in case.entries if one.event.kind == kind), None)


def _after(from_at: datetime | None, to_at: datetime | None, locale: Locale) -> str:
    if from_at is None or to_at is None:
        return NONE[locale]
    return IN[locale].format(span=span_of(int((to_at - from_at).total_seconds()) // 60, locale))


IN: Words = {"ru": "через {span}", "en": "after {span}"}


def _answered_by_when(case: _Case, locale: Locale) -> str:
    """How long after the order it was said that the day can't be kept; the answer stands on his page at once."""
    dates = _dates(case)
    if dates is None or dates.can_be:
        return NONE[locale]
    return _after(_first(case, "order.received"), _first(case, "deadline.named"), locale)


def _last_safe(case: _Case, locale: Locale) -> str:
    dates = _dates(case)
    if dates is None or dates.last_safe_at is None:
        return NONE[locale]
    return f"{day_words(dates.last_safe_at, locale)}, {clock_text(dates.last_safe_at.astimezone(ZONE))}"


def _lies_at(case: _Case, locale: Locale) -> str:
    dates = _dates(case)
    stores = dates.stores if dates else ()
    world = directory.load_world(stores, now=case.now)
    return ", ".join(clean(world.store(slug).name) for slug in stores) or NONE[locale]


def _places_kept(case: _Case, locale: Locale) -> str:
    """Of the places of that day in that zone, how many went to whoever needs it then."""
    needed_by_at = case.order.needed_by_at
    try:
        scene = scene_at(where_of(case.state.stream, case.state), now=case.now)
    except DomainError:  # whoever plays has taken the fleet away
        return NONE[locale]
    if needed_by_at is None or scene.zone is None:
        return NONE[locale]
    run = scene.run(needed_by_at - timedelta(seconds=1))
    planned = run_of(journal.load_states([run])[run].subject, run).planned.values()
    there = [one for one in planned if one.zone == scene.zone.slug]
    return OF[locale].format(part=sum(one.needed for one in there), whole=len(there))


OF: Words = {"ru": "{part} из {whole}", "en": "{part} of {whole}"}


def _dates(case: _Case) -> Dates | None:
    """The honest answer at the instant at which the buyer named the day."""
    named_at = _first(case, "deadline.named")
    return find_dates(case.state.stream, case.state, now=named_at) if named_at else None


def _refusals(case: _Case, locale: Locale) -> str:
    return str(sum(one.event.kind == "order.refused" for one in case.entries))


def _sold(case: _Case, locale: Locale) -> str:
    order = case.order
    sold = order.phase == "completed"
    return money(order.total_minor if sold else 0, order.currency, locale)


def _row(what_ru: str, what_en: str, then_ru: str, then_en: str, count: Count) -> tuple[Words, Words, Count]:
    return {"ru": what_ru, "en": what_en}, {"ru": then_ru, "en": then_en}, count


OUTCOMES: Mapping[str, tuple[str, tuple[tuple[Words, Words, Count], ...]]] = {
    "credit-purchase": (
        "phone",
        (
            _row("Сотрудников магазина в этом деле", "People of the store in the case", "4", "4", _people),
            _row("Звонков самого покупателя", "Calls of the buyer's own", "1", "1", _own_calls),
            _row("Поездок впустую", "Trips in vain", "1", "1", _trips),
            _row(
                "Ожидание на месте", "Waiting on the spot", "1 ч, о нём не предупредили", "1 h, without a word", _waited
            ),
            _row("Очередь", "Queue", "две очереди", "two queues", _queued),
            _row(
                "Бумаги банка", "The bank's papers", "через 20 мин после угрозы", "20 min after a threat", _papers
            ),
            _row("Обещаний выполнено", "Promises kept", "не записаны", "not on record", _kept),
            _row("Перенесено вовремя", "Moved in time", "ни разу", "never", _moved),
            _row(
                "Нарушено молча", "Lapsed in silence", "«сегодня» и два дня тишины", "“today”, and two days of silence",
                _lapsed,
            ),
        ),
    ),
    "late-courier": (
        "late",
        (
            _row("Когда узнала о новом времени", "When she knew of the new time",
                 "когда окно прошло", "when the window was over", _told_before),
            _row("Окон перенесено вовремя", "Windows moved in time", "ни одного", "none", _windows_moved),
            _row("Звонков самой покупательницы", "Calls of the buyer's own", "2", "2", _own_calls),
            _row("До двери, по её слову", "To the door, by her word", "никто не спросил", "nobody asked", _door),
        ),
    ),
    "to-the-door": (
        "down",
        (
            _row("До двери, по слову покупателя", "To the door, by the buyer's word",
                 "«вручено», и точка", "“handed over”, and that was all", _door),
            _row("Первое действие по жалобе", "First action on the complaint", "не было", "never", _complaint_acted),
            _row("Звонков самого покупателя", "Calls of the buyer's own", "1", "1", _own_calls),
        ),
    ),
    "february-14": (
        "late",
        (
            _row("Сказано, что к сроку не привезти", "Told that it can't be there by then",
                 "обещали всем", "everybody was promised", _answered_by_when),
            _row("До какого часа надо было заказать", "Before what hour it had to be ordered",
                 "никто не сказал", "nobody said", _last_safe),
            _row("В каком магазине это лежит", "At which store it lies", "искал сам", "he looked himself", _lies_at),
            _row("Мест того дня у тех, кому он нужен", "Places of that day with those who need it",
                 "кто раньше заказал", "first come, first served", _places_kept),
        ),
    ),
    "size-25": (
        "size",
        (
            _row("Отказов «нет товара»", "Refusals “not in stock”", "1", "1", _refusals),
            _row("Пара отложена, от начала разговора", "Pair put aside, from the start of the talk",
                 "никто не искал", "nobody looked", _reserved),
            _row("Продано на", "Sold for", "0 ₽", "₽0", _sold),
        ),
    ),
}  # fmt: skip
"""Story → key of its order, and its rows."""


def outcome_of(story: str, plan: Mapping[str, Any], locale: Locale, *, now: datetime) -> Outcome | None:
    """The table at the end of a story; None for a story without one.

    Parameters
    ----------
    plan
        As it was staged.
    now
        Aware UTC.
    """
    if story not in OUTCOMES:
        return None
    key, rows = OUTCOMES[story]
    stream = plan["streams"][key]
    entries = journal.read_stream(stream)
    state = journal.load_states([stream])[stream]
    order = state.subject
    if not isinstance(order, OrderState):
        return None
    staff = frozenset(one.slug for one in listings.list_people(store=order.holder))
    case = _Case(order, state, entries, own_contacts(entries), staff, now)
    words = {name: word[locale] for name, word in WORDS.items()}
    return Outcome(
        words,
        tuple(OutcomeRow(what[locale], then[locale], count(case, locale)) for what, then, count in rows),
    )
