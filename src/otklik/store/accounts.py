"""Log-ins: which people have one, and how it is made or taken away.

An account is a name and a password, outside the journal; who the person is and what he may do stands in the
directory under the same slug, and is read anew for every request.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any, cast

from django.contrib.auth import get_user
from django.contrib.auth.models import User

from otklik.store import writer
from otklik.store.sessions import SessionStore


def open_account(person: str, password: str) -> None:
    """Give a person a log-in with that password, or a new password if he has one.

    Parameters
    ----------
    person
        Slug; it is the name to log in with.
    password
        Checked by whoever calls.
    """

    def write() -> None:
        user, _ = User.objects.get_or_create(username=person)
        user.set_password(password)
        user.is_active = True
        user.save()

    writer.run(write)


def close_account(person: str) -> None:
    """Let nobody log in by that name; sessions that are open end with the next request."""
    writer.run(lambda: User.objects.filter(username=person).update(is_active=False))


def load_user(person: str) -> User:
    """The log-in of a person, for the framework's own `login`; the person has one."""
    return User.objects.get(username=person)


def list_accounts(people: Iterable[str]) -> frozenset[str]:
    """Those of the people who can log in."""
    found = User.objects.filter(username__in=list(people), is_active=True)
    return frozenset(found.values_list("username", flat=True))


def password_mark(person: str) -> str:
    """A mark that changes with the person's password, so that an invitation is good once; no word of the password."""
    stored = User.objects.filter(username=person).values_list("password", flat=True).first() or ""
    return hashlib.sha256(f"{person}\n{stored}".encode()).hexdigest()[:16]


def load_session_person(key: str) -> str | None:
    """Slug of the person whose log-in a session key stands for, or None: no such session, ended, or nobody's.

    Notes
    -----
    For entrances without Django's request, such as the live stream.
    """
    user = get_user(cast(Any, SimpleNamespace(session=SessionStore(key))))
    return user.get_username() if user.is_authenticated else None
