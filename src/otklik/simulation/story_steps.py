"""What a story of the five texts is made of: steps at a time of day, and the days on which it may begin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """What happens at a time of the story.

    Parameters
    ----------
    day
        0 = the story's first day; later ones count days of the week, not working days.
    at
        `HH:MM` in Moscow.
    says
        Name of the words.
    order
        Key of what it is about: of an order that the story places, `shift` or `call` of its store.
    does
        `order`, a row of `deeds.DEEDS` or `deeds.ACTS`, or empty: then only Otklik acts.
    who
        Slug of the person.
    shows
        Key of what the page shows beside it, where that is something else.
    opens
        Names of the routes of screens on which it is seen.
    party
        Slug of the outside party on whose desk it is seen.
    """

    day: int
    at: str
    says: str
    order: str = ""
    does: str = ""
    who: str = "buyer"
    data: Mapping[str, Any] = field(default_factory=dict)
    shows: str = ""
    opens: tuple[str, ...] = ()
    party: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A story with its steps in order of time.

    Parameters
    ----------
    name
        As in the address of the page.
    weekdays
        On which it may begin, Monday = 0: its later days must be working days as well.
    store
        Whose shift and calls it is about; empty where it is about orders alone.
    looks
        Whether its people make that store's rounds: then nobody else does meanwhile.
    letter
        Begins the numbers of its orders, no other story's: two stories of one demo never mean each other's orders.
    """

    name: str
    weekdays: frozenset[int]
    steps: tuple[Step, ...]
    store: str = ""
    looks: bool = False
    letter: str = ""

    def __post_init__(self) -> None:
        """Take the name's first letter where none is given."""
        if not self.letter:
            object.__setattr__(self, "letter", self.name[0].upper())
