"""The till's tablet: paired by a code, it shows a code that changes, and whoever scans that proves where he stands.

Nothing of a scanned code is stored: it is an HMAC under our secret of the device, its key's hash and the step of 30
seconds, checked against this step and the one before. Opening a good code in time gives a proof for one person and
some minutes, so that nobody has to press a button within seconds. ADR 0026.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from django.core import signing

from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import devices as rules
from otklik.domain.errors import DomainError
from otklik.store import devices, keys
from otklik.store.devices import DeviceRow

CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Signs of a pairing code: none that is mistaken for another on a shop's screen."""

CODE_LENGTH = 8
CODE_FOR = timedelta(minutes=10)
PROOF_FOR = timedelta(minutes=5)
"""How long after a scan its button may be pressed."""

MAC_BYTES = 10


@dataclass(frozen=True, slots=True)
class Paired:
    """A tablet that is a device now; `cookie` is what it keeps, and the only place where its key lies."""

    device: str
    store: str
    cookie: str


def make_code(store: str, *, name: str, actor: str, now: datetime) -> str:
    """A code for one tablet of a place, good once and for `CODE_FOR`; an unused one of the place ends by it."""
    code = "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))
    devices.keep_code(
        _code_hash(code), store=store, name=name, made_by=actor, ends_at=now + CODE_FOR, now=now
    )
    return f"{code[:4]}-{code[4:]}"


def _code_hash(code: str) -> str:
    return keys.fingerprint("pairing code", "".join(sign for sign in code.upper() if sign in CODE_SIGNS))


def pair(code: str, *, now: datetime) -> Paired:
    """The tablet that typed a code is a device of its place from now on.

    Raises
    ------
    DomainError
        `code_not_good`: wrong, ended and used are one answer; as `devices.decide_prove`.
    """
    found = devices.use_code(_code_hash(code), now=now)
    if found is None:
        raise DomainError(
            "code_not_good", "This code is not good (any more).", remedy="Make a new one.", place="code"
        )
    device, key = secrets.token_hex(5), secrets.token_urlsafe(24)
    decide = partial(
        rules.decide_prove, actor=found.made_by, device=device, name=found.name, key_hash=_key_hash(key)
    )
    commit_one(Unit(now=now, commands=(Command(f"store/{found.store}", decide),)))
    return Paired(device, found.store, _signer("till cookie").sign_object([device, key]))


def remove(store: str, *, device: str, actor: str, now: datetime) -> Done:
    """Let a tablet prove nothing any more. See `devices.decide_remove`."""
    decide = partial(rules.decide_remove, actor=actor, device=device)
    return commit_one(Unit(now=now, commands=(Command(f"store/{store}", decide),)))


def read_cookie(cookie: str) -> DeviceRow | None:
    """The device that keeps this cookie, or None: forged, and of a device that was removed are one answer."""
    try:
        device, key = _signer("till cookie").unsign_object(cookie)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = devices.load_device(str(device))
    return found if found and hmac.compare_digest(found.key_hash, _key_hash(str(key))) else None


def _key_hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _signer(purpose: str) -> signing.Signer:
    return signing.Signer(key=keys.installation_key(purpose).hex(), salt=purpose)


def make_token(device: DeviceRow, *, step: int) -> str:
    """The token of a device's code in a step: the device's id and a MAC, and nothing about anybody."""
    text = f"{device.device} {device.key_hash} {step}".encode()
    digest = hmac.new(keys.installation_key("till code"), text, hashlib.sha256).digest()[:MAC_BYTES]
    return f"{device.device}-{base64.b32encode(digest).decode().lower()}"


def read_token(token: str, *, step: int) -> DeviceRow | None:
    """The device whose code was scanned, or None: wrong, older than the previous step, and removed are one answer."""
    device = devices.load_device(token.partition("-")[0])
    if device is None or not token.isascii():
        return None
    good = [hmac.compare_digest(token, make_token(device, step=one)) for one in (step, step - 1)]
    return device if any(good) else None


def make_proof(device: DeviceRow, *, person: str, now: datetime) -> str:
    """That a person has opened a good code of a device, for `PROOF_FOR`."""
    ends = int((now + PROOF_FOR).timestamp())
    return _signer("place proof").sign_object([device.device, person, ends])


def read_proof(proof: str, *, person: str, now: datetime) -> DeviceRow | None:
    """The device of a proof that was given to this very person, or None."""
    try:
        device, given_to, ends = _signer("place proof").unsign_object(proof)
        is_good = given_to == person and now < datetime.fromtimestamp(ends, UTC)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return devices.load_device(str(device)) if is_good else None
