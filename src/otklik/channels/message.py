"""What every channel sends and what it answers: the contract of `docs/howto/add-a-channel.md`.

A channel is a module with `NAME`, `parse_settings`, `send` and `check`. It knows neither orders nor ladders nor other
channels; it delivers one message to one address and says honestly what became of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from otklik.domain.locales import Locale

LONGEST_SHORT = 70
"""UTF-16 units that pass in one SMS with letters beyond the Latin alphabet; 3GPP TS 23.038 and 23.040."""

Outcome = Literal["accepted", "failed", "unknown"]


@dataclass(frozen=True, slots=True)
class Link:
    """Something the receiver can do: a stable name (`take`, `answered`, `status`), its words and its address."""

    name: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message: its name, its media type (`application/pdf`) and its bytes."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one receiver.

    Parameters
    ----------
    key
        Of the notice: stable, so that a repeat is recognised as one.
    to
        Address on this channel (for e-mail `name@host`).
    subject
        One line; channels without subjects leave it out.
    text, html
        The same letter twice; `text` is complete by itself, `html` may be empty.
    locale
        Language of the words.
    at
        Instant of this attempt, aware UTC: the date that the letter bears.
    links
        What the letter's buttons do, for channels that have buttons of their own.
    headers
        Further headers by name, for channels that have them.
    short
        The same in one line of at most 70 characters, complete by itself, for SMS and notifications; empty where
        a template has none yet.
    receipts_url
        Where providers may tell later what became of it: they append their own name; empty = nowhere.
    about
        What it is about, opaque and the same for each word about one obligation: where a channel can, a newer message
        takes the place of an older one with the same name. Empty = of the key alone.
    attachments
        Files, for channels that carry them; others leave them out, the text is complete without.
    """

    key: str
    to: str
    subject: str
    text: str
    html: str
    locale: Locale
    at: datetime
    links: tuple[Link, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    short: str = ""
    receipts_url: str = ""
    about: str = ""
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class SendResult:
    """What became of one attempt.

    Parameters
    ----------
    outcome
        `accepted`: the next machine took responsibility. `failed`: it certainly did not. `unknown`: the connection
        broke when it may or may not have; the attempt is repeated under the same key.
    provider_id
        Name of the message at the provider, empty unless accepted or unknown.
    permanent
        Of a failure: this message will never pass to this address, so repeating is vain. False when only our set-up
        or the provider's state is at fault.
    reason
        Machine words for the journal, without anything personal; empty when accepted.
    retry_after_s
        Of a temporary failure: the provider asks not to be tried again before so many seconds; None = it said nothing.
    """

    outcome: Outcome
    provider_id: str = ""
    permanent: bool = False
    reason: str = ""
    retry_after_s: int | None = None


class Channel(Protocol):
    """The functions of a channel's module."""

    NAME: str

    def parse_settings(self, url: str) -> Any:
        """Settings of the channel from the URL that an operator gives.

        Raises
        ------
        DomainError
            `bad_channel_url`: with the part at fault and an example.
        """

    def send(self, message: Message, settings: Any) -> SendResult:
        """Result of one attempt; never raises, never takes longer than the settings allow."""

    def check(self, settings: Any) -> str:
        """One line for `otklik doctor` about a channel that works.

        Raises
        ------
        DomainError
            `channel_unreachable`: with the stage at which it failed and the remedy.
        """
