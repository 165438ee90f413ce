"""What is known of a store's day beside its people: when it opened and closed, which inboxes were looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.edges import Edge
from otklik.domain.events import Entry, Event
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World


@dataclass(frozen=True, slots=True)
class Watch:
    """A store's day on its `shift/` stream.

    Parameters
    ----------
    edges
        Openings and closings so far, as they were recorded: `opened` or `closed`, and when.
    looks
        Inbox → when it was looked through last, since the last round was made or the store opened.
    """

    edges: tuple[tuple[str, datetime], ...] = ()
    looks: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether the latest recorded edge is an opening."""
        return bool(self.edges) and self.edges[-1][0] == "opened"


def watch_of(state: StreamState) -> Watch:
    """The watch of a shift's stream; of a day on which nothing happened yet an empty one."""
    found = getattr(state.subject, "watch", None)
    return found if isinstance(found, Watch) else Watch()


def evolve_watch(watch: Watch, entry: Entry) -> Watch:
    """The watch after one more entry of its stream."""
    event = entry.event
    if event.kind in ("calendar.opened", "calendar.closed"):
        return Watch((*watch.edges, (event.kind.partition(".")[2], event.occurred_at)))
    if event.kind == "round.attested":
        return replace(watch, looks={**watch.looks, event.data["inbox"]: event.occurred_at})
    if event.kind == "round.completed":
        return replace(watch, looks={})
    return watch


def decide_edge(
    state: StreamState, world: World, now: datetime, *, edge: Edge, waiting: int = 0, late: int = 0
) -> Sequence[Event]:
    """The fact that the store opened or closed; nothing where it did so already, or where it closed unopened.

    Parameters
    ----------
    edge
        Of the day of this stream; the fact bears its instant, however late it is recorded.
    waiting
        Open orders of the store that nobody has answered, at an opening.
    late
        How many of them will be answered late by the people who are expected.
    """
    watch = watch_of(state)
    if (edge.what, edge.at) in watch.edges or watch.is_open is (edge.what == "opened"):
        return []
    _, store, _ = state.stream.split("/")
    if edge.what == "closed":
        return [make("calendar.closed", occurred_at=edge.at, store=store)]
    return [
        make(
            "calendar.opened",
            occurred_at=edge.at,
            store=store,
            first_of_day=edge.first_of_day,
            orders_waiting=waiting,
            orders_late=late or None,
        )
    ]
