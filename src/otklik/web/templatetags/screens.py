"""What every template may use: an icon of the sprite, a number for scripts, a form's field, the log-in page's words."""

from collections.abc import Sequence
from functools import lru_cache

from django import template
from django.forms import BoundField
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from otklik.web.dials import Dial
from otklik.web.shell_words import ACCOUNT, LOGIN

register = template.Library()


@lru_cache(maxsize=1)
def sprite_address() -> str:
    """Address of the sprite; asked for a thousand times by a long desk."""
    return static("otklik/icons.svg")


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """An icon of the sprite, silent to screen readers: the word beside it says what it means.

    Parameters
    ----------
    name
        Symbol of `icons.svg` without its `i-`; a symbol of goods with its `s-`.
    classes
        More classes beside `i`.
    """
    symbol = name if name.startswith("s-") else f"i-{name}"
    return format_html(
        '<svg class="i{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f" {classes}" if classes else "",
        sprite_address(),
        symbol,
    )


@register.inclusion_tag("dial.html")
def dial(drawn: Dial) -> dict[str, object]:
    """The dial of something owed, with its words beside it; ticked by `dial.js`.

    Parameters
    ----------
    drawn
        As `web/dials.py` draws it.
    """
    return {"dial": drawn, "sprite": sprite_address()}


@register.filter
def nth(values: Sequence[object], place: int) -> object:
    """The value at a place, counted from 0."""
    return values[place]


@register.filter
def unlocalized(number: float) -> str:
    """A number as a script reads it, whatever the page's language."""
    return f"{number:.3f}".rstrip("0").rstrip(".")


@register.filter
def as_input(field: BoundField) -> SafeString:
    """A form's field with the class of our inputs."""
    return field.as_widget(attrs={"class": "input"})


@register.simple_tag(takes_context=True)
def login_words(context: Context) -> dict[str, str]:
    """The words of the log-in page in the page's language."""
    return {name: words[context["shell"].locale] for name, words in LOGIN.items()}


@register.simple_tag(takes_context=True)
def account_words(context: Context) -> dict[str, str]:
    """The words of the page of one's own log-in, in the page's language."""
    return {name: words[context["shell"].locale] for name, words in ACCOUNT.items()}
