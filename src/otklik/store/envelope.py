"""The bytes of the journal: what exactly is hashed, and how personal values stand beside it.

An entry becomes one canonical JSON object, the envelope; its hash covers the hash before it. Personal values form
one object of their own, of which the envelope holds the names and an HMAC under the stream's secret; the values
lie sealed. The algorithm's number stands in each envelope, so that a later version may choose anew. ADR 0004, 0005.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from otklik.domain.events import Consequence, Entry, Event, Ref, instant_of, instant_text

ALGORITHM = 1
"""1 = canonical JSON, SHA-256 chain, HMAC-SHA-256, AES-256-GCM with a 12-byte nonce in front, keys by HKDF."""

NO_HASH = bytes(32)
"""The hash before the first entry of a stream."""

NONCE_BYTES = 12


def canonical(value: Any) -> bytes:
    """The one JSON text of a value: keys sorted, no spaces, UTF-8.

    Raises
    ------
    ValueError
        The value holds NaN, an infinity or half a surrogate pair: such a text has no canonical bytes.
    """
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def pack(entry: Entry, mac: str) -> bytes:
    """The envelope of an entry in canonical bytes.

    Parameters
    ----------
    entry
        In its place: stream, version and `recorded_at` are part of what is hashed.
    mac
        Of its personal values, hex; empty where there are none.
    """
    event = entry.event
    return canonical(
        {
            "stream": entry.stream,
            "version": entry.version,
            "kind": event.kind,
            "schema": event.schema,
            "occurred_at": instant_text(event.occurred_at),
            "recorded_at": instant_text(entry.recorded_at),
            "actor": event.actor,
            "source": event.source,
            "grade": event.grade,
            "caused_by": event.caused_by,
            "data": event.data,
            "consequences": [
                [made.ref.kind, made.ref.key, made.ref.n, made.transition, made.fields]
                for made in entry.consequences
            ],
            "personal": sorted(event.personal),
            "mac": mac,
            "algorithm": ALGORITHM,
        }
    )


def unpack(body: bytes, personal: Mapping[str, Any] | None = None) -> Entry:
    """The entry of an envelope.

    Parameters
    ----------
    body
        As stored.
    personal
        Its personal values where the caller needs and has them; otherwise the names stand with the value None,
        so that a fold sees the same fields before and after an erasure.
    """
    envelope = json.loads(body)
    names = dict.fromkeys(envelope["personal"])
    return Entry(
        stream=envelope["stream"],
        version=envelope["version"],
        recorded_at=instant_of(envelope["recorded_at"]),
        event=Event(
            kind=envelope["kind"],
            occurred_at=instant_of(envelope["occurred_at"]),
            actor=envelope["actor"],
            source=envelope["source"],
            grade=envelope["grade"],
            data=envelope["data"],
            personal=names if personal is None else personal,
            caused_by=envelope["caused_by"],
            schema=envelope["schema"],
        ),
        consequences=tuple(
            Consequence(Ref(kind, key, n), transition, fields)
            for kind, key, n, transition, fields in envelope["consequences"]
        ),
    )


def unpack_event(body: bytes) -> Event:
    """The fact of an envelope alone, without its place and what it did to obligations: for reading very many.

    Personal names stand with the value None, as in `unpack`.
    """
    envelope = json.loads(body.decode())
    return Event(
        kind=envelope["kind"],
        occurred_at=datetime.fromisoformat(envelope["occurred_at"]),
        actor=envelope["actor"],
        source=envelope["source"],
        grade=envelope["grade"],
        data=envelope["data"],
        personal=dict.fromkeys(envelope["personal"]),
        caused_by=envelope["caused_by"],
        schema=envelope["schema"],
    )


def chain(previous: bytes, body: bytes) -> bytes:
    """SHA-256 over the hash before and the envelope: the hash of this entry."""
    return hashlib.sha256(previous + body).digest()


def new_secret() -> bytes:
    """32 random bytes for a stream whose first personal values come in."""
    return os.urandom(32)


def sign(secret: bytes, stream: str, version: int, personal: Mapping[str, Any]) -> str:
    """HMAC of an entry's personal values, hex, bound to the entry's place."""
    message = _place(stream, version) + b"\n" + canonical(personal)
    return hmac.digest(_key(secret, b"mac"), message, "sha256").hex()


def seal(secret: bytes, place: str, value: bytes) -> bytes:
    """Bytes that only the secret opens, and only at the same place.

    Parameters
    ----------
    secret
        32 bytes.
    place
        What the bytes belong to, such as `order/1@3`; opening them elsewhere fails.
    value
        Plain bytes.
    """
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(_key(secret, b"seal")).encrypt(nonce, value, place.encode())


def unseal(secret: bytes, place: str, sealed: bytes) -> bytes:
    """The plain bytes of `seal`.

    Raises
    ------
    ValueError
        Another secret, another place, or altered bytes.
    """
    try:
        return AESGCM(_key(secret, b"seal")).decrypt(
            sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode()
        )
    except InvalidTag as error:
        raise ValueError(f"the sealed value of {place} does not open") from error


def seal_personal(secret: bytes, entry: Entry) -> bytes:
    """The personal values of an entry, sealed at its place."""
    return seal(secret, f"{entry.stream}@{entry.version}", canonical(entry.event.personal))


def unseal_personal(secret: bytes, stream: str, version: int, sealed: bytes) -> dict[str, Any]:
    """The personal values of one entry.

    Raises
    ------
    ValueError
        The sealed bytes were altered, moved, or belong to another secret.
    """
    value = json.loads(unseal(secret, f"{stream}@{version}", sealed))
    assert isinstance(value, dict)
    return value


def _place(stream: str, version: int) -> bytes:
    return f"{stream}@{version}".encode()


def _key(secret: bytes, purpose: bytes) -> bytes:
    # HKDF-Expand of RFC 5869 for one block; the secret is uniformly random, so it is its own extract.
    return hmac.digest(secret, b"otklik " + purpose + b"\x01", "sha256")
