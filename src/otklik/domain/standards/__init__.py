"""The standard, as data: which event opens which obligation, who owes it, by when, and who is told."""

from otklik.domain.standards.values import (
    Duration,
    Evidence,
    Kind,
    Ladder,
    NamedCalendar,
    NoticeRules,
    Pattern,
    PauseRule,
    Predicate,
    Process,
    Ready,
    Reason,
    RefusalRules,
    Role,
    Standard,
    Step,
)

__all__ = [
    "Duration",
    "Evidence",
    "Kind",
    "Ladder",
    "NamedCalendar",
    "NoticeRules",
    "Pattern",
    "PauseRule",
    "Predicate",
    "Process",
    "Ready",
    "Reason",
    "RefusalRules",
    "Role",
    "Standard",
    "Step",
]
