"""Whose working hours a standard runs on."""

from __future__ import annotations

from otklik.domain.standards.values import Kind, Standard
from otklik.domain.standards.vocabulary import HOURLESS

_PLACES = frozenset({"store", "marketplace"})


def roles_needing_hours(standard: Standard) -> frozenset[str]:
    """Roles on whose clocks obligations or ladders of the standard run.

    Returns
    -------
    frozenset of str
        Words of `vocabulary.ROLES`. A standard is adopted only where the place of each has opening hours.

    Notes
    -----
    A party that a fact names (`field:carrier`) is known only when the fact comes and is not among them.
    """
    roles = set()
    for kind in standard.kinds.values():
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
