"""Pages that only a link opens: kept by nobody, told to nobody, and one answer to every link that isn't good.

A wrong, an expired and a revoked link get the same bytes, so the answer tells a guesser nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from otklik.domain.locales import Words
from otklik.store.writer import is_passing
from otklik.web.link_words import BUSY, GONE
from otklik.web.shell_words import BROKEN, FORBIDDEN, STALE, UNKNOWN, UNREADABLE

RETRY_AFTER_S = 30

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


def unlisted_page(template: str, page: Any, *, status: int = 200) -> HttpResponse:
    """The rendered page with the headers of a secret address.

    Parameters
    ----------
    template
        Name of a template that extends `base.html`.
    page
        Its `page`: a frozen dataclass with `locale` and `title`.
    status
        HTTP status.
    """
    headers = {**HEADERS, "Content-Language": page.locale}
    return HttpResponse(render_to_string(template, {"page": page}), status=status, headers=headers)


def no_such_page() -> HttpResponse:
    """The answer to every link that isn't good: 404, in both languages, whoever asks."""
    return say_page(GONE, status=404)


def busy_page() -> HttpResponse:
    """The answer while the database is busy, full or away: 503, and when to ask again."""
    response = say_page(BUSY, status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return response


def forbidden_page() -> HttpResponse:
    """The answer to whoever is logged in and may not: 403."""
    return say_page(FORBIDDEN, status=403)


def show_stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form that is not of this session: 403, and nothing was recorded."""
    return say_page(STALE, status=403)


def show_unknown(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The answer to an address without a route: 404, or the way to its twin with or without the last slash."""
    twin = request.path_info[:-1] if request.path_info.endswith("/") else f"{request.path_info}/"
    if request.method in ("GET", "HEAD") and not twin.startswith("/api/") and _has_route(twin):
        query = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{twin}?{query}" if query else twin)
    return say_page(UNKNOWN, status=404)


def show_broken(request: HttpRequest) -> HttpResponse:
    """The answer to a mistake of ours: 500; what happened is in the log."""
    return say_page(BROKEN, status=500)


def show_unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The answer to what the framework can't read: 400, and nothing was recorded."""
    return say_page(UNREADABLE, status=400)


def _has_route(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def say_page(words: Mapping[str, Words], *, status: int) -> HttpResponse:
    """A page of two sentences in both languages, for whoever is not known or may not.

    Parameters
    ----------
    words
        `lead` and `why`.
    status
        HTTP status.
    """
    return HttpResponse(
        render_to_string("gone.html", {"words": words, "status": status}),
        status=status,
        headers={**HEADERS, "Content-Language": "en, ru"},
    )


class Busy:
    """Middleware: what passes by itself is a page that says so, not an incident."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn what a page raised into the page of a busy desk, if it passes."""
        return busy_page() if is_passing(error) else None
