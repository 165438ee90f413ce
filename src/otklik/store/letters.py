"""The demo's mailbox: letters as they were sent, kept where time is virtual and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from otklik.store import models, writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A letter on its way into the mailbox; `key` is its notice's: the same one twice is one letter."""

    key: str
    channel: str
    address: str
    subject: str
    text: str
    html: str
    locale: str
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Sent):
    """A letter of the mailbox: its row, what it is about, and slug of a person, `store:<slug>` or `buyer`."""

    id: int
    stream: str
    receiver: str


FIELDS = tuple(field.name for field in fields(Letter))


def keep(sent: Sequence[Sent]) -> None:
    """Keep letters, with stream and receiver of their notices; a repeat replaces the first, as it would for a reader.

    Notes
    -----
    One whose notice is not known, or whose order was erased meanwhile, is not kept.
    """

    def write() -> None:
        notices = {
            row["key"]: row
            for row in models.Outbox.objects.filter(key__in=[one.key for one in sent]).values(
                "key", "stream", "receiver"
            )
        }
        for one in sent:
            if one.key in notices:
                models.Letter.objects.update_or_create(
                    key=one.key, defaults={**asdict(one), **notices[one.key]}
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
