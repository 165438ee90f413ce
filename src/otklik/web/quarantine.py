"""Quarantine: what a connected shop signed and nobody could read; read it again, or let it go with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from otklik.actions import quarantine as actions
from otklik.domain.errors import DomainError
from otklik.domain.local_times import moment_text
from otklik.domain.zones import parse_zone
from otklik.store import clock, payloads
from otklik.store.payloads import Settled
from otklik.web.quarantine_words import QUARANTINE
from otklik.web.screens import locale_of
from otklik.web.setup import Framed, actor_of, done, framed, scoped, show, typed
from otklik.web.viewers import viewer_of

SHOWN = 20_000
"""Bytes of a body that are shown."""


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One body that waits."""

    id: int
    source: str
    error: str
    came: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantinePage(Framed):
    """What waits, and what was settled lately."""

    waiting: tuple[WaitingLine, ...]
    settled: tuple[Settled, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPage(Framed):
    """One body as it came, its beginning."""

    one: WaitingLine
    body: str
    cut: str


@require_safe
def show_quarantine(request: HttpRequest) -> HttpResponse:
    """What waits in quarantine, oldest first."""
    page = QuarantinePage(
        **framed(request, QUARANTINE, here="quarantine"),
        waiting=tuple(_line(request, one) for one in payloads.list_quarantine()),
        settled=tuple(payloads.list_settled()),
    )
    return show(request, "quarantine.html", page)


def _line(request: HttpRequest, one: payloads.Quarantined) -> WaitingLine:
    locale, zone = locale_of(request), parse_zone(viewer_of(request).zone)
    when = moment_text(one.received_at, zone, locale, now=clock.now())
    return WaitingLine(one.id, one.source, one.error, QUARANTINE["came"][locale].format(when=when))


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def show_payload(request: HttpRequest, payload: int) -> HttpResponse:
    """One body: look, read it again, or let it go with a reason."""
    one, locale = payloads.load_quarantined(payload), locale_of(request)
    errors: Mapping[str, str] = {}
    if request.method == "POST":
        given = typed(request, "act", "why")
        if given["act"] == "discard" and not given["why"]:
            errors = {"why": QUARANTINE["why_missing"][locale]}
        elif given["act"] == "discard":
            actions.discard(payload, actor=actor_of(request), why=given["why"], now=clock.now())
            return done("quarantine", said="discarded")
        else:
            try:
                actions.read_again(payload, actor=actor_of(request), now=clock.now())
                return done("quarantine", said="read_again")
            except DomainError as error:
                errors = {"": QUARANTINE["still"][locale].format(error=error)}
    return show(request, "payload.html", _body_page(request, one, errors))


def _body_page(request: HttpRequest, one: payloads.Quarantined, errors: Mapping[str, str]) -> BodyPage:
    locale, raw = locale_of(request), payloads.load_body(one.id)
    cut = QUARANTINE["cut"][locale].format(
        shown=SHOWN, all=len(raw), command=f"otklik quarantine show {one.id}"
    )
    return BodyPage(
        **framed(request, QUARANTINE, here="quarantine", title=one.source, above="quarantine"),
        errors=errors,
        one=_line(request, one),
        body=raw[:SHOWN].decode("utf-8", "replace"),
        cut=cut if len(raw) > SHOWN else "",
    )
