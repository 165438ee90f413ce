"""Norms per trade (R39): what a standard says otherwise for the stores of one trade.

`[trade.stationery.obligation.first_answer]` is laid over the standard like a text that extends it, so that each trade
has a whole standard of its own, checked, compiled and named by the hash of its own resolved text. Whoever keeps a
hash (an obligation, a report) needs to know nothing of trades.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from otklik.domain.slugs import SLUG
from otklik.domain.standards.merging import FACT_FIELDS, OWN, merge, overlaid, timed
from otklik.domain.standards.mistakes import Mistake, quoted
from otklik.domain.standards.processes import without_missing
from otklik.domain.standards.schema import Document
from otklik.domain.standards.writing import block, nested_blocks, written

TRADE = "trade"

LEVELS: Mapping[str, int] = {
    "calendar": 1, "party": 1, "fact": 0, "obligation": 1, "process": 3, "pause": 1, "ladder": 1, "refusal": 2,
    "notices": 0,
}  # fmt: skip
"""Tables of a standard, and how many levels below each are tables with a header of their own."""

MOST_TRADES = 100


def split_trades(
    resolved: Mapping[str, Any], mistakes: list[Mistake]
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """A resolved document without its trades, and by trade the whole document that holds for it.

    Parameters
    ----------
    resolved
        With `extends` resolved.
    mistakes
        Receives what is wrong with the tables of trades; each with its path in the text.
    """
    shared = {name: value for name, value in resolved.items() if name != TRADE}
    tables = resolved.get(TRADE, {})
    if not isinstance(tables, dict) or len(tables) > MOST_TRADES:
        mistakes.append(
            Mistake(
                (TRADE,), f"Here stand at most {MOST_TRADES} trades.", "Write [trade.NAME.obligation.KIND]."
            )
        )
        return shared, {}
    return shared, {name: _laid_over(shared, name, table, mistakes) for name, table in tables.items()}


def _laid_over(shared: Mapping[str, Any], name: str, table: Any, mistakes: list[Mistake]) -> dict[str, Any]:
    here = (TRADE, name)
    if not SLUG.fullmatch(name):
        mistakes.append(
            Mistake(here, f"{quoted(name)} can't name a trade.", "Use 1–48 of a–z, 0–9 and hyphen.")
        )
    if not isinstance(table, dict):
        mistakes.append(Mistake(here, "A trade is a table.", f"Write [trade.{name}.obligation.KIND]."))
        return {}
    for field in (*OWN, "extends", TRADE):
        if field in table:
            mistakes.append(
                Mistake(
                    (*here, field),
                    f"A trade has no {field} of its own.",
                    "Leave it out: the standard has it.",
                )
            )
    wrong: list[Mistake] = []
    merged = merge(shared, {key: value for key, value in table.items() if key not in OWN}, wrong)
    mistakes += [within(name, one) for one in wrong]
    return without_missing(merged, table) | {field: shared[field] for field in OWN if field in shared}


def within(trade: str, mistake: Mistake) -> Mistake:
    """A mistake of a trade's document, at its place in the text of the standard."""
    return Mistake((TRADE, trade, *mistake.path), mistake.message, mistake.remedy, mistake.absent)


def write_trades(document: Document, trades: Mapping[str, Document]) -> str:
    """The canonical tables of trades: of each only what differs, so that laying it over gives the same again.

    Parameters
    ----------
    document
        The standard's own.
    trades
        By name, the whole document of each.
    """
    blocks: list[str] = []
    for name, one in sorted(trades.items()):
        changes = changes_of(written(document), written(one))
        own = {key: value for key, value in changes.items() if not isinstance(value, dict)}
        if own or not changes:
            blocks.append(block((TRADE, name), own))
        for key, levels in LEVELS.items():
            if isinstance(changes.get(key), dict):
                blocks += nested_blocks((TRADE, name, key), changes[key], levels)
    return "\n".join(blocks)


def changes_of(base: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """What has to be laid over one table to get the other; `False` removes a field."""
    found: dict[str, Any] = {}
    for name, value in other.items():
        old = base.get(name)
        if name == "after":
            old, value = timed(old), timed(value)
        if name in base and old == value:
            continue
        if isinstance(old, dict) and isinstance(value, dict) and name not in FACT_FIELDS:
            found[name] = changes_of(old, value)
        else:
            found[name] = value
    return found | {name: False for name in base if name not in other}


def inherited_trades(base: Any, changes: Any, mistakes: list[Mistake]) -> dict[str, Any]:
    """The trades of a standard that extends another: those of both, a field of both as the extending one says.

    Parameters
    ----------
    base, changes
        The tables `trade` of the two texts, as `tomllib` reads them, or an empty one.
    mistakes
        Receives one for each trade that is removed and is not there.
    """
    if not isinstance(changes, dict):
        return changes  # type: ignore[no-any-return]  # refused by `split_trades`
    found = overlaid(base, {name: table for name, table in changes.items() if table is not False})
    for name, table in changes.items():
        if table is False and found.pop(name, None) is None:
            mistakes.append(
                Mistake((TRADE, name), f"There is no trade {quoted(name)} to remove.", "Leave it out here.")
            )
    return found
