"""Interleaved rounds and their medians: the only way to compare on a machine whose speed changes by the minute."""

from collections.abc import Callable, Mapping
from statistics import median

Measure = Callable[[], Mapping[str, float]]


def interleave(variants: Mapping[str, Measure], *, rounds: int) -> dict[str, dict[str, float]]:
    """Medians of each variant's figures, by its name.

    Parameters
    ----------
    variants
        Each measures once and returns its figures; they run one after another in every round.
    rounds
        How many rounds; an odd number gives figures that were really measured.
    """
    found: dict[str, list[Mapping[str, float]]] = {name: [] for name in variants}
    for number in range(rounds):
        # Every other round backwards: whoever comes second finds the caches warm, so each is second in turn.
        for name in list(variants)[:: -1 if number % 2 else 1]:
            found[name].append(variants[name]())
    return {
        name: {figure: median(one[figure] for one in measured) for figure in measured[0]}
        for name, measured in found.items()
    }


def quantile(values: list[float], share: float) -> float:
    """The value below which the share of the values lies (nearest rank); NaN for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")
