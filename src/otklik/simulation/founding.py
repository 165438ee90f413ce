"""Making the demo: its marketplace, its past, its log-ins and the morning on which it starts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from otklik.actions import accounts, edges
from otklik.domain.errors import DomainError
from otklik.domain.people import ROLES
from otklik.domain.stores import calendar_of
from otklik.simulation import arrivals, cast, catalogues, life, marketplace, past_deliveries
from otklik.store import clock, directory, queries

NAME = cast.PARTNERS["market"]
STARTS = time(10, 20)
"""On a Tuesday, in Moscow: the shops there have been open for minutes, the western one is still closed."""
TUESDAY = 1

PASSWORD = "first-step-demo"  # noqa: S105 - printed for everybody; a demo has nothing to hide
"""Of every log-in of the demo."""

ROLE_WORDS = {
    "seller": "seller",
    "head": "head of a store",
    "partner_manager": "partner's manager",
    "administrator": "administrator",
    "auditor": "auditor, only reads",
    "dispatcher": "dispatcher",
    "courier": "courier",
    "second_person": "second person",
}


def require_empty() -> None:
    """Return if a demo may be made here.

    Raises
    ------
    DomainError
        `not_empty`: there are orders, real ones or those of a demo that was not finished.
    """
    if queries.count_orders():
        raise DomainError(
            "not_empty",
            "There are orders here already, and no finished demo.",
            remedy="Give the demo a folder of its own: OTKLIK_HOME=.home/demo.",
            place="demo",
        )


def morning_of(day: date) -> datetime:
    """The instant at which a demo starts: on the latest working Tuesday up to a day; aware UTC."""
    shop = next(place for place in cast.SHOPS if place.slug == "tverskaya")
    calendar = calendar_of(shop.hours)
    day -= timedelta(days=(day.weekday() - TUESDAY) % 7)
    while True:
        at = datetime.combine(day, STARTS, ZoneInfo(cast.MOSCOW)).astimezone(UTC)
        if calendar.is_open(at):
            return at
        day -= timedelta(days=7)


def found(*, seed: int, starts_at: datetime, days: int, quiet: bool, tell: Callable[[str], None]) -> None:
    """Make the demo; its clock starts last, so that what was interrupted is seen as unfinished.

    Parameters
    ----------
    seed
        Which life.
    starts_at
        Aware UTC; its present.
    days
        How many days it has lived.
    quiet
        Without orders that go on arriving.
    tell
        Gets lines about the progress.
    """
    marketplace.build(now=starts_at - timedelta(days=days))
    directory.record_calendars()
    rest = life.live(seed=seed, until=starts_at, days=days, tell=tell)
    past_deliveries.live(seed=seed, until=starts_at)
    past_deliveries.agree(seed=seed, now=starts_at)
    marketplace.connect_phones(now=starts_at)
    catalogues.tell(seed=seed, now=starts_at)
    edges.record_due(now=starts_at)  # from here on the shops open and close by themselves
    arrivals.begin(rest.deeds, seed=seed, number=rest.number, at=starts_at, quiet=quiet)
    for member, _ in _players():
        accounts.open_account(member.slug, PASSWORD)
    clock.start_demo(starts_at)


def log_ins() -> list[str]:
    """One line a role: what it is, whom to log in as, and the password."""
    rows = [(ROLE_WORDS[role], member.slug, member.name) for member, role in _players()]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    return [f"  {word:<{widths[0]}}  {slug:<{widths[1]}}  {PASSWORD}  {name}" for word, slug, name in rows]


def _players() -> list[tuple[cast.Member, str]]:
    """The person whom a visitor plays in each role, the visitor's seller first."""
    found = []
    for role in (one for one in ROLE_WORDS if one in ROLES):
        members = [one for one in cast.MEMBERS if role in one.roles]
        members.sort(key=lambda one: (one.slug != cast.VISITOR, one.store != "tverskaya"))
        found.append((members[0], role))
    return found
