"""Feeds: catalogues and stock of stores and partners, by file or fetched from an address."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from django.core.management.base import CommandParser

from otklik.actions import feeds as actions
from otklik.actions.feeds import ReadFeed
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.printing import local, safe, table
from otklik.domain.errors import DomainError
from otklik.domain.events import instant_text
from otklik.domain.goods import CatalogueFault, is_stale
from otklik.store import clock, feeds, listings
from otklik.store.feeds import FeedRow, ReadingRow
from otklik.store.sources import SourceRow
from otklik.worker import feed_fetching

TOLD = 20
"""Most faults that `import` tells one by one; `feed faults` has them all."""


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        connect = add("connect", self.connect, "make a feed of one store's or one partner's catalogue")
        connect.add_argument("name", metavar="NAME")
        connect.add_argument("--store", default="", metavar="SLUG", help="whose catalogue it is")
        connect.add_argument("--partner", default="", metavar="SLUG", help="or of all stores of a partner")
        connect.add_argument(
            "--url", default="", metavar="URL", help="where the worker fetches it, each hour"
        )
        connect.add_argument("--currency", default="", metavar="CODE", help="of prices that name none: RUB")
        add_as(connect)
        load = add("import", self.load, "read a file of a feed: YML, CSV or XLSX, whole or not at all")
        load.add_argument("name", metavar="NAME", help="of the feed")
        load.add_argument("file", metavar="FILE", help="YML, CSV, XLSX; packed by gzip or not")
        load.add_argument(
            "--mapping",
            action="append",
            default=[],
            metavar="FIELD=COLUMN",
            help="what a column of a table is; repeatable",
        )
        add_as(load)
        add_json(load)
        load.add_argument("--name", dest="called", default="", metavar="NAME", help="the file's own name")
        fetch = add("fetch", self.fetch, "fetch the catalogue of a feed from its address now")
        fetch.add_argument("name", metavar="NAME", help="of the feed")
        add_json(fetch)
        add_json(add("list", self.show, "feeds by name: what is shown, and how old its stock is"))
        faults = add("faults", self.faults, "what was wrong with a feed's last reading, with line and remedy")
        faults.add_argument("name", metavar="NAME", help="of the feed")
        add_json(faults)

    def connect(self, given: Namespace) -> None:
        store = given.store or ("" if given.partner else listings.only_shop())
        actions.connect(
            given.name,
            store=store,
            partner=given.partner,
            url=given.url,
            currency=given.currency,
            actor=actor_of(given),
            now=clock.now(),
        )
        how = "the worker fetches it each hour" if given.url else f"`otklik feed import {given.name} FILE`"
        self.say(f"Feed {given.name} is connected; {how}.")

    def load(self, given: Namespace) -> None:
        source = feeds.load_feed(given.name)
        with _opened(given.file) as file:
            read = actions.read_feed(
                source,
                file,
                given.called or Path(given.file).name,
                by=actor_of(given),
                read_now=clock.now,
                named=_named(given.mapping),
            )
        self._tell(given, source, read)

    def fetch(self, given: Namespace) -> None:
        source = feeds.load_feed(given.name)
        if not source.shop_url:
            raise DomainError(
                "feed_unreachable", f"The feed {given.name} has no address.", remedy="Connect it with --url."
            )
        self._tell(given, source, feed_fetching.fetch(source, read_now=clock.now))

    def _tell(self, given: Namespace, source: SourceRow, read: ReadFeed) -> None:
        for fault in read.faults[:TOLD]:
            self.stderr.write(f"otklik: {given.name}: {fault_said(fault)}")
        said = read.left_out + read.noted
        if said > TOLD:
            self.stderr.write(f"otklik: {given.name}: {said - TOLD} more; `otklik feed faults {given.name}`")
        self.answer(given, _document(read), *_lines(read, source))

    def show(self, given: Namespace) -> None:
        now = clock.now()
        rows = feeds.list_feeds()
        columns = ("name", "catalogue", "goods", "stock of", "last reading")
        lines = [
            (
                one.source.slug,
                one.catalogue,
                str(one.shown.offers) if one.shown else "-",
                _age(one, now),
                _outcome(one.last),
            )
            for one in rows
        ]
        self.answer(given, [_feed(one, now) for one in rows], *table(columns, lines))

    def faults(self, given: Namespace) -> None:
        source = feeds.load_feed(given.name)
        last = next(iter(feeds.list_readings(source.slug, limit=1)), None)
        faults = list(last.faults) if last else []
        lines = [fault_said(last.error)] if last and last.error else []
        lines += [fault_said(one) for one in faults]
        more = last.left_out + last.noted - len(faults) if last else 0
        if more:
            lines.append(f"{more} more are counted and not kept.")
        self.answer(given, [_fault(one) for one in faults], *(lines or ["Nothing was wrong."]))


def _opened(name: str) -> BinaryIO:
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise DomainError(
            "unreadable", f"{name} can't be read: {error.strerror}.", remedy="Name a file.", place="FILE"
        ) from error


def _named(pairs: list[str]) -> dict[str, str] | None:
    named = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        if not equals:
            raise DomainError("bad_mapping", f"{pair!r} is no FIELD=COLUMN.", place="--mapping")
        named[column.strip()] = name.strip()
    return named or None


def fault_said(fault: CatalogueFault) -> str:
    """One line about a fault: where it is, what it is, and what to do."""
    place = f", {fault.place}" if fault.place else ""
    taken = "" if fault.left_out else " (the row was taken)"
    where = f"line {fault.line}{place}: " if fault.line else ""
    return safe(f"{where}{fault.message} {fault.remedy}{taken}")


def _lines(read: ReadFeed, source: SourceRow) -> list[str]:
    if read.outcome == "unchanged":
        return ["The file is the one that was read last; nothing changed."]
    as_of = _at(read.as_of_at, feeds.catalogue_of(source))
    lines = [f"{read.offers} goods taken ({read.form}), {read.gone} gone; stock of {as_of}."]
    if read.left_out or read.noted:
        lines.append(f"{read.left_out} rows left out, {read.noted} values not taken as they stand.")
    if read.unknown:
        lines.append(f"Columns kept as they are: {', '.join(read.unknown)}.")
    return lines


def _document(read: ReadFeed) -> dict[str, Any]:
    return {
        "outcome": read.outcome,
        "form": read.form,
        "offers": read.offers,
        "left_out": read.left_out,
        "noted": read.noted,
        "gone": read.gone,
        "as_of_at": instant_text(read.as_of_at) if read.as_of_at else None,
        "unknown_columns": list(read.unknown),
        "faults": [_fault(one) for one in read.faults],
    }


def _fault(one: CatalogueFault) -> dict[str, Any]:
    return {
        "line": one.line,
        "place": one.place,
        "message": one.message,
        "remedy": one.remedy,
        "left_out": one.left_out,
    }


def _feed(one: FeedRow, now: datetime) -> dict[str, Any]:
    return {
        "name": one.source.slug,
        "catalogue": one.catalogue,
        "url": one.source.shop_url or None,
        "offers": one.shown.offers if one.shown else None,
        "as_of_at": instant_text(one.as_of_at) if one.as_of_at else None,
        "stale": is_stale(one.as_of_at, now=now) if one.as_of_at else None,
        "last": one.last.outcome if one.last else None,
    }


def _at(at: datetime | None, catalogue: str) -> str:
    return local(at, ZoneInfo(feeds.zone_name(catalogue) or "UTC"))


def _age(one: FeedRow, now: datetime) -> str:
    old = " (old)" if one.as_of_at and is_stale(one.as_of_at, now=now) else ""
    return _at(one.as_of_at, one.catalogue) + old


def _outcome(last: ReadingRow | None) -> str:
    if last is None:
        return "none yet"
    return (last.outcome or "going on") + (f": {last.error.message}" if last.error else "")
