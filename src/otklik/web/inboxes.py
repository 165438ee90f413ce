"""What a round of a store looks through: one form of ticks."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from otklik.actions import stores
from otklik.domain.errors import DomainError
from otklik.domain.inboxes import INBOXES, inboxes_of
from otklik.store import clock
from otklik.store.access import access_place
from otklik.store.directory import load_world
from otklik.store.listings import PlaceRow
from otklik.web.round_words import INBOX_LONG, INBOXES_PAGE
from otklik.web.screens import locale_of
from otklik.web.setup import Framed, actor_of, done, framed, said_wrong, scoped, show
from otklik.web.stores import Choice
from otklik.web.viewers import viewer_of


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxesPage(Framed):
    """The ticks of one store."""

    place: PlaceRow
    inboxes: tuple[Choice, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def show_inboxes(request: HttpRequest, slug: str) -> HttpResponse:
    """The inboxes of a store, and the form that changes them."""
    locale, now = locale_of(request), clock.now()
    place = access_place(viewer_of(request), slug)
    chosen, errors = inboxes_of(load_world([slug], now=now).store(slug)), {}
    if request.method == "POST":
        try:
            stores.change_store(slug, actor=actor_of(request), inboxes=request.POST.getlist("inbox"), now=now)
            return done("setup_store", slug, said="inboxes_saved")
        except DomainError as error:
            errors = said_wrong(error, locale)
    page = InboxesPage(
        **framed(request, INBOXES_PAGE, here="setup_stores", above="setup_stores"),
        errors=errors,
        place=place,
        inboxes=tuple(Choice(one, INBOX_LONG[one][locale], one in chosen) for one in INBOXES),
    )
    return show(request, "inboxes.html", page)
