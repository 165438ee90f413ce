"""The report: bad news first, then one table a part. Everything in it is computed from the figures of one run."""

from collections.abc import Mapping, Sequence
from typing import Any

from bench import sending
from bench.door import BATCHES
from bench.finding import OPEN as OPEN_ORDERS
from bench.finding import ORDERS
from bench.intake import CLIENTS
from bench.lateness import DUE, OPEN, PER_S
from bench.live import STREAMS
from bench.scrolling import OPEN as ROWS

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def write(figures: Mapping[str, Any]) -> str:
    """The text of docs/benchmarks.md."""
    parts, machine = figures["parts"], figures["machine"]
    packages = ", ".join(f"{name} {number}" for name, number in machine["packages"].items())
    databases = ", ".join(f"{NAMES[name]} {number}" for name, number in machine["databases"].items())
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`; the same figures are in [benchmarks.json](benchmarks.json). Variants were",
        "measured in turn, round by round, in one run; each figure is the median of its rounds. **Compare within a",
        "table, never with another run**: ratios hold, absolute figures are this machine's. Nothing here is a gate.",
        "",
        f"{machine['measured_on']}; {machine['processor']}, {machine['cores']} cores, {machine['memory']}; "
        f"load before the run {machine['load_before'][0]}; {machine['system']}; Python {machine['python']}; "
        f"{databases}; {packages}; {figures['took_s']} s.",
        "",
        "## Bad news first",
        "",
        *(f"- {line}" for line in bad_news(parts)),
        "",
        *_door(parts["door"]),
        *_intake(parts["intake"]),
        *_lateness(parts["lateness"]),
        *(sending.section(parts["sending"], NAMES, _table) if "sending" in parts else ()),
        *_finding(parts["finding"]),
        *_live(parts["live"]),
        *(_court(parts["court"]) if "court" in parts else ()),
        *(_handling(parts["handling"]) if "handling" in parts else ()),
        *_scrolling(parts["scrolling"]),
        *_calendars(parts["calendars"]),
        *_survival(parts["survival"]),
        *_audit(parts["audit"]),
        *_audit_files(parts["audit_files"]),
    ]
    return "\n".join(lines).rstrip() + "\n"


def bad_news(parts: Mapping[str, Any]) -> list[str]:
    """Where the product is slower than what it is compared with, or late; the worst ratio first."""
    found: list[tuple[float, str]] = []
    for vendor, name in NAMES.items():
        for size in BATCHES if vendor in parts["door"] else ():
            medians = parts["door"][vendor]["medians"]
            ratio = medians[f"door {size}"]["orders_per_s"] / medians[f"raw {size}"]["orders_per_s"]
            found.append(
                (
                    ratio,
                    f"{name}: `commit` of {size} a transaction has {ratio:.2f} of the speed of raw inserts.",
                )
            )
        for clients in CLIENTS if vendor in parts["intake"] else ():
            medians = parts["intake"][vendor]
            ratio = medians[f"desk c{clients}"]["per_s"] / medians[f"plain c{clients}"]["per_s"]
            found.append(
                (
                    ratio,
                    f"{name}: over HTTP with {_clients(clients)} {ratio:.2f} of the plain view's orders a second.",
                )
            )
        if vendor in parts["live"]:
            medians = parts["live"][vendor]["medians"]
            ratio = medians["peer"]["max_ms"] / medians["desk"]["max_ms"]
            found.append(
                (
                    ratio,
                    f"{name}: the last of {STREAMS:,} live desks has an order "
                    f"{medians['desk']['max_ms']:.0f} ms after it was sent, a bare broadcast "
                    f"{medians['peer']['max_ms']:.0f}.",
                )
            )
        if vendor in parts["lateness"]:
            told = parts["lateness"][vendor]["told"]
            ratio = told["told_per_s"] / PER_S
            found.append((ratio, f"{name}: of {PER_S} messages a second {told['told_per_s']:.0f} go out; the last of "
                          f"{DUE} is told with {told['told_p99_ms'] / 1000:.1f} s delay (p99)."))  # fmt: skip
    medians = parts["calendars"]["medians"]
    for name, measured in medians.items():
        library, _, function = name.partition(" ")
        ratio = medians[f"ours {function}"]["per_s"] / measured["per_s"]
        if library != "ours":
            found.append((ratio, f"`{function}` of working time has {ratio:.2f} of the speed of {library}."))
    arrays = parts["calendars"]["arrays"]
    for function in ("add", "between"):
        if f"workclock {function}" in arrays:
            ours, theirs = arrays[f"ours {function}, the same rows"], arrays[f"workclock {function}"]
            ratio = ours["per_s"] / theirs["per_s"]
            found.append((ratio, f"`{function}` of arrays has {ratio:.2f} of the speed of workclock."))
    for what in ("curve", "log-rank"):
        if f"lifelines {what}" in (medians := parts["survival"]["medians"]):
            ratio = medians[f"lifelines {what}"]["ms"] / medians[f"ours {what}"]["ms"]
            found.append((ratio, f"Kaplan–Meier: the {what} has {ratio:.2f} of the speed of lifelines."))
    worse = [line for ratio, line in sorted(found) if ratio < 0.97]
    absent = [
        f"{name} was not compared: it is not installed (dependency group `bench` of pyproject.toml)."
        for name in (*parts["calendars"]["absent"], *parts["survival"]["absent"])
    ]
    return [*worse, *absent] or ["None: nothing that was compared is slower."]


def _clients(number: int) -> str:
    return "1 client" if number == 1 else f"{number} clients"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return ["| " + " | ".join(row) + " |" for row in (head, ["---", *["--:"] * (len(head) - 1)], *rows)] + [
        ""
    ]


def _door(part: Mapping[str, Any]) -> list[str]:
    one = next(iter(part.values()))
    lines = [
        "## The door against raw inserts",
        "",
        f"An order of three lines is {one['rows']} rows and {one['bytes']:,} bytes of values. Raw: the same rows as",
        "ready values, one statement a table (`executemany`, COPY), same tables, triggers and connection settings.",
        "The door also decides, hashes, seals, looks up and folds. The floor is an append of the same bytes with",
        "`fdatasync`.",
        "",
    ]
    rows = []
    for vendor, found in part.items():
        for size in BATCHES:
            door, raw = found["medians"][f"door {size}"], found["medians"][f"raw {size}"]
            rows.append([
                f"{NAMES[vendor]}, {size} a transaction",
                f"{door['orders_per_s']:,.0f}",
                f"{raw['orders_per_s']:,.0f}",
                f"{door['orders_per_s'] / raw['orders_per_s']:.2f}",
                f"{door['cpu_us']:,.0f} / {raw['cpu_us']:,.0f}",
                f"{found['medians'][f'floor {size}']['per_s'] * size:,.0f}",
            ])  # fmt: skip
    head = ("", "door, orders/s", "raw, orders/s", "ratio", "CPU µs an order, door / raw", "floor, orders/s")
    return [*lines, *_table(head, rows)]


def _intake(part: Mapping[str, Any]) -> list[str]:
    lines = [
        "## Orders over HTTP against a plain view",
        "",
        "`otklik web` against a django-ninja view that stores order, lines and body by the ORM, without middleware,",
        "on the same server, threads and durability. The desk also opens obligations and timers, indexes for search,",
        "seals and chains. One keep-alive connection a client; the clients run on the same cores.",
        "",
    ]
    rows = []
    for vendor, found in part.items():
        for clients in CLIENTS:
            desk, plain = found[f"desk c{clients}"], found[f"plain c{clients}"]
            rows.append([
                f"{NAMES[vendor]}, {_clients(clients)}",
                f"{desk['per_s']:,.0f}",
                f"{plain['per_s']:,.0f}",
                f"{desk['per_s'] / plain['per_s']:.2f}",
                f"{desk['p50_ms']:.0f} / {desk['p99_ms']:.0f}",
                f"{plain['p50_ms']:.0f} / {plain['p99_ms']:.0f}",
            ])  # fmt: skip
    head = ("", "desk, orders/s", "plain, orders/s", "ratio", "desk p50 / p99 ms", "plain p50 / p99 ms")
    return [*lines, *_table(head, rows)]


def _lateness(part: Mapping[str, Any]) -> list[str]:
    lines = [
        f"## Lateness of the worker with {OPEN:,} open obligations",
        "",
        f"{PER_S} fall due a second for {DUE // PER_S} s. Late is from the limit to the verdict on disk; told is from",
        "the limit to the mail server's answer, one letter each, in a run of its own. An empty look asks what is due",
        "and when the next thing will be, while nothing is.",
        "",
    ]
    rows = []
    for vendor, found in part.items():
        quiet, told = found["quiet"], found["told"]
        rows.append([
            NAMES[vendor],
            f"{quiet['p50_ms']:.0f} / {quiet['p99_ms']:.0f} / {quiet['max_ms']:.0f}",
            f"{told['p50_ms']:.0f} / {told['p99_ms']:.0f} / {told['max_ms']:.0f}",
            f"{told['told_p50_ms']:,.0f} / {told['told_p99_ms']:,.0f}",
            f"{told['told_per_s']:.0f}",
            f"{quiet['empty_ms']:.2f}",
        ])  # fmt: skip
    head = (
        "",
        "late p50 / p99 / max ms",
        "the same beside sending",
        "told p50 / p99 ms",
        "letters/s",
        "empty look ms",
    )
    return [*lines, *_table(head, rows)]


def _finding(part: Mapping[str, Any]) -> list[str]:
    lines = [
        f"## Search at {ORDERS:,} orders, and the desk with {OPEN_ORDERS} open ones",
        "",
        "What a seller waits for while somebody is on the line, in one process, without HTTP: the 20 newest matches of",
        "his store, all rows of the desk with buyers, lines and hours, or the whole page. Milliseconds, p50 / the",
        "slowest of 40.",
        "",
    ]
    vendors = list(part)
    rows = [
        [
            name,
            *(
                f"{part[vendor][name]['p50_ms']:.1f} / {part[vendor][name]['max_ms']:.1f}"
                for vendor in vendors
            ),
        ]
        for name in part[vendors[0]]
    ]
    return [*lines, *_table(("", *(NAMES[vendor] for vendor in vendors)), rows)]


def _court(part: Mapping[str, Any]) -> list[str]:
    orders = next(iter(part.values()))
    lines = [
        f"## The network's page at {orders['orders']:,} orders, {orders['court_orders']:,} of them the refusal court's",
        "",
        "Its figures in one process, without HTTP, in seconds: the first look, at which the journal is read; the next,",
        "at which only what changed is; the orders behind one figure.",
        "",
    ]
    rows = [
        [word, *(f"{part[vendor][name]:.2f}" for vendor in part)]
        for name, word in (
            ("first_s", "the first look of a process"),
            ("next_s", "the next"),
            ("after_a_fact_s", "the next, after a fact"),
            ("list_s", "the orders behind a figure"),
        )
    ]
    return [*lines, *_table(("", *(NAMES[vendor] for vendor in part)), rows)]


def _handling(part: Mapping[str, Any]) -> list[str]:
    orders = next(iter(part.values()))
    lines = [
        f"## Touches, failure demand and waits of {orders['orders']:,} orders ({orders['entries']:,} entries)",
        "",
        "In one process, without HTTP, in seconds: what the worker has folded is read and counted; each look anew.",
        "",
    ]
    rows = [
        [word, *(f"{part[vendor][name]:.2f}" for vendor in part)]
        for name, word in (
            ("figures_s", "touches and failure demand of each partner"),
            ("waits_s", "where orders wait, with medians"),
            ("list_s", "the orders behind a figure"),
            ("idle_s", "the worker's look, when nothing is to be folded"),
        )
    ]
    rows.append(["orders folded a second", *(f"{part[vendor]['fold_per_s']:,}" for vendor in part)])
    return [*lines, *_table(("", *(NAMES[vendor] for vendor in part)), rows)]


def _live(part: Mapping[str, Any]) -> list[str]:
    size = next(iter(part.values()))["bytes"]
    lines = [
        f"## {STREAMS:,} live desks of one process",
        "",
        "From the sending of a shop's order to its answer, and to the desks that have its row: the median desk and the",
        f"last one. The bare broadcast sends as much ({size:,} bytes) to as many streams on the same server, without a",
        "database, rights or rows to make. One process of clients on the same cores is part of every figure.",
        "",
    ]
    rows = [
        [
            f"{NAMES[vendor]}, {name}",
            f"{measured['answer_ms']:.0f}",
            f"{measured['p50_ms']:.0f} / {measured['max_ms']:.0f}",
            f"{measured['max_ms'] / found['medians']['peer']['max_ms']:.2f}",
            f"{measured['kib']:.0f}",
        ]
        for vendor, found in part.items()
        for name, measured in found["medians"].items()
    ]
    head = ("", "answer, ms", "median / last desk, ms", "last, to the broadcast's", "KiB a stream")
    return [*lines, *_table(head, rows)]


def _scrolling(part: Mapping[str, Any]) -> list[str]:
    lines = [f"## Scrolling the desk with {ROWS} open orders in a browser", ""]
    if "absent" in part:
        return [*lines, f"Not measured: {part['absent']}.", ""]
    lines += [
        "Half a window a turn of the wheel, down to the last row, at 1440 pixels and on the same cores as the server;",
        "a screen of 60 Hz has a frame every 16.7 ms. A desk shows its first 100 rows and the others when asked. Tasks",
        "under 50 ms are not reported by the browser and count as 0.",
        "",
    ]
    rows = [
        [
            name,
            f"{found['rows']:.0f}",
            f"{found['nodes']:,.0f}",
            f"{found['p50_ms']:.1f} / {found['p95_ms']:.1f}",
            f"{found['longest_task_ms']:.0f}",
        ]
        for name, found in part["medians"].items()
    ]
    return [*lines, *_table(("", "rows", "nodes", "frame p50 / p95 ms", "longest task, ms"), rows)]


def _calendars(part: Mapping[str, Any]) -> list[str]:
    lines = [
        "## Working time",
        "",
        "In Berlin with Germany's holidays. Speed: Monday to Friday 9–13 and 14–18, random instants of 2026, one call",
        "at a time with aware datetimes (or what the library likes best). Wrong: of 300 questions each about those",
        "days, nights 20–04 around holidays, and about nights of clock changes, by a walk through the minutes and",
        "the night rule that suits the library better.",
        "",
    ]
    medians, rows = part["medians"], []
    for name, wrong in part["wrong"].items():
        speeds = [medians.get(f"{name} {function}", {}).get("per_s") for function in ("add", "between")]
        ratios = [
            f"{medians[f'ours {function}']['per_s'] / speed:.1f}" if speed else "–"
            for function, speed in zip(("add", "between"), speeds, strict=True)
        ]
        rows.append([
            name,
            *(f"{speed:,.0f}" if speed else "–" for speed in speeds),
            " / ".join(ratios),
            " / ".join(str(one[0]) for one in wrong.values()),
        ])  # fmt: skip
    head = ("", "add/s", "between/s", "ours / it", "wrong: days / nights / clock changes")
    lines += _table(head, rows)
    lines += [f"{name}: {note}." for name, note in part["notes"].items()]
    return [*lines, "", *_calendar_arrays(part)]


def _calendar_arrays(part: Mapping[str, Any]) -> list[str]:
    lines = [
        "Arrays of int64 seconds, a million random rows; a hundred thousand where workclock is asked, which gives "
        f"{part['arrays_differ'].get('add', '–')} and {part['arrays_differ'].get('between', '–')} other answers. numpy "
        "counts whole days: the limit.",
        "",
    ]
    arrays = part["arrays"]
    rows = [
        [
            name,
            *(f"{arrays[f'{name} {function}{more}']['per_s'] / 1e6:,.2f}" for function in ("add", "between")),
        ]
        for name, more in (("ours", ""), ("numpy", ""), ("ours", ", the same rows"), ("workclock", ""))
        if f"{name} add{more}" in arrays
    ]
    for row, more in zip(
        rows, ("1,000,000 rows", "1,000,000 rows", "100,000 rows", "100,000 rows"), strict=False
    ):
        row[0] += f", {more}"
    return [*lines, *_table(("", "add, million rows/s", "between, million rows/s"), rows)]


def _survival(part: Mapping[str, Any]) -> list[str]:
    medians, differ = part["medians"], part["differ"]
    lines = ["## Kaplan–Meier on a million delays", "",
        "Whole seconds, two groups, some censored; the floor is a sort of the same rows.", ""]  # fmt: skip
    if differ:
        furthest = ", ".join(f"{name} {apart:.0e}" for name, apart in differ.items())
        lines[-1:] = [f"Furthest apart from lifelines: {furthest}.", ""]
    rows = []
    for what in ("curve", "log-rank"):
        ours, sort = medians[f"ours {what}"]["ms"], medians["floor sort"]["ms"]
        theirs = medians.get(f"lifelines {what}", {}).get("ms")
        compared = [f"{theirs:.0f}", f"{theirs / ours:.0f}"] if theirs else ["–", "–"]
        rows.append([what, f"{ours:.1f}", *compared, f"{ours / sort:.2f}"])
    return [*lines, *_table(("", "ours, ms", "lifelines, ms", "ratio", "ours / sort"), rows)]


def _audit(part: Mapping[str, Any]) -> list[str]:
    lines = [
        "## An audit, from a thousand orders to a million",
        "",
        "Orders with every field, ten shops' hours, two hundred stores; reading a file is not in it.",
        "",
    ]
    rows = [
        [
            f"{int(size):,} orders",
            f"{one['s']:.2f}",
            f"{one['cpu_s']:.2f}",
            f"{one['us_an_order']:.1f}",
            f"{one['peak_mib']:.0f}",
        ]
        for size, one in part["medians"].items()
    ]
    return [*lines, *_table(("", "s", "CPU s", "CPU µs an order", "MiB beside the orders"), rows)]


def _audit_files(part: Mapping[str, Any]) -> list[str]:
    lines = [
        "## An audit from a CSV file, from a thousand orders to a million",
        "",
        "Nine columns, four of them times without a zone; each size is a process of its own. MiB: at most, beyond what",
        "the process had before it opened the file.",
        "",
    ]
    rows = [
        [
            f"{int(size):,} orders, {one['bytes'] / 1e6:,.1f} MB",
            f"{one['read_s']:.2f} / {one['read_cpu_s']:.2f}",
            f"{one['s']:.2f} / {one['cpu_s']:.2f}",
            f"{1e6 * one['read_cpu_s'] / int(size):.1f}",
            f"{1e6 * one['cpu_s'] / int(size):.1f}",
            f"{(one['peak_kib'] - one['before_kib']) / 1024:.0f}",
        ]
        for size, one in part["sizes"].items()
    ]
    head = ("", "reading, s / CPU s", "all of it", "reading, CPU µs an order", "all of it", "MiB")
    return [*lines, *_table(head, rows)]
