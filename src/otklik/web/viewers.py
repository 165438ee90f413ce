"""Who looks at a page: the person behind a log-in, with what he may see, read anew for every request."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

from django.conf import settings
from django.http import HttpRequest

from otklik.store import accounts
from otklik.store.access import Viewer, load_viewer

NOBODY = Viewer(stores=frozenset())
"""Whoever has not logged in: he sees nothing."""


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer of a request; `NOBODY` where nobody is logged in, or who was dismissed meanwhile.

    Notes
    -----
    Looked up once a request and kept on it.
    """
    found: Viewer | None = getattr(request, "viewer", None)
    if found is None:
        user = request.user
        found = (load_viewer(user.get_username()) if user.is_authenticated else None) or NOBODY
        request.viewer = found  # type: ignore[attr-defined]
    return found


def viewer_of_session(cookies: str) -> Viewer:
    """The viewer that a Cookie header stands for; `NOBODY` where it stands for none.

    Parameters
    ----------
    cookies
        The header's text.

    Notes
    -----
    For entrances outside Django's request handling, such as the live stream. Reads the database.
    """
    try:
        cookie = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return NOBODY
    person = accounts.load_session_person(cookie.value) if cookie else None
    return (load_viewer(person) if person else None) or NOBODY
