"""The page of a button in a letter: GET shows what will happen, POST does it and shows what came of it.

Mail scanners open every link they see, so looking changes nothing. The address is the authority: it names one
purpose, one order and one receiver, and ends by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from otklik.actions import links
from otklik.domain.errors import DomainError
from otklik.domain.links import LinkCard
from otklik.domain.local_times import floor_minute, moment_text, until_text
from otklik.domain.locales import Locale, phone_text, span_of
from otklik.domain.wording import clean, fill_first
from otklik.domain.zones import parse_zone
from otklik.store import clock
from otklik.web.link_words import ACTS, PAGE
from otklik.web.unlisted import no_such_page, unlisted_page

OVER = ("answered", "closed")
"""Where nothing is left to do: a page that is loaded again after its tap doesn't tell of a second talk."""


@dataclass(frozen=True, slots=True)
class LinkPage:
    """Everything that `act.html` shows, in words; an empty `button` means that there is nothing to do."""

    locale: Locale
    title: str
    words: Mapping[str, str]
    tone: str
    lead: str
    sentences: tuple[str, ...]
    button: str
    store: str
    phone: str
    phone_href: str
    buyer_phone: str
    buyer_href: str


# The token in the address is the authority and no cookie is used, so another site that can't know the token can't
# make a browser act; a CSRF cookie would only break the button in mail programs' own browsers.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def show_link(
    request: HttpRequest,
    purpose: str,
    token: str,
    *,
    load: Callable[[str, str, datetime], LinkCard | None] = links.load_card,
    act: Callable[[str, str, datetime], None] = links.follow,
) -> HttpResponse:
    """The page of a link; 404 for any link that isn't good.

    Parameters
    ----------
    request
        GET and HEAD look, POST acts.
    purpose, token
        As in the link.
    load
        Gives where the order stands for the link's receiver, or None: wrong, expired, revoked are one answer.
    act
        Does what the link is for; raises `DomainError` where it can't be done, which the page then explains by where
        the order stands.
    """
    now = clock.now()
    card = load(purpose, token, now)
    if card is None:
        return no_such_page()
    came = ""
    if request.method == "POST" and card.standing not in OVER:
        try:
            act(purpose, token, now)
            came = "done"
        except DomainError:
            came = "refused"
        card = load(purpose, token, now) or card
    return render_link(write_page(purpose, card, came, now=now))


def render_link(page: LinkPage) -> HttpResponse:
    """The page as a response that nobody keeps or indexes."""
    return unlisted_page("act.html", page)


def write_page(purpose: str, card: LinkCard, came: str, *, now: datetime) -> LinkPage:
    """The page in words.

    Parameters
    ----------
    purpose
        take or answered.
    card
        Where the order stands.
    came
        Empty = only looking; done; refused.
    now
        Aware UTC.
    """
    locale = card.locale
    row = ACTS.get((purpose, card.standing, came)) or ACTS[purpose, card.standing, ""]
    values = values_of(card, now=now)
    sentences = (fill_first(forms, locale, values) for forms in row.sentences)
    has_it = card.standing == "mine"
    return LinkPage(
        locale=locale,
        title=f"{PAGE['order'][locale].format_map(values)} · {values['store']}",
        words={name: word[locale].format_map(values) for name, word in PAGE.items()},
        tone=row.tone,
        lead=fill_first(row.lead, locale, values),
        sentences=tuple(sentence for sentence in sentences if sentence),
        button=row.button[locale] if row.button and not came else "",
        store=values["store"],
        phone=values["store_phone"],
        phone_href=f"tel:{card.store_phone}" if card.store_phone else "",
        buyer_phone=values["buyer_phone"] if has_it else "",
        buyer_href=f"tel:{card.buyer_phone}" if has_it and card.buyer_phone else "",
    )


def values_of(card: LinkCard, *, now: datetime) -> Mapping[str, str]:
    """The words that stand for the placeholders of `wording.ACTS`; empty = not known."""
    zone, locale = parse_zone(card.zone), card.locale
    limit_at = floor_minute(card.limit_at) if card.limit_at else None
    ahead = card.limit_at is not None and now <= card.limit_at
    return {
        "number": clean(card.number),
        "store": clean(card.store),
        "store_phone": phone_text(card.store_phone),
        "holder": clean(card.holder),
        "until": until_text(limit_at, zone, locale, now=now) if limit_at and ahead else "",
        "left": span_of(card.left_m, locale) if card.left_m is not None and ahead else "",
        "missed": moment_text(limit_at, zone, locale, now=now) if limit_at and not ahead else "",
        "buyer_phone": phone_text(card.buyer_phone),
    }
