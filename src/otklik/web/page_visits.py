"""A buyer's browser says that he looks at his page: written down as an instant outside the journal (R29, ADR 0046)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from otklik.actions import links
from otklik.store import clock, page_visits
from otklik.web.unlisted import HEADERS, no_such_page
from otklik.web.viewers import viewer_of


# The token in the address is the authority, as for every act of the page; nothing but an instant comes of it.
@csrf_exempt
@require_POST
def count_visit(request: HttpRequest, token: str) -> HttpResponse:
    """Nothing, whether it was written down or not; 404 for a link that isn't good. Who works here is no buyer."""
    order = links.find_order(token)
    if order is None:
        return no_such_page()
    if not viewer_of(request).person:
        page_visits.record_visit(order, now=clock.now())
    return HttpResponse(status=204, headers=HEADERS)
