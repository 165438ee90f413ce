"""Fetching a catalogue from the address of its feed: public machines only, bounded in time and size, asked if changed.

The address is a partner's text that names whom our server calls: its host is resolved once, and only a public machine
is connected to (this one alone without TLS, where the desk itself is on it). Redirects are not followed.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast
from urllib.parse import SplitResult, urlsplit

import httpx
from django.conf import settings

from otklik.actions import feeds
from otklik.actions.feeds import ReadFeed
from otklik.domain.errors import DomainError
from otklik.domain.outside_addresses import is_public
from otklik.store import feed_addresses, feed_files
from otklik.store.feed_addresses import Known
from otklik.store.sources import SourceRow

MAX_BYTES = 256 * 1_048_576
"""Of one answer, as it is sent (packed or not)."""

LONGEST_S = 600.0
"""For the whole answer."""

TIMEOUT_S = 30.0
"""For each step of it."""

ENDINGS = (".yml", ".xml", ".csv", ".tsv", ".xlsx", ".ndjson", ".gz")


def fetch(source: SourceRow, *, read_now: Callable[[], datetime]) -> ReadFeed:
    """What became of the catalogue behind a feed's address; one that has not changed is `unchanged`.

    Raises
    ------
    DomainError
        `feed_unreachable`: nobody public is there, it answers something else, or takes too long; as `feeds.read_feed`.
    """
    url = source.shop_url
    with tempfile.NamedTemporaryFile(prefix=".incoming-", dir=feed_files.home()) as file:
        try:
            answer = _ask(url, feed_addresses.load_known(source.slug), file)
        except DomainError as error:
            feeds.note_failure(source, error, name=_name(url, ""), by="system", now=read_now())
            raise
        if answer is None:
            return feeds.confirm(source, by="system", now=read_now())
        known, kind = answer
        read = feeds.read_feed(source, cast(BinaryIO, file), _name(url, kind), by="system", read_now=read_now)
        feed_addresses.note(source.slug, known, now=read_now())
        return read


def _ask(url: str, known: Known, file: IO[bytes]) -> tuple[Known, str] | None:
    """What the address says of its catalogue, whose bytes are in the file then; None = it has not changed."""
    parts = urlsplit(url)
    target, sni = _resolved(parts)
    headers = {"Host": parts.netloc, "User-Agent": "Otklik", "Accept": "*/*", "Accept-Encoding": "identity"}
    headers |= {"If-None-Match": known.etag} if known.etag else {}
    headers |= {"If-Modified-Since": known.modified} if known.modified else {}
    try:
        with (
            httpx.Client(
                verify=ssl.create_default_context(),
                trust_env=False,
                timeout=TIMEOUT_S,
                follow_redirects=False,
            ) as client,
            client.stream("GET", target, headers=headers, extensions=sni) as answer,
        ):
            if answer.status_code == 304:
                return None
            if answer.status_code != 200:
                raise _unreachable(f"It answers {answer.status_code}.")
            _save(answer, file)
            told = answer.headers
    except httpx.HTTPError as error:
        raise _unreachable(f"The connection fails: {type(error).__name__}.") from error
    return Known(told.get("etag", "")[:500], told.get("last-modified", "")[:100]), told.get(
        "content-type", ""
    )


def _save(answer: httpx.Response, file: IO[bytes]) -> None:
    started_s, size = time.monotonic(), 0
    for piece in answer.iter_raw(65_536):
        size += len(piece)
        if size > MAX_BYTES:
            raise _unreachable(f"The catalogue is longer than {MAX_BYTES // 1_048_576} MiB.")
        if time.monotonic() - started_s > LONGEST_S:
            raise _unreachable(f"It takes more than {LONGEST_S / 60:.0f} minutes.")
        file.write(piece)
    file.flush()


def _resolved(parts: SplitResult) -> tuple[str, dict[str, str]]:
    """The address with its host as a number that may be called, and the name that its certificate must bear."""
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _unreachable("Its name is not known.") from error
    numbers = [ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in found]
    allowed = [one for one in numbers if is_public(one) or (_is_at_home() and one.is_loopback)]
    if not allowed or (parts.scheme == "http" and not allowed[0].is_loopback):
        raise _unreachable("No public machine is behind it, or it has no TLS.")
    number = f"[{allowed[0]}]" if allowed[0].version == 6 else str(allowed[0])
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return f"{parts.scheme}://{number}:{port}{path}", {"sni_hostname": host}


def _is_at_home() -> bool:
    """Whether the desk itself is on loopback: then catalogues of this machine are read, for trying it."""
    host = urlsplit(settings.OTKLIK_BASE_URL).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _unreachable(why: str) -> DomainError:
    return DomainError(
        "feed_unreachable",
        f"The address of the catalogue gives none: {why}",
        remedy="Open it in a browser, and mend it; it is asked again in an hour.",
        place="url",
    )


def _name(url: str, kind: str) -> str:
    """A name whose ending says what the file is: the address's own, else by the type that it is sent as."""
    name = PurePosixPath(urlsplit(url).path).name[-100:]
    if name.casefold().endswith(ENDINGS):
        return name
    for word, ending in (("csv", ".csv"), ("spreadsheet", ".xlsx"), ("text/plain", ".csv")):
        if word in kind:
            return f"{name or 'catalogue'}{ending}"
    return f"{name or 'catalogue'}.yml"
