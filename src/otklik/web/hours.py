"""The hours of a place: the form, the days that follow from it, and what it would change for open orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from otklik.actions import stores
from otklik.domain.errors import DomainError
from otklik.domain.stores import Hours
from otklik.store import clock
from otklik.store.access import access_place
from otklik.store.listings import PlaceRow
from otklik.web.error_words import say_error
from otklik.web.retiming import Changes, changes_of
from otklik.web.screens import locale_of
from otklik.web.setup import Framed, actor_of, done, framed, said_wrong, scoped, show
from otklik.web.setup_words import spoken
from otklik.web.store_words import HOURS
from otklik.web.viewers import viewer_of
from otklik.web.week_grid import (
    ROWS,
    HoursForm,
    Preview,
    form_again,
    form_of,
    like_monday,
    preview_of,
    read_hours,
)

NEW_HOURS = Hours("Mo-Fr 10:00-19:00", "Europe/Moscow", country="RU")
"""What the form of a new store starts with; the zone is the creator's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursPage(Framed):
    """The hours of one place; without a place, those of a new one."""

    place: PlaceRow | None = None
    hours: HoursForm
    changes: Changes | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def show_hours(request: HttpRequest, slug: str) -> HttpResponse:
    """The hours of a place: a grid or a text, with the days that follow from them."""
    place, locale, now = access_place(viewer_of(request), slug), locale_of(request), clock.now()
    present = place.hours or NEW_HOURS
    if request.method != "POST":
        form = form_of(present, locale, mode=request.GET.get("mode", ""), now=now)
        return show(request, "hours.html", _hours_page(request, place, form, {}, place.hours))
    post: QueryDict = request.POST
    errors, hours = {}, None
    if post.get("act") == "like_monday":
        post = like_monday(post)
    try:
        hours = read_hours(post, present.expression)
        if post.get("act", "save") == "save":
            stores.change_hours(slug, actor=actor_of(request), hours=hours, now=now)
            if request.GET.get("next") == "start":
                return done("setup_start", said="hours_saved")
            return done("setup_store", slug, said="hours_saved")
    except DomainError as error:
        errors = said_wrong(error, locale, *ROWS)
    form = form_again(post, hours, locale, errors=errors, now=now)
    return show(request, "hours.html", _hours_page(request, place, form, errors, hours))


def _hours_page(
    request: HttpRequest, place: PlaceRow, form: HoursForm, errors: Mapping[str, str], hours: Hours | None
) -> HoursPage:
    known = hours if hours and not form.trouble else None
    return HoursPage(
        **framed(request, HOURS, here="setup_stores", above="setup_stores"),
        errors=errors,
        place=place,
        hours=form,
        changes=_changes(request, place, known) if known else None,
    )


def _changes(request: HttpRequest, place: PlaceRow, hours: Hours) -> Changes:
    return changes_of(viewer_of(request), place, hours, locale_of(request), now=clock.now())


@require_POST
@scoped
def show_preview(request: HttpRequest) -> HttpResponse:
    """The next fourteen days as a form's hours make them, as a piece of a page; nothing is saved."""
    locale, slug = locale_of(request), request.POST.get("place", "")
    place = access_place(viewer_of(request), slug) if slug else None
    changes = None
    try:
        hours = read_hours(request.POST, place.hours.expression if place and place.hours else "")
        preview = preview_of(hours, locale, now=clock.now())
        if place and not preview.trouble:
            changes = _changes(request, place, hours)
    except DomainError as error:
        preview = Preview((), say_error(error, locale))
    context = {"preview": preview, "changes": changes, "words": spoken(HOURS, locale)}
    response = render(request, "setup/preview.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response
