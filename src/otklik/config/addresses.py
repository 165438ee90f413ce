"""Addresses given in the environment, parsed: the database, the mail server, the desk itself.

Pure functions from a string to the values that `settings` needs. A wrong address
is refused here, with the variable's name and a form that would do, instead of
failing at the first order or the first letter. Nothing here opens a connection.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

# Architecture §8. IMMEDIATE takes the write lock at BEGIN, so that no transaction fails half-way for want of it;
# FULL makes an acknowledged order survive a power cut; secure_delete makes an erased number leave the file.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
)
SQLITE_TIMEOUT_S = 20

POSTGRESQL_SCHEMES = frozenset({"postgres", "postgresql"})
SMTP_PORTS: Mapping[str, int] = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed over."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


@dataclass(frozen=True, slots=True)
class SiteAddress:
    """Where the desk is reached from outside: the beginning of every link in a message."""

    url: str
    host: str
    https: bool


def parse_database_url(url: str, *, home: Path) -> dict[str, Any]:
    """Return Django's database settings: PostgreSQL by address, or the SQLite file in `home`.

    Parameters
    ----------
    url
        `postgres://user:password@host:port/name`; empty means SQLite. A socket directory is written
        percent-encoded in place of the host.
    home
        The data directory, where the SQLite file lies.

    Raises
    ------
    ImproperlyConfigured
        The address names another kind of database, or no database.
    """
    kept = {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
    if not url:
        options = {
            "init_command": ";".join(SQLITE_PRAGMAS),
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_TIMEOUT_S,
        }
        name = str(home / "otklik.sqlite3")
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": options, **kept}
    scheme = url.partition("://")[0]
    if scheme not in POSTGRESQL_SCHEMES:
        raise ImproperlyConfigured(
            f"DATABASE_URL: the kind of database {scheme!r} isn't served; "
            "give postgres://user:password@host:port/name, "
            "or leave the variable out to keep the data in an SQLite file in OTKLIK_HOME"
        )
    parsed = dj_database_url.parse(url)
    if not parsed.get("NAME"):
        raise ImproperlyConfigured(
            "DATABASE_URL names no database; write postgres://user:password@host:port/NAME"
        )
    return {**parsed, **kept}


def parse_smtp_url(url: str) -> MailServer | None:
    """Return the mail server that `url` names, or None when it is empty.

    Parameters
    ----------
    url
        `smtp://host:port`, `smtp+starttls://user:password@host:port` or `smtps://…`; user and password
        percent-encoded.

    Raises
    ------
    ImproperlyConfigured
        Another scheme, no host, or a port that is no number.
    """
    if not url:
        return None
    form = (
        "write smtp://host:port, smtp+starttls://user:password@host:port or smtps://user:password@host:port"
    )
    parts = urlsplit(url)
    if parts.scheme not in SMTP_PORTS or not parts.hostname:
        raise ImproperlyConfigured(f"OTKLIK_SMTP_URL isn't the address of a mail server; {form}")
    return MailServer(
        host=parts.hostname,
        port=_parse_port(parts.netloc, "OTKLIK_SMTP_URL", form) or SMTP_PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp+starttls",
        tls=parts.scheme == "smtps",
    )


def parse_base_url(url: str) -> SiteAddress:
    """Return the desk's own address, without a slash at its end.

    Parameters
    ----------
    url
        `https://desk.example.org`, with a port where there is one and without a path.

    Raises
    ------
    ImproperlyConfigured
        Another scheme, no host, a port that is no number, or a path, query or fragment.
    """
    form = "write https://desk.example.org or http://127.0.0.1:8000"
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImproperlyConfigured(f"OTKLIK_BASE_URL: {url!r} isn't a web address; {form}")
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username is not None:
        raise ImproperlyConfigured(f"OTKLIK_BASE_URL: {url!r} has more than scheme, host and port; {form}")
    _parse_port(parts.netloc, "OTKLIK_BASE_URL", form)
    return SiteAddress(
        url=f"{parts.scheme}://{parts.netloc}", host=parts.hostname, https=parts.scheme == "https"
    )


def _parse_port(netloc: str, variable: str, form: str) -> int | None:
    try:
        return urlsplit(f"//{netloc}").port
    except ValueError as error:
        raise ImproperlyConfigured(f"{variable}: the port isn't a number below 65536; {form}") from error
