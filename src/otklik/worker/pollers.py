"""Asks the connected shops what their hooks may have missed: WooCommerce does not send a lost hook again.

Every shop has a cursor, the latest change that we know of, and an instant at which it is asked next. Orders come in
through the same receiving as hooks, so what is known already changes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import httpx

from otklik.actions import order_intake
from otklik.domain.errors import DomainError
from otklik.intake import woocommerce
from otklik.store import polls, sources
from otklik.store.payloads import RawPayload, quarantine
from otklik.store.polls import DuePoll

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=5)
"""How often a shop is asked."""

OVERLAP = timedelta(minutes=10)
"""How far before the last known change each question reaches: clocks differ, and changes are saved out of order."""

FIRST_REACH = timedelta(hours=24)
"""How far back the first question reaches."""

MOST_PAGES = 500
"""Pages of one poll, a hundred orders each. A shop with more keeps its cursor: nothing is passed over unread."""

TIMEOUT_S = 20.0
"""For each page."""


def poll_due(*, read_now: Callable[[], datetime], client: httpx.Client | None = None) -> int:
    """How many shops were asked: those that are due, one after another.

    Parameters
    ----------
    read_now
        Gives the present instant, aware UTC.
    client
        HTTP client to use; None makes one without redirects.
    """
    due = polls.claim_due(read_now(), again_after=EVERY)
    if not due:
        return 0
    with client or httpx.Client(timeout=TIMEOUT_S, follow_redirects=False) as http:
        for poll in due:
            try:
                _poll_shop(poll, http, now=read_now())
            except (httpx.HTTPError, DomainError) as error:
                # The cursor stays: the next poll asks for the same and more.
                log.warning("the shop of source %s could not be asked: %s", poll.source, type(error).__name__)
    return len(due)


def _poll_shop(poll: DuePoll, http: httpx.Client, *, now: datetime) -> None:
    since = (poll.cursor_at or now - FIRST_REACH) - OVERLAP
    source = sources.find_source(poll.source, woocommerce.NAME)
    credentials = sources.load_secrets(source).credentials if source else {}
    auth = httpx.BasicAuth(credentials.get("consumer_key", ""), credentials.get("consumer_secret", ""))
    newest = poll.cursor_at
    for page in range(1, MOST_PAGES + 1):
        request = woocommerce.poll_request(poll.shop_url, modified_after=since, page=page)
        answer = http.get(request.url, auth=auth)
        answer.raise_for_status()
        bodies = woocommerce.parse_poll(answer.content)
        for body in bodies:
            changed_at = _receive(poll, body, now=now)
            newest = max(filter(None, (newest, changed_at)), default=None)
        if len(bodies) < woocommerce.POLL_PAGE:
            polls.advance(poll.source, cursor_at=newest)
            return
    log.error(
        "source %s: more than %d pages since %s; its cursor stays there", poll.source, MOST_PAGES, since
    )


def _receive(poll: DuePoll, body: bytes, *, now: datetime) -> datetime | None:
    """When the order of a body last changed; an unreadable one is kept in quarantine."""
    raw = RawPayload(source=poll.source, received_at=now, body=body)
    try:
        order = woocommerce.parse(body, received_at=now, default_store=poll.store)
        if order.source_status in woocommerce.DRAFT_STATUSES:
            return order.modified_at
        order_intake.receive(
            order_intake.Arriving(order=order, origin=poll.source, store=poll.store, raw=raw), now=now
        )
    except DomainError as error:
        quarantine(RawPayload(source=poll.source, received_at=now, body=body, error=str(error)))
        return None
    return order.modified_at
