"""The ways to reach people: what arrives, who reacts, which way leads nowhere, and the tap that takes it away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from otklik.actions import stores
from otklik.analytics.channel_health import WINDOW, Health, Telling, assess, list_outages
from otklik.analytics.findings import Share
from otklik.domain.errors import DomainError
from otklik.domain.local_times import moment_text
from otklik.domain.locales import NBSP, Locale
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.store import clock, directory, listings
from otklik.store.channel_health import MethodRow, list_methods, list_tellings
from otklik.web.channels_words import CHANNELS_PAGE, WAYS
from otklik.web.screens import locale_of
from otklik.web.setup import Framed, actor_of, done, framed, said_wrong, scoped, show, typed
from otklik.web.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class WayRow:
    """One way, or one channel, in words; `few` = too few messages to judge it."""

    name: str
    way: str
    told: int
    taken: str
    delivered: str
    delivery: str
    reaction: str
    in_time: str
    alive: str
    few: bool
    dead: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Something that was found about a way, and which one it is."""

    words: str
    owner: str
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelsPage(Framed):
    """Every way, every channel, what was found, and the outages."""

    ways: tuple[WayRow, ...]
    channels: tuple[WayRow, ...]
    findings: tuple[Found, ...]
    outages: tuple[str, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def show_channels(request: HttpRequest) -> HttpResponse:
    """How the ways to reach people fare; its button takes one off, as a fact of the journal."""
    given = typed(request, "owner", "method")
    if request.method == "POST":
        try:
            stores.remove_method(
                given["owner"], actor=actor_of(request), method=given["method"], now=clock.now()
            )
        except DomainError as error:
            return _page(request, errors=said_wrong(error, locale_of(request)))
        return done("setup_channels", said="method_removed")
    return _page(request)


def _page(request: HttpRequest, *, errors: dict[str, str] | None = None) -> HttpResponse:
    now, locale = clock.now(), locale_of(request)
    zone = viewer_of(request).zone
    tellings = list_tellings(since=now - WINDOW)
    methods = list_methods()
    by_way: dict[tuple[str, str], list[Telling]] = {}
    by_channel: dict[str, list[Telling]] = {}
    for one in tellings:
        by_way.setdefault((one.owner, one.method), []).append(one)
        by_channel.setdefault(one.channel, []).append(one)
    people = listings.load_names({one.owner.partition("/")[2] for one in methods})
    health = {(one.owner, one.method): assess(by_way.get((one.owner, one.method), ())) for one in methods}
    named = {
        (one.owner, one.method): _name(one, {**people.people, **people.places}, locale) for one in methods
    }
    page = ChannelsPage(
        **framed(request, CHANNELS_PAGE, here="setup_channels"),
        errors=errors or {},
        ways=tuple(
            _row(named[one.owner, one.method], one, health[one.owner, one.method], zone, locale, now)
            for one in methods
        ),
        channels=tuple(
            _row(WAYS.get(name, {locale: name})[locale], None, assess(rows), zone, locale, now)
            for name, rows in sorted(by_channel.items())
        ),
        findings=tuple(_findings(methods, health, named, locale)),
        outages=tuple(
            CHANNELS_PAGE["outage"][locale].format(
                channel=WAYS.get(one.channel, {locale: one.channel})[locale],
                since=moment_text(one.since_at, parse_zone(zone), locale, now=now),
                until=moment_text(one.until_at, parse_zone(zone), locale, now=now),
                failures=one.failures,
            )
            for one in list_outages(tellings)
        ),
    )
    return show(request, "channels.html", page)


def _name(one: MethodRow, names: dict[str, str], locale: Locale) -> str:
    """Whose way it is, and which: `Вера · SMS +7…22`; addresses other than numbers stay outside."""
    slug = one.owner.partition("/")[2]
    way = WAYS.get(one.channel, {locale: one.channel})[locale]
    if one.channel == "sms":
        try:
            number = directory.load_address(one.owner, one.method)
        except DomainError:
            number = ""
        way += f" {number[:2]}…{number[-2:]}" if number else ""
    return f"{clean(names.get(slug, slug))} · {way}"


def _row(
    name: str, method: MethodRow | None, health: Health, zone: str, locale: Locale, now: datetime
) -> WayRow:
    alive_at = method.alive_at if method else None
    return WayRow(
        name=name,
        way=method.channel if method else name,
        told=health.told,
        taken=_share(health.taken),
        delivered=_share(health.delivered) if health.delivered else CHANNELS_PAGE["no_report"][locale],
        delivery=_seconds(health.delivery_s, locale),
        reaction=_seconds(health.reaction_s, locale),
        in_time=_share(health.in_time),
        alive=moment_text(alive_at, parse_zone(zone), locale, now=now) if alive_at else "—",
        few=health.taken.few,
        dead=method is not None and not method.healthy,
    )


def _share(share: Share) -> str:
    """`83 % (72–91)`, or a dash where there is nothing to take a share of."""
    if not share.whole:
        return "—"
    low, high = round(100 * share.low), round(100 * share.high)
    return f"{round(100 * share.part / share.whole)}{NBSP}% ({low}–{high})"


def _seconds(seconds: float | None, locale: Locale) -> str:
    if seconds is None:
        return "—"
    if seconds < 90:
        return f"{round(seconds)}{NBSP}{'с' if locale == 'ru' else 's'}"
    return f"{round(seconds / 60)}{NBSP}{'мин' if locale == 'ru' else 'min'}"


def _may_be_absent(one: MethodRow) -> bool:
    """Only a person's phone or browser can be away from the shop; nobody is at home with a shop's own."""
    return one.owner.startswith("person/") and one.channel != "email"


def _findings(
    methods: Sequence[MethodRow],
    health: dict[tuple[str, str], Health],
    named: dict[tuple[str, str], str],
    locale: Locale,
) -> list[Found]:
    found = []
    for one in methods:
        key = (one.owner, one.method)
        said = "failed" if not one.healthy else "absent" if health[key].is_absent else ""
        if said == "failed" or (said and _may_be_absent(one)):
            words = CHANNELS_PAGE[said][locale].format(way=named[key])
            found.append(Found(words, one.owner, one.method))
    return found
