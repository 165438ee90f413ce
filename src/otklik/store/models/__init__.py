"""The tables; only `store` reads or writes them. They describe, the door writes by SQL made from their columns."""

from otklik.store.models.alarms import Alarm
from otklik.store.models.alternatives import AlternativeOffer, AlternativeWeights, MissingLine, Reservation
from otklik.store.models.appointments import Appointment
from otklik.store.models.attention import Attention, VisitorDay
from otklik.store.models.claims import Claim, Quota
from otklik.store.models.conduct import Complaint, Flag, Score
from otklik.store.models.conversations import Conversation, Tie
from otklik.store.models.delivery_reports import DeliveryReport
from otklik.store.models.demand import DemandForecast
from otklik.store.models.demo_clock import DemoClock, DemoDeed, DemoStory
from otklik.store.models.directory import (
    Calendar,
    ContactMethod,
    Device,
    DirectoryStamp,
    PairingCode,
    Partner,
    Person,
    Shift,
    Source,
    Standard,
    Store,
)
from otklik.store.models.edges import Edge
from otklik.store.models.goods import Catalogue, FeedAddress, FeedReading, Goods, Stock
from otklik.store.models.handling import HandledOrder, PageVisit
from otklik.store.models.journal import JournalRow, Personal, Secret, Stream
from otklik.store.models.letters import Letter
from otklik.store.models.method_codes import MethodCode
from otklik.store.models.orders import Line, Obligation, Order, SearchTerm, Timer
from otklik.store.models.outbox import Outbox
from otklik.store.models.partner_letters import PartnerLetter
from otklik.store.models.party_links import PartyLink
from otklik.store.models.payloads import Payload
from otklik.store.models.playbooks import Gap, GapCheck, Playbook
from otklik.store.models.promises import Promise, PromiseFeed
from otklik.store.models.reports import Report
from otklik.store.models.staffing import StaffingPlan
from otklik.store.models.upkeep import Heartbeat, Poll
from otklik.store.models.windows import Stop, Window

__all__ = [
    "Alarm",
    "AlternativeOffer",
    "AlternativeWeights",
    "Appointment",
    "Attention",
    "Calendar",
    "Catalogue",
    "Claim",
    "Complaint",
    "ContactMethod",
    "Conversation",
    "DeliveryReport",
    "DemandForecast",
    "DemoClock",
    "DemoDeed",
    "DemoStory",
    "Edge",
    "FeedAddress",
    "FeedReading",
    "Gap",
    "GapCheck",
    "Device",
    "DirectoryStamp",
    "Goods",
    "HandledOrder",
    "Flag",
    "Heartbeat",
    "JournalRow",
    "Letter",
    "Line",
    "MethodCode",
    "MissingLine",
    "Obligation",
    "Order",
    "Outbox",
    "PageVisit",
    "PairingCode",
    "Partner",
    "PartnerLetter",
    "PartyLink",
    "Payload",
    "Playbook",
    "Person",
    "Personal",
    "Poll",
    "Promise",
    "PromiseFeed",
    "Quota",
    "Report",
    "Reservation",
    "Score",
    "SearchTerm",
    "Secret",
    "Shift",
    "Source",
    "StaffingPlan",
    "Standard",
    "Stop",
    "Stock",
    "Store",
    "Stream",
    "Tie",
    "Timer",
    "VisitorDay",
    "Window",
]
