"""From the letters of several notices to the one message that goes out: how many wait, and what is said of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.conf import settings

from otklik.channels import webpush
from otklik.channels.message import Message
from otklik.channels.wording.bundles import Line, compose_bundle
from otklik.channels.wording.releases import LET_GO
from otklik.domain.events import instant_of
from otklik.domain.notices import Notice
from otklik.store import directory
from otklik.store.outbox import Leased
from otklik.worker.pushing import bundle_as_push


def gather(carried: Sequence[Leased], letters: Sequence[Message], *, now: datetime) -> Message:
    """The message that carries these notices, under their common key; a single letter stays as it is.

    Parameters
    ----------
    carried
        Notices of one message, at least one.
    letters
        Each one's own letter, in their order.
    now
        Aware UTC; decides how long the oldest has waited.
    """
    first = letters[0]
    if len(letters) == 1:
        return replace(first, key=carried[0].message)
    notices = [one.notice for one in carried]
    lines = [
        Line(
            number=str(notice.values.get("order", "")),
            words=letter.subject,
            take_url=next((link.url for link in letter.links if link.name == "take"), ""),
        )
        for notice, letter in zip(notices, letters, strict=True)
    ]
    waiting = [notice for notice in notices if notice.say != LET_GO]
    wording = compose_bundle(
        lines,
        first.locale,
        orders=len({notice.stream for notice in waiting}),
        gone=len({notice.stream for notice in notices} - {notice.stream for notice in waiting}),
        oldest_m=_oldest_m(waiting, now=now) if waiting else None,
        desk_url=f"{settings.OTKLIK_BASE_URL}/desk",
        repeat=any(one.unknown for one in carried),
    )
    made = replace(
        first,
        key=carried[0].message,
        subject=wording.subject,
        text=wording.text,
        html=wording.html,
        links=wording.links,
        short=wording.short,
    )
    return bundle_as_push(made, notices, now=now) if notices[0].channel == webpush.NAME else made


def _oldest_m(notices: Sequence[Notice], *, now: datetime) -> int | None:
    """Working minutes for which the oldest has waited, in its store's hours; None in the first one."""
    oldest = min(notices, key=lambda one: str(one.values["opened_at"]))
    slug = oldest.values["store"]
    store = directory.load_world([slug], now=now).stores.get(slug)
    opened_at = instant_of(oldest.values["opened_at"])
    return store.calendar.between(opened_at, max(now, opened_at)) // 60 or None if store else None
