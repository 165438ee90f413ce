"""Slugs: the short names that people give to stores, persons, partners and sources."""

from __future__ import annotations

import re
import unicodedata

from otklik.domain.errors import DomainError

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?")

MOST = 48
"""Signs of the longest slug."""

LETTERS = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
    **{"ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"},
    **{"ъ": "", "ь": ""},
}
"""Cyrillic letter → Latin ones, as in passports but for `yo`."""


def checked_slug(stream: str) -> str:
    """The slug of a directory stream such as `store/tverskaya`.

    Raises
    ------
    DomainError
        `bad_slug`: not 1–48 of a–z, 0–9 and hyphen, or a hyphen at an end.
    """
    slug = stream.partition("/")[2]
    if not SLUG.fullmatch(slug):
        raise DomainError(
            "bad_slug",
            f"{slug!r} can't be a short name.",
            remedy="Use 1–48 of a–z, 0–9 and hyphen.",
            place="slug",
        )
    return slug


def slug_from(name: str) -> str:
    """A slug that a name suggests, empty where it has no letter that could be written so.

    Parameters
    ----------
    name
        Of a store or a person, in Russian or Latin letters.
    """
    spelt = "".join(LETTERS.get(sign, sign) for sign in name.casefold())
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MOST].strip("-")
