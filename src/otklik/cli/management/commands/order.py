"""Everything that is done with one order from the command line; each act is the one that the desk and the API call."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.core.management.base import CommandParser

from otklik.actions import erasure, orders, outcomes, payments
from otklik.api.order_documents import document_of, load_row, summary_of
from otklik.cli.access import add_order, order_of, zone_of
from otklik.cli.command import OPERATOR, Act, AddAct, DeskCommand, actor_of, add_as, add_json
from otklik.cli.instants import typed_instant
from otklik.cli.order_notices import document_of_timeline, timeline_of
from otklik.cli.order_page import page_of, rows_of, sentence_of
from otklik.cli.printing import to_json
from otklik.cli.promises import PROMISE, act_on_promise, add_promise
from otklik.cli.refusal_options import add_refusal, refusal_in
from otklik.domain import contacts
from otklik.domain.money import money_text, parse_money
from otklik.domain.order_decisions import PLACES
from otklik.domain.outcomes import OUTCOMES, REFUSED
from otklik.store import access, clock
from otklik.store.order_files import load_file
from otklik.store.queries import OrderRow, Page

CALLS = tuple(name for name in OUTCOMES if name != REFUSED)
PHASES = ("open", "confirmed", "refused", "withdrawn", "released", "completed")
TIME = "18:40, 2026-03-19 18:40 or 'in 20m', on the store's wall clock"


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        show = add("show", self.show, "where it stands, what is owed, who was told, what was ordered")
        add_order(show)
        add_json(show)
        why = add(
            "notices", self.notices, "who was told what by which channel, when, why, and what came back"
        )
        add_order(why)
        add_json(why)
        many = add("list", self.list, "orders, newest first")
        many.add_argument(
            "--state", action="append", choices=PHASES, metavar="STATE", help=f"{', '.join(PHASES)}"
        )
        many.add_argument("--store", default="", metavar="SLUG")
        many.add_argument(
            "--find", default="", metavar="TEXT", help="a number, phone, e-mail or part of a name"
        )
        many.add_argument("--limit", type=int, default=50, metavar="N")
        add_json(many)
        self._add_talks(add)
        self._add_outcomes(add)
        self._add_ends(add)
        self._add_facts(add)

    def _add_talks(self, add: AddAct) -> None:
        take = _act(
            add, "take", self.take, "say that a person has it; the ladder waits for his lease", needs=True
        )
        take.add_argument(
            "--place", default="unknown", choices=PLACES, help="where he is, as far as it is proved"
        )
        talk = _act(add, "contact", self.contact, "record a talk with the buyer; a live one is the answer")
        talk.add_argument("--means", default="call", choices=contacts.MEANS)
        talk.add_argument("--talk", type=int, metavar="SECONDS", help="length of a recorded talk")
        talk.add_argument("--at", default="", metavar="TIME", help=f"default: now; {TIME}")
        talk.add_argument("--recorded", action="store_true", help="a system has it on record, with --talk")
        talk.add_argument("--note", default="")
        attempt = _act(
            add, "attempt", self.attempt, "record a call that reached nobody, and when the next one is"
        )
        attempt.add_argument("--means", default="call", choices=contacts.TRIES)
        attempt.add_argument("--outcome", default="no_answer", choices=contacts.OUTCOMES)
        attempt.add_argument("--next", default="", metavar="TIME", help=TIME)
        attempt.add_argument("--ring", type=int, metavar="SECONDS", help="how long it rang")
        attempt.add_argument("--note", default="")

    def _add_outcomes(self, add: AddAct) -> None:
        outcome = _act(
            add,
            "outcome",
            self.outcome,
            "record how a call ended; the next step and its time follow",
            needs=True,
        )
        outcome.add_argument(
            "outcome",
            choices=CALLS,
            metavar="OUTCOME",
            help=f"{', '.join(CALLS)}; a refusal is `order refuse`",
        )
        outcome.add_argument("--next", default="", metavar="TIME", help=f"of the next step; {TIME}")
        outcome.add_argument("--at", default="", metavar="TIME", help=f"when it was; default: now; {TIME}")
        outcome.add_argument("--incoming", action="store_true", help="the buyer called himself")
        outcome.add_argument("--words", default="", help="the seller's")
        undo = _act(add, "undo", self.undo, "take an outcome back, within ten seconds", needs=True)
        undo.add_argument("outcome", metavar="N", help="its number")
        hand = _act(add, "hand", self.hand, "hand it to a colleague of the store; the buyer's clock goes on")
        hand.add_argument("--to", required=True, metavar="SLUG", help="who has it from now on")

    def _add_ends(self, add: AddAct) -> None:
        _act(add, "confirm", self.confirm, "record that the buyer wants it; only after a live talk")
        refuse = _act(add, "refuse", self.refuse, "refuse it, with a reason and the seller's own words")
        add_refusal(refuse)
        _act(add, "unpark", self.unpark, "take a refusal back that waits for its time")
        withdraw = _act(add, "withdraw", self.withdraw, "tell that the buyer withdrew; he is asked")
        withdraw.add_argument("--words", default="", help="what he said")
        withdraw.add_argument("--reason", default="", metavar="REASON")
        done = _act(add, "complete", self.complete, "record that the buyer has his goods")
        done.add_argument("--at", default="", metavar="TIME", help=f"default: now; {TIME}")
        erase = add("erase", self.erase, "erase everything personal of a closed order; its facts stay")
        add_order(erase)
        erase.add_argument("--ground", required=True, help="why, without personal data")
        add_as(erase)
        add_json(erase)

    def _add_facts(self, add: AddAct) -> None:
        assign = _act(add, "assign", self.assign, "hand it to another store; the buyer's clock goes on")
        assign.add_argument("--to", required=True, metavar="SLUG", help="the store that answers from now on")
        note = _act(add, "note", self.note, "write a note")
        note.add_argument("words", metavar="WORDS")
        step = _act(add, "step", self.step, "record that a party was asked for a step, did it, or is late")
        step.add_argument("step", metavar="STEP", help="as the standard names it: engraving")
        step.add_argument(
            "happened",
            choices=["requested", "done", "delayed"],
            metavar="HAPPENED",
            help="requested, done, delayed",
        )
        step.add_argument(
            "--party", default="", metavar="SLUG", help="the place that owes it; default: by its role"
        )
        step.add_argument("--until", default="", metavar="TIME", help=f"for delayed; {TIME}")
        add_promise(_act(add, "promise", self.promise, PROMISE), TIME)
        pay = _act(add, "pay", self.pay, "record money that came")
        pay.add_argument("amount", metavar="AMOUNT", help="1890.00, in the order's currency")
        pay.add_argument("--id", default="", metavar="ID", help="its name: the same twice is one payment")
        pay.add_argument("--at", default="", metavar="TIME", help=f"default: now; {TIME}")
        pay.add_argument("--proof", default="", metavar="WORDS", help="by hand: what you saw; needs --id")

    # ── reading ──

    def show(self, given: Namespace) -> None:
        row = order_of(given)
        file = load_file(row)
        self.answer(given, document_of(file), *page_of(file, zone=zone_of(row.holder), now=clock.now()))

    def notices(self, given: Namespace) -> None:
        file = load_file(order_of(given))
        self.answer(given, document_of_timeline(file), *timeline_of(file, zone=zone_of(file.row.holder)))

    def list(self, given: Namespace) -> None:
        viewer = access.Viewer(frozenset({given.store})) if given.store else access.ALL
        if given.find:
            rows = access.access_search(viewer, given.find, limit=given.limit)
            rows = [row for row in rows if not given.state or row.phase in given.state]
        else:
            page = Page(phases=tuple(given.state) if given.state else None, limit=given.limit)
            rows = access.access_orders(viewer, page)
        zones = {holder: zone_of(holder) for holder in {row.holder for row in rows}}
        self.answer(given, [summary_of(row) for row in rows], *rows_of(rows, zones), *_zones_named(rows))

    # ── acts ──

    def take(self, given: Namespace) -> None:
        row = order_of(given)
        done = orders.take(row.stream, person=given.by, place=given.place, now=clock.now())
        self._done(given, row)
        taken = next((one.event for one in done.entries if one.event.kind == "order.taken"), None)
        if taken is not None and not taken.data["stops"] and not given.json:
            self.say(f"Recorded. {given.by} {_why_not_held(taken.data, row)}: its people will still be told.")

    def contact(self, given: Namespace) -> None:
        row, now = order_of(given), clock.now()
        orders.contact(
            row.stream,
            actor=actor_of(given),
            by=_named(given),
            means=given.means,
            talk_s=given.talk,
            occurred_at=_instant(row, given.at, now, "--at"),
            grade="recorded" if given.recorded else "claimed",
            note=given.note,
            now=now,
        )
        self._done(given, row)

    def attempt(self, given: Namespace) -> None:
        row, now = order_of(given), clock.now()
        orders.attempt(
            row.stream,
            actor=actor_of(given),
            means=given.means,
            outcome=given.outcome,
            next_at=_instant(row, given.next, now, "--next"),
            ring_s=given.ring,
            note=given.note,
            now=now,
        )
        self._done(given, row)

    def outcome(self, given: Namespace) -> None:
        row, now = order_of(given), clock.now()
        done = outcomes.record(
            row.stream,
            outcome=given.outcome,
            person=given.by,
            next_at=_instant(row, given.next, now, "--next"),
            words=given.words,
            incoming=given.incoming,
            occurred_at=_instant(row, given.at, now, "--at"),
            now=now,
        )
        self._done(given, row)
        said = outcomes.recorded_in(done)
        if said is not None and not given.json:
            self.say(f"`otklik order undo {row.number} {said.id} --person {said.by}` takes it back for 10 s.")

    def undo(self, given: Namespace) -> None:
        row = order_of(given)
        outcomes.retract(row.stream, outcome=given.outcome, person=given.by, now=clock.now())
        self._done(given, row)

    def hand(self, given: Namespace) -> None:
        row = order_of(given)
        orders.hand(row.stream, to=given.to, actor=actor_of(given), now=clock.now())
        self._done(given, row)

    def confirm(self, given: Namespace) -> None:
        row = order_of(given)
        orders.confirm(row.stream, actor=actor_of(given), by=_named(given), now=clock.now())
        self._done(given, row)

    def refuse(self, given: Namespace) -> None:
        row = order_of(given)
        orders.refuse(
            row.stream,
            **refusal_in(given),
            by=given.by,
            actor=actor_of(given),
            now=clock.now(),
        )
        self._done(given, row)

    def unpark(self, given: Namespace) -> None:
        orders.unpark((row := order_of(given)).stream, actor=actor_of(given), now=clock.now())
        self._done(given, row)

    def withdraw(self, given: Namespace) -> None:
        row = order_of(given)
        orders.withdraw(
            row.stream,
            actor=actor_of(given),
            said_by="staff",
            words=given.words,
            reason=given.reason,
            now=clock.now(),
        )
        self._done(given, row)

    def complete(self, given: Namespace) -> None:
        row, now = order_of(given), clock.now()
        orders.complete(
            row.stream, actor=actor_of(given), occurred_at=_instant(row, given.at, now, "--at"), now=now
        )
        self._done(given, row)

    def erase(self, given: Namespace) -> None:
        row = order_of(given)
        erasure.erase(row.stream, ground=given.ground, actor=actor_of(given), now=clock.now())
        self._done(given, row)

    def assign(self, given: Namespace) -> None:
        row = order_of(given)
        orders.assign(row.stream, store=given.to, actor=actor_of(given), now=clock.now())
        self._done(given, row)

    def note(self, given: Namespace) -> None:
        row = order_of(given)
        orders.note(row.stream, words=given.words, actor=actor_of(given), now=clock.now())
        self._done(given, row)

    def step(self, given: Namespace) -> None:
        row, now = order_of(given), clock.now()
        orders.step(
            row.stream,
            step=given.step,
            happened=given.happened,
            actor=actor_of(given),
            party=given.party,
            until_at=_instant(row, given.until, now, "--until"),
            now=now,
        )
        self._done(given, row)

    def promise(self, given: Namespace) -> None:
        row, now = order_of(given), clock.now()
        said = act_on_promise(given, row, until_at=_instant(row, given.until, now, "--until"), now=now)
        if said:
            self.say(said)
        else:
            self._done(given, row)

    def pay(self, given: Namespace) -> None:
        row, now = order_of(given), clock.now()
        pay = partial(payments.pay_by_hand, proof=given.proof) if given.proof else orders.pay
        pay(
            row.stream,
            actor=actor_of(given),
            amount_minor=parse_money(given.amount, row.currency, place="AMOUNT"),
            currency=row.currency,
            payment_id=given.id,
            occurred_at=_instant(row, given.at, now, "--at"),
            now=now,
        )
        self._done(given, row)

    def _done(self, given: Namespace, before: OrderRow) -> None:
        """Say where the order stands now."""
        file = load_file(load_row(before.stream))
        paid_minor, currency = file.order.paid_minor, file.order.currency
        paid = f" Paid {money_text(paid_minor, currency)}." if paid_minor else ""
        sentence = sentence_of(file, zone=zone_of(file.row.holder), now=clock.now())
        self.say(to_json(document_of(file)) if given.json else sentence + paid)


def _act(add: AddAct, name: str, run: Act, line: str, *, needs: bool = False) -> ArgumentParser:
    """An act on one order: its number, the person who did it, `--json`."""
    parser = add(name, run, line)
    add_order(parser)
    parser.add_argument(
        "--person",
        dest="by",
        required=needs,
        default=OPERATOR,
        metavar="SLUG",
        help="who did it; default: the operator",
    )
    add_json(parser)
    return parser


def _named(given: Namespace) -> str:
    return "" if given.by == OPERATOR else str(given.by)


def _instant(row: OrderRow, text: str, now: datetime, place: str) -> datetime | None:
    return typed_instant(text, zone=zone_of(row.holder), now=now, place=place) if text else None


def _zones_named(rows: Sequence[OrderRow]) -> list[str]:
    zones = sorted({zone_of(row.holder).key for row in rows})
    return ["", f"Times: {', '.join(zones)}."] if zones else []


def _why_not_held(taken: Mapping[str, Any], row: OrderRow) -> str:
    """Why a take holds nothing, as the sentence goes on after the person's name."""
    if not taken["on_shift"]:
        return f"is not on shift at {row.holder}"
    return "is not in the shop" if taken["place"] == "elsewhere" else "has had it before without an answer"
