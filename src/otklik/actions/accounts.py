"""Invitations: a link by which a person chooses the password of his own log-in, good once and for two days.

The administrator never learns a password. The token is signed and carries a mark of the present password, so that
it ends with its use. ADR 0018, ADR 0021.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import ValidationError

from otklik.domain.errors import DomainError
from otklik.store import accounts, keys, listings

VALID_FOR = timedelta(hours=48)
"""How long an invitation is good."""


def _signer() -> signing.Signer:
    return signing.Signer(key=keys.installation_key("invitation").hex(), salt="invitation")


def invite(person: str, *, now: datetime) -> str:
    """The token of an invitation for a person who works here.

    Raises
    ------
    DomainError
        `unknown_person`.
    """
    listings.require_person(person)
    ends = int((now + VALID_FOR).timestamp())
    return _signer().sign_object([person, accounts.password_mark(person), ends])


def read_invitation(token: str, *, now: datetime) -> str | None:
    """Slug of the invited person, or None: wrong, expired, used, and for somebody who left are one answer."""
    try:
        person, mark, ends = _signer().unsign_object(token)
        if now >= datetime.fromtimestamp(ends, UTC) or mark != accounts.password_mark(person):
            return None
        listings.require_person(person)
    except (signing.BadSignature, ValueError, TypeError, DomainError):
        return None
    return str(person)


def accept(token: str, password: str, *, now: datetime) -> str:
    """Slug of the person who has a log-in now, with the password that he chose.

    Raises
    ------
    DomainError
        `link_ended`: the invitation is not good; `weak_password`, with what is wrong in `message`.
    """
    person = read_invitation(token, now=now)
    if person is None:
        raise DomainError("link_ended", "This invitation is not good any more.", remedy="Ask for a new one.")
    open_account(person, password)
    return person


def open_account(person: str, password: str) -> None:
    """Give a person who works here a log-in with that password.

    Raises
    ------
    DomainError
        `unknown_person`, `weak_password`.
    """
    listings.require_person(person)
    try:
        validate_password(password)
    except ValidationError as error:
        raise DomainError(
            "weak_password", " ".join(error.messages), remedy="Choose a longer one.", place="password"
        ) from error
    accounts.open_account(person, password)
