"""Every command of the desk, grouped, with one line each: what `otklik` alone prints, and each command's own help."""

from __future__ import annotations

from collections.abc import Mapping

CONTENTS: Mapping[str, Mapping[str, str]] = {
    "Orders": {
        "order": "show, list, take, answer, refuse and everything else that happens to an order",
        "alternatives": "by which weights choices are ranked when goods are not there, and learning them",
        "refusal": "list the refusals that wait, and rescue orders from one",
        "audit": "what the waiting cost: a report from an export of past orders, without a database",
        "import orders": "past orders from a CSV, XLSX or NDJSON file, as history",
        "report": "what a closed window of the journal shows: make, show, export, mail",
        "journal": "the facts behind an order, the proof that nobody bent them, and their export",
        "quarantine": "hooks that were authentic but could not be read",
        "party": "the bank's answer, events of one's own name, pauses, and the one page of a place that owes steps",
        "pickup": "what a pickup needs: goods by scan, papers, appointments, and the buyer's visits",
        "release": "what follows when goods went back: late money, goods that somebody else bought",
        "court": "the refusal court: what stores stated, what buyers said, how sure that is, and who was asked",
        "complaint": "what buyers complain of, and what became of it",
        "alarm": "what the system could tell nobody about",
    },
    "Marketplace": {
        "partner": "partners of the marketplace",
        "store": "shops and other places: hours, numbers, who is next, who plays which role",
        "person": "who works where",
        "delivery": "a depot's days: places by zone, sold and free",
        "fleet": "what a depot delivers with: zones, windows, vehicles, carriers",
        "demand": "how many deliveries are coming, what is missing for them, and what past days were like",
        "advertising": "a depot's advertising budgets: what was spent and what is planned",
        "admission": "who may talk to buyers, on which subjects, until when",
        "method": "how a person or a place is reached",
        "channel": "what this desk sends by, and the addresses under which providers answer",
        "shift": "who is there now",
        "staffing": "who is needed when, so that buyers hear from a person in time, the night's too",
        "maintenance": "let the staff be told nothing for a time, while somebody works on the system",
        "hours": "working time: what hours mean, when so much of it has passed, how much lies between two instants",
        "playbook": "what to do in each situation: list, show, check, publish",
        "standard": "the partner contract's numbers: check, show, explain, publish, adopt",
    },
    "Sources": {
        "api-key": "keys of the API",
        "source": "connected shops, exchanges and payment services; where stock systems hear",
        "feed": "catalogues and stock: connect, import a file, how old it is, what was wrong with it",
    },
    "Running": {
        "setup": "make or update the database, keys and the marketplace's office; --demo fills it",
        "serve": "web and worker in one",
        "web": "the web server alone",
        "worker": "the worker alone",
        "clock": "the demo's clock: show, advance, pause, resume",
        "doctor": "is everything in order, and what to do where it isn't",
    },
}
"""Group → command as it is typed → its line."""

LINES: Mapping[str, str] = {name: line for group in CONTENTS.values() for name, line in group.items()}


def module_of(name: str) -> str:
    """Name of the module of a command as it is typed: `api-key` → `api_key`, `import orders` → `import_orders`."""
    return name.replace("-", "_").replace(" ", "_")


def typed_of(module: str) -> str:
    """A command as it is typed, by its module's name."""
    return next((name for name in LINES if module_of(name) == module), module)


def render() -> str:
    """The table of commands for somebody who typed `otklik` alone."""
    width = max(map(len, LINES))
    parts = ["Otklik: every order gets a live answer in time.", ""]
    for group, commands in CONTENTS.items():
        parts += [group, *(f"  otklik {name:<{width}}  {line}" for name, line in commands.items()), ""]
    return "\n".join([*parts, "otklik COMMAND --help tells the rest; docs/howto/command-line.md has it all."])
