"""What was sent to partners to be agreed on, and the texts themselves, as the journal keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from otklik.domain.agreements import SIGNERS, Agreement, text_of
from otklik.domain.errors import DomainError
from otklik.domain.partners import PartnerState
from otklik.store import journal, models
from otklik.store.access import EVERYWHERE, Viewer


@dataclass(frozen=True, slots=True)
class Sent:
    """One version that was sent, to whom, with what he is asked to read.

    Parameters
    ----------
    partner
        What is true of it now.
    text
        Exactly what was sent; its SHA-256 is the rendering.
    before
        The text that was accepted last before it; empty = none.
    """

    partner: PartnerState
    agreement: Agreement
    text: str
    before: str


def list_partners() -> list[PartnerState]:
    """Partners with what was sent to them, by slug."""
    slugs = models.Partner.objects.order_by("slug").values_list("slug", flat=True)
    states = journal.load_states([f"partner/{slug}" for slug in slugs])
    return [states[f"partner/{slug}"].subject for slug in slugs]


def access_sent(viewer: Viewer, partner: str, version: str) -> Sent:
    """The newest text of that version that was sent to a partner, if the viewer may read it.

    Parameters
    ----------
    version
        `name@number`.

    Raises
    ------
    DomainError
        `unknown_agreement`: it was not sent, or not to the viewer's partner.
    """
    state = journal.load_states([f"partner/{partner}"])[f"partner/{partner}"].subject
    known: Sequence[Agreement] = state.agreements if isinstance(state, PartnerState) else ()
    found = next((one for one in reversed(known) if one.version == version), None)
    if found is None or not may_read(viewer, partner):
        raise DomainError("unknown_agreement", f"{version} was not sent to {partner}.")
    earlier = [one for one in known if one.accepted_at and one.entry < found.entry]
    texts = _load_texts(partner)
    before = texts[earlier[-1].entry] if earlier else ""
    return Sent(state, found, texts[found.entry], before)


def may_read(viewer: Viewer, partner: str) -> bool:
    """Whether a partner's agreements are the viewer's business: he sees every store, or may accept for it."""
    return bool(viewer.roles & EVERYWHERE) or (viewer.partner == partner and bool(viewer.roles & SIGNERS))


def _load_texts(partner: str) -> dict[int, str]:
    """Texts that were sent, by the version of their entry."""
    return {
        one.version: text_of(one.event.data["lines"])
        for one in journal.read_stream(f"partner/{partner}")
        if one.event.kind == "standard.sent"
    }
