"""The first steps: shop, hours, people, mail check, first test order; which are done follows from what exists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from otklik.actions import method_codes, order_trials, partners, people, shifts, stores
from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale
from otklik.domain.slugs import slug_from
from otklik.domain.stores import Hours
from otklik.store import clock, directory, journal, listings, queries
from otklik.store.listings import PlaceRow
from otklik.web.hours import NEW_HOURS
from otklik.web.method_codes import Trial, act_on_methods, mask_address
from otklik.web.screens import locale_of
from otklik.web.setup import Framed, actor_of, framed, said_wrong, show, typed
from otklik.web.start_words import START
from otklik.web.stores import read_phone
from otklik.web.viewers import viewer_of

STEPS = ("shop", "hours", "people", "mail", "order")

PARTNER = "market"
"""Partner of the installation's owner, made by `otklik setup`."""


@dataclass(frozen=True, slots=True)
class StartStep:
    """One step: done, now, or ahead."""

    name: str
    word: str
    state: str
    href: str


@dataclass(frozen=True, slots=True)
class Known:
    """What exists already.

    Parameters
    ----------
    shop
        The shop that the steps are about; None = none yet.
    address
        Masked address of the administrator's own method; empty = none.
    test
        Id and number of the newest test order; empty = none.
    """

    shop: PlaceRow | None
    done: frozenset[str]
    address: str
    method: str
    seller: str
    test: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage(Framed):
    """The first steps with one of them open."""

    steps: tuple[StartStep, ...]
    step: str
    known: Known
    trial: Trial | None = None
    lines: Mapping[str, str]


@require_http_methods(["GET", "HEAD", "POST"])
def show_start(request: HttpRequest) -> HttpResponse:
    """The first steps; each form does one of them and comes back to the next that is not done."""
    errors: Mapping[str, str] = {}
    trial: Trial | None = None
    if request.method == "POST":
        act = typed(request, "step")["step"]
        try:
            if act == "mail":
                trial, errors = _try_mail(request)
                if trial is None and not errors:
                    return _on("", said="letter_arrived")
            elif act in ACTS:
                ACTS[act](request)
                return _on("")
        except DomainError as error:
            errors = _said(error, locale_of(request))
    return show(request, "start.html", _page(request, errors, trial))


def _said(error: DomainError, locale: Locale) -> Mapping[str, str]:
    if error.code == "unknown_store":
        return {"": START["no_shop"][locale]}
    return said_wrong(error, locale, "own_address")


def _on(step: str, *, said: str = "") -> HttpResponse:
    query = "&".join(filter(None, (f"step={step}" if step else "", f"done={said}" if said else "")))
    return HttpResponseRedirect(reverse("setup_start") + (f"?{query}" if query else ""), status=303)


def _open_shop(request: HttpRequest) -> None:
    """Step 1: the shop, and a partner of its own on a marketplace."""
    given, now = typed(request, "kind", "name", "partner_name", "phone"), clock.now()
    if not given["name"]:
        raise DomainError("empty_name", "A shop needs a name.", place="name")
    phone, partner = read_phone(given["phone"]), PARTNER
    if given["kind"] == "market":
        name = given["partner_name"] or given["name"]
        partner = listings.free_slug("partner", slug_from(name) or "partner")
        partners.join(partner, actor=actor_of(request), name=name, now=now)
    zone = viewer_of(request).zone
    stores.open_store(
        listings.free_slug("store", slug_from(given["name"]) or "shop"),
        actor=actor_of(request),
        name=given["name"],
        partner=partner,
        hours=Hours(NEW_HOURS.expression, zone if zone != "UTC" else NEW_HOURS.zone, country="RU"),
        phone=phone,
        locale=locale_of(request),
        now=now,
    )


def _admit_people(request: HttpRequest) -> None:
    """Step 3: the administrator's own mailbox, and a seller with his."""
    given, viewer = typed(request, "name", "address", "own_address"), viewer_of(request)
    shop = _shop()
    if shop is None:
        raise DomainError("unknown_store", "There is no shop yet.")
    if given["own_address"]:
        _add_own(request, viewer.person, given["own_address"])
    if not given["name"]:
        raise DomainError("empty_name", "A seller needs a name.", place="name")
    if not given["address"]:
        raise DomainError("bad_address", "A seller needs an address.", place="address")
    people.admit(
        listings.free_slug("person", slug_from(given["name"]) or "seller"),
        actor=actor_of(request),
        name=given["name"],
        store=shop.slug,
        roles=["seller"],
        locale=locale_of(request),
        mail=given["address"],
        now=clock.now(),
    )


def _add_own(request: HttpRequest, person: str, address: str) -> None:
    owner = f"person/{person}"
    try:
        stores.add_method(
            owner, actor=actor_of(request), method="mail", channel="email", address=address, now=clock.now()
        )
    except DomainError as error:
        raise DomainError(error.code, error.message, remedy=error.remedy, place="own_address") from error


def _try_mail(request: HttpRequest) -> tuple[Trial | None, Mapping[str, str]]:
    """Step 4: a letter to oneself, and its code."""
    acted = act_on_methods(request, f"person/{viewer_of(request).person}")
    return acted.trial if not acted.said else None, acted.errors


def _place_order(request: HttpRequest) -> None:
    """Step 5: a test order of the shop, and somebody on its shift to hear of it."""
    shop = _shop()
    if shop is None:
        raise DomainError("unknown_store", "There is no shop yet.")
    now, known = clock.now(), _known(viewer_of(request).person)
    if known.seller and not directory.load_world([shop.slug], now=now).store(shop.slug).on_shift:
        shifts.join(shop.slug, person=known.seller, actor=actor_of(request), now=now)
    order_trials.place(shop.slug, locale=locale_of(request), now=now)


ACTS = {"shop": _open_shop, "people": _admit_people, "order": _place_order}
"""Step → what its form does."""


def _shop() -> PlaceRow | None:
    """The shop that was opened first by name; the steps are about one."""
    return next((one for one in listings.list_places() if one.role == "store"), None)


def _known(person: str) -> Known:
    shop, found = _shop(), set()
    own = listings.list_methods(f"person/{person}")
    staff = [one for one in listings.list_people(store=shop.slug) if one.active] if shop else []
    sellers = [one for one in staff if listings.list_methods(f"person/{one.slug}")]
    tests = queries.list_of_channel(order_trials.CHANNEL, limit=1)
    if shop is not None:
        found.add("shop")
        changes = [one.event.kind for one in journal.read_stream(f"store/{shop.slug}")]
        if changes.count("hours.changed") > 1 or sellers:
            found.add("hours")
    if sellers and own:
        found.add("people")
    if any(method_codes.arrived_at(one) for one in own):
        found.add("mail")
    if tests:
        found.add("order")
    return Known(
        shop,
        frozenset(found),
        mask_address(directory.load_address(own[0].owner, own[0].method)) if own else "",
        own[0].method if own else "",
        sellers[0].slug if sellers else "",
        (tests[0].id, tests[0].number) if tests else ("", ""),
    )


def _page(request: HttpRequest, errors: Mapping[str, str], trial: Trial | None) -> StartPage:
    locale, known = locale_of(request), _known(viewer_of(request).person)
    asked = request.POST.get("step", "") or request.GET.get("step", "")
    following = next((one for one in STEPS if one not in known.done), "")
    step = asked if asked in STEPS else following
    names = ("kind", "name", "partner_name", "phone", "address", "own_address")
    return StartPage(
        **framed(request, START, here="setup_start"),
        values=typed(request, *names),
        errors=errors,
        steps=tuple(_step(one, known, step, locale) for one in STEPS),
        step=step,
        known=known,
        trial=trial,
        lines={
            "hours": START["hours_now"][locale].format(
                hours=known.shop.hours.expression if known.shop and known.shop.hours else "–"
            ),
            "mail": START["mail_why"][locale].format(address=known.address),
            "order": START["order_done"][locale].format(number=known.test[1]),
        },
    )


def _step(name: str, known: Known, step: str, locale: Locale) -> StartStep:
    state = "now" if name == step else "done" if name in known.done else ""
    return StartStep(name, START[name][locale], state, f"{reverse('setup_start')}?step={name}")
