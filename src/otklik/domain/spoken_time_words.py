"""The words of times in Russian and English: numbers, days, months, parts of a day, and all that smells of time.

Tables only. What is listed in `TIMELY` and was not understood makes a line unclear: a word of time that is passed over
is how a wrong instant comes about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping


def either(forms: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first."""
    return "|".join(sorted(forms, key=len, reverse=True))


Forms = Mapping[str, int]


def _words(text: str) -> list[str]:
    return text.split()


_RU_UNITS: Mapping[int, str] = {
    1: "один одна одну одного одной одному",
    2: "два две двух двум",
    3: "три трех трем",
    4: "четыре четырех четырем",
}
_RU_STEMS: Mapping[int, str] = {
    5: "пят", 6: "шест", 7: "сем", 9: "девят", 10: "десят", 11: "одиннадцат", 12: "двенадцат", 13: "тринадцат",
    14: "четырнадцат", 15: "пятнадцат", 16: "шестнадцат", 17: "семнадцат", 18: "восемнадцат", 19: "девятнадцат",
}  # fmt: skip
_RU_TENS: Mapping[int, str] = {
    20: "двадцать двадцати", 30: "тридцать тридцати", 40: "сорок сорока", 50: "пятьдесят пятидесяти",
    60: "шестьдесят шестидесяти", 90: "девяносто девяноста",
}  # fmt: skip
_EN_UNITS = _words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_EN_TENS: Mapping[int, str] = {
    20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 90: "ninety",
}  # fmt: skip
_RU_ORDINALS = _words(
    "первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого одиннадцатого "
    "двенадцатого тринадцатого четырнадцатого пятнадцатого шестнадцатого семнадцатого восемнадцатого девятнадцатого "
    "двадцатого"
)
_EN_ORDINALS = _words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)


def _numbers() -> Forms:
    small = {form: number for number, forms in _RU_UNITS.items() for form in forms.split()}
    small |= {f"{stem}{end}": number for number, stem in _RU_STEMS.items() for end in ("ь", "и")}
    small |= {"восемь": 8, "восьми": 8, "двое": 2, "трое": 3} | {
        form: n for n, form in enumerate(_EN_UNITS, 1)
    }
    tens = {form: number for number, forms in _RU_TENS.items() for form in forms.split()}
    joined = {f"{ten} {one}": tens[ten] + small[one] for ten in tens for one in small if small[one] < 10}
    english = {
        f"{word}{joint}{_EN_UNITS[one]}": ten + one + 1
        for ten, word in _EN_TENS.items()
        for one in range(9)
        for joint in (" ", "-")
    }
    return small | tens | joined | english | {word: ten for ten, word in _EN_TENS.items()}


def _ordinals() -> Forms:
    russian = {form: number for number, form in enumerate(_RU_ORDINALS, 1)} | {"тридцатого": 30}
    russian |= {
        f"{ten} {form}": value + number
        for ten, value in (("двадцать", 20), ("тридцать", 30))
        for number, form in enumerate(_RU_ORDINALS[:9], 1)
    }
    english = {form: number for number, form in enumerate(_EN_ORDINALS, 1)} | {"thirtieth": 30}
    english |= {
        f"{ten}{joint}{form}": value + number
        for ten, value in (("twenty", 20), ("thirty", 30))
        for joint in (" ", "-")
        for number, form in enumerate(_EN_ORDINALS[:9], 1)
    }
    return {form: number for form, number in (russian | english).items() if number <= 31}


NUMBERS = _numbers()
"""Cardinals as they are said of hours, minutes and days, in the cases in which they are."""

ORDINALS = _ordinals()
"""Days of a month, and the hour that a half or a quarter is of (`пол третьего`)."""

HOURS: Forms = {
    **{form: number for form, number in NUMBERS.items() if number <= 24},
    "час": 1, "часу": 1, "часа": 1,
}  # fmt: skip

WEEKDAYS: Mapping[str, int] = {
    r"понедельник(?:а|у|ом|е)?|пн|mon(?:day)?": 0,
    r"вторник(?:а|у|ом|е)?|вт|tue(?:s(?:day)?)?": 1,
    r"сред(?:а|у|ы|е|ой)|ср|wed(?:s|nesday)?": 2,
    r"четверг(?:а|у|ом|е)?|чт|thu(?:r(?:s(?:day)?)?)?": 3,
    r"пятниц(?:а|у|ы|е|ей)|пт|fri(?:day)?": 4,
    r"суббот(?:а|у|ы|е|ой)|сб|saturday|(?<=on )sat|(?<=by )sat": 5,
    r"воскресень(?:е|я|ю|ем)|вс|sunday|(?<=on )sun|(?<=by )sun": 6,
}
"""Pattern → day of the week, Monday = 0; `sat` and `sun` alone are other words too."""

MONTHS: Mapping[str, int] = {
    r"январ[яьюе]|янв|january|jan": 1,
    r"феврал[яьюе]|фев|february|feb": 2,
    r"март[ауе]?|march": 3,
    r"апрел[яьюе]|апр|april|apr": 4,
    r"ма[яйюе]|may": 5,
    r"июн[яьюе]|june|jun": 6,
    r"июл[яьюе]|july|jul": 7,
    r"август[ауе]?|авг|august|aug": 8,
    r"сентябр[яьюе]|сен|сент|september|sept|sep": 9,
    r"октябр[яьюе]|окт|october|oct": 10,
    r"ноябр[яьюе]|ноя|november|nov": 11,
    r"декабр[яьюе]|дек|december|dec": 12,
}

UNTIL = r"не позже|не позднее|no later than|not later than|до|к|ко|by|before|until|till"
AFTER = r"не раньше|не ранее|not before|not earlier than|после|начиная с|с|со|от|after|from|since|past"
ABOUT = (
    r"около|примерно в|примерно к|примерно|где-то в|часов в|часиков в|about|around|approximately|roughly|~"
)
ON = r"ровно в|ровно к|в|во|на|exactly at|at|on|@"
"""Words before a time and what they say of it; longer ones first."""

QUALIFIERS = (
    r"утра|дня|вечера|ночи|a\.?m\b\.?|p\.?m\b\.?|in the morning|in the afternoon|in the evening|at night"
)
FILLERS = (
    r"часов|часа|час|ч\.|o['’]?clock|sharp|ровно|at the latest|самое позднее|включительно|inclusive|"
    r"по местному времени|пожалуйста|please"
)
NEGATION = re.compile(
    r"\b(?:не|нет|ни|нельзя|никогда|неудобно|занят\w*|закрыт[ао]?|если|кроме|вместо|отмен\w+|no(?!\.)|not|don['’]?t|won['’]?t|"
    r"can['’]?t|never|away|busy|unavailable|closed|off|if|unless|except|instead|cancel\w*)\b"
)
HARMLESS = re.compile(r"\b(?:не забыть|не забудь(?:те)?|не откладывая|don['’]?t forget)\b")
SHIELDED = re.compile(
    r"добр\w+ (?:утр\w+|день|дня|вечер\w*|времени суток)|good (?:morning|afternoon|evening|day)|"
    r"(?:№|#|(?:заказ\w*|order|размер\w*|size|артикул\w*|арт\.?|дом|кв\.?|офис|подъезд|этаж)\s*(?:№|#|no\.?)?)\s*"
    r"[\w/-]*\d[\w/-]*|(?!20\d\d-\d\d-\d\d)\+?\d(?:[\s()-]*\d){9,}|\b\d{5,}\b|"
    r"\d{1,3}(?: \d{3})*\s*(?:пар\w?|шт\w*|штук\w?|руб\w*\.?|₽|%|pairs?|pcs|см|cm|кг|kg)\b"
)
"""What is no time: greetings, numbers of orders, sizes, phones, sums."""

TIMELY = re.compile(
    r"\b(?:"
    r"скоро|вскоре|на днях|ближе|незадолго|позже|попозже|позднее|раньше|пораньше|потом|затем|когда|сейчас|сразу|"
    r"немедленно|срочно|ближайш\w+|как-нибудь|как только|через|спустя|назад|тому|пар[ауы]|нескольк\w+|полтора|полутора|"
    r"пол\w*час\w*|час(?:а|у|ов|ам|ик\w*)?|ч|минут\w*|мин|секунд\w*|ноль|ноля|после|перед|"
    r"сут(?:ки|ок|кам)|д(?:ень|ня|ню|нем|ни|ней|ням)|недел\w+|месяц\w*|год[ау]?|лет|квартал\w*|"
    r"утр\w*|полдень|полудн\w*|полдня|пополудни|вечер\w*|ноч\w*|полу?ноч\w*|обед\w*|перерыв\w*|рассвет\w*|"
    r"сегодня\w*|завтра\w*|послезавтра|вчера\w*|позавчера|накануне|кажд\w+|ежедневн\w*|"
    r"понедельн\w*|вторн\w*|сред[ауыей]\w?|четверг\w*|пятниц\w*|суббот\w*|воскресень\w*|пн|вт|ср|чт|пт|сб|вс|"
    r"выходн\w+|праздни\w+|каникул\w*|будн\w+|рабоч\w+|нов\w+ год\w*|рождеств\w*|майски\w*|"
    r"январ\w|феврал\w|март[ауе]?|апрел\w|ма[йяюе]|июн\w|июл\w|август\w?|сентябр\w|октябр\w|ноябр\w|декабр\w|"
    r"числ[ауо]\w*|начал[оауе]|середин\w+|конц[ауе]|конец|половин\w+|четверт\w+|следующ\w+|прошл\w+|"
    r"открыти\w+|закрыти\w+|открое\w+|закрое\w+|мск|utc|gmt|est|pst|cet|msk|"
    r"soon|shortly|later|asap|sometime|eventually|earlier|early|late|now|immediately|today|tomorrow|tonight|"
    r"yesterday|ago|last|next|every|daily|each|couple|few|several|second|seconds|minutes?|mins?|hours?|hrs?|days?|"
    r"weeks?|months?|years?|weekends?|holidays?|vacations?|fortnight|morning|afternoon|evening|night|noon|midday|"
    r"midnight|lunch\w*|dinner|breakfast|dawn|dusk|sunset|opening|closing|business|working|eod|cob|eob|"
    r"mon(?:day)?s?|tue(?:s(?:days?)?)?|wed(?:s|nesdays?)?|thu(?:r(?:s(?:days?)?)?)?|fri(?:days?)?|sat(?:urdays?)?|"
    r"sun(?:days?)?|january|february|april|june|july|august|september|october|november|december|christmas|easter|"
    r"quarter|half|between|beginning|middle|end|o['’]?clock|am|pm|whenever|when|once|"
    r"небольшим|лишним|примерно|приблизительно|ориентировочно|где-то|почти|наверно\w*|возможно|может|вероятно|раннее|"
    r"closer|towards?|sooner|than|after|before|until|till|upon|(?:five|ten) to|maybe|perhaps|probably|might|roughly|"
    r"approximately|almost|nearly|ish|earliest|"
    r"районе|между|промежут\w+|диапазон\w+|"
    rf"{either(word for word in ORDINALS if word != 'first')}"
    r")\b|\d"
)
"""What smells of time; `\\d` is any number that is not shielded."""

DANGLING = re.compile(
    r"\b(?:до|за|с|со|от|к|ко|по|или|около|про|насчет|вместо|by|since|during|within|in|from|past|between|or|and|about|around|of|"
    r"dated|starting)\s+(?:the\s+)?\0|"
    r"\0\s*,?\s*(?:или|либо|по москве|по времени|московск\w+|до|от|с момента|как|or|of|from|following|prior)\b|"
    rf"\b(?:в|во|к|ко|до|с|at|by)\s+(?:{either(NUMBERS)})\b"
)
"""A word that says something about the time beside it (`\\0`: what was understood) and was not understood with it."""


def plain(text: str) -> str:
    """A line in small letters without ё, unusual spaces and dashes, each character where it was."""
    swaps = {
        "ё": "е",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\t": " ",
        "–": "-",
        "—": "-",
        "−": "-",
        "‑": "-",
    }
    small = (char.lower() if len(char.lower()) == 1 else char for char in text)
    return "".join(swaps.get(char, char) for char in small)
