"""Errors as machines read them: RFC 9457 problem details for every answer of `/api` and `/hooks` that is no success.

One table says which refusal is which status. A database that is busy, full or away is 503 with `Retry-After`, and
the sender tries again; what nobody foresaw is 500 with an incident's number and no word of what was sent. Nothing
here decides anything.
"""

from __future__ import annotations

import json
import logging
import secrets
import traceback
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException, UnreadablePostError
from ninja.errors import AuthenticationError, HttpError, ValidationError

from otklik.domain.errors import DomainError
from otklik.intake.json_input import MAX_BYTES, path_of
from otklik.store.writer import is_passing

log = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"

PREFIXES = ("/api/", "/hooks/")
"""Paths whose errors are problem details whatever went wrong, the missing page and the wrong method too."""

RETRY_AFTER_S = 2

STATUSES: Mapping[str, int] = {
    "unauthorized": 401,
    "unknown_order": 404,
    "unknown_promise": 404,
    "unknown_store": 404,
    "unknown_hook": 404,
    "ambiguous_number": 409,
    "conflict": 409,
    "duplicate": 409,
    "feed_busy": 409,
    "goods_gone": 409,
    "goods_held": 409,
    "idempotency_conflict": 409,
    "not_holder": 409,
    "not_live": 409,
    "nothing_to_confirm": 409,
    "order_closed": 409,
    "order_erased": 409,
    "may_not_pause": 409,
    "no_pause": 409,
    "nothing_to_pause": 409,
    "pause_running": 409,
    "promise_kept": 409,
    "refusal_blocked": 409,
    "same_store": 409,
    "taken_by_other": 409,
    "undo_not_yours": 409,
    "undo_overtaken": 409,
    "undo_too_late": 409,
    "too_many_moves": 409,
    "hold_unknown": 404,
    "window_agreed": 409,
    "window_capped": 409,
    "window_full": 409,
    "window_past": 409,
    "window_under_way": 409,
    "too_large": 413,
}
"""Code of a refusal → HTTP status; every other one is 422: the request was understood and can't be done as it is."""


def problem(
    status: int, code: str, message: str, *, remedy: str = "", place: str = "", **more: Any
) -> HttpResponse:
    """One problem document.

    Parameters
    ----------
    status
        HTTP status.
    code
        Stable machine word; `type` is `urn:otklik:problem:<code>`.
    message, remedy
        What is wrong, what to do.
    place
        Where in the request: a JSON path, a header, a parameter.
    """
    said = {
        "type": f"urn:otklik:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": message,
        "code": code,
    }
    extra = {"place": place, "remedy": remedy, **more}
    body = said | {name: value for name, value in extra.items() if value}
    return HttpResponse(
        json.dumps(body, ensure_ascii=False),
        status=status,
        content_type=CONTENT_TYPE,
        headers=_headers(status),
    )


def _headers(status: int) -> dict[str, str]:
    if status == HTTPStatus.UNAUTHORIZED:
        return {"WWW-Authenticate": 'Bearer realm="otklik"'}
    return {"Retry-After": str(RETRY_AFTER_S)} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}


def problem_of(error: Exception) -> HttpResponse:
    """The problem document of whatever was raised while a request was answered."""
    refused = _refusal_in(error)
    if refused is not None:
        status = STATUSES.get(refused.code, 422)
        return problem(status, refused.code, refused.message, remedy=refused.remedy, place=refused.place)
    if isinstance(error, AuthenticationError):
        return problem(
            401, "unauthorized", "No valid API key was given.", remedy="Send Authorization: Bearer <key>."
        )
    if isinstance(error, HttpError):
        return problem(error.status_code, "refused", error.message)
    if is_passing(error):
        return problem(
            503,
            "busy",
            "The desk can't write at the moment; nothing was stored.",
            remedy="Send the same again.",
        )
    return _incident(error)


def _refusal_in(error: Exception) -> DomainError | None:
    if isinstance(error, DomainError):
        return error
    if isinstance(error, ValidationError):
        return refusal_of(error.errors[0])
    if isinstance(error, (RawPostDataException, UnreadablePostError)):
        return DomainError("unreadable", "The body did not arrive whole.", remedy="Send the same again.")
    # ninja wraps what the parser of a body said
    return error.__cause__ if isinstance(error.__cause__, DomainError) else None


def refusal_of(found: Mapping[str, Any]) -> DomainError:
    """The refusal that one of pydantic's findings amounts to.

    Parameters
    ----------
    found
        As in `ValidationError.errors`; its `loc` starts with where ninja looked (body, query, path).
    """
    source, *rest = found["loc"]
    place = ""
    for part in rest[1:] if source == "body" else rest:
        place = path_of(place, part)
    if found["type"] == "otklik":
        said = found["ctx"]
        return DomainError(said["code"], said["message"], remedy=said["remedy"], place=place)
    remedy = "Leave it out." if found["type"] == "extra_forbidden" else "See the field at /api/v1/docs."
    return DomainError("unreadable", f"{found['msg']}.", remedy=remedy, place=place)


def _incident(error: Exception) -> HttpResponse:
    number = secrets.token_hex(4)
    # The frames alone: the message of an error may quote what was sent.
    frames = "".join(traceback.format_tb(error.__traceback__))
    log.error("incident %s: %s\n%s", number, type(error).__qualname__, frames)
    return problem(
        500,
        "incident",
        "Something went wrong here; nothing was stored.",
        remedy="Send the same again later, and tell the operator the number.",
        incident=number,
    )


class Problems:
    """Middleware: every error of the machines' entrances is a problem document, and no answer is kept by a cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        if not request.path_info.startswith(PREFIXES):
            return self.get_response(request)
        response = _too_large(request) or self.get_response(request)
        if response.status_code >= 400 and response.get("Content-Type") != CONTENT_TYPE:
            response = _retold(response)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn what a view raised into a problem document."""
        return problem_of(error) if request.path_info.startswith(PREFIXES) else None


def _too_large(request: HttpRequest) -> HttpResponse | None:
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if length <= MAX_BYTES:
        return None
    return problem(
        413, "too_large", f"The body is larger than {MAX_BYTES} bytes.", remedy="Send one order at a time."
    )


RETOLD: Mapping[int, tuple[str, str, str]] = {
    400: ("bad_request", "The request can't be understood.", "Check the address and the headers."),
    404: ("unknown_path", "There is nothing under this path.", "See /api/v1/docs."),
    405: ("wrong_method", "This path does not take that method.", "The header Allow says which it takes."),
    413: ("too_large", f"The body is larger than {MAX_BYTES} bytes.", "Send one order at a time."),
}
"""What the framework says by itself, as problems."""


def _retold(response: HttpResponse) -> HttpResponse:
    status = response.status_code
    code, message, remedy = RETOLD.get(status, ("refused", HTTPStatus(status).phrase, ""))
    told = problem(status, code, message, remedy=remedy)
    if "Allow" in response.headers:
        told.headers["Allow"] = response.headers["Allow"]
    return told
