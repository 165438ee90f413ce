"""A stand-in until the gate is merged: one thing that a refusal's reason asks for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a reason asks for, with have and need."""

    name: str
    have: int
    need: int

    @property
    def is_met(self) -> bool:
        """Whether it is on record."""
        return self.have >= self.need
