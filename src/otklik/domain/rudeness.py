"""Where a text may be rude: words and phrases that point to a place, for people to judge (R17).

It must not decide anything: what it points to may be a quotation, a name or a joke, and what it doesn't point to may
be rude all the same. The words stand in `rude_words.toml` beside it; how they are read: docs/algorithms/rude-words.md.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from otklik.domain.locales import Locale

KINDS = ("obscene", "insult", "threat", "brush_off")
"""What a flag may point to; where one place is of several kinds, the first counts. `brush_off`: "not my problem"."""

_TOKEN = re.compile(r"[^\W_](?:[*@#$'’_]*[^\W_])*[*@#$]*|[.,!?;:\n]")
_SPACED = re.compile(r"(?<![^\W_])[^\W\d_](?:([ .*_-])[^\W\d_](?:\1[^\W\d_])+)(?![^\W_])")
"""One word, letter by letter: `д у р а к`."""
_MASKS = "*@#$_"
_PREFIXES = (
    "на|за|по|вы|от|отъ|до|при|про|раз|разъ|рас|съ|у|об|объ|о|обо|из|изъ|пере|недо|под|подъ|в|въ|вз|взъ|не|"
)
"""What may stand before the stem of a Russian verb; nothing may as well."""
_LOOKALIKES = str.maketrans("aeopcxykmthb3460@", "аеорсхукмтнвзчбоа")
"""Latin letters and digits in a Russian word → the letters that they look like."""
_DIGITS = str.maketrans("013457@$", "oieastas")
"""Digits and signs in an English word → the letters that they stand for."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A place in a text that may be rude.

    Parameters
    ----------
    start, end
        Characters of the text, half-open.
    kind
        One of `KINDS`.
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or a stop of a text, where it stands, and the forms in which it is looked up, the plainest first."""

    start: int
    end: int
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _List:
    """One kind's words, phrases and masked words, ready to be matched."""

    kind: str
    words: re.Pattern[str]
    phrases: tuple[re.Pattern[str], ...]
    masked: frozenset[str]


def flags_in(text: str, locale: Locale) -> tuple[Flag, ...]:
    """The places of a text that may be rude, in order, not touching each other; it only points, people judge.

    Parameters
    ----------
    text
        As it was written.
    locale
        Language of who writes: in Russian texts a word all in Latin letters is read by their looks as well (`cyka`).
        Words and phrases of both languages are known in either.

    Notes
    -----
    Small letters, ё as е, stretched letters, letters of the other alphabet that look alike, stars for letters and words
    written letter by letter are seen through. Time is linear in the text for each phrase of the list.
    """
    words = _words_of(text, locale)
    spared = list(_in_a_row(words, _harmless()))
    found: list[Flag] = []
    for rude in _lists():
        found += _single(words, rude)
        found += _in_a_row(words, rude)
    found = [
        flag for flag in found if not any(flag.start < one.end and one.start < flag.end for one in spared)
    ]
    chosen: list[Flag] = []
    for flag in sorted(found, key=lambda flag: (KINDS.index(flag.kind), flag.start - flag.end, flag.start)):
        if all(flag.end <= other.start or other.end <= flag.start for other in chosen):
            chosen.append(flag)
    return tuple(sorted(chosen, key=lambda flag: flag.start))


def _single(words: Sequence[_Word], rude: _List) -> Iterator[Flag]:
    harmless = _harmless().words
    for word in words:
        if any(harmless.fullmatch(form) for form in word.forms):
            continue
        if any(rude.words.fullmatch(form) or _unmasks(form, rude.masked) for form in word.forms):
            yield Flag(word.start, word.end, rude.kind)


def _unmasks(form: str, masked: Iterable[str]) -> bool:
    """Whether a word with stars may be one of these, a star for a letter, its first letter being shown."""
    if form[0] in _MASKS or not any(mask in form for mask in _MASKS):
        return False
    hidden = re.compile("".join("." if char in _MASKS else re.escape(char) for char in form))
    return any(hidden.fullmatch(word) for word in masked)


def _in_a_row(words: Sequence[_Word], rude: _List) -> Iterator[Flag]:
    """The phrases: looked for in the words' plainest forms, one space between them, a full stop at the end."""
    line, starts = "", []
    for word in words:
        starts.append(len(line))
        line += f"{word.forms[0]} "
    line += ". "
    for phrase in rude.phrases:
        for found in phrase.finditer(line):
            inside = [n for n, at in enumerate(starts) if found.start() <= at < found.end()]
            while inside and words[inside[-1]].forms[0] in ".,":
                inside.pop()
            if inside:
                yield Flag(words[inside[0]].start, words[inside[-1]].end, rude.kind)


def _words_of(text: str, locale: Locale) -> list[_Word]:
    spaced = [(found.start(), found.end()) for found in _SPACED.finditer(text)]
    words = [
        _Word(start, end, _forms(re.sub(r"[ .*_-]", "", text[start:end]), locale)) for start, end in spaced
    ]
    for found in _TOKEN.finditer(text):
        if not any(start < found.end() and found.start() < end for start, end in spaced):
            words.append(_Word(found.start(), found.end(), _forms(found.group(), locale)))
    return sorted(words, key=lambda word: word.start)


def _forms(word: str, locale: Locale) -> tuple[str, ...]:
    """How a word may be read: as it is, with its look-alikes put right, with its stretched letters shortened."""
    if word in ".!?;\n":
        return (".",)
    if word in ",:":
        return (",",)
    plain = re.sub("['’]", "", word.lower()).replace("ё", "е") or word
    read = [plain]
    if re.search("[а-я]", plain):
        read.append(plain.translate(_LOOKALIKES))
    else:
        read.append(plain.translate(_DIGITS))
        if locale == "ru" and (looks := plain.translate(_LOOKALIKES)) and not re.search("[a-z]", looks):
            read.append(looks)
    shortened = [re.sub(r"(\w)\1{2,}", repeat, form) for form in read for repeat in (r"\1", r"\1\1")]
    return tuple(dict.fromkeys([*read, *shortened]))


@functools.cache
def _tables() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """The word lists, read once."""
    path = resources.files("otklik.domain") / "rude_words.toml"
    return tomllib.loads(path.read_text("utf-8"))


@functools.cache
def _lists() -> tuple[_List, ...]:
    return tuple(map(_list_of, KINDS))


@functools.cache
def _harmless() -> _List:
    """Words and phrases that look rude and are not."""
    return _list_of("harmless")


def _list_of(kind: str) -> _List:
    table = _tables()[kind]
    words = [word for key in ("words_ru", "words_en", "words") for word in table.get(key, ())]
    phrases = [phrase for key in ("phrases_ru", "phrases_en", "phrases") for phrase in table.get(key, ())]
    return _List(
        kind,
        re.compile("|".join(map(_word_pattern, words)) or r"(?!)"),
        tuple(map(_phrase_pattern, phrases)),
        frozenset(table.get("masked", ())),
    )


def _word_pattern(written: str) -> str:
    """A word as a pattern: `~` is any ending, `^` any prefix or none."""
    return "(?:" + written.replace("~", r"\w*").replace("^", _PREFIXES) + ")"


def _phrase_pattern(written: str) -> re.Pattern[str]:
    """A phrase as a pattern: `~` is any ending, a comma may stand between two words."""
    spaced = re.sub(r"(?<!<!не)(?<!<!not) ", "(?: ,)? ", written.replace("~", r"\w*"))
    return re.compile(rf"(?<!\S)(?:{spaced})(?!\S)")
