"""Contact methods that wait for their code, outside the journal: nothing is told by them before it came back.

Addresses are sealed by the installation's key, codes are kept as keyed hashes, tries are counted before being judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from otklik.store import envelope, keys, models, writer

PURPOSE = "method codes"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One method that waits for its code.

    Parameters
    ----------
    owner, method, channel
        Stream of the person or place, id of the method within it, channel.
    address
        Where it was sent; empty where it becomes known with the code (Telegram).
    tries
        How many wrong codes came.
    sends
        How many codes were sent.
    """

    owner: str
    method: str
    channel: str
    address: str
    tries: int
    sends: int
    sent_at: datetime
    expires_at: datetime


def put(waiting: Waiting, *, code: str) -> None:
    """Keep a method and the code that was made for it; an earlier code of the same method is worth nothing any more."""
    row = {
        "channel": waiting.channel,
        "sealed": envelope.seal(_key(), _place(waiting.owner, waiting.method), waiting.address.encode()),
        "code": code_hash(code, waiting.owner, waiting.method),
        "tries": 0,
        "sends": waiting.sends,
        "sent_at": waiting.sent_at,
        "expires_at": waiting.expires_at,
    }
    writer.run(
        lambda: models.MethodCode.objects.update_or_create(
            owner=waiting.owner, method=waiting.method, defaults=row
        )
    )


def find(owner: str, method: str) -> Waiting | None:
    """The method that waits under that name, or None."""
    row = models.MethodCode.objects.filter(owner=owner, method=method).first()
    return _waiting(row) if row else None


def list_waiting(owner: str) -> list[Waiting]:
    """Methods of somebody that wait for their code, by id."""
    return [_waiting(row) for row in models.MethodCode.objects.filter(owner=owner).order_by("method")]


def count_try(owner: str, method: str, *, most: int) -> bool:
    """Whether another code may be tried; it is counted at once, so that parallel tries are too."""
    return bool(
        writer.run(
            lambda: models.MethodCode.objects.filter(owner=owner, method=method, tries__lt=most).update(
                tries=F("tries") + 1
            )
        )
    )


def has_code(owner: str, method: str, code: str) -> bool:
    """Whether this is the code that was sent last."""
    found = (
        models.MethodCode.objects.filter(owner=owner, method=method).values_list("code", flat=True).first()
    )
    return found == code_hash(code, owner, method)


def find_by_code(code: str) -> Waiting | None:
    """The method whose link holds this code; such codes are long, and name their method."""
    row = models.MethodCode.objects.filter(code=_hash(code)).first()
    return _waiting(row) if row else None


def drop(owner: str, method: str) -> None:
    """Let a method wait no more."""
    writer.run(lambda: models.MethodCode.objects.filter(owner=owner, method=method).delete())


def forget(*, now: datetime) -> None:
    """Forget methods whose codes are worth nothing any more."""
    old = models.MethodCode.objects.filter(expires_at__lt=now)
    if old.exists():
        writer.run(lambda: old.delete())


def code_hash(code: str, owner: str, method: str) -> str:
    """Keyed hash of a code: of a short one together with its method, of a long one alone."""
    return _hash(code if len(code) > 8 else f"{owner} {method} {code}")


def _hash(text: str) -> str:
    return keys.fingerprint(PURPOSE, text)


def _waiting(row: models.MethodCode) -> Waiting:
    address = envelope.unseal(_key(), _place(row.owner, row.method), bytes(row.sealed)).decode()
    return Waiting(
        row.owner, row.method, row.channel, address, row.tries, row.sends, row.sent_at, row.expires_at
    )


def _key() -> bytes:
    return keys.installation_key(PURPOSE)


def _place(owner: str, method: str) -> str:
    return f"{PURPOSE} {owner} {method}"
