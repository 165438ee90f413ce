"""Weights of differences, learnt from what buyers took of what they were offered (R36).

A logistic regression says how much each difference costs an acceptance; a difference that seems to help counts nothing.
It loads scikit-learn: commands and the worker's own runs import it, pages and actions read what was stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from sklearn.linear_model import LogisticRegression

from otklik.domain.alternatives import ENOUGH, SHIPPED, SIMILAR, TERMS

ENOUGH_OF_EACH = 15
"""Of those taken, and of those not taken."""

PENALTY = 1.0
"""Strength of the ridge: with few decisions weights stay near nothing rather than far from the truth."""


class Decision(Protocol):
    """One offer and what the buyer said."""

    @property
    def rung(self) -> str:
        """Of `alternatives.RUNGS`."""

    @property
    def terms(self) -> Mapping[str, float]:
        """Differences by name."""

    @property
    def accepted(self) -> bool:
        """Whether he took it."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt; empty weights = too few decisions.

    Parameters
    ----------
    weights
        By term; they sum up to what the shipped ones do, so that costs stay comparable.
    decisions, accepted
        How many there were, and how many of them were taken.
    """

    weights: Mapping[str, float]
    decisions: int
    accepted: int


def learn(decisions: Sequence[Decision]) -> Learnt:
    """The weights that the decisions speak for.

    Parameters
    ----------
    decisions
        Any number, in any order; a term that a decision does not name was no difference.

    Notes
    -----
    Whether an offer was the same goods or similar ones is told apart, and is no weight: rungs don't change places. A
    term in which all offers agree keeps its shipped weight, and so do all where no term costs anything.
    """
    taken = sum(one.accepted for one in decisions)
    if len(decisions) < ENOUGH or min(taken, len(decisions) - taken) < ENOUGH_OF_EACH:
        return Learnt({}, len(decisions), taken)
    terms = np.array([[one.terms.get(name, 0.0) for name in TERMS] for one in decisions])
    similar = np.array([[float(one.rung == SIMILAR)] for one in decisions])
    answers = np.array([one.accepted for one in decisions])
    model = LogisticRegression(C=1.0 / PENALTY, max_iter=1_000)
    model.fit(np.hstack([terms, similar]), answers)
    costs = np.maximum(0.0, -model.coef_[0, : len(TERMS)])
    return Learnt(_scaled(costs, terms.std(axis=0) > 1e-9), len(decisions), taken)


def _scaled(costs: np.ndarray, seen: np.ndarray) -> Mapping[str, float]:
    """Costs as weights: those seen share what their shipped ones sum up to, the others keep theirs."""
    shipped = np.array([SHIPPED[name] for name in TERMS])
    total = costs[seen].sum()
    if total <= 0:
        return dict(SHIPPED)
    weights = np.where(seen, costs * shipped[seen].sum() / total, shipped)
    return {name: round(float(weight), 4) for name, weight in zip(TERMS, weights, strict=True)}
