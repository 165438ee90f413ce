"""Notifications in browsers: a browser becomes a contact method, and says what it showed and what was tapped there.

A browser is believed once a notification has reached it: the trial carries a signed token with the subscription in it,
and the browser sends the token back. Nothing of one that never arrived is kept. Every button of a notification has a
token for one purpose, signed, with its end, good without a log-in: whoever holds the phone is who was told. ADR 0028.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Literal

from django.core import signing

from otklik.actions import answers, stores
from otklik.actions.commit import Claim, Command, DuplicateError, Failed, Unit, commit
from otklik.actions.delivery_reports import KIND as DELIVERY
from otklik.channels import webpush
from otklik.channels.message import Link, Message, SendResult
from otklik.channels.registry import carry
from otklik.channels.wording.pushes import TRIAL
from otklik.domain import delivery_reports
from otklik.domain.errors import DomainError
from otklik.domain.links import LinkCard, card_of
from otklik.domain.locales import Locale, choose_locale
from otklik.domain.notices import Notice
from otklik.domain.streams import stores_of
from otklik.store import directory, journal, keys, listings, outbox, proofs
from otklik.store.told import locale_of

Purpose = Literal["take", "busy", "received", "proof", "renew"]
Answer = Literal["take", "busy"]

VALID_FOR = timedelta(hours=48)
"""How long a button of a notification works, as one of a letter does."""

PROOF_FOR = timedelta(hours=1)
"""How long a trial may take to arrive."""

TAP_FOR = timedelta(minutes=15)
"""How long a tap may wait for a connection and still be done; later it is only told."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a tap: a key of `web/push_words.SAID`, the order as its receiver may see it, values, language."""

    said: str
    card: LinkCard | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    locale: Locale | None = None


@dataclass(frozen=True, slots=True)
class Device:
    """A browser that wants notifications: for whom, its subscription, what it is called, who turned it on."""

    owner: str
    address: str
    name: str
    actor: str
    replaces: str = ""


def _signer(purpose: Purpose) -> signing.Signer:
    return signing.Signer(key=keys.installation_key(f"push {purpose}").hex(), salt=f"push {purpose}")


def _read(purpose: Purpose, token: str) -> list[Any] | None:
    try:
        found = _signer(purpose).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return found if isinstance(found, list) else None


def make_token(purpose: Purpose, notices: Sequence[Notice], *, now: datetime) -> str:
    """The signed token of one button of a notification, good for `VALID_FOR`.

    Parameters
    ----------
    notices
        What the notification carries, to one receiver by one method; a button that acts is of one notice.
    """
    first = notices[0]
    ends = int((now + VALID_FOR).timestamp())
    carried = [[one.stream, one.key] for one in notices]
    return _signer(purpose).sign_object([first.receiver, first.method, carried, ends])


def answer(purpose: Answer, token: str, *, tapped_at: datetime, now: datetime) -> Answered:
    """What became of a tap on a notification: somebody takes the order, or is busy with customers.

    Parameters
    ----------
    token
        Of the button.
    tapped_at
        When it was tapped; a browser without a connection sends it later.
    now
        Aware UTC.

    Raises
    ------
    DomainError
        `link_ended`: no such button, too old, or the browser is no device any more; nothing was done.
    """
    receiver, method, ((stream, key), *_) = _told(purpose, token, now)
    owner = _owner_of(receiver)
    if not _has(owner, method):
        raise _ended()
    _prove(owner, method, now=now)
    if now - tapped_at > TAP_FOR:
        return Answered("late", _card(stream, receiver, now), locale=choose_locale(locale_of(owner)))
    done = answers.answer(owner=owner, method=method, notice_key=key, word=purpose, now=now)
    return Answered(done.said, _card(stream, receiver, now), done.values, done.locale)


def _told(purpose: Purpose, token: str, now: datetime) -> tuple[str, str, list[list[str]]]:
    """Receiver and method of a notification, and what it carried: stream and key of each notice."""
    found = _read(purpose, token)
    if found is None or len(found) != 4 or now >= datetime.fromtimestamp(found[3], UTC):
        raise _ended()
    return found[0], found[1], found[2]


def _ended() -> DomainError:
    return DomainError("link_ended", "This button is not good any more.", remedy="Open the desk.")


def _card(stream: str, receiver: str, now: datetime) -> LinkCard | None:
    """The order as a person may see it; None for a place, and where there is none any more."""
    state = journal.load_states([stream])[stream]
    try:
        return card_of(state, directory.load_world(stores_of(state), now=now), receiver=receiver, now=now)
    except DomainError:
        return None


def receive(token: str, *, now: datetime) -> None:
    """Record that a browser showed a notification; told twice, it is recorded once.

    Raises
    ------
    DomainError
        `link_ended`.
    """
    receiver, method, carried = _told("received", token, now)
    _prove(_owner_of(receiver), method, now=now)
    units = [unit for stream, key in carried for unit in _delivered(stream, key, now=now)]
    for result in commit(units):
        if isinstance(result, Failed):
            raise result.error


def _delivered(stream: str, key: str, *, now: datetime) -> Iterator[Unit]:
    """The unit that records the arrival of one notice once; none where the notice is gone."""
    for found in outbox.list_notices(stream):
        if found.notice.key == key:
            decide = partial(delivery_reports.decide_delivered, notice=found.notice)
            yield Unit(
                now=now,
                commands=(Command(stream, decide),),
                claims=(Claim(DELIVERY, f"{key}|{webpush.NAME}|delivered", stream),),
            )


def _owner_of(receiver: str) -> str:
    return receiver.replace("store:", "store/") if ":" in receiver else f"person/{receiver}"


def _prove(owner: str, method: str, *, now: datetime) -> None:
    proofs.prove(f"push {owner} {method}", now=now)


def seen_at(owner: str, method: str) -> datetime | None:
    """When a browser last showed something or was tapped; None = never."""
    return proofs.proved_at(f"push {owner} {method}")


def method_of(address: str) -> str:
    """Id of the contact method of a subscription: the same browser, subscribed anew, is the same method."""
    return "push-" + hashlib.sha256(str(json.loads(address)["endpoint"]).encode()).hexdigest()[:10]


def send_trial(
    device: Device,
    *,
    locale: Locale,
    base_url: str,
    urls: Mapping[str, str],
    now: datetime,
    at: datetime | None = None,
) -> SendResult:
    """What became of a notification that asks a browser to say that it arrived.

    Parameters
    ----------
    device
        Its address is the subscription's JSON, with or without a name.
    base_url
        Of the desk.
    urls
        Channel → its address, as the operator set it.
    at
        Present instant of the machine, which push services compare with theirs; None = `now`.
    """
    ends = int((now + PROOF_FOR).timestamp())
    nonce = secrets.token_urlsafe(6)  # two trials at one instant are two, also where the clock stands
    told = [device.owner, device.address, device.name, device.actor, device.replaces, ends, nonce]
    token = _signer("proof").sign_object(told)
    link = partial(Link, label="")
    trial = Message(
        key=f"trial {keys.fingerprint('push trial', token)[:24]}",
        to=device.address,
        subject=TRIAL["title"][locale],
        text="",
        html="",
        locale=locale,
        at=at or now,
        links=(
            link("open", url=f"{base_url}/account/devices"),
            link("proof", url=f"{base_url}/push/proof#{token}"),
        ),
        short=TRIAL["body"][locale],
        about=f"trial {device.owner}",
    )
    return carry(webpush.NAME, trial, urls=urls)


def prove(token: str, *, now: datetime) -> str:
    """The token of a browser's contact method, which it has from now on: a trial has reached it.

    Returns
    -------
    str
        By which the browser tells of a new subscription, see `renewed`.

    Raises
    ------
    DomainError
        `link_ended`; `unknown_owner`, `unknown_person`: whoever wanted it has left.
    """
    found = _read("proof", token)
    if found is None or len(found) != 7 or now >= datetime.fromtimestamp(found[5], UTC):
        raise DomainError("link_ended", "This trial is not good any more.", remedy="Send another one.")
    device = Device(found[0], found[1], found[2], found[3], found[4])
    kind, _, slug = device.owner.partition("/")
    if kind == "person":
        listings.require_person(slug)
    method = method_of(device.address)
    address = json.dumps(json.loads(device.address) | {"name": device.name}, ensure_ascii=False)
    _add(device, method, address, token, now=now)
    if device.replaces and device.replaces != method and _has(device.owner, device.replaces):
        stores.remove_method(device.owner, actor=device.actor, method=device.replaces, now=now)
    _prove(device.owner, method, now=now)
    return _signer("renew").sign_object([device.owner, method])


def _add(device: Device, method: str, address: str, token: str, *, now: datetime) -> None:
    """The browser as a contact method of its owner, once a trial."""
    claim = Claim("push proof", keys.fingerprint("push proof", token), device.owner)
    try:
        stores.add_method(
            device.owner,
            actor=device.actor,
            method=method,
            channel=webpush.NAME,
            address=address,
            claims=(claim,),
            now=now,
        )
    except DuplicateError:
        return


def _has(owner: str, method: str) -> bool:
    return any(one.method == method for one in listings.list_methods(owner))


def renewed(token: str, address: str) -> Device:
    """The device whose browser has a new subscription; its token is good for as long as it is a contact method.

    Parameters
    ----------
    token
        From `prove`.
    address
        The new subscription's JSON.

    Raises
    ------
    DomainError
        `link_ended`.
    """
    found = _read("renew", token)
    if found is None or len(found) != 2 or not _has(found[0], found[1]):
        raise DomainError("link_ended", "This browser is no contact method.", remedy="Turn it on again.")
    owner, method = str(found[0]), str(found[1])
    name = name_of(directory.load_address(owner, method))
    return Device(owner, address, name, actor="system", replaces=method)


def name_of(address: str) -> str:
    """What a browser is called, from the address of its contact method; empty = nothing is known."""
    try:
        return str(json.loads(address).get("name", ""))
    except (ValueError, AttributeError):
        return ""
