"""Is the desk alive: `GET /health` for load balancers and watchers, without a word of what is inside.

200 while the database answers and a worker gave a sign of life within two minutes; 503 otherwise. A desk whose worker
sleeps takes orders and tells nobody: that is not health.
"""

from __future__ import annotations

from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from otklik.store import clock, heartbeats

WORKER = "worker"
"""Name under which the loop says that it lives."""


@never_cache
@require_safe
def show_health(request: HttpRequest) -> HttpResponse:
    """Say whether orders come in and whether somebody would be told of them."""
    try:
        silent = heartbeats.is_silent(WORKER, now=clock.now())
    except (Error, OSError):
        return _unwell("The database refuses.")
    return _unwell("The worker is silent.") if silent else JsonResponse({"status": "ok"})


def _unwell(why: str) -> HttpResponse:
    return JsonResponse({"status": "unwell", "why": why}, status=503, headers={"Retry-After": "30"})
