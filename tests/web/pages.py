"""Every situation of the public pages, as plain values: for tests, for the browser, for a preview.

`python -m tests.web.pages FOLDER` writes each page in both languages to a folder.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from otklik.domain.business_time import WorkCalendar
from otklik.domain.links import LinkCard
from otklik.domain.status import OrderStatus, StatusCall, StatusClaim, StatusLine, StatusPromise

NOW = datetime(2026, 3, 19, 8, 10, tzinfo=UTC)  # Thursday, 11:10 in Moscow
NIGHT = datetime(2026, 3, 19, 20, 30, tzinfo=UTC)  # 23:30
PLACED = NOW - timedelta(minutes=8)

WAITING = OrderStatus(
    number="48175",
    phase="open",
    locale="ru",
    zone="Europe/Moscow",
    store="Шаг за шагом",
    store_phone="+78460000001",
    calendar=WorkCalendar.parse("Mo-Su 09:00-21:00", "Europe/Moscow"),
    owner="",
    has_phone=True,
    received_at=PLACED,
    answered_at=None,
    confirmed_at=None,
    closed_at=None,
    answer_opened_at=PLACED,
    answer_limit_at=PLACED + timedelta(hours=1),
    lines=(
        StatusLine("Валенки «Снежок», войлок, 25-й размер", 1, 199_000),
        StatusLine("Стелька тёплая", 2, 75_000),
    ),
    total_minor=349_000,
    currency="RUB",
    payment="on_delivery",
    delivery="courier",
    phone_end="1122",
    promises=(StatusPromise("first_answer", PLACED + timedelta(hours=1), "ahead", None),),
)
CLAIM = StatusClaim(NOW - timedelta(minutes=5), NOW + timedelta(minutes=15), None)
ANSWERED = replace(WAITING, owner="Марина", answered_at=NOW - timedelta(minutes=2))
CONFIRMED = replace(ANSWERED, phase="confirmed", confirmed_at=NOW - timedelta(minutes=1))
CLOSED_AT = NOW + timedelta(hours=2)

STATUSES: Mapping[str, tuple[OrderStatus, datetime]] = {
    "waiting": (WAITING, NOW),
    "waiting_taken": (replace(WAITING, owner="Марина"), NOW),
    "waiting_no_phone": (replace(WAITING, has_phone=False, store_phone=""), NOW),
    "waiting_closed": (
        replace(
            WAITING, received_at=NIGHT, answer_opened_at=NIGHT, answer_limit_at=NIGHT + timedelta(hours=10.5)
        ),
        NIGHT,
    ),
    "waiting_untimed": (replace(WAITING, answer_opened_at=None, answer_limit_at=None), NOW),
    "late": (WAITING, NOW + timedelta(hours=2)),
    "silent": (replace(WAITING, claim=CLAIM), NOW),
    "silent_late": (replace(WAITING, claim=CLAIM), NOW + timedelta(hours=3)),
    "silent_answered": (
        replace(ANSWERED, claim=replace(CLAIM, answered_at=NOW + timedelta(minutes=9))),
        NOW + timedelta(minutes=20),
    ),
    "asked": (
        replace(
            WAITING, call=StatusCall("asked", NOW + timedelta(hours=4), NOW + timedelta(hours=4, minutes=15))
        ),
        NOW + timedelta(hours=2),
    ),
    "again": (
        replace(
            WAITING,
            owner="Марина",
            attempted=True,
            call=StatusCall("again", NOW + timedelta(minutes=30), NOW + timedelta(minutes=30)),
        ),
        NOW,
    ),
    "promised": (
        replace(
            ANSWERED,
            call=StatusCall("promised", NOW + timedelta(hours=3), NOW + timedelta(hours=3)),
            promises=(
                StatusPromise(
                    "first_answer", PLACED + timedelta(hours=1), "kept", NOW - timedelta(minutes=2)
                ),
                StatusPromise("promise", NOW + timedelta(hours=3), "ahead", None),
            ),
        ),
        NOW,
    ),
    "answered": (ANSWERED, NOW),
    "talk_confirmed": (replace(ANSWERED, confirmed_talk=True, stars=4), NOW),
    "confirmed": (CONFIRMED, NOW),
    "refused": (replace(ANSWERED, phase="refused", closed_at=CLOSED_AT), CLOSED_AT),
    "withdrawn": (replace(WAITING, phase="withdrawn", closed_at=CLOSED_AT), CLOSED_AT),
    "released": (
        replace(WAITING, phase="released", closed_at=NOW + timedelta(hours=18)),
        NOW + timedelta(hours=20),
    ),
    "completed": (
        replace(CONFIRMED, phase="completed", closed_at=NOW + timedelta(days=2)),
        NOW + timedelta(days=3),
    ),
}

OPEN = LinkCard(
    number="48175",
    locale="ru",
    zone="Europe/Moscow",
    store="Шаг за шагом",
    store_phone="+78460000001",
    standing="open",
    limit_at=PLACED + timedelta(hours=1),
    left_m=52,
    buyer_phone="+79161234567",
)
OTHER = replace(OPEN, standing="other", holder="Марина Котова")
ANSWERED_CARD = replace(OTHER, standing="answered", limit_at=None, left_m=None)
CLOSED_CARD = replace(OPEN, standing="closed", limit_at=None, left_m=None)
MINE = replace(OPEN, standing="mine", holder="Иван Седов")

CARDS: Mapping[str, tuple[str, LinkCard, str]] = {
    "take": ("take", OPEN, ""),
    "take_late": ("take", replace(OPEN, limit_at=NOW - timedelta(minutes=5), left_m=0), ""),
    "take_mine": ("take", MINE, ""),
    "take_other": ("take", OTHER, ""),
    "take_answered": ("take", ANSWERED_CARD, ""),
    "take_closed": ("take", CLOSED_CARD, ""),
    "taken": ("take", MINE, "done"),
    "taken_off_shift": ("take", OPEN, "done"),
    "taken_by_other": ("take", OTHER, "refused"),
    "take_refused": ("take", OPEN, "refused"),
    "answer": ("answered", MINE, ""),
    "answer_given": ("answered", ANSWERED_CARD, ""),
    "answer_closed": ("answered", CLOSED_CARD, ""),
    "answer_recorded": ("answered", ANSWERED_CARD, "done"),
    "answer_refused": ("answered", OTHER, "refused"),
}


def render_all() -> Mapping[str, bytes]:
    """Every page in both languages, by name."""
    from otklik.web import links, status, unlisted

    pages = {"gone": unlisted.no_such_page().content}
    for locale in ("ru", "en"):
        for name, (value, now) in STATUSES.items():
            pages[f"status-{name}-{locale}"] = status.render_status(
                status.write_page(value, locale, now=now)
            ).content
        for name, (purpose, card, came) in CARDS.items():
            page = links.write_page(purpose, replace(card, locale=locale), came, now=NOW)
            pages[f"link-{name}-{locale}"] = links.render_link(page).content
    return pages


def main(folder: Path) -> None:
    """Write every page, with its style sheets, to a folder."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    styles = Path(django.apps.apps.get_app_config("web").path) / "static"
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in render_all().items():
        text = content.decode().replace("/static/", f"{styles.as_uri()}/")
        (folder / f"{name}.html").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
