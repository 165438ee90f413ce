"""What an audit found, as a page and as a file: exact figures, hostile names, the same bytes, figures that open."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from urllib.parse import unquote_plus, urlencode

import pytest
from django.template.loader import render_to_string

from otklik.analytics.audit import audit
from otklik.analytics.evidence import rows_behind
from otklik.analytics.findings import Norms, Share
from otklik.web import findings_figures as figures
from otklik.web import findings_sentences, findings_terms, findings_words
from otklik.web.findings_page import findings_view, render_file
from otklik.web.findings_summary import WIDTH, summary_lines
from tests.analytics.random_orders import knowing_only, random_frame
from tests.web.findings_sample import BANDS, FULL, HOSTILE_NAME, JOURNAL, SAMPLES, SOURCE
from tests.web.reading import Element, _Reader, texts
from tests.wording import Page, complaints, tables_of


def parsed(html: str) -> Element:
    reader = _Reader()
    reader.feed(html)
    return reader.root


def shown(name: str, locale: str = "ru") -> Element:
    found, source = SAMPLES[name]
    return parsed(render_file(found, source, locale=locale).replace("\u00a0", " "))


def page_of(found, source, opens) -> str:
    view = findings_view(found, source, locale="en", opens=opens)
    return render_to_string("findings.html", {"findings": view})


def row_of(page: Element, table: str, head: str) -> list[str]:
    [row] = [
        one for one in page.select(f".fnd-{table} tbody tr") if one.select("th")[0].text.startswith(head)
    ]
    return [cell.text for cell in row.select("td")]


def test_the_first_sentence_says_what_silence_cost():
    assert texts(shown("full"), ".fnd-say") == [
        "Никто не ответил на 131 заказ из 1 258 (10 %, интервал 95 %: 8,8–12 %): продаж не состоялось на 397 860 ₽."
    ]
    assert texts(shown("full", "en"), ".fnd-say") == [
        "Nobody answered 131 orders of 1,258 (10%, 95% interval 8.8–12%): sales of ₽397,860 were lost with them."
    ]
    assert texts(shown("olist", "en"), ".fnd-say") == [
        "The promised time was missed on 13% of orders (301 of 2,266, 95% interval 12–15%)."
    ]
    assert texts(shown("calm", "en"), ".fnd-say") == [
        "Every buyer was answered within 1 h of working time; orders: 1,258."
    ]
    assert texts(shown("empty", "en"), ".fnd-say") == ["There are no orders: nothing can be computed."]


def test_every_section_has_its_figures():
    page = shown("full", "en")
    assert row_of(page, "norms", "Never answered") == ["131", "1,258", "10% 8.8–12%"]
    assert row_of(page, "bands", "20–60 min") == ["284", "23% 20–25%", "251", "20% 18–22%"]
    assert row_of(page, "spans", "Time to the answer, working") == [
        "18 min",
        "1 h 42 min",
        "3 h 10 min",
        "1,127",
    ]
    assert row_of(page, "bins", "10–20 min") == ["331", "57% 51–62%", "56% 51–62%", "83%"]
    assert row_of(page, "waiting", "20 min") == ["55% 52–57%", "687"]
    assert row_of(page, "money", "Could have been kept") == ["₽310,000 ₽181,000 … ₽420,000"]
    assert row_of(page, "refusal-shares", "Refused in less than 1 h") == ["65", "262", "25% 20–30%"]
    assert row_of(page, "reasons", "not paid") == ["148", "56% 50–62%", "41 28%"]
    assert row_of(page, "promise-shares", "Promise broken") == ["301", "2,266", "13% 12–15%"]
    assert row_of(page, "delivery-spans", "From order to the door") == ["2 d 12 h", "5 d", "7 d 9 h", "560"]
    assert row_of(page, "outcomes", "sale kept") == ["588", "47% 44–50%", "₽2,052,120"]
    assert row_of(page, "phone", "Phone left") == ["702", "1,102", "64% 61–66%"]
    assert row_of(page, "worst", "no. 48000")[2:] == [
        "never answered, sale lost", "52 h", "the hold ran out, the goods went back", "₽12,900"
    ]  # fmt: skip
    assert row_of(page, "flaws", "Answered before") == [
        "19 the order is counted",
        "Check the time zones of both columns; most often one of them is in another zone.",
        "17, 203, 204 …",
    ]
    assert row_of(page, "absent", "seller") == ["sellers compared"]
    assert "SHA-256 9f86d081" in page.select("#fnd-method")[0].text


def test_few_orders_are_shown_and_not_judged():
    """Law 13: no colour, no sign of "worse", and it is said."""
    page = shown("full", "en")
    small = page.select(".fnd-by-store tbody tr")[-1]
    assert small.select("th")[0].text == "Обувайка too few to judge"
    assert not small.select(".t-late")
    worse = page.select(".fnd-by-store tbody tr")[1]
    assert worse.select("th")[0].text == "Ёлка-обувь worse than overall"
    assert [one.text for one in worse.select(".t-late")][1:] == ["24%", "19%", "19%"]


def test_what_the_file_does_not_have_is_said_and_not_zero():
    page = shown("nothing", "en")
    sections = [one.get("id") for one in page.select("section.card")]
    assert sections == ["fnd-answers", "fnd-quality", "fnd-absent", "fnd-method"]
    assert page.select("#fnd-answers")[0].text.startswith("How soon buyers were answered Not in this file")
    assert "0%" not in page.select("main")[0].text


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("locale", ["ru", "en"])
def test_a_file_needs_nothing_else(name, locale):
    found, source = SAMPLES[name]
    html = render_file(found, source, locale=locale)
    page = Page(html)
    assert page.tags.count("style") == 1
    assert not {"script", "iframe", "form", "object", "base"} & set(page.tags)
    assert [one for one in page.hrefs if not one.startswith("#") and one != "data:,"] == []
    assert not re.search(r"\sstyle=|\son\w+=|https?://|@import|url\(", html)
    assert html == render_file(found, source, locale=locale)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_hostile_names_stay_words():
    found, source = SAMPLES["hostile"]
    html = render_file(found, source, locale="en")
    assert "<script" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;") >= 20
    assert HOSTILE_NAME in parsed(html).select(".fnd-by-store tbody th")[0].text
    assert HOSTILE_NAME in "\n".join(summary_lines(found, source, locale="en"))


def _shares(value) -> set[str]:
    """Names of every share that a page of findings shows."""
    if isinstance(value, Share):
        return {value.figure}
    if isinstance(value, tuple):
        return set().union(*map(_shares, value)) if value else set()
    if hasattr(value, "__dataclass_fields__"):
        return set().union(*(_shares(getattr(value, name)) for name in value.__dataclass_fields__))
    return set()


def test_every_figure_leads_to_its_orders():
    asked = set()

    def opens(figure):
        asked.add(figure)
        return f"/reports/1/orders?figure={figure}"

    html = page_of(FULL, JOURNAL, opens)
    linked = set(re.findall(r'href="/reports/1/orders\?figure=([^"]+)"', html))
    wanted = _shares(FULL)
    assert len(wanted) > 150
    assert wanted - linked == set()
    assert {f"row/{one.row}" for one in FULL.worst} <= linked
    assert {"answers/silent/all", "answers/measured", f"curve/{BANDS[0]}/all"} <= linked
    assert linked <= asked
    # Negative control: where nothing is opened, nothing looks as if it could be.
    assert 'href="/' not in page_of(FULL, JOURNAL, lambda figure: None).replace('href="/static/', "")


def test_a_chart_has_its_name_its_words_and_its_table():
    page = shown("full", "en")
    charts = page.select("svg.ch")
    assert len(charts) == 6
    for chart in charts:
        assert chart.get("role") == "img"
        assert chart.select("title")[0].get("id") in chart.get("aria-labelledby").split()
        assert len(chart.select("text")) > 6
    assert "1–2 h: 7.6%" in charts[0].select("desc")[0].text
    assert len(page.select("details table")) == 3


def test_numbers_are_written_as_people_read_them():
    shares = (0, 1, 0.0004, 0.9996, 0.00001, 0.052, 0.534, 0.0996, 0.954)
    assert [figures.percent(one, "ru").replace("\u00a0", " ") for one in shares] == [
        "0 %", "100 %", "0,04 %", "99,96 %", "< 0,01 %", "5,2 %", "53 %", "10 %", "95,4 %",
    ]  # fmt: skip
    assert figures.interval(0.2492, 0.2508, "en") == "24.9–25.1%"
    assert figures.interval(0.25, 0.25, "en") == "25–25%"
    spans = (0, 59, 60, 3_599, 3_600, 3_660, 36_000, 90_000, 172_800, 180_000, 9_000_000, None, -90)
    assert [figures.span_text(one, "en").replace("\u00a0", " ") for one in spans] == [
        "0 s", "59 s", "1 min", "59 min", "1 h", "1 h 01 min", "10 h", "25 h", "2 d", "2 d 2 h", "104 d", "—", "−1 min",
    ]  # fmt: skip
    assert figures.span_text(180_000, "ru", working=True) == "50\u00a0ч"
    bands = figures.band_names((*BANDS[:6], "2wd", "later", "never"), "ru")
    assert [one.replace("\u00a0", " ") for one in bands] == [
        "до 10 мин", "10–20 мин", "20–60 мин", "1–2 ч", "2–3 ч", "следующий рабочий день", "до 2-го рабочего дня",
        "ещё позже", "без ответа",
    ]  # fmt: skip
    assert figures.band_names(("45m", "2h"), "en")[1].replace("\u00a0", " ") == "45 min – 2 h"


@pytest.mark.parametrize("name", SAMPLES)
def test_a_terminal_gets_a_screenful(name):
    found, source = SAMPLES[name]
    for locale in ("ru", "en"):
        lines = summary_lines(found, source, locale=locale)
        assert len(lines) <= 44
        assert max(map(len, lines)) <= WIDTH + 20


def test_the_terminal_says_bad_news_first():
    lines = summary_lines(FULL, SOURCE, locale="en")
    assert lines[0] == "zakazy_2025.csv; CSV, windows-1251, ;; 19 November 2025 – 19 December 2025"
    assert lines[2].startswith("Nobody answered 131 orders of 1,258 (10%, 95% interval 8.8–12%)")
    shares = [line for line in lines if re.search(r" / 1,258$", line)]
    assert shares[0].split() == ["Never", "answered", "10%", "8.8–12%", "131", "/", "1,258"]
    small = summary_lines(replace(FULL, orders=0), SOURCE, locale="en")
    assert small[2] == "There are no orders: nothing can be computed."


def test_each_pair_of_words_is_in_order():
    modules = (findings_words, findings_sentences, findings_terms, figures)
    pairs = [one for module in modules for one in tables_of(module)]
    assert len(pairs) > 200
    assert {path: complaints(pair) for path, pair in pairs if complaints(pair)} == {}


@pytest.mark.parametrize(
    "fields", [None, ("answered_at", "store"), ("promised_at", "delivered_at", "outcome")]
)
def test_every_address_opens_as_many_orders_as_stand_there(fields):
    """The page asks for no figure that nobody knows, and counts no other orders than those behind it (law 14)."""
    frame = random_frame(7, 400)
    frame = knowing_only(frame, *fields) if fields else frame
    norms = [Norms()]
    html = page_of(audit(frame, norms), JOURNAL, lambda figure: f"/orders?{urlencode({'figure': figure})}")
    told = re.findall(r'href="/orders\?figure=([^"]+)">([^<]+)</a>', html)
    counted = {}
    for quoted_figure, text in told:
        figure = unquote_plus(unescape(quoted_figure))
        if not figure.startswith("row/"):
            opened = len(rows_behind(frame, norms, figure))
            if re.fullmatch(r"[\d,]+", text) and not figure.startswith("week/"):
                counted[figure] = (opened, int(text.replace(",", "")))
    assert len(counted) > 10
    assert {figure: pair for figure, pair in counted.items() if pair[0] != pair[1]} == {}


def test_norms_counted_in_working_days_are_said_so_and_stand_on_no_axis():
    norms = Norms(target_s=0, target_days=1, limit_s=0, limit_days=2)
    assert [figures.norm_text(norms, name, "ru") for name in ("target", "limit", "premature")] == [
        "1\u00a0раб. день", "2\u00a0раб. дня", "1\u00a0ч",
    ]  # fmt: skip
    assert figures.norm_text(norms, "limit", "en") == "2\u00a0working days"
    assert figures.norm_marks(norms) == ()
    assert figures.norm_marks(Norms()) == (1_200, 3_600)
