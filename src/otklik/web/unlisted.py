"""Pages that only a link opens: kept by nobody, told to nobody, and one answer to every link that isn't good.

A wrong, an expired and a revoked link get the same bytes, so the answer tells a guesser nothing.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string

from otklik.web.link_words import GONE

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


def unlisted_page(template: str, page: Any, *, status: int = 200) -> HttpResponse:
    """The rendered page with the headers of a secret address.

    Parameters
    ----------
    template
        Name of a template that extends `base.html`.
    page
        Its `page`: a frozen dataclass with `locale` and `title`.
    status
        HTTP status.
    """
    headers = {**HEADERS, "Content-Language": page.locale}
    return HttpResponse(render_to_string(template, {"page": page}), status=status, headers=headers)


def no_such_page() -> HttpResponse:
    """The answer to every link that isn't good: 404, in both languages, whoever asks."""
    return HttpResponse(
        render_to_string("gone.html", {"words": GONE}),
        status=404,
        headers={**HEADERS, "Content-Language": "en, ru"},
    )
