"""A marketplace with a person of every role who can log in, for tests of screens.

`anna` sells and `boris` heads `tverskaya` (partner sever); `pavel` manages sever's stores; `vera` sells at `taganka`
(partner yug), a foreign store to them; `admin`, `rita` (auditor), `dina` (dispatcher), `kirill` (courier) are the
office's.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.test import Client

from otklik.actions import partners, standards
from otklik.store import accounts
from tests.harness import ACTOR, Desk

PASSWORD = "three blue herons"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
STARTS = "2026-03-19 11:02"
NOW = datetime(2026, 3, 19, 8, 2, tzinfo=UTC)

PEOPLE = {
    "anna": ("tverskaya", "seller"),
    "boris": ("tverskaya", "head"),
    "pavel": ("tverskaya", "partner_manager"),
    "vera": ("taganka", "seller"),
    "rita": ("office", "auditor"),
    "dina": ("office", "dispatcher"),
    "kirill": ("office", "courier"),
}

BY_ROLE = {
    "seller": "anna",
    "head": "boris",
    "partner_manager": "pavel",
    "administrator": "admin",
    "auditor": "rita",
    "dispatcher": "dina",
    "courier": "kirill",
}
"""One person for each role."""


class Town:
    """The marketplace; `client` logs a person in, `desk` is the product on a clock of its own."""

    def __init__(self) -> None:
        self.desk = desk = Desk(STARTS)
        self._clients: dict[str, Client] = {}
        for slug in ("sever", "yug"):
            partners.join(slug, actor=ACTOR, name=slug.title(), now=desk.now)
            standards.adopt(slug, name="default", actor=ACTOR, now=desk.now)
        desk.store("tverskaya", "Mo-Fr 10:00-19:00", partner="sever")
        desk.store("arbat", "Mo-Fr 10:00-19:00", partner="sever")
        desk.store("taganka", "Mo-Su 09:00-21:00", partner="yug")
        for slug, (store, role) in PEOPLE.items():
            desk.person(slug, store, role)
        for slug in ("anna", "vera"):
            desk.joins(slug, PEOPLE[slug][0])

    def client(self, person: str = "", **options) -> Client:
        """A browser in which that person is logged in; nobody without one."""
        client = Client(raise_request_exception=False, **options)
        if person:
            accounts.open_account(person, PASSWORD)
            client.force_login(
                accounts.load_user(person), backend="allauth.account.auth_backends.AuthenticationBackend"
            )
        return client

    def once(self, person: str) -> Client:
        """The same browser for a person each time; a new log-in would end the old one."""
        if person not in self._clients:
            self._clients[person] = self.client(person)
        return self._clients[person]
