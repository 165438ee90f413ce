"""Hooks of carriers: `POST /hooks/tracking/<source>`, one mark of one parcel a body (R18).

Everything authentic is taken: a repeat, and what can't be read or is about no parcel that we know, which waits in
quarantine for a person. A carrier that isn't answered 2xx may send the same mark again: it is one.
"""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, JsonResponse

from otklik.actions import tracking
from otklik.domain.errors import DomainError
from otklik.store import payloads
from otklik.store.payloads import RawPayload
from otklik.store.sources import SourceRow


def take_mark(request: HttpRequest, source: SourceRow, *, now: datetime) -> JsonResponse:
    """Take the mark of a body whose signature was found good.

    Parameters
    ----------
    source
        That sent it.
    """
    try:
        result, row = tracking.take_in(request.body, source, now=now)
    except DomainError as error:
        kept = {"Content-Type": request.headers.get("Content-Type", "")[:200]}
        payloads.quarantine(RawPayload(source.slug, now, request.body, kept, error=str(error)[:500]))
        return JsonResponse({"result": "quarantined", "code": error.code}, status=202)
    return JsonResponse({"result": result, "order": row.id})
