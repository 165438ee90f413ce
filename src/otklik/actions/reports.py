"""Reports on the product's own journal: made once for a closed window, and opened down to their orders (law 14)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from otklik.analytics import reports as frames
from otklik.analytics.audit import audit
from otklik.analytics.evidence import rows_behind
from otklik.analytics.findings import Findings, Norms
from otklik.analytics.frames import OrderFrame, Source
from otklik.analytics.judged_orders import judge_orders
from otklik.analytics.past_orders import PastOrder
from otklik.analytics.reports import Reading
from otklik.analytics.standard_norms import norms_in
from otklik.analytics.stored_findings import read_stored, write_stored
from otklik.domain.errors import DomainError
from otklik.domain.reports import Scope, Window, check_window
from otklik.store import directory, followers, listings, past_orders, reports
from otklik.store.access import Viewer, stores_run
from otklik.store.listings import PlaceRow
from otklik.store.past_orders import Past
from otklik.store.reports import ReportRow


@dataclass(frozen=True, slots=True)
class Report:
    """A frozen report with what it found."""

    row: ReportRow
    findings: Findings
    source: Source
    body: str


@dataclass(frozen=True, slots=True)
class Behind:
    """One order behind a figure.

    Parameters
    ----------
    order
        As it stood when the report was made.
    waited_s
        Working seconds to the first answer; None without one.
    zone
        IANA name of its store's zone.
    """

    order: PastOrder
    waited_s: int | None
    zone: str


@dataclass(frozen=True, slots=True)
class Told:
    """The orders of a report as the journal told them: the frame, and beside each of its rows the order."""

    frame: OrderFrame
    orders: tuple[Behind, ...]
    source: Source
    norms: tuple[Norms, ...]


ONE = "row/"
"""Begins the name of a figure that is one order: its place in the journal follows."""


def make_report(window: Window, scope: Scope, *, viewer: Viewer, now: datetime) -> Report:
    """Make a report and keep it for ever.

    Parameters
    ----------
    window
        Whole days that are over.
    scope
        Whose orders; a person who runs some stores alone gets those of them.
    viewer
        Who asks; `access.ALL` for the command line.
    now
        Aware UTC: what had not happened by then is not known.

    Raises
    ------
    DomainError
        `window_open` and its kin; `unknown_scope`: no such store, partner or trade, or not his; `no_standard`.
    """
    check_window(window, now=now)
    stores, standard = _stores(scope, viewer), _standard(scope, viewer)
    row = ReportRow(
        window=window,
        scope=scope,
        stores=stores,
        standard=standard,
        position=followers.settle_head(),
        made_at=now.replace(microsecond=0),
        made_by=viewer.person,
        digest="",
    )
    told = tell(row)
    findings = audit(told.frame, told.norms)
    # Without orders nothing says in whose zone dates are; the window does.
    body = write_stored(replace(findings, zone=findings.zone or window.zone), told.source)
    row = replace(row, digest=hashlib.sha256(body.encode()).hexdigest())
    return _report(replace(row, id=reports.keep_report(row, body)), body)


def load_report(number: int, *, viewer: Viewer) -> Report:
    """The report of that number as it was made.

    Raises
    ------
    DomainError
        `unknown_report`: there is none, or it is not the viewer's.
    """
    row = reports.access_report(number, _run(viewer))
    return _report(row, reports.load_body(number))


def list_reports(viewer: Viewer) -> list[ReportRow]:
    """Reports that the viewer may see, the newest first."""
    return reports.list_reports(_run(viewer))


def _report(row: ReportRow, body: str) -> Report:
    findings, source = read_stored(body)
    return Report(row, findings, source, body)


def orders_behind(row: ReportRow, figure: str) -> list[Behind]:
    """The orders behind a figure, in the order of the frame.

    Parameters
    ----------
    figure
        As the findings name it; `row/<place in the journal>` is one order.

    Raises
    ------
    DomainError
        `figure_unknown`.
    """
    told = tell(row)
    if figure.startswith(ONE):
        place = figure.removeprefix(ONE)
        found = [number for number, row_ in enumerate(told.frame.rows) if str(row_) == place]
    else:
        found = [int(number) for number in rows_behind(told.frame, told.norms, figure)]
    return [told.orders[number] for number in found]


@lru_cache(maxsize=2)
def tell(row: ReportRow) -> Told:
    """The orders of a report, read anew as the journal stood when it was made: the same for ever."""
    past = past_orders.load_past(
        from_at=row.window.from_at, to_at=row.window.to_at, stores=row.stores, position=row.position
    )
    reading = Reading(past.places, past.calendars, past.hours, int(row.made_at.timestamp()))
    frame = frames.frame_of(past.orders, reading)
    norms = norms_in(directory.load_standards([row.standard])[row.standard], frame)
    return Told(frame, _told(past.orders, frame, norms), _source(past), norms)


def _told(orders: Sequence[PastOrder], frame: OrderFrame, norms: Sequence[Norms]) -> tuple[Behind, ...]:
    """Each order with how long it waited, as the figures count it: a word after the end is no answer."""
    judged = judge_orders(frame, norms)
    return tuple(
        Behind(order, int(working_s) if answered else None, frame.calendars[calendar].zone)
        for order, answered, working_s, calendar in zip(
            orders, judged.answered, judged.working_s, frame.calendar, strict=True
        )
    )


def _source(past: Past) -> Source:
    return Source(
        name="",
        form="",
        digest=past.digest,
        rows_read=len(past.orders) + len(past.tests) + len(past.duplicates),
        orders=len(past.orders),
        columns={},
        unknown=(),
        readings=frames.readings_of(past.orders),
        flaws=frames.flaws_of(past.orders, past.tests, past.duplicates),
    )


def _run(viewer: Viewer) -> frozenset[str] | None:
    """Slugs of the stores whose figures the viewer may see; None = all, as for the command line."""
    return stores_run(viewer) if viewer.person else None


def _stores(scope: Scope, viewer: Viewer) -> tuple[str, ...] | None:
    """Slugs of the stores of a scope, as far as the viewer runs them; None = all that there are."""
    run = _run(viewer)
    if scope.kind == "all":
        return None if run is None else tuple(sorted(run))
    found = [
        place.slug
        for place in listings.list_places()
        if place.role == "store" and _is_in(place, scope) and (run is None or place.slug in run)
    ]
    if not found:
        raise DomainError(
            "unknown_scope",
            f"There is no {scope.kind} {scope.slug!r} here.",
            remedy="`otklik store list` shows the slugs.",
            place=scope.kind,
        )
    return tuple(sorted(found))


def _is_in(place: PlaceRow, scope: Scope) -> bool:
    if not scope.slug:
        return False
    own = {"store": place.slug, "partner": place.partner, "trade": place.trade}
    return own.get(scope.kind, "") == scope.slug


def _standard(scope: Scope, viewer: Viewer) -> str:
    """Hash of the standard in force for a scope: of its partner, else of the marketplace."""
    accepted = {one.slug: one.standard for one in listings.list_partners()}
    places = {one.slug: one for one in listings.list_places()}
    office = next((one.partner for one in places.values() if one.role == "marketplace"), "")
    partner = {"partner": scope.slug, "store": places[scope.slug].partner if scope.slug in places else ""}
    wanted = partner.get(scope.kind) or (viewer.partner if _run(viewer) is not None else "")
    found = accepted.get(wanted) or accepted.get(office) or next(filter(None, accepted.values()), "")
    if not found:
        raise DomainError(
            "no_standard", "No standard is in force.", remedy="`otklik setup` publishes the shipped one."
        )
    return found
