"""Whether the rules of a standard run in circles.

A circle through the clock or through a person is how an escalation works. A circle within one instant (a fact opens
a kind, its opening has an effect, the effect is the fact) never ends, and a kind that waits for itself never begins.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

from otklik.domain.standards.compiling import WrittenKind
from otklik.domain.standards.mistakes import Mistake
from otklik.domain.standards.values import Kind, Pattern
from otklik.domain.standards.vocabulary import EFFECTS

N = TypeVar("N", bound=Hashable)
Node = tuple[str, str | None]
"""An event and its sub-kind; what happens to an obligation is the event `obligation.<transition>` of its kind."""

_MOVES = (
    ("opens_on", "obligation.opened"),
    ("met_by", "obligation.met"),
    ("breached_by", "obligation.breached"),
    ("waived_by", "obligation.waived"),
    ("ends_on", "obligation.waived"),
    ("moved_by", "obligation.retimed"),
    ("pause_on", "obligation.paused"),
    ("resume_on", "obligation.resumed"),
)
_EFFECTS = (
    ("on_open", "obligation.opened"), ("on_met", "obligation.met"), ("on_breach", "obligation.breached"),
)  # fmt: skip


def check_cycles(written: Mapping[str, WrittenKind], kinds: Mapping[str, Kind]) -> Iterator[Mistake]:
    """Mistakes in how kinds wait for each other and cause each other."""
    for field, remedy in (
        ("not_before", "Take one of the names out: a limit can't wait for itself."),
        ("opens_after", "Take one of the names out, or open one of them on a fact."),
    ):
        waits = {name: [one for one in getattr(kind, field) if one in kinds] for name, kind in kinds.items()}
        for circle in _circles(waits, waits):
            yield Mistake(
                written[circle[0]].at(field), f"These wait for each other: {' → '.join(circle)}.", remedy
            )
    graph = _instant_graph(kinds)
    for facts in _circles([("obligation.opened", name) for name in kinds], graph):
        way = " → ".join(f"{event}:{what}" if what else event for event, what in facts)
        yield Mistake(
            written[str(facts[0][1])].path,
            f"At one instant this goes round for ever: {way}.",
            "Take one of these rules out, or put a time between them.",
        )


def _instant_graph(kinds: Mapping[str, Kind]) -> dict[Node, list[Node]]:
    """What follows what within one instant; breaches by the clock begin something new and are left out."""
    rules: dict[str, list[tuple[Pattern, Node]]] = defaultdict(list)
    graph: dict[Node, list[Node]] = defaultdict(list)
    for kind in kinds.values():
        for field, transition in _MOVES:
            for pattern in getattr(kind, field):
                rules[pattern.on].append((pattern, (transition, kind.name)))
            graph[transition, kind.name] += []
        for field, transition in _EFFECTS:
            for effect in getattr(kind, field):
                graph[transition, kind.name] += EFFECTS[effect].appends
        for name in kind.opens_after:
            for ended in ("obligation.met", "obligation.waived"):
                graph[ended, name].append(("obligation.opened", kind.name))
    for fact in {fact for facts in graph.values() for fact in facts}:
        graph[fact] += []
    for (event, what), follows in graph.items():
        follows += [
            target for pattern, target in rules[event] if what in (None, pattern.what) or not pattern.what
        ]
    return graph


def _circles(starts: Iterable[N], graph: Mapping[N, list[N]]) -> Iterator[list[N]]:
    """The shortest way from each start back to itself, one for each set of nodes that lie on it."""
    seen: set[frozenset[N]] = set()
    for start in starts:
        way = _way_back(start, graph)
        if way and frozenset(way) not in seen:
            seen.add(frozenset(way))
            yield way


def _way_back(start: N, graph: Mapping[N, list[N]]) -> list[N]:
    came_from: dict[N, N] = {}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for follower in graph.get(node, ()):
            if follower == start:
                way = [node, start]
                while way[0] != start:
                    way.insert(0, came_from[way[0]])
                return way
            if follower not in came_from:
                came_from[follower] = node
                queue.append(follower)
    return []
