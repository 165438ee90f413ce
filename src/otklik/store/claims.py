"""Claims and quotas: what must hold across streams, decided in memory under the door's locks.

A claim has one owner for ever (an external number, a telephone); the primary key guards it against another
process. A quota is how much is left of something that may run out. Only the door writes them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from otklik.store import models, vendor

PERSONAL_KINDS = ("phone", "email", "buyer")
"""Kinds whose keys are fingerprints of somebody: an erasure removes those of the order."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A key of some kind and who is to own it for ever; a second claim on it is a duplicate."""

    kind: str
    key: str
    owner: str


@dataclass(frozen=True, slots=True)
class Take:
    """So much of a quota; negative gives back."""

    kind: str
    key: str
    amount: int = 1


def load_claims(kind: str, keys: Iterable[str]) -> dict[str, str]:
    """Owners by key, of those keys of one kind that are claimed."""
    wanted = sorted(set(keys))
    rows = vendor.select(models.Claim, ("kind", "key", "owner"), "key", wanted)
    return {key: owner for found, key, owner in rows if found == kind}


def load_all(claims: Iterable[Claim]) -> dict[tuple[str, str], str]:
    """Owners by kind and key, of those of the claims that somebody has already."""
    keys = sorted({claim.key for claim in claims})
    rows = vendor.select(models.Claim, ("kind", "key", "owner"), "key", keys)
    return {(kind, key): owner for kind, key, owner in rows}


def insert_claims(owners: Mapping[tuple[str, str], str]) -> None:
    """Write new claims; one that another process was faster with is an `IntegrityError`."""
    rows = [{"kind": kind, "key": key, "owner": owners[kind, key]} for kind, key in sorted(owners)]
    vendor.insert_many(models.Claim, rows)


def lock_quotas(takes: Iterable[Take]) -> dict[tuple[str, str], int]:
    """How much is left by kind and key, locked until the transaction ends; unknown quotas are absent."""
    keys = sorted({take.key for take in takes})
    rows = vendor.select(models.Quota, ("kind", "key", "left"), "key", keys, order=("kind", "key"), lock=True)
    return {(kind, key): left for kind, key, left in rows}


def write_quotas(left: Mapping[tuple[str, str], int]) -> None:
    """Write what is left of quotas."""
    rows = [{"kind": kind, "key": key, "left": left[kind, key]} for kind, key in sorted(left)]
    vendor.upsert_many(models.Quota, rows)


def delete_personal(owners: Sequence[str]) -> None:
    """Remove the fingerprints of people that these owners hold."""
    if not owners:
        return
    owned, parameters = vendor.any_of("owner", owners)
    kinds, more = vendor.any_of("kind", PERSONAL_KINDS)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM claims WHERE {owned} AND {kinds}", [*parameters, *more])
