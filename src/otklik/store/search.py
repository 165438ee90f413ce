"""Finding an order by what a caller says: a name, a number, a telephone, its last digits, an address.

`terms_of` makes the terms, `find_streams` asks for them by range (the same code on both databases, an index on
each). The terms are a projection that an erasure deletes. Scoping to what a user may see is `access`'s business.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection

from otklik.domain.events import Entry
from otklik.store import models, vendor

BEYOND = "\U0010ffff"
"""Sorts after every continuation of a prefix, byte by byte."""

SHORTEST_TAIL = 3
"""Fewer digits than this are no telephone's end."""

NUMBER = "number"
"""The one kind of term that says nothing of a person: it outlives an erasure, as the number itself does."""

CALLING = ("call.missed", "call.answered")

NAMING = ("order.received", "order.changed_at_source", *CALLING)
"""Facts that name somebody."""

_WORD = re.compile(r"\w+")
_PHONE_QUERY = re.compile(r"\+?[\d\s().-]+")


def normalise(text: str) -> str:
    """Text as it is compared: casefolded, ё as е."""
    return text.casefold().replace("ё", "е")


def terms_of(entry: Entry) -> set[tuple[str, str]]:
    """Pairs (term, kind) by which the order of this entry is found; empty for entries that name nobody.

    Parameters
    ----------
    entry
        With its personal values, as far as there are any.
    """
    terms: set[tuple[str, str]] = set()
    if entry.event.kind == "order.received":
        number = normalise(entry.event.data["number"])
        terms |= {(word, NUMBER) for word in (number, *_WORD.findall(number))}
        said = entry.event.personal
        phone = said.get("phone") or said.get("phone_raw")
        terms |= _personal_terms({"name": said.get("buyer_name"), "phone": phone, "email": said.get("email")})
    elif entry.event.kind == "order.changed_at_source":
        values = entry.event.personal.get("values")
        buyer = values.get("buyer") if isinstance(values, Mapping) else None
        terms |= _personal_terms(buyer if isinstance(buyer, Mapping) else {})
    elif entry.event.kind in CALLING:
        terms |= _personal_terms({"phone": entry.event.personal.get("caller")})
    return {(term, kind) for term, kind in terms if term}


def _personal_terms(buyer: Mapping[str, Any]) -> set[tuple[str, str]]:
    name, email, phone = (
        value if isinstance(value, str) else "" for value in map(buyer.get, ("name", "email", "phone"))
    )
    terms = {(word, "name") for word in _WORD.findall(normalise(name))}
    terms.add((normalise(email).strip(), "email"))
    if phone.startswith("+"):
        terms.add((phone, "phone"))
    digits = re.sub(r"\D", "", phone)
    if len(digits) >= SHORTEST_TAIL:
        terms.add((digits[::-1], "tail"))
    return terms


def delete_personal(streams: Sequence[str]) -> None:
    """Remove every term of these orders that says something of a person."""
    condition, parameters = vendor.any_of("stream", streams)
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM search_terms WHERE kind <> %s AND {condition}",
            [NUMBER, *parameters],
        )


def find_streams(
    text: str, *, stores: Sequence[str] | None = None, parties: Sequence[str] = (), limit: int = 20
) -> list[str]:
    """Streams of the orders that match every word of a query, newest first.

    Parameters
    ----------
    text
        What somebody typed: words, a number, a telephone in any form, or its last digits.
    stores
        Only orders that these stores hold or were the first to owe; None = all.
    parties
        Beside those, orders in which one of these, named as obligations name them, owes or is owed something.
    limit
        At most so many.
    """
    words = list(_ranges(text))
    if not words or (stores == [] and not parties) or limit < 1:
        return []
    matching, parameters = _matching(words)
    held = ""
    if stores is not None:
        held, values = _within(stores, parties)
        parameters += values
    with connection.cursor() as cursor:
        # Terms first, then the orders that they name: CROSS JOIN says so to SQLite, which knows no better otherwise.
        cursor.execute(
            f"SELECT o.stream FROM ({matching}) AS found CROSS JOIN orders o"
            f" WHERE o.stream = found.stream{held} ORDER BY o.placed_at DESC, o.stream LIMIT %s",
            [*parameters, limit],
        )
        return [stream for (stream,) in cursor.fetchall()]


def _within(stores: Sequence[str], parties: Sequence[str]) -> tuple[str, list[Any]]:
    """SQL that an order is one of these stores' or parties', with its parameters."""
    conditions, values = [], []
    for column, names in (("o.holder", stores), ("o.first_store", stores)):
        if names:
            condition, parameters = vendor.any_of(column, names)
            conditions.append(condition)
            values += parameters
    if parties:
        debtor, owing = vendor.any_of("b.debtor", parties)
        creditor, owed = vendor.any_of("b.creditor", parties)
        asked = f"SELECT 1 FROM obligations b WHERE b.stream = o.stream AND ({debtor} OR {creditor})"
        conditions.append(f"EXISTS ({asked})")
        values += [*owing, *owed]
    return f" AND ({' OR '.join(conditions)})", values


def find_callers(text: str, *, limit: int = 100) -> list[str]:
    """Streams of the conversations whose number matches a query; none where the query is no number.

    Parameters
    ----------
    text
        A telephone in any form, or its last digits.
    limit
        At most so many, of any store: who may see them is asked of the conversations.
    """
    words = [[one for one in ranges if one[0] != NUMBER] for ranges in _ranges(text)]
    if len(words) != 1 or any(kind not in ("phone", "tail") for kind, _ in words[0]) or not words[0]:
        return []
    matching, parameters = _matching(words)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT found.stream FROM ({matching}) AS found WHERE found.stream LIKE 'conversation/%%'"
            " ORDER BY found.stream LIMIT %s",
            [*parameters, limit],
        )
        return [stream for (stream,) in cursor.fetchall()]


def _matching(words: Sequence[Sequence[tuple[str, str]]]) -> tuple[str, list[Any]]:
    """SQL of the streams that match every word, with its parameters."""
    matches: list[str] = []
    parameters: list[Any] = []
    for ranges in words:
        either = " OR ".join(["(kind = %s AND term >= %s AND term < %s)"] * len(ranges))
        matches.append(f"SELECT DISTINCT stream FROM search_terms WHERE {either}")
        parameters += [value for kind, prefix in ranges for value in (kind, prefix, prefix + BEYOND)]
    return " INTERSECT ".join(matches), parameters


CROWD = 200
"""Orders and calls of one number or address beyond which it is a shop's own or a tester's, and tells nobody apart."""


def find_exact(kind: str, terms: Collection[str]) -> dict[str, list[str]]:
    """Streams by term, of those that are found by exactly these terms of one kind.

    Notes
    -----
    A term of more than `CROWD` streams is left out.
    """
    found = {}
    for term in sorted(terms):
        query = models.SearchTerm.objects.filter(term=term, kind=kind).order_by("stream")
        streams = list(query.values_list("stream", flat=True)[: CROWD + 1])
        if 0 < len(streams) <= CROWD:
            found[term] = streams
    return found


def _ranges(text: str) -> Iterator[list[tuple[str, str]]]:
    stripped = text.strip().lstrip("№#").strip()
    if _PHONE_QUERY.fullmatch(stripped) and len(re.sub(r"\D", "", stripped)) >= SHORTEST_TAIL:
        yield _digit_ranges(stripped)
        return
    for word in normalise(stripped).split():
        if "@" in word:
            yield [("email", word)]
        elif word.isdigit():
            yield _digit_ranges(word)
        else:
            yield [("name", word), (NUMBER, word), ("email", word)]


def _digit_ranges(text: str) -> list[tuple[str, str]]:
    digits = re.sub(r"\D", "", text)
    ranges = [(NUMBER, normalise(text.strip())), ("phone", f"+{digits}")]
    if len(digits) >= SHORTEST_TAIL:
        ranges.append(("tail", digits[::-1]))
    if digits.startswith("9"):
        # A mobile number as it is said in Russia: 916 … is +7 916 …
        ranges.append(("phone", f"+7{digits}"))
    if digits.startswith("8"):
        # The Russian trunk prefix: 8 916 … is +7 916 …
        ranges.append(("phone", f"+7{digits[1:]}"))
    return ranges
