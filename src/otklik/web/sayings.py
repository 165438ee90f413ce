"""What a screen says of the act that led to it: a word of the address that names a sentence, and what can be undone.

Only sentences of `act_words` can be named, so an address that somebody makes up says nothing new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.http import HttpRequest, QueryDict

from otklik.domain.locales import Locale
from otklik.domain.wording import fill_first
from otklik.web.act_words import OTHERWISE, REFUSED, SAID, UNDO

FIELDS = ("said", "undo")


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence above the page.

    Parameters
    ----------
    text
        The sentence.
    failed
        Whether it says that something was not done.
    undo_order, undo_outcome
        What can be undone, ids; empty = nothing.
    undo
        The word of the button.
    """

    text: str
    failed: bool
    undo_order: str
    undo_outcome: str
    undo: str


def sentence(name: str, locale: Locale, values: Mapping[str, str] | None = None) -> str:
    """The sentence of an act or an error code.

    Parameters
    ----------
    name
        Of `act_words.SAID` or `REFUSED`; anything else gets the sentence for the rest.
    locale
        Language.
    values
        By placeholder; what is missing is not known.
    """
    forms = SAID.get(name) or REFUSED.get(name) or (OTHERWISE,)
    return fill_first(forms, locale, defaultdict(str, values or {}))


def saying_of(request: HttpRequest, locale: Locale) -> Saying | None:
    """What the address asks to be said, or None."""
    name = request.GET.get("said", "")
    if name not in SAID and name not in REFUSED:
        return None
    order, _, outcome = request.GET.get("undo", "").partition(".")
    known = name in SAID and outcome.isascii() and outcome.isdigit()
    return Saying(
        text=sentence(name, locale),
        failed=name in REFUSED,
        undo_order=order if known else "",
        undo_outcome=outcome if known else "",
        undo=UNDO[locale],
    )


def with_saying(address: str, name: str, undo: str = "") -> str:
    """The address of a page that says the sentence, whatever it said before."""
    parts = urlsplit(address)
    query = QueryDict(parts.query, mutable=True)
    for field in FIELDS:
        query.pop(field, None)
    said = urlencode({"said": name, **({"undo": undo} if undo else {})})
    return urlunsplit(parts._replace(query="&".join(part for part in (query.urlencode(), said) if part)))
