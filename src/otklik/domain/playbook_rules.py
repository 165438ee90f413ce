"""When a playbook opens: a closed list of predicates over an order, and rules made of them.

A rule is a line such as `late:credit.papers` or `attempts:2, unpaid`: all of its conditions must hold. A playbook has
any number of lines, one of which must hold; none = it never opens by itself. Each condition tells since when it holds,
so that a step that was done before counts for an earlier time only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from typing import Literal

from otklik.domain.locales import Locale, Words
from otklik.domain.obligations import Obligation
from otklik.domain.order_state import OrderState
from otklik.domain.playbook_mistakes import PlaybookMistake
from otklik.domain.stream_state import StreamState

Find = Callable[[StreamState, OrderState, datetime, str], datetime | None]
"""(stream, order, now, argument) → since when the condition holds; None = it does not."""

Argument = Literal["none", "word", "maybe", "number", "span"]
"""What stands behind the colon: nothing, a word, a word or nothing, a whole number, a kind with a time (`x/3h`)."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """One row of the list: its argument, how it is found, and its words with `{it}` for the argument."""

    argument: Argument
    find: Find
    words: Words


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a rule: a name of `PREDICATES` and its argument."""

    name: str
    argument: str = ""

    def __str__(self) -> str:
        return f"{self.name}:{self.argument}" if self.argument else self.name


Rule = tuple[Condition, ...]


def _owed(state: StreamState, kind: str) -> list[Obligation]:
    owed = (one for one in state.obligations.values() if one.is_owed)
    if "*" not in kind:
        return [one for one in owed if one.ref.kind == kind]
    return [one for one in owed if fnmatchcase(one.ref.kind, kind)]


def _open(state: StreamState, order: OrderState, now: datetime, it: str) -> datetime | None:
    return min((one.opened_at for one in _owed(state, it)), default=None)


def _late(state: StreamState, order: OrderState, now: datetime, it: str) -> datetime | None:
    late = (one.limit_at for one in _owed(state, it) if one.state != "paused" and one.limit_at <= now)
    return min(late, default=None)


OUR_ROLES = frozenset(
    {"administrator", "buyer", "call_centre", "head", "marketplace", "owner", "store", "system"}
)
"""Debtors that are no outside party."""


def _outside_late(state: StreamState, order: OrderState, now: datetime, it: str) -> datetime | None:
    late = (
        one.limit_at
        for one in _owed(state, "*")
        if one.debtor.partition(":")[0] not in OUR_ROLES and one.state != "paused" and one.limit_at <= now
    )
    return min(late, default=None)


def _soon(state: StreamState, order: OrderState, now: datetime, it: str) -> datetime | None:
    kind, _, span = it.partition("/")
    ahead = now + _span(span)
    soon = (one.opened_at for one in _owed(state, kind) if one.state == "open" and one.limit_at <= ahead)
    return min(soon, default=None)


def _fact(state: StreamState, order: OrderState, now: datetime, it: str) -> datetime | None:
    kind, _, what = it.partition(":")
    found = order.playbook.facts.get(kind)
    return found.at if found is not None and what in ("", found.what) else None


def _attempts(state: StreamState, order: OrderState, now: datetime, it: str) -> datetime | None:
    since = order.live_contact_at
    tried = [one.at for one in order.attempts if since is None or one.at > since]
    return min(tried) if len(tried) >= int(it) else None


def _when(test: Callable[[OrderState], bool], since: str = "received_at") -> Find:
    """A condition that is read off the order itself, holding since one of its instants."""

    def find(state: StreamState, order: OrderState, now: datetime, it: str) -> datetime | None:
        return (getattr(order, since) or order.received_at) if test(order) else None

    return find


def _same(field: str, since: str = "received_at") -> Find:
    """A condition that a field of the order has the argument's value."""

    def find(state: StreamState, order: OrderState, now: datetime, it: str) -> datetime | None:
        return (getattr(order, since) or order.received_at) if getattr(order, field) == it else None

    return find


def _parked(state: StreamState, order: OrderState, now: datetime, it: str) -> datetime | None:
    said = {order.parked_reason, order.parked_detail} - {""}
    return order.received_at if said and it in {"", *said} else None


def _nothing(state: StreamState, order: OrderState, now: datetime, it: str) -> datetime | None:
    return None if is_anything_owed(state) else state.recorded_at or order.received_at


def is_anything_owed(state: StreamState) -> bool:
    """Whether any party has something to do next; what the system owes by itself is nobody's next step."""
    owed = (one for one in state.obligations.values() if one.is_owed)
    return any(one.debtor.partition(":")[0] != "system" for one in owed)


def _is_paid(order: OrderState) -> bool:
    return order.paid_minor > 0 and order.paid_minor >= order.total_minor


PREDICATES: Mapping[str, Predicate] = {
    "open": Predicate("word", _open, {"ru": "должны: {it}", "en": "owed: {it}"}),
    "late": Predicate("word", _late, {"ru": "срок прошёл: {it}", "en": "limit passed: {it}"}),
    "soon": Predicate("span", _soon, {"ru": "срок скоро: {it}", "en": "limit near: {it}"}),
    "outside_late": Predicate(
        "none", _outside_late, {"ru": "опаздывает кто-то со стороны", "en": "an outside party is late"}
    ),
    "fact": Predicate("word", _fact, {"ru": "случилось: {it}", "en": "happened: {it}"}),
    "attempts": Predicate(
        "number", _attempts, {"ru": "звонков без ответа: {it} и больше", "en": "calls in vain: {it} or more"}
    ),
    "phase": Predicate("word", _same("phase", "confirmed_at"), {"ru": "заказ: {it}", "en": "order: {it}"}),
    "payment": Predicate("word", _same("payment"), {"ru": "оплата: {it}", "en": "payment: {it}"}),
    "delivery": Predicate("word", _same("delivery"), {"ru": "доставка: {it}", "en": "delivery: {it}"}),
    "paid": Predicate("none", _when(_is_paid), {"ru": "оплачен", "en": "paid"}),
    "unpaid": Predicate("none", _when(lambda one: not _is_paid(one)), {"ru": "не оплачен", "en": "not paid"}),
    "contact": Predicate(
        "none",
        _when(lambda one: one.live_contact_at is not None, "live_contact_at"),
        {"ru": "с покупателем говорили", "en": "somebody spoke with the buyer"},
    ),
    "no_contact": Predicate(
        "none",
        _when(lambda one: one.live_contact_at is None),
        {"ru": "с покупателем ещё не говорили", "en": "nobody spoke with the buyer yet"},
    ),
    "said_silent": Predicate(
        "none",
        _when(lambda one: one.said_silent, "silent_at"),
        {"ru": "покупатель пишет, что ему не звонили", "en": "the buyer says that nobody called"},
    ),
    "goods_gone": Predicate(
        "none",
        _when(lambda one: any(line.state == "gone" for line in one.lines)),
        {"ru": "товар ушёл другому", "en": "goods went to somebody else"},
    ),
    "late_money": Predicate(
        "none",
        _when(lambda one: one.is_late_paid, "released_at"),
        {"ru": "деньги пришли после снятия резерва", "en": "money came after the release"},
    ),
    "two_carts": Predicate(
        "none",
        _when(lambda one: bool(one.cart) and not one.is_kept and not one.merged_into),
        {"ru": "у покупателя похожий заказ", "en": "the buyer has a similar order"},
    ),
    "parked": Predicate("maybe", _parked, {"ru": "отказ отложен: {it}", "en": "refusal parked: {it}"}),
    "owes_nothing": Predicate(
        "none", _nothing, {"ru": "никто ничего не должен", "en": "nobody owes anything"}
    ),
    "always": Predicate("none", _when(lambda one: True), {"ru": "любой заказ", "en": "any order"}),
}
"""Name → what it asks. Nothing else may stand in a rule."""

CATCH_ALL = "always"

_SPAN = re.compile(r"(\d{1,3})([mh])")


def _span(text: str) -> timedelta:
    found = _SPAN.fullmatch(text or "30m")
    minutes = int(found[1]) * (60 if found[2] == "h" else 1) if found else 30
    return timedelta(minutes=minutes)


def parse_rule(text: str, place: str = "opens") -> Rule:
    """The conditions of one line.

    Parameters
    ----------
    text
        Conditions with commas between them.
    place
        Where it stands, for the error.

    Raises
    ------
    PlaybookMistake
        `bad_playbook`: an unknown condition, or an argument that it does not take; the remedy lists what there is.
    """
    return tuple(_condition(one.strip(), place) for one in text.split(","))


def _condition(text: str, place: str) -> Condition:
    name, _, it = text.partition(":")
    predicate = PREDICATES.get(name)
    if predicate is None:
        raise PlaybookMistake(place, "condition", it=name[:60], known=", ".join(PREDICATES))
    if not _fits(predicate.argument, it):
        known = _EXAMPLES[predicate.argument].format(name=name)
        raise PlaybookMistake(place, "argument", name=name, it=it[:60], known=known)
    return Condition(name, it)


_EXAMPLES: Mapping[Argument, str] = {
    "none": "{name}",
    "word": "{name}:promise",
    "maybe": "{name}, {name}:no_goods",
    "number": "{name}:2",
    "span": "{name}:promise/30m, {name}:settlement/3h",
}


def _fits(argument: Argument, it: str) -> bool:
    word = bool(re.fullmatch(r"[a-z0-9_.*:]{1,60}", it))
    if argument == "span":
        kind, slash, span = it.partition("/")
        return bool(re.fullmatch(r"[a-z0-9_.*]{1,60}", kind)) and (not slash or bool(_SPAN.fullmatch(span)))
    if argument == "number":
        return it.isascii() and it.isdigit() and 1 <= int(it) <= 99
    return {"none": not it, "word": word, "maybe": word or not it}[argument]


def since_of(rules: Sequence[Rule], state: StreamState, now: datetime) -> datetime | None:
    """Since when one of the rules holds; None = none does.

    Parameters
    ----------
    state
        Of an order.
    now
        Aware UTC.
    """
    return min((at for rule in rules if (at := _all_since(rule, state, now)) is not None), default=None)


def _all_since(rule: Rule, state: StreamState, now: datetime) -> datetime | None:
    found: list[datetime] = []
    for one in rule:
        at = PREDICATES[one.name].find(state, state.subject, now, one.argument)
        if at is None:
            return None
        found.append(at)
    return max(found, default=None)


def rule_words(
    rules: Iterable[Rule],
    locale: Locale,
    *,
    name_of: Callable[[str, Locale], str] = lambda kind, locale: kind,
) -> tuple[str, ...]:
    """Each rule in words; `name_of` says the kinds of obligations."""

    def it(one: Condition) -> str:
        if one.name not in ("open", "late", "soon"):
            return one.argument
        kind, _, span = one.argument.partition("/")
        return f"{name_of(kind, locale)}, {span}" if span else name_of(kind, locale)

    return tuple(
        "; ".join(PREDICATES[one.name].words[locale].format(it=it(one)).removesuffix(": ") for one in rule)
        for rule in rules
    )
