"""Addresses given in the environment, parsed: the database and the desk itself.

Pure functions from a string to the values that `settings` needs. A wrong address
is refused here, with the variable's name and a form that would do, instead of
failing at the first order. The mail server's address is the e-mail channel's own
business. Nothing here opens a connection.
"""

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

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
    try:
        _ = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"OTKLIK_BASE_URL: the port isn't a number below 65536; {form}") from error
    return SiteAddress(
        url=f"{parts.scheme}://{parts.netloc}", host=parts.hostname, https=parts.scheme == "https"
    )


def make_webhook_url(site: SiteAddress) -> str:
    """Return the address of the channel that calls stock systems; only a desk on loopback may call loopback."""
    return "webhook://?loopback=1" if _is_loopback(site.host) else "webhook://"


def make_push_url(key: Path, site: SiteAddress, *, contact: str) -> str:
    """Return the address of the Web Push channel: its key, and to whom a push service may complain.

    Parameters
    ----------
    key
        File with the private key.
    site
        The desk's own address. A desk on loopback may push to loopback; no other desk may.
    contact
        `mailto:desk@shop.example`, an address alone, or an `https` page; empty means the desk itself.

    Raises
    ------
    ImproperlyConfigured
        A contact of another form.
    """
    given = contact or (site.url if site.https else f"mailto:otklik@{site.host}")
    named = f"mailto:{given}" if "@" in given and ":" not in given else given
    if not (named.startswith("https://") or (named.startswith("mailto:") and "@" in named)):
        raise ImproperlyConfigured(
            f"OTKLIK_PUSH_CONTACT: {contact!r} is no contact; write mailto:desk@shop.example"
        )
    options = {"contact": named, **({"loopback": "1"} if _is_loopback(site.host) else {})}
    return f"webpush://{key}?{urlencode(options)}"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
