"""What `otklik doctor` looks at: one function a part of the installation, each gives findings with remedies.

Nothing is repaired here. A finding is good, a note (works, but somebody should know) or red (orders may be lost or
nobody told of them).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.conf import settings
from django.core.checks import Tags, run_checks
from django.db import Error, connection

from otklik.api.health import WORKER
from otklik.channels import console, email, webpush
from otklik.cli.channel_checks import look_at
from otklik.cli.printing import span
from otklik.cli.serving import require_migrated
from otklik.domain.errors import DomainError
from otklik.domain.hours_preview import list_warnings
from otklik.domain.zones import TZDATA_VERSION
from otklik.store import clock, gaps, heartbeats, listings, payloads, queries, timers, triggers

Mark = Literal["ok", "note", "red"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one part."""

    part: str
    mark: Mark
    text: str
    remedy: str = ""


def examine(*, now: datetime) -> list[Finding]:
    """Findings about every part, in the order in which to mend them; a database that refuses ends the list.

    Parameters
    ----------
    now
        Aware UTC.
    """
    findings: list[Finding] = []
    for check in (_settings, _tables, _durability, _guards):
        findings += _guarded(check, now)
    if any(one.mark == "red" and one.part == "tables" for one in findings):
        return findings
    for check in (
        _clock,
        _zones,
        _standard,
        _holidays,
        _worker,
        _email,
        _sms,
        _telegram,
        _apprise,
        _webpush,
        _people,
        _set_aside,
        _alarms,
        _futures,
    ):
        findings += _guarded(check, now)
    return findings


def _guarded(check: Callable[[datetime], Iterator[Finding]], now: datetime) -> list[Finding]:
    part = check.__name__.strip("_").replace("_", " ")
    try:
        return list(check(now))
    except DomainError as error:
        return [Finding(part, "red", error.message, error.remedy)]
    except (Error, OSError) as error:
        return [
            Finding(part, "red", f"{type(error).__name__}: {error}", "Look at the database and its disk.")
        ]


def _settings(now: datetime) -> Iterator[Finding]:
    yield Finding("settings", "ok", f"data in {settings.OTKLIK_HOME}, address {settings.OTKLIK_BASE_URL}")
    if settings.OTKLIK_BASE_URL.startswith("http://") and "127.0.0.1" not in settings.OTKLIK_BASE_URL:
        yield Finding(
            "settings",
            "note",
            "Links in messages are not encrypted.",
            "Set OTKLIK_BASE_URL to the https address.",
        )


def _tables(now: datetime) -> Iterator[Finding]:
    require_migrated()
    yield Finding("tables", "ok", f"{connection.vendor}, as this version needs them")


def _durability(now: datetime) -> Iterator[Finding]:
    weak = run_checks(tags=[Tags.database], databases=["default"])
    for message in weak:
        yield Finding("durability", "red", str(message.msg), str(message.hint or ""))
    if not weak:
        yield Finding("durability", "ok", "what is acknowledged is on disk")


def _guards(now: datetime) -> Iterator[Finding]:
    missing = triggers.missing()
    if missing:
        yield Finding(
            "guards", "red", f"The journal can be changed: {', '.join(missing)} missing.",
            "Run `otklik setup`, then `otklik journal verify`, and find out who dropped them.",
        )  # fmt: skip
    else:
        yield Finding("guards", "ok", "the journal refuses changes")


def _clock(now: datetime) -> Iterator[Finding]:
    clock.require_trusted()
    yield Finding("clock", "ok", f"{clock.offset().total_seconds():+.3f} s off the database's")
    demo = clock.read_demo()
    if demo is not None:
        yield Finding("clock", "note", "Time is the demo's.", "A real desk is set up without --demo.")


def _zones(now: datetime) -> Iterator[Finding]:
    yield Finding("time zones", "ok", f"tzdata {TZDATA_VERSION}")


def _holidays(now: datetime) -> Iterator[Finding]:
    missing: dict[str, list[str]] = {}
    for place in listings.list_places():
        for warning in list_warnings(place.hours, now=now) if place.hours else ():
            if warning.code != "holidays_unused":
                missing.setdefault(warning.message, []).append(place.slug)
    for message, slugs in missing.items():
        named = ", ".join(slugs[:3]) + (f" and {len(slugs) - 3} more" if len(slugs) > 3 else "")
        yield Finding(
            "holidays", "note", f"{named}: {message}",
            "Take a newer Otklik, or write the days as exceptions: `otklik store hours SLUG --exception DAY=off`.",
        )  # fmt: skip
    if not missing:
        yield Finding("holidays", "ok", "known for every place, this year and the next weeks")


def _standard(now: datetime) -> Iterator[Finding]:
    places = [one for one in listings.list_places() if one.role == "marketplace"]
    partners = {one.slug: one for one in listings.list_partners()}
    published = {one.digest: f"{one.name}@{one.number}" for one in listings.list_standards()}
    partner = partners.get(places[0].partner) if places else None
    name = published.get(partner.standard) if partner else None
    if name is None:
        yield Finding(
            "standard", "red", "No standard is in force: orders would open no obligations.",
            "Run `otklik setup`, or `otklik standard publish` and `adopt`.",
        )  # fmt: skip
    else:
        yield Finding("standard", "ok", f"{name} is in force where a partner accepted no other")


def _worker(now: datetime) -> Iterator[Finding]:
    beat = heartbeats.last_beat(WORKER)
    start = "Start `otklik serve`, or `otklik worker` beside `otklik web`."
    if beat is None:
        yield Finding("worker", "red", "No worker was ever started: nobody is told of orders.", start)
    elif heartbeats.is_silent(WORKER, now=now):
        yield Finding("worker", "red", f"Silent for {span(now - beat)}: nobody is told of orders.", start)
    else:
        yield Finding("worker", "ok", f"last seen {span(now - beat)} ago")


def _email(now: datetime) -> Iterator[Finding]:
    url = settings.OTKLIK_SMTP_URL
    if not url:
        yield Finding(
            "email",
            "red",
            "No mail server: nobody is told by letter.",
            "Set OTKLIK_SMTP_URL=smtp://host:port.",
        )
        return
    if url.startswith(f"{console.NAME}:"):
        yield Finding(
            "email", "note", "Letters are printed, not sent.", "Set OTKLIK_SMTP_URL=smtp://host:port."
        )
        return
    yield Finding("email", "ok", email.check(email.parse_settings(url)))


def _sms(now: datetime) -> Iterator[Finding]:
    yield from (Finding("sms", *told) for told in look_at("sms", now))


def _telegram(now: datetime) -> Iterator[Finding]:
    yield from (Finding("telegram", *told) for told in look_at("telegram", now))


def _apprise(now: datetime) -> Iterator[Finding]:
    yield from (Finding("apprise", *told) for told in look_at("apprise", now))


def _webpush(now: datetime) -> Iterator[Finding]:
    yield Finding("web push", "ok", webpush.check(webpush.parse_settings(settings.OTKLIK_PUSH_URL)))
    if settings.OTKLIK_BASE_URL.startswith("http://") and "loopback=1" not in settings.OTKLIK_PUSH_URL:
        yield Finding(
            "web push",
            "note",
            "Browsers give notifications to https addresses only.",
            "Set OTKLIK_BASE_URL to the https address.",
        )


def _people(now: datetime) -> Iterator[Finding]:
    people = [one for one in listings.list_people() if one.active]
    reached = {one.slug for one in people if listings.list_methods(f"person/{one.slug}")}
    shops = [one for one in listings.list_places() if one.role == "store"]
    for shop in shops:
        if not any(one.store == shop.slug and one.slug in reached for one in people):
            yield Finding(
                "people", "note", f"Nobody of {shop.slug} can be reached.",
                "`otklik person create` and `otklik method add`.",
            )  # fmt: skip
    if not any("administrator" in one.roles and one.slug in reached for one in people):
        yield Finding(
            "people", "note", "No administrator can be reached: the last step of every ladder is an alarm row.",
            "`otklik person create SLUG --role administrator --store office --name NAME` and `otklik method add`.",
        )  # fmt: skip
    yield Finding("people", "ok", f"{len(shops)} shops, {len(people)} people, {len(reached)} with an address")


def _set_aside(now: datetime) -> Iterator[Finding]:
    counts = {
        "messages": len(queries.list_set_aside()),
        "streams": len(timers.list_set_aside()),
        "hooks in quarantine": len(payloads.list_quarantine(1000)),
    }
    stuck = [f"{count} {name}" for name, count in counts.items() if count]
    if counts["messages"] or counts["streams"]:
        yield Finding(
            "set aside", "red", f"{', '.join(stuck)} stand aside with an error.", "See the worker's log."
        )
    elif stuck:
        yield Finding("set aside", "note", ", ".join(stuck), "`otklik quarantine list`")
    else:
        yield Finding("set aside", "ok", "nothing")


def _alarms(now: datetime) -> Iterator[Finding]:
    alarms = queries.list_alarms(limit=1000)
    if alarms:
        yield Finding("alarms", "note", f"{len(alarms)} stand.", "`otklik alarm list`")
    else:
        yield Finding("alarms", "ok", "none")


def _futures(now: datetime) -> Iterator[Finding]:
    """Whether every open order has an owner, a next step, an instant and a playbook, as the worker found last."""
    mark, found = gaps.read_mark(), gaps.list_gaps()
    if found:
        orders = len({one.stream for one in found})
        reasons = ", ".join(sorted({one.reason for one in found}))
        yield Finding(
            "futures", "red", f"{orders} open orders lack something: {reasons}.", "`otklik alarm list`"
        )
    elif mark is None or mark.checked_at is None:
        yield Finding(
            "futures",
            "note",
            "Nobody has looked yet whether each open order has a next step.",
            "`otklik worker`",
        )
    else:
        minutes = int((now - mark.checked_at).total_seconds() // 60)
        yield Finding(
            "futures", "ok", f"every open order has owner, step, instant and playbook; {minutes} min ago"
        )
