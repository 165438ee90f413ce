"""Trying whether letters arrive: a letter with a code by the real channel, and the code that comes back.

No order is behind it, so it is no notice and stands in no journal; what is kept is when an address was seen to work.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from otklik.channels.message import SendResult
from otklik.channels.registry import carry
from otklik.channels.wording.trial import write_trial
from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale
from otklik.store import directory, keys, listings, proofs

HOUR = timedelta(hours=1)
DIGITS = 6


def send_trial(
    owner: str, method: str, *, locale: Locale, urls: Mapping[str, str], now: datetime
) -> SendResult:
    """What became of a letter with a code to one address.

    Parameters
    ----------
    owner
        Stream, `person/<slug>` or `store/<slug>`.
    method
        Id of the contact method.
    urls
        Channel → its address, as the operator set it.

    Raises
    ------
    DomainError
        `unknown_method`.
    """
    row = _method(owner, method)
    code = _code(row, now)
    letter = write_trial(
        to=directory.load_address(owner, method),
        code=code,
        key=f"trial {keys.fingerprint('letter trial', f'{_name(row)} {now.isoformat()}')[:24]}",
        locale=locale,
        at=now,
    )
    return carry(row.channel, letter, urls=urls)


def confirm_trial(owner: str, method: str, *, code: str, now: datetime) -> bool:
    """Whether this is the code of a letter of the last two hours; then the address is known to work.

    Raises
    ------
    DomainError
        `unknown_method`.
    """
    row = _method(owner, method)
    good = code.strip() in (_code(row, now), _code(row, now - HOUR))
    if good:
        proofs.prove(_name(row), now=now)
    return good


def arrived_at(row: listings.MethodRow) -> datetime | None:
    """When a letter to this address was last seen to arrive; None = never."""
    return proofs.proved_at(_name(row))


def _method(owner: str, method: str) -> listings.MethodRow:
    found = next((one for one in listings.list_methods(owner) if one.method == method), None)
    if found is None:
        raise DomainError("unknown_method", f"{owner} has no contact method {method!r}.")
    return found


def _name(row: listings.MethodRow) -> str:
    return f"letter {row.owner} {row.method} {row.version}"


def _code(row: listings.MethodRow, now: datetime) -> str:
    hour = int(now.timestamp()) // int(HOUR.total_seconds())
    return str(int(keys.fingerprint("letter trial", f"{_name(row)} {hour}"), 16) % 10**DIGITS).zfill(DIGITS)
