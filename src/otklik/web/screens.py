"""The frame around every screen: sections by role, language, theme, search; and how a screen is rendered.

A screen is a template that extends `screen.html` and shows one frozen dataclass with its words ready. Nothing here
decides anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from otklik.domain.locales import LOCALES, Locale, choose_locale
from otklik.store import clock
from otklik.store.access import Viewer
from otklik.store.fleets import plans_deliveries
from otklik.web.demo_bar import DemoBar, write_bar
from otklik.web.maintenance_banner import write_banner
from otklik.web.permissions import PERMISSIONS, READ, may
from otklik.web.sayings import Saying, saying_of
from otklik.web.shell_words import SHELL
from otklik.web.viewers import NOBODY, viewer_of

THEMES = ("", "light", "dark")
THEME_COOKIE = "theme"

SECTIONS = (
    ("desk", "inbox"),
    ("run", "truck"),
    ("orders", "box"),
    ("promises", "cal"),
    ("delivery", "truck"),
    ("messages", "mail"),
    ("network", "store"),
    ("reports", "chart"),
    ("setup", "gear"),
    ("texts", "book"),
)
"""Name of a route and its icon, in the order of the head; a viewer sees those that his roles open."""

HEAD_ROOM, TABS_ROOM = 7, 5
"""So many entries have room in the head of a wide screen and in the lower bar of a telephone."""


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the head."""

    name: str
    href: str
    icon: str
    word: str
    current: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """The sections as one bar shows them: those in sight, and those behind "More"."""

    shown: tuple[Section, ...] = ()
    more: tuple[Section, ...] = ()

    @property
    def is_inside(self) -> bool:
        """Whether the page that is open stands behind "More"."""
        return any(section.current for section in self.more)


def _bar(sections: Sequence[Section], room: int) -> Bar:
    """The bar with room for so many; one that would leave a single section behind "More" does not exist."""
    shown = len(sections) if len(sections) <= room else room - 1
    return Bar(tuple(sections[:shown]), tuple(sections[shown:]))


@dataclass(frozen=True, slots=True)
class Shell:
    """What the frame shows.

    Parameters
    ----------
    now_s, speed
        The desk's instant in seconds since 1970 and how fast it runs (0 = stands); browsers tick from them.
    head, tabs
        The sections as a wide screen and as a telephone shows them.
    demo
        The bar of the demo's clock; None where time is real.
    saying
        What is said of the act that led here.
    search_href
        Where orders are searched; empty where the viewer may not.
    works
        What is said of maintenance that is under way, a line each.
    """

    viewer: Viewer
    locale: Locale
    theme: str
    words: Mapping[str, str]
    head: Bar
    tabs: Bar
    initials: str
    now_s: float
    speed: float
    demo: DemoBar | None
    saying: Saying | None = None
    search_href: str = ""
    works: tuple[str, ...] = ()

    @property
    def is_logged_in(self) -> bool:
        """Whether a person of the directory looks."""
        return bool(self.viewer.person)


def locale_of(request: HttpRequest) -> Locale:
    """Language of a page: asked for in the address, chosen before, the person's, or the browser's."""
    asked = request.GET.get("lang", "")
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    viewer = viewer_of(request)
    browser = choose_locale(getattr(request, "LANGUAGE_CODE", "en"))
    own = choose_locale(viewer.locale) if viewer.person else browser
    return next(
        (one for one in LOCALES if one == asked), next((one for one in LOCALES if one == chosen), own)
    )


def theme_of(request: HttpRequest) -> str:
    """light, dark, or empty = as the system has it."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else ""


def initials_of(name: str) -> str:
    """Up to two capitals for a person's badge."""
    return "".join(word[0] for word in name.split()[:2]).upper()


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of every template: `shell`, made when a template first asks for it."""
    return {"shell": SimpleLazyObject(lambda: make_shell(request))}


def make_shell(request: HttpRequest) -> Shell:
    """The frame for one request."""
    viewer, locale = viewer_of(request), locale_of(request)
    demo = clock.read_demo()
    sections = _sections(request, viewer, locale) if viewer is not NOBODY else ()
    return Shell(
        viewer=viewer,
        locale=locale,
        theme=theme_of(request),
        words={name: words[locale] for name, words in SHELL.items()},
        head=_bar(sections, HEAD_ROOM),
        tabs=_bar(sections, TABS_ROOM),
        initials=initials_of(viewer.name),
        now_s=clock.now().timestamp(),
        speed=1.0 if demo is None else demo.present_speed,
        demo=write_bar(demo, locale) if demo is not None and viewer is not NOBODY else None,
        saying=saying_of(request, locale),
        search_href=_open_address("search", viewer),
        works=write_banner(viewer, locale, now=clock.now()) if viewer is not NOBODY else (),
    )


def _sections(request: HttpRequest, viewer: Viewer, locale: Locale) -> tuple[Section, ...]:
    here = request.resolver_match.url_name if request.resolver_match else ""
    current = getattr(request, "section", here)
    made = []
    for name, icon in SECTIONS:
        if name == "texts" and clock.read_demo() is None:
            continue
        if name == "delivery" and not plans_deliveries(viewer):
            continue
        if href := _open_address(name, viewer):
            made.append(Section(name, href, icon, SHELL[name][locale], current == name))
    return tuple(made)


def _open_address(name: str, viewer: Viewer) -> str:
    """Address of a page that the viewer may open; empty where he may not, or where there is none."""
    row = PERMISSIONS.get(name, {})
    if READ not in row or not may(row[READ], viewer.roles):
        return ""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def render_screen(
    request: HttpRequest, template: str, page: Any, *, section: str = "", status: int = 200
) -> HttpResponse:
    """A screen as a response that no cache keeps.

    Parameters
    ----------
    template
        Name of a template that extends `screen.html`.
    page
        Its `page`, with `title` and words ready.
    section
        Name of the section that it belongs to; empty = the route's own name.
    status
        HTTP status.
    """
    if section:
        request.section = section  # type: ignore[attr-defined]
    response = render(request, template, {"page": page}, status=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = locale_of(request)
    return response
