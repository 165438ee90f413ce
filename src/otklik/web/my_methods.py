"""How somebody is reached, on a page of his own: everybody connects his number, mail and Telegram himself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from otklik.store import clock
from otklik.web.method_codes import METHOD_FIELDS, Acted, Methods, Trial, act_on_methods, methods_of
from otklik.web.method_words import MINE
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup import typed
from otklik.web.setup_words import SAID
from otklik.web.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class MyMethodsPage:
    """The page in words; the rest is what `setup/methods.html` shows."""

    title: str
    words: Mapping[str, str]
    methods: Methods
    done: str = ""
    trial: Trial | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    may_act: bool = True


@require_http_methods(["GET", "HEAD", "POST"])
def show_my_methods(request: HttpRequest) -> HttpResponse:
    """The page; POST sends a code to an address of one's own, takes it back, or stops using one."""
    viewer, locale = viewer_of(request), locale_of(request)
    owner, acted = f"person/{viewer.person}", Acted()
    if request.method == "POST":
        acted = act_on_methods(request, owner)
        if acted.said:
            return HttpResponseRedirect(f"{reverse('my_methods')}?done={acted.said}", status=303)
    told = request.GET.get("done", "")
    page = MyMethodsPage(
        title=MINE["title"][locale],
        words={name: words[locale] for name, words in MINE.items()},
        methods=methods_of(owner, locale, viewer.zone, now=clock.now()),
        done=SAID[told][locale] if told in ("method_proved", "method_removed") else "",
        trial=acted.trial,
        errors=acted.errors,
        values=typed(request, *METHOD_FIELDS) if acted.errors else {"address": "", "channel": ""},
    )
    return render_screen(request, "my_methods.html", page, status=422 if acted.errors else 200)
