"""Whose working hours a standard runs on."""

from __future__ import annotations

from otklik.domain.standards.values import Kind, Standard
from otklik.domain.standards.vocabulary import HOURLESS

_PLACES = frozenset({"store", "marketplace"})


def roles_needing_hours(standard: Standard, *, steps: bool = True) -> frozenset[str]:
    """Roles on whose clocks obligations or ladders of the standard run.

    Parameters
    ----------
    standard
        Resolved and checked.
    steps
        Whether steps of processes count as well. Where nobody plays the role of a step, the marketplace does: its hours
        are the step's clock, so that a standard may name a bank before there is one.

    Returns
    -------
    frozenset of str
        Words of `vocabulary.ROLES`. A standard is adopted only where the place of each has opening hours.

    Notes
    -----
    A party that a fact names (`field:carrier`) is known only when the fact comes and is not among them.
    """
    roles = set()
    own = {name for process in standard.processes.values() for name in process.steps.values() if "." in name}
    for name, kind in standard.kinds.items():
        if name in own and not steps:
            continue
        ladder = standard.ladders[kind.ladder].clock if kind.ladder else None
        roles |= {_role(kind, kind.clock), _role(kind, ladder or kind.clock)}
    return frozenset(
        role for role in roles if role and not role.startswith("field:") and role not in HOURLESS
    )


def _role(kind: Kind, clock: str) -> str:
    if clock == "holder":
        return "store"
    if clock in _PLACES:
        return clock
    return {"debtor": kind.debtor, "creditor": kind.creditor}.get(clock, "")
