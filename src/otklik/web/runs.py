"""The courier's page: today's doors of whoever is logged in, the next one first, with one large button each.

He sees his own vehicle's day alone: another's is not there for him. Every act is a form that works without a script;
with one, an act that finds no connection waits in the phone and is sent later with the instant at which it was done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from otklik.actions import delays, deliveries
from otklik.domain.deliveries import HOWS, REASONS
from otklik.domain.delivery_decisions import Ending
from otklik.domain.errors import DomainError
from otklik.intake.photos import LARGEST, parse_photo
from otklik.planning.arrivals import arrivals_of
from otklik.store import clock, journal, photos
from otklik.store.runs import CourierRun, list_runs_of, load_doors
from otklik.web.answers import answer_done, answer_refused
from otklik.web.run_cards import RunCard, Scene, write_page, write_run
from otklik.web.screens import locale_of, render_screen
from otklik.web.unlisted import no_such_page
from otklik.web.viewers import viewer_of


@require_safe
def show_run(request: HttpRequest) -> HttpResponse:
    """Everything that the viewer drives today."""
    viewer, now = viewer_of(request), clock.now()
    cards = [_card(request, run, now) for run in list_runs_of(viewer.person, now=now)]
    return render_screen(request, "run.html", write_page(cards, locale_of(request)))


def _card(request: HttpRequest, run: CourierRun, now: datetime) -> RunCard:
    orders = {one.order for one in run.day.visits.values() if one.order}
    return write_run(
        Scene(
            run=run,
            orders=journal.load_states(orders),
            doors=load_doors(orders),
            reached=arrivals_of(run.day, run.fleet, run.zone, now=now),
            person=viewer_of(request).person,
            locale=locale_of(request),
            now=now,
        )
    )


@dataclass(frozen=True, slots=True)
class Tap:
    """One act of the page: the form, the files beside it, whose day it is, and when it was done."""

    request: HttpRequest
    run: CourierRun
    person: str
    now: datetime
    done_at: datetime | None

    @property
    def delivery(self) -> str:
        """Key of the delivery that it is about."""
        return self.request.POST.get("delivery", "")


@require_POST
def act_on_run(request: HttpRequest, depot: str, day: str, vehicle: str) -> HttpResponse:
    """Set out, be on the way, say how a door ended, be late, come back, as the form says; 404 for another's day."""
    viewer, now = viewer_of(request), clock.now()
    own = list_runs_of(viewer.person, now=now)
    run = next((one for one in own if (one.depot, one.day.day, one.vehicle) == (depot, day, vehicle)), None)
    if run is None:
        return no_such_page()
    says = request.POST.get("says", "")
    act = ACTS.get(says) or (_end if says in (*HOWS, *REASONS) else None)
    if act is None:
        return answer_refused(request, _unknown(), {}, otherwise=reverse("run"))
    try:
        said = act(Tap(request, run, viewer.person, now, _instant(request, now)))
    except DomainError as error:
        return answer_refused(request, error, {}, otherwise=reverse("run"))
    return answer_done(request, said, {}, more={"name": said}, otherwise=reverse("run"))


def _unknown() -> DomainError:
    return DomainError("bad_ending", "This is nothing that the page does.")


def _instant(request: HttpRequest, now: datetime) -> datetime | None:
    """When a tap was done that waited for a connection; None = now."""
    text = request.POST.get("occurred_at", "")
    try:
        at = datetime.fromtimestamp(float(text), UTC) if text else None
    except (ValueError, OverflowError, OSError):
        return None
    return at if at is not None and at <= now else None


def _start(tap: Tap) -> str:
    loaded = frozenset(tap.request.POST.getlist("loaded"))
    asked = frozenset(tap.request.POST.getlist("asked"))
    left = sorted(asked - loaded)
    deliveries.set_out(tap.run.stream, vehicle=tap.run.vehicle, person=tap.person, left=left, now=tap.now)
    return "run_start"


def _back(tap: Tap) -> str:
    deliveries.come_back(tap.run.stream, vehicle=tap.run.vehicle, person=tap.person, now=tap.now)
    return "run_back"


def _approach(tap: Tap) -> str:
    _require_own(tap)
    deliveries.approach(
        tap.run.stream, delivery=tap.delivery, person=tap.person, occurred_at=tap.done_at, now=tap.now
    )
    return "run_approach"


def _end(tap: Tap) -> str:
    _require_own(tap)
    says = tap.request.POST.get("says", "")
    proof = _kept_photo(tap)
    paid = tap.request.POST.get("paid", "")
    deliveries.finish(
        tap.run.stream,
        delivery=tap.delivery,
        person=tap.person,
        ending=Ending(
            how=says if says in HOWS else "",
            reason="" if says in HOWS else says,
            carrier=tap.run.depot,
            courier=tap.person,
            proof=proof,
            words=tap.request.POST.get("words", ""),
        ),
        collected_minor=int(paid) if paid.isascii() and paid.isdecimal() and len(paid) < 13 else 0,
        request=tap.request.POST.get("request", ""),
        occurred_at=tap.done_at,
        now=tap.now,
    )
    return "run_done" if says in HOWS else "run_failed"


def _kept_photo(tap: Tap) -> str:
    """Name of the picture that came with the form; empty = none came."""
    sent = tap.request.FILES.get("photo")
    if sent is None or not sent.size:
        return ""
    if sent.size > LARGEST:
        raise DomainError("bad_photo", "The picture is too large.", remedy="Up to 12 MB.", place="photo")
    photo = parse_photo(sent.read())
    return photos.save(deliveries.order_of(tap.run.day, tap.delivery), photo.body, photo.ending)


def _undo(tap: Tap) -> str:
    _require_own(tap)
    deliveries.take_back(tap.run.stream, delivery=tap.delivery, person=tap.person, now=tap.now)
    return "run_undo"


def _late(tap: Tap) -> str:
    minutes = tap.request.POST.get("late", "")
    late_s = int(minutes) * 60 if minutes.isascii() and minutes.isdecimal() and len(minutes) < 5 else -1
    delays.delay(tap.run.stream, vehicle=tap.run.vehicle, late_s=late_s, person=tap.person, now=tap.now)
    return "run_late" if late_s else "run_in_time"


def _require_own(tap: Tap) -> None:
    """Return if the delivery is in this vehicle's route."""
    if tap.delivery not in tap.run.day.routes.get(tap.run.vehicle, ()):
        raise DomainError("unknown_delivery", "It is not in your route.", place="delivery")


ACTS: Mapping[str, Callable[[Tap], str]] = {
    "start": _start,
    "back": _back,
    "approach": _approach,
    "undo": _undo,
    "late": _late,
}
"""What a form says, beside how a door ended → what it does; gives the name of its sentence."""
