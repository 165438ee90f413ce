"""Admission: who may talk to buyers, on which subjects, after which training and test, until when (R17).

A grant says the whole of it: the next one takes its place. Where nobody of a place was ever admitted, nobody decides
it there and everybody may. Those with authority may unless somebody decided about them by name. Pure: the day is
passed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry, Event
from otklik.domain.stream_state import StreamState
from otklik.domain.world import Person, Store, World
from otklik.domain.zones import parse_zone

SUBJECTS = ("orders", "phone", "credit", "delivery", "returns")
"""What somebody may be admitted to talk about; the list is closed."""

ON_AN_ORDER, ON_A_CALL, ON_CREDIT = "orders", "phone", "credit"

CAUSES = ("repeated_complaint", "conduct", "test_failed", "own_wish", "other")
"""Why an admission is withdrawn."""

ALWAYS = frozenset({"head", "partner_manager", "administrator"})
"""Roles whose holders answer for others: they need an admission only where somebody decided about them by name."""

LONGEST_FOR = timedelta(days=366 * 3)
MOST_TRAINING = 200
WORDS_MAX = 2000

REPEATED, REPEATED_FOR = 2, timedelta(days=90)
"""So many complaints about one person within this time: the page proposes to withdraw, a person decides."""


@dataclass(frozen=True, slots=True)
class Admission:
    """What stands about one person: on which subjects he may talk to buyers, and until which day, inclusive.

    Parameters
    ----------
    key
        "1", "2", …: which grant it is.
    subjects
        Of `SUBJECTS`; empty = withdrawn.
    until_on
        ISO date; empty = without end.
    """

    key: str
    subjects: frozenset[str]
    until_on: str = ""

    def on(self, day: date) -> frozenset[str]:
        """The subjects on a day of the place."""
        return self.subjects if not self.until_on or day <= date.fromisoformat(self.until_on) else frozenset()


def admission_after(old: Admission | None, entry: Entry) -> Admission | None:
    """The admission after one more entry of a person's stream."""
    data = entry.event.data
    if entry.event.kind == "admission.granted":
        key = str(data.get("admission") or int(old.key if old else 0) + 1)
        return Admission(key, frozenset(data["subjects"]), str(data.get("until_on") or ""))
    if entry.event.kind == "admission.withdrawn":
        known = old or Admission("0", frozenset())
        return replace(known, subjects=known.subjects - frozenset(data["subjects"]))
    return old


def admitted_among(
    team: Iterable[tuple[str, frozenset[str], Admission | None]], day: date
) -> Mapping[str, frozenset[str] | None]:
    """On which subjects each person of a place may talk to buyers; None = on all.

    Parameters
    ----------
    team
        Slug, roles and admission of everybody of the place, dismissed people included: whoever was admitted there
        once shows that it is decided there.
    day
        At the place.
    """
    people = list(team)
    if all(known is None for _, _, known in people):
        return {slug: None for slug, _, _ in people}
    return {slug: _on(roles, known, day) for slug, roles, known in people}


def _on(roles: frozenset[str], known: Admission | None, day: date) -> frozenset[str] | None:
    if known is None:
        return None if roles & ALWAYS else frozenset()
    return known.on(day)


def subject_of(stream: str, kind: str = "") -> str:
    """The subject that whoever owes an obligation talks about; empty = with no buyer."""
    prefix = stream.partition("/")[0]
    if prefix == "conversation":
        return ON_A_CALL
    if prefix != "order":
        return ""
    return ON_CREDIT if kind.partition(".")[0] == "credit" else ON_AN_ORDER


def is_admitted(person: Person, subject: str) -> bool:
    """Whether a person may talk to buyers on a subject now."""
    return not subject or person.admitted is None or subject in person.admitted


def candidates(store: Store) -> list[Person]:
    """The people of a store to whom an order may be given."""
    return [one for one in store.people if one.active and is_admitted(one, ON_AN_ORDER)]


def require_admitted(person: Person, subject: str, *, place: str = "person") -> None:
    """Return if a person may talk to buyers on a subject now.

    Raises
    ------
    DomainError
        `not_admitted`.
    """
    if not is_admitted(person, subject):
        raise DomainError(
            "not_admitted",
            f"{person.name or person.slug} is not admitted to talk to buyers on this.",
            remedy="Give it to somebody who is admitted, or admit him: set-up, people, admission.",
            place=place,
        )


def decide_grant(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    by: str,
    subjects: Sequence[str],
    training: str = "",
    test: int | None = None,
    until_on: date | None = None,
) -> Sequence[Event]:
    """The fact that a person may talk to buyers on these subjects; what stood before ends with it.

    Parameters
    ----------
    by
        Slug of who decides; empty = the operator at the command line.
    training, test
        Which training he passed, and the points of the test, 0 to 100.
    until_on
        Last day, at his place; None = without end.

    Raises
    ------
    DomainError
        `unknown_person`, `unknown_subject`, `bad_points`, `admission_past`, `admission_too_long`, `own_admission`.
    """
    person = _require_person(state)
    _check_subjects(subjects)
    _require_other(world, state, by)
    if test is not None and not 0 <= test <= 100:
        raise DomainError("bad_points", "A test has 0 to 100 points.", place="test")
    zone = parse_zone(_zone_of(world, person.store))
    _check_until(until_on, now.astimezone(zone).date())
    end_at = datetime.combine(until_on + timedelta(days=1), time(), tzinfo=zone) if until_on else None
    key = str(int(person.admission.key if person.admission else 0) + 1)
    return [
        _said(
            "admission.granted",
            by,
            now,
            subjects=sorted(set(subjects), key=SUBJECTS.index),
            training=training.strip()[:MOST_TRAINING] or None,
            test=test,
            until_on=until_on.isoformat() if until_on else None,
            until_at=end_at.astimezone(UTC) if end_at else None,
            admission=key if end_at else None,
            by=by or None,
        )
    ]


def decide_withdraw(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    by: str,
    cause: str,
    subjects: Sequence[str] = (),
    words: str = "",
) -> Sequence[Event]:
    """The fact that a person may no longer talk to buyers; no subjects = on none of them.

    Raises
    ------
    DomainError
        `unknown_person`, `unknown_subject`, `unknown_cause`, `own_admission`.

    Notes
    -----
    Whoever was never admitted where nobody decides it may be named too: then he is the one who may not. What was
    withdrawn already says nothing new.
    """
    person = _require_person(state)
    if cause not in CAUSES:
        raise DomainError("unknown_cause", f"{cause!r} is no cause.", remedy=", ".join(CAUSES), place="cause")
    _require_other(world, state, by)
    if subjects:
        _check_subjects(subjects)
    known = person.admission
    standing = known.subjects if known else frozenset(SUBJECTS)
    gone = standing & frozenset(subjects or SUBJECTS)
    if known is not None and not gone:
        return []
    over = known is not None and known.until_on and not standing - gone
    return [
        _said(
            "admission.withdrawn",
            by,
            now,
            cause=cause,
            subjects=sorted(gone, key=SUBJECTS.index),
            admission=known.key if known is not None and over else None,
            by=by or None,
            words=words.strip()[:WORDS_MAX] or None,
        )
    ]


def _require_person(state: StreamState) -> Any:
    if not getattr(state.subject, "active", False):
        raise DomainError("unknown_person", f"There is no person {state.stream.partition('/')[2]!r} here.")
    return state.subject


def _zone_of(world: World, store: str) -> str:
    place = world.stores.get(store)
    return place.calendar.zone if place else "UTC"


def _check_subjects(subjects: Sequence[str]) -> None:
    unknown = [one for one in subjects if one not in SUBJECTS]
    if unknown or not subjects:
        raise DomainError(
            "unknown_subject",
            f"{unknown[0] if unknown else ''!r} is no subject.",
            remedy=f"One or more of: {', '.join(SUBJECTS)}.",
            place="subjects",
        )


def _check_until(until_on: date | None, today: date) -> None:
    if until_on is not None and until_on < today:
        raise DomainError("admission_past", "This day is over.", remedy="Choose a later one.", place="until")
    if until_on is not None and until_on - today > LONGEST_FOR:
        raise DomainError(
            "admission_too_long", "Longer than three years.", remedy="Choose an earlier day.", place="until"
        )


def _require_other(world: World, state: StreamState, by: str) -> None:
    roles = next(
        (one.roles for place in world.stores.values() for one in place.people if one.slug == by), None
    )
    if by and state.stream == f"person/{by}" and "administrator" not in (roles or ()):
        raise DomainError(
            "own_admission",
            "Nobody decides about his own admission.",
            remedy="Ask another head or an administrator.",
        )


def _said(kind: str, person: str, now: datetime, /, **fields: Any) -> Event:
    actor = f"person:{person}" if person else "operator"
    return make(kind, occurred_at=now, actor=actor, source="person", **fields)
