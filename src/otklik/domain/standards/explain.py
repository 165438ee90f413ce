"""A standard read out in plain words, English or Russian, for whoever signs it.

Nothing is decided here and nothing is left out: every rule of a kind and every step of its ladder is one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from otklik.domain.errors import DomainError
from otklik.domain.locales import LOCALES
from otklik.domain.standards import words
from otklik.domain.standards.explain_gate import explain_gate
from otklik.domain.standards.explain_processes import explain_processes
from otklik.domain.standards.lengths import length_text, span_text
from otklik.domain.standards.values import (
    Duration,
    Kind,
    Ladder,
    Pattern,
    Predicate,
    Standard,
    Step,
)
from otklik.domain.standards.words import Both


def explain(standard: Standard, locale: str) -> list[str]:
    """The whole standard in plain words, one line an element, empty lines between its parts.

    Parameters
    ----------
    standard
        Resolved and checked.
    locale
        "en" or "ru".

    Raises
    ------
    DomainError
        `unknown_locale`: another language.
    """
    at = _index(locale)
    lines = [
        (f'Standard "{standard.name}", version {standard.version}.',
         f"Стандарт «{standard.name}», версия {standard.version}.")[at],
        _talk(standard, at),
    ]  # fmt: skip
    for name in standard.kinds:
        lines += ["", *explain_kind(standard, name, locale)]
    if told := list(explain_processes(standard, at, _conditions(standard, at))):
        lines += ["", *told]
    lines += ["", *explain_gate(standard.refusal, at), "", *_notices(standard, at)]
    for trade in standard.trades:
        lines += ["", *_trade(standard, trade, locale)]
    return lines


def _conditions(standard: Standard, at: int) -> dict[str, Sequence[str]]:
    return {one.name: [_condition(when, at) for when in one.when] for one in standard.processes.values()}


def _trade(standard: Standard, trade: str, locale: str) -> Iterator[str]:
    """What is otherwise for the stores of a trade: every kind that differs, whole."""
    own, at = standard.trades[trade], _index(locale)
    differing = list(_differing(standard, own, locale))
    yield (
        f"For stores of the trade {trade} everything holds as above{', but:' if differing else '.'}",
        f"Для магазинов вида {trade} всё так же{', кроме:' if differing else '.'}",
    )[at]
    yield from differing


def _differing(standard: Standard, own: Standard, locale: str) -> Iterator[str]:
    at = _index(locale)
    if _talk(own, at) != _talk(standard, at):
        yield _talk(own, at)
    for name in standard.kinds:
        if name not in own.kinds:
            yield (f"{name} is not owed.", f"{name} не требуется.")[at]
    for name, kind in own.kinds.items():
        ladders = [one.ladders.get(kind.ladder or "") for one in (standard, own)]
        if kind != standard.kinds.get(name) or ladders[0] != ladders[1]:
            yield from explain_kind(own, name, locale)
    if (gate := list(explain_gate(own.refusal, at))) != list(explain_gate(standard.refusal, at)):
        yield from gate
    if (notices := list(_notices(own, at))) != list(_notices(standard, at)):
        yield from notices


def _talk(standard: Standard, at: int) -> str:
    return (f"A talk shorter than {span_text(standard.min_talk_s, at)} is no answer; "
            f"staff may date a claim back by {span_text(standard.claim_backdate_s, at)} at most.",
            f"Разговор короче {span_text(standard.min_talk_s, at)} ответом не считается; "
            f"запись сотрудника задним числом принимается не далее {span_text(standard.claim_backdate_s, at)}."
            )[at]  # fmt: skip


def explain_kind(standard: Standard, name: str, locale: str) -> list[str]:
    """One kind of obligation in plain words: who owes, from when, until when, what ends it, whom it reaches.

    Raises
    ------
    DomainError
        `unknown_kind`: the standard has no such kind; `unknown_locale`: another language than en, ru.
    """
    at = _index(locale)
    if name not in standard.kinds:
        raise DomainError(
            "unknown_kind",
            f"The standard {standard.name} has no obligation {name!r}.",
            remedy=f"It has: {', '.join(standard.kinds)}.",
        )
    kind = standard.kinds[name]
    rules = [f"  {line}" for line in _rules(standard, kind, at)]
    ladder = _ladder(standard.ladders[kind.ladder], kind, standard, at) if kind.ladder else []
    return [f"{name} ({kind.source})" if kind.source else name, *rules, *(f"  {line}" for line in ladder)]


def _index(locale: str) -> int:
    if locale not in LOCALES:
        raise DomainError(
            "unknown_locale", f"There is no language {locale!r} here.", remedy=f"Use {' or '.join(LOCALES)}."
        )
    return int(locale == "ru")  # the tables of `words` have English first


def _rules(standard: Standard, kind: Kind, at: int) -> Iterator[str]:
    yield (
        f"Owed by {_whose(kind.debtor, standard, at)} to {_whose(kind.creditor, standard, at)}.",
        f"Отвечает: {_role(kind.debtor, standard)[1]} — перед {_role(kind.creditor, standard)[2]}.",
    )[at]
    yield _opening(standard, kind, at)
    yield _time(kind, standard, at)
    for patterns, label in (
        (kind.met_by, ("Met when", "Выполнено, когда")),
        (kind.breached_by, ("Breached at once when", "Сразу нарушено, когда")),
        (kind.waived_by, ("Falls away when", "Отпадает, когда")),
        (kind.ends_on, ("Ends for good when", "Прекращается совсем, когда")),
        (kind.pause_on, ("Paused when", "Приостанавливается, когда")),
        (kind.resume_on, ("Goes on when", "Возобновляется, когда")),
    ):
        if patterns:
            yield f"{label[at]} {_facts(patterns, standard, at)}."
    yield from _conduct(standard, kind, at)
    for effects, label in (
        (kind.on_open, ("When it begins", "Когда возникло")),
        (kind.on_met, ("When it is met", "Когда выполнено")),
        (kind.on_breach, ("When it is breached", "Когда нарушено")),
    ):
        if effects:
            yield f"{label[at]}: {', '.join(words.EFFECTS[effect][at] for effect in effects)}."


def _opening(standard: Standard, kind: Kind, at: int) -> str:
    if kind.opens_on:
        facts = _facts(kind.opens_on, standard, at)
        start = (f"Begins when {facts}", f"Возникает, когда {facts}")[at]
    else:
        names = _series(kind.opens_after, ("and", "и")[at])
        start = (f"Begins after {names}", f"Возникает после: {names}")[at]
    conditions = _series([_condition(one, at) for one in kind.when], ("and", "и")[at])
    each = (f", once for each {kind.key}", f", отдельно для каждого {kind.key}")[at] if kind.key else ""
    return f"{start}{(', if ', ', если ')[at] if conditions else ''}{conditions}{each}."


def _time(kind: Kind, standard: Standard, at: int) -> str:
    clock = _clock(kind.clock, kind, standard, at)
    if kind.at_field:
        line = (f"Time: the instant that the fact names ({kind.at_field})",
                f"Срок: момент, названный в факте ({kind.at_field})")[at]  # fmt: skip
        if kind.offset.seconds:
            length = span_text(abs(kind.offset.seconds), at)
            early = kind.offset.seconds < 0
            line += ((f", {length} {'before' if early else 'after'} it"),
                     f", на {length} {'раньше' if early else 'позже'}")[at]  # fmt: skip
        if kind.from_field:
            line += (f", not before {kind.from_field}", f", не раньше {kind.from_field}")[at]
        return f"{line}."
    if kind.first and kind.every:
        first, every = length_text(kind.first, at), length_text(kind.every, at)
        return (f"Time: {first} to the first, then every {every}, {clock}.",
                f"Срок: первый раз — {first}, затем каждые {every}; счёт идёт {clock}.")[at]  # fmt: skip
    limit = length_text(kind.limit or Duration(), at)
    if kind.target is None:
        return (f"Time: {limit}, {clock}.", f"Срок: {limit}; счёт идёт {clock}.")[at]
    target = length_text(kind.target, at)
    return (f"Time: best within {target}, at the latest {limit}, {clock}.",
            f"Срок: желательно {target}, предел — {limit}; счёт идёт {clock}.")[at]  # fmt: skip


def _conduct(standard: Standard, kind: Kind, at: int) -> Iterator[str]:
    """What changes or colours the limit."""
    if kind.moved_by:
        facts = _facts(kind.moved_by, standard, at)
        yield (f"Moved, before the limit and {kind.max_moves} times at most, when {facts}.",
               f"Переносится — до срока и не больше {kind.max_moves} раз, — когда {facts}.")[at]  # fmt: skip
    if kind.max_pause:
        longest = length_text(kind.max_pause, at)
        yield (f"A pause ends by itself after {longest} in all.",
               f"Пауза сама кончается, когда в сумме набралось {longest}.")[at]  # fmt: skip
    if kind.not_before:
        names = _series(kind.not_before, ("and", "и")[at])
        yield (f"Never due before {names}.", f"Не наступает раньше, чем срок {names}.")[at]
    if kind.grace_s:
        grace = span_text(kind.grace_s, at)
        yield (f"Judged {grace} after the limit, by when things happened.",
               f"Итог подводится через {grace} после срока — по времени самих событий.")[at]  # fmt: skip
    if kind.late == "over":
        yield ("After the limit nothing is owed any more.", "После срока больше ничего не должны.")[at]
    if kind.again == "new":
        yield ("The same fact again begins it again.", "Тот же факт ещё раз открывает его заново.")[at]
    if kind.min_grade != "claimed":
        yield (
            f"Evidence needed: {_GRADES[kind.min_grade][0]}.",
            f"Нужно, чтобы {_GRADES[kind.min_grade][1]}.",
        )[at]
    if kind.bands:
        bands = ", ".join(length_text(band, at) for band in kind.bands)
        yield (f"Reaction is counted at: {bands}.", f"Быстрота ответа считается по отметкам: {bands}.")[at]
    if kind.takes_over:
        yield (f"The notices of {kind.takes_over} end when it begins; its time goes on.",
               f"Извещения по {kind.takes_over} прекращаются, а его срок идёт дальше.")[at]  # fmt: skip


_GRADES: dict[str, Both] = {
    "recorded": ("recorded by a system", "это записала система"),
    "confirmed": ("confirmed by the buyer", "это подтвердил покупатель"),
}


def _ladder(ladder: Ladder, kind: Kind, standard: Standard, at: int) -> Iterator[str]:
    clock = _clock(ladder.clock or kind.clock, kind, standard, at)
    yield (f"Who is told ({ladder.name}, {clock}):", f"Кого извещают ({ladder.name}, {clock}):")[at]
    for step in ladder.steps:
        yield f"  {_step(step, at)}"
    if ladder.repeat:
        every = length_text(ladder.repeat, at)
        yield (f"  the last step again every {every}, {ladder.repeats} times; then an alarm to the administrator",
               f"  последний шаг повторяется каждые {every}, всего {ladder.repeats} раз; "
               "потом — тревога администратору")[at]  # fmt: skip
    if ladder.ack_by and ladder.lease:
        facts, lease = _facts(ladder.ack_by, standard, at), length_text(ladder.lease, at)
        yield (f"  it waits {lease} when {facts} ({ladder.leases} times at most for one person)",
               f"  ждут {lease}, когда {facts} (не больше {ladder.leases} раз на одного человека)")[at]  # fmt: skip


def _step(step: Step, at: int) -> str:
    length = length_text(step.delay, at)
    none = not step.delay.seconds and step.delay.working_days is None
    when: dict[str, Both] = {
        "after": ("at once", "сразу") if none else (f"after {length}", f"через {length}"),
        "before": ("at the limit", "в момент срока") if none else (f"{length} ahead", f"за {length} до срока"),
        "past": ("past the limit", "когда срок прошёл") if none
        else (f"{length} past the limit", f"через {length} после срока"),
    }  # fmt: skip
    last = ("and", "и")[at]
    tell = _series([words.TELL[one][at] for one in step.tell], last)
    channels = [words.CHANNELS[one][at] for one in step.by]
    by = _series(channels, last) if step.mode == "together" else ", ".join(channels)
    each = length_text(step.each, at)
    turn = {
        "together": "",
        "in_turn": (f", in turn, {each} apart", f", по очереди через {each}")[at],
        "first": (", whichever reaches him first", ", первым способом, который доступен")[at],
    }[step.mode]
    wake = (", at any hour", ", в любое время")[at] if step.wake else ""
    return f"{when[step.edge][at]}: {tell} {'–—'[at]} {by}{turn}{wake}"


def _notices(standard: Standard, at: int) -> Iterator[str]:
    rules = standard.notices
    bundle, stale, busy = (span_text(one, at) for one in (rules.bundle_s, rules.stale_s, rules.busy_s))
    yield (
        f"Notices: one message for what gathers within {bundle}, {rules.per_hour} an hour for one person, none that "
        f'is {stale} late; "busy with customers" lasts {busy}.',
        f"Извещения: собранные за {bundle} — одним сообщением, одному человеку не больше {rules.per_hour} в час, "
        f"опоздавшие на {stale} не отправляются; «занят с посетителями» действует {busy}.",
    )[at]


def _facts(patterns: Iterable[Pattern], standard: Standard, at: int) -> str:
    return _series(dict.fromkeys(_fact(one, standard, at) for one in patterns), ("or", "или")[at])


def _fact(pattern: Pattern, standard: Standard, at: int) -> str:
    where = dict(pattern.where)
    if pattern.on == "contact.reached" and where.pop("live", None) is True:
        phrase = words.LIVE[at].format(talk=span_text(standard.min_talk_s, at))
    else:
        phrase = words.FACTS[pattern.on][at]
    what = "" if pattern.what is None else words.WHAT.get(pattern.what, (pattern.what, pattern.what))[at]
    if "{what}" in phrase:
        phrase = phrase.replace("{what}", what or ("anything", "что угодно")[at])
    elif what:
        phrase += f" ({what})"
    if pattern.key:
        phrase += (f" (by its field {pattern.key})", f" (по полю {pattern.key})")[at]
    for field, value in where.items():
        if isinstance(value, bool) and (field, value) in words.WHERE:
            phrase += f" ({words.WHERE[field, value][at]})"
            continue
        values = value if isinstance(value, list) else [value]
        phrase += f" ({field} = {', '.join(str(one).lower() if isinstance(one, bool) else str(one) for one in values)})"
    return phrase


def _condition(predicate: Predicate, at: int) -> str:
    phrase = words.PREDICATES[predicate.name][2 * at + predicate.negated]
    value = predicate.value or ""
    return phrase.format(value=words.WHAT.get(value, (value, value))[at])


def _series(items: Iterable[str], last: str) -> str:
    found = list(items)
    return f" {last} ".join(filter(None, [", ".join(found[:-1]), *found[-1:]]))


def _role(role: str, standard: Standard) -> Sequence[str]:
    name, _, field = role.partition(":")
    if name in standard.roles:
        own = standard.roles[name]
        return [own.en, *(f"{form} «{own.ru}»" for form in ("участник", "участником", "участника"))]
    return [form.format(field=field) for form in words.ROLES[name]]


def _whose(role: str, standard: Standard, at: int) -> str:
    return _role(role, standard)[3 * at]


def _clock(clock: str, kind: Kind, standard: Standard, at: int) -> str:
    if clock == "wall":
        return ("by the wall clock", "круглосуточно")[at]
    if clock in standard.calendars:
        calendar = standard.calendars[clock]
        zone = (
            ("the buyer's zone", "по времени покупателя")[at] if calendar.zone == "buyer" else calendar.zone
        )
        return (f"in the hours {calendar.hours}, {zone}", f"в часы {calendar.hours}, {zone}")[at]
    if clock == "holder":
        return ("in the working hours of the store that holds the order",
                "в рабочее время магазина, у которого заказ")[at]  # fmt: skip
    role = {"debtor": kind.debtor, "creditor": kind.creditor}.get(clock, clock)
    return (
        f"in the working time of {_whose(role, standard, at)}",
        f"в рабочее время {_whose(role, standard, at)}",
    )[at]
