"""What a figure of a report is called: its name in the findings, in words for the head of its orders."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.analytics.findings import Findings
from otklik.analytics.measures import unquoted
from otklik.domain.locales import Locale, Words
from otklik.domain.refusal_reasons import reason_words
from otklik.web.findings_figures import band_names, norm_text, span_text
from otklik.web.findings_terms import OUTCOMES, term
from otklik.web.findings_words import FIGURES
from otklik.web.store_words import DAY_NAMES

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")

NAMES: Mapping[str, str] = {
    "orders": "orders_minor",
    "kept": "kept_minor",
    "phone_left": "phone_left",
    "refusals/wall": "refusal_wall",
    **{f"answers/{name}": name for name in (
        "in_target", "in_limit", "silent", "first_thing", "completed_silently", "working", "wall",
    )},
    **{f"refusals/{name}": name for name in ("refused", "premature", "without_contact", "without_reason")},
    **{f"promises/{name}": name for name in ("kept", "late", "unknown", "late_by", "early_by")},
    **{f"delivery/{name}": name for name in ("handed_over", "handed_over_working", "delivered")},
    **{f"money/{name}": f"{name}_minor" for name in ("kept", "lost", "silent_lost", "late_lost", "premature_lost")},
}  # fmt: skip
"""Figure → its words in `FIGURES`."""

WORDS: Mapping[str, Words] = {
    "plain": {"ru": "Заказы за цифрой", "en": "Orders behind a figure"},
    "band": {"ru": "Когда ответили: {name}", "en": "When they were answered: {name}"},
    "outcome": {"ru": "Чем кончилось: {name}", "en": "How it ended: {name}"},
    "reason": {"ru": "Причина отказа: {name}", "en": "Reason of the refusal: {name}"},
    "whole": {"ru": "Из чего считали: {title}", "en": "Counted among: {title}"},
}


def title_of(figure: str, findings: Findings, locale: Locale) -> str:
    """The words of a figure, with the group or hour that it is restricted to; a general word for one without.

    Parameters
    ----------
    figure
        As the findings name it.
    findings
        Those in which it stands: their norms say spans.
    locale
        Language.
    """
    within, name = _split(figure, locale)
    whole = name.removesuffix("/all")
    title = _plain(whole, findings, locale)
    if whole != name:
        title = WORDS["whole"][locale].format(title=title[:1].lower() + title[1:])
    return f"{title} · {within}" if within else title


def _split(figure: str, locale: Locale) -> tuple[str, str]:
    """What a figure is restricted to, in words, and its own name."""
    parts = figure.split("/")
    if parts[0] == "by" and len(parts) > 3:
        return unquoted(parts[2]), "/".join(parts[3:])
    if parts[0] == "week" and len(parts) > 3 and parts[1].isdigit() and parts[2].isdigit():
        day = DAY_NAMES[DAYS[int(parts[1]) % 7]][locale]
        return f"{day} {parts[2]}:00–{int(parts[2]) + 1}:00", "/".join(parts[3:])
    return "", figure


def _plain(name: str, findings: Findings, locale: Locale) -> str:
    norms = findings.norms[0]
    if name in NAMES:
        spans = {
            "in_target": norm_text(norms, "target", locale),
            "in_limit": norm_text(norms, "limit", locale),
            "premature": span_text(norms.premature_s, locale),
        }
        return FIGURES[NAMES[name]][locale].format(span=spans.get(NAMES[name], ""))
    kind, _, last = name.rpartition("/")
    if kind in ("answers/band", "answers/wall_band", "curve"):
        bands = (*norms.bands, "later", "never")
        names = dict(zip(bands, band_names(bands, locale), strict=True))
        return WORDS["band"][locale].format(name=names.get(last, last))
    if kind == "outcomes":
        return WORDS["outcome"][locale].format(name=term(OUTCOMES, last, locale))
    if kind in ("refusals/reason", "refusals/premature_reason"):
        return WORDS["reason"][locale].format(name=reason_words(unquoted(last), locale))
    return WORDS["plain"][locale]
