"""Who may talk to buyers, as the projection of people keeps it, and the people of a place with what they may."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from otklik.domain.admissions import Admission, admitted_among
from otklik.domain.world import ContactMethod, Person


def admission_text(known: Admission | None) -> str:
    """JSON text of what stands about a person, as `people` keeps it; empty where nobody decided about him."""
    return json.dumps([known.key, sorted(known.subjects), known.until_on]) if known else ""


@lru_cache(maxsize=4096)
def parse_admission(text: str) -> Admission | None:
    """What stands about a person, of a JSON text that `admission_text` made."""
    if not text:
        return None
    key, subjects, until_on = json.loads(text)
    return Admission(key, frozenset(subjects), until_on)


def team_of(
    store: str,
    rows: Sequence[Mapping[str, Any]],
    methods: Mapping[str, tuple[ContactMethod, ...]],
    day: date,
) -> tuple[Person, ...]:
    """The people of one place, with what each may talk to buyers about on a day.

    Parameters
    ----------
    store
        Slug.
    rows
        Of the table of people, of any places.
    methods
        Ways to reach them, by stream.
    day
        At the place.
    """
    team = [(row, frozenset(json.loads(row["roles"]))) for row in rows if row["store"] == store]
    admitted = admitted_among(
        ((row["slug"], roles, parse_admission(row["admission"])) for row, roles in team), day
    )
    return tuple(
        Person(
            slug=row["slug"],
            name=row["name"],
            store=row["store"],
            roles=roles,
            locale=row["locale"],
            methods=methods.get(f"person/{row['slug']}", ()),
            active=bool(row["active"]),
            admitted=admitted[row["slug"]],
        )
        for row, roles in team
    )
