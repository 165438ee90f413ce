"""The frame of every set-up screen: its sections, what was done, what was refused and beside which field.

Screens here read through `store/access.py`, act through `actions/`, and are forms that work without a script.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale, Words
from otklik.store import payloads
from otklik.store.access import Viewer
from otklik.web.error_words import errors_of
from otklik.web.permissions import PERMISSIONS, READ, may
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup_words import COMMON, NAV, SAID, spoken
from otklik.web.unlisted import no_such_page
from otklik.web.viewers import viewer_of

UNKNOWN = frozenset(
    {
        "unknown_store",
        "unknown_person",
        "unknown_source",
        "unknown_feed",
        "unknown_payload",
        "unknown_standard",
        "unknown_agreement",
        "unknown_letter",
        "unknown_order",
        "unknown_report",
        "unknown_partner",
        "figure_unknown",
        "unknown_audit",
        "unknown_playbook",
        "no_fleet",
    }
)
"""What a page that names it in its address answers with 404."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """One section of the set-up."""

    href: str
    word: str
    current: bool
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Framed:
    """What every set-up screen shows around its own.

    Parameters
    ----------
    said
        What was just done; empty where nothing was.
    values, errors
        Of the form: what was typed, and what is wrong with it, by field; "" in `errors` is the whole form's.
    may_act
        Whether the viewer may send forms here; an auditor only looks.
    """

    title: str
    words: Mapping[str, str]
    locale: Locale
    nav: tuple[NavItem, ...]
    said: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    may_act: bool = True
    parent: NavItem | None = None

    @property
    def error(self) -> str:
        """What is wrong with the form as a whole."""
        return self.errors.get("", "")


def framed(
    request: HttpRequest, table: Mapping[str, Words], *, here: str, title: str = "", above: str = ""
) -> dict[str, Any]:
    """The fields of `Framed` for one request.

    Parameters
    ----------
    table
        Words of the screen; `title` among them where none is given.
    here
        Route of the section.
    above
        Route of the page that this one hangs under, named in `NAV`; empty for a section's own page.
    """
    locale, viewer = locale_of(request), viewer_of(request)
    words = spoken(COMMON, locale) | spoken(table, locale)
    done = SAID.get(request.GET.get("done", ""))
    return {
        "title": title or words["title"],
        "words": words,
        "locale": locale,
        "nav": _nav(viewer, locale, here),
        "said": done[locale] if done else "",
        "may_act": "auditor" not in viewer.roles or "administrator" in viewer.roles,
        "parent": NavItem(reverse(above), NAV[above][locale], current=False) if above else None,
    }


def _nav(viewer: Viewer, locale: Locale, here: str) -> tuple[NavItem, ...]:
    waiting = {"quarantine": payloads.count_quarantine} if may_open(viewer, "quarantine") else {}
    return tuple(
        NavItem(reverse(name), word[locale], name == here, waiting[name]() if name in waiting else 0)
        for name, word in NAV.items()
        if may_open(viewer, name)
    )


def may_open(viewer: Viewer, name: str) -> bool:
    """Whether the viewer may look at the page of that route."""
    return may(PERMISSIONS.get(name, {}).get(READ, frozenset()), viewer.roles)


def show(request: HttpRequest, template: str, page: Framed, *, status: int = 200) -> HttpResponse:
    """A set-up screen; 422 where its form was refused."""
    refused = 422 if page.errors and status == 200 else status
    return render_screen(request, f"setup/{template}", page, section="setup", status=refused)


def done(name: str, /, *args: Any, said: str = "") -> HttpResponse:
    """The way back to a page after a form went through (303), with what to say there."""
    return HttpResponseRedirect(reverse(name, args=args) + (f"?done={said}" if said else ""), status=303)


def typed(request: HttpRequest, *names: str) -> dict[str, str]:
    """What a form has in these fields, without spaces around it; empty where it has none."""
    return {name: request.POST.get(name, "").strip() for name in names}


def said_wrong(error: DomainError, locale: Locale, *rows: str) -> dict[str, str]:
    """Errors of a form by field, with a sentence above it where they stand at fields."""
    found = errors_of(error, locale, *rows)
    return found if "" in found else found | {"": COMMON["wrong"][locale]}


def scoped(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, answering 404 where what its address names is unknown or foreign: one answer to both."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DomainError as error:
            if error.code in UNKNOWN:
                return no_such_page()
            raise

    return answer


def actor_of(request: HttpRequest) -> str:
    """How the journal names whoever sends a form."""
    return f"person:{viewer_of(request).person}"
