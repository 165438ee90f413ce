"""How large a share really is when only a sample was asked and not everybody answered (R02, law 13).

Cases that are asked for certain are counted, not estimated; of the others the sample says what the rest may be. Who
did not answer may have answered either way, and that stands in the bounds. docs/algorithms/refusal-audit.md has the
formulas, the simulation on known truth and why other intervals were not taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

TAIL = 0.025
"""What each end of a two-sided 95 % interval leaves out."""

PRIOR = 0.5
"""Jeffreys' prior: half a case of each kind."""

AHEAD = 2_000
"""So many cases to come stand for a tendency: its interval is that of their share."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """Cases that were to be asked with one and the same chance.

    Parameters
    ----------
    cases
        How many there are, asked or not.
    asked
        How many were drawn; equal to `cases` where everybody was.
    told
        How many of those gave an answer that says yes or no.
    true
        How many of those say yes.
    """

    cases: int
    asked: int
    told: int
    true: int


@dataclass(frozen=True, slots=True)
class TrueShare:
    """A share of all cases, estimated from those that were asked.

    Parameters
    ----------
    cases, asked, told, true
        Sums over the strata.
    share
        As if the silent ones were like those who answered in their stratum; None where nobody answered.
    floor, ceiling
        The estimate if every silent one said no, and if every one said yes; both `share` where all answered.
    low, high
        Bounds of 95 %: those two with the error of sampling. Without silent ones a plain interval.
    effective
        So many cases of an equal chance would say as much about those that were not asked; 0 where all were asked.
    few
        Whether fewer answered than anybody may be judged by.
    """

    cases: int
    asked: int
    told: int
    true: int
    share: float | None
    floor: float
    ceiling: float
    low: float
    high: float
    effective: float
    few: bool

    @property
    def silent(self) -> int:
        """How many were asked and said nothing that decides."""
        return self.asked - self.told


@dataclass(frozen=True, slots=True)
class Shrunk:
    """A share drawn towards that of all, the more the fewer cases it has: for comparison only.

    Parameters
    ----------
    share, low, high
        Of the tendency, with 95 % bounds.
    weight
        How much of it is the group's own, 0 to 1.
    """

    share: float
    low: float
    high: float
    weight: float


def estimate_share(strata: Sequence[Stratum], few: int) -> TrueShare:
    """Return the share of yes among all cases of some strata.

    Parameters
    ----------
    strata
        Of a group; empty ones say nothing.
    few
        Fewer answers than this are too few to judge by.
    """
    cases, asked, told, true = (
        sum(getattr(one, name) for one in strata) for name in ("cases", "asked", "told", "true")
    )
    rest = cases - asked
    floor, effective = _unasked([(one, one.true) for one in strata], 0.0)
    ceiling, _ = _unasked([(one, one.true + one.asked - one.told) for one in strata], 1.0)
    low = true + _quantiles(rest, floor, effective)[0]
    high = true + asked - told + _quantiles(rest, ceiling, effective)[1]
    whole = max(cases, 1)
    return TrueShare(
        cases=cases,
        asked=asked,
        told=told,
        true=true,
        share=_share_of_those_who_answered(strata),
        floor=(true + rest * floor) / whole,
        ceiling=(true + asked - told + rest * ceiling) / whole,
        low=low / whole,
        high=high / whole if cases else 1.0,
        effective=effective,
        few=told < few,
    )


def _share_of_those_who_answered(strata: Sequence[Stratum]) -> float | None:
    heard = [one for one in strata if one.told]
    weight = sum(one.cases for one in heard)
    return sum(one.cases * one.true / one.told for one in heard) / weight if weight else None


def _unasked(strata: Sequence[tuple[Stratum, int]], unknown: float) -> tuple[float, float]:
    """Share of yes among the cases that were not asked, and how many equally likely cases would say as much.

    Parameters
    ----------
    strata
        Each with how many of its asked cases count as yes.
    unknown
        The share where none of their kind was asked.

    Notes
    -----
    Each asked case stands for (cases − asked) / asked others; Kish's effective size is (Σw)² / Σw².
    """
    weights = [((one.cases - one.asked) / one.asked, one.asked, yes) for one, yes in strata if one.asked]
    total = sum(weight * asked for weight, asked, _ in weights)
    if total <= 0:
        return unknown, 0.0
    share = sum(weight * yes for weight, _, yes in weights) / total
    return share, total * total / sum(weight * weight * asked for weight, asked, _ in weights)


def _quantiles(cases: int, share: float, effective: float) -> tuple[int, int]:
    """Bounds of how many of some more cases say yes, after so many with that share: mid-p, Jeffreys' prior."""
    if cases <= 0:
        return 0, 0
    chances = _chances(cases, effective * share + PRIOR, effective * (1 - share) + PRIOR)
    middle = np.cumsum(chances) - chances / 2
    low = min(int(np.searchsorted(middle, TAIL, "left")), cases)
    high = int(np.searchsorted(middle, 1 - TAIL, "right")) - 1
    return (low, high) if low <= high else (low, low)


def _chances(cases: int, yes: float, no: float) -> NDArray[np.float64]:
    """Beta-binomial chances of 0, 1, … `cases` times yes, by their ratios in logarithms."""
    counted = np.arange(cases, dtype=np.float64)
    ratios = (cases - counted) * (counted + yes) / ((counted + 1) * (cases - counted - 1 + no))
    logs = np.concatenate(([0.0], np.cumsum(np.log(ratios))))
    chances: NDArray[np.float64] = np.exp(logs - logs.max())
    chances /= chances.sum()
    return chances


def shrink_shares(shares: Sequence[TrueShare]) -> tuple[Shrunk | None, ...]:
    """Return each share as the spread of all of them lets one believe it; None where nobody answered.

    Parameters
    ----------
    shares
        Of the groups of one network.

    Notes
    -----
    Beta-binomial empirical Bayes, the spread by moments (Kleinman 1973). Answers count as they are; weights of the
    sample only move the share. With fewer than three groups nothing is known of a spread: each stays its own.
    """
    heard = [one for one in shares if one.told and one.share is not None]
    strength, middle = _prior(heard) if len(heard) > 2 else (2 * PRIOR, 0.5)
    return tuple(_shrunk(one, strength, middle) for one in shares)


def _prior(heard: Sequence[TrueShare]) -> tuple[float, float]:
    """How many cases the network is worth, and its share."""
    sizes = np.array([one.told for one in heard], dtype=np.float64)
    own = np.array([one.share for one in heard], dtype=np.float64)
    total = float(sizes.sum())
    middle = min(max(float(sizes @ own) / total, PRIOR / total), 1 - PRIOR / total)
    chance, degrees = middle * (1 - middle), len(heard) - 1
    spread = float(sizes @ (own - middle) ** 2) / chance - degrees
    room = total - float(sizes @ sizes) / total - degrees
    likeness = min(max(spread / room if room > 0 else 0.0, 1 / (total + 1)), 0.5)
    return 1 / likeness - 1, middle


def _shrunk(one: TrueShare, strength: float, middle: float) -> Shrunk | None:
    if not one.told or one.share is None:
        return None
    yes, no = one.told * one.share + strength * middle, one.told * (1 - one.share) + strength * (1 - middle)
    summed = np.cumsum(_chances(AHEAD, yes, no))
    low, high = (float(np.searchsorted(summed, at)) / AHEAD for at in (TAIL, 1 - TAIL))
    return Shrunk(yes / (yes + no), low, high, one.told / (one.told + strength))
