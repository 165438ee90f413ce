"""What an audit found, first of all: one sentence, a few more, the figures at the top, and the terminal's lines."""

from __future__ import annotations

from collections.abc import Iterator

from otklik.analytics.findings import Answers, Findings, Share
from otklik.domain.locales import count_of, group
from otklik.web.findings_blocks import Teller, Tile
from otklik.web.findings_figures import bounds_text, norm_text, share_text, span_text
from otklik.web.findings_outcomes import amount_text
from otklik.web.findings_sentences import LEADS, RESTS
from otklik.web.findings_words import TILES

MOST_TILES = 6


def write_lead(found: Findings, to: Teller) -> tuple[str, str]:
    """The first sentence, and its tone: `late`, `ok`, or empty where it is neither."""
    if not found.orders:
        return LEADS["empty"][to.locale], ""
    if found.answers is not None and _is_about_answers(found):
        return _lead_of_answers(found.answers, found, to)
    money = found.money
    if found.promises is not None and found.promises.late.part:
        return _say("promises", found.promises.late, to), "late"
    if found.refusals is not None and found.refusals.refused.part:
        return _say("refusals", found.refusals.refused, to), "late"
    if money is not None and money.lost_minor:
        sums = {"money": money.lost_minor, "total": money.orders_minor}
        texts = {name: amount_text(value, found, to) for name, value in sums.items()}
        return LEADS["lost"][to.locale].format(**texts), "late"
    return LEADS["nothing"][to.locale].format(whole=group(found.orders, to.locale)), ""


def _is_about_answers(found: Findings) -> bool:
    """Whether the first sentence is about answers; else it is about whatever else is known."""
    return found.answers is not None and bool(found.answers.silent.whole)


def _say(name: str, share: Share, to: Teller) -> str:
    return LEADS[name][to.locale].format(
        share=share_text(share, to.locale),
        part=group(share.part, to.locale),
        whole=group(share.whole, to.locale),
        bounds=bounds_text(share, to.locale),
    )


def _lead_of_answers(answers: Answers, found: Findings, to: Teller) -> tuple[str, str]:
    silent, limit = answers.silent, norm_text(found.norms[0], "limit", to.locale)
    whole = group(silent.whole, to.locale)
    if silent.part:
        lost = found.money.silent_lost_minor if found.money else None
        text = LEADS["silent_money" if lost else "silent"][to.locale].format(
            count=count_of(silent.part, "order", to.locale),
            whole=whole,
            share=share_text(silent, to.locale),
            bounds=bounds_text(silent, to.locale),
            money=amount_text(lost, found, to),
        )
        return text, "late"
    late = answered_late(answers)
    count = count_of(late, "order", to.locale)
    name = "late" if late else "in_time"
    return LEADS[name][to.locale].format(count=count, whole=whole, limit=limit), "warn" if late else "ok"


def answered_late(answers: Answers) -> int:
    """How many orders were answered, but beyond the limit."""
    return max(0, answers.in_limit.whole - answers.in_limit.part - answers.silent.part)


def write_rest(found: Findings, to: Teller) -> Iterator[str]:
    """The sentences behind the first."""
    if not found.orders:
        return
    answers, money = found.answers, found.money
    if answers is None:
        yield RESTS["no_answers"][to.locale]
    elif not answers.silent.whole:
        yield RESTS["none_owed"][to.locale]
    elif answers.silent.part and (late := answered_late(answers)):
        lost = money.late_lost_minor if money else None
        yield RESTS["late_money" if lost else "late"][to.locale].format(
            count=count_of(late, "order", to.locale),
            limit=norm_text(found.norms[0], "limit", to.locale),
            money=amount_text(lost, found, to),
        )
    if money is not None and money.excess_minor:
        yield RESTS["excess"][to.locale].format(
            money=amount_text(money.excess_minor, found, to, estimated=True),
            low=amount_text(money.excess_low_minor, found, to, estimated=True),
            high=amount_text(money.excess_high_minor, found, to, estimated=True),
        )
    yield from _other_bad_news(found, to)


def _other_bad_news(found: Findings, to: Teller) -> Iterator[str]:
    shares = {
        "premature": found.refusals.premature if found.refusals else None,
        "promises": found.promises.late if found.promises and _is_about_answers(found) else None,
    }
    for name, share in shares.items():
        if share is not None and share.part:
            yield RESTS[name][to.locale].format(
                share=share_text(share, to.locale),
                part=group(share.part, to.locale),
                whole=group(share.whole, to.locale),
                span=span_text(found.norms[0].premature_s, to.locale),
            )
    if found.orders < to.few:
        yield RESTS["few"][to.locale]


def write_tiles(found: Findings, to: Teller) -> tuple[Tile, ...]:
    """The figures at the top, bad news first; six at most."""
    return tuple(_tiles(found, to))[:MOST_TILES]


def _tiles(found: Findings, to: Teller) -> Iterator[Tile]:
    answers, money, delivery = found.answers, found.money, found.delivery
    if answers is not None:
        yield _share_tile("silent", answers.silent, to, bad=True)
        yield _share_tile(
            "in_target", answers.in_target, to, span=norm_text(found.norms[0], "target", to.locale)
        )
        yield _span_tile("median", answers.working.p50_s, answers.working.p95_s, answers.working.figure, to)
    if found.refusals is not None and found.refusals.premature is not None:
        yield _share_tile("premature", found.refusals.premature, to, bad=True)
    if found.promises is not None:
        yield _share_tile("late", found.promises.late, to, bad=True)
    if money is not None:
        total = TILES["lost_more"][to.locale].format(total=amount_text(money.orders_minor, found, to))
        tone = "late" if money.lost_minor else ""
        yield Tile(TILES["lost"][to.locale], amount_text(money.lost_minor, found, to), "", (total,), tone)
    if delivery is not None and delivery.handed_over is not None:
        spread = delivery.handed_over
        yield _span_tile("handed_over", spread.p50_s, spread.p95_s, spread.figure, to)
    for one in found.outcomes or ():
        if one.name == "cancelled" and one.share.part:
            yield _share_tile("cancelled", one.share, to, bad=True)


def _share_tile(name: str, share: Share, to: Teller, *, bad: bool = False, span: str = "") -> Tile:
    counts = {"part": group(share.part, to.locale), "whole": group(share.whole, to.locale)}
    more = (TILES["of"][to.locale].format(**counts), bounds_text(share, to.locale))
    tone = "late" if bad and share.part and not share.few else ""
    word = TILES[name][to.locale].format(span=span)
    return Tile(word, share_text(share, to.locale), to.link(share.figure), more if share.whole else (), tone)


def _span_tile(name: str, half_s: int | None, most_s: int | None, figure: str, to: Teller) -> Tile:
    working = name == "median"
    more = TILES[f"{name}_more"][to.locale].format(span=span_text(most_s, to.locale, working=working))
    half = span_text(half_s, to.locale, working=working)
    return Tile(TILES[name][to.locale], half, to.link(figure), () if half_s is None else (more,), "")
