"""An audit or a report as a page of the product, as a file that is carried away, and as lines of a terminal.

One view and one template for all; the file brings its style and icons with it, has no script and asks nobody for
anything. The same findings give the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from otklik.analytics.findings import Findings
from otklik.analytics.frames import Source
from otklik.domain.locales import Locale, count_of
from otklik.web.findings_answers import answers_section, curve_sections
from otklik.web.findings_blocks import FindingsView, Opens, Section, Teller, opens_nothing
from otklik.web.findings_figures import day_text
from otklik.web.findings_groups import group_sections
from otklik.web.findings_headline import write_lead, write_rest, write_tiles
from otklik.web.findings_outcomes import money_sections, outcome_sections, worst_sections
from otklik.web.findings_promises import promise_sections
from otklik.web.findings_quality import source_sections
from otklik.web.findings_refusals import refusal_sections
from otklik.web.findings_sentences import NOTES, PAGE
from otklik.web.findings_week import week_sections
from otklik.web.templatetags.screens import sprite_address

STYLES = ("tokens.css", "components.css", "findings.css")
ICONS = ("logo", "alert", "check", "clock")
"""Icons that the file brings with it."""


def findings_view(
    findings: Findings, source: Source, *, locale: Locale, opens: Opens = opens_nothing
) -> FindingsView:
    """The page of findings, ready for the template `findings.html` inside the product's frame.

    Parameters
    ----------
    findings, source
        What was found, and in what.
    locale
        Language.
    opens
        Address of the orders behind a figure, by its name as `analytics/evidence.py` knows it, or by `row/<row>` for
        one of the worst orders; None where there is none.
    """
    return _view(
        findings, source, Teller(locale, opens, findings.zone, findings.norms[0].few), sprite_address()
    )


def _view(findings: Findings, source: Source, to: Teller, sprite: str) -> FindingsView:
    lead, tone = write_lead(findings, to)
    return FindingsView(
        locale=to.locale,
        lead=lead,
        rest=tuple(write_rest(findings, to)),
        tone=tone,
        tiles=write_tiles(findings, to),
        sections=_sections(findings, source, to),
        contents=NOTES["contents"][to.locale],
        sprite=sprite,
    )


def _sections(findings: Findings, source: Source, to: Teller) -> tuple[Section, ...]:
    """Bad news first; where there are no orders, only what is wrong with the source."""
    if not findings.orders:
        return tuple(source_sections(findings, source, to))
    return (
        answers_section(findings, to),
        *curve_sections(findings, to),
        *money_sections(findings, to),
        *worst_sections(findings, to),
        *refusal_sections(findings, to),
        *promise_sections(findings, to),
        *outcome_sections(findings, to),
        *group_sections(findings, to),
        *week_sections(findings, to),
        *source_sections(findings, source, to),
    )


def title_of(source: Source, locale: Locale) -> str:
    """The title of a page of findings."""
    return PAGE["title" if source.name else "title_journal"][locale]


def subtitle_of(findings: Findings, source: Source, locale: Locale) -> str:
    """The line below it: file, period, how many orders."""
    period = PAGE["period"][locale].format(
        **{
            "from": day_text(findings.from_s, findings.zone, locale),
            "until": day_text(findings.until_s, findings.zone, locale),
        }
    )
    parts = (source.name, period if findings.orders else "", count_of(findings.orders, "order", locale))
    return " · ".join(part for part in parts if part)


def render_file(findings: Findings, source: Source, *, locale: Locale) -> str:
    """Findings as one HTML file that needs nothing else.

    Parameters
    ----------
    findings, source
        What was found, and in what.
    locale
        Language.
    """
    to = Teller(locale, opens_nothing, findings.zone, findings.norms[0].few)
    style, digest = _style()
    return render_to_string(
        "findings_file.html",
        {
            "findings": _view(findings, source, to, ""),
            "title": title_of(source, locale),
            "subtitle": subtitle_of(findings, source, locale),
            "brand": PAGE["made"][locale],
            "style": style,
            "style_digest": digest,
            "sprite": _sprite(),
        },
    )


def _static(name: str) -> str:
    found = finders.find(f"otklik/{name}")
    return Path(str(found)).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _style() -> tuple[SafeString, str]:
    """The style sheets without their remarks, and the digest by which the file's policy allows them."""
    text = "\n".join(_static(name) for name in STYLES)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\n\s*", "\n", text).strip()
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return mark_safe(text), digest  # noqa: S308 - our own style sheets


@lru_cache(maxsize=1)
def _sprite() -> SafeString:
    """The symbols of the icons that the file uses."""
    wanted = "|".join(f"i-{name}" for name in ICONS)
    symbols = re.findall(rf'<symbol id="(?:{wanted})".*?</symbol>', _static("icons.svg"), flags=re.DOTALL)
    return mark_safe("".join(symbols))  # noqa: S308 - our own icons
