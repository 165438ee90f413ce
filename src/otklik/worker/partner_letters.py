"""Sends each partner its Monday letter when it is due, and writes the message of it with its PDF."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings

from otklik.actions import partner_letters
from otklik.channels.message import Attachment, Link, Message
from otklik.channels.wording.partner_letter_pdf import to_pdf
from otklik.channels.wording.partner_letters import name_of_file, short_of, to_html, to_text, write_view
from otklik.domain.errors import DomainError
from otklik.domain.locales import choose_locale
from otklik.store import partner_letters as store
from otklik.store.outbox import Leased
from otklik.worker import composing

log = logging.getLogger(__name__)


def send_due(*, now: datetime) -> int:
    """How many letters were sent: each partner's week once, whatever was stopped in between; quiet weeks are kept."""
    sent = 0
    for partner, monday in partner_letters.list_due(now=now):
        try:
            done = partner_letters.send(partner, monday, actor="system", now=now)
            sent += bool(done and done.entries)
        except DomainError as error:
            # Nothing is in force yet, or its stores are gone: it is tried again, and says so each time.
            log.warning("the letter of %s about %s was not sent: %s", partner, monday, error.code)
    return sent


def compose_message(leased: Leased, *, now: datetime) -> Message:
    """The letter as a message: text, HTML and the PDF, all of the letter as it was kept.

    Raises
    ------
    DomainError
        `no_address`, `unknown_method`: the receiver can't be reached by that channel any more; `unknown_letter`.
    """
    notice = leased.notice
    row = store.find(notice.stream.partition("/")[2], notice.values["period"])
    if row is None:
        raise DomainError("unknown_letter", f"{notice.stream} has no letter of {notice.values['period']}.")
    locale = choose_locale(notice.locale)
    view = write_view(partner_letters.letter_in(row), locale, base=settings.OTKLIK_BASE_URL)
    return Message(
        key=notice.key,
        to=composing.address_of(notice),
        subject=view.subject,
        text=to_text(view),
        html=to_html(view),
        locale=locale,
        at=now,
        links=(Link("letter", view.open, view.href),),
        short=short_of(view),
        attachments=(Attachment(name_of_file(view, row.week), "application/pdf", to_pdf(view)),),
    )
