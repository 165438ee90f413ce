"""Hooks of telephone exchanges: `POST /hooks/calls/<source>`, one call a body (R34).

Everything authentic is taken: a repeat, a colleague's extension, and what can't be read, which waits in quarantine. An
exchange that isn't answered 2xx may send the same call again: by its id it is one.
"""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, JsonResponse

from otklik.actions import conversations
from otklik.domain.errors import DomainError
from otklik.intake import calls
from otklik.store import payloads
from otklik.store.payloads import RawPayload
from otklik.store.sources import SourceRow


def take_call(request: HttpRequest, source: SourceRow, *, now: datetime) -> JsonResponse:
    """Take the call of a body whose signature was found good.

    Parameters
    ----------
    source
        That sent it; with a store of its own it tells of that store's calls alone.
    """
    kept = {"Content-Type": request.headers.get("Content-Type", "")[:200]}
    payload = RawPayload(source.slug, now, request.body, kept)
    try:
        result = conversations.take_in(request.body, source, raw=payload, now=now)
    except DomainError as error:
        payloads.quarantine(
            RawPayload(payload.source, payload.received_at, payload.body, kept, error=str(error)[:500])
        )
        return JsonResponse({"result": "quarantined", "code": error.code}, status=202)
    return JsonResponse({"result": result})


def is_signed(request: HttpRequest, secret: str) -> bool:
    """Whether the body bears the signature of the source's secret."""
    return calls.verify(request.body, request.headers, secret)
