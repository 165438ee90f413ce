"""Every way in, on one page.

An intake is a module: `NAME`, and `parse` from raw bytes to an `IncomingOrder`. A hook is an intake whose sender
signs: it verifies, knows its ping and its topic. Files of past orders come in by `files.read_history`.
Adding one: `docs/howto/add-an-intake.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Protocol

from otklik.domain.incoming import IncomingOrder
from otklik.intake import api, woocommerce


class Intake(Protocol):
    """What a module must have to be a way in."""

    NAME: str

    def parse(
        self,
        raw: bytes,
        *,
        received_at: datetime,
        default_store: str,
        region: str = ...,
        zone: tzinfo | None = ...,
    ) -> IncomingOrder:
        """The order of one body, or a `DomainError` that names place and remedy."""
        ...


class Hook(Intake, Protocol):
    """What a module must have to take signed hooks."""

    ORDER_TOPICS: tuple[str, ...]
    DRAFT_STATUSES: frozenset[str]

    def verify(self, raw: bytes, headers: Mapping[str, str], secret: str) -> bool:
        """Whether the body is the sender's; never raises."""
        ...

    def is_ping(self, raw: bytes, headers: Mapping[str, str]) -> bool:
        """Whether the sender only tries the address."""
        ...

    def topic(self, headers: Mapping[str, str]) -> str:
        """What the hook is about."""
        ...


HOOKS: dict[str, Hook] = {"woocommerce": woocommerce}
"""Type of source → module, for `POST /hooks/<type>/<source>`."""

INTAKES: dict[str, Intake] = {"api": api, **HOOKS}
"""Type of source → module."""
