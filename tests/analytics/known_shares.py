"""Cases whose truth is known, drawn and answered by a law that is known: how often an interval holds the true share.

`python -m tests.analytics.known_shares` writes the tables of docs/algorithms/refusal-audit.md anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from otklik.analytics.true_shares import Stratum, estimate_share

PAGE = Path(__file__).parents[2] / "docs" / "algorithms" / "refusal-audit.md"
SIZES = (20, 100, 400)
RATES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5)
REPLICATIONS = 2_000
FEW = 20
BIASES = ((0.9, 0.3), (0.3, 0.9), (1.0, 0.0), (0.0, 1.0))
"""Chance to answer of those who would say yes and of those who would say no."""

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Group:
    """One stratum: cases, how many of them are asked, the chance of a yes, who answers."""

    cases: int
    asked: int
    rate: float
    answer: tuple[float, float] = (1.0, 1.0)


@dataclass(frozen=True)
class Coverage:
    """How often the interval held the truth, how often a plain average ± 1.96 standard errors did; its mean width."""

    held: float
    plain: float
    width: float


def certain_and_drawn(size: int, rate: float, answer: tuple[float, float] = (1.0, 1.0)) -> tuple[Group, ...]:
    """A fifth of the cases is asked for certain and says yes thrice as often; of the rest a fifth is drawn."""
    return (
        Group(size, size, min(0.9, 3 * rate), answer),
        Group(5 * size, size, rate, answer),
    )


def two_plans(size: int, rate: float) -> tuple[Group, ...]:
    """A plan that changed: half of the cases were drawn first, later a tenth, and the yeses became half as many."""
    return (Group(size, size // 2, rate), Group(5 * size, size // 2, rate / 2))


def cover(groups: Sequence[Group], seed: int, replications: int = REPLICATIONS) -> Coverage:
    """Draw so many times; each combination of counts is estimated once."""
    rng = np.random.default_rng(seed)
    drawn = [_draw(group, rng, replications) for group in groups]
    truth = sum(one[0] for one in drawn) / sum(group.cases for group in groups)
    seen = np.column_stack([column for _, told, true in drawn for column in (told, true)])
    kinds, place = np.unique(seen, axis=0, return_inverse=True)
    bounds = np.array([_bounds(groups, kind.tolist()) for kind in kinds])[place.ravel()]
    told, true = (seen[:, start::2].sum(axis=1) for start in (0, 1))
    share = np.where(told, true / np.maximum(told, 1), 0.5)
    half = 1.96 * np.sqrt(share * (1 - share) / np.maximum(told, 1))
    return Coverage(
        held=_held(bounds[:, 0], bounds[:, 1], truth),
        plain=_held(share - half, share + half, truth),
        width=float(np.mean(bounds[:, 1] - bounds[:, 0])),
    )


def _draw(group: Group, rng: np.random.Generator, replications: int) -> tuple[Counts, Counts, Counts]:
    truth = rng.binomial(group.cases, group.rate, replications)
    found = rng.hypergeometric(truth, group.cases - truth, group.asked)
    true = rng.binomial(found, group.answer[0])
    return truth, true + rng.binomial(group.asked - found, group.answer[1]), true


def _bounds(groups: Sequence[Group], counted: Sequence[int]) -> tuple[float, float]:
    strata = [
        Stratum(group.cases, group.asked, told, true)
        for group, told, true in zip(groups, counted[::2], counted[1::2], strict=True)
    ]
    found = estimate_share(strata, FEW)
    return found.low, found.high


def _held(low: NDArray[np.float64], high: NDArray[np.float64], truth: NDArray[np.float64]) -> float:
    return float(np.mean((low - 1e-9 <= truth) & (truth <= high + 1e-9)))


def full_response() -> Iterator[tuple[int, float, Coverage]]:
    """Everybody answers, and the contradictory ones are asked for certain."""
    for size in SIZES:
        for rate in RATES:
            yield size, rate, cover(certain_and_drawn(size, rate), seed=size + round(1_000 * rate))


def changed_plans() -> Iterator[tuple[int, float, Coverage]]:
    """Everybody answers, and the chance of being asked changed on the way."""
    for size in SIZES:
        for rate in RATES:
            yield size, rate, cover(two_plans(size, rate), seed=size + round(1_000 * rate))


def biased_response() -> Iterator[tuple[int, float, tuple[float, float], Coverage]]:
    """Whether somebody answers depends on what he would say."""
    for size in SIZES:
        for rate in (0.02, 0.1, 0.5):
            for answer in BIASES:
                groups = certain_and_drawn(size, rate, answer)
                yield size, rate, answer, cover(groups, seed=size + round(1_000 * rate))


def tables() -> dict[str, str]:
    """The tables of the page by the name in its markers."""
    head = "| n | rate | held | plain average | mean width |\n|---|---|---|---|---|\n"
    plain = {
        name: head + "\n".join(_line(str(size), f"{rate:.0%}", found) for size, rate, found in rows)
        for name, rows in (("full", full_response()), ("plans", changed_plans()))
    }
    rows = "\n".join(
        _line(str(size), f"{rate:.0%}", f"{answer[0]:.0%} / {answer[1]:.0%}", found)
        for size, rate, answer, found in biased_response()
    )
    return plain | {
        "biased": head.replace("rate |", "rate | answer: yes / no |", 1).replace("|---", "|---|---", 1) + rows
    }


def _line(*cells: str | Coverage) -> str:
    said = []
    for cell in cells:
        said += (
            [cell]
            if isinstance(cell, str)
            else [f"{cell.held:.1%}", f"{cell.plain:.1%}", f"{cell.width:.3f}"]
        )
    return f"| {' | '.join(said)} |"


def write() -> None:
    """Put the tables between their markers."""
    text = PAGE.read_text("utf-8")
    for name, table in tables().items():
        pattern = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
        text = re.sub(
            pattern, lambda found, made=table: f"{found[1]}{made}\n{found[2]}", text, flags=re.DOTALL
        )
    PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    write()
