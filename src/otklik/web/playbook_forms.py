"""The form of a playbook: what it shows of one, and what its fields mean; mistakes come back beside their fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from otklik.domain.locales import LOCALES, Locale
from otklik.domain.playbook_mistakes import PlaybookErrors
from otklik.domain.playbook_texts import MOST_STEPS
from otklik.domain.playbooks import ROLES, Playbook
from otklik.domain.slugs import slug_from

PAIRS = ("title", "about", "after")
STEP_FIELDS = ("do_ru", "do_en", "say_ru", "say_en")

BLANK = 2
"""Empty rows for further steps."""


@dataclass(frozen=True, slots=True)
class StepForm:
    """The fields of one step: its number in the form, from 1, and what stands in them."""

    n: int
    id: str
    values: Mapping[str, str]
    by_fact: bool
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Read:
    """What a form says: the table of a playbook, and which row of the form each of its steps came from."""

    data: Mapping[str, Any]
    rows: tuple[int, ...]


def read_form(post: Mapping[str, str], situation: str) -> Read:
    """The table that a form says; rows without any text are left out.

    Parameters
    ----------
    post
        What was sent.
    situation
        Of the playbook; empty = a new one, whose code is a field.
    """
    said = {name: value.strip() for name, value in post.items()}
    rows = tuple(
        n for n in range(1, MOST_STEPS + 1) if any(said.get(f"step_{n}_{name}") for name in STEP_FIELDS)
    )
    taken: set[str] = set()
    data: dict[str, Any] = {
        "situation": situation or said.get("situation", ""),
        "rank": _number(said.get("rank", "")),
        "opens": [line.strip() for line in said.get("opens", "").splitlines() if line.strip()],
        **{name: {locale: said.get(f"{name}_{locale}", "") for locale in LOCALES} for name in PAIRS},
        "may": {role: _sum(said[f"may_{role}"]) for role in ROLES if said.get(f"may_{role}")},
        "tags": said.get("tags", ""),
        "retired": "retired" in said,
        "step": [_step(said, n, taken) for n in rows],
    }
    return Read({name: value for name, value in data.items() if value is not None}, rows)


def _step(said: Mapping[str, str], n: int, taken: set[str]) -> dict[str, Any]:
    texts = {name: said.get(f"step_{n}_{name}", "") for name in STEP_FIELDS}
    name = said.get(f"step_{n}_id", "") or _new_id(texts["do_en"] or texts["do_ru"], n, taken)
    taken.add(name)
    return {
        "id": name,
        "do": {locale: texts[f"do_{locale}"] for locale in LOCALES},
        "say": {locale: texts[f"say_{locale}"] for locale in LOCALES},
        "by_fact": f"step_{n}_by_fact" in said,
    }


def _new_id(text: str, n: int, taken: set[str]) -> str:
    """An id that the step's own words suggest."""
    words = re.sub(r"[^a-z0-9]+", "_", slug_from(text)).strip("_")[:24].strip("_")
    stem = words if re.match(r"[a-z].", words) else f"step_{n}"
    return next(one for one in (stem, *(f"{stem}_{more}" for more in range(2, 99))) if one not in taken)


def _number(text: str) -> int | str | None:
    """A whole number; what is none stays as it is, for the rules to refuse."""
    return int(text) if text.isascii() and text.isdigit() else text or None


def _sum(text: str) -> int | str:
    plain = re.sub(r"[\s\u00a0]", "", text)
    return int(plain) if plain.isascii() and plain.isdigit() else plain


def form_values(book: Playbook) -> dict[str, str]:
    """What the form shows of a playbook, but for its steps."""
    sums = {f"may_{role}": "any" if most is None else str(most) for role, most in book.may.items()}
    return {
        "situation": book.situation,
        "rank": str(book.rank),
        "opens": "\n".join(", ".join(map(str, rule)) for rule in book.opens),
        **{f"{name}_{locale}": getattr(book, name)[locale] for name in PAIRS for locale in LOCALES},
        **sums,
        "tags": book.tags,
        **({"retired": "1"} if book.retired else {}),
    }


def steps_of(book: Playbook) -> tuple[StepForm, ...]:
    """Its steps, and a few empty rows."""
    shown = [
        StepForm(
            n,
            step.id,
            {f"{name}_{locale}": getattr(step, name)[locale] for name in ("do", "say") for locale in LOCALES},
            step.by_fact,
            {},
        )
        for n, step in enumerate(book.steps, 1)
    ]
    last = min(MOST_STEPS, len(shown) + BLANK)
    return (*shown, *(_empty(n) for n in range(len(shown) + 1, last + 1)))


def empty_steps() -> tuple[StepForm, ...]:
    """The rows of a new playbook."""
    return tuple(_empty(n) for n in range(1, 5))


def _empty(n: int) -> StepForm:
    return StepForm(n, "", dict.fromkeys(STEP_FIELDS, ""), False, {})


def steps_typed(post: Mapping[str, str], errors: Mapping[str, str]) -> tuple[StepForm, ...]:
    """The steps as they were typed, each with its mistakes, and a few empty rows."""
    present = [
        n for n in range(1, MOST_STEPS + 1) if any(post.get(f"step_{n}_{name}") for name in STEP_FIELDS)
    ]
    last = min(MOST_STEPS, max(present, default=0) + BLANK)
    return tuple(
        StepForm(
            n,
            post.get(f"step_{n}_id", ""),
            {name: post.get(f"step_{n}_{name}", "") for name in STEP_FIELDS},
            f"step_{n}_by_fact" in post,
            {name: errors[f"step_{n}_{name}"] for name in STEP_FIELDS if f"step_{n}_{name}" in errors},
        )
        for n in range(1, last + 1)
    )


def errors_by_field(refused: PlaybookErrors, rows: tuple[int, ...], locale: Locale) -> dict[str, str]:
    """The mistakes by the form's fields, each with its remedy; "" = of the form as a whole."""
    found: dict[str, str] = {}
    for one in refused.mistakes:
        field = field_of(one.place, rows)
        found[field] = f"{found[field]} {one.said(locale)}" if field in found else one.said(locale)
    return found


def field_of(place: str, rows: tuple[int, ...]) -> str:
    """The field of the form at which a mistake stands.

    Parameters
    ----------
    place
        As the rules name it: `title.ru`, `opens 2`, `step 1.do.en`.
    rows
        Which row of the form each step came from.
    """
    step = re.fullmatch(r"step (\d+)\.(\w+)(?:\.(\w+))?", place)
    if step:
        name = "_".join(filter(None, (step[2], step[3])))
        return f"step_{rows[int(step[1]) - 1]}_{'do_en' if name == 'id' else name}"
    if place == "step":
        return ""
    return place.partition(" ")[0].replace(".", "_")
