"""What a push service carries and can't read: a browser's subscription, the seal for it, and our signature.

RFC 8291 (message encryption), RFC 8188 (aes128gcm) and RFC 8292 (VAPID) on the primitives of `cryptography`.
"""

from __future__ import annotations

import base64
import json
import struct
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from otklik.domain.errors import DomainError

SIGNED_FOR = timedelta(hours=12)
"""How long one signature of ours is good; RFC 8292 allows a day."""

RECORD = 4096
"""Bytes that every push service must carry (RFC 8030 §7.2); the record has 86 of head, 16 of seal and 1 of padding."""

LONGEST_PAYLOAD = RECORD - 103
LONGEST_ENDPOINT = 1000

_UNCOMPRESSED = (serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


@dataclass(frozen=True, slots=True)
class Subscription:
    """Where one browser listens: its push service's address, its public key, and the secret that it shares with us."""

    endpoint: SplitResult
    key: ec.EllipticCurvePublicKey
    auth: bytes


def parse_subscription(text: str, *, loopback: bool = False) -> Subscription:
    """A browser's subscription, from the JSON that it gives.

    Parameters
    ----------
    text
        `{"endpoint": …, "keys": {"p256dh": …, "auth": …}}`; more fields are ignored.
    loopback
        Whether `http` and this machine count.

    Raises
    ------
    DomainError
        `bad_address`: not JSON, no https, a key that is no point of the curve.
    """
    try:
        given = json.loads(text)
        endpoint = urlsplit(str(given["endpoint"]))
        point, auth = _unpack(given["keys"]["p256dh"]), _unpack(given["keys"]["auth"])
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        good = len(auth) == 16 and len(point) == 65 and _may_be_asked(endpoint, loopback=loopback)
    except (ValueError, TypeError, KeyError, UnsupportedAlgorithm, RecursionError):
        good = False
    if not good:
        raise DomainError("bad_address", "This is no subscription of a browser.", place="address")
    return Subscription(endpoint, key, auth)


def normalise_subscription(text: str, *, loopback: bool = False) -> str:
    """The same subscription with nothing but what is needed, as JSON; parameters and errors as `parse_subscription`."""
    to = parse_subscription(text, loopback=loopback)
    point = pack(to.key.public_bytes(*_UNCOMPRESSED))
    keys = {"p256dh": point, "auth": pack(to.auth)}
    return json.dumps({"endpoint": to.endpoint.geturl(), "keys": keys})


def _may_be_asked(endpoint: SplitResult, *, loopback: bool) -> bool:
    """Whether an address may be a push service's: its form alone; what it resolves to is looked at when sending."""
    https = endpoint.scheme == "https" or (loopback and endpoint.scheme == "http")
    plain = not (endpoint.username or endpoint.password or endpoint.fragment)
    named = bool(endpoint.hostname) and endpoint.port != 0
    text = endpoint.geturl()
    return (
        https and plain and named and len(text) <= LONGEST_ENDPOINT and text.isascii() and text.isprintable()
    )


def seal(plain: bytes, to: Subscription, *, ours: ec.EllipticCurvePrivateKey, salt: bytes) -> bytes:
    """The payload as its browser alone can read it: one record of `aes128gcm` (RFC 8291 §3.4).

    Parameters
    ----------
    plain
        At most `LONGEST_PAYLOAD` bytes.
    ours
        A key of this message alone.
    salt
        16 random bytes.
    """
    their_point = to.key.public_bytes(*_UNCOMPRESSED)
    our_point = ours.public_key().public_bytes(*_UNCOMPRESSED)
    shared = ours.exchange(ec.ECDH(), to.key)
    seed = _derive(shared, to.auth, b"WebPush: info\0" + their_point + our_point, 32)
    key = _derive(seed, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derive(seed, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + struct.pack("!LB", RECORD, len(our_point)) + our_point
    return head + AESGCM(key).encrypt(nonce, plain + b"\x02", None)


def _derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def sign(audience: str, own: ec.EllipticCurvePrivateKey, *, contact: str, at: datetime) -> str:
    """The header by which a push service knows us (RFC 8292): who may read it, until when, and whom to ask.

    Parameters
    ----------
    audience
        Origin of the service.
    own
        This installation's key.
    contact
        `mailto:` or `https:`.
    at
        Aware UTC.
    """
    claims = {"aud": audience, "exp": int((at + SIGNED_FOR).timestamp()), "sub": contact}
    parts = ({"typ": "JWT", "alg": "ES256"}, claims)
    text = ".".join(pack(json.dumps(part, separators=(",", ":")).encode()) for part in parts)
    r, s = decode_dss_signature(own.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
    signature = pack(r.to_bytes(32) + s.to_bytes(32))
    return f"vapid t={text}.{signature}, k={point_of(own)}"


def load_key(path: str) -> ec.EllipticCurvePrivateKey:
    """The private key of this installation.

    Parameters
    ----------
    path
        PEM file.

    Raises
    ------
    ValueError
        No such file, or no key of the curve P-256 in it.
    """
    try:
        key = serialization.load_pem_private_key(Path(path).read_bytes(), None)
    except (OSError, TypeError, UnsupportedAlgorithm) as error:
        raise ValueError("no key") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError("no key of the curve P-256")
    return key


def point_of(key: ec.EllipticCurvePrivateKey) -> str:
    """The public key as browsers and push services write it."""
    return pack(key.public_key().public_bytes(*_UNCOMPRESSED))


def pack(raw: bytes) -> str:
    """URL-safe base64 without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _unpack(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
