"""Shares of groups that differ in what they are made of, as they would be if they did not.

Orders lie in strata (a store at an hour of the day) and in groups (a span of delay). Groups are compared within strata
and weighted to one mix of strata. What a stratum lacks is expected by two models, so that the interval also says how
much hangs on the choice. The derivation, with a worked table: docs/algorithms/audit.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik.analytics.proportions import Z

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]

PRIOR = 4
"""Orders with the group's share that are added to a cell before its variance is computed: one order alone has none."""

LEAST_COVERED = 0.05
"""A group that stands beside another in less of the mix than this would be nothing but the models."""

MOST_ROUNDS = 500
"""Of the fit of the multiplicative model; it needs a dozen."""


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A group's share in the common mix, with its 95 % interval; None where too few of its orders can be compared.

    Parameters
    ----------
    covered
        Part of the mix that lies in strata where this group stands beside another.
    """

    share: float | None
    low: float | None
    high: float | None
    covered: float


@dataclass(frozen=True, slots=True, eq=False)
class _Model:
    """What is expected in each cell, and how that hangs on each order.

    Parameters
    ----------
    expected
        Shape (strata, groups).
    mix
        Part of each group in its stratum's level, shape (strata, groups).
    own
        By how much one order kept more in a stratum raises what is expected there, shape (strata, groups).
    scale
        By how much an effect of one raises it, shape (strata, groups).
    inverse
        Of the information about the groups' effects.
    """

    expected: Floats
    mix: Floats
    own: Floats
    scale: Floats
    inverse: Floats


def standardise(orders: Counts, kept: Counts, few: int, mix: Floats | None = None) -> list[Adjusted]:
    """Return each group's share of kept orders as it would be with the strata of all comparable orders.

    Parameters
    ----------
    orders, kept
        int64, shape (strata, groups): all orders of a cell, and the kept ones.
    few
        A group with fewer orders beside another group gets None; so does one that covers less than `LEAST_COVERED`.
    mix
        Weight of each stratum, >= 0; None for its orders.

    Notes
    -----
    Direct standardisation: Σ wₛ·kept/orders over the strata, wₛ being their part of the mix. A stratum that lacks the
    group gives what is expected there, once if levels of strata and effects of groups add up, once if they multiply;
    the share is the mean of the two, the interval holds both of theirs (normal, orders independent).
    Groups that no chain of common strata joins to the largest such set aren't compared.
    """
    weights = orders.sum(axis=1).astype(np.float64) if mix is None else mix.astype(np.float64)
    total = float(weights.sum()) or 1.0
    orders, kept, weights = _pool(orders, kept, weights)
    several = (orders > 0).sum(axis=1) >= 2
    groups = _joined(orders[several])
    beside = np.where(several[:, None], orders, 0)
    covered = [float(weights[beside[:, group] > 0].sum()) / total for group in range(orders.shape[1])]
    mine = (orders[:, groups] > 0).any(axis=1)
    orders, kept = np.where(groups, orders, 0)[mine], np.where(groups, kept, 0)[mine]
    enough = groups & (beside.sum(axis=0) >= max(few, 1)) & (np.array(covered) >= LEAST_COVERED)
    weights = weights[mine] / (float(weights[mine].sum()) or 1.0)
    models = (_fit_sums(orders, kept), _fit_products(orders, kept)) if enough.any() else ()
    found = []
    for group, part in enumerate(covered):
        if enough[group]:
            ways = [_estimate(model, orders, kept, weights, group) for model in models]
            bounds = [share + sign * Z * deviation for share, deviation in ways for sign in (-1, 1)]
            mean = sum(share for share, _ in ways) / len(ways)
            found.append(Adjusted(_clip(mean), _clip(min(bounds)), _clip(max(bounds)), part))
        else:
            found.append(Adjusted(None, None, None, part))
    return found


def cell_variances(orders: Counts, kept: Counts) -> Floats:
    """Return p·(1 − p) of each cell, p being drawn to the share of its group (last axis) by `PRIOR` orders.

    Notes
    -----
    The group's own share is (kept + 2) / (orders + 4), so that none is ever certain (Agresti and Coull).
    """
    pooled = (kept.sum(axis=0) + 2) / (orders.sum(axis=0) + 4)
    share = (kept + PRIOR * pooled) / (orders + PRIOR)
    variances: Floats = share * (1 - share)
    return variances


def _pool(orders: Counts, kept: Counts, weights: Floats) -> tuple[Counts, Counts, Floats]:
    """The same table with the strata that hold one group alone put together, by that group.

    Such a stratum compares nothing, and both models expect in it what they expect of its group at its own level: many
    of them weigh as much as one of their mean. So sellers with one order each cost no more than one seller.
    """
    filled = orders > 0
    several = filled.sum(axis=1) >= 2
    own = filled & (filled.sum(axis=1) == 1)[:, None]
    alone = [np.diag(np.where(own, counts, 0).sum(axis=0)) for counts in (orders, kept)]
    pooled = (weights @ own).astype(np.float64)
    return (
        np.concatenate((orders[several], alone[0])),
        np.concatenate((kept[several], alone[1])),
        np.concatenate((weights[several], pooled)),
    )


def _joined(orders: Counts) -> NDArray[np.bool_]:
    """The groups that chains of common strata join, of the set with the most orders there."""
    filled = (orders > 0).astype(np.int64)
    joined = (filled.T @ filled > 0).astype(np.int64)
    for _ in range(orders.shape[1]):
        joined = (joined @ joined > 0).astype(np.int64)
    weight = joined @ orders.sum(axis=0)
    mine: NDArray[np.bool_] = joined[int(weight.argmax())] > 0
    return mine


def _fit_sums(orders: Counts, kept: Counts) -> _Model:
    """Level of the stratum + effect of the group, by least squares over all orders."""
    sizes = orders.sum(axis=1)[:, None]
    mix = orders / sizes
    inverse = np.linalg.pinv(np.diag(orders.sum(axis=0)) - orders.T @ mix, hermitian=True)
    effects = inverse @ (kept.sum(axis=0) - mix.T @ kept.sum(axis=1))
    levels = kept.sum(axis=1)[:, None] / sizes - (mix @ effects)[:, None]
    shape = np.ones(orders.shape)
    return _Model(levels + effects, mix, shape / sizes, shape, inverse)


def _fit_products(orders: Counts, kept: Counts) -> _Model:
    """Level of the stratum × effect of the group, by the likelihood of Poisson counts, which needs no large strata."""
    counted, effects = orders.astype(np.float64), np.ones(orders.shape[1])
    all_kept, of_stratum = kept.sum(axis=0), kept.sum(axis=1)
    for _ in range(MOST_ROUNDS):
        levels = of_stratum / (counted @ effects + (of_stratum == 0))
        before, base = effects, levels @ counted
        effects = np.where(base > 0, all_kept / np.where(base > 0, base, 1), 0.0)
        if np.abs(effects - before).max() < 1e-12:
            break
    weight = (orders @ effects)[:, None]
    mix = orders * effects / np.where(weight > 0, weight, 1)
    levels = of_stratum / np.where(weight > 0, weight, 1)[:, 0]
    inverse = np.linalg.pinv(np.diag(of_stratum @ mix) - (mix.T * of_stratum) @ mix, hermitian=True)
    expected = levels[:, None] * effects
    return _Model(
        expected, mix, np.where(weight > 0, effects / np.where(weight > 0, weight, 1), 0), expected, inverse
    )


def _estimate(
    model: _Model, orders: Counts, kept: Counts, weights: Floats, group: int
) -> tuple[float, float]:
    """The share and its standard deviation; `each` is the weight that one order of a cell has in the share."""
    here, most = orders[:, group] > 0, np.maximum(orders[:, group], 1)
    seen = np.where(here, kept[:, group] / most, model.expected[:, group])
    lacking = np.where(here, 0.0, weights)
    moved = lacking * model.scale[:, group]
    pull = model.inverse @ (moved.sum() * np.eye(orders.shape[1])[group] - moved @ model.mix)
    each = (lacking * model.own[:, group] - model.mix @ pull)[:, None] + pull
    each[:, group] += np.where(here, weights / most, 0.0)
    variance = float((each**2 * orders * cell_variances(orders, kept)).sum())
    return float(weights @ seen), math.sqrt(variance)


def _clip(share: float) -> float:
    return min(1.0, max(0.0, share))
