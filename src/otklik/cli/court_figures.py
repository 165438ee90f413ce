"""The figures of the refusal court, for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from otklik.actions.network import Network
from otklik.analytics.court import GroupFigures
from otklik.analytics.true_shares import Shrunk, TrueShare
from otklik.cli.printing import table

SHOWN = ("cases", "drawn", "premature", "silence", "would_have_bought", "parked", "rescued")

HEADER = (
    "partner",
    "reason",
    "stated",
    "confirmed",
    "95 %",
    "asked",
    "early",
    "silent",
    "bought",
    "parked",
    "saved",
)


def figures_of(found: Network, partner: str = "") -> dict[str, Any]:
    """The figures as plain values; shares are 0 to 1, money is in minor units."""
    return {
        "from": found.window.first_on.isoformat(),
        "to": found.window.last_on.isoformat(),
        "zone": found.window.zone,
        "position": found.position,
        "currency": found.court.currency,
        "network": {"answers": found.total, **_group(found.court.network)},
        "partners": [
            {
                "partner": one.partner,
                "agreed": found.is_agreed(one.partner),
                "answers": found.answers.get(one.partner),
                **_group(one),
            }
            for one in found.court.partners
            if partner in ("", one.partner)
        ],
    }


def _group(group: GroupFigures) -> dict[str, Any]:
    return {
        **_counts(group),
        **_truth(group.truth, group.shrunk),
        "reasons": [
            {"reason": one.reason, "stated": one.stated, **_counts(one), **_truth(one.truth, one.shrunk)}
            for one in group.reasons
        ],
    }


def _counts(group: Any) -> dict[str, Any]:
    return {
        "counts": {name: one.rows for name, one in group.counts.items()},
        "money_minor": {name: one.minor for name, one in group.counts.items()},
    }


def _truth(truth: TrueShare, shrunk: Shrunk | None) -> dict[str, Any]:
    return {
        "confirmed": {
            "share": truth.share,
            "low": truth.low,
            "high": truth.high,
            "if_all_silent_say_no": truth.floor,
            "if_all_silent_say_yes": truth.ceiling,
            "cases": truth.cases,
            "asked": truth.asked,
            "answered": truth.told,
            "too_few_to_judge": truth.few,
        },
        "for_comparison_only": shrunk and {"share": shrunk.share, "low": shrunk.low, "high": shrunk.high},
    }


def figure_lines(found: Network, partner: str = "") -> Iterator[str]:
    """The same as a table; who is too few to judge is said so."""
    yield f"{found.window.first_on} to {found.window.last_on}; the journal up to no. {found.position}"
    yield ""
    groups = [found.court.network, *found.court.partners] if not partner else list(found.court.partners)
    rows = []
    for group in groups:
        if partner in ("", group.partner):
            name = group.partner or "(network)"
            rows.append(_row(name, "(all)", 1.0 if group.reasons else 0.0, group))
            rows += [_row("", one.reason, one.stated, one) for one in group.reasons]
    yield from table(HEADER, rows)


def _row(name: str, reason: str, stated: float, group: Any) -> list[str]:
    truth, count = group.truth, {name: one.rows for name, one in group.counts.items()}
    share = "-" if truth.share is None else f"{truth.share:.0%}"
    bounds = f"{truth.low:.0%}–{truth.high:.0%}" if truth.told else "-"
    return [
        name,
        reason,
        f"{stated:.0%} ({count['cases']})",
        f"{share}{' too few' if truth.few and truth.told else ''}",
        f"{bounds}{' (bounds)' if truth.silent else ''}",
        f"{truth.told} of {truth.asked}",
        *(str(count[name]) for name in SHOWN[2:]),
    ]
