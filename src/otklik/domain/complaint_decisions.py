"""What the buyer, an employee or a person with authority may do about a complaint: commands in, facts or a refusal out.

The buyer ends a complaint by his "solved", or a second person does: never the one it is about, and never the one who
acted. What is owed meanwhile is the standard's business (`complaint`, `complaint_closed`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.complaints import ABOUT, ACTIONS, MEANS, OF_A_PERSON, Complaint
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.order_decisions import person_of, require_not_erased, source_of
from otklik.domain.orders import OrderState
from otklik.domain.parties import find_person
from otklik.domain.stream_state import StreamState
from otklik.domain.world import Person, World

AUTHORITY = frozenset({"head", "partner_manager", "administrator", "second_person"})
"""Roles whose holders may act on a complaint, and close what somebody else has acted on."""

NOTERS = AUTHORITY | {"seller"}
"""Roles whose holders may note one that a buyer told them."""

WORST_STARS = 2
"""A rating of so many stars or fewer, with words, is a complaint."""

REPEAT_FOR = timedelta(seconds=20)
"""The same complaint within this time is one tap."""

MOST = 10
"""So many complaints of one order come from its buyer's page; what comes after them adds nothing."""

WORDS_MAX = 2000


def decide_complain(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    about: str,
    means: str,
    words: str,
    by: str = "",
    person: str = "",
    actor: str = "buyer",
) -> Sequence[Event]:
    """The fact that the buyer complains. The standard opens with it what somebody with authority owes.

    Parameters
    ----------
    about, means
        Of `ABOUT` and `MEANS`.
    words
        The buyer's, or of whoever notes them; personal.
    by
        Slug of the employee who notes it; empty = the buyer himself, or a machine.
    person
        Slug of whom it is about; empty = the order's owner where it is about somebody's conduct.
    actor
        `buyer`, `person:<slug>` or a key.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`; `unknown_subject`, `unknown_means`; `words_missing`; `unknown_person`.
    """
    order = require_complained(state)
    if about not in ABOUT:
        raise DomainError(
            "unknown_subject",
            f"{about!r} is nothing to complain about.",
            remedy=", ".join(ABOUT),
            place="about",
        )
    if means not in MEANS:
        raise DomainError("unknown_means", f"{means!r} is no way to complain.", remedy=", ".join(MEANS))
    if not words.strip():
        raise DomainError(
            "words_missing", "A complaint needs words.", remedy="Say what happened.", place="words"
        )
    if person:
        person_of(world, person)
    if _is_repeated(order, about, means, by, now) or (not by and len(order.complaints) >= MOST):
        return []
    return [
        complaint_of(order, now, about=about, means=means, words=words, by=by, person=person, actor=actor)
    ]


def complaint_of(
    order: OrderState,
    now: datetime,
    *,
    about: str,
    means: str,
    words: str,
    by: str = "",
    person: str = "",
    carrier: str = "",
    actor: str = "buyer",
) -> Event:
    """The fact of a complaint whose values were checked; parameters as in `decide_complain`.

    Parameters
    ----------
    carrier
        Slug of whose courier it is about; empty = of none.
    """
    return make(
        "complaint.received",
        occurred_at=now,
        actor=actor,
        source=source_of(actor),
        grade="confirmed" if actor == "buyer" else "claimed",
        about=about,
        complaint=str(len(order.complaints) + 1),
        person=person or (order.owner if about in OF_A_PERSON else "") or None,
        carrier=carrier or None,
        means=means,
        by=by or None,
        words=words.strip()[:WORDS_MAX] or None,
    )


def complaint_of_rating(order: OrderState, now: datetime, *, stars: int, words: str) -> Sequence[Event]:
    """The complaint that a rating is: a low one with words, unless one that came so is still open."""
    if stars > WORST_STARS or not words.strip() or len(order.complaints) >= MOST:
        return []
    if any(one.is_open and one.means == "rating" for one in order.complaints.values()):
        return []
    return [complaint_of(order, now, about="other", means="rating", words=words)]


def decide_act(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    complaint: str,
    action: str,
    by: str,
    words: str = "",
    person: str | None = None,
) -> Sequence[Event]:
    """The fact of what was done about a complaint; the first one stops the clock of twenty minutes.

    Parameters
    ----------
    complaint
        Its key.
    action
        Of `ACTIONS`.
    by
        Slug of a person with authority whom it is not about.
    words
        What exactly; personal.
    person
        Whom it is about after all; "" = nobody of ours; None = as it was.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`, `unknown_complaint`, `complaint_over`; `unknown_action`; `not_in_authority`;
        `about_himself`; `unknown_person`.
    """
    order = require_complained(state)
    known = _require_open(order, complaint)
    if action not in ACTIONS:
        raise DomainError(
            "unknown_action", f"{action!r} is no first action.", remedy=", ".join(ACTIONS), place="action"
        )
    require_authority(world, order, by)
    _require_other(known.person, by)
    if person:
        person_of(world, person)
        _require_other(person, by)
    named = person if person is not None and person != known.person else None
    if known.acted_at is not None and named is None and not words.strip():
        return []
    return [
        _by_person(
            "complaint.acted",
            by,
            now,
            complaint=known.key,
            action=action,
            by=by,
            person=named,
            words=_said(words),
        )
    ]


def decide_solve(state: StreamState, world: World, now: datetime, *, complaint: str) -> Sequence[Event]:
    """The fact that the buyer says "solved"; a second tap says the same as the first.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`, `unknown_complaint`.
    """
    known = _require_complaint(require_complained(state), complaint)
    if not known.is_open:
        return []
    return [
        make(
            "complaint.closed",
            occurred_at=now,
            actor="buyer",
            source="person",
            grade="confirmed",
            complaint=known.key,
            how="solved",
            by="buyer",
        )
    ]


def decide_close(
    state: StreamState, world: World, now: datetime, *, complaint: str, by: str, words: str
) -> Sequence[Event]:
    """The fact that a second person has looked and says that the complaint is settled.

    Parameters
    ----------
    by
        Slug of a person with authority; not whom it is about, and not who acted.
    words
        How it ended; personal.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`, `unknown_complaint`, `complaint_over`; `not_acted`: nothing was done yet;
        `not_in_authority`; `about_himself`; `acted_himself`: he acted on it; `words_missing`.
    """
    order = require_complained(state)
    known = _require_open(order, complaint)
    if known.acted_at is None:
        raise DomainError("not_acted", "Nothing was done about it yet.", remedy="Record the first action.")
    require_authority(world, order, by)
    _require_other(known.person, by)
    if by == known.acted_by:
        raise DomainError(
            "acted_himself",
            "Whoever acted on a complaint doesn't close it.",
            remedy="Ask the buyer, or a second person.",
        )
    if not words.strip():
        raise DomainError("words_missing", "The end needs words.", remedy="Say how it ended.", place="words")
    return [
        _by_person("complaint.closed", by, now, complaint=known.key, how="checked", by=by, words=_said(words))
    ]


def require_authority(world: World, order: OrderState, slug: str) -> Person:
    """The person, if he has authority over complaints of an order.

    Raises
    ------
    DomainError
        `not_in_authority`.

    Notes
    -----
    A head has it for his own store, a manager for the stores of his partner, administrators and second people of the
    marketplace for all.
    """
    person = find_person(world, slug)
    if person is None or not has_authority(world, order, person):
        raise DomainError(
            "not_in_authority",
            "Only a head, a second person or an administrator acts on a complaint.",
            remedy="Ask one of them.",
        )
    return person


def has_authority(world: World, order: OrderState, person: Person) -> bool:
    """Whether a person may act on complaints of an order, as `require_authority` says."""
    holds = person.roles & AUTHORITY
    if not holds:
        return False
    if "administrator" in holds or person.store in (order.holder, world.marketplace):
        return True
    home, holder = world.stores.get(person.store), world.stores.get(order.holder)
    return (
        "partner_manager" in holds
        and home is not None
        and holder is not None
        and bool(home.partner)
        and home.partner == holder.partner
    )


def require_complained(state: StreamState) -> OrderState:
    """The order, whatever its phase: a buyer may complain of one that is over.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`.
    """
    order = state.subject
    if not isinstance(order, OrderState):
        raise DomainError("unknown_order", "There is no such order.", remedy="Check the number.")
    require_not_erased(order)
    return order


def _require_complaint(order: OrderState, key: str) -> Complaint:
    found = order.complaints.get(key)
    if found is None:
        raise DomainError("unknown_complaint", "There is no such complaint.", remedy="Look at the order.")
    return found


def _require_open(order: OrderState, key: str) -> Complaint:
    found = _require_complaint(order, key)
    if not found.is_open:
        raise DomainError("complaint_over", "This complaint is closed.", remedy="Note a new one.")
    return found


def _require_other(about: str, by: str) -> None:
    if about and about == by:
        raise DomainError(
            "about_himself",
            "Nobody acts on a complaint about himself.",
            remedy="Ask a second person or an administrator.",
        )


def _is_repeated(order: OrderState, about: str, means: str, by: str, now: datetime) -> bool:
    return any(
        (one.about, one.means, one.by) == (about, means, by) and now - one.at < REPEAT_FOR
        for one in order.complaints.values()
    )


def _said(words: str) -> str | None:
    return words.strip()[:WORDS_MAX] or None


def _by_person(kind: str, person: str, now: datetime, /, **fields: Any) -> Event:
    return make(kind, occurred_at=now, actor=f"person:{person}", source="person", grade="claimed", **fields)
