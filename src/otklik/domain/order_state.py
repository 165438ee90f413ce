"""One order as a value: its phases, what may happen in which, its lines, and everything that is true of it.

How facts change it is the fold in `orders.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from otklik.domain.alternatives import Alternatives
from otklik.domain.appointments import Appointment
from otklik.domain.complaints import Complaint
from otklik.domain.conduct import Flag, Score
from otklik.domain.court_cases import CourtCase
from otklik.domain.deliveries import Delivery
from otklik.domain.events import Grade
from otklik.domain.playbook_steps import Followed
from otklik.domain.promise_state import Promise, list_talks
from otklik.domain.readiness import Readiness
from otklik.domain.reservations import Reservation
from otklik.domain.step_state import Pause, StepWord
from otklik.domain.visits import Visit
from otklik.domain.windows import Window

Phase = Literal["open", "confirmed", "refused", "withdrawn", "released", "completed"]

ALLOWED: Mapping[str, frozenset[Phase]] = {
    "take": frozenset({"open", "confirmed"}),
    "contact": frozenset({"open", "confirmed", "released", "refused", "withdrawn", "completed"}),
    "assign": frozenset({"open", "confirmed"}),
    "confirm": frozenset({"open", "confirmed"}),
    "promise": frozenset({"open", "confirmed", "released"}),
    "refuse": frozenset({"open", "confirmed"}),
    "withdraw": frozenset({"open", "confirmed"}),
    "complete": frozenset({"open", "confirmed", "released"}),
    "step": frozenset({"open", "confirmed"}),
    "custom": frozenset({"open", "confirmed", "released", "refused", "withdrawn", "completed"}),
    "outcome": frozenset({"open", "confirmed"}),
    "revive": frozenset({"open", "confirmed", "released"}),
    "hand": frozenset({"open", "confirmed"}),
    "ask_call": frozenset({"open", "confirmed"}),
}
"""Which acts are open in which phase. Payments, notes and changes at the source are facts and always allowed."""

CLOSED: frozenset[Phase] = frozenset({"refused", "withdrawn", "released", "completed"})
"""Phases in which nothing about the sale is owed any more; money or a complaint may still come."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an order and what became of its goods: ordered, reserved, released, or gone to somebody else."""

    id: str
    sku: str
    title: str
    quantity: int
    price_minor: int
    state: Literal["ordered", "reserved", "released", "gone"] = "ordered"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to reach the buyer that reached nobody: when, by what, how long it rang, and what came of it."""

    at: datetime
    means: str
    outcome: str = ""
    ring_s: int | None = None
    by_system: bool = False
    """Whether a machine says so (telephony, a partner's system), and no person."""


@dataclass(frozen=True, slots=True)
class OrderState:
    """What is true of one order; nothing personal.

    Parameters
    ----------
    phase
        open until confirmed or closed; see `ALLOWED`.
    holder
        Slug of the store that answers now; `first_store` never changes.
    owner
        Slug of the person who took it, or empty: then it stands in the holder's queue.
    taken_at
        Since when the owner has it; None while nobody has.
    taken_place
        Where the owner took it (in_shop, elsewhere, unknown); without an owner: where somebody did whose take holds
        nothing; empty = nobody did.
    assignment
        Key of the present assignment; empty for the first.
    handed_to
        Who was handed the order and has not said yet that he takes it; else empty.
    outcomes, retracted
        How many outcomes of calls were recorded, and the id of the last one that was undone.
    live_contact_at, live_grade
        First live answer (law 4) and the best grade of any.
    contact_attempts
        Calls and letters that reached nobody.
    next_contact_at
        Instant the owner set for the next attempt.
    attempts
        Each of them, in order of the journal: what the refusal gate weighs.
    asked, asked_reason, asked_by, asked_premature, asked_unmet
        How often a refusal was asked for; of the last: the reason, who asked, whether it was premature, and what
        evidence it lacked.
    refused_premature, refused_unmet
        The same of the refusal that closed the order.
    parked_reason, parked_detail, parked_by, parked_ends, parked_until_at
        The refusal that waits: its reason and the second-level one, who asked for it, whether it ends with the hold or
        at an instant, and which. Empty = none waits.
    parking, parkings
        Key of the parking, empty = none; and how many there were.
    heard
        How the buyer has answered while a refusal was parked: talked, paid, confirmed, silent, survey.
    withdrawal, withdrawals
        Key of a withdrawal that the staff told of and the buyer has not answered; how many there were.
    cases, end
        How many ends the order has had (refusals, releases by the clock, withdrawals), and the key of the present one;
        empty while it is open.
    said_silent, silent_at, silences
        Whether the buyer has said that nobody contacted him, when last, and how often.
    promises
        What was promised to the buyer, by key; none of it ever goes away (law 9).
    asked_call_at, asks
        When the buyer last asked to be called, and how often he asked.
    stars, ratings
        The buyer's last rating, 1 to 5 (0 = none yet), and how often he gave one.
    recommended, recommendations
        Whether he would recommend us, 0 to 10 (None = he has not said), and how often he said so.
    history
        Imported as history: no notices, no timers.
    witnessed
        For history: the events that its source could have recorded; kinds met by others are not opened.
    late_minor
        Money that came after the goods had gone back and that nobody has spoken about yet.
    stock_words
        How many facts about its goods a stock system was to hear.
    reassignments
        How often the holder changed.
    rescued, rescued_at
        The last remedy that kept the order from a refusal, and when; empty, None = none did.
    review_at
        When the system looks at an open order that owes nothing (law 10).
    cart, is_kept
        Link to other orders that the same buyer placed at this store within 48 h, empty = none; whether somebody said
        that this one is no duplicate.
    merged_into
        Stream of the order that this one was a duplicate of; empty = none.
    answered_elsewhere_at
        When another store was the first to speak with the buyer; None where none was.
    status_token
        SHA-256, hex, of the buyer's link; never the link.
    court
        Each end of the order as a case of the refusal court, in order.
    appointments, visits, readiness
        When the buyer was expected, when he came, and what is in place for him to collect.
    playbook
        What people chose and did of its playbooks.
    complaints
        What the buyer complained of, by key.
    flags, scores
        Texts that a person is to look at, and talks that were scored, by key.
    steps, bank
        The last word on each step of another party, and the bank's; empty = none.
    pause
        What the order waits for its buyer for; None = for nothing.
    alternatives, reservations
        What was sought and offered instead of goods that are not there, and what other stores put aside.
    deliveries
        How it is brought to the buyer, by key.
    windows, needed_by_at, zone
        When it is delivered, by when the buyer needs it, and the delivery zone of his address; empty = not known.
    """

    number: str
    origin: str
    channel: str
    phase: Phase
    holder: str
    first_store: str
    partner: str
    placed_at: datetime
    received_at: datetime
    total_minor: int
    currency: str
    payment: str
    delivery: str
    lines: tuple[Line, ...]
    has_phone: bool
    has_email: bool
    locale: str
    buyer_zone: str
    content: str
    history: bool = False
    witnessed: tuple[str, ...] = ()
    trade: str = ""
    campaign: str = ""
    cart_key: str = ""
    status_token: str = ""
    source_status: str = ""
    modified_at: datetime | None = None
    owner: str = ""
    taken_at: datetime | None = None
    taken_place: str = ""
    assignment: str = ""
    reassignments: int = 0
    live_contact_at: datetime | None = None
    live_grade: Grade | None = None
    contact_attempts: int = 0
    next_contact_at: datetime | None = None
    confirmed_at: datetime | None = None
    paid_minor: int = 0
    payments: frozenset[str] = frozenset()
    late_minor: int = 0
    stock_words: int = 0
    refused_reason: str = ""
    refused_premature: bool = False
    refused_unmet: tuple[str, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    asked: int = 0
    asked_reason: str = ""
    asked_by: str = ""
    asked_premature: bool = False
    asked_unmet: tuple[str, ...] = ()
    parked_reason: str = ""
    parked_detail: str = ""
    parked_by: str = ""
    parked_ends: str = ""
    parked_until_at: datetime | None = None
    rescued: str = ""
    rescued_at: datetime | None = None
    parking: str = ""
    parkings: int = 0
    heard: str = ""
    withdrawal: str = ""
    withdrawals: int = 0
    cases: int = 0
    end: str = ""
    released_at: datetime | None = None
    closed_at: datetime | None = None
    handed_over_at: datetime | None = None
    delivered_at: datetime | None = None
    said_silent: bool = False
    silent_at: datetime | None = None
    silences: int = 0
    handed_to: str = ""
    hands: int = 0
    outcomes: int = 0
    retracted: str = ""
    asked_call_at: datetime | None = None
    asks: int = 0
    stars: int = 0
    ratings: int = 0
    recommended: int | None = None
    recommendations: int = 0
    promises: Mapping[str, Promise] = field(default_factory=dict)
    review_at: datetime | None = None
    cart: str = ""
    is_kept: bool = False
    merged_into: str = ""
    answered_elsewhere_at: datetime | None = None
    erased: bool = False
    court: Mapping[str, CourtCase] = field(default_factory=dict)
    appointments: Mapping[str, Appointment] = field(default_factory=dict)
    visits: Mapping[str, Visit] = field(default_factory=dict)
    readiness: Readiness = field(default_factory=Readiness)
    playbook: Followed = field(default_factory=Followed)
    complaints: Mapping[str, Complaint] = field(default_factory=dict)
    flags: Mapping[str, Flag] = field(default_factory=dict)
    scores: Mapping[str, Score] = field(default_factory=dict)
    steps: Mapping[str, StepWord] = field(default_factory=dict)
    bank: str = ""
    pause: Pause | None = None
    alternatives: Alternatives = field(default_factory=Alternatives)
    reservations: Mapping[str, Reservation] = field(default_factory=dict)
    deliveries: Mapping[str, Delivery] = field(default_factory=dict)
    windows: Mapping[str, Window] = field(default_factory=dict)
    needed_by_at: datetime | None = None
    zone: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the sale is still alive."""
        return self.phase not in CLOSED

    @property
    def talks(self) -> Mapping[str, str]:
        """Promises to talk with the buyer that are still open: key → purpose."""
        return {one.key: one.purpose for one in list_talks(self.promises)}

    @property
    def goods_reserved(self) -> bool:
        """Whether any line's goods are held for the buyer."""
        return any(line.state == "reserved" for line in self.lines)

    @property
    def goods_are_back(self) -> bool:
        """Whether the order ended and its goods went back: money that comes now is too late for them."""
        return self.released_at is not None and self.phase in ("refused", "withdrawn", "released")

    @property
    def free_lines(self) -> tuple[str, ...]:
        """Ids of the lines whose goods nobody holds and nobody has bought meanwhile."""
        return tuple(line.id for line in self.lines if line.state in ("ordered", "released"))

    @property
    def is_late_paid(self) -> bool:
        """Whether money came after the goods had gone back, and nobody has said yet what becomes of it."""
        return self.late_minor > 0
