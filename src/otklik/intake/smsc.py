"""Callbacks in the dialect of SMSC: a form about a message of ours (`id`, `status`), or a text (`phone`, `mes`).

Authentic is what knows the secret of the address itself: the signatures that the provider offers are optional there.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.phones import normalise
from otklik.intake.callbacks import DeliveryReport, Reply, Told, unreadable

NAME = "smsc"

STATES: Mapping[str, str] = {
    "1": "delivered", "2": "delivered", "4": "delivered",  # arrived, read, its link opened
    "-2": "failed",  # stopped
    "3": "failed",  # out of time
    "20": "failed",  # can't be delivered
    "22": "failed", "23": "failed", "24": "failed", "25": "failed",  # number, forbidden, no money, out of reach
    "-3": "underway", "-1": "underway", "0": "underway",  # not found yet, waiting, handed to the operator
}  # fmt: skip
"""`status` → what it means for us."""


def parse(fields: Mapping[str, str]) -> Told:
    """What a form tells.

    Raises
    ------
    DomainError
        `unreadable`: neither a status that we know nor a text.
    """
    if "mes" in fields:
        sender = normalise(_international(fields.get("phone", "")))
        if not sender:
            raise unreadable("phone")
        return Reply(sender, fields["mes"])
    state = STATES.get(fields.get("status", ""))
    if state is None or not fields.get("id"):
        raise unreadable("status")
    return DeliveryReport(fields["id"], state, fields["status"] if state == "failed" else "")  # type: ignore[arg-type]


def _international(number: str) -> str:
    """The number with its plus: the provider writes international numbers without."""
    return number if number.startswith("+") else f"+{number}"
