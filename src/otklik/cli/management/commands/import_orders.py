"""Past orders from a file: history by default, with nothing sent and nothing owed from now on."""

from __future__ import annotations

import itertools
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import CommandParser

from otklik.actions import order_intake, sources
from otklik.actions.order_intake import Arriving, Received
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.instants import known_zone
from otklik.domain.errors import DomainError
from otklik.domain.history import MOST_FACTS, decide_history
from otklik.domain.incoming import HistoryOrder, RowError
from otklik.intake.files import HistoryFile, read_history
from otklik.store import clock, listings
from otklik.store.sources import find_source

BATCH = 128
TOLD = 20
"""Most bad rows that are told one by one; `--errors FILE` gets them all."""


@dataclass
class Tally:
    """What became of the rows so far."""

    new: int = 0
    changed: int = 0
    known: int = 0
    bad: list[RowError] = field(default_factory=list)
    notes: list[RowError] = field(default_factory=list)


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        parser.set_defaults(run=self.load)
        parser.add_argument("file", metavar="FILE", help="CSV, XLSX, Parquet or NDJSON")
        parser.add_argument(
            "--zone", default="", metavar="ZONE", help="of times that name none: Europe/Moscow"
        )
        parser.add_argument(
            "--store", default="", metavar="SLUG", help="whose orders they are; default: the only shop"
        )
        parser.add_argument(
            "--source", default="", metavar="SLUG", help="the source's name; default: import-STORE"
        )
        parser.add_argument(
            "--currency", default="", metavar="CODE", help="where the file has no column of it: RUB"
        )
        parser.add_argument("--region", default="RU", metavar="CC", help="country of local phone numbers")
        parser.add_argument(
            "--mapping",
            action="append",
            default=[],
            metavar="FIELD=COLUMN",
            help="what a column is; repeatable",
        )
        parser.add_argument(
            "--live", action="store_true", help="as orders of now: the clock runs, people are told"
        )
        parser.add_argument("--dry-run", action="store_true", help="read it all, store nothing")
        parser.add_argument(
            "--errors", default="", metavar="FILE", help="write every bad row's line and remedy here"
        )
        add_as(parser)
        add_json(parser)

    def load(self, given: Namespace) -> None:
        now = clock.now()
        store = _store_of(given)
        with _opened(given) as source:
            self._load(given, _read(source, given, now), store, now)

    def _load(self, given: Namespace, file: HistoryFile, store: str, now: datetime) -> None:
        tally = Tally()
        origin = given.source or f"import-{store}"
        if not given.dry_run:
            _connect(origin, store, actor_of(given), now)
        self.stderr.write(f"{file.form}; {_columns_said(file)}")
        for batch in _batches(_orders_of(file, tally)):
            if not given.dry_run:
                _receive(batch, given, origin=origin, store=store, now=now, tally=tally)
            else:
                tally.new += len(batch)
            self._show_progress(tally)
        self._tell(given, file, tally)

    def _show_progress(self, tally: Tally) -> None:
        if sys.stderr.isatty():
            done = tally.new + tally.changed + tally.known
            self.stderr.write(f"\r{done} orders, {len(tally.bad)} bad rows", ending="")
            self.stderr.flush()

    def _tell(self, given: Namespace, file: HistoryFile, tally: Tally) -> None:
        if sys.stderr.isatty():
            self.stderr.write("")
        for error in tally.bad[:TOLD]:
            self.stderr.write(f"otklik: {given.file}: {_row_said(error)}")
        if len(tally.bad) > TOLD:
            more = f"all of them are in {given.errors}" if given.errors else "--errors FILE writes them all"
            self.stderr.write(f"otklik: {given.file}: {len(tally.bad) - TOLD} more bad rows; {more}.")
        if given.errors:
            lines = "".join(f"{_row_said(error)}\n" for error in (*tally.bad, *tally.notes))
            Path(given.errors).write_text(lines, encoding="utf-8")
        said: dict[str, Any] = {
            "new": tally.new,
            "changed": tally.changed,
            "known": tally.known,
            "bad": len(tally.bad),
            "left_out": len(tally.notes),
            "unknown_columns": list(file.columns.unknown),
            "stored": not given.dry_run,
        }
        orders = f"{tally.new} new orders, {tally.changed} changed, {tally.known} known already"
        counts = f"{orders}; {len(tally.bad)} bad rows"
        notes = f"{len(tally.notes)} values left out or settled by a rule" + (
            "" if given.errors else " (--errors FILE)"
        )
        dry = ["Nothing was stored (--dry-run)."] if given.dry_run else []
        self.answer(given, said, counts, *([notes] if tally.notes else []), *dry)


def _store_of(given: Namespace) -> str:
    store = given.store or listings.only_shop()
    if not store:
        raise DomainError(
            "store_missing", "Whose orders are they?", remedy="Add --store SLUG.", place="--store"
        )
    return listings.load_place(store).slug


def _opened(given: Namespace) -> BinaryIO:
    try:
        return Path(given.file).open("rb")
    except OSError as error:
        raise DomainError(
            "unreadable",
            f"{given.file} can't be read: {error.strerror}.",
            remedy="Name a file.",
            place="FILE",
        ) from error


def _read(source: BinaryIO, given: Namespace, now: datetime) -> HistoryFile:
    named = {}
    for pair in given.mapping:
        name, equals, column = pair.partition("=")
        if not equals:
            raise DomainError("bad_mapping", f"{pair!r} is no FIELD=COLUMN.", place="--mapping")
        named[name.strip()] = column.strip()
    return read_history(
        source,
        Path(given.file).name,
        received_at=now,
        zone=known_zone(given.zone) if given.zone else None,
        currency=given.currency,
        region=given.region,
        named=named or None,
    )


def _connect(origin: str, store: str, actor: str, now: datetime) -> None:
    """The source of the file's orders, made at its first import."""
    if find_source(origin, "import") is None:
        sources.connect(origin, type="import", actor=actor, store=store, now=now)


def _columns_said(file: HistoryFile) -> str:
    unknown = (
        f"; not recognised, kept beside: {', '.join(file.columns.unknown)}" if file.columns.unknown else ""
    )
    return f"{len(file.columns.index)} columns recognised{unknown}"


def _orders_of(file: HistoryFile, tally: Tally) -> Iterator[HistoryOrder]:
    for record in file.records:
        if isinstance(record, RowError):
            tally.bad.append(record)
            continue
        tally.notes += record.left_out
        yield record


def _batches(records: Iterable[HistoryOrder]) -> Iterator[list[HistoryOrder]]:
    rest = iter(records)
    while batch := list(itertools.islice(rest, BATCH)):
        yield batch


def _receive(
    batch: Sequence[HistoryOrder], given: Namespace, *, origin: str, store: str, now: datetime, tally: Tally
) -> None:
    arrivals = [_arriving(one, origin=origin, store=store, live=given.live) for one in batch]
    results = order_intake.receive_many(arrivals, now=now)
    for record, result in zip(batch, results, strict=True):
        if isinstance(result, DomainError):
            tally.bad.append(RowError(record.line, result.place, result.message, result.remedy))
        else:
            _count(result, tally)


def _count(received: Sequence[Received], tally: Tally) -> None:
    if any(one.created for one in received):
        tally.new += 1
    elif any(one.changed for one in received):
        tally.changed += 1
    else:
        tally.known += 1


def _arriving(one: HistoryOrder, *, origin: str, store: str, live: bool) -> Arriving:
    actor = f"source:{origin}"
    if live:
        lines = tuple(replace(line, reserved=True) for line in one.order.lines)
        return Arriving(order=replace(one.order, lines=lines), origin=origin, store=store)
    tell = partial(decide_history, facts=one.facts, paid_at=one.order.paid_at, actor=actor)
    return Arriving(
        # The payment is told in its turn, among the other facts.
        order=replace(one.order, paid_at=None),
        origin=origin,
        store=store,
        history=True,
        witnessed=one.witnessed,
        follow=(tell,) * MOST_FACTS,
    )


def _row_said(error: RowError) -> str:
    column = f", {error.column}" if error.column else ""
    return f"line {error.line}{column}: {error.message} {error.remedy}".rstrip()
