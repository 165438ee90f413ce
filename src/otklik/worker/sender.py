"""Sends what is due, so that nothing is lost and nothing is sent twice knowingly (law 6).

Lease; re-check and record the attempt in one unit; send; record the result. A sender that dies in the middle leaves a
lease that runs out: the message goes out again, under the same key. Several notices may share one message (ADR 0029):
each has its own attempt and result in its own stream. A notice that can't even be written is set aside with its error
and blocks nobody.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby

from otklik.actions.commit import Command, Conflict, Done, Failed, Refused, Unit, commit
from otklik.channels.message import Message, SendResult
from otklik.domain import contact_methods, messages
from otklik.domain.bundles import ALONE
from otklik.domain.errors import DomainError
from otklik.domain.late_words import owner_of
from otklik.domain.notices import SAY_LATE, SAY_LETTER, Notice
from otklik.store import bundles, outbox
from otklik.store.outbox import Leased, Mark
from otklik.store.writer import is_passing
from otklik.worker import composing, late_words, partner_letters
from otklik.worker.bundles import gather

log = logging.getLogger(__name__)

BATCH = 16
"""Messages leased at a time; all of them are sent well within one lease."""

SENDERS = 4
"""Messages on their way at once: a slow mail server must not hold the others up."""

LEASE_FOR = timedelta(minutes=3)
"""Longer than the slowest channel needs for its share of a batch: BATCH / SENDERS sends of at most 40 s."""


OURS = ("unwritten", "unknown_channel", "letter:", "data:")
"""How reasons begin that say nothing about an address: the message itself could not be written, sent or taken."""

Carrier = Callable[[str, Message], SendResult]
"""What takes a message out of the house: channel name and message → what became of it."""


def send_due(*, read_now: Callable[[], datetime], owner: str, carry: Carrier = composing.send) -> int:
    """How many notices were tried: those due now, one batch.

    Parameters
    ----------
    read_now
        Gives the present instant, aware UTC; asked again for the results.
    owner
        Name of this worker's run, for the leases.
    carry
        Sends one message; a simulated life has phones of its own.
    """
    leased = bundles.claim(read_now(), owner=owner, limit=BATCH, lease_for=LEASE_FOR)
    if not leased:
        return 0
    wanted = _record_attempts(leased, now=read_now())
    written = [letter for group in _by_message(wanted) if (letter := _write(group, now=read_now()))]
    with ThreadPoolExecutor(max_workers=SENDERS) as pool:
        results = list(pool.map(lambda one: carry(one.channel, one.message), written))
    sent = [(one, result) for letter, result in zip(written, results, strict=True) for one in letter.leased]
    _record_results([one for one, _ in sent], [result for _, result in sent], now=read_now())
    return len(leased)


@dataclass(frozen=True, slots=True)
class Written:
    """A message with the notices that it carries, at least one."""

    leased: tuple[Leased, ...]
    message: Message

    @property
    def channel(self) -> str:
        """By which it goes."""
        return self.leased[0].notice.channel


def _by_message(leased: Sequence[Leased]) -> list[tuple[Leased, ...]]:
    return [tuple(group) for _, group in groupby(leased, key=lambda one: one.message)]


def _record_attempts(leased: Sequence[Leased], *, now: datetime) -> list[Leased]:
    """The notices that are still wanted, each with its attempt on record; the others are cancelled with the reason."""
    idle = {one.notice.key for one in leased if late_words.is_needless(one.notice, now=now)}
    cancelled = [_cancellation(one, "met", now) for one in leased if one.notice.key in idle]
    leased = [one for one in leased if one.notice.key not in idle]
    wanted: list[Leased] = []
    late: list[Leased] = []
    for one, result in zip(leased, commit([_attempt(one, now) for one in leased]), strict=True):
        match result:
            case Done():
                wanted.append(one)
            case Refused(messages.Held() as held):
                cancelled.append(_put_off(one, held.until_at, now))
            case Refused(error):
                reason = error.reason if isinstance(error, messages.NotWanted) else error.code
                cancelled.append(_cancellation(one, reason, now))
                if reason == messages.STALE:
                    late.append(one)
            case Failed(broken) if is_passing(broken):
                log.warning("notice %s waits for its lease to run out", one.notice.key, exc_info=broken)
            case Failed(broken):
                outbox.set_aside(one.notice.key, _named(broken))
            case Conflict():
                log.info("notice %s is somebody else's by now", one.notice.key)
    # The words first: who dies in between finds the notices late again, and the words on their way.
    commit([*late_words.units([one.notice for one in late], now=now), *cancelled])
    return wanted


def _put_off(one: Leased, until_at: datetime, now: datetime) -> Unit:
    """What a notice that waits for the end of maintenance leaves: when it is due, and why."""
    mark = Mark(
        one.notice.key, "due", lease_owner=one.lease_owner, not_before=until_at, error=outbox.MAINTENANCE
    )
    return Unit(now=now, commands=(), marks=(mark,))


def _cancellation(one: Leased, reason: str, now: datetime) -> Unit:
    """What a notice that does not go out leaves: its reason; one that is too late is a fact of the journal as well."""
    notice, owner = one.notice, one.lease_owner
    if reason != messages.STALE:
        mark = Mark(notice.key, "cancelled", lease_owner=owner, error=reason)
        return Unit(now=now, commands=(), marks=(mark,))
    decide = partial(messages.decide_late, notice=notice)
    mark = Mark(notice.key, "failed", lease_owner=owner, error=reason)
    return Unit(now=now, commands=(Command(notice.stream, decide),), marks=(mark,))


def _attempt(one: Leased, now: datetime) -> Unit:
    decide = partial(messages.decide_send, notice=one.notice, attempt=one.attempt + 1, message=one.message)
    mark = Mark(one.notice.key, "sending", lease_owner=one.lease_owner, lease_until=now + LEASE_FOR)
    return Unit(now=now, commands=(Command(one.notice.stream, decide),), marks=(mark,))


def _write(group: Sequence[Leased], *, now: datetime) -> Written | None:
    """The letter of some notices, without those that can't be written: they have failed for good, with the reason.

    Returns
    -------
    Written or None
        None where nothing is left to be said.

    Raises
    ------
    Exception
        The database is away: the notices are as good as before, and their lease runs out.
    """
    letters = [(one, letter) for one in group if (letter := _letter(one, now=now)) is not None]
    if not letters:
        return None
    carried = tuple(one for one, _ in letters)
    return Written(carried, gather(carried, [letter for _, letter in letters], now=now))


def _letter(one: Leased, *, now: datetime) -> Message | None:
    """The letter of one notice; None where it can't be written."""
    try:
        if one.notice.say == SAY_LATE:
            return late_words.compose_message(one, now=now)
        if one.notice.say == SAY_LETTER:
            return partner_letters.compose_message(one, now=now)
        return composing.compose_message(one, now=now)
    except Exception as error:
        if is_passing(error):
            raise
        log.exception("notice %s could not be written", one.notice.key)
        _record_results(
            [one], [SendResult("failed", permanent=True, reason=f"unwritten: {_named(error)}")], now=now
        )
        return None


def _named(error: Exception) -> str:
    """A word for the error without its message, which may quote what was to be written."""
    return error.code if isinstance(error, DomainError) else type(error).__name__


def _record_results(sent: Sequence[Leased], results: Sequence[SendResult], *, now: datetime) -> None:
    units = [_result(one, result, now) for one, result in zip(sent, results, strict=True)]
    for one, outcome in zip(sent, commit(units), strict=True):
        if not isinstance(outcome, Done):
            # The lease runs out and the notice is tried again: at least once, never lost.
            error = getattr(outcome, "error", None)
            log.error(
                "the result of notice %s was not recorded: %s",
                one.notice.key,
                type(outcome).__name__,
                exc_info=error,
            )


def _result(one: Leased, result: SendResult, now: datetime) -> Unit:
    notice, attempt, owner = one.notice, one.attempt + 1, one.lease_owner
    if result.outcome == "accepted":
        decide = partial(
            messages.decide_accepted,
            notice=notice,
            attempt=attempt,
            message=one.message,
            provider_id=result.provider_id,
        )
        mark = Mark(notice.key, "sent", lease_owner=owner, provider_id=result.provider_id)
        return Unit(now=now, commands=(Command(notice.stream, decide),), marks=(mark,))
    wait_s = result.retry_after_s
    again_at = None if result.permanent else messages.retry_at(notice, attempt, now=now, wait_s=wait_s)
    reason = result.reason or result.outcome
    decide_failed = partial(
        messages.decide_failed,
        notice=notice,
        attempt=attempt,
        message=one.message,
        permanent=again_at is None,
        reason=reason,
    )
    mark = (
        Mark(notice.key, "failed", lease_owner=owner, error=reason)
        if again_at is None
        else Mark(notice.key, "due", lease_owner=owner, not_before=again_at, error=reason)
    )
    commands = (Command(notice.stream, decide_failed), *_method_failed(notice, result))
    return Unit(now=now, commands=commands, marks=(mark,))


def _method_failed(notice: Notice, result: SendResult) -> tuple[Command, ...]:
    """The same failure in the stream of whose method it is: a dead address is passed over from now on (ADR 0030)."""
    if not result.permanent or not notice.method or notice.receiver in ALONE:
        return ()
    if result.reason.startswith(OURS):
        return ()
    decide = partial(contact_methods.decide_failed, method=notice.method, reason=result.reason)
    return (Command(owner_of(notice.receiver), decide),)
