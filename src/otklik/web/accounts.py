"""Log-in: what is ours around the library's pages, the invitation by which a person gets his password, preferences.

The library (allauth) checks passwords, passkeys and one-time codes; axes counts what fails. Nobody signs up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from otklik.actions import accounts
from otklik.domain.errors import DomainError
from otklik.domain.locales import LOCALES
from otklik.store import clock
from otklik.store.access import load_viewer
from otklik.store.accounts import load_user
from otklik.web.permissions import PERMISSIONS, READ, may
from otklik.web.screens import THEME_COOKIE, THEMES, locale_of, render_screen
from otklik.web.shell_words import CLOSED, INVITATION, LATER, LOCKED_OUT
from otklik.web.unlisted import HEADERS, no_such_page, say_page
from otklik.web.viewers import viewer_of

KEPT_FOR_S = 365 * 24 * 3600
"""How long a browser remembers language and theme."""

FIRST_PAGES = ("desk", "setup", "messages", "delivery", "run")
"""Where somebody lands who has logged in: the first of these that his roles open."""


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """The library's hook for what differs here: nobody signs up by himself."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people are admitted by the directory, and invited."""
        return False

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Say that the log-in was closed; only whoever knows its password learns so."""
        return say_page(CLOSED, status=403)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the pages themselves show what is so."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A page of a title, a first sentence and another."""

    title: str
    lead: str
    why: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """The page on which a person chooses his password."""

    title: str
    lead: str
    why: str
    password: str
    save: str
    person: str
    error: str = ""


@require_safe
def show_home(request: HttpRequest) -> HttpResponse:
    """The way to the first page of whoever logged in; a page of its own where his screens come later."""
    roles = viewer_of(request).roles
    for name in FIRST_PAGES:
        row = PERMISSIONS.get(name, {})
        if READ in row and may(row[READ], roles):
            return redirect(name)
    locale = locale_of(request)
    return render_screen(
        request, "plain.html", Plain(*(LATER[name][locale] for name in ("title", "lead", "why")))
    )


# As in links.py: the token is the authority. A page that sends no referrer sends the origin "null" with its form, which
# the guard against forged forms would refuse.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def show_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page of an invitation; POST makes the log-in and logs in. Wrong, used and expired ones are one answer."""
    now = clock.now()
    person = accounts.read_invitation(token, now=now)
    viewer = load_viewer(person) if person else None
    if viewer is None:
        return no_such_page()
    error = ""
    if request.method == "POST":
        try:
            accounts.accept(token, request.POST.get("password", ""), now=now)
        except DomainError:
            error = INVITATION["weak"][locale_of(request)]
        else:
            login(request, load_user(viewer.person), backend=settings.AUTHENTICATION_BACKENDS[1])
            return redirect("home")
    words = {
        name: said[locale_of(request)].format(name=viewer.name, person=viewer.person)
        for name, said in INVITATION.items()
        if name != "weak"
    }
    response = render_screen(
        request,
        "invitation.html",
        Invitation(**words, person=viewer.person, error=error),
        status=422 if error else 200,
    )
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


@require_POST
def save_preferences(request: HttpRequest) -> HttpResponse:
    """Remember language and theme in this browser, and go back."""
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and not urlsplit(back).netloc
    response = HttpResponseRedirect(back if safe else "/", status=303)
    for field, name, known in (
        ("lang", settings.LANGUAGE_COOKIE_NAME, LOCALES),
        ("theme", THEME_COOKIE, THEMES),
    ):
        if request.POST.get(field) in known:
            response.set_cookie(
                name,
                request.POST[field],
                max_age=KEPT_FOR_S,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
            )
    return response


def name_tried(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """The name under which somebody tries to log in; empty = none was given."""
    return (credentials or {}).get("username") or request.POST.get("login", "")


def show_locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """What somebody sees who typed wrong passwords too often: 429, for how long, and whom to tell."""
    return say_page(LOCKED_OUT, status=429)
