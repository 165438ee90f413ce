"""The Monday letter as a PDF of one or more A4 pages: the same view, the same bytes for the same letter.

ReportLab because it embeds a subset of a TrueType font by itself, writes no date or random id when it is told so, and
needs no program of the system. The fonts are shipped: a PDF's own fourteen know no Cyrillic.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from otklik.channels.wording.partner_letters import LetterView, ViewPart

FONTS = Path(__file__).parent / "fonts"
PLAIN, BOLD = "DejaVuSans", "DejaVuSans-Bold"
INK, SOFT, LINE, ACCENT, TIP = "#17212b", "#465361", "#e2e6eb", "#1a56b8", "#eef3fb"
TONES = {"saved": "#12703a", "lost": "#b3261e"}
MARGIN = 20 * mm
WIDTH = A4[0] - 2 * MARGIN - 12
"""Between the paddings of the page's frame."""
SUM_WIDTH = 34 * mm


def to_pdf(view: LetterView) -> bytes:
    """The letter as a PDF.

    Parameters
    ----------
    view
        As it is mailed; the numbers of its orders are links.
    """
    _register()
    made = BytesIO()
    document = SimpleDocTemplate(
        made,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=view.subject,
        author="Otklik",
        lang=view.locale,
        invariant=1,
    )
    document.build(list(_story(view)))
    return made.getvalue()


@cache
def _register() -> None:
    for name in (PLAIN, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{name}.ttf")))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)


def _style(size: float, colour: str = INK, *, font: str = PLAIN, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(
        name="", fontName=font, fontSize=size, leading=size * 1.4, textColor=HexColor(colour), **more
    )


def _story(view: LetterView) -> Iterator[Any]:
    yield Paragraph(escape(view.title), _style(18, font=BOLD, spaceAfter=6))
    yield Paragraph(escape(view.lead), _style(10.5, spaceAfter=8))
    for part in view.parts:
        yield KeepTogether(list(_part(part)))
    tip = [Paragraph(escape(view.advice_title), _style(12.5, font=BOLD, spaceAfter=4))]
    if view.cost:
        tip.append(Paragraph(escape(view.cost), _style(9.5, SOFT, spaceAfter=4)))
    tip.append(Paragraph(escape(view.advice), _style(10.5, font=BOLD)))
    box = Table([[tip]], colWidths=[WIDTH])
    box.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), HexColor(TIP)),
                ("LEFTPADDING", (0, 0), (-1, -1), 12),
                ("RIGHTPADDING", (0, 0), (-1, -1), 12),
                ("TOPPADDING", (0, 0), (-1, -1), 10),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 12),
            ]
        )
    )
    yield Spacer(1, 14)
    yield KeepTogether([box])
    yield Spacer(1, 10)
    if view.guidance:
        yield Paragraph(escape(view.guidance), _style(9.5, SOFT, spaceAfter=6))
    yield Paragraph(_link(view.href, view.open), _style(10.5, ACCENT, spaceAfter=6))
    yield Paragraph(escape(view.foot), _style(8.5, SOFT))


def _part(part: ViewPart) -> Iterator[Any]:
    total = f' <font name="{PLAIN}" color="{SOFT}" size="10.5">{escape(part.total)}</font>'
    title = f'<font color="{TONES[part.name]}">{escape(part.title)}</font>{total if part.total else ""}'
    yield Paragraph(title, _style(12.5, font=BOLD, spaceBefore=10, spaceAfter=4))
    if part.nothing:
        yield Paragraph(escape(part.nothing), _style(10, SOFT))
        return
    number, why, amount = _style(10.5, ACCENT, font=BOLD), _style(9.5, SOFT), _style(10.5, font=BOLD)
    amount.alignment = TA_RIGHT
    rows = [
        [[Paragraph(_link(one.href, one.number), number), Paragraph(escape(one.why), why)],
         Paragraph(escape(one.amount), amount)]
        for one in part.orders
    ]  # fmt: skip
    table = Table(rows, colWidths=[WIDTH - SUM_WIDTH, SUM_WIDTH])
    table.setStyle(
        TableStyle(
            [
                ("LINEABOVE", (0, 0), (-1, -1), 0.6, HexColor(LINE)),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    yield table
    if part.more:
        yield Paragraph(escape(part.more), _style(8.5, SOFT, spaceBefore=3))


def _link(href: str, words: str) -> str:
    return f'<a href="{escape(href)}">{escape(words)}</a>'
