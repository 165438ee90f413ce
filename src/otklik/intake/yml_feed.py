"""Catalogues in Yandex's YML (`yml_catalog`), streamed through expat: one offer at a time, whatever the file's length.

Written in the form that shops export for marketplaces: categories, then offers of the simplified or the `vendor.model`
kind, params with units, stock by `outlets`, `count` or `available`. The parser resolves nothing: a document type may be
named, as old exports do, but entities of the file's own and anything from outside end the reading. A file that breaks
off in the middle is no catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import BinaryIO
from xml.parsers import expat

from otklik.domain.errors import DomainError
from otklik.domain.goods import CatalogueFault, CatalogueRow
from otklik.intake.encodings import survey_text
from otklik.intake.goods_files import CatalogueFile
from otklik.intake.goods_rows import MAX_PARAMS, Param, RawRow, Reading, once, read_row
from otklik.intake.instants import parse_instant
from otklik.intake.texts import one_line

PIECE_BYTES = 65_536
MAX_TAG_BYTES = 4 * 1_048_576
"""No tag is longer; without a bound an attribute without an end would be held whole."""
MAX_DEPTH = 40
MAX_TEXT = 20_000
"""Signs of one element that is read: more is a fault of its offer. What is not read may have any length."""
MAX_CATEGORIES = 100_000

_FIELDS: Mapping[str, str] = {
    "name": "title", "model": "model_name", "vendor": "brand", "vendorCode": "model", "barcode": "barcode",
    "price": "price", "currencyId": "currency", "categoryId": "category", "url": "url", "typePrefix": "prefix",
    "count": "count", "quantity_in_stock": "count", "stock_quantity": "count", "available": "available",
}  # fmt: skip
"""Element of an offer → what it tells us; every other element but `param` and `outlet` is passed over."""

_YES = frozenset({"true", "1", "yes", "да"})


@dataclass(slots=True)
class _Offer:
    """What was met of one offer so far."""

    line: int
    values: dict[str, str] = field(default_factory=dict)
    params: list[Param] = field(default_factory=list)
    outlets: dict[str, str] = field(default_factory=dict)
    fault: CatalogueFault | None = None


class _Ended(Exception):
    """The reading ends here, for the reason in its error."""

    def __init__(self, error: DomainError) -> None:
        super().__init__(error.message)
        self.error = error


def read_yml(file: BinaryIO, *, reading: Reading, zone: tzinfo) -> CatalogueFile:
    """The catalogue of a YML file.

    Parameters
    ----------
    file
        Open for reading bytes, seekable, until `rows` are read.
    reading
        Currency for prices that name none, and what the catalogue may call its stores (`outlet id`).
    zone
        Of the file's date where it names none.

    Raises
    ------
    DomainError
        `unreadable`: no text, no YML; while rows are read: an entity, a tag without an end, a file that breaks off.
    """
    try:
        survey = survey_text(file)
    except DomainError as error:
        raise DomainError(
            error.code,
            error.message,
            remedy="Save the file as XML in UTF-8, without control signs.",
            place=error.place,
        ) from error
    head = _Head(file, survey.encoding, reading, zone)
    rows = head.rows()
    first = next(rows, None)  # reads on to the first offer: the catalogue's date stands before it
    encoding = {"utf-8-sig": "utf-8"}.get(survey.encoding, survey.encoding)
    told = f", declared as {head.declared}" if head.declared and not _is_same(head.declared, encoding) else ""
    return CatalogueFile(
        form=f"YML, {encoding}{told}",
        digest=survey.digest,
        with_goods=True,
        with_stock=True,
        rows=once(_after(first, rows)),
        as_of_at=head.as_of_at,
    )


def _is_same(declared: str, found: str) -> bool:
    plain = declared.casefold().replace("cp1251", "windows-1251")
    return plain == found or (plain.startswith("utf-16") and found.startswith("utf-16"))


def _after(
    first: CatalogueRow | CatalogueFault | None, rows: Iterator[CatalogueRow | CatalogueFault]
) -> Iterator[CatalogueRow | CatalogueFault]:
    if first is not None:
        yield first
    yield from rows


class _Head:
    """The parser and all that it has met; offers leave it as they end."""

    def __init__(self, file: BinaryIO, encoding: str, reading: Reading, zone: tzinfo) -> None:
        self.declared = ""
        self.as_of_at: datetime | None = None
        self._file, self._reading, self._zone = file, reading, zone
        self._path: list[str] = []
        self._offer: _Offer | None = None
        self._ended: list[_Offer] = []
        self._text: list[str] | None = None
        self._length = 0
        self._attributes: dict[str, str] = {}
        self._categories: dict[str, str] = {}
        self._currencies: list[str] = []
        self._notes: list[CatalogueFault] = []
        # What was found in the bytes goes before what the file declares of itself.
        self._parser = expat.ParserCreate({"utf-8-sig": "utf-8", "utf-16": None}.get(encoding, encoding))
        self._parser.buffer_text = True
        self._parser.XmlDeclHandler = self._declare
        self._parser.EntityDeclHandler = self._refuse_entity
        self._parser.ExternalEntityRefHandler = self._refuse_outside
        self._parser.SkippedEntityHandler = self._skip_entity
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._read

    def rows(self) -> Iterator[CatalogueRow | CatalogueFault]:
        """Rows and faults, in the file's order."""
        self._file.seek(0)
        fed = 0
        while True:
            piece = self._file.read(PIECE_BYTES)
            fed += len(piece)
            self._feed(piece)
            if fed - self._parser.CurrentByteIndex > MAX_TAG_BYTES and piece:
                raise self._refused("A tag or a text has no end.", "Export the file again.")
            yield from self._notes
            self._notes.clear()
            for offer in self._ended:
                yield from self._row(offer)
            self._ended.clear()
            if not piece:
                break
        yield from self._reading.closing()

    def _feed(self, piece: bytes) -> None:
        try:
            self._parser.Parse(piece, not piece)
        except _Ended as ended:
            raise ended.error from None
        except expat.ExpatError as error:
            raise DomainError(
                "unreadable",
                f"The XML is broken: {expat.ErrorString(error.code)}.",
                remedy="Export the file again, whole; nothing of it was taken.",
                place=f"line {error.lineno}",
            ) from error

    def _refused(self, message: str, remedy: str) -> DomainError:
        return DomainError(
            "unreadable", message, remedy=remedy, place=f"line {self._parser.CurrentLineNumber}"
        )

    # ── what is met ──

    def _declare(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.declared = (encoding or "").casefold()

    def _refuse_entity(self, name: str, *_: object) -> None:
        raise _Ended(
            self._refused(
                f"The file defines an entity, {name[:40]!r}.", "Export it without a document type of its own."
            )
        )

    def _refuse_outside(self, *_: object) -> int:
        raise _Ended(self._refused("The file asks for another file.", "Export it whole, without entities."))

    def _skip_entity(self, name: str, is_parameter: bool) -> None:
        if self._offer is not None and not is_parameter:
            self._blame(
                f"The sign &{name[:40]}; is none of XML's.", "Write the sign itself, or its number: &#160;."
            )

    def _blame(self, message: str, remedy: str, place: str = "") -> None:
        if self._offer is not None and self._offer.fault is None:
            place = place or (self._path[-1] if self._path else "offer")
            self._offer.fault = CatalogueFault(self._parser.CurrentLineNumber, place, message, remedy)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        depth = len(self._path)
        if depth == 1 and name != "yml_catalog":
            raise _Ended(self._refused(f"This is XML of another kind: {name[:40]!r}.", "Send a yml_catalog."))
        if depth > MAX_DEPTH:
            raise _Ended(self._refused("The elements are too deep.", "Export the file again."))
        if depth == 1:
            self._date(attributes.get("date", ""))
        elif name == "offer" and self._offer is None:
            self._offer = _Offer(self._parser.CurrentLineNumber, {"sku": attributes.get("id", "")})
            self._offer.values["group"] = attributes.get("group_id", "")
            if "available" in attributes:
                self._offer.values["available"] = attributes["available"]
        elif name == "currency" and self._offer is None:
            self._currencies.append(attributes.get("id", ""))
        elif name == "category" and self._offer is None:
            self._attributes, self._text, self._length = attributes, [], 0
        elif self._offer is not None:
            self._start_in_offer(name, attributes, depth)

    def _start_in_offer(self, name: str, attributes: dict[str, str], depth: int) -> None:
        if name == "outlet" and self._offer is not None:
            self._offer.outlets[attributes.get("id", "")] = attributes.get("instock", "есть")
        elif depth == 5 and (name in _FIELDS or name == "param"):  # yml_catalog, shop, offers, offer, this
            self._attributes, self._text, self._length = attributes, [], 0

    def _read(self, text: str) -> None:
        if self._text is None:
            return
        self._length += len(text)
        if self._length <= MAX_TEXT:
            self._text.append(text)
        else:
            self._blame(f"The text has more than {MAX_TEXT} signs.", "Shorten it.")

    def _end(self, name: str) -> None:
        self._path.pop()
        if name == "offer" and self._offer is not None and self._path[-1:] != ["offer"]:
            self._ended.append(self._offer)
            self._offer = None
        if self._text is None:
            return
        text, self._text = "".join(self._text), None
        if name == "category" and self._offer is None:
            self._keep_category(text)
        elif self._offer is not None:
            self._keep(name, text)

    def _keep(self, name: str, text: str) -> None:
        assert self._offer is not None
        if name == "param":
            if (
                len(self._offer.params) <= MAX_PARAMS
            ):  # one more than is allowed tells that there are too many
                self._offer.params.append(
                    (self._attributes.get("name", ""), text, self._attributes.get("unit", ""))
                )
            return
        known = _FIELDS[name]
        if known == "barcode" and self._offer.values.get("barcode"):
            return  # the first of several
        self._offer.values[known] = text

    def _keep_category(self, text: str) -> None:
        if len(self._categories) >= MAX_CATEGORIES:
            raise _Ended(
                self._refused(
                    f"The file has more than {MAX_CATEGORIES} categories.", "Export those that are used."
                )
            )
        self._categories[self._attributes.get("id", "")] = one_line(text)

    def _date(self, text: str) -> None:
        if not text.strip():
            return
        try:
            self.as_of_at = parse_instant(text, place="date", zone=self._zone).at
        except DomainError as error:
            self._notes.append(
                CatalogueFault(
                    self._parser.CurrentLineNumber,
                    "date",
                    f"The date of the catalogue is not read: {error.message}",
                    "The instant at which the file came counts.",
                    left_out=False,
                )
            )

    # ── what leaves ──

    def _row(self, offer: _Offer) -> Iterator[CatalogueRow | CatalogueFault]:
        if offer.fault is not None:
            yield offer.fault
            return
        values = offer.values
        category = values.pop("category", "").strip()
        if category and category not in self._categories:
            yield CatalogueFault(
                offer.line,
                "categoryId",
                f"There is no category {category[:40]!r} above the offers.",
                "Export the categories too: without its kind a thing is like nothing else.",
                left_out=False,
            )
        values["kind"] = self._categories.get(category, "")
        title = (values.pop("prefix", ""), values.get("brand", ""), values.get("model_name", ""))
        values.setdefault("title", " ".join(filter(None, map(one_line, title))))
        values["model"] = values.get("model") or values.get("model_name", "")
        if not values.get("currency") and len(self._currencies) == 1:
            values["currency"] = self._currencies[0]
        yield from read_row(RawRow(offer.line, values, tuple(offer.params), _stock_of(offer)), self._reading)


def _stock_of(offer: _Offer) -> dict[str, str]:
    """What the offer says of stock: by outlets, else by a count, else whether there is any."""
    if offer.outlets:
        return offer.outlets
    count = offer.values.get("count", "").strip()
    if count:
        return {"": count}
    available = offer.values.get("available", "true").strip().casefold()
    return {"": "есть" if available in _YES else "0"}
