"""Frozen reports: written once, read for ever; there is no way to change one (ADR 0024)."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from otklik.domain.errors import DomainError
from otklik.domain.reports import Scope, ScopeKind, Window
from otklik.store import models, writer

MOST = 200
"""So many reports a list shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report without its findings.

    Parameters
    ----------
    id
        Number; 0 before it is kept.
    window, scope
        What it is about.
    stores
        Slugs of the stores whose orders it may hold, sorted; None = all that there are.
    standard
        Hash of the standard that it judges by.
    position
        Of the last row of the journal that counts.
    made_at, made_by
        Aware UTC; slug of the person, or empty for the command line.
    digest
        SHA-256, hex, of its findings.
    """

    id: int = 0
    window: Window
    scope: Scope
    stores: tuple[str, ...] | None
    standard: str
    position: int
    made_at: datetime
    made_by: str
    digest: str


def keep_report(row: ReportRow, body: str) -> int:
    """Number of a new report.

    Parameters
    ----------
    row
        Everything about it; its `id` is not read.
    body
        Its findings in canonical JSON, of which `digest` is the hash.
    """

    def write() -> int:
        made = models.Report.objects.create(
            first_on=row.window.first_on,
            last_on=row.window.last_on,
            zone=row.window.zone,
            scope=row.scope.kind,
            slug=row.scope.slug,
            stores="" if row.stores is None else json.dumps(row.stores),
            standard=row.standard,
            position=row.position,
            made_at=row.made_at,
            made_by=row.made_by,
            body=body,
            digest=row.digest,
        )
        return int(made.pk)

    return writer.run(write)


def list_reports(stores: Collection[str] | None) -> list[ReportRow]:
    """Reports that may be seen by whoever runs these stores, the newest first; None = all."""
    rows = models.Report.objects.defer("body").order_by("-id")
    found = (_row(one) for one in rows.iterator())
    return [one for one in found if may_see(one, stores)][:MOST]


def access_report(number: int, stores: Collection[str] | None) -> ReportRow:
    """The report of that number, if whoever runs these stores may see it.

    Raises
    ------
    DomainError
        `unknown_report`: there is none, or it is not his.
    """
    found = models.Report.objects.defer("body").filter(pk=number).first()
    row = _row(found) if found else None
    if row is None or not may_see(row, stores):
        raise DomainError("unknown_report", f"There is no report {number}.", remedy="Look at the list.")
    return row


def may_see(row: ReportRow, stores: Collection[str] | None) -> bool:
    """Whether a report is about these stores alone."""
    return stores is None or (row.stores is not None and set(row.stores) <= set(stores))


def load_body(number: int) -> str:
    """Findings of a report in canonical JSON, as they were kept."""
    return str(models.Report.objects.values_list("body", flat=True).get(pk=number))


def _row(row: models.Report) -> ReportRow:
    kind: ScopeKind = row.scope  # type: ignore[assignment]
    first_on: date = row.first_on
    return ReportRow(
        id=row.pk,
        window=Window(first_on, row.last_on, row.zone),
        scope=Scope(kind, row.slug),
        stores=tuple(json.loads(row.stores)) if row.stores else None,
        standard=row.standard,
        position=row.position,
        made_at=row.made_at,
        made_by=row.made_by,
        digest=row.digest,
    )
