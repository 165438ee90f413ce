"""Is the desk alive: `GET /health` for load balancers and watchers, without a word of what is inside.

200 while the database answers and a worker gave a sign of life within two minutes; 503 otherwise. A desk whose worker
sleeps takes orders and tells nobody: that is not health.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from otklik.store import clock, heartbeats


@never_cache
@require_safe
def show_health(request: HttpRequest) -> HttpResponse:
    """Say whether orders come in and whether somebody would be told of them."""
    try:
        beat = heartbeats.last_beat()
    except (Error, OSError):
        return _unwell("The database refuses.")
    if beat is None:
        return _unwell("No worker was ever started.")
    silent_for = max(timedelta(0), clock.machine_now() - beat)
    if silent_for > heartbeats.SILENT_FOR:
        return _unwell("The worker is silent.", silent_s=int(silent_for.total_seconds()))
    return JsonResponse({"status": "ok", "worker_silent_s": int(silent_for.total_seconds())})


def _unwell(why: str, **more: int) -> HttpResponse:
    return JsonResponse({"status": "unwell", "why": why, **more}, status=503, headers={"Retry-After": "30"})
