"""What a browser's service worker asks for: itself, the manifest, the page without a connection, and what was tapped.

The worker has no log-in and no form token: each of its posts carries a signed token for one purpose, and no cookie is
read. Tokens travel in the body, never in an address.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from otklik.actions import pushes
from otklik.channels.registry import own_urls
from otklik.channels.webpush.sealing import normalise_subscription
from otklik.domain.errors import DomainError
from otklik.domain.locales import LOCALES, Locale, choose_locale
from otklik.domain.wording import fill_first
from otklik.store import clock
from otklik.web.app_words import MANIFEST, OFFLINE
from otklik.web.links import values_of
from otklik.web.push_words import SAID
from otklik.web.screens import locale_of

HEADERS = {"Cache-Control": "no-store"}

KEPT = (
    "otklik/tokens.css",
    "otklik/components.css",
    "otklik/public.css",
    "otklik/icons.svg",
    "otklik/icon-192.png",
)
"""Static files that the page without a connection needs: all that a browser keeps, and no page of anybody's."""

WORKER = "otklik/sw.js"


@require_safe
def show_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root because it serves every page; with what it keeps and the version of that."""
    return HttpResponse(
        write_worker(),
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"},
    )


@lru_cache(maxsize=1)
def write_worker() -> str:
    """The script with its first line: the version changes with any byte of what is kept."""
    kept = [_read(name) for name in (WORKER, *KEPT)]
    pages = [_write_offline(locale).encode() for locale in LOCALES]
    version = hashlib.sha256(b"\0".join([*kept, *pages])).hexdigest()[:12]
    offline = {locale: f"{reverse('offline')}?lang={locale}" for locale in LOCALES}
    files = [*offline.values(), *(static(name) for name in KEPT)]
    built = {"version": version, "offline": offline, "files": files}
    return f"const BUILD = {json.dumps(built)};\n{kept[0].decode()}"


def _read(name: str) -> bytes:
    return Path(str(finders.find(name))).read_bytes()


@require_safe
def show_manifest(request: HttpRequest) -> HttpResponse:
    """What makes the desk an app of the phone: its name, its first page, its icons."""
    locale = locale_of(request)
    icons = [
        {"src": static("otklik/favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
        *(
            {
                "src": static(f"otklik/icon-{size}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "any maskable",
            }
            for size in (192, 512)
        ),
    ]
    manifest = {
        "id": "/",
        "name": MANIFEST["name"][locale],
        "short_name": MANIFEST["short"][locale],
        "description": MANIFEST["description"][locale],
        "lang": locale,
        "dir": "ltr",
        "start_url": reverse("desk"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#1a56b8",
        "icons": icons,
    }
    return HttpResponse(
        json.dumps(manifest, ensure_ascii=False),
        content_type="application/manifest+json; charset=utf-8",
        headers={"Cache-Control": "no-cache"},
    )


@require_safe
def show_offline(request: HttpRequest) -> HttpResponse:
    """The page that a browser keeps for when there is no connection: nobody's, one in each language."""
    locale = locale_of(request)
    headers = {"Cache-Control": "no-cache", "Content-Language": locale}
    return HttpResponse(_write_offline(locale), headers=headers)


@dataclass(frozen=True, slots=True)
class OfflinePage:
    """The page without a connection, in words."""

    locale: Locale
    title: str
    words: Mapping[str, str]


def _write_offline(locale: Locale) -> str:
    words = {name: word[locale] for name, word in OFFLINE.items()}
    return render_to_string("offline.html", {"page": OfflinePage(locale, words["lead"], words)})


@dataclass(frozen=True, slots=True)
class Tap:
    """What a service worker posts: a token, when it was tapped, and the language of its notification."""

    token: str
    at: datetime
    locale: Locale
    subscription: str


@csrf_exempt
@require_POST
def act_on_push(request: HttpRequest, purpose: str) -> HttpResponse:
    """Do what a token is for: take, busy, received, proof, renew; 410 for any that is not good."""
    if purpose not in ACTS:
        return HttpResponse(status=404, headers=HEADERS)
    now = clock.now()
    try:
        return JsonResponse(ACTS[purpose](_tap_of(request, now), now), headers=HEADERS)
    except DomainError as error:
        if error.code not in ("link_ended", "unknown_owner", "unknown_person", "bad_address"):
            raise
        told = choose_locale(request.POST.get("lang", ""))
        return JsonResponse(_say("ended", told, {}), status=410, headers=HEADERS)


def _tap_of(request: HttpRequest, now: datetime) -> Tap:
    """The post, with the instant of the tap as the desk's clock has it: the browser sends how long ago it was."""
    try:
        ago_s = min(max(float(request.POST.get("ago_s", "0")), 0.0), 7 * 24 * 3600.0)
    except ValueError:
        ago_s = 0.0
    return Tap(
        token=request.POST.get("token", ""),
        at=datetime.fromtimestamp(now.timestamp() - (ago_s if ago_s == ago_s else 0.0), UTC),
        locale=choose_locale(request.POST.get("lang", "")),
        subscription=request.POST.get("subscription", ""),
    )


def _answer(purpose: pushes.Answer) -> Callable[[Tap, datetime], dict[str, Any]]:
    def act(tap: Tap, now: datetime) -> dict[str, Any]:
        answered = pushes.answer(purpose, tap.token, tapped_at=tap.at, now=now)
        values = {"number": answered.values.get("number", ""), "busy_until": answered.values.get("until", "")}
        if answered.card is not None:
            told = values_of(answered.card, now=now)
            values |= {name: told[name] for name in ("number", "until")}
        return _say(answered.said, answered.locale or tap.locale, values)

    return act


def _say(said: str, locale: Locale, values: Mapping[str, str]) -> dict[str, Any]:
    known = {"number": "", "until": "", "busy_until": "", **values}
    title, body = (fill_first(forms, locale, known) for forms in SAID[said])
    return {"said": said, "title": title, "body": body, "lang": locale}


def _receive(tap: Tap, now: datetime) -> dict[str, Any]:
    pushes.receive(tap.token, now=now)
    return {"said": "received"}


def _prove(tap: Tap, now: datetime) -> dict[str, Any]:
    return {"said": "proved", "renew": pushes.prove(tap.token, now=now)}


def _renew(tap: Tap, now: datetime) -> dict[str, Any]:
    """A browser whose push service gave it another address: that one is tried, and then takes the old one's place."""
    device = pushes.renewed(tap.token, normalise_subscription(tap.subscription, loopback=is_on_loopback()))
    pushes.send_trial(
        device,
        locale=tap.locale,
        base_url=settings.OTKLIK_BASE_URL,
        urls=own_urls(),
        now=now,
        at=clock.machine_now(),
    )
    return {"said": "trying"}


def is_on_loopback() -> bool:
    """Whether this desk runs on its own machine alone: then push services may as well."""
    return "loopback=1" in settings.OTKLIK_PUSH_URL


ACTS: Mapping[str, Callable[[Tap, datetime], dict[str, Any]]] = {
    "take": _answer("take"),
    "busy": _answer("busy"),
    "received": _receive,
    "proof": _prove,
    "renew": _renew,
}
"""Purpose of a token → what it does."""
