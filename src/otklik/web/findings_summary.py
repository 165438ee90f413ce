"""An audit or a report as lines of a terminal: a screenful, bad news first, without colours."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from otklik.analytics.findings import Findings, Share, Spread
from otklik.analytics.frames import Source
from otklik.domain.locales import NBSP, Locale, group
from otklik.domain.wording import clean
from otklik.web.findings_blocks import Teller, opens_nothing
from otklik.web.findings_figures import band_names, bounds_text, day_text, norm_text, share_text, span_text
from otklik.web.findings_headline import write_lead, write_rest
from otklik.web.findings_sentences import CAVEAT_LINE, METHOD, NOTES, PAGE
from otklik.web.findings_terms import FIELDS, FLAWS, OUTCOMES, term
from otklik.web.findings_words import FIGURES

WIDTH = 100
LABEL_W, FIGURE_W = 52, 9
MOST_FLAWS = 3


def summary_lines(findings: Findings, source: Source, *, locale: Locale) -> list[str]:
    """What was found, as lines of at most 100 signs: the headline, the figures, what is missing, what is wrong.

    Parameters
    ----------
    findings, source
        What was found, and in what.
    locale
        Language.
    """
    to = Teller(locale, opens_nothing, findings.zone, findings.norms[0].few)
    lines = [_about(findings, source, to), ""]
    for sentence in (write_lead(findings, to)[0], *write_rest(findings, to)):
        lines += textwrap.wrap(sentence, WIDTH, break_on_hyphens=False)
    if findings.orders:
        lines += ["", *_figures(findings, to)]
    lines += ["", *_source(findings, source, to)]
    return [line.replace(NBSP, " ") for line in lines]


def _about(findings: Findings, source: Source, to: Teller) -> str:
    days = {
        "from": day_text(findings.from_s, findings.zone, to.locale),
        "until": day_text(findings.until_s, findings.zone, to.locale),
    }
    known = (
        clean(source.name),
        source.form,
        PAGE["period"][to.locale].format(**days) if findings.orders else "",
    )
    return "; ".join(one for one in known if one)


def _figures(findings: Findings, to: Teller) -> Iterator[str]:
    """The figures, one a line: its name, the share, the interval, how many of how many."""
    norms, answers = findings.norms[0], findings.answers
    spans = {"in_target": "target", "in_limit": "limit", "premature": "premature"}
    for name, share in _shares(findings).items():
        if share is not None:
            span = norm_text(norms, spans[name], to.locale) if name in spans else ""
            yield _line(FIGURES[name][to.locale].format(span=span), share, to)
    ended = [one for one in findings.outcomes or () if one.share.part]
    for outcome in ended if answers is None else ():
        yield _line(term(OUTCOMES, outcome.name, to.locale), outcome.share, to)
    if answers is not None:
        labels = band_names(tuple(band.name for band in answers.bands), to.locale)
        for label, band in zip(labels, answers.bands, strict=True):
            yield _line(f"  {label}", band.working, to)
    for name, spread in _spreads(findings).items():
        ends = (spread.p50_s, spread.p90_s, spread.p95_s)
        texts = " / ".join(span_text(one, to.locale, working="working" in name) for one in ends)
        yield f"{FIGURES[name][to.locale] + ', 50 / 90 / 95 %':<{LABEL_W}}  {texts}"
    if findings.curve is not None and findings.curve.bins:
        yield CAVEAT_LINE[to.locale]


def _shares(findings: Findings) -> Mapping[str, Share | None]:
    answers, refusals, promises = findings.answers, findings.refusals, findings.promises
    return {
        "silent": answers.silent if answers else None,
        "premature": refusals.premature if refusals else None,
        "without_contact": refusals.without_contact if refusals else None,
        "late": promises.late if promises else None,
        "phone_left": findings.phone_left,
        "in_limit": answers.in_limit if answers else None,
        "in_target": answers.in_target if answers else None,
    }


def _spreads(findings: Findings) -> Mapping[str, Spread]:
    answers, delivery = findings.answers, findings.delivery
    spreads = {
        "working": answers.working if answers else None,
        "handed_over_working": delivery.handed_over_working if delivery else None,
        "delivered": delivery.delivered if delivery else None,
    }
    return {name: spread for name, spread in spreads.items() if spread is not None}


def _line(label: str, share: Share, to: Teller) -> str:
    counts = f"{group(share.part, to.locale)} / {group(share.whole, to.locale)}"
    few = f"  {NOTES['too_few'][to.locale]}" if share.few else ""
    figure = share_text(share, to.locale)
    return f"{label:<{LABEL_W}}{figure:>{FIGURE_W}}  {bounds_text(share, to.locale):<12}{counts}{few}"


def _source(findings: Findings, source: Source, to: Teller) -> Iterator[str]:
    left = sum(one.count for one in source.flaws if one.dropped)
    yield NOTES["quality"][to.locale].format(
        read=group(source.rows_read, to.locale),
        orders=group(source.orders, to.locale),
        left=group(left, to.locale),
    )
    for flaw in source.flaws[:MOST_FLAWS]:
        words = FLAWS.get(flaw.code)
        what = words.what[to.locale] if words else flaw.code
        field = f" ({clean(term(FIELDS, flaw.field, to.locale))})" if flaw.field else ""
        remedy = words.remedy[to.locale] if words else ""
        told = f"{group(flaw.count, to.locale)}: {what}{field}. {remedy}"
        yield from textwrap.wrap(told, WIDTH, initial_indent="  ", subsequent_indent="    ")
    if len(source.flaws) > MOST_FLAWS:
        yield f"  {NOTES['rest'][to.locale].format(count=len(source.flaws) - MOST_FLAWS)}"
    if findings.absent:
        names = ", ".join(term(FIELDS, name, to.locale) for name in findings.absent)
        yield from textwrap.wrap(f"{METHOD['absent'][to.locale]}: {names}.", WIDTH, subsequent_indent="  ")
    for hours in findings.hours:
        yield f"{METHOD['hours'][to.locale]}: {clean(hours)}"
