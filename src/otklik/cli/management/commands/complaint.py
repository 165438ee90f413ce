"""Complaints on a terminal: the open ones by their clock, and those that were closed last."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from django.core.management.base import CommandParser

from otklik.cli.command import DeskCommand, add_json
from otklik.cli.printing import table
from otklik.domain.events import Ref, instant_text
from otklik.store import complaints
from otklik.store.complaints import ComplaintRow


def _value(row: ComplaintRow) -> dict[str, Any]:
    one = row.complaint
    owed = row.state.obligations.get(
        Ref("complaint" if one.acted_at is None else "complaint_closed", one.key)
    )
    due_at = owed.limit_at if owed is not None and owed.is_owed else None
    return {
        "order": row.order.number,
        "id": row.order.id,
        "complaint": one.key,
        "store": one.store,
        "about": one.about,
        "means": one.means,
        "person": one.person,
        "received_at": instant_text(one.at),
        "due_at": instant_text(due_at) if due_at else None,
        "acted_by": one.acted_by,
        "action": one.action,
        "closed_by": one.closed_by,
        "how": one.how,
    }


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        listed = add("list", self.list, "open complaints by their clock; their words are on the order alone")
        listed.add_argument("--store", default="", metavar="SLUG", help="of this store alone")
        listed.add_argument("--closed", action="store_true", help="those that were closed last instead")
        add_json(listed)

    def list(self, given: Namespace) -> None:
        stores = {given.store} if given.store else None
        rows = complaints.list_closed(stores) if given.closed else complaints.list_open(stores)
        values = [_value(row) for row in rows]
        names = ("order", "complaint", "store", "about", "person", "due_at", "acted_by", "closed_by")
        lines = (
            table(names, [tuple(str(one[name] or "") for name in names) for one in values]) if values else []
        )
        self.answer(given, values, *(lines or ["No complaints."]))
