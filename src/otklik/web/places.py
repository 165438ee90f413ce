"""The page that the till's code opens: one button, by which somebody joins the shift in the shop, or proves his place.

Looking changes nothing. A code that is not good (any more) gets one answer, whatever is wrong with it; one that was
opened in time gives this person some minutes to press the button (`actions/devices.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from otklik.actions import devices, shifts
from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale
from otklik.domain.wording import clean
from otklik.store import clock
from otklik.store.access import Viewer
from otklik.store.devices import DeviceRow
from otklik.store.shifts import load_presence
from otklik.web.devices import step_now
from otklik.web.sayings import with_saying
from otklik.web.screens import locale_of, render_screen
from otklik.web.till_words import HERE, STALE_CODE
from otklik.web.unlisted import say_page
from otklik.web.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class HerePage:
    """What the page says; an empty `button` means that there is nothing to press."""

    title: str
    tone: str
    lead: str
    why: str
    button: str
    proof: str
    desk: str


@require_http_methods(["GET", "HEAD", "POST"])
def show_place(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a scanned code; POST joins the shift in the shop, or proves where somebody is."""
    now, viewer, locale = clock.now(), viewer_of(request), locale_of(request)
    if request.method == "POST":
        device = devices.read_proof(request.POST.get("proof", ""), person=viewer.person, now=now)
        return _join(request, device, viewer, locale, now) if device else say_page(STALE_CODE, status=404)
    device = devices.read_token(token, step=step_now(now))
    if device is None:
        return say_page(STALE_CODE, status=404)
    return _show(request, write_here(device, viewer, locale, now=now))


def _show(request: HttpRequest, page: HerePage) -> HttpResponse:
    # Its form is guarded as every other of a log-in, so its origin must be sent: the address is no secret for long.
    return render_screen(
        request, "here.html", page, section="desk", status=409 if page.tone == "late" else 200
    )


def _join(
    request: HttpRequest, device: DeviceRow, viewer: Viewer, locale: Locale, now: datetime
) -> HttpResponse:
    try:
        shifts.join(
            device.store,
            person=viewer.person,
            place="in_shop",
            device=device.device,
            actor=f"person:{viewer.person}",
            now=now,
        )
    except DomainError:
        return _show(request, write_here(device, viewer, locale, now=now))
    return HttpResponseRedirect(with_saying(reverse("desk"), "shift_here"), status=303)


def write_here(device: DeviceRow, viewer: Viewer, locale: Locale, *, now: datetime) -> HerePage:
    """The page for whoever scanned the code of a device."""
    place = load_presence(device.store, now=now)
    home = load_presence(viewer.home, now=now)
    words = {
        name: word[locale].format(
            store=clean(place.name) if place else device.store, home=clean(home.name) if home else viewer.home
        )
        for name, word in HERE.items()
    }
    if viewer.home != device.store or place is None:
        return HerePage(words["join"], "late", words["foreign"], words["foreign_why"], "", "", words["desk"])
    joined = viewer.person in dict(place.people)
    if joined and place.places.get(viewer.person) == "in_shop":
        return HerePage(words["done"], "ok", words["done"], words["done_why"], "", "", words["desk"])
    act = "prove" if joined else "join"
    return HerePage(
        title=words[act],
        tone="info",
        lead=words["join_lead"],
        why=words[f"{act}_why"],
        button=words[f"{act}_button"],
        proof=devices.make_proof(device, person=viewer.person, now=now),
        desk=words["desk"],
    )
