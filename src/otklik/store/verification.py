"""Checking that nobody bent the journal: bytes, columns, chain, heads and personal values.

Compares what is stored with what must follow from it, streams at a time, and changes nothing. What a tail cut
together with a rewritten head needs is a checkpoint held outside. ADR 0004, 0005.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from otklik.domain.events import instant_text
from otklik.store import envelope, vendor
from otklik.store.journal import columns_of, load_secrets, stored_rows
from otklik.store.models import JournalRow, Personal, Stream

STREAMS_AT_ONCE = 500
"""How many streams a verification holds in memory."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the journal that is not as it was written.

    Parameters
    ----------
    stream, version
        Where; version 0 = the stream as a whole.
    code
        bytes, column, chain, order, head or personal.
    message
        What was compared and how it differs, without personal values.
    """

    stream: str
    version: int
    code: str
    message: str


def verify(streams: Sequence[str] | None = None) -> list[Finding]:
    """Everything in the journal that is not as it was written; an empty list is the good answer.

    Parameters
    ----------
    streams
        Which; None = all.

    Notes
    -----
    Finds every flipped, deleted, inserted or reordered row of `journal`, a head that does not fit, and altered
    personal values. Does not see a tail cut together with a rewritten head, or a whole stream removed with its
    head: for those a checkpoint must be held outside.
    """
    named = _all_streams() if streams is None else sorted(set(streams))
    return [
        finding
        for start in range(0, len(named), STREAMS_AT_ONCE)
        for finding in _verify_some(named[start : start + STREAMS_AT_ONCE])
    ]


def _all_streams() -> list[str]:
    """Every stream that any of the journal's tables names: a forger may have left only one of them."""
    tables = (Stream, JournalRow, Personal)
    return sorted(
        {name for one in tables for name in one.objects.values_list("stream", flat=True).distinct()}
    )


def _verify_some(streams: Sequence[str]) -> list[Finding]:
    findings: list[Finding] = []
    ends: dict[str, tuple[int, bytes]] = {}
    erased: dict[str, int] = {}
    macs: dict[tuple[str, int], str] = {}
    for row in stored_rows(streams):
        stream, version = row["stream"], row["version"]
        last, previous = ends.get(stream, (0, envelope.NO_HASH))
        body, digest = bytes(row["body"]), bytes(row["hash"])
        findings += _check_row(row, body, last)
        if envelope.chain(previous, body) != digest:
            findings.append(
                Finding(stream, version, "chain", "the hash does not follow from the entry before")
            )
        ends[stream] = (version, digest)
        if row["kind"] == "order.erased":
            erased[stream] = version
        mac = _mac_of(body)
        if mac:
            macs[stream, version] = mac
    return findings + _check_heads(streams, ends) + _check_personal(streams, macs, erased)


def _check_row(row: Mapping[str, Any], body: bytes, last: int) -> list[Finding]:
    stream, version = row["stream"], row["version"]
    findings = []
    if version != last + 1:
        findings.append(Finding(stream, version, "order", f"follows version {last}"))
    try:
        entry = envelope.unpack(body)
        exact = envelope.canonical(json.loads(body)) == body
    except (ValueError, KeyError, TypeError) as error:
        return [*findings, Finding(stream, version, "bytes", f"cannot be read: {type(error).__name__}")]
    if not exact:
        findings.append(Finding(stream, version, "bytes", "are not canonical"))
    findings += [
        Finding(stream, version, "column", f"{name} says {_shown(row[name])}, the entry {_shown(value)}")
        for name, value in columns_of(entry).items()
        if row[name] != value
    ]
    return findings


def _shown(value: Any) -> str:
    return instant_text(value) if isinstance(value, datetime) else repr(value)


def _mac_of(body: bytes) -> str:
    try:
        return str(json.loads(body).get("mac", ""))
    except (ValueError, AttributeError):
        return ""


def _check_heads(streams: Sequence[str], ends: Mapping[str, tuple[int, bytes]]) -> list[Finding]:
    rows = vendor.select(Stream, ("stream", "version", "head_hash"), "stream", streams)
    heads = {stream: (version, bytes(head)) for stream, version, head in rows}
    return [
        Finding(
            stream,
            0,
            "head",
            f"stands at {heads.get(stream, (0,))[0]}, the entries end at {ends.get(stream, (0,))[0]}",
        )
        for stream in streams
        if heads.get(stream) != ends.get(stream)
    ]


def _check_personal(
    streams: Sequence[str], macs: Mapping[tuple[str, int], str], erased: Mapping[str, int]
) -> list[Finding]:
    rows = vendor.select(Personal, ("stream", "version", "sealed"), "stream", streams)
    secrets = load_secrets(streams)
    findings, seen = [], set()
    for stream, version, sealed in rows:
        seen.add((stream, version))
        try:
            value = envelope.unseal_personal(secrets[stream], stream, version, bytes(sealed))
        except (KeyError, ValueError):
            findings.append(Finding(stream, version, "personal", "the sealed values do not open"))
            continue
        if envelope.sign(secrets[stream], stream, version, value) != macs.get((stream, version)):
            findings.append(
                Finding(stream, version, "personal", "the values are not those that were recorded")
            )
    findings += [
        Finding(stream, version, "personal", "the values are gone without an erasure")
        for stream, version in sorted(macs.keys() - seen)
        if erased.get(stream, 0) < version
    ]
    return findings
