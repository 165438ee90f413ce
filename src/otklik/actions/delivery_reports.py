"""Reports of delivery: each becomes one fact beside its notice, once, however often and in whatever order they come."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Literal

from otklik.actions.commit import Claim, Command, Done, Duplicate, Unit, commit
from otklik.domain import delivery_reports
from otklik.intake.callbacks import DeliveryReport
from otklik.store import claims
from otklik.store import delivery_reports as parked
from otklik.store.told import Told, find_told

Taken = Literal["recorded", "known", "underway", "unknown"]

KIND = "delivery"
"""Kind of the claims by which a report is recorded once."""


def take_report(channel: str, report: DeliveryReport, *, now: datetime) -> Taken:
    """What became of a report: a fact of the journal, nothing new, or kept until its message is known.

    Parameters
    ----------
    channel
        Of the message.
    report
        `provider_id` as the channel's own results name it.
    now
        Aware UTC.

    Notes
    -----
    A failure that comes after the delivery is no news: what arrived has arrived.
    """
    if report.state == "underway":
        return "underway"
    told = find_told(channel, report.provider_id)
    if not told:
        parked.park(channel, report.provider_id, state=report.state, reason=report.reason, now=now)
        return "unknown"
    return _record(told, report, now=now)


def _record(told: list[Told], report: DeliveryReport, *, now: datetime) -> Taken:
    arrived = claims.load_claims(KIND, [_claim(one, report, "delivered").key for one in told])
    units = [
        _unit(one, report, now)
        for one in told
        if report.state == "delivered" or _claim(one, report, "delivered").key not in arrived
    ]
    results = commit(units)
    for result in results:
        if not isinstance(result, Done | Duplicate):
            raise getattr(result, "error", RuntimeError(f"{result}"))
    return "recorded" if any(isinstance(result, Done) for result in results) else "known"


def _unit(one: Told, report: DeliveryReport, now: datetime) -> Unit:
    if report.state == "delivered":
        decide = partial(delivery_reports.decide_delivered, notice=one.notice, provider_id=report.provider_id)
    else:
        decide = partial(
            delivery_reports.decide_undelivered,
            notice=one.notice,
            attempt=one.attempt,
            reason=report.reason or report.state,
        )
    claim = _claim(one, report, report.state)
    return Unit(now=now, commands=(Command(one.notice.stream, decide),), claims=(claim,))


def _claim(one: Told, report: DeliveryReport, state: str) -> Claim:
    return Claim(KIND, f"{one.notice.key}|{report.provider_id}|{state}", one.notice.stream)


def settle(*, now: datetime) -> int:
    """How many reports found their message that had come before it was known; old ones are forgotten."""
    parked.forget(now=now)
    found = 0
    for one in parked.list_parked(now=now):
        told = find_told(one.channel, one.provider_id)
        if told:
            report = DeliveryReport(one.provider_id, one.state, one.reason)  # type: ignore[arg-type]
            _record(told, report, now=now)
            parked.drop([one.id])
            found += 1
    return found
