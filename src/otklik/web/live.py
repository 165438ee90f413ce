"""`GET /live`: what changes on somebody's desk, as it changes. Raw ASGI, since a stream would hold a thread.

One thread of the process follows the journal (`live_feed`), looks orders up and makes their rows once; the event loop
only hands ready bytes to the streams that may see them. A client that comes back names the last position that it
got and is told what it missed.
"""

import asyncio
import logging
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from django.db import connection
from django.http import HttpRequest, HttpResponse

from otklik.domain.locales import LOCALES, choose_locale
from otklik.store import clock, conversations, desk, wakeups
from otklik.store.access import Viewer
from otklik.store.queries import OrderRow
from otklik.store.writer import renew_connection
from otklik.web.call_rows import render_call
from otklik.web.desk_rows import render_row
from otklik.web.live_feed import Feed, MakeCalls, MakeRows, News, Wanted
from otklik.web.live_messages import MOST_STREAMS, RETRY, reset, time_told
from otklik.web.live_stream import Stream
from otklik.web.permissions import PERMISSIONS, READ, may
from otklik.web.viewers import NOBODY, viewer_of_session

log = logging.getLogger(__name__)

FindViewer = Callable[[str], Viewer]
"""Who is logged in, by the value of a Cookie header; `NOBODY` where nobody is."""

LOOK_EVERY_S = 0.25
"""How long the follower waits for a wake-up before it looks by itself."""

PING_EVERY_S = 15.0
CHECK_EVERY_S = 5.0
RIGHTS_HOLD_S = 45.0
"""After this a stream's person is looked up again, in the next of the checks: within a minute."""

AFTER_ERROR_S = 1.0

HEADERS = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
)


@dataclass(frozen=True, slots=True)
class _Joining:
    stream: Stream
    after: int


@dataclass(frozen=True, slots=True)
class _Batch:
    """What the follower hands to the event loop: what those who listen get, then who joins with which messages."""

    position: int
    news: News = News()
    to_all: tuple[bytes, ...] = ()
    joined: tuple[tuple[Stream, list[bytes]], ...] = ()
    check: bool = False


class Live:
    """The live streams of one process: an ASGI application and its follower.

    Parameters
    ----------
    find_viewer
        Looks up who asks; runs in a thread.
    make_rows
        Makes the rows of changed orders; runs in the follower's thread.
    make_calls
        Makes those of changed calls; likewise.
    most
        Streams at the same time.
    """

    def __init__(
        self,
        find_viewer: FindViewer,
        make_rows: MakeRows,
        make_calls: MakeCalls | None = None,
        *,
        most: int = MOST_STREAMS,
    ) -> None:
        self._find_viewer = find_viewer
        self._feed = Feed(make_rows, make_calls)
        self._most = most
        self._streams: set[Stream] = set()
        self._stores: Counter[str | None] = Counter()
        self._locales: Counter[str] = Counter()
        self._wanted = Wanted()
        self._joining: deque[_Joining] = deque()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._checking: asyncio.Task[None] | None = None
        self._rights_changed = False
        self._lookups = ThreadPoolExecutor(2, "otklik live rights")
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._demo: clock.DemoClock | None = None
        self._caught_up = False
        self._pinged_s = self._checked_s = 0.0

    @property
    def position(self) -> int:
        """Up to where everything is known to whoever reads the database from now on; 0 = not known yet."""
        return self._feed.position

    def start(self) -> None:
        """Start to follow the journal; does nothing if it runs."""
        if self._thread is None:
            self._stop.clear()
            self._thread = threading.Thread(target=self._follow, name="otklik live", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the follower."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._stop.set()
            wakeups.wake()
            thread.join()

    # In the event loop ---------------------------------------------------------------------------------------

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request to `/live`."""
        self._loop = asyncio.get_running_loop()
        headers = dict(scope["headers"])
        cookie = headers.get(b"cookie", b"")
        status, viewer = await self._admit(scope["method"], cookie)
        extra = [(b"retry-after", b"10")] if status == 503 else []
        await send({"type": "http.response.start", "status": status, "headers": [*HEADERS, *extra]})
        if status != 200 or scope["method"] == "HEAD":
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            return
        await send({"type": "http.response.body", "body": RETRY, "more_body": True})
        asked = parse_qs(scope["query_string"].decode("ascii", "replace"))
        stream = Stream(viewer, _locale_of(asked, viewer), cookie, send)
        self._add(stream)
        self._joining.append(_Joining(stream, _after_of(headers, asked)))
        try:
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self._remove(stream)

    async def _admit(self, method: str, cookie: bytes) -> tuple[int, Viewer]:
        if method not in ("GET", "HEAD"):
            return 405, NOBODY
        if len(self._streams) >= self._most:
            return 503, NOBODY
        try:
            viewer = await self._look_up(cookie)
        except Exception:
            log.exception("who asks for a live stream could not be looked up")
            return 503, NOBODY
        return 401 if viewer is NOBODY else 200 if _may(viewer) else 403, viewer

    async def _look_up(self, cookie: bytes) -> Viewer:
        def find() -> Viewer:
            renew_connection()
            return self._find_viewer(cookie.decode("latin-1"))

        return await asyncio.get_running_loop().run_in_executor(self._lookups, find)

    def _add(self, stream: Stream) -> None:
        stream.looked_up_s = time.monotonic()
        self._streams.add(stream)
        self._count(stream, 1)

    def _remove(self, stream: Stream) -> None:
        stream.drop()
        if stream in self._streams:
            self._streams.discard(stream)
            self._count(stream, -1)

    def _count(self, stream: Stream, step: int) -> None:
        stores = (None,) if stream.viewer.stores is None else stream.viewer.stores
        self._locales[stream.locale] += step
        for store in stores:
            self._stores[store] += step
        # A new value instead of a changed one: the follower reads it in its thread.
        self._wanted = Wanted(
            frozenset(store for store, count in self._stores.items() if store and count),
            self._stores[None] > 0,
            frozenset(locale for locale, count in self._locales.items() if count),
        )

    def _hand_out(self, batch: _Batch) -> None:
        listening = [stream for stream in self._streams if stream.joined]
        for told in batch.news.told:
            for stream in listening:
                if message := told.message_for(stream.viewer.stores, stream.locale):
                    stream.offer(message, batch.position)
        for message in batch.to_all:
            for stream in listening:
                stream.offer(message, batch.position)
        for stream, messages in batch.joined:
            stream.joined = True
            for message in messages:
                stream.offer(message, batch.position)
        self._rights_changed |= batch.news.rights
        if self._checking is None and (batch.check or self._rights_changed):
            before_s = time.monotonic() - (0.0 if self._rights_changed else RIGHTS_HOLD_S)
            due = [stream for stream in self._streams if stream.looked_up_s <= before_s]
            self._rights_changed = False
            self._checking = asyncio.get_running_loop().create_task(self._check(due))

    async def _check(self, due: Iterable[Stream]) -> None:
        """End the streams of those who may not have them any more, and show the others what they may see now."""
        try:
            by_cookie: dict[bytes, list[Stream]] = {}
            for stream in due:
                by_cookie.setdefault(stream.cookie, []).append(stream)
            for cookie, streams in by_cookie.items():
                viewer = await self._look_up(cookie)
                for stream in streams:
                    self._judge(stream, viewer)
        except Exception:
            log.exception("the rights of live streams could not be looked up; it is tried again")
        finally:
            self._checking = None

    def _judge(self, stream: Stream, viewer: Viewer) -> None:
        if stream not in self._streams:
            return
        if not _may(viewer):
            stream.end("logged_out")
            self._streams.discard(stream)
            self._count(stream, -1)
            return
        stream.looked_up_s = time.monotonic()
        if viewer.stores != stream.viewer.stores:
            self._count(stream, -1)
            stream.viewer = viewer
            self._count(stream, 1)
            stream.offer(reset(self.position), self.position)

    # In the follower's thread ----------------------------------------------------------------------------------

    def _follow(self) -> None:
        while not self._stop.is_set():
            try:
                if not self._look() and not self._joining and not self._stop.is_set():
                    wakeups.wait(LOOK_EVERY_S)
            except Exception:
                log.exception("the journal could not be followed; it is tried again")
                renew_connection()
                self._stop.wait(AFTER_ERROR_S)
        connection.close()

    def _look(self) -> bool:
        """Look once; whether there is more."""
        renew_connection()
        # Whoever comes while the journal is read waits for the next look: what he missed is all known then.
        here = len(self._joining)
        news = self._feed.look(self._wanted)
        self._hand_over(_Batch(self._feed.position, news, check=self._is_time_to_check()))
        # Nobody joins before the past is read: he would be told to read everything anew.
        self._caught_up |= not news.more
        for _ in range(here if self._caught_up else 0):
            one = self._joining[0]
            joined = ((one.stream, self._first_messages(one)),)
            self._joining.popleft()
            self._hand_over(_Batch(self._feed.position, joined=joined))
        if to_all := tuple(self._time_told()):
            self._hand_over(_Batch(self._feed.position, to_all=to_all))
        return news.more

    def _first_messages(self, one: _Joining) -> list[bytes]:
        stream = one.stream
        missed = self._feed.replay(one.after, stream.viewer.stores, stream.locale)
        return [*missed, self._now_told("clock")]

    def _time_told(self) -> Iterable[bytes]:
        demo = clock.read_demo()
        if demo != self._demo:
            self._demo = demo
            yield self._now_told("clock")
        if time.monotonic() - self._pinged_s >= PING_EVERY_S:
            self._pinged_s = time.monotonic()
            yield self._now_told("ping")

    def _now_told(self, name: str) -> bytes:
        now, demo = clock.now(), clock.read_demo()
        speed = 1.0 if demo is None else demo.present_speed
        return time_told(name, now, speed, position=self._feed.position)

    def _is_time_to_check(self) -> bool:
        due = time.monotonic() - self._checked_s >= CHECK_EVERY_S
        if due:
            self._checked_s = time.monotonic()
        return due

    def _hand_over(self, batch: _Batch) -> None:
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._hand_out, batch)


def make_rows(orders: Sequence[OrderRow], locales: Collection[str]) -> dict[str, dict[str, str]]:
    """The desk's rows of these orders, by stream and locale; those that stand on no desk are left out."""
    now = clock.now()
    rows = desk.load_desk_rows([order.stream for order in orders], now=now)
    return {
        stream: {locale: render_row(row, choose_locale(locale), now=now) for locale in locales}
        for stream, row in rows.items()
    }


def make_calls(streams: Collection[str], locales: Collection[str]) -> dict[str, dict[str, str]]:
    """The desk's rows of these conversations, by stream and locale; those whose caller waits no more are left out."""
    now = clock.now()
    rows = conversations.load_calls(streams, now=now)
    return {
        stream: {locale: render_call(row, choose_locale(locale), now=now) for locale in locales}
        for stream, row in rows.items()
        if row.is_open
    }


live = Live(viewer_of_session, make_rows, make_calls)
"""This process's streams, which `config/asgi.py` puts at `/live`."""


class Positions:
    """Middleware: notes up to where the journal was read before a page reads anything (`request.position`).

    The page says it in `data-position`, and its stream begins there: nothing that happens in between is missed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        request.position = live.position  # type: ignore[attr-defined]
        return self.get_response(request)


def show_live(request: HttpRequest) -> HttpResponse:
    """What Django says at `/live`, which it never gets to answer: streams are served beside it."""
    return HttpResponse(status=503, headers={"Retry-After": "10", "Cache-Control": "no-store"})


def _may(viewer: Viewer) -> bool:
    return may(PERMISSIONS["live"][READ], viewer.roles)


def _locale_of(asked: Mapping[str, list[str]], viewer: Viewer) -> str:
    locale = asked.get("lang", [""])[0]
    return locale if locale in LOCALES else viewer.locale


def _after_of(headers: Mapping[bytes, bytes], asked: Mapping[str, list[str]]) -> int:
    text = headers.get(b"last-event-id", b"").decode("latin-1") or asked.get("after", [""])[0]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
