"""Addresses from the environment are parsed exactly, and wrong ones refused with the variable's name."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from otklik.config.addresses import SiteAddress, make_push_url, parse_base_url, parse_database_url

HOME = Path("/srv/otklik")


def test_no_database_address_means_the_durable_sqlite_file() -> None:
    assert parse_database_url("", home=HOME) == {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": "/srv/otklik/otklik.sqlite3",
        "OPTIONS": {
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
            "PRAGMA foreign_keys=ON;PRAGMA secure_delete=ON",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_postgresql_address_is_taken_apart(scheme: str) -> None:
    parsed = parse_database_url(f"{scheme}://desk:s%40crt@db.example.org:6432/orders", home=HOME)
    assert parsed["ENGINE"] == "django.db.backends.postgresql"
    given = [parsed[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")]
    assert given == ["desk", "s@crt", "db.example.org", 6432, "orders"]
    assert (parsed["CONN_MAX_AGE"], parsed["CONN_HEALTH_CHECKS"]) == (None, True)


def test_a_socket_directory_may_stand_for_the_host() -> None:
    parsed = parse_database_url("postgres://otklik@%2Fvar%2Frun%2Fpostgresql/orders", home=HOME)
    assert parsed["HOST"] == "/var/run/postgresql"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://root@localhost/orders", "the kind of database 'mysql' isn't served"),
        ("sqlite:///orders.db", "the kind of database 'sqlite' isn't served"),
        ("orders", "the kind of database 'orders' isn't served"),
        ("postgres://localhost", "names no database"),
    ],
)
def test_other_database_addresses_are_refused(url: str, said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^DATABASE_URL.*{said}"):
        parse_database_url(url, home=HOME)


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("http://127.0.0.1:8000", SiteAddress("http://127.0.0.1:8000", "127.0.0.1", https=False)),
        (
            "https://desk.example.org/",
            SiteAddress("https://desk.example.org", "desk.example.org", https=True),
        ),
    ],
)
def test_the_desks_own_address(url: str, site: SiteAddress) -> None:
    assert parse_base_url(url) == site


@pytest.mark.parametrize(
    "url",
    [
        "desk.example.org",
        "ftp://desk",
        "https://desk/orders",
        "https://desk?x=1",
        "https://me@desk",
        "http://d:x",
    ],
)
def test_other_addresses_of_the_desk_are_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^OTKLIK_BASE_URL.*write https://desk\.example\.org"):
        parse_base_url(url)


def test_whom_push_services_may_write_to() -> None:
    key, open_site = Path("/srv/otklik/push.key"), parse_base_url("https://desk.example.org")
    start = "webpush:///srv/otklik/push.key?contact="
    for contact, made in (
        ("", "https%3A%2F%2Fdesk.example.org"),
        ("it@shop.example", "mailto%3Ait%40shop.example"),
        ("mailto:it@shop.example", "mailto%3Ait%40shop.example"),
    ):
        assert make_push_url(key, open_site, contact=contact) == f"{start}{made}"
    at_home = make_push_url(key, parse_base_url("http://127.0.0.1:8000"), contact="")
    assert at_home == f"{start}mailto%3Aotklik%40127.0.0.1&loopback=1"
    with pytest.raises(ImproperlyConfigured, match=r"^OTKLIK_PUSH_CONTACT: .* write mailto:"):
        make_push_url(key, open_site, contact="call me")
