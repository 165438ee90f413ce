"""Sizes of shoes and clothes: what a catalogue calls them, and the length of insole that a shoe size stands for.

Each scale is a line: length of the last = a step times the size plus a start. A length that a catalogue states goes
before the computed one. What no scale knows is kept as written. It must not guess whose scale a bare letter-less
number is beyond `bare_system`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of shoe sizes.

    Parameters
    ----------
    step_mm, start_mm
        Length of the last = `step_mm` × size + `start_mm`.
    smallest, largest
        Sizes that are sold; a number outside is no size of this scale.
    source
        Where the line stands.
    """

    step_mm: Decimal
    start_mm: Decimal
    smallest: Decimal
    largest: Decimal
    source: str


_INCH = Decimal("25.4")
_BARLEYCORN = _INCH / 3
_POINT = Decimal(20) / 3

SCALES: Mapping[str, Scale] = {
    "EU": Scale(_POINT, Decimal(0), Decimal(15), Decimal(52), "ISO/TS 19407:2015, Paris point = 2/3 cm of the last"),
    "RU": Scale(_POINT, Decimal(0), Decimal(15), Decimal(52), "GOST 11373-88, shtikhmass = 2/3 cm of the insole"),
    "UK child": Scale(_BARLEYCORN, 4 * _INCH, Decimal(0), Decimal("13.5"), "BS 5943:1980, barleycorns over 4 inches"),
    "UK": Scale(_BARLEYCORN, _INCH * 25 / 3, Decimal(1), Decimal(16), "BS 5943:1980, goes on after child's 13"),
    "US child": Scale(_BARLEYCORN, _INCH * 35 / 9, Decimal(0), Decimal("13.5"), "ISO/TS 19407:2015, a third below UK"),
    "US men": Scale(_BARLEYCORN, 8 * _INCH, Decimal(1), Decimal(18), "ISO/TS 19407:2015, one below UK"),
    "US women": Scale(_BARLEYCORN, _INCH * 15 / 2, Decimal(1), Decimal(18), "ISO/TS 19407:2015, 1.5 below US men"),
    "Mondopoint": Scale(Decimal(1), Decimal(0), Decimal(90), Decimal(350), "ISO 9407:2019, millimetres of the foot"),
}  # fmt: skip
"""Scale → its line. RU and EU are one line; a maker whose RU is one less states his lengths, or is taken as written."""

LETTERS: tuple[str, ...] = ("XXS", "XS", "S", "M", "L", "XL", "XXL", "3XL", "4XL", "5XL", "6XL")
"""Sizes of clothes by letters, smallest first."""

_LETTER_NAMES = {
    **{letter: letter for letter in LETTERS},
    "2XS": "XXS",
    "2XL": "XXL",
    "XXXL": "3XL",
    "XXXXL": "4XL",
}
_CYRILLIC = str.maketrans("ХСМЛ", "XSML")
"""Letters that were typed on a Russian keyboard: ХL, М."""

HEIGHTS = range(44, 195)
"""Heights of children in cm that clothes are sized by."""

_SYSTEM_WORDS: Mapping[str, str] = {
    "eu": "EU", "eur": "EU", "fr": "EU", "it": "EU", "евро": "EU", "ru": "RU", "rus": "RU", "рос": "RU", "рф": "RU",
    "россия": "RU", "российский": "RU", "uk": "UK", "gb": "UK", "us": "US", "usa": "US", "mondopoint": "Mondopoint",
    "мм": "insole_mm", "mm": "insole_mm", "см": "insole_cm", "cm": "insole_cm",
}  # fmt: skip
_SIZE_NAMES = frozenset({
    "размер", "размер обуви", "российский размер", "европейский размер", "размер eu", "размер ru", "размер uk",
    "размер us", "размер производителя", "рос размер", "size", "shoe size", "рост", "размер одежды",
})  # fmt: skip
_INSOLE_NAMES = frozenset({
    "длина стельки", "длина по стельке", "стелька", "размер стельки", "insole", "insole length",
})  # fmt: skip
_NUMBER = re.compile(r"(?<![\d.,])(\d{1,2} ?1/2|\d{1,2}½|\d{1,3}(?:[.,]\d{1,2})?)(?![\d.,]*\d)")
_IN_TITLE = re.compile(
    r"\b(?:размер|р-р|разм\.?|р\.|size|eu|ru)\s*[:№#]?\s*(\d{1,2}(?:[.,]5)?|[2-6]?X{0,3}[SML])\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Size:
    """A size as it was read.

    Parameters
    ----------
    label
        EU number (`25`, `25.5`), letter (`XL`), another scale's number with its name (`7.5 UK child`), a height
        (`104 cm`), or the words as they were written.
    system
        `EU`, `RU`, another of `SCALES`, `letters`, `height`, `insole`, or `unknown`.
    insole_mm
        Length of the insole; None where no shoe size is known.
    stated
        Whether the catalogue stated that length.
    """

    label: str
    system: str
    insole_mm: int | None = None
    stated: bool = False


def insole_of(system: str, number: Decimal) -> int | None:
    """Length of the last in whole mm for a size of a scale; None where the scale has no such size."""
    scale = SCALES.get(system)
    if scale is None or not scale.smallest <= number <= scale.largest:
        return None
    return int((scale.step_mm * number + scale.start_mm).to_integral_value())


def size_in(system: str, insole_mm: int) -> Decimal:
    """The size of a scale for a length, to the nearest half.

    Raises
    ------
    KeyError
        No such scale.
    """
    scale = SCALES[system]
    return ((Decimal(insole_mm) - scale.start_mm) / scale.step_mm * 2).to_integral_value() / 2


def read_size(text: str, *, unit: str = "", child: bool = False, kind: str = "") -> Size | None:
    """The size that a cell or a param holds; None where it holds nothing.

    Parameters
    ----------
    text
        `25`, `25,5`, `EU 25`, `7.5 UK`, `XL`, `рост 104`.
    unit
        Name of the scale where the catalogue gives it apart: `RU`, `INT`, `Height`.
    child
        Whether UK and US sizes are children's.
    kind
        Words of the goods' kind; a bare number of a thing to wear on the body is its height.
    """
    plain = text.strip()
    if not plain:
        return None
    letter = _LETTER_NAMES.get(plain.upper().translate(_CYRILLIC).replace(" ", ""))
    if letter:
        return Size(letter, "letters")
    words = [word.casefold() for word in _WORD.findall(f"{unit} {plain}")]
    numbers = _NUMBER.findall(plain)
    if len(numbers) != 1:
        return Size(plain, "unknown")
    number = _number(numbers[0])
    if {"рост", "height"} & set(words) and number in HEIGHTS:
        return Size(f"{number} cm", "height")
    named = next((_SYSTEM_WORDS[word] for word in words if word in _SYSTEM_WORDS), "")
    return _sized(plain, named or bare_system(number, kind), number, child, words)


def _sized(plain: str, system: str, number: Decimal, child: bool, words: Iterable[str]) -> Size:
    if system in ("insole_mm", "insole_cm"):
        length = int(number * (10 if system == "insole_cm" else 1))
        return Size(f"{length} mm", "insole", length, True) if 80 <= length <= 350 else Size(plain, "unknown")
    if system in ("UK", "US"):
        system = scale_of(system, child or bool({"child", "kids", "детский"} & set(words)), "women" in words)
    if system == "height":
        return Size(f"{number} cm", "height")
    length_mm = insole_of(system, number)
    if length_mm is None:
        return Size(plain, "unknown")
    label = f"{number}" if system in ("EU", "RU") else f"{number} {system}"
    return Size(label, system, length_mm)


def scale_of(system: str, child: bool, women: bool) -> str:
    """The scale that `UK` or `US` alone means for whom it is made."""
    if child:
        return f"{system} child"
    return "UK" if system == "UK" else ("US women" if women else "US men")


def bare_system(number: Decimal, kind: str) -> str:
    """The scale of a number that names none: 15–52 is EU, as Russian shops write it; 56 and more are heights."""
    if SCALES["EU"].smallest <= number <= SCALES["EU"].largest:
        return "EU"
    return "height" if number in HEIGHTS and number > SCALES["EU"].largest else ""


def _number(text: str) -> Decimal:
    whole = text.replace("½", ".5").replace(" 1/2", ".5").replace("1/2", ".5").replace(",", ".")
    number = Decimal(whole).normalize()
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def size_of(
    params: Iterable[tuple[str, str, str]], *, title: str = "", child: bool = False, kind: str = ""
) -> Size | None:
    """The size of goods, from what a catalogue says of them: its params first, then its title; None = it has none.

    Parameters
    ----------
    params
        Name, value and unit, as they stand.
    title
        Where nothing else names a size, a size with its word is looked for: `…, размер 25`.
    """
    size: Size | None = None
    length: int | None = None
    for name, value, unit in params:
        plain = " ".join(re.split(r"[\W_]+", name.casefold().replace("ё", "е"))).strip()
        if plain in _INSOLE_NAMES:
            length = length or _length(value, f"{unit} {plain}")
        elif plain in _SIZE_NAMES:
            read = read_size(value, unit=f"{unit} {plain}", child=child, kind=kind)
            size = read if size is None or size.system == "unknown" else size
    if size is None and (match := _IN_TITLE.search(title)):
        size = read_size(match[1], child=child, kind=kind)
    if length is None:
        return size
    return (
        Size(size.label, size.system, length, True) if size else Size(f"{length} mm", "insole", length, True)
    )


def _length(value: str, unit: str) -> int | None:
    """Whole mm of a stated length; a number below 40 is centimetres."""
    numbers = _NUMBER.findall(value)
    if len(numbers) != 1:
        return None
    number = _number(numbers[0])
    words = [word.casefold() for word in _WORD.findall(f"{unit} {value}")]
    in_cm = bool({"см", "cm"} & set(words)) or (number < 40 and not {"мм", "mm"} & set(words))
    length = int(number * 10) if in_cm else int(number)
    return length if 80 <= length <= 350 else None
