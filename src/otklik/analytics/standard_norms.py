"""The numbers of a standard that past orders are judged by."""

from __future__ import annotations

from dataclasses import replace

from otklik.analytics.findings import Norms
from otklik.analytics.frames import OrderFrame
from otklik.domain.standards import Duration, Standard

KIND = "first_answer"
"""The kind of obligation whose bands, target and limit judge answers."""


def norms_of(standard: Standard, trade: str = "") -> Norms:
    """Return the norms that a standard sets for a trade; what it does not say is as in `Norms`.

    Parameters
    ----------
    standard
        Compiled; its `first_answer` and `[refusal]` are read.
    trade
        Whose standard it is; empty for the default.
    """
    usual, kind = Norms(), standard.kinds.get(KIND)
    floor_s = standard.refusal.floor_s
    if kind is None or kind.limit is None:
        return replace(usual, premature_s=floor_s, trade=trade)
    target = kind.target or kind.limit
    return Norms(
        bands=tuple(_text(band) for band in kind.bands) or usual.bands,
        target_s=target.seconds,
        limit_s=kind.limit.seconds,
        premature_s=floor_s,
        trade=trade,
        target_days=target.working_days,
        limit_days=kind.limit.working_days,
    )


def norms_in(standard: Standard, frame: OrderFrame) -> tuple[Norms, ...]:
    """Return the norms of a standard and of its trades (R39) by which the orders of a frame are judged.

    Parameters
    ----------
    standard
        Compiled.
    frame
        Where all its orders are of one trade, that trade's norms come first.
    """
    trades = frame.labels["trade"].names if "trade" in frame.labels else ()
    whole = trades[0] if len(trades) == 1 and (frame.labels["trade"].codes == 0).all() else ""
    others = (name for name in ("", *standard.trades) if name != whole)
    return tuple(norms_of(standard.of_trade(name), name) for name in (whole, *others))


def _text(span: Duration) -> str:
    """A band as the standard writes it: whole hours from two on, else minutes, else seconds."""
    if span.working_days is not None:
        return f"{span.working_days}wd"
    for unit_s, unit, least in ((3_600, "h", 2), (60, "m", 1)):
        if span.seconds % unit_s == 0 and span.seconds >= least * unit_s:
            return f"{span.seconds // unit_s}{unit}"
    return f"{span.seconds}s"
