"""`python -m bench.shop_floor`: a month of many shops in virtual time, as it is and with each part switched off alone.

Every run is a process with an installation of its own; the same seed gives the same buyers, counters and phones. Prints
the table of docs/algorithms/shop-floor.md; `--write` puts it there. Sizes: `--stores 200 --days 30 --orders 0.4`.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import django

from bench.installations import ROOT, installed

PAGE = ROOT / "docs" / "algorithms" / "shop-floor.md"
BEGINS, ENDS = "<!-- figures -->\n", "<!-- end of figures -->"
PARTS = ("second_channel", "in_shop", "rounds", "busy")
WORDS = {
    "": "everything on",
    "second_channel": "one channel alone (SMS)",
    "in_shop": "no tablets: where somebody is stays unproved",
    "rounds": "no rounds: looks at the desk are left to chance",
    "busy": "nobody taps “customers at the counter”",
}


def live_one(given: argparse.Namespace) -> dict[str, Any]:
    """Live one month in this process's database; what came of it."""
    django.setup()
    from otklik.simulation.shop_floor import figures
    from otklik.simulation.shop_floor.month import Month
    from otklik.simulation.shop_floor.setting import Setting

    began = time.perf_counter()
    size = Setting(given.stores, given.days, given.orders, given.seed, given.off)
    month = Month(size)
    month.live(lambda line: print(given.off or "all", line, file=sys.stderr, flush=True))
    return {
        "off": given.off,
        "counts": figures.count_answers(month),
        "messages": month.accepted.total(),
        "refused": month.refused.total(),
        "faults": list(figures.list_faults(month)),
        "took_s": round(time.perf_counter() - began),
    }


def run_all(given: argparse.Namespace) -> list[dict[str, Any]]:
    """Every run, so many at once, each in a process of its own."""

    def one(off: str) -> dict[str, Any]:
        sizes = [f"--{name}={getattr(given, name)}" for name in ("stores", "days", "orders", "seed")]
        command = [sys.executable, "-m", "bench.shop_floor", *sizes, f"--off={off}", "--alone"]
        with installed("") as environment:
            done = subprocess.run(
                command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
            )
        return dict(json.loads(done.stdout))

    with ThreadPoolExecutor(given.at_once) as pool:
        return list(pool.map(one, ("", *PARTS)))


def render(found: Sequence[Mapping[str, Any]], given: argparse.Namespace) -> str:
    """The table, in Markdown."""
    from otklik.simulation.shop_floor.shares import difference, share

    def told(one: Any) -> str:
        return f"{one.value * 100:.1f} % ({one.low * 100:.1f}–{one.high * 100:.1f})"

    def points(one: Any) -> str:
        return f"{one.value * 100:+.1f} ({one.low * 100:+.1f} … {one.high * 100:+.1f})"

    counts = [{store: tuple(row) for store, row in one["counts"].items()} for one in found]
    lines = [
        "| run | orders | within 20 min | difference, points | within 60 min | difference, points | messages |",
        "|---|---|---|---|---|---|---|",
    ]
    for one, ours in zip(found, counts, strict=True):
        orders = sum(row[0] for row in ours.values())
        cells = [WORDS[one["off"]], f"{orders:,}"]
        for column in (1, 2):
            cells += [
                told(share(ours, column)),
                points(difference(ours, counts[0], column)) if one["off"] else "",
            ]
        lines.append("| " + " | ".join([*cells, f"{one['messages']:,}"]) + " |")
    faults = sum(len(one["faults"]) for one in found)
    took_s = sum(one["took_s"] for one in found)
    lines += [
        "",
        f"{given.stores} shops, {given.days} days, {given.orders} orders a shop and day, seed {given.seed}; "
        f"{faults} violations of what must hold; {took_s / 60:.0f} minutes of processes in all.",
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stores", type=int, default=200)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--orders", type=float, default=0.4, help="a shop and day")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--off", choices=("", *PARTS), default="", help=argparse.SUPPRESS)
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--at-once", type=int, default=2, dest="at_once", help="runs beside each other")
    parser.add_argument("--write", action="store_true", help="put the table into its page")
    given = parser.parse_args()
    if given.alone:
        json.dump(live_one(given), sys.stdout)
        return
    found = run_all(given)
    table = render(found, given)
    print(table)
    for one in found:
        print(*one["faults"][:20], sep="\n", end="\n" if one["faults"] else "", file=sys.stderr)
    if given.write:
        head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGINS)
        PAGE.write_text(f"{head}{BEGINS}{table}{ENDS}{rest.partition(ENDS)[2]}", encoding="utf-8")
    if any(one["faults"] for one in found):
        sys.exit(1)


if __name__ == "__main__":
    main()
