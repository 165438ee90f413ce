"""The demo's mailbox: letters as they were sent, kept where time is virtual and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from otklik.store import models, writer


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the mailbox.

    Parameters
    ----------
    id
        Of the row; 0 before it is kept.
    key
        Of the notice: the same one twice is one letter.
    stream, receiver
        What it is about; slug of a person, `store:<slug>` or `buyer`.
    """

    key: str
    stream: str
    receiver: str
    channel: str
    address: str
    subject: str
    text: str
    html: str
    locale: str
    sent_at: datetime
    id: int = 0


FIELDS = (
    "key",
    "stream",
    "receiver",
    "channel",
    "address",
    "subject",
    "text",
    "html",
    "locale",
    "sent_at",
    "id",
)


def keep(
    key: str, *, channel: str, address: str, subject: str, text: str, html: str, locale: str, at: datetime
) -> None:
    """Keep a letter; one of the same notice replaces it, as it would in a mail program.

    Parameters
    ----------
    key
        Of a notice of the outbox, from which stream and receiver are taken; an unknown one keeps nothing.
    at
        Aware instant of sending.
    """

    def write() -> None:
        notice = models.Outbox.objects.filter(key=key).values("stream", "receiver").first()
        if notice is not None:
            models.Letter.objects.update_or_create(
                key=key,
                defaults={
                    **notice,
                    "channel": channel,
                    "address": address,
                    "subject": subject,
                    "text": text,
                    "html": html,
                    "locale": locale,
                    "sent_at": at,
                },
            )

    writer.run(write)


def list_letters(*, receiver: str = "", stream: str = "", before: int = 0, limit: int = 50) -> list[Letter]:
    """Letters, the newest first, without their bodies.

    Parameters
    ----------
    receiver
        Only to this one: slug, `store:<slug>` or `buyer`; empty = to anybody.
    stream
        Only about this stream.
    before
        Only those kept before this id; 0 = from the newest on.
    limit
        At most so many.
    """
    found = models.Letter.objects.defer("text", "html").order_by("-sent_at", "-id")
    if receiver:
        found = found.filter(receiver=receiver)
    if stream:
        found = found.filter(stream=stream)
    if before:
        found = found.filter(id__lt=before)
    return [
        Letter(
            **{name: getattr(row, name) for name in FIELDS if name not in ("text", "html")}, text="", html=""
        )
        for row in found[:limit]
    ]


def find_letter(number: int) -> Letter | None:
    """One letter whole, or None."""
    row = models.Letter.objects.filter(id=number).values(*FIELDS).first()
    return Letter(**row) if row else None


def list_receivers() -> list[str]:
    """Everybody who has a letter, sorted."""
    return sorted(models.Letter.objects.order_by().values_list("receiver", flat=True).distinct())
