"""What a buyer does on his page: plain forms that work without JavaScript, each one act, each back to the page.

Looking changes nothing; an act is a POST. The token in the address is the authority, as in `links.py`: no cookie is
used, and wrong, revoked and erased links get the same answer whatever is sent to them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from otklik.actions import (
    alternatives,
    appointments,
    buyers,
    complaints,
    deliveries,
    links,
    orders,
    releases,
    surveys,
    visits,
    windows,
)
from otklik.domain.call_times import list_call_times
from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale
from otklik.domain.status import OrderStatus
from otklik.domain.wording import clean
from otklik.store import clock, journal
from otklik.web.appointments import parse_slot, slot_value
from otklik.web.status import asked_locale, values_of, words_of
from otklik.web.status_act_words import REASONS, SAID, WITHDRAW
from otklik.web.status_cards import WRITE, RecommendationCard, write_recommendation
from otklik.web.status_readiness import VisitPage, write_visit
from otklik.web.status_windows import WindowPage, write_page
from otklik.web.status_words import STATUS
from otklik.web.unlisted import HEADERS, no_such_page, unlisted_page
from otklik.web.windows import end_of_day, parse_offer

WORDS_MAX = 2000

PREFERS_WRITING: Mapping[str, str] = {
    "ru": "Покупатель просит не звонить, а написать.",
    "en": "The buyer would rather be written to than called.",
}


@dataclass(frozen=True, slots=True)
class Tap:
    """One act as it came: the order's stream, how the buyer sees it, the form, the instant."""

    order: str
    status: OrderStatus
    form: QueryDict
    now: datetime

    @property
    def words(self) -> str:
        """What the buyer wrote."""
        return self.form.get("words", "").strip()[:WORDS_MAX]


@dataclass(frozen=True, slots=True)
class WithdrawPage:
    """The page that asks once more before an order is withdrawn."""

    locale: Locale
    title: str
    words: Mapping[str, str]
    store: str
    reasons: tuple[tuple[str, str], ...]
    base: str


@dataclass(frozen=True, slots=True)
class RecommendPage:
    """The page that a letter's link opens: one question, answered by one tap."""

    locale: Locale
    title: str
    words: Mapping[str, str]
    store: str
    card: RecommendationCard | None
    base: str


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def act_on_status(request: HttpRequest, token: str, act: str) -> HttpResponse:
    """Do one act of the buyer and lead back to his page, where its result is said; 404 for a link that isn't good.

    Parameters
    ----------
    request
        GET shows the page that asks before a withdrawal, that of the one question after the delivery, and leads back
        to the order for every other act.
    token, act
        As in the address; acts are the keys of `ACTS`.
    """
    now = clock.now()
    status, order = links.load_status(token, now), links.find_order(token)
    if status is None or order is None or act not in ACTS:
        return no_such_page()
    if request.method != "POST":
        if act == "withdraw" and status.is_open:
            return unlisted_page("status_withdraw.html", _withdraw_page(request, token, status, now=now))
        if act == "visit" and status.pickup is not None:
            return unlisted_page("status_visit.html", _visit_page(request, token, order, status, now=now))
        if act == "window" and status.window is not None:
            return unlisted_page("status_windows.html", _window_page(request, token, order, status, now=now))
        if act == "recommend" and status.phase == "completed":
            return unlisted_page("status_recommend.html", _recommend_page(request, token, status, now=now))
        return _back(token, request.GET.get("lang", ""))
    try:
        said = ACTS[act](Tap(order, status, request.POST, now))
    except DomainError as error:
        said = error.code if error.code in SAID else "refused"
    return _back(token, request.POST.get("lang", ""), said)


def _back(token: str, asked: str, said: str = "") -> HttpResponse:
    query = {name: value for name, value in (("said", said), ("lang", asked)) if value}
    address = f"/s/{token}{'?' if query else ''}{urlencode(query)}"
    return HttpResponseRedirect(address, status=303, headers=HEADERS)


def _withdraw_page(request: HttpRequest, token: str, status: OrderStatus, *, now: datetime) -> WithdrawPage:
    locale = asked_locale(request.GET.get("lang", ""), status.locale)
    values = values_of(status, locale, now=now)
    words = {name: word[locale].format_map(values) for name, word in {**STATUS, **WITHDRAW}.items()}
    return WithdrawPage(
        locale=locale,
        title=f"{words['title']} · {values['store']}",
        words=words,
        store=clean(status.store),
        reasons=tuple((code, word[locale]) for code, word in REASONS.items()),
        base=f"/s/{token}",
    )


def _visit_page(
    request: HttpRequest, token: str, order: str, status: OrderStatus, *, now: datetime
) -> VisitPage:
    locale = asked_locale(request.GET.get("lang", ""), status.locale)
    slots = [(one, slot_value(one)) for one in appointments.free_slots(order, now=now)]
    number = words_of(values_of(status, locale, now=now), locale)["order"]
    return write_visit(status, slots, locale, f"/s/{token}", number, now=now)


def _window_page(
    request: HttpRequest, token: str, order: str, status: OrderStatus, *, now: datetime
) -> WindowPage:
    locale = asked_locale(request.GET.get("lang", ""), status.locale)
    number = words_of(values_of(status, locale, now=now), locale)["order"]
    return write_page(status, order, locale, f"/s/{token}", number, now=now)


def _recommend_page(request: HttpRequest, token: str, status: OrderStatus, *, now: datetime) -> RecommendPage:
    locale = asked_locale(request.GET.get("lang", ""), status.locale)
    values = values_of(status, locale, now=now)
    words = words_of(values, locale)
    return RecommendPage(
        locale=locale,
        title=f"{words['rec_title']} · {values['store']}",
        words=words,
        store=clean(status.store),
        card=write_recommendation(status, locale),
        base=f"/s/{token}",
    )


def _silent(tap: Tap) -> str:
    buyers.say_silent(tap.order, words=tap.words, now=tap.now)
    return "silent"


def _called(tap: Tap) -> str:
    buyers.say_called(tap.order, now=tap.now)
    return "called"


def _call(tap: Tap) -> str:
    """Ask for a call at one of the times that are offered, or to be written to instead."""
    chosen = tap.form.get("at", "")
    if chosen == WRITE:
        return _write(tap)
    buyers.ask_call(tap.order, at=_chosen_at(tap, chosen), words=tap.words, now=tap.now)
    return "call"


def _write(tap: Tap) -> str:
    """The wish stands on the order once: a form that is sent again adds nothing."""
    if not tap.status.is_open:
        raise DomainError("order_closed", "The order is over.")
    said = [one for one in journal.read_stream(tap.order) if one.event.kind == "order.noted"]
    if not any(one.event.actor == "buyer" for one in said):
        orders.note(tap.order, words=PREFERS_WRITING[tap.status.locale], actor="buyer", now=tap.now)
    return "write"


def _chosen_at(tap: Tap, chosen: str) -> datetime:
    if chosen == "soon":
        times = list_call_times(tap.status.calendar, tap.status.zone, now=tap.now)
        if times:
            return times[0].from_at
    try:
        return datetime.fromtimestamp(int(chosen), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise DomainError("call_in_the_past", "This is no time.", place="at") from error


def _rate(tap: Tap) -> str:
    stars = tap.form.get("stars", "")
    number = int(stars) if stars.isascii() and stars.isdigit() and len(stars) == 1 else 0
    buyers.rate(tap.order, stars=number, words=tap.words, now=tap.now)
    return "rate"


def _recommend(tap: Tap) -> str:
    """What was tapped: a score of one digit or two; anything else is none of the scale."""
    score = tap.form.get("score", "")
    number = int(score) if score.isascii() and score.isdigit() and len(score) <= 2 else -1
    buyers.recommend(tap.order, score=number, words=tap.words, now=tap.now)
    return "recommend"


def _want(tap: Tap) -> str:
    """The order goes on; a second tap says the same as the first."""
    releases.want_again(tap.order, now=tap.now)
    return "want_gone" if tap.status.goods_gone else "want"


def _withdraw(tap: Tap) -> str:
    reason = tap.form.get("reason", "")
    orders.withdraw(
        tap.order,
        actor="buyer",
        said_by="buyer",
        words=tap.words,
        reason=reason if reason in REASONS else "",
        now=tap.now,
    )
    return "withdraw"


def _answer(tap: Tap) -> str:
    """The one question about an order that ended; the first answer counts."""
    surveys.answer(
        tap.order,
        survey=tap.status.survey,
        answer=tap.form.get("answer", ""),
        means="page",
        words=tap.words,
        now=tap.now,
    )
    return "answer"


def _withdrew(tap: Tap) -> str:
    orders.answer_withdrawal(tap.order, is_true=True, now=tap.now)
    return "withdrew"


def _keep(tap: Tap) -> str:
    orders.answer_withdrawal(tap.order, is_true=False, now=tap.now)
    return "keep"


def _complain(tap: Tap) -> str:
    about = tap.form.get("about", "")
    complaints.complain(tap.order, about=about, means="page", words=tap.words, now=tap.now)
    return "complain"


def _solved(tap: Tap) -> str:
    complaints.solve(tap.order, complaint=tap.form.get("complaint", ""), now=tap.now)
    return "solved"


def _visit(tap: Tap) -> str:
    """Come at one of the free times; who has one already moves it."""
    starts_at, person = parse_slot(tap.form.get("slot", ""))
    appointments.book(tap.order, actor="buyer", starts_at=starts_at, person=person, now=tap.now)
    return "booked"


def _unvisit(tap: Tap) -> str:
    appointments.cancel(tap.order, actor="buyer", now=tap.now)
    return "unbooked"


def _window(tap: Tap) -> str:
    """Come in one of the free windows; who has one already moves it, and knows it by his own tap."""
    from_at, to_at, _ = parse_offer(tap.form.get("slot", ""))
    if tap.status.window is not None and tap.status.window.from_at is not None:
        windows.move(tap.order, actor="buyer", from_at=from_at, to_at=to_at, told="page", now=tap.now)
    else:
        windows.accept(tap.order, actor="buyer", from_at=from_at, to_at=to_at, now=tap.now)
    return "window"


def _needed(tap: Tap) -> str:
    needed_by_at = end_of_day(tap.form.get("needed", ""), tap.status.zone)
    windows.name_deadline(tap.order, actor="buyer", needed_by_at=needed_by_at, now=tap.now)
    return "needed"


def _here(tap: Tap) -> str:
    visits.come(tap.order, actor="buyer", now=tap.now)
    return "came"


def _offer(tap: Tap) -> str:
    """Take what is offered instead, or say that it does not suit."""
    offer = tap.form.get("offer", "")
    if tap.form.get("says") == "no":
        alternatives.decline(tap.order, offer=offer, actor="buyer", words=tap.words, now=tap.now)
        return "offer_passed"
    alternatives.accept(tap.order, offer=offer, actor="buyer", means="page", now=tap.now)
    return "offer_taken"


def _delivered(tap: Tap) -> str:
    """How the delivery was, one tap a word: `to_the_door.no`, `polite.yes`."""
    said, _, answer = tap.form.get("delivered", "").partition(".")
    is_so = answer != "no"
    deliveries.witness(tap.order, said=said, is_so=is_so, words=tap.words, now=tap.now)
    return "had_to_go_down" if said == "to_the_door" and not is_so else "delivered"


ACTS: Mapping[str, Callable[[Tap], str]] = {
    "answer": _answer,
    "silent": _silent,
    "called": _called,
    "call": _call,
    "rate": _rate,
    "recommend": _recommend,
    "withdraw": _withdraw,
    "want": _want,
    "withdrew": _withdrew,
    "keep": _keep,
    "complain": _complain,
    "solved": _solved,
    "visit": _visit,
    "unvisit": _unvisit,
    "here": _here,
    "window": _window,
    "needed": _needed,
    "offer": _offer,
    "delivered": _delivered,
}
"""Name in the address → what it does; gives the name of the sentence to say (`status_act_words.SAID`)."""
