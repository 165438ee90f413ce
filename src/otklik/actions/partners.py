"""Partners: join the marketplace, and accept the standard by which new facts are judged."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import partners


def join(slug: str, *, actor: str, name: str, now: datetime) -> Done:
    """Let a partner join the marketplace. See `partners.decide_join`."""
    decide = partial(partners.decide_join, actor=actor, name=name)
    return commit_one(Unit(now=now, commands=(Command(f"partner/{slug}", decide),)))


def accept_standard(slug: str, *, actor: str, digest: str, version: str, now: datetime) -> Done:
    """Put a published standard in force for a partner's new facts. See `partners.decide_accept`."""
    decide = partial(partners.decide_accept, actor=actor, digest=digest, version=version)
    return commit_one(Unit(now=now, commands=(Command(f"partner/{slug}", decide),)))
