"""The API of machines, `/api/v1`: one NinjaAPI, its key, its errors, its routers. Its page is `/api/v1/docs`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from otklik.api import (  # noqa: F401 - each adds its operations
    acts,
    complaints,
    goods,
    intake,
    orders,
    outcomes,
    promises,
    readiness,
    releases,
    rescues,
    slots,
    steps,
)
from otklik.api.bodies import StrictParser
from otklik.api.keys import ApiKey
from otklik.api.problems import problem_of
from otklik.api.router import router
from otklik.domain.errors import DomainError

api = NinjaAPI(
    title="Otklik",
    version="1",
    description="Orders in, what is owed about them, and everything that happens to them. Money is a decimal string, "
    "instants carry a zone, errors are RFC 9457 problem details with a stable `code`.",
    urls_namespace="api",
    auth=ApiKey(),
    parser=StrictParser(),
)
api.add_router("", router)


def _answer(request: HttpRequest, error: Any) -> HttpResponse:
    return problem_of(error)


for error in (DomainError, HttpError, ValidationError):
    api.add_exception_handler(error, _answer)
